"""J12: whoever stands in a record sees the same chat, to the minute, as if there were none."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest
import pytest_asyncio

from sandbox.driver import Chat, Message
from tests.harness.journey import ZONE, Journeys, at
from tests.harness.town import WANG, ZHOU, Resident
from tests.journeys.whole_house import CHEN, QIN, WU, Accusation, WholeHouse

pytestmark = pytest.mark.asyncio(loop_scope="session")

_NUMBER = re.compile(r"2026-\w{6}-\w")


@dataclass(frozen=True, slots=True)
class Step:
    """What is done at a minute; `beside` only where there is a record that accuses somebody."""

    minute: str
    do: Callable[[WholeHouse], Awaitable[None]]
    beside: bool = False


COURSE = (
    Step("09-14 09:10", WholeHouse.import_cases),
    Step("09-14 15:00", WholeHouse.accuse, beside=True),
    Step("09-14 15:10", WholeHouse.take_note, beside=True),
    Step("09-14 15:30", WholeHouse.record_an_outsider),
    Step("09-15 09:00", WholeHouse.sign_zero_reports),
    Step("09-15 10:00", WholeHouse.confirm_zero_reports),
    Step("09-16 08:30", WholeHouse.wait),
    Step("09-17 08:30", WholeHouse.wait),  # the last day of the head's duties
    Step("09-18 08:30", WholeHouse.wait),  # which are over; and cases close on the next one
    Step("09-18 09:00", WholeHouse.look_around),
    Step("09-18 10:00", WholeHouse.report_the_outsider_on),
    Step("09-18 10:10", WholeHouse.report_on, beside=True),
    Step("09-18 10:20", WholeHouse.take_note, beside=True),
    Step("09-18 10:30", WholeHouse.read_of_the_outsider),
    Step("09-18 11:00", WholeHouse.wait),  # what was opened is taken back
    Step("09-21 08:30", WholeHouse.wait),  # the day on which the cases are to close
    Step("12-15 09:00", WholeHouse.wait),  # the calendar of next year is not loaded
)
"""Every step is the same with and without the record, but for those beside it."""
COMMON = tuple(each for each in COURSE if not each.beside)

ACCUSATIONS = {
    "head": Accusation(named=(WANG,), subject="王建国", post="第一检察部主任", told=(ZHOU,)),
    "leader": Accusation(named=(CHEN,), subject="陈分管", post="副检察长", told=(WANG, ZHOU)),
    "inspector": Accusation(named=(ZHOU,), subject="周组长", post="纪检组", told=(WANG, CHEN, WU)),
    "chief behind a proxy who sounds like the head": Accusation(
        named=(WANG, QIN),
        subject="汪健国",
        post="个体户",
        principal="秦检察长",
        told=(ZHOU,),
    ),
}
WATCHED = (WANG, CHEN, QIN, ZHOU)

Glance = tuple[object, ...]
"""One look at a chat: what it offers, and every message with its minute, words, labels, file."""
Seen = dict[str, list[Glance]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def undisturbed_house(journeys: Journeys) -> Seen:
    """What everybody sees where nobody is accused."""
    return await course(journeys, None)


@pytest.mark.req("A8", "H18", "CH29", "I2", "I3", "I5", "K1", "K3", "W5", "AC5", "AC6", "AD9")
@pytest.mark.parametrize("who", ACCUSATIONS)
async def test_who_is_named_sees_what_they_would_see_without_the_record(
    who: str, journeys: Journeys, undisturbed_house: Seen
) -> None:
    accusation = ACCUSATIONS[who]

    seen = await course(journeys, accusation)

    for named in (each.name for each in accusation.named):
        for step, without, beside in zip(
            COMMON, undisturbed_house[named], seen[named], strict=True
        ):
            assert beside == without, f"{named} at {step.minute}"
    felt = {name for name in seen if seen[name] != undisturbed_house[name]}
    assert felt == {each.name for each in accusation.told if each in WATCHED}, "nobody else"


async def course(journeys: Journeys, accusation: Accusation | None) -> Seen:
    """Play the course and look at every chat after each step that is common to both runs."""
    async with journeys.begin() as journey:
        await journey.move(minute("09-14 09:00"))
        house = WholeHouse(journey, accusation=accusation)
        await house.move_in()
        seen: Seen = {each.name: [] for each in WATCHED}
        for step in COURSE:
            if step.beside and accusation is None:
                continue
            await journey.move(minute(step.minute))
            await step.do(house)
            await house.pause()
            for each in () if step.beside else WATCHED:
                seen[each.name].append(await glance(house, each))
        if accusation is not None:
            assert tuple(await house.addressees()) == accusation.told
        return seen


async def glance(house: WholeHouse, resident: Resident) -> Glance:
    """Look at a chat; numbers are random and count by their order."""
    chat = await house.at(resident).phone.chat()
    numbers = Numbers()
    return (*offered(chat), *(shown(each, numbers) for each in chat.messages))


def offered(chat: Chat) -> Sequence[object]:
    return tuple(chat.commands.items()), chat.menu, chat.blocked


def shown(message: Message, numbers: "Numbers") -> Glance:
    media = message.media
    return (
        f"{message.date.astimezone(ZONE):%m-%d %H:%M}",
        message.by_bot,
        numbers.out_of(message.text),
        tuple(tuple(numbers.out_of(each.text) for each in row) for row in message.keyboard),
        media and (media.kind, numbers.out_of(media.name or ""), media.mime),
        (message.prompt, message.protected, message.silent, message.edited),
    )


class Numbers:
    """The numbers of records in the order in which a chat shows them."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def out_of(self, text: str) -> str:
        return _NUMBER.sub(self._ordinal, text)

    def _ordinal(self, found: re.Match[str]) -> str:
        return self._known.setdefault(found[0], f"record {len(self._known) + 1}")


def minute(text: str) -> datetime:
    return at(f"2026-{text}")
