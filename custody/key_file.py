"""The key file: the one secret that the register cannot do without (docs/decisions/0004)."""

import base64
import binascii
import json
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

FORMAT = "liuhen-keys-1"
ROOT_BYTES = 32
ID_BYTES = 4

_ID = re.compile(rf"[0-9a-f]{{{2 * ID_BYTES}}}")
_LARGEST_BYTES = 64 * 1024


class BadKeyFile(Exception):
    """The key file cannot be trusted or understood. The message is one line, fit to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A key from which working keys are derived, and the id that ciphertext names it by."""

    id: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What the file holds: the newest root (the last) encrypts, every root decrypts.

    The root of the blind index stands apart: exchanging it would hide every name indexed
    before, so it stays the same while the others change.
    """

    index: bytes = field(repr=False)
    roots: tuple[Root, ...]

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the key file; where there is none yet, create it first.

        :raises BadKeyFile: it cannot be opened, others may open it too, or its content is not
            as documented.
        """
        try:
            if not path.exists():
                _create(path)
            text = _read_private(path)
        except OSError as fault:
            raise BadKeyFile(f"{path}: the key file cannot be used: {fault.strerror}") from fault
        return cls.parse(text, path)

    @classmethod
    def parse(cls, text: bytes, path: Path) -> Self:
        """Understand the content of a key file; the path is for the message only."""
        try:
            document = json.loads(text)
            if document["format"] != FORMAT:
                raise BadKeyFile(f"{path}: the key file is not of format {FORMAT}")
            index = _secret(document["index"])
            roots = tuple(
                Root(id=_id(entry["id"]), secret=_secret(entry["secret"]))
                for entry in document["keys"]
            )
        except (ValueError, TypeError, KeyError) as fault:
            raise BadKeyFile(f"{path}: the key file is malformed") from fault
        if not roots or len({root.id for root in roots}) < len(roots):
            raise BadKeyFile(f"{path}: the key file needs keys with ids that differ")
        return cls(index=index, roots=roots)


def _id(text: str) -> bytes:
    if not _ID.fullmatch(text):
        raise ValueError
    return bytes.fromhex(text)


def _secret(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != ROOT_BYTES:
        raise binascii.Error
    return secret


def _read_private(path: Path) -> bytes:
    with path.open("rb") as file:
        # The open file is asked, not the path: between two looks at a path it may be exchanged.
        if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise BadKeyFile(f"{path}: others may open the key file; run chmod 600 on it")
        return file.read(_LARGEST_BYTES)


def _create(path: Path) -> None:
    """Put a new key file in place, whole and durable, never over one that is there.

    A rename would replace the file of a process that starts at the same moment, and with it
    the key of what that process has written since. A hard link fails instead, and the later
    process reads the earlier one's key.
    """
    _make_folder(path.parent)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_fresh())
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    finally:
        temporary.unlink()
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fresh() -> bytes:
    document = {
        "format": FORMAT,
        "index": _new_secret(),
        "keys": [{"id": secrets.token_hex(ID_BYTES), "secret": _new_secret()}],
    }
    return json.dumps(document, indent=2).encode() + b"\n"


def _new_secret() -> str:
    return base64.b64encode(secrets.token_bytes(ROOT_BYTES)).decode()
