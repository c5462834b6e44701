"""The vault: evidence as encrypted files in one folder (the port `Vault`).

A file gets its name only when it is whole: temporary file → write → fsync → rename → fsync of the
folder. Nothing is ever written in plaintext. Layout and reasons: docs/decisions/0004.
"""

import contextlib
import hashlib
import io
import re
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Callable
from pathlib import Path
from typing import Protocol

from register.errors import Gone
from register.ports import Keys, Stored
from storage.disk import Disk, off_loop

_NAME = re.compile(r"[0-9a-z-]{1,64}")
_UNFINISHED = ".part"
# Large enough that a change of thread costs nothing, small enough for many files at a time.
_BATCH_BYTES = 1024 * 1024


class Digests(Protocol):
    """SHA-256 and SM3 of the same bytes, in one pass."""

    def update(self, data: bytes) -> None: ...
    @property
    def sha256(self) -> bytes: ...
    @property
    def sm3(self) -> bytes: ...


class FileVault:
    """Keeps objects as files of one folder of this machine."""

    def __init__(
        self, root: Path, keys: Keys, digests: Callable[[], Digests], disk: Disk | None = None
    ) -> None:
        self._root = root
        self._keys = keys
        self._digests = digests
        self._disk = disk or Disk()

    async def prepare(self) -> None:
        """Make the folder at the first start, and remove what dead processes left unfinished.

        What another living process is receiving stays: its file is locked.
        """
        await off_loop(self._prepare)

    async def store(self, name: str, chunks: AsyncIterable[bytes]) -> Stored:
        """Keep the bytes under a name and say what they were.

        Digests are taken over the received bytes before anything else happens to them (EC1).
        When this returns, the object outlives a loss of power. When it raises or is cancelled,
        the disk holds no part of these bytes.

        :raises StorageFull: the disk has no room left.
        """
        target = self._path(name)
        received = _Received(chunks, self._digests())
        arrival = _Arrival(target, self._disk)
        try:
            async for batch in _batches(self._keys.stream(name).encrypt(received.noted())):
                await off_loop(arrival.append, batch)
            await off_loop(arrival.settle)
        except BaseException:
            await off_loop(arrival.undo)
            raise
        return Stored(
            name=name,
            size=received.size,
            sha256=received.digests.sha256,
            sm3=received.digests.sm3,
            ciphertext_sha256=arrival.sha256.digest(),
        )

    async def read(self, name: str) -> AsyncIterator[bytes]:
        """Yield the plaintext, after the whole file was found unchanged (EC7).

        The file is gone through twice: a cut shows only at its end, and by then a single pass
        would have served everything before it. The second pass verifies as well.

        :raises Unreadable: the file was changed, or is another object's.
        :raises Gone: there is no such object.
        """
        async for _ in self._decrypted(name):
            pass
        async for piece in self._decrypted(name):
            yield piece

    async def discard(self, name: str) -> None:
        """Remove an object; it may be gone already."""
        await off_loop(self._discard, self._path(name))

    def _decrypted(self, name: str) -> AsyncIterator[bytes]:
        return self._keys.stream(name).decrypt(_file_chunks(self._path(name)))

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError("a name in the vault is made of small letters, digits and hyphens")
        return self._root / name

    def _prepare(self) -> None:
        self._disk.make_dir(self._root)
        for path in self._root.glob(f"*{_UNFINISHED}"):
            if self._disk.abandoned(path):
                self._disk.remove(path)

    def _discard(self, path: Path) -> None:
        self._disk.remove(path)
        self._disk.fsync_dir(path.parent)


class _Received:
    """Plaintext on its way to the cipher: counted and digested as it passes."""

    def __init__(self, chunks: AsyncIterable[bytes], digests: Digests) -> None:
        self._chunks = chunks
        self.digests = digests
        self.size = 0

    async def noted(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            # SM3 takes 3 ms a MiB: a large chunk would hold up every chat.
            await off_loop(self.digests.update, chunk)
            self.size += len(chunk)
            yield chunk


class _Arrival:
    """Ciphertext on its way to its name. All methods block and run off the loop."""

    def __init__(self, target: Path, disk: Disk) -> None:
        self._disk = disk
        self._target = target
        # Two attempts at one object, by processes that do not know of each other, stay apart.
        attempt = secrets.token_hex(8)
        self._temporary = target.with_name(f"{target.name}.{attempt}{_UNFINISHED}")
        self._file: io.FileIO | None = None
        self._renamed = False
        self.sha256 = hashlib.sha256()

    def append(self, batch: bytes) -> None:
        if self._file is None:
            self._file = self._disk.create(self._temporary)
        self.sha256.update(batch)
        self._disk.write(self._file, batch)

    def settle(self) -> None:
        assert self._file is not None, "even an empty object has a header"
        self._disk.fsync(self._file)
        self._disk.rename(self._temporary, self._target)
        self._renamed = True
        self._disk.fsync_dir(self._target.parent)
        # Not before: the lock of the open file keeps others from sweeping it away.
        self._file.close()

    def undo(self) -> None:
        if self._file is not None:
            self._file.close()
        self._disk.remove(self._temporary)
        if self._renamed:
            self._disk.remove(self._target)


async def _batches(pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Join small pieces, so that a change of thread pays."""
    held = bytearray()
    async for piece in pieces:
        held += piece
        if len(held) >= _BATCH_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


async def _file_chunks(path: Path) -> AsyncIterator[bytes]:
    with contextlib.ExitStack() as opened:
        try:
            # Entered in the thread: a cancellation on the way back must find the file held.
            file = await off_loop(lambda: opened.enter_context(path.open("rb")))
        except FileNotFoundError:
            raise Gone(path.name) from None
        while chunk := await off_loop(file.read, _BATCH_BYTES):
            yield chunk
