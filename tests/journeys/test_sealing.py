"""What people forward is sealed at once, and the vault holds nothing that could be read."""

import hashlib
from pathlib import Path

import pytest

from register.evidence import Evidence, Mark
from tests.harness.journey import Journey, Journeys
from tests.harness.town import LI
from tests.journeys.story import Named, Person, sentence

pytestmark = pytest.mark.asyncio(loop_scope="session")

SENT: dict[str, Named] = {
    "photo": ("chat.jpg", b"\xff\xd8\xff\xe0 what they wrote" * 500),
    "document": ("原件.txt", "原件的全部内容".encode() * 9000),
    "voice": ("voice.ogg", b"OggS what they said" * 300),
    "audio": ("audio.mp3", b"ID3 what they sang"),
    "video": ("video.mp4", b"\0\0\0\x18ftypmp42 what they did"),
    "video_note": ("round.mp4", b"\0\0\0\x18ftypmp42 how they looked"),
}
MARKS = {
    "photo": Mark.COMPRESSED,
    "document": Mark.AS_SENT,
    "voice": Mark.AS_FORWARDED,
    "audio": Mark.AS_SENT,
    "video": Mark.COMPRESSED,
    "video_note": Mark.COMPRESSED,
}


@pytest.mark.req("F2", "EC1", "EC3", "EC4", "EC5")
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_forwarded_messages_are_sealed_as_they_came(way: str, journeys: Journeys) -> None:
    async with journeys.begin(webhook=way == "webhook") as journey:
        li = Person(await journey.phone(LI), journey)
        for kind, (name, data) in SENT.items():
            await li.phone.upload(kind, (name, data), forward_from="赵德海")
            answer = await li.phone.see(short(hashlib.sha256(data)))
            assert "10月10日（周六）" in answer.text

        await journey.rest()
        items = {item.kind.value: item for item in await journey.books.loose(LI)}
        assert items.keys() == SENT.keys()
        for kind, item in items.items():
            assert item.mark is MARKS[kind]
            assert item.origin.forwarded_from == "赵德海"
            await is_kept(SENT[kind][1], item, journey)


async def is_kept(data: bytes, item: Evidence, journey: Journey) -> None:
    """The register holds both digests of the bytes that were sent, the vault their ciphertext."""
    assert item.sha256 == hashlib.sha256(data).digest()
    assert item.sm3 == hashlib.new("sm3", data).digest()
    assert item.size == len(data)
    kept = (vault(journey) / item.place).read_bytes()
    assert item.ciphertext_sha256 == hashlib.sha256(kept).digest()
    assert data[:16] not in kept
    assert await journey.books.content(item) == data


@pytest.mark.req("AC8")
@pytest.mark.parametrize(
    ("data", "pretend_size", "refusal"),
    [(b"a part", 21 * 1024 * 1024, "FileTooBig"), (b"", None, "EmptyFile")],
)
async def test_what_cannot_be_sealed_is_told_and_not_half_kept(
    data: bytes, pretend_size: int | None, refusal: str, journeys: Journeys
) -> None:
    async with journeys.begin() as journey:
        phone = await journey.phone(LI)
        await phone.upload("document", ("a.bin", data), pretend_size=pretend_size)

        await phone.see(sentence(f"refusals/{refusal}.txt"))
        assert await journey.books.loose(LI) == []
        assert list(vault(journey).iterdir()) == []


def short(digest: "hashlib._Hash") -> str:
    """Return a digest as a phone shows it: its first twelve digits, in fours."""
    shown = digest.hexdigest()
    return f"{shown[:4]} {shown[4:8]} {shown[8:12]}"


def vault(journey: Journey) -> Path:
    return journey.folder / "evidence"
