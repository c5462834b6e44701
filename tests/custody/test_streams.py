import hashlib
import secrets
from collections.abc import AsyncIterator, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody import streams
from custody.streams import SEGMENT_BYTES, SegmentedCipher
from register.errors import Unreadable
from tests.custody.keyring import NEW, OLD, keys

OUTER = 5
HEADER = OUTER + 40
FIRST = SEGMENT_BYTES - 40 - 16  # plaintext bytes in the first segment
NEXT = SEGMENT_BYTES - 16


async def flow(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def encrypted(data: bytes, name: str = "an-object") -> bytes:
    return b"".join([piece async for piece in keys().stream(name).encrypt(flow(data))])


async def decrypted(
    file: bytes | Iterable[bytes],
    name: str = "an-object",
    cipher: SegmentedCipher | None = None,
) -> bytes:
    chunks = [file] if isinstance(file, bytes) else file
    cipher = cipher or keys().stream(name)
    return b"".join([piece async for piece in cipher.decrypt(flow(*chunks))])


def sample(size: int) -> bytes:
    return bytes(i % 251 for i in range(size))


@pytest.mark.parametrize(
    "size",
    [0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + NEXT - 1, FIRST + NEXT, FIRST + NEXT + 1, 300_000],
)
async def test_files_of_every_size_around_a_border_come_back(size: int) -> None:
    data = sample(size)
    file = await encrypted(data)
    segments = 1 if size <= FIRST else 1 + -(-(size - FIRST) // NEXT)
    assert len(file) == HEADER + size + 16 * segments
    assert await decrypted(file) == data


# Small segments bring every border within reach of small examples.
@given(st.lists(st.binary(max_size=60), max_size=8), st.integers(1, 90))
async def test_the_chunking_matters_on_neither_side(chunks: list[bytes], step: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "SEGMENT_BYTES", 72)
        pieces = [piece async for piece in keys().stream("it").encrypt(flow(*chunks))]
        file = b"".join(pieces)
        cut = [file[i : i + step] for i in range(0, len(file), step)]
        assert await decrypted(cut, "it") == b"".join(chunks)


# Written by Tink 1.16 (AesGcmHkdfStreamingKey: SHA-256, 32-byte keys, segments of 65536 bytes)
# under the stream key of this keyring and the associated data 01 · 0a0b0c0d · "an-object".
TINK_EMPTY = (
    "283592e50180bd8d98e462c99ee0f0c60ec9e25aaaed0a8f63e2bb9be6ff16ef90466b984f78e269"
    "104b5d9148d3b158b4d13ceeb37499a6"
)
TINK_ABC = (
    "2831a76f1b4f51ef5b04e0a5fafcaf48be811b0081a76b096881b2a6d1aae7b2a28fc502ed463102"
    "e0550f4ce9737a6ede3a29789dec087ad0724e"
)
TINK_LONG_HEADER = (
    "288d6f1bdfd3611207e4a00e9b960536e02857dc6675c3c23dc81a2b9f104f4cf84f61b621880dbf"
)
TINK_LONG_SHA256 = "0fc24770eab991fb231f3c89a1768146580575f6eb824a7422c5ad1f5cc85ea9"


@pytest.mark.parametrize(("tink", "plaintext"), [(TINK_EMPTY, b""), (TINK_ABC, b"abc")])
async def test_files_written_by_tink_open(tink: str, plaintext: bytes) -> None:
    file = b"\x01" + OLD.id + bytes.fromhex(tink)
    assert await decrypted(file) == plaintext


async def test_a_file_of_four_segments_is_byte_for_byte_that_of_tink(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    header = bytes.fromhex(TINK_LONG_HEADER)
    dice = iter([header[1:33], header[33:]])
    monkeypatch.setattr(secrets, "token_bytes", lambda _: next(dice))
    file = await encrypted(sample(200_000))
    assert hashlib.sha256(file[OUTER:]).hexdigest() == TINK_LONG_SHA256


async def test_equal_files_differ_when_encrypted() -> None:
    assert (await encrypted(b"same"))[HEADER:] != (await encrypted(b"same"))[HEADER:]


@pytest.mark.req("EC7")
async def test_every_byte_of_a_small_file_counts() -> None:
    file = await encrypted(b"abc")
    for place in range(len(file)):
        changed = bytearray(file)
        changed[place] ^= 1
        with pytest.raises(Unreadable):
            await decrypted(bytes(changed))


@pytest.mark.req("EC7")
@pytest.mark.parametrize(
    "place",
    [
        pytest.param(0, id="format"),
        pytest.param(1, id="key id"),
        pytest.param(OUTER, id="length of the header"),
        pytest.param(OUTER + 1, id="salt"),
        pytest.param(OUTER + 33, id="nonce prefix"),
        pytest.param(HEADER, id="first segment"),
        pytest.param(OUTER + SEGMENT_BYTES - 1, id="tag of the first segment"),
        pytest.param(OUTER + SEGMENT_BYTES, id="second segment"),
        pytest.param(-17, id="last segment"),
        pytest.param(-1, id="tag of the last segment"),
    ],
)
async def test_a_changed_byte_is_noticed_wherever_it_stands(place: int) -> None:
    changed = bytearray(await encrypted(sample(150_000)))
    changed[place] ^= 0x80
    with pytest.raises(Unreadable):
        await decrypted(bytes(changed))


@pytest.mark.req("EC7")
@pytest.mark.parametrize(
    "length",
    [
        *(0, 1, OUTER, HEADER - 1, HEADER, HEADER + 15, HEADER + 16),
        *(OUTER + SEGMENT_BYTES - 1, OUTER + SEGMENT_BYTES, OUTER + SEGMENT_BYTES + 1),
        *(OUTER + SEGMENT_BYTES + 16, OUTER + 2 * SEGMENT_BYTES),
    ],
)
async def test_a_file_cut_at_or_near_a_border_is_noticed(length: int) -> None:
    file = await encrypted(sample(150_000))
    with pytest.raises(Unreadable):
        await decrypted(file[:length])


@pytest.mark.req("EC7")
@pytest.mark.parametrize("tail", [b"\0", bytes(16), bytes(SEGMENT_BYTES)])
@pytest.mark.parametrize("size", [0, 5, FIRST, FIRST + NEXT])
async def test_appended_bytes_are_noticed(size: int, tail: bytes) -> None:
    with pytest.raises(Unreadable):
        await decrypted(await encrypted(sample(size)) + tail)


@pytest.mark.req("EC7")
async def test_segments_out_of_order_left_out_or_repeated_are_noticed() -> None:
    file = await encrypted(bytes(FIRST + 3 * NEXT))
    head, rest = file[: OUTER + SEGMENT_BYTES], file[OUTER + SEGMENT_BYTES :]
    one, two, three = (rest[i * SEGMENT_BYTES : (i + 1) * SEGMENT_BYTES] for i in range(3))
    assert await decrypted([head, one, two, three])
    for order in ([two, one, three], [one, three], [one, one, two, three], [one, two, three] * 2):
        with pytest.raises(Unreadable):
            await decrypted([head, *order])


@pytest.mark.req("EC7")
async def test_segments_of_two_files_do_not_mix() -> None:
    mine, other = await encrypted(sample(150_000)), await encrypted(sample(150_000))
    border = OUTER + SEGMENT_BYTES
    with pytest.raises(Unreadable):
        await decrypted(mine[:border] + other[border:])


@pytest.mark.req("EC7")
async def test_a_file_opens_under_its_own_name_only() -> None:
    file = await encrypted(b"abc", "one-object")
    with pytest.raises(Unreadable):
        await decrypted(file, "another-object")


async def test_old_files_open_after_a_new_key_and_with_no_other_key() -> None:
    file = await encrypted(b"abc")
    assert await decrypted(file, cipher=keys(OLD, NEW).stream("an-object")) == b"abc"
    with pytest.raises(Unreadable):
        await decrypted(file, cipher=keys(NEW).stream("an-object"))
    stranger = type(OLD)(id=OLD.id, secret=NEW.secret)
    with pytest.raises(Unreadable):
        await decrypted(file, cipher=keys(stranger).stream("an-object"))
