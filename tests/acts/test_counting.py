"""Why this date: as it was promised; and the day as its owner takes it along."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.counting import Counted, CountOut, DueDay, ShowDueDay
from register.acts.recounting import RecountDuties
from register.draft import Draft
from register.errors import Gone, NotAllowed
from register.ids import DutyId, PersonId
from register.workdays import DayKind, SpecialDay
from tests import cast
from tests.acts.world import World, at

DAY = date(2026, 9, 30)


async def count(world: World, draft: Draft | None, *, by: PersonId = cast.LI.id) -> Counted:
    count = CountOut(world.store, world.clock, world.current_calendar, world.zone)
    return await count(DAY, by=by, about=draft.id if draft else None)


async def take(world: World, duty: DutyId, *, by: PersonId = cast.LI.id) -> DueDay:
    return await ShowDueDay(world.store, world.current_calendar)(duty, by=by)


def work_on_the_ninth_s_eve(world: World) -> None:
    """Let a later notice make a day of the feast a working day."""
    made_up = SpecialDay(DayKind.WORKDAY, "", "另一份通知")
    special = {**world.calendar.special, date(2026, 10, 7): made_up}
    world.calendar = replace(world.calendar, special=special, version="stricter")


async def test_a_day_alone_is_counted_by_the_calendar_of_today(world: World) -> None:
    assert (await count(world, None)).due.due_on == date(2026, 10, 10)
    work_on_the_ninth_s_eve(world)
    assert await count(world, await world.start()) == await count(world, None)

    assert (await count(world, None)).due.due_on == date(2026, 10, 9)


@pytest.mark.req("AC4", "T1")
async def test_a_draft_s_date_is_explained_as_it_was_promised(world: World) -> None:
    draft = await world.answer(await world.start(), "encountered_at", "2026-09-30T10:00")
    work_on_the_ninth_s_eve(world)
    await RecountDuties(world.store, world.clock, world.owing)()

    counted = await count(world, draft)

    assert counted.duty == await world.duty()
    assert counted.due.due_on == date(2026, 10, 10)
    assert counted.due.counted[-1].date == counted.due.due_on


async def test_a_filed_record_s_date_is_explained_and_nothing_is_left_to_take(
    world: World,
) -> None:
    draft = await world.complete()
    record = await world.file(draft)

    assert await count(world, draft) == Counted(due=record.deadline, rules=cast.RUDONG)


async def test_nobody_is_told_about_somebody_else_s_draft(world: World) -> None:
    draft = await world.complete()

    with pytest.raises(NotAllowed):
        await count(world, draft, by=cast.WANG.id)


@pytest.mark.req("CH4", "T9")
async def test_the_owner_takes_the_last_day_and_the_morning_of_the_working_day_before(
    world: World,
) -> None:
    await world.answer(await world.start(), "encountered_at", "2026-09-24T10:00")
    duty = await world.duty()

    day = await take(world, duty.id)

    assert day.duty.deadline.due_on == date(2026, 9, 30)
    assert day.remind_at == at("2026-09-29 08:30")


async def test_only_the_owner_takes_a_day_along_and_only_while_it_is_owed(world: World) -> None:
    draft = await world.complete()
    duty = await world.duty()

    with pytest.raises(NotAllowed):
        await take(world, duty.id, by=cast.WANG.id)
    await world.file(draft)
    with pytest.raises(Gone):
        await take(world, duty.id)
