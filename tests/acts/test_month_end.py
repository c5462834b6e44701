"""The end of a month: each handler's own, the list to the discipline office, no head (I5)."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.month_end import ShowUnstated, Unstated, WarnOfMonthEnd, rungs
from register.acts.monthly import OpenMonthlyReports
from register.draft import Answer
from register.ids import PersonId
from register.notes import NoteKind
from register.profile import load_all
from register.zero_report import ZeroReport
from tests import cast
from tests.acts.casework import NAME, NUMBER, Casework
from tests.acts.world import ANSWERS, CALENDAR, World

LI, QIAN, ZHOU = cast.LI.id, cast.QIAN.id, cast.ZHOU.id


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


async def warn(world: World) -> list[str]:
    """Tick, and return who is told by now."""
    await WarnOfMonthEnd(world.store, world.clock, world.owing)()
    return [str(note.addressee) for note in await world.notes(NoteKind.MONTH_ENDS)]


async def listed(world: World, by: PersonId = ZHOU) -> list[Unstated]:
    return list(await ShowUnstated(world.store, world.clock, world.owing)(by=by))


def names(found: list[Unstated]) -> list[tuple[str, str, bool]]:
    return [
        (each.case.name if each.case else str(each.month), each.handler.id, each.recorded)
        for each in found
    ]


def test_the_last_two_working_days_of_a_month_are_counted_with_make_up_days() -> None:
    assert rungs(date(2026, 9, 3), CALENDAR) == (date(2026, 9, 29), date(2026, 9, 30))
    assert rungs(date(2026, 5, 31), CALENDAR) == (date(2026, 5, 28), date(2026, 5, 29))


@pytest.mark.req("I5", "N5b")
async def test_each_handler_and_the_office_are_told_on_the_last_two_days_and_no_head(
    world: World, work: Casework
) -> None:
    await work.mark_closing(await work.add())
    world.clock.set("2026-09-28 09:00")
    assert await warn(world) == []

    world.clock.set("2026-09-29 09:00")
    assert await warn(world) == [LI, ZHOU]
    assert await warn(world) == [LI, ZHOU], "once a day, however often it ticks"
    world.clock.set("2026-09-30 08:00")
    assert await warn(world) == [LI, ZHOU], "not before office hours"
    world.clock.set("2026-09-30 09:00")
    assert await warn(world) == [LI, ZHOU, LI, ZHOU]


@pytest.mark.req("I5")
async def test_who_signed_is_told_nothing_and_stands_on_no_list(
    world: World, work: Casework
) -> None:
    await work.submitted()
    world.clock.set("2026-09-30 16:00")

    assert await listed(world) == []
    assert await warn(world) == []


@pytest.mark.req("I5", "AC6")
async def test_a_secret_record_looks_like_a_missing_statement_to_who_has_it_not(
    world: World, work: Casework
) -> None:
    """The inspector is named in one of the two records, so that it went past them."""
    secret, plain = await work.add(), await work.add("另一案", number="")
    about = {"case": Answer(value=f"{NUMBER} {NAME}"), "subject_name": Answer(value="周纪检")}
    await world.file(await world.report_directly(await world.complete(ANSWERS | about)))
    for case in (secret, plain):
        await work.mark_closing(case)
    assert [each.case for each in await work.reports()] == [plain.id], "article 16 asks for none"

    assert names(await listed(world)) == [("另一案", LI, False), (NAME, LI, False)]


@pytest.mark.req("I5")
async def test_a_record_that_the_office_has_says_that_no_statement_is_owed(
    world: World, work: Casework
) -> None:
    case = await work.add()
    about = {"case": Answer(value=f"{NUMBER} {NAME}")}
    await world.file(await world.report_directly(await world.complete(ANSWERS | about)))
    await work.mark_closing(case)

    assert names(await listed(world)) == [(NAME, LI, True)]


@pytest.mark.req("I5", "I2")
async def test_a_statement_that_a_record_took_the_place_of_still_counts_as_given(
    world: World, work: Casework
) -> None:
    await work.submitted()
    about = {"case": Answer(value=NUMBER), "subject_name": Answer(value="周纪检")}
    await world.file(await world.report_directly(await world.complete(ANSWERS | about)))

    assert await listed(world) == []


@pytest.mark.req("I5", "N5b")
async def test_the_list_is_in_the_order_of_cases_and_nobody_else_has_one(
    world: World, work: Casework
) -> None:
    for name, by in (("丙案", LI), ("甲案", QIAN), ("乙案", LI)):
        await work.mark_closing(await work.add(name, number="", by=by), by=by)

    found = names(await listed(world))

    assert found == sorted(found)
    assert {handler for _, handler, _ in found} == {LI, QIAN}
    for person in cast.EVERYBODY:
        if person.id != ZHOU:
            assert await listed(world, person.id) == []


@pytest.mark.req("I4", "I5")
async def test_a_month_that_was_not_stated_is_on_the_list_where_the_house_reports_monthly(
    world: World, work: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = cast.RUDONG.zero_report.model_copy(update={"owed": "per_month"})
    monthly = cast.RUDONG.model_copy(update={"zero_report": rule})
    others = [each for each in load_all() if each.id != "rudong"]
    monkeypatch.setattr("register.profile.load_all", lambda: (monthly, *others))
    world.clock.set("2026-10-09 09:00")
    await OpenMonthlyReports(world.store, world.clock, world.zone)()

    assert names(await listed(world)) == [("2026-09-01", LI, False), ("2026-09-01", QIAN, False)]
    (of_li,) = await work.reports()
    await work.submit(of_li)
    assert names(await listed(world)) == [("2026-09-01", QIAN, False)]


@pytest.mark.req("I5")
async def test_an_inspector_who_handles_cases_is_not_on_their_own_list(
    world: World, work: Casework
) -> None:
    report: ZeroReport = replace(await work.owed(by=ZHOU))

    assert report.to_sign
    assert await listed(world) == []
    world.clock.set("2026-09-30 09:00")
    assert await warn(world) == [ZHOU], "their own"
