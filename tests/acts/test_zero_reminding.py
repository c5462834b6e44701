"""The zero report has no clock: who owes one finds it in each morning's digest until they sign."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.digesting import Snooze
from register.acts.zero_reminding import RemindOfZeroReports
from register.errors import DueToday
from register.notes import NoteKind
from tests import cast
from tests.acts.casework import LINE, Casework
from tests.acts.world import World, at

MORNING = "2026-10-08 08:30"
"""The first working morning after the National Day week."""


@pytest.fixture
def work(world: World) -> Casework:
    return Casework(world)


async def tick(world: World) -> None:
    await RemindOfZeroReports(world.store, world.clock, world.owing)()


async def mornings(world: World, *moments: str) -> list[str]:
    """Return which digests were written by ticks at these moments."""
    for moment in moments:
        world.clock.set(moment)
        await tick(world)
    return [f"{told:%m-%d %H:%M}" for told in await world.digests()]


@pytest.mark.req("G22", "CH13", "T4", "T9")
async def test_what_is_owed_is_in_the_digest_of_each_working_morning_until_it_is_signed(
    work: Casework, world: World
) -> None:
    report = await work.owed()

    told = await mornings(
        world,
        "2026-09-30 15:01",  # on this day it was told of by itself
        *(f"2026-10-{day:02} 09:00" for day in range(1, 8)),
        "2026-10-08 08:29",
        MORNING,
        "2026-10-08 12:00",
        "2026-10-09 08:30",
    )
    assert told == ["10-08 08:30", "10-09 08:30"]
    assert (await world.show_digest()).zero_reports == [(report, None)]

    await work.submit(report)

    assert (await world.show_digest()).zero_reports == []
    assert await mornings(world, "2026-10-10 08:30") == told


@pytest.mark.req("CH13")
async def test_a_known_day_of_closing_is_reminded_of_from_the_working_day_before(
    work: Casework, world: World
) -> None:
    await work.bring_in(replace(LINE, closing_on=date(2026, 10, 10)))

    assert await mornings(world, MORNING, "2026-10-09 08:30", "2026-10-10 08:30") == [
        "10-09 08:30",
        "10-10 08:30",
    ]
    assert (await world.show_digest()).sign_by == date(2026, 10, 10)


@pytest.mark.req("CH13", "P14")
async def test_what_is_missing_when_the_file_is_archived_stays_in_the_digest(
    work: Casework, world: World
) -> None:
    (case,) = await work.bring_in(replace(LINE, closing_on=date(2026, 10, 20)))
    await work.close(case)

    assert await mornings(world, MORNING) == ["10-08 08:30"]
    assert (await world.show_digest()).sign_by == date(2026, 9, 30)


@pytest.mark.req("T12")
async def test_it_can_be_put_off_until_the_day_on_which_the_case_closes(
    work: Casework, world: World
) -> None:
    snooze = Snooze(world.store, world.clock, world.owing)
    await work.bring_in(replace(LINE, closing_on=date(2026, 10, 10)))

    world.clock.set("2026-10-09 08:31")
    assert await snooze(by=cast.LI.id, cause=world.cause()) == date(2026, 10, 10)

    world.clock.set("2026-10-10 08:31")
    with pytest.raises(DueToday):
        await snooze(by=cast.LI.id, cause=world.cause())


async def test_it_shares_the_one_digest_of_a_morning_with_what_has_a_clock(
    work: Casework, world: World
) -> None:
    await work.owed()
    await world.complete()
    world.clock.set("2026-10-09 08:30")

    await world.tick()
    await tick(world)

    assert await world.digests() == [at("2026-10-09 08:30")]
    digest = await world.show_digest()
    assert (len(digest.duties), len(digest.zero_reports)) == (1, 1)


@pytest.mark.req("I5")
async def test_nobody_but_the_handler_is_reminded(work: Casework, world: World) -> None:
    await work.submit(await work.owed())
    await work.owed(by=cast.QIAN.id)

    await mornings(world, MORNING)

    digests = await world.notes(NoteKind.DIGEST)
    assert [note.addressee for note in digests] == [cast.QIAN.id]


@pytest.mark.req("I2", "I5")
async def test_a_record_ends_the_reminding(work: Casework, world: World) -> None:
    await work.owed()
    await world.file(await world.complete())

    assert await mornings(world, MORNING) == []


@pytest.mark.req("T4", "T14")
async def test_after_a_standstill_the_digest_comes_when_the_house_is_open(
    work: Casework, world: World
) -> None:
    await work.owed()

    assert await mornings(world, "2026-10-08 20:00") == ["10-09 08:30"]
    assert await mornings(world, "2026-10-09 08:30") == ["10-09 08:30"]
