"""Files that went through the sandbox, kept in memory."""

import hashlib
import mimetypes
from dataclasses import dataclass, replace
from itertools import count
from pathlib import PurePosixPath

from sandbox.errors import bad_request

DEFAULT_MIME = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "animation": "video/mp4",
}
FIXED_MIME = ("photo", "voice", "video_note")
"""Kinds that Telegram's apps bring into one form, whatever the file was called."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes as they came over HTTP."""

    name: str
    data: bytes
    mime: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file as one bot knows it; `size` is what Telegram claims, bytes may be fewer."""

    file_id: str
    unique_id: str
    bot_id: int
    kind: str
    name: str
    mime: str
    size: int
    path: str
    data: bytes


class Files:
    """Every sending gets its own `file_id`; equal content keeps its `file_unique_id`."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[tuple[int, str], StoredFile] = {}
        self._numbers = count(1)

    def keep(
        self, bot_id: int, kind: str, upload: Upload, *, size: int | None = None, variant: str = ""
    ) -> StoredFile:
        """Store an upload; `variant` tells a photo's sizes apart, which share their bytes."""
        mime = _mime(kind, upload)
        number = next(self._numbers)
        digest = hashlib.sha256(upload.data).hexdigest()[:12]
        suffix = _suffix(upload.name) or mimetypes.guess_extension(mime) or ""
        file = StoredFile(
            file_id=f"sandbox-{kind}-{bot_id}-{number}",
            unique_id=f"u{digest}{variant}",
            bot_id=bot_id,
            kind=kind,
            name=upload.name,
            mime=mime,
            size=len(upload.data) if size is None else size,
            path=f"{kind}s/file_{number}{suffix}",
            data=upload.data,
        )
        self._by_id[file.file_id] = file
        self._by_path[bot_id, file.path] = file
        return file

    def again(self, file: StoredFile) -> StoredFile:
        """The same content in a new message."""
        copy = replace(file, file_id=f"sandbox-{file.kind}-{file.bot_id}-{next(self._numbers)}")
        self._by_id[copy.file_id] = copy
        return copy

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def of_bot(self, bot_id: int, file_id: str) -> StoredFile:
        """A file by the id that this bot was given; a `file_id` means nothing to another bot."""
        file = self._by_id.get(file_id)
        if file is None or file.bot_id != bot_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def at(self, bot_id: int, path: str) -> StoredFile | None:
        return self._by_path.get((bot_id, path))


def _suffix(name: str) -> str:
    """The ending of a name where it can stand in an address as it is, else nothing."""
    suffix = PurePosixPath(name).suffix
    return suffix if suffix.isascii() and suffix[1:].isalnum() else ""


def _mime(kind: str, upload: Upload) -> str:
    if kind in FIXED_MIME:
        return DEFAULT_MIME[kind]
    guessed = mimetypes.guess_type(upload.name)[0]
    return guessed or upload.mime or DEFAULT_MIME.get(kind, "application/octet-stream")
