"""Cases: typed in or imported, handed on, closed, reopened; and what they make owed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from register.cases import CaseState, Handling
from register.errors import AnswerTooLong, AnswerUnfit, CaseNotOpen, HandlerUnfit, NotAllowed
from register.notes import NoteKind
from register.profile import Profile, load
from register.zero_report import Occasion, ZeroState
from tests import cast
from tests.acts.casework import LINE, NAME, NUMBER, TAKEN, Casework, lines
from tests.acts.world import World

LI, QIAN = cast.LI.id, cast.QIAN.id


def rules(owed: str) -> Profile:
    """Return the rules of a house that wants zero reports so often."""
    usual = load("rudong", date(2026, 9, 30))
    rule = usual.zero_report.model_copy(update={"owed": owed})
    return usual.model_copy(update={"zero_report": rule})


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


# ── In the chat ────────────────────────────────────────────────────────────────────────────────


async def test_a_case_that_is_added_belongs_to_its_handler_alone(work: Casework) -> None:
    case = await work.add(number="东检刑诉[2026] 12 号")

    assert (case.name, case.number) == (NAME, NUMBER)
    assert case.handlings == (Handling(person=LI, since=TAKEN),)
    assert await work.cases() == [case]
    assert await work.cases(QIAN) == []


async def test_a_case_that_a_colleague_typed_in_stays_theirs(work: Casework) -> None:
    mine = await work.add()
    theirs = await work.add(by=QIAN)

    assert mine.id != theirs.id
    assert [case.id for case in await work.cases(QIAN)] == [theirs.id]


async def test_a_number_that_one_handles_already_is_not_added_twice(work: Casework) -> None:
    case = await work.add()

    assert await work.add("张某案") == case
    assert await work.add("李某案", number="") != case


async def test_a_case_cannot_be_taken_tomorrow(work: Casework, world: World) -> None:
    world.clock.set("2026-03-01 09:00")

    assert (await work.add()).since(LI) == date(2026, 3, 1)


async def test_a_case_has_a_name_of_reasonable_length(work: Casework) -> None:
    with pytest.raises(AnswerUnfit):
        await work.add("  ")
    with pytest.raises(AnswerTooLong):
        await work.add("案" * 201)


@pytest.mark.req("I5")
async def test_a_case_typed_into_a_draft_enters_nobodys_list(work: Casework, world: World) -> None:
    await world.file(await world.complete())

    for person in cast.EVERYBODY:
        assert await work.cases(person.id) == []


@pytest.mark.req("A9")
async def test_nobody_but_a_handler_changes_a_case(work: Casework) -> None:
    case = await work.add()

    with pytest.raises(NotAllowed):
        await work.mark_closing(case, by=cast.WANG.id)
    moved = await work.hand_over(case, QIAN)
    with pytest.raises(NotAllowed):
        await work.mark_closing(moved, by=LI)


async def test_a_case_stays_in_the_house(work: Casework) -> None:
    case = await work.add()

    with pytest.raises(HandlerUnfit):
        await work.hand_over(case, cast.WU.id)


# ── What is owed ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("CH13", "G22")
async def test_a_closing_case_makes_a_zero_report_owed_and_its_handler_is_told(
    work: Casework, world: World
) -> None:
    await work.mark_closing(await work.add())

    (report,) = await work.reports()
    assert (report.occasion, report.state) == (Occasion.CLOSING, ZeroState.OWED)
    assert (report.since, report.opened_at) == (TAKEN, world.clock())
    (note,) = await world.notes()
    assert (note.kind, note.object, note.addressee) == (NoteKind.ZERO_REPORT_OWED, report.id, LI)


@pytest.mark.req("CH13")
async def test_the_day_of_closing_can_be_said_and_said_anew_but_not_once_it_is_over(
    work: Casework,
) -> None:
    case = await work.add()
    with pytest.raises(CaseNotOpen):
        await work.plan_closing(case, date(2026, 10, 20))
    await work.mark_closing(case)

    await work.plan_closing(case, date(2026, 10, 20))
    planned = await work.plan_closing(case, date(2026, 10, 27))

    assert (planned.state, planned.closing_on) == (CaseState.CLOSING, date(2026, 10, 27))
    with pytest.raises(AnswerUnfit):
        await work.plan_closing(case, date(2026, 9, 29))
    assert len(await work.reports()) == 1


@pytest.mark.req("CH13")
async def test_who_hands_a_case_on_signs_and_the_successor_owes_nothing_yet(
    work: Casework, world: World
) -> None:
    await work.hand_over(await work.add(), QIAN)

    (report,) = await work.reports()
    assert report.occasion is Occasion.HANDED_OVER
    assert await work.reports(QIAN) == []
    told = {(note.kind, note.addressee) for note in await world.notes()}
    assert told == {(NoteKind.ZERO_REPORT_OWED, LI), (NoteKind.CASE_GIVEN, QIAN)}


@pytest.mark.req("CH13")
async def test_the_zero_report_of_a_closing_case_follows_it_to_the_successor(
    work: Casework,
) -> None:
    case = await work.mark_closing(await work.add())
    owed = await work.reports()

    await work.hand_over(case, QIAN)

    assert await work.reports() == owed, "one statement is enough"
    (report,) = await work.reports(QIAN)
    assert (report.occasion, report.since) == (Occasion.CLOSING, work.world.clock().date())


@pytest.mark.req("CH13")
async def test_who_gives_a_case_out_of_the_house_signs(work: Casework) -> None:
    case = await work.give_away(await work.add())

    assert (case.handlers, case.state) == ((), CaseState.CLOSED)
    assert [report.occasion for report in await work.reports()] == [Occasion.GIVEN_AWAY]


@pytest.mark.req("I3")
async def test_each_of_several_handlers_owes_their_own(work: Casework) -> None:
    case = await work.add_handler(await work.add(), QIAN)
    await work.mark_closing(case)

    (mine,), (theirs,) = await work.reports(), await work.reports(QIAN)
    assert (mine.since, theirs.since) == (TAKEN, date(2026, 9, 30))


@pytest.mark.req("CH13")
async def test_closing_waits_for_no_zero_report_and_the_missing_one_stays_owed(
    work: Casework,
) -> None:
    case = await work.close(await work.mark_closing(await work.add()))

    assert case.state is CaseState.CLOSED
    assert [report.state for report in await work.reports()] == [ZeroState.OWED]
    with pytest.raises(CaseNotOpen):
        await work.close(case)


@pytest.mark.req("CH13")
async def test_after_reopening_a_new_one_is_owed_at_the_next_closing(
    work: Casework, world: World
) -> None:
    case = await work.mark_closing(await work.add())
    (first,) = await work.reports()
    await work.confirm(await work.submit(first))
    reopened = await work.reopen(await work.close(case))
    assert len(await work.reports()) == 1, "a statement cannot be made at the start"

    world.clock.move(timedelta(days=30))
    await work.mark_closing(reopened)

    second, kept = await work.reports()
    assert (second.occasion, second.since) == (Occasion.REOPENED, TAKEN)
    assert kept.state is ZeroState.CONFIRMED


@pytest.mark.req("I5")
async def test_who_has_a_record_on_the_case_is_asked_for_nothing(
    work: Casework, world: World
) -> None:
    await world.file(await world.complete())

    await work.mark_closing(await work.add())

    assert await work.reports() == []
    assert await world.notes(NoteKind.ZERO_REPORT_OWED) == []


@pytest.mark.req("I4")
@pytest.mark.parametrize(
    ("owed", "count"), [("none", 0), ("per_case", 1), ("per_month", 0), ("both", 1)]
)
async def test_the_profile_says_whether_a_case_makes_one_owed(
    work: Casework, monkeypatch: pytest.MonkeyPatch, owed: str, count: int
) -> None:
    monkeypatch.setattr("register.acts.casework.load", lambda *_, **__: rules(owed))

    await work.mark_closing(await work.add())

    assert len(await work.reports()) == count


# ── From a file ────────────────────────────────────────────────────────────────────────────────


async def test_an_imported_case_stands_in_the_lists_of_its_handlers(work: Casework) -> None:
    (case,) = await work.bring_in(replace(LINE, handlers=(LI, QIAN)))

    assert await work.cases() == await work.cases(QIAN) == [case]
    assert case.imported


async def test_a_file_that_is_imported_again_updates_what_it_knows_and_writes_no_more(
    work: Casework, world: World
) -> None:
    (first,) = await work.bring_in()
    (again,) = await work.bring_in()
    (renamed,) = await work.bring_in(replace(LINE, name="张某、李某盗窃案"))

    assert again == first
    assert renamed.id == first.id
    assert (await world.acts())["import_case"] == 2


@pytest.mark.req("CH13")
async def test_a_change_of_hands_in_the_file_ends_one_handling_and_begins_another(
    work: Casework,
) -> None:
    await work.bring_in()

    (case,) = await work.bring_in(replace(LINE, handlers=(QIAN,), since=None))

    today = date(2026, 9, 30)
    assert case.handlings == (
        Handling(person=LI, since=TAKEN, until=today),
        Handling(person=QIAN, since=today),
    )
    assert [report.occasion for report in await work.reports()] == [Occasion.HANDED_OVER]


async def test_a_closing_date_in_the_file_marks_the_case_once(work: Casework) -> None:
    (case,) = await work.bring_in(*lines(1))
    (moved,) = await work.bring_in(replace(*lines(1), closing_on=date(2026, 11, 2)))

    assert case.state is CaseState.CLOSING
    assert moved.closing_on == date(2026, 11, 2)
    assert len(await work.reports()) == 1


async def test_a_case_that_its_handler_typed_in_is_taken_over(work: Casework) -> None:
    typed_in = await work.add()
    of_another = await work.add(by=QIAN)
    nameless = await work.add("第1案", number="")

    (case, second) = await work.bring_in(LINE, *lines(1))

    assert case.id == typed_in.id != of_another.id
    assert (second.id, second.number) == (nameless.id, "东检刑诉〔2026〕1号")


async def test_a_closed_case_changes_its_words_alone(work: Casework) -> None:
    (case,) = await work.bring_in()
    await work.close(case)

    (kept,) = await work.bring_in(replace(LINE, charge="抢夺罪", handlers=(QIAN,)))

    assert (kept.charge, kept.state, kept.handlers) == ("抢夺罪", CaseState.CLOSED, (LI,))


async def test_a_case_that_had_left_the_house_comes_back(work: Casework) -> None:
    (case,) = await work.bring_in()
    await work.give_away(case)

    (back,) = await work.bring_in(replace(LINE, handlers=(QIAN,), since=None))

    assert (back.id, back.state, back.handlers) == (case.id, CaseState.OPEN, (QIAN,))
