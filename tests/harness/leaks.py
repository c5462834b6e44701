"""Looking for secrets in what a service leaves behind, in every shape that bytes give a text."""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

_ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_INFLATED = 1 << 20
_THREE = 3


def shapes(secret: str) -> Mapping[str, bytes]:
    """Return the bytes as which a text may lie somewhere, by the name of the shape."""
    plain = secret.encode()
    escaped = json.dumps(secret)[1:-1]
    return {
        "UTF-8": plain,
        "UTF-16 LE": secret.encode("utf-16-le"),
        "UTF-16 BE": secret.encode("utf-16-be"),
        "GB18030": secret.encode("gb18030"),
        "JSON escapes": escaped.encode(),
        "JSON escapes, upper": escaped.upper().replace("\\U", "\\u").encode(),
        "percent": quote(secret, safe="").encode(),
        "percent, lower": quote(secret, safe="").lower().encode(),
        "hex": plain.hex().encode(),
        "hex, upper": plain.hex().upper().encode(),
        **{f"base64 at {n}": _base64(plain, n) for n in range(_THREE)},
    }


def leaks(data: bytes, secrets: Mapping[str, str]) -> Iterator[str]:
    """Name each secret that stands in the data, and its shape; zlib streams are opened."""
    inflated = list(_inflated(data))
    for name, secret in secrets.items():
        for shape, needle in shapes(secret).items():
            if needle in data:
                yield f"{name} as {shape}"
            if any(needle in each for each in inflated):
                yield f"{name} as {shape} in zlib"


def remains(folder: Path) -> Mapping[Path, bytes]:
    """Read every file beneath a folder."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _base64(plain: bytes, offset: int) -> bytes:
    """Return the part of the base64 that no neighbour touches, `offset` bytes into a group."""
    encoded = base64.b64encode(b"\0" * offset + plain)
    before = 0 if not offset else offset + 1
    whole = (offset + len(plain)) // _THREE * 4
    return encoded[before:whole]


def _inflated(data: bytes) -> Iterator[bytes]:
    """Open whatever looks like the head of a zlib stream, as far as it goes."""
    for head in _ZLIB_HEADS:
        start = data.find(head)
        while start >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(data[start:], _MOST_INFLATED)
            start = data.find(head, start + 1)
