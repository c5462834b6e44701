"""The two digests of evidence: SHA-256 for the world, SM3 for domestic practice (EC1)."""

from cryptography.hazmat.primitives import hashes


class Digests:
    """SHA-256 and SM3 of the same bytes in one pass.

    Both come from `cryptography`: its wheel carries SM3, while hashlib has it only where the
    machine's OpenSSL does (EC2).
    """

    def __init__(self) -> None:
        self._sha256 = hashes.Hash(hashes.SHA256())
        self._sm3 = hashes.Hash(hashes.SM3())

    def update(self, data: bytes) -> None:
        """Take the next bytes."""
        self._sha256.update(data)
        self._sm3.update(data)

    @property
    def sha256(self) -> bytes:
        """SHA-256 of everything so far, 32 bytes."""
        return self._sha256.copy().finalize()

    @property
    def sm3(self) -> bytes:
        """SM3 (GM/T 0004-2012) of everything so far, 32 bytes."""
        return self._sm3.copy().finalize()
