import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody.digests import Digests


@pytest.mark.req("EC1", "EC2", "EV14")
@pytest.mark.parametrize(
    ("message", "sm3"),
    [
        # GM/T 0004-2012, examples 1 and 2
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_published_vectors(message: bytes, sm3: str) -> None:
    digests = Digests()
    digests.update(message)
    assert digests.sm3.hex() == sm3


@pytest.mark.req("EC1")
def test_sha256_gives_the_published_vector() -> None:
    digests = Digests()
    digests.update(b"abc")
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digests.sha256.hex() == expected


@given(st.lists(st.binary(max_size=200)))
def test_the_chunking_does_not_matter(chunks: list[bytes]) -> None:
    digests, whole = Digests(), Digests()
    whole.update(b"".join(chunks))
    for chunk in chunks:
        digests.update(chunk)
        assert digests.sha256  # a look in between spoils nothing
    assert (digests.sha256, digests.sm3) == (whole.sha256, whole.sm3)
    assert digests.sha256 == hashlib.sha256(b"".join(chunks)).digest()
