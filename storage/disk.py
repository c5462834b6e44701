"""The calls that durability hangs on, each by its name, and a way to run them off the loop."""

import asyncio
import errno
import fcntl
import functools
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from register.errors import StorageFull

_P = ParamSpec("_P")
_T = TypeVar("_T")

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Disk:
    """Blocking calls, one line each; who calls them decides on their order."""

    def create(self, path: Path) -> io.FileIO:
        """Create a private file and hold its lock until it is closed."""
        file = io.FileIO(path, "xb", opener=_private)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise
        return file

    def write(self, file: io.FileIO, data: bytes) -> None:
        """Hand all the bytes to the system; the file has no buffer of its own."""
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]

    def fsync(self, file: io.FileIO) -> None:
        """Return when the content of the file is on the disk."""
        os.fsync(file.fileno())

    def rename(self, source: Path, target: Path) -> None:
        """Give the file its new name in one step; a file of that name is replaced."""
        source.replace(target)

    def fsync_dir(self, folder: Path) -> None:
        """Return when the names in the folder are on the disk."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def make_dir(self, folder: Path) -> None:
        """Create a private folder, and those above it, durably."""
        if not folder.is_dir():
            self.make_dir(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            self.fsync_dir(folder.parent)

    def remove(self, path: Path) -> None:
        """Take a name away; it may be gone already."""
        path.unlink(missing_ok=True)

    def abandoned(self, path: Path) -> bool:
        """Tell whether the process that created the file has died: its lock died with it."""
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, FileNotFoundError):
            return False
        return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


async def off_loop(call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Run a blocking call in a thread.

    A cancellation waits for the call's end: a thread cannot be stopped, and whoever cleans up
    after the cancellation must not do so under a write that still runs.

    :raises StorageFull: the disk or the quota has no room left.
    """
    loop = asyncio.get_running_loop()
    running = loop.run_in_executor(None, functools.partial(call, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except OSError as fault:
        if fault.errno in _FULL:
            raise StorageFull from fault
        raise
    finally:
        if not running.done():
            await asyncio.wait([running])
