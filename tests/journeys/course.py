"""The whole course of a record, and what is true after it whatever happened on the way."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from tests.harness.journey import Journey
from tests.harness.town import LI
from tests.journeys.story import Story, tell


@dataclass(frozen=True, slots=True)
class Course:
    """What a journey came to: the calls of the ports, and the acts in the journal."""

    calls: Counter[str]
    acts: Counter[str]


async def whole_course(journey: Journey) -> Story:
    """Everything from the first forwarded message to the cleared conversation."""
    story = await tell(journey)
    await story.seal_first()
    await story.answer()
    await story.add_files()
    await story.li.tap("📝 继续填写")
    await story.edit("过问经过", "✓ 主要内容", story.matter.corrected)
    await story.file()
    await story.acknowledge()
    await story.li.tap("🧹 清理对话")
    return story


async def holds_one_record(story: Story) -> None:
    """One record with each file once, each of the right bytes; both people know its number."""
    books, matter = story.journey.books, story.matter
    (record,) = await books.records(LI)
    assert record.said("narrative") == matter.corrected
    items = await books.evidence(record)
    sent = Counter(hashlib.sha256(data).digest() for _, data in (matter.forwarded, *matter.files))
    assert Counter(item.sha256 for item in items) == sent
    for item in items:
        assert hashlib.sha256(await books.content(item)).digest() == item.sha256
    assert await books.loose(LI) == []
    for person in (story.li, story.wang):
        assert record.number in (await person.sees("编号")).text
