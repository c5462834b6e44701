"""Zero reports beside colleagues' records: for the discipline office's eyes alone (I3, P5)."""

from datetime import date

import pytest

from register.acts.contradicting import ListContradictions, ShowContradictions
from register.contradictions import Contradiction, Reason
from register.draft import Answer
from register.ids import PersonId, ZeroReportId
from register.record import Record
from register.zero_report import Occasion, ZeroReport, ZeroState
from tests import cast
from tests.acts.casework import NAME, NUMBER, Casework
from tests.acts.world import ANSWERS, World

LI, QIAN, ZHOU = cast.LI.id, cast.QIAN.id, cast.ZHOU.id
ON_CASE = ANSWERS | {"case": Answer(value=f"{NUMBER} {NAME}")}
CASE_UNKNOWN = ANSWERS | {"case": Answer(unknown=True, reason="没有说")}


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


async def signed_by_both(work: Casework, world: World) -> list[ZeroReport]:
    """Return what two handlers of one case signed on the last day of September."""
    case = await work.add()
    await work.add_handler(case, QIAN)
    await work.mark_closing(case)
    world.clock.set("2026-09-30 16:00")
    return [await work.submit((await work.reports(person))[0]) for person in (LI, QIAN)]


async def recorded(world: World, answers: dict[str, Answer], by: PersonId = LI) -> Record:
    """Let somebody report directly to the discipline office."""
    draft = await world.report_directly(await world.complete(answers, by))
    return await world.file(draft)


async def shown(world: World, record: Record, by: PersonId = ZHOU) -> list[Contradiction]:
    show = ShowContradictions(world.store, world.zone)
    return list(await show(record.id, by=by))


def facts(found: list[Contradiction]) -> list[tuple[str, str, Reason]]:
    return [(each.handler.id, each.report.id, each.reason) for each in found]


@pytest.mark.req("I3", "P5", "AC6")
async def test_a_colleagues_statement_stands_beside_the_record_of_the_same_case(
    world: World, work: Casework
) -> None:
    _, of_qian = await signed_by_both(work, world)

    record = await recorded(world, ON_CASE)

    assert facts(await shown(world, record)) == [(QIAN, of_qian.id, Reason.SAME_CASE)]
    listed = await ListContradictions(world.store, world.zone)(by=ZHOU)
    assert [each.record.id for each in listed] == [record.id]


@pytest.mark.req("I3", "I5", "AC6")
async def test_nobody_but_the_office_that_has_the_record_sees_any_of_it(
    world: World, work: Casework
) -> None:
    await signed_by_both(work, world)
    told = await world.notes()

    record = await recorded(world, ON_CASE)

    for person in cast.EVERYBODY:
        if person.id != ZHOU:
            assert await shown(world, record, person.id) == []
            assert not await ListContradictions(world.store, world.zone)(by=person.id)
    news = [note for note in await world.notes() if note not in told]
    assert QIAN not in {str(note.addressee) for note in news}
    assert cast.SUN.id not in {str(note.addressee) for note in news}
    (of_qian,) = await work.reports(QIAN)
    assert (of_qian.superseded_at, of_qian.standing) == (None, ZeroState.SUBMITTED)


@pytest.mark.req("I3")
async def test_a_record_that_went_to_the_head_shows_nothing_of_it_to_the_head(
    world: World, work: Casework
) -> None:
    await signed_by_both(work, world)
    record = await world.file(await world.complete(ON_CASE))

    assert await shown(world, record, cast.WANG.id) == []


@pytest.mark.req("I3")
async def test_an_inspector_who_signed_it_is_not_shown_their_own(
    world: World, work: Casework
) -> None:
    case = await work.add()
    await work.add_handler(case, ZHOU)
    await work.mark_closing(case)
    world.clock.set("2026-09-30 16:00")
    await work.submit((await work.reports(ZHOU))[0])

    assert await shown(world, await recorded(world, ON_CASE)) == []


@pytest.mark.req("I3")
@pytest.mark.parametrize("met", ["2026-03-01T10:00", "2026-09-30T10:00"])
async def test_only_what_falls_into_the_handlers_time_is_compared(
    world: World, work: Casework, met: str
) -> None:
    case = await work.add()
    await work.add_handler(case, QIAN)
    await work.mark_closing(case)
    world.clock.set("2026-09-30 16:00")
    await work.submit((await work.reports(QIAN))[0])

    found = await shown(
        world, await recorded(world, ON_CASE | {"encountered_at": Answer(value=met)})
    )

    assert bool(found) is (met > "2026-09-30")


@pytest.mark.req("I3")
async def test_another_case_and_an_unsigned_or_returned_statement_contradict_nothing(
    world: World, work: Casework
) -> None:
    _, of_qian = await signed_by_both(work, world)
    await work.give_back(of_qian, by=of_qian.confirmers[0].person)

    assert await shown(world, await recorded(world, ON_CASE)) == []
    assert (
        await shown(world, await recorded(world, ANSWERS | {"case": Answer(value="另案")})) == []
    )


@pytest.mark.req("I3", "I4")
async def test_the_statement_of_a_month_is_compared_by_the_cases_of_that_month(
    world: World, work: Casework
) -> None:
    await work.add(by=QIAN)
    monthly = ZeroReport(
        id=ZeroReportId("september of qian"),
        organisation=cast.COUNTY.id,
        case=None,
        handler=QIAN,
        since=date(2026, 9, 1),
        opened_at=world.clock(),
        occasion=Occasion.MONTH,
        month=date(2026, 9, 1),
        standing=ZeroState.CONFIRMED,
        stated_on=date(2026, 9, 30),
    )
    async with world.store.begin() as uow:
        await uow.zero_reports.add(monthly)

    record = await recorded(world, ON_CASE)

    assert facts(await shown(world, record)) == [(QIAN, monthly.id, Reason.SAME_MONTH)]


@pytest.mark.req("P5", "I3")
async def test_the_same_caller_on_the_same_day_is_shown_where_the_case_is_unknown(
    world: World, work: Casework
) -> None:
    of_one = await work.add("钱某案", number="", by=QIAN)
    await work.add("孙某案", number="", by=QIAN)
    world.clock.set("2026-09-30 16:00")
    for case in await work.cases(QIAN):
        await work.mark_closing(case, by=QIAN)
    for report in await work.reports(QIAN):
        if report.case != of_one.id:
            await work.submit(report)
    theirs = ANSWERS | {"case": Answer(value="钱某案")}
    await recorded(world, theirs, QIAN)

    record = await recorded(world, CASE_UNKNOWN)

    assert [(each.handler.id, each.reason) for each in await shown(world, record)] == [
        (QIAN, Reason.SAME_CALLER)
    ]
    other = await recorded(world, CASE_UNKNOWN | {"subject_name": Answer(value="另一人")})
    assert await shown(world, other) == []


@pytest.mark.req("A15", "I3")
async def test_what_happened_in_another_organs_case_is_not_compared(
    world: World, work: Casework
) -> None:
    await signed_by_both(work, world)
    outbound = {
        "direction": Answer(value="outbound"),
        "other_organ": Answer(value="云溪县人民法院"),
        "outward_act": Answer(value="passed"),
    }

    record = await recorded(world, {**ON_CASE, **outbound})

    assert await shown(world, record) == []
