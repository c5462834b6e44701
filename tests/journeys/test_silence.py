"""J12: whoever stands in a record sees the same chat, to the minute, as if there were none."""

import os
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import choice

import pytest
import pytest_asyncio

from register.profile import Profile, load
from sandbox.driver import Chat, Message
from tests.harness.journey import ZONE, Journeys, at
from tests.harness.town import WANG, ZHOU, Resident
from tests.journeys.whole_house import CHEN, DEPUTY, QIN, WU, Accusation, WholeHouse

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
    Step("09-15 11:00", WholeHouse.somebody_leaves),
    Step("09-16 08:30", WholeHouse.wait),
    Step("09-16 11:00", WholeHouse.leader_goes_away),
    Step("09-17 08:30", WholeHouse.wait),  # the last day of the head's duties
    Step("09-17 10:00", WholeHouse.report_the_outsider_on),
    Step("09-17 10:10", WholeHouse.report_on, beside=True),
    Step("09-17 10:20", WholeHouse.take_note, beside=True),
    Step("09-17 10:30", WholeHouse.read_of_the_outsider),
    Step("09-17 10:40", WholeHouse.sign_of_the_outsider),
    Step("09-17 10:45", WholeHouse.withdraw, beside=True),
    Step("09-17 10:50", WholeHouse.sign_opinions, beside=True),
    Step("09-17 11:00", WholeHouse.wait),  # what was opened is taken back
    Step("09-18 08:30", WholeHouse.wait),  # cases close on the next working day
    Step("09-18 09:00", WholeHouse.look_around),
    Step("09-21 08:30", WholeHouse.wait),  # the day on which the cases are to close
    Step("12-15 09:00", WholeHouse.wait),  # the calendar of next year is not loaded
)
"""Every step is the same with and without the record, but for those beside it."""
LATER = (
    Step("09-14 09:10", WholeHouse.import_cases),
    Step("09-14 15:00", WholeHouse.accuse),
    Step("09-15 10:00", WholeHouse.report_on),
    Step("09-15 10:30", WholeHouse.name_the_leader_later, beside=True),
    Step("09-15 10:45", WholeHouse.wait),
    Step("09-15 11:00", WholeHouse.leader_takes_note),
    Step("09-16 08:30", WholeHouse.wait),
    Step("09-16 09:00", WholeHouse.look_around),
    Step("09-21 08:30", WholeHouse.wait),
)
"""A course in which the branch leader has the record before a correction names them."""
COMMON = tuple(each for each in COURSE if not each.beside)

ACCUSATIONS = {
    "head": Accusation(
        named=(WANG,),
        subject="王建国",
        post="第一检察部主任",
        sender=str(WANG.account),
        told=(ZHOU, WU),
        told_at_once=(ZHOU, WU),
    ),
    "inspector": Accusation(
        named=(ZHOU,),
        subject="周组长",
        post="纪检组",
        sender="对方",
        told=(WANG, DEPUTY, WU, CHEN),  # whose deputy withdraws
        told_at_once=(WU,),
    ),
    "chief behind a proxy who sounds like the branch leader": Accusation(
        named=(CHEN, QIN),
        subject="陈芬管",
        post="个体户",
        sender="老陈",
        principal="秦检察长",
        told=(WANG, ZHOU, WU),
        told_at_once=(ZHOU, WU),
    ),
}
WATCHED = (WANG, CHEN, DEPUTY, QIN, ZHOU)
SYSTEMS = (("rudong",), ("c-lead",), ("nmg",), ("c-int",), ("spc",), ("changchun", "spc"))
"""By what a house may be run."""
RUDONG = ("rudong",)

Glance = tuple[object, ...]
"""One look at a chat: what it offers, and every message with its minute, words, labels, file."""
Seen = dict[str, list[Glance]]


@pytest.fixture(scope="module")
def systems() -> Sequence[Profile]:
    """Draw by what the house is run: a course takes long, so a run of the tests tries one.

    A failure names it; `LIUHEN_SYSTEMS=changchun,spc` runs it again.
    """
    named = os.environ.get("LIUHEN_SYSTEMS", "")
    return rules_of(tuple(named.split(",")) if named else choice(SYSTEMS))


def rules_of(names: Sequence[str]) -> Sequence[Profile]:
    return tuple(load(each, on=minute("09-14 09:00").date()) for each in names)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def undisturbed_house(journeys: Journeys, systems: Sequence[Profile]) -> Seen:
    """What everybody sees where nobody is accused."""
    return await course(journeys, None, systems=systems)


@pytest.mark.req(
    "A8", "H18", "CH29", "I2", "I3", "I5", "K1", "K3", "W5", "AC5", "AC6", "AD9", "T11"
)
@pytest.mark.parametrize("who", ACCUSATIONS)
async def test_who_is_named_sees_what_they_would_see_without_the_record(
    who: str, journeys: Journeys, systems: Sequence[Profile], undisturbed_house: Seen
) -> None:
    accusation, run_by = ACCUSATIONS[who], [each.id for each in systems]

    seen = await course(journeys, accusation, systems=systems)

    for named in (each.name for each in accusation.named):
        for step, without, beside in zip(
            COMMON, undisturbed_house[named], seen[named], strict=True
        ):
            assert beside == without, f"{named} at {step.minute}, by {run_by}"
    felt = {name for name in seen if seen[name] != undisturbed_house[name]}
    told = accusation.received_by(systems)
    assert felt == {each.name for each in told if each in WATCHED}, f"nobody else, by {run_by}"


OUTSIDER = Accusation(
    named=(), subject="赵德海", post="县某局局长", sender="赵德海", told=(WANG, CHEN, ZHOU)
)


@pytest.mark.req("H17", "H18", "CH29", "K1", "AC5")
async def test_who_is_named_by_a_later_supplement_keeps_the_card_and_hears_no_news(
    journeys: Journeys,
) -> None:
    never = tuple(step for step in LATER if not step.beside)

    climbing = rules_of(RUDONG)
    without = await course(journeys, OUTSIDER, systems=climbing, steps=never)
    beside = await course(journeys, OUTSIDER, systems=climbing, steps=LATER)

    assert beside[CHEN.name] == without[CHEN.name]
    for told in (WANG, ZHOU):
        assert beside[told.name] != without[told.name], "who is not named hears of it"


async def course(
    journeys: Journeys,
    accusation: Accusation | None,
    *,
    systems: Sequence[Profile],
    steps: Sequence[Step] = COURSE,
) -> Seen:
    """Play the course and look at every chat after each step that is common to both runs."""
    async with journeys.begin() as journey:
        await journey.move(minute("09-14 09:00"))
        house = WholeHouse(journey, accusation=accusation, systems=systems)
        await house.move_in()
        seen: Seen = {each.name: [] for each in WATCHED}
        for step in steps:
            if step.beside and accusation is None:
                continue
            await journey.move(minute(step.minute))
            await step.do(house)
            await house.pause()
            for each in () if step.beside else WATCHED:
                seen[each.name].append(await glance(house, each))
        if accusation is not None:
            assert tuple(await house.addressees()) == accusation.received_by(systems)
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
