"""Encryption and the blind index under the keys of one file (the port `Keys`).

A blob describes itself: format (1 byte) · id of the root key (4) · nonce (12) · ciphertext and
tag. Format and id are authenticated together with what the caller binds the blob to.
"""

import hmac
import secrets
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from custody.key_file import ID_BYTES, KeyFile
from custody.streams import SegmentedCipher
from register.errors import Unreadable

_FORMAT = b"\x01"
_HEADER_BYTES = len(_FORMAT) + ID_BYTES
_NONCE_BYTES = 12
_KEY_BYTES = 32


class FileKeys:
    """The keys of one key file. Working keys are derived from its roots, one for each purpose."""

    def __init__(self, file: KeyFile) -> None:
        self._index = file.index
        self._newest = file.roots[-1].id
        self._content = {r.id: AESGCM(_derive(r.secret, "content")) for r in file.roots}
        self._streams = {r.id: _derive(r.secret, "stream") for r in file.roots}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the key file, or create it where there is none.

        :raises custody.key_file.BadKeyFile: others may read it, or it is malformed.
        """
        return cls(KeyFile.open(path))

    def encrypt(self, plaintext: bytes, *, bound_to: str) -> bytes:
        """Encrypt under the newest key; only `decrypt` with the same `bound_to` opens it."""
        header = _FORMAT + self._newest
        # Random nonces are safe for 2**32 blobs a key; a register stays far below.
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._content[self._newest].encrypt(nonce, plaintext, header + bound_to.encode())
        return header + nonce + sealed

    def decrypt(self, blob: bytes, *, bound_to: str) -> bytes:
        """Open a blob.

        :raises Unreadable: the key is not in the file, the blob was changed, or it belongs to
            another row or version.
        """
        header, rest = blob[:_HEADER_BYTES], blob[_HEADER_BYTES:]
        cipher = self._content.get(header[len(_FORMAT) :])
        if header[: len(_FORMAT)] != _FORMAT or cipher is None or len(rest) < _NONCE_BYTES:
            raise Unreadable(bound_to)
        try:
            return cipher.decrypt(
                rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], header + bound_to.encode()
            )
        except InvalidTag as fault:
            raise Unreadable(bound_to) from fault

    def blind(self, kind: str, value: str) -> bytes:
        """Give the keyed index of a value: equal values of one kind have equal indexes.

        The caller normalises the value first; the index knows equality only.
        """
        key = _derive(self._index, f"blind/{kind}")
        return hmac.digest(key, value.encode(), "sha256")

    def stream(self, name: str) -> SegmentedCipher:
        """Give the cipher of one vault object; bytes stored under one name open under no other."""
        return SegmentedCipher(name, newest=self._newest, keys=self._streams)


def _derive(root: bytes, purpose: str) -> bytes:
    """Derive the working key of one purpose; the words are part of the format for ever."""
    info = f"liuhen/{purpose}/1".encode()
    return HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=None, info=info).derive(root)
