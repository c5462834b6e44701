"""The file format of the vault: AES-256-GCM in segments, after the construction STREAM.

A file is: format (1 byte) · id of the root key (4) · a stream as Tink's AES-GCM-HKDF streaming
AEAD writes it, with SHA-256, 32-byte keys and ciphertext segments of 64 KiB. So any Tink opens a
vault file from its sixth byte, and the layout is a published, analysed one:

    header     0x28 · salt (32) · nonce prefix (7)
    segment    ciphertext · tag (16); 65,536 bytes, the first shorter by the header, the last as is
    file key   HKDF-SHA-256(stream key, salt, info = associated data)
    nonce      nonce prefix · number of the segment (4, big-endian) · 1 for the last, else 0

The associated data is format · id · name of the object. A number and a mark of the end in
every nonce make a lost, moved, repeated or appended segment as evident as a changed bit.
"""

import itertools
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from register.errors import Unreadable

SEGMENT_BYTES = 64 * 1024
TAG_BYTES = 16

_FORMAT = b"\x01"
_SALT_BYTES = 32
_PREFIX_BYTES = 7
_TINK_HEADER_BYTES = 1 + _SALT_BYTES + _PREFIX_BYTES
_TINK_LENGTH = bytes([_TINK_HEADER_BYTES])


class SegmentedCipher:
    """Encrypts or decrypts one object piece by piece; holds one segment and the caller's chunk."""

    def __init__(self, name: str, *, newest: bytes, keys: Mapping[bytes, bytes]) -> None:
        self._name = name
        self._newest = newest
        self._keys = keys

    async def encrypt(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Turn plaintext of any chunking into the file: its header, then segment by segment."""
        outer = _FORMAT + self._newest
        salt, prefix = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_PREFIX_BYTES)
        cipher = self._file_cipher(outer, salt)
        yield outer + _TINK_LENGTH + salt + prefix
        number = 0
        async for segment, last in _cut(chunks, _segment_sizes(less=TAG_BYTES)):
            yield cipher.encrypt(_nonce(prefix, number, last=last), segment, None)
            number += 1

    async def decrypt(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """Turn a file of any chunking into plaintext; each piece is verified before it is given.

        That the file is whole is known at its end only: the caller trusts nothing before.

        :raises Unreadable: another name or key, or a file that was cut, reordered, edited or
            lengthened.
        """
        outer_bytes = len(_FORMAT) + len(self._newest)
        sizes = itertools.chain([outer_bytes + _TINK_HEADER_BYTES], _segment_sizes())
        pieces = _cut(chunks, sizes)
        header, _ = await anext(pieces)
        outer, inner = header[:outer_bytes], header[outer_bytes:]
        if len(inner) < _TINK_HEADER_BYTES or inner[:1] != _TINK_LENGTH:
            raise Unreadable(self._name)
        cipher = self._file_cipher(outer, inner[1 : 1 + _SALT_BYTES])
        prefix = inner[1 + _SALT_BYTES :]
        number = 0
        try:
            async for segment, last in pieces:
                yield cipher.decrypt(_nonce(prefix, number, last=last), segment, None)
                number += 1
        except InvalidTag as fault:
            raise Unreadable(self._name) from fault
        if number == 0:
            raise Unreadable(self._name)

    def _file_cipher(self, outer: bytes, salt: bytes) -> AESGCM:
        key = self._keys.get(outer[len(_FORMAT) :])
        if key is None or outer[: len(_FORMAT)] != _FORMAT:
            raise Unreadable(self._name)
        kdf = HKDF(
            algorithm=hashes.SHA256(), length=len(key), salt=salt, info=outer + self._name.encode()
        )
        return AESGCM(kdf.derive(key))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _segment_sizes(*, less: int = 0) -> Iterable[int]:
    yield SEGMENT_BYTES - _TINK_HEADER_BYTES - less
    yield from itertools.repeat(SEGMENT_BYTES - less)


async def _cut(
    chunks: AsyncIterable[bytes], sizes: Iterable[int]
) -> AsyncIterator[tuple[bytes, bool]]:
    """Cut a stream into pieces of these sizes and say of each whether it is the last.

    A piece is held back until another byte is seen after it. An empty stream is one empty piece.
    """
    sizes = iter(sizes)
    size = next(sizes)
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        while len(held) > size:
            yield bytes(held[:size]), False
            del held[:size]
            size = next(sizes)
    yield bytes(held), True
