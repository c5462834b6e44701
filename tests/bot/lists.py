"""The windows that a command opens, each as it is to be shown: for whom, and with what chosen."""

from collections.abc import Iterator
from typing import Any

from aiogram.fsm.state import State

from bot.dialogs.advising import CARD, CODES
from bot.dialogs.away import DEPUTY, SINCE, UNTIL
from bot.dialogs.case_handlers import CASE, DEED, TO, Deed
from bot.dialogs.states import Advising, Away, Cases, Mine, Notes, Supplementing, Todo, Zero
from bot.dialogs.supplementing import ITEM, QUESTION, TEXT, VALUE
from bot.dialogs.todo import RETURNED
from bot.dialogs.zero import REPORT
from register.advice import Advice, Run, every_run
from register.afterwards import LONGEST
from register.people import Person
from tests import cast, court
from tests.bot import examples as an
from tests.bot.court_cases import CLERK
from tests.bot.notes import note_looks
from tests.bot.omissions import desk_looks
from tests.bot.transfer_cases import transfer_looks

ListLook = tuple[State, str, Person, dict[str, Any]]


def list_looks() -> Iterator[ListLook]:
    """Return state, name, person and memory of every window that a command opens."""
    li, zheng, wang = cast.LI, cast.ZHENG, cast.WANG
    for state in (Mine.list, Cases.list, Notes.list, Zero.list):
        yield state, "some", li, {}
        yield state, "nothing", zheng, {}
    yield Cases.add, "add", li, {}
    for case in an.CASES:
        yield Cases.case, case.id, li, {CASE: case.id}
    yield Cases.closing_day, "to choose", li, {CASE: an.CLOSING.id}
    yield Cases.people, "two to choose from", li, {CASE: an.OPEN.id, DEED: Deed.HAND_OVER}
    yield Cases.people, "nobody left", li, {CASE: an.CLOSING.id, DEED: Deed.ADD_HANDLER}
    for deed in Deed:
        memory = {CASE: an.CLOSING.id, DEED: deed, TO: cast.QIAN.id}
        yield Cases.sure, deed, li, memory
    yield Cases.sure, "nothing to sign", li, {CASE: an.OPEN.id, DEED: Deed.CLOSE}
    yield from note_looks()
    yield from transfer_looks()
    for report in (an.OWED, an.RETURNED, an.MONTHLY, an.BESIDE_NOTES):
        yield Zero.sign, report.id, li, {REPORT: report.id}
    for report in (an.SUBMITTED, an.CONFIRMED, an.SUPERSEDED, an.RETURNED):
        yield Zero.stated, report.id, li, {REPORT: report.id}
    for state in (Todo.list, Todo.give_back):
        yield state, "a full page", wang, {}
        yield state, "nothing", zheng, {}
    yield Todo.list, "to be sent onward", cast.ZHOU, {}
    yield Todo.list, "to be signed", court.MENG, {}
    yield Todo.list, "as a witness", CLERK, {}
    yield Todo.reason, "at its longest", wang, {RETURNED: an.TO_CONFIRM[0].id}
    yield from away_looks()
    yield from advising_looks()
    yield from desk_looks()


def away_looks() -> Iterator[ListLook]:
    """Return every window of who will be away."""
    for name, person in {
        "nobody": cast.CHEN,
        "named": an.SOON_AWAY,
        "a deputy": cast.WANG,
    }.items():
        yield Away.menu, name, person, {}
    yield Away.menu, "without a desk", cast.LI, {}
    days = {SINCE: "2026-10-08", UNTIL: "2026-10-16"}
    for state in (Away.first_day, Away.last_day, Away.deputy):
        yield state, "to choose", cast.CHEN, days
    for name, person in {"first": cast.CHEN, "instead of another": an.SOON_AWAY}.items():
        yield Away.sure, name, person, {**days, DEPUTY: cast.WANG.id}


def advising_looks() -> Iterator[ListLook]:
    """Return every question, one end of each kind and article, and every sentence."""
    runs = list(every_run(an.PROFILE.check))
    questions = {run.asked[n].id: _codes(run)[:n] for run in runs for n in range(len(run.asked))}
    for question, codes in questions.items():
        yield Advising.check, question, cast.LI, {CODES: codes}
    ends: dict[tuple[Advice | None, tuple[str, ...]], Run] = {}
    for run in runs:
        assert run.end is not None
        ends.setdefault((run.end.advice, run.end.articles), run)
    for (advice, articles), run in ends.items():
        yield (
            Advising.check_advice,
            f"{advice} {' '.join(articles)}",
            cast.LI,
            {CODES: _codes(run)},
        )
    yield Advising.say, "all", cast.LI, {}
    for card in an.PROFILE.say_no:
        yield Advising.say_card, card.id, cast.LI, {CARD: f"{an.PROFILE.id}:{card.id}"}
    yield (
        Advising.say_card,
        "without a draft",
        cast.ZHENG,
        {CARD: f"{an.PROFILE.id}:{an.PROFILE.say_no[0].id}"},
    )


def _codes(run: Run) -> list[str]:
    return [branch.code for branch in run.taken]


def supplement_looks() -> Iterator[tuple[State, str, dict[str, Any]]]:
    """Return state, name and memory of every window that adds to a filed record."""
    text, post = {TEXT: an.FILLER * LONGEST}, {QUESTION: "subject_post"}
    yield Supplementing.menu, "with loose items", {}
    yield Supplementing.text, "to be typed", {}
    yield Supplementing.fields, "to choose", {}
    yield Supplementing.value, "a text", post
    yield Supplementing.choice, "of several", {QUESTION: "channel"}
    yield Supplementing.choices, "ticked", {QUESTION: "behaviours", VALUE: ["RD11-1"]}
    yield Supplementing.sure, "a text", text
    yield Supplementing.sure, "a correction", {**post, VALUE: an.HOSTILE}
    yield Supplementing.sure, "an item", {ITEM: an.DOCUMENT.id}
