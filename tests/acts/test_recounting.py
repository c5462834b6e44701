"""When a year's notice comes: provisional dates firm up, and nobody is late in retrospect."""

from datetime import date

import pytest

from app.calendar import china
from register.acts.recounting import OweOutstanding, RecountDuties
from register.duties import DutyState
from register.notes import NoteKind
from register.workdays import Calendar, DayKind, SpecialDay
from storage.duties import duties
from storage.transactions import writing
from tests import cast
from tests.acts.world import World, at


def announced(world: World, **days: DayKind) -> Calendar:
    """Return the world's calendar with the notice of 2027; days are named like `d2027_01_02`."""
    notice = {
        date.fromisoformat(name.removeprefix("d").replace("_", "-")): SpecialDay(kind, "", "国办")
        for name, kind in days.items()
    }
    return Calendar(
        special={**world.calendar.special, **notice},
        announced=world.calendar.announced | {2027},
        version="with 2027",
    )


async def load(world: World, calendar: Calendar) -> int:
    world.calendar = calendar
    return await RecountDuties(world.store, world.clock, world.owing)()


async def owed_over_new_year(world: World) -> None:
    """Counted are 12-31, 01-04 and 01-05; the feast of 01-01 alone is known of 2027."""
    world.calendar = china(range(2026, 2028))
    world.clock.set("2026-12-30 10:00")
    await world.answer(await world.start(), "encountered_at", "2026-12-30T09:00")
    assert (await world.duty()).deadline.provisional


@pytest.mark.req("T2", "T16", "AC4")
async def test_a_provisional_date_firms_up_when_the_notice_comes(world: World) -> None:
    await owed_over_new_year(world)
    before = (await world.duty()).deadline

    assert await load(world, announced(world)) == 1
    assert await load(world, world.calendar) == 0

    duty = await world.duty()
    assert (duty.deadline.provisional, duty.deadline.due_on) == (False, before.due_on)
    assert duty.deadline.calendar_version == "with 2027"
    assert duty.former == ()
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "recount"]
    assert (entry.object, entry.actor) == (duty.id, None)


@pytest.mark.req("T2", "AC4")
async def test_a_holiday_puts_the_last_day_back_and_the_old_one_is_kept(world: World) -> None:
    await owed_over_new_year(world)
    first = (await world.duty()).deadline.due_on

    await load(world, announced(world, d2027_01_04=DayKind.HOLIDAY))

    duty = await world.duty()
    assert duty.deadline.due_on == world.calendar.next_workday(first)
    assert duty.former == (first,)
    assert duty.remind_at == at(f"{first} 08:30")


@pytest.mark.req("T2", "AC4")
async def test_a_make_up_day_gives_an_earlier_target_and_no_earlier_breach(world: World) -> None:
    await owed_over_new_year(world)
    before = (await world.duty()).deadline

    await load(world, announced(world, d2027_01_02=DayKind.MAKE_UP_WORKDAY))

    after = (await world.duty()).deadline
    assert (after.due_on, after.due_at) == (before.due_on, before.due_at)
    assert after.target_on < after.due_on


@pytest.mark.req("AC4")
async def test_who_was_late_is_so_no_longer_when_the_day_turns_out_to_be_off(
    world: World,
) -> None:
    await owed_over_new_year(world)
    last = (await world.duty()).deadline.due_on
    world.clock.set(f"{world.calendar.next_workday(last)} 09:00")
    assert (await world.duty()).passed(world.clock())

    await load(world, announced(world, **{f"d{last:%Y_%m_%d}": DayKind.HOLIDAY}))

    assert not (await world.duty()).passed(world.clock())


async def test_what_was_done_keeps_the_count_by_which_it_was_done(world: World) -> None:
    world.clock.set("2026-12-30 10:00")
    draft = await world.complete()
    done = await world.duty()
    await world.file(draft)

    assert await load(world, announced(world, d2026_10_10=DayKind.HOLIDAY)) == 0
    kept = await world.kept(done)
    assert (kept.state, kept.deadline) == (DutyState.DISCHARGED, done.deadline)


async def test_more_duties_than_a_batch_are_all_counted_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("register.acts.recounting._BATCH", 2)
    for _ in range(5):
        await world.answer(await world.start(), "encountered_at", "2026-09-30T10:00")

    assert await load(world, announced(world)) == 5


async def test_a_recount_tells_nobody(world: World) -> None:
    await owed_over_new_year(world)

    await load(world, announced(world, d2027_01_04=DayKind.HOLIDAY))

    assert await world.notes(NoteKind.DIGEST) == []


async def test_a_draft_from_before_duties_gets_its_own(world: World) -> None:
    draft = await world.answer(await world.start(), "encountered_at", "2026-09-30T10:00")
    owed = await world.duty()
    blank = await world.start(cast.QIAN.id)
    async with writing(world.engine) as connection:
        await connection.execute(duties.delete())
    outstanding = OweOutstanding(world.store, world.clock, world.owing)

    await outstanding()
    await outstanding()

    anew = await world.duty()
    assert (anew.about, anew.deadline) == (draft.id, owed.deadline)
    assert await world.duties(blank.recorder) == []
