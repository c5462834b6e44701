"""`kill -9` at any moment: nothing is lost, and every effect happens once."""

import hashlib
from collections import Counter
from dataclasses import dataclass

import pytest
import pytest_asyncio

from tests.harness.faults import Fault, When
from tests.harness.journey import Journey, Journeys
from tests.harness.town import LI
from tests.journeys.story import Story, tell

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAMPLED = (
    "Bot.AnswerCallbackQuery",
    "Bot.DeleteMessage",
    "Bot.DeleteMessages",
    "Bot.EditMessageReplyMarkup",
    "Bot.EditMessageText",
    "Bot.GetFile",
    "Bot.SendDocument",
    "Bot.SendMessage",
    "Cards.remember",
    "Conversation.add",
    "Conversation.clear",
    "Notes.told",
    "Store.commit",
    "Updates.handled",
    "Updates.keep",
    "Vault.store",
)
"""Every call that the course makes; in the gate one of each is the last of a life."""

ONCE_A_LIFE = {"Bot.DeleteWebhook"}


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
    await story.edit("✓ 主要内容", story.matter.corrected)
    await story.file()
    await story.acknowledge()
    await story.li.tap("🧹 清理对话")
    return story


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def undisturbed(journeys: Journeys) -> Course:
    async with journeys.begin() as journey:
        await whole_course(journey)
        return Course(await journey.calls(), await journey.books.acts())


async def test_no_call_of_the_course_escapes_the_sample(undisturbed: Course) -> None:
    assert set(undisturbed.calls) - ONCE_A_LIFE == set(SAMPLED)


@pytest.mark.req("AC3", "T21", "T24")
@pytest.mark.parametrize("call", SAMPLED)
async def test_death_at_a_call_changes_nothing(
    call: str, journeys: Journeys, undisturbed: Course
) -> None:
    """The later in the list, the later in the course; in turn before and after the call."""
    place = SAMPLED.index(call)
    number = 1 + place * undisturbed.calls[call] // len(SAMPLED)
    fault = Fault(call, number, (When.BEFORE, When.AFTER)[place % 2])
    await survives(fault, journeys, undisturbed)


@pytest.mark.soak
@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("call", SAMPLED)
async def test_death_at_every_call_changes_nothing(
    call: str, when: When, journeys: Journeys, undisturbed: Course
) -> None:
    for number in range(1, undisturbed.calls[call] + 1):
        await survives(Fault(call, number, when), journeys, undisturbed)


async def survives(fault: Fault, journeys: Journeys, undisturbed: Course) -> None:
    """Go through the course with one death in it; everything is as without."""
    async with journeys.begin(fault) as journey:
        story = await whole_course(journey)
        assert journey.deaths == 1, fault
        assert await journey.books.acts() == undisturbed.acts, fault
        await holds_one_record(story)


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
