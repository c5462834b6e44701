"""`kill -9` at any moment: nothing is lost, and every effect happens once."""

import pytest

from tests.harness.faults import Fault, When
from tests.harness.journey import LONG, Journeys
from tests.harness.town import CROWD, LI
from tests.journeys.course import Course, holds_one_record, whole_course
from tests.journeys.story import tell

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAMPLED = ("Notes.told", "Store.commit", "Vault.store")
"""The calls of which one is, in the gate, the last of a life: of outbox, register and evidence."""

ALL = (
    *SAMPLED,
    "Updates.handled",
    "Bot.SendMessage",
    "Bot.SendDocument",
    "Cards.remember",
    "Bot.AnswerCallbackQuery",
    "Bot.DeleteMessage",
    "Bot.DeleteMessages",
    "Bot.EditMessageText",
    "Bot.GetFile",
    "Bot.SetMyCommands",
    "Conversation.add",
    "Conversation.clear",
    "Updates.keep",
)

ONCE_A_LIFE = {"Bot.DeleteWebhook"}


async def test_no_call_of_the_course_escapes(undisturbed: Course) -> None:
    assert set(undisturbed.calls) - ONCE_A_LIFE == set(ALL)


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
@pytest.mark.parametrize("call", ALL)
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


@pytest.mark.req("AC3", "T24")
async def test_an_old_button_works_after_a_death(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        review = await story.li.phone.last()

        journey.kill()
        await story.li.phone.click("✅ 确认提交", message=review, timeout=LONG)

        await story.li.sees("存证回执")
        assert len(await journey.books.records(LI)) == 1
        assert journey.deaths == 1


@pytest.mark.req("AC3", "T21")
async def test_death_with_twenty_updates_in_flight_loses_none(journeys: Journeys) -> None:
    """All twenty wait at Telegram and come as one batch; few are handled at the death."""
    async with journeys.begin(Fault("Vault.store", 6, When.AFTER)) as journey:
        phones = [await journey.phone(each) for each in CROWD]
        await journey.rest()
        await journey.sandbox.faults("down", bot=journey.bot)
        for number, phone in enumerate(phones):
            await phone.upload("document", ("a.txt", b"said by %d" % number))
        await journey.sandbox.clear_faults()
        for phone in phones:
            await phone.see("已固定", timeout=LONG)
        await journey.rest()

        assert journey.deaths == 1
        assert await journey.books.acts() == {"receive": len(CROWD), "seal": len(CROWD)}
        for number, resident in enumerate(CROWD):
            (item,) = await journey.books.loose(resident)
            assert await journey.books.content(item) == b"said by %d" % number
