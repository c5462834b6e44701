"""Reminders: the working day before the last one, and that morning, at half past eight."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from register.acts.reminding import RemindOfDrafts
from register.draft import Draft
from register.notes import NoteKind
from tests import cast
from tests.acts.world import World, at

BEFORE, LAST = at("2026-10-09 08:30"), at("2026-10-10 08:30")
"""Encounter on 2026-09-30: counted are 10-08, 10-09 and the make-up Saturday 10-10."""


async def tick(world: World) -> int:
    return await RemindOfDrafts(world.store, world.clock)()


async def told(world: World) -> list[datetime]:
    return [note.not_before for note in await world.notes(NoteKind.DRAFT_DUE)]


async def with_encounter(world: World, when: str = "2026-09-30T10:00") -> Draft:
    return await world.answer(await world.start(), "encountered_at", when)


@pytest.mark.req("CH4", "T7")
async def test_a_draft_is_reminded_of_twice_and_not_a_minute_early(world: World) -> None:
    await with_encounter(world)

    for minute_before, moment in (
        ("2026-10-09 08:29", BEFORE),
        ("2026-10-10 08:29", LAST),
    ):
        world.clock.set(minute_before)
        assert await tick(world) == 0
        world.clock.move(timedelta(minutes=1))
        assert await tick(world) == 1
        assert (await told(world))[-1] == moment

    world.clock.set("2026-10-20 08:30")
    assert await tick(world) == 0
    assert await told(world) == [BEFORE, LAST]


async def test_the_recorder_is_reminded_and_the_journal_knows(world: World) -> None:
    draft = await with_encounter(world)
    world.clock.set("2026-10-09 08:30")

    await tick(world)

    (note,) = await world.notes(NoteKind.DRAFT_DUE)
    assert (note.object, note.addressee) == (draft.id, cast.LI.id)
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "remind"]
    assert (entry.object, entry.actor, entry.at) == (draft.id, None, world.clock())


async def test_a_tick_that_comes_twice_tells_once(world: World) -> None:
    await with_encounter(world)
    world.clock.set("2026-10-09 08:30")

    assert await tick(world) == 1
    assert await tick(world) == 0
    assert await told(world) == [BEFORE]


@pytest.mark.req("T14")
async def test_reminders_missed_in_a_standstill_are_told_as_one(world: World) -> None:
    await with_encounter(world)
    world.clock.set("2026-10-12 09:00")

    assert await tick(world) == 1
    assert await tick(world) == 0
    assert len(await told(world)) == 1


async def test_more_drafts_than_a_batch_are_all_reminded_of(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("register.acts.reminding._BATCH", 2)
    for _ in range(5):
        await with_encounter(world)
    world.clock.set("2026-10-09 08:30")

    assert await tick(world) == 5
    assert len(await told(world)) == 5


async def test_nobody_is_reminded_of_what_was_filed_or_given_up(world: World) -> None:
    await world.file(await with_encounter(world))
    await world.discard(await with_encounter(world))
    world.clock.set("2026-10-10 09:00")

    assert await tick(world) == 0


async def test_a_draft_without_an_encounter_is_not_due(world: World) -> None:
    await world.start()
    await world.answer(await with_encounter(world), "encountered_at", None)
    world.clock.set("2026-10-10 09:00")

    assert await tick(world) == 0


async def test_another_day_of_encounter_moves_the_reminders(world: World) -> None:
    draft = await with_encounter(world)
    await world.answer(draft, "encountered_at", "2026-09-29T10:00")
    world.clock.set("2026-10-08 08:30")

    await tick(world)

    assert await told(world) == [at("2026-10-08 08:30")]
    assert (await world.draft(draft)).remind_at == BEFORE


async def test_a_draft_begun_between_both_reminders_gets_the_second_alone(world: World) -> None:
    world.clock.set("2026-10-09 12:00")
    draft = await with_encounter(world)

    assert (await world.draft(draft)).remind_at == LAST


async def test_a_draft_begun_too_late_is_not_reminded_of(world: World) -> None:
    world.clock.set("2026-10-11 12:00")
    draft = await with_encounter(world)

    assert (await world.draft(draft)).remind_at is None
    assert await tick(world) == 0


async def test_a_clock_that_was_set_back_stops_no_tick(world: World) -> None:
    draft = await with_encounter(world)
    world.clock.set("2026-10-09 08:30")
    await tick(world)
    world.clock.set("2026-09-30 16:00")
    await world.answer(draft, "encountered_at", "2026-09-30T10:30")
    world.clock.set("2026-10-09 08:30")

    assert await tick(world) == 1


@pytest.mark.req("CH4")
async def test_the_hour_is_that_of_the_house_whatever_the_machine_shows(world: World) -> None:
    await with_encounter(world)
    world.clock.set("2026-10-12 09:00")

    await tick(world)

    (moment,) = await told(world)
    assert moment.astimezone(ZoneInfo("Asia/Shanghai")).isoformat() == "2026-10-09T08:30:00+08:00"
