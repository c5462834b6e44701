"""Zero reports: one tap, a page at once, and nothing that betrays a record (I2, I3, I5)."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from register.acts.zero_reporting import PAGE
from register.draft import Answer
from register.errors import Gone, NotAllowed, RecordOnCase, ZeroReportNotOpen
from register.ids import PersonId, ZeroReportId
from register.notes import NoteKind
from register.people import Role
from register.zero_report import ConfirmedAs, ZeroReport, ZeroState
from tests import cast
from tests.acts.casework import NAME, NUMBER, Casework, lines
from tests.acts.world import ANSWERS, World

LI, QIAN, WANG = cast.LI.id, cast.QIAN.id, cast.WANG.id


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


# ── Signing ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I1", "G22", "F2-5")
async def test_one_tap_signs_until_today_and_the_head_is_told(
    work: Casework, world: World
) -> None:
    report = await work.submitted()

    assert (report.state, report.stated_on) == (ZeroState.SUBMITTED, world.clock().date())
    assert [(c.person, c.capacity) for c in report.confirmers] == [(WANG, ConfirmedAs.HEAD)]
    (note,) = await world.notes(NoteKind.ZERO_REPORT_SUBMITTED)
    assert (note.addressee, note.object) == (WANG, WANG), "which case, the list says"


@pytest.mark.req("I3", "A9")
@pytest.mark.parametrize("by", [person.id for person in cast.EVERYBODY if person != cast.LI])
async def test_nobody_signs_for_another(work: Casework, by: PersonId) -> None:
    report = await work.owed()

    with pytest.raises(NotAllowed):
        await work.submit(report, by=by)


async def test_the_head_is_told_once_a_day(work: Casework, world: World) -> None:
    await work.bring_in(*lines(3))
    for report in await work.reports():
        await work.submit(report)
    world.clock.set("2026-10-08 09:00")
    await work.submit(await work.owed())

    keys = [note.key for note in await world.notes(NoteKind.ZERO_REPORT_SUBMITTED)]
    assert keys == [f"zero_report_submitted:{WANG}:2026-{day}" for day in ("09-30", "10-08")]


@pytest.mark.req("CH15")
async def test_a_heads_own_goes_to_the_leader(work: Casework) -> None:
    report = await work.submit(await work.owed(by=WANG))

    assert [(c.person, c.capacity) for c in report.confirmers] == [
        (cast.CHEN.id, ConfirmedAs.LEADER)
    ]


@pytest.mark.req("CH15")
async def test_a_head_who_left_is_replaced_by_the_leader(work: Casework, world: World) -> None:
    async with world.store.begin() as uow:
        await uow.people.save(replace(cast.WANG, roles=frozenset({Role.HANDLER})))

    report = await work.submitted()

    assert report.confirmers[0].capacity is ConfirmedAs.LEADER


@pytest.mark.req("CH15", "I5")
@pytest.mark.parametrize("said", [NAME, f"{NAME}，{NUMBER}", "东检刑诉[2026]12号（盗窃）"])
async def test_a_head_named_in_the_handlers_earlier_record_on_the_case_does_not_confirm(
    work: Casework, world: World, said: str
) -> None:
    report = await work.owed()
    before = Answer(value="2026-03-01T10:00")  # the handler had the case once before
    naming = {"subject_name": Answer(value="王主任"), "case": Answer(value=said)}
    await world.file(await world.complete(ANSWERS | naming | {"encountered_at": before}))

    signed = await work.submit(report)

    assert [c.person for c in signed.confirmers] == [cast.CHEN.id]
    assert await work.waiting() == []


@pytest.mark.req("I3", "I5", "AC5", "AC6", "H18")
async def test_a_colleagues_record_takes_no_report_from_the_list_of_whom_it_names(
    work: Casework, world: World
) -> None:
    """The head expects the report of a case that closes: that it does not come would tell."""
    report = await work.owed()
    naming = {"subject_name": Answer(value="王主任"), "case": Answer(value=NAME)}
    await world.file(await world.complete(ANSWERS | naming, by=QIAN))

    signed = await work.submit(report)

    assert [c.person for c in signed.confirmers] == [cast.WANG.id]
    assert [each.id for each in await work.waiting()] == [report.id]


# ── A record beside it ─────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I5", "AC6")
async def test_an_open_draft_on_the_case_stands_against_signing_until_it_is_given_up(
    work: Casework, world: World
) -> None:
    report = await work.owed()
    draft = await world.answer(await world.start(), "case", "张某 盗窃案")

    with pytest.raises(RecordOnCase):
        await work.submit(report)
    await world.discard(draft)

    assert (await work.submit(report)).state is ZeroState.SUBMITTED


@pytest.mark.req("I5", "AC6")
async def test_a_filed_record_ends_what_was_owed_and_nobody_hears_of_the_attempt(
    work: Casework, world: World
) -> None:
    report = await work.owed()
    draft = await world.report_directly(await world.complete())
    await world.file(draft)
    told = await world.notes()

    with pytest.raises(RecordOnCase):
        await work.submit(report)

    assert (await work.now(report)).state is ZeroState.SUPERSEDED
    assert await world.notes() == told
    assert {note.addressee for note in told} == {LI, cast.ZHOU.id}


async def test_a_record_on_another_case_stands_against_nothing(
    work: Casework, world: World
) -> None:
    report = await work.owed()
    await world.file(await world.complete(ANSWERS | {"case": Answer(value="李某诈骗案")}))

    assert (await work.submit(report)).state is ZeroState.SUBMITTED


@pytest.mark.req("I3", "AC6")
async def test_two_handlers_may_disagree_and_neither_hears_of_the_other(
    work: Casework, world: World
) -> None:
    case = await work.add_handler(await work.add(), QIAN)
    await work.mark_closing(case)
    (mine,), (theirs,) = await work.reports(), await work.reports(QIAN)
    await work.submit(mine)
    before = await world.notes()

    draft = await world.complete(by=QIAN)
    await world.report_directly(draft)
    await world.file(draft)

    assert (await work.now(mine)).state is ZeroState.SUBMITTED
    assert (await work.now(theirs)).state is ZeroState.SUPERSEDED
    told = {note.addressee for note in (await world.notes())[len(before) :]}
    assert told == {cast.ZHOU.id}


async def submitted(work: Casework) -> ZeroReport:
    return await work.submitted()


async def confirmed(work: Casework) -> ZeroReport:
    (report,) = await work.confirm(await work.submitted())
    return report


@pytest.mark.req("I2", "AC6")
@pytest.mark.parametrize("prepare", [submitted, confirmed])
async def test_a_later_record_supersedes_it_and_only_the_recorder_is_told(
    work: Casework, world: World, prepare: Callable[[Casework], Any]
) -> None:
    report: ZeroReport = await prepare(work)
    before = await world.notes()

    draft = await world.report_directly(await world.complete())
    record = await world.file(draft)

    kept = await work.now(report)
    assert (kept.state, kept.superseded_at) == (ZeroState.SUPERSEDED, record.filed_at)
    told = [(note.kind, note.addressee) for note in (await world.notes())[len(before) :]]
    assert told == [
        (NoteKind.ZERO_REPORT_SUPERSEDED, LI),
        (NoteKind.RECORD_RECEIVED, cast.ZHOU.id),
    ]


@pytest.mark.req("I2", "I5", "AC6")
async def test_to_the_head_a_superseded_report_is_like_any_other(
    work: Casework, world: World
) -> None:
    report = await work.submitted()
    seen = [each.for_confirmer() for each in await work.waiting()]
    await world.file(await world.report_directly(await world.complete()))

    still = [replace(each.for_confirmer(), version=1) for each in await work.waiting()]
    assert still == [replace(each, version=1) for each in seen]
    (confirmed,) = await work.confirm(report)

    assert confirmed.state is ZeroState.CONFIRMED
    assert (await work.now(report)).state is ZeroState.SUPERSEDED
    assert await work.waiting() == []


@pytest.mark.req("I5")
async def test_a_head_sees_what_was_submitted_and_nothing_else(work: Casework) -> None:
    await work.bring_in(*lines(3))
    owed = await work.reports()
    await work.submit(owed[0])

    assert [each.id for each in await work.waiting()] == [owed[0].id]
    with pytest.raises(NotAllowed):
        await work.confirm(owed[1])
    with pytest.raises(NotAllowed):
        await work.give_back(owed[1])


# ── Confirming ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I1")
async def test_the_head_confirms_and_the_handler_is_told(work: Casework, world: World) -> None:
    (report,) = await work.confirm(await work.submitted())

    assert (report.state, report.confirmed_by) == (ZeroState.CONFIRMED, WANG)
    assert report.confirmed_at == world.clock()
    (note,) = await world.notes(NoteKind.ZERO_REPORT_CONFIRMED)
    assert (note.addressee, note.object) == (LI, report.id)


@pytest.mark.req("I2")
async def test_one_line_tells_the_handler_of_a_page_and_none_of_what_is_superseded(
    work: Casework, world: World
) -> None:
    superseded = await work.submitted()
    await world.file(await world.complete())
    await work.bring_in(*lines(3))
    signed = [await work.submit(each) for each in await work.reports() if each.to_sign]

    await work.confirm(superseded)
    assert await world.notes(NoteKind.ZERO_REPORT_CONFIRMED) == []
    await work.confirm(*signed)

    assert len(await world.notes(NoteKind.ZERO_REPORT_CONFIRMED)) == 1


@pytest.mark.parametrize("by", [each.id for each in cast.EVERYBODY if each != cast.WANG])
async def test_nobody_but_the_head_confirms_or_returns(work: Casework, by: PersonId) -> None:
    report = await work.submitted()

    with pytest.raises(NotAllowed):
        await work.confirm(report, by=by)
    with pytest.raises(NotAllowed):
        await work.give_back(report, by=by)


@pytest.mark.req("I1")
async def test_a_page_is_confirmed_whole_or_not_at_all(work: Casework, world: World) -> None:
    report = await work.submitted()
    unknown = replace(report, id=ZeroReportId("never was"))

    with pytest.raises(Gone):
        await work.confirm(report, unknown)

    assert (await work.now(report)).state is ZeroState.SUBMITTED
    assert (await world.acts())["confirm_zero_report"] == 0


@pytest.mark.req("I1")
async def test_nothing_is_confirmed_that_was_not_shown(work: Casework) -> None:
    await work.bring_in(*lines(PAGE + 1))
    signed = [await work.submit(report) for report in await work.reports()]

    with pytest.raises(ValueError, match="page"):
        await work.confirm(*signed)
    await work.confirm(*signed[:PAGE])

    assert [each.id for each in await work.waiting()] == [signed[PAGE].id]


async def test_what_another_confirmed_or_returned_meanwhile_is_left_as_it_is(
    work: Casework,
) -> None:
    await work.bring_in(*lines(3))
    first, second, third = [await work.submit(each) for each in await work.reports()]
    await work.confirm(first)
    await work.give_back(second)

    found = await work.confirm(first, second, third)

    assert [each.state for each in found] == [
        ZeroState.CONFIRMED,
        ZeroState.RETURNED,
        ZeroState.CONFIRMED,
    ]


async def test_of_eight_taps_at_once_one_confirms(work: Casework, world: World) -> None:
    report = await work.submitted()

    await asyncio.gather(*[work.confirm(report) for _ in range(8)])

    assert (await world.acts())["confirm_zero_report"] == 1
    assert len(await world.notes(NoteKind.ZERO_REPORT_CONFIRMED)) == 1


@pytest.mark.req("I1")
async def test_two_hundred_are_confirmed_with_ten_taps(work: Casework, world: World) -> None:
    first = await work.submitted()
    copies = [replace(first, id=ZeroReportId(str(n)), version=0) for n in range(1, 10 * PAGE)]
    async with world.store.begin() as uow:
        for copy in copies:
            await uow.zero_reports.add(copy)
    signed = [first, *copies]

    for page in range(10):
        await work.confirm(*signed[page * PAGE :][:PAGE])

    assert await work.waiting() == []


# ── Returning ──────────────────────────────────────────────────────────────────────────────────


async def test_a_returned_one_goes_back_with_its_reason_and_is_signed_anew(
    work: Casework, world: World
) -> None:
    returned = await work.give_back(await work.submitted(), "承办日期有误")

    assert (returned.state, returned.returned_reason) == (ZeroState.RETURNED, "承办日期有误")
    (note,) = await world.notes(NoteKind.ZERO_REPORT_RETURNED)
    assert (note.addressee, note.object) == (LI, returned.id)
    assert await work.waiting() == []
    with pytest.raises(ZeroReportNotOpen):
        await work.give_back(returned)

    world.clock.set("2026-10-08 09:00")
    again = await work.submit(returned)
    assert again.stated_on == world.clock().date()
    assert [each.id for each in await work.waiting()] == [again.id]
