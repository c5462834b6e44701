"""Keys that never change, so that tests can speak of bytes."""

from base64 import b64encode
from collections.abc import Sequence
from json import dumps
from pathlib import Path

from custody.key_file import FORMAT, KeyFile, Root
from custody.keys import FileKeys

OLD = Root(id=bytes.fromhex("0a0b0c0d"), secret=bytes(range(32)))
NEW = Root(id=bytes.fromhex("01020304"), secret=bytes(range(32, 64)))
INDEX = bytes(range(64, 96))


def keys(*roots: Root) -> FileKeys:
    """Return the keys of a file with these roots, the newest last; one root if none is named."""
    return FileKeys(KeyFile(index=INDEX, roots=roots or (OLD,)))


def write(path: Path, roots: Sequence[Root], *, index: bytes = INDEX) -> None:
    """Write a key file by hand, as the documentation shows it."""
    document = {
        "format": FORMAT,
        "index": b64encode(index).decode(),
        "keys": [{"id": r.id.hex(), "secret": b64encode(r.secret).decode()} for r in roots],
    }
    path.write_text(dumps(document))
    path.chmod(0o600)
