"""Disks that write down what is asked of them, or die of it."""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from storage.disk import Disk


class RecordingDisk(Disk):
    """Does its work and keeps the names of the calls, in order."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    @contextmanager
    def _call(self, name: str) -> Iterator[None]:
        self.calls.append(name)
        yield

    def create(self, path: Path) -> io.FileIO:
        with ExitStack() as lost:
            with self._call(f"create {path.suffix}"):
                file = lost.enter_context(super().create(path))
            lost.pop_all()
        return file

    def write(self, file: io.FileIO, data: bytes) -> None:
        with self._call("write"):
            super().write(file, data)

    def fsync(self, file: io.FileIO) -> None:
        with self._call("fsync"):
            super().fsync(file)

    def rename(self, source: Path, target: Path) -> None:
        with self._call(f"rename {source.suffix}"):
            super().rename(source, target)

    def fsync_dir(self, folder: Path) -> None:
        with self._call("fsync_dir"):
            super().fsync_dir(folder)

    def remove(self, path: Path) -> None:
        with self._call("remove"):
            super().remove(path)


class Died(BaseException):
    """The process is gone; nothing after this line of it runs."""


class FailingDisk(RecordingDisk):
    """Fails before or after its n-th call (from 0): once, or, being `dead`, ever after."""

    def __init__(self, at: int, fault: BaseException, *, after: bool, dead: bool = False) -> None:
        super().__init__()
        self._at = at
        self._fault = fault
        self._after = after
        self._dead = dead

    @contextmanager
    def _call(self, name: str) -> Iterator[None]:
        place = len(self.calls)
        self.calls.append(name)
        if self._dead and place > self._at:
            raise self._fault
        if place == self._at and not self._after:
            raise self._fault
        yield
        if place == self._at:
            raise self._fault
