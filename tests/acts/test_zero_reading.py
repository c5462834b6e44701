"""What handler and head read of zero reports, and the reports of a month."""

from datetime import date

import pytest

from register.acts.monthly import OpenMonthlyReports
from register.acts.zero_reading import ShowOwn, ShowStatement, ShowSuperseded, ShowToConfirm
from register.acts.zero_reporting import PAGE
from register.draft import Answer
from register.errors import NotAllowed
from register.profile import load
from register.zero_report import Occasion, ZeroState
from tests import cast
from tests.acts.casework import Casework, lines
from tests.acts.world import ANSWERS, World

LI, QIAN, WANG, ZHOU = cast.LI.id, cast.QIAN.id, cast.WANG.id, cast.ZHOU.id


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


# ── Reading ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I1")
async def test_the_heads_page_shows_each_case_and_who_signed(work: Casework, world: World) -> None:
    await work.bring_in(*lines(PAGE + 1))
    for report in await work.reports():
        await work.submit(report)

    page = await ShowToConfirm(world.store)(by=WANG)

    assert len(page) == PAGE
    assert {each.handler.id for each in page} == {LI}
    assert all(each.case and each.case.name.startswith("第") for each in page)
    assert await ShowToConfirm(world.store)(by=LI) == []


@pytest.mark.req("I2", "I5")
async def test_the_handler_reads_what_the_head_may_not(work: Casework, world: World) -> None:
    (report,) = await work.confirm(await work.submitted())
    await world.file(await world.report_directly(await world.complete()))

    show = ShowStatement(world.store)
    own, heads = await show(report.id, by=LI), await show(report.id, by=WANG)

    assert own.report.state is ZeroState.SUPERSEDED
    assert heads.report.state is ZeroState.CONFIRMED
    assert own.confirmer == heads.confirmer == cast.WANG
    assert [each.report for each in await ShowOwn(world.store)(by=LI)] == [own.report]
    with pytest.raises(NotAllowed):
        await show(report.id, by=QIAN)


@pytest.mark.req("I2", "I3")
async def test_the_discipline_office_reads_which_statements_a_record_took_the_place_of(
    work: Casework, world: World
) -> None:
    report = await work.submitted()
    await work.owed(by=QIAN)  # never signed, and another's
    record = await world.file(await world.report_directly(await world.complete()))

    show = ShowSuperseded(world.store, world.zone)

    assert [each.id for each in await show(record.id, by=ZHOU)] == [report.id]


@pytest.mark.req("I2", "I5")
async def test_a_head_who_has_the_record_reads_nothing_of_the_statement(
    work: Casework, world: World
) -> None:
    await work.submitted()
    record = await world.file(await world.complete())

    show = ShowSuperseded(world.store, world.zone)

    for person in (WANG, LI, ZHOU):  # the office has no part in the record yet
        assert list(await show(record.id, by=person)) == []
    forwarded = await world.forward(await world.arrive(record))
    assert len(await show(forwarded.id, by=ZHOU)) == 1
    assert list(await show(forwarded.id, by=cast.CHEN.id)) == []


async def test_a_record_of_another_case_took_the_place_of_nothing(
    work: Casework, world: World
) -> None:
    await work.submitted()
    await world.file(await world.report_directly(await world.complete()))
    other = await world.complete(ANSWERS | {"case": Answer(value="王某抢劫案")})
    record = await world.file(await world.report_directly(other))

    assert list(await ShowSuperseded(world.store, world.zone)(record.id, by=ZHOU)) == []


# ── By the month ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def monthly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the houses report by the month as well."""
    usual = load("rudong", date(2026, 9, 30))
    rule = usual.zero_report.model_copy(update={"owed": "both"})
    both = usual.model_copy(update={"zero_report": rule})
    monkeypatch.setattr("register.acts.monthly.load", lambda *_, **__: both)


async def open_month(world: World) -> int:
    return await OpenMonthlyReports(world.store, world.clock, world.zone)()


@pytest.mark.req("I4")
@pytest.mark.usefixtures("monthly")
async def test_when_a_month_is_over_each_handler_owes_its_zero_report_once(
    work: Casework, world: World
) -> None:
    world.clock.set("2026-10-01 00:00")

    assert [await open_month(world) for _ in range(2)] == [2, 0]

    (report,) = await work.reports()
    assert (report.month, report.case) == (date(2026, 9, 1), None)
    assert report.occasion is Occasion.MONTH
    assert {note.addressee for note in await world.notes()} == {LI, QIAN}
    world.clock.set("2026-11-01 00:00")
    assert await open_month(world) == 2


@pytest.mark.req("I2", "I4")
@pytest.mark.usefixtures("monthly")
async def test_a_record_of_the_month_supersedes_its_zero_report(
    work: Casework, world: World
) -> None:
    world.clock.set("2026-10-08 09:00")
    await open_month(world)
    (report,) = await work.reports()
    await work.submit(report)

    await world.file(await world.complete())

    assert (await work.now(report)).state is ZeroState.SUPERSEDED


@pytest.mark.req("I4", "I5")
@pytest.mark.usefixtures("monthly")
async def test_who_has_a_record_of_the_month_is_asked_for_nothing(
    work: Casework, world: World
) -> None:
    await world.file(await world.complete())
    world.clock.set("2026-10-08 09:00")

    assert await open_month(world) == 1
    assert await work.reports() == []


@pytest.mark.req("I4")
async def test_a_house_that_reports_by_the_case_owes_nothing_for_a_month(world: World) -> None:
    assert await open_month(world) == 0
    assert await world.links() == []
