"""From a blank record to the head's "received", and what is left of it in the chats."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

import pypdfium2
import pytest

from register.acts.opening import OPEN_FOR
from register.evidence import Evidence
from tests.harness.journey import Journeys
from tests.harness.town import LI
from tests.journeys.story import Story, tell, texts

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.req("F2", "G1", "CH6", "E4", "F1-1", "F1-8", "EC1", "AC7")
async def test_a_blank_record_becomes_a_filed_one(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        await story.add_files()
        await story.li.tap("📝 继续填写")
        await story.edit("过问经过", "✓ 主要内容", story.matter.corrected)
        await story.edit("答复", "答复的内容", story.matter.reply)
        number = await story.file()

        (record,) = await journey.books.records(LI)
        assert record.number == number
        assert record.said("narrative") == story.matter.corrected
        await holds_the_files(story, await journey.books.evidence(record))
        await shows_the_form(story, number)
        assert await story.acknowledge() == f"已签收 {number}。"
        await leaves_the_chats(story)


async def holds_the_files(story: Story, items: Sequence[Evidence]) -> None:
    """Each file once, with the digests of the bytes that were sent."""
    sent = {hashlib.sha256(data).digest(): data for _, data in story.matter.files}
    assert sorted(item.sha256 for item in items) == sorted(sent)
    for item in items:
        assert await story.journey.books.content(item) == sent[item.sha256]


async def shows_the_form(story: Story, number: str) -> None:
    form = await story.li.sees("📄 登记表")
    assert not form.protected
    printed = printed_text(await story.li.phone.download(form))
    matter = story.matter
    for words in (number, matter.subject, matter.post, "张三涉嫌盗窃案", matter.corrected):
        assert words in printed
    assert matter.narrative not in printed


async def leaves_the_chats(story: Story) -> None:
    """Opened content goes after ten minutes; the draft's conversation when it is told to."""
    opened = await story.wang.sees(story.matter.subject)
    assert opened.protected
    await story.pass_time(OPEN_FOR + timedelta(minutes=1))
    await story.wang.phone.gone(story.matter.subject)
    await story.li.phone.gone("📄 登记表")
    said = await story.li.tap("🧹 清理对话")
    assert said is not None
    assert said.startswith("已清理")
    left = await story.li.phone.messages()
    assert [message.text for message in left if not message.by_bot] == ["/start"]
    assert any("存证回执" in text for text in texts(left))


def printed_text(pdf: bytes) -> str:
    """Return what a PDF says, without the breaks of its lines."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "".join("".join(pages).split())
