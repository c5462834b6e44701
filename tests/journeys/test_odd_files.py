"""Whatever people send is sealed as it is or refused in one line, and nothing ever opens it."""

import hashlib
from pathlib import Path

import pytest

from register.evidence import Evidence, Kind
from tests.harness.journey import Journey, Journeys
from tests.harness.leaks import remains
from tests.harness.town import LI
from tests.journeys.oddities import MEGABYTE, Odd, odd_files, picture
from tests.journeys.story import Story, sentence, tell
from tests.journeys.test_filing import printed_text

pytestmark = pytest.mark.asyncio(loop_scope="session")

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
SIGNS = 4096
"""The most that one message of Telegram holds."""


@pytest.mark.needs("ffmpeg")
@pytest.mark.req("AC8", "EC1", "EC7", "T25")
async def test_every_odd_file_is_sealed_and_comes_back_as_it_was(
    journeys: Journeys, tmp_path: Path
) -> None:
    odd = odd_files(tmp_path)
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        for each in odd:
            await story.li.send(each.kind, (each.name, each.data))
        await story.li.tap("📝 继续填写")
        await story.answer()
        number = await story.file()

        (record,) = await journey.books.records(LI)
        items = {item.sha256: item for item in await journey.books.evidence(record)}
        assert len(items) == len(odd)
        await story.wang.sees("收到一份登记表")
        await story.wang.tap("👁 查看")
        for each in odd:
            item = items[hashlib.sha256(each.data).digest()]
            await is_kept_as_it_came(each, item, journey)
            await comes_back(each, item, story)
        await nothing_plays_tricks(story, number)
        assert remains(journey.orders.temp) == {}


async def is_kept_as_it_came(odd: Odd, item: Evidence, journey: Journey) -> None:
    """Name and bytes are the sender's; the register shows neither anywhere in the open."""
    assert item.size == len(odd.data)
    assert item.sm3 == hashlib.new("sm3", odd.data).digest()
    if odd.kind == "document":
        assert item.name == odd.name
    assert await journey.books.content(item) == odd.data


async def comes_back(odd: Odd, item: Evidence, story: Story) -> None:
    """Opened, it bears its number and what its bytes are, whatever its sender called it."""
    await story.wang.tap(f"📎 {item.number}")
    shown = await story.wang.sees(f"📎 {item.number}")
    assert shown.protected
    assert shown.media is not None
    assert shown.media.name == f"{item.number}{odd.ending}"
    assert await story.wang.phone.download(shown) == odd.data


async def nothing_plays_tricks(story: Story, number: str) -> None:
    """No name stands in a chat, and the form prints what would turn or hide a line by its code."""
    for phone in (story.li.phone, story.wang.phone):
        for message in await phone.messages():
            if message.by_bot:
                assert not set(BIDI) & set(message.text)
                assert "passwd" not in message.text
    form = await story.li.sees(f"📄 登记表 {number}")
    printed = printed_text(await story.li.phone.download(form))
    assert not set(BIDI) & set(printed)
    assert "〔U+202E〕" in printed


@pytest.mark.req("AC8", "T25")
@pytest.mark.parametrize(
    ("data", "refusal"),
    [(bytes(int(20.1 * MEGABYTE)), "FileTooBig"), (b"", "EmptyFile")],
    ids=["20.1 MB", "empty"],
)
async def test_what_cannot_be_kept_is_refused_in_one_line(
    data: bytes, refusal: str, journeys: Journeys
) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        (sent,) = await story.li.phone.upload("document", ("录像.mp4", data))
        await journey.rest()

        said = [each for each in await story.li.phone.messages() if each.by_bot][-1]
        assert said.text == sentence(f"refusals/{refusal}.txt")
        assert said.reply_to == sent
        assert await journey.books.loose(LI) == []
        assert remains(journey.folder / "evidence") == {}
        assert remains(journey.orders.temp) == {}


@pytest.mark.req("T26")
async def test_the_same_bytes_by_two_ways_are_one_item_and_the_photo_keeps_its_mark(
    journeys: Journeys,
) -> None:
    shot = ("截图.png", picture("PNG", "navy"))
    async with journeys.begin() as journey:
        story = await tell(journey)
        await journey.sandbox.faults("twice", bot=journey.bot, times=100)
        await story.li.send("photo", shot)
        await story.li.sees("如有原件，请再以“文件”方式发送")
        await story.li.send("document", shot)
        await journey.sandbox.clear_faults()

        assert len(await journey.books.loose(LI)) == 1


@pytest.mark.req("AC8", "CH6")
async def test_a_full_message_twice_is_one_item_and_loses_no_sign(journeys: Journeys) -> None:
    text = ("字🙂" * SIGNS)[: SIGNS * 2 // 3]  # each 🙂 counts for two
    assert len(text.encode("utf-16-le")) // 2 in range(SIGNS - 2, SIGNS + 1)
    async with journeys.begin() as journey:
        story = await tell(journey)
        for _ in range(2):
            await story.li.phone.send(text, forward_from="赵德海")
            await journey.rest()

        (item,) = await journey.books.loose(LI)
        assert item.kind is Kind.TEXT
        assert await journey.books.content(item) == text.encode()


@pytest.mark.req("AC8", "F1-8")
async def test_the_longest_narrative_is_two_lines_at_review_and_whole_in_full(
    journeys: Journeys,
) -> None:
    told = "对方说🙂" * 819  # 4,095 of Telegram's signs, 3,276 of ours
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        await story.edit("过问经过", "✓ 主要内容", told)
        await story.li.sees("请核对")

        await story.li.tap("展开全文")
        await story.li.tap("主要内容（1/2）")
        first = await story.li.sees("主要内容（1/2）")
        await story.li.tap("主要内容（2/2）")
        second = await story.li.sees("主要内容（2/2）")
        assert "".join(page.text.split("\n\n", 1)[1] for page in (first, second)) == told


@pytest.mark.req("AC8", "F1-8")
async def test_a_narrative_that_is_too_long_is_said_kindly_and_kept_whole(
    journeys: Journeys,
) -> None:
    told = "字" * SIGNS + "尾"  # Telegram's apps cut it and send both parts at once
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        await story.li.tap("✏️ 修改", "过问经过", "✓ 主要内容")
        parts = [await story.li.phone.send(part) for part in (told[:SIGNS], told[SIGNS:])]
        await journey.rest()

        await story.li.sees("最多 4000 字")
        for asked in [each for each in await story.li.phone.messages() if each.reply_to in parts]:
            await story.li.phone.click("🔒 固定为证据材料", message=asked)
        await journey.rest()

        (draft,) = await journey.books.drafts(LI)
        assert draft.said("narrative") == story.matter.narrative
        kept = [await journey.books.content(each) for each in await journey.books.lying_in(draft)]
        assert b"".join(kept).decode() == told
