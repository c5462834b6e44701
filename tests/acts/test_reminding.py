"""Reminders: a ladder of mornings, one digest a person, and what passes is told on once."""

from datetime import timedelta

import pytest

from register.acts.digesting import Snooze
from register.acts.telling import TellableAt
from register.draft import Draft
from register.duties import Rung
from register.errors import DueToday, Gone
from register.notes import NoteKind
from tests import cast
from tests.acts.world import ANSWERS, World, at

BEFORE, LAST = at("2026-10-09 08:30"), at("2026-10-10 08:30")
"""Encounter on 2026-09-30: counted are 10-08, 10-09 and the make-up Saturday 10-10."""
RECORD, FORWARD = "record", "forward"


async def with_encounter(world: World, when: str = "2026-09-30T10:00") -> Draft:
    return await world.answer(await world.start(), "encountered_at", when)


async def mornings(world: World, *, until: str, step: timedelta = timedelta(minutes=30)) -> None:
    """Let time pass with a tick at every step."""
    while world.clock.now < at(until):
        world.clock.move(step)
        await world.tick()


@pytest.mark.req("CH4", "T7")
async def test_a_draft_is_reminded_of_on_two_mornings_and_not_a_minute_early(
    world: World,
) -> None:
    await with_encounter(world)

    for minute_before, moment, rung in (
        ("2026-10-09 08:29", BEFORE, Rung.DAY_BEFORE),
        ("2026-10-10 08:29", LAST, Rung.DUE),
    ):
        world.clock.set(minute_before)
        assert await world.tick() == 0
        world.clock.move(timedelta(minutes=1))
        assert await world.tick() == 1
        assert (await world.digests())[-1] == moment
        assert await world.digest() == [(RECORD, rung)]


@pytest.mark.req("T7", "T9")
async def test_once_it_is_over_a_duty_is_reminded_of_on_each_working_morning(
    world: World,
) -> None:
    await with_encounter(world)

    await mornings(world, until="2026-10-20 12:00")

    told = [f"{moment:%m-%d %H:%M}" for moment in await world.digests()]
    assert told == [
        f"10-{day} 08:30" for day in ("09", "10", "12", "13", "14", "15", "16", "19", "20")
    ]
    assert await world.digest() == [(RECORD, Rung.PASSED)]


@pytest.mark.req("AC4")
async def test_the_national_day_week_is_silent_and_nothing_is_late(world: World) -> None:
    """Filed on the night of a rest day: the own duty is done then, the head's starts later."""
    draft = await world.complete()
    mine = await world.duty()
    world.clock.set("2026-10-03 23:00")

    record = await world.file(draft)

    filed = at("2026-10-03 23:00")
    assert (await world.kept(mine)).discharged_at == filed
    (card,) = await world.notes(NoteKind.RECORD_RECEIVED)
    assert card.not_before == at("2026-10-08 08:30")
    assert await world.duties(cast.WANG.id) == []

    world.clock.set("2026-10-08 08:30")
    await world.arrive(record)
    owed = await world.duty(cast.WANG.id)
    assert (owed.clock, owed.about) == (FORWARD, record.id)
    assert owed.deadline.due_on.isoformat() == "2026-10-12"

    await mornings(world, until="2026-10-13 12:00")
    told = [f"{moment:%m-%d %H:%M}" for moment in await world.digests(cast.WANG.id)]
    assert told == ["10-10 08:30", "10-12 08:30"]  # at midnight the duty passes on
    assert await world.digests(cast.LI.id) == []


async def test_several_duties_make_one_digest_a_morning(world: World) -> None:
    for hour in ("10:00", "11:00", "12:00"):
        await with_encounter(world, f"2026-09-30T{hour}")
    await with_encounter(world, "2026-09-29T10:00")
    world.clock.set("2026-10-09 08:30")

    assert await world.tick() == 4
    assert len(await world.digests()) == 1
    assert await world.digest() == [(RECORD, Rung.DUE), *[(RECORD, Rung.DAY_BEFORE)] * 3]


async def test_what_was_done_since_the_tick_is_not_mentioned(world: World) -> None:
    first = await world.complete()
    await with_encounter(world)
    world.clock.set("2026-10-09 08:30")
    await world.tick()

    await world.file(first)

    assert await world.digest() == [(RECORD, Rung.DAY_BEFORE)]
    await world.discard((await _open_drafts(world))[0])
    assert await world.digest() == []


async def _open_drafts(world: World) -> list[Draft]:
    async with world.store.read() as uow:
        return list(await uow.drafts.open_of(cast.LI.id))


async def test_a_duty_that_is_still_far_is_not_mentioned(world: World) -> None:
    await with_encounter(world)
    world.clock.set("2026-10-08 17:00")

    assert await world.digest() == []


async def test_the_recorder_is_reminded_and_the_journal_knows(world: World) -> None:
    await with_encounter(world)
    duty = await world.duty()
    world.clock.set("2026-10-09 08:30")

    await world.tick()

    (note,) = await world.notes(NoteKind.DIGEST)
    assert (note.object, note.addressee) == (f"{cast.LI.id}/2026-10-09", cast.LI.id)
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "remind"]
    assert (entry.object, entry.actor, entry.at) == (duty.id, None, world.clock())


@pytest.mark.req("T13")
async def test_a_tick_that_comes_twice_tells_once(world: World) -> None:
    await with_encounter(world)
    world.clock.set("2026-10-09 08:30")

    assert await world.tick() == 1
    assert await world.tick() == 0
    assert await world.digests() == [BEFORE]


@pytest.mark.req("T14")
async def test_reminders_missed_in_a_standstill_are_told_as_one(world: World) -> None:
    await with_encounter(world)
    world.clock.set("2026-10-12 09:00")

    assert await world.tick() == 1
    assert await world.tick() == 0
    assert await world.digests() == [at("2026-10-12 09:00")]


@pytest.mark.req("T4", "T5", "T9")
@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-10-09 07:00", "2026-10-09 08:30"),
        ("2026-10-09 16:00", "2026-10-09 16:00"),
        ("2026-10-09 17:30", "2026-10-10 08:30"),
        ("2026-10-10 23:00", "2026-10-12 08:30"),
        ("2026-10-11 10:00", "2026-10-12 08:30"),
    ],
)
async def test_a_late_tick_counts_at_once_and_tells_when_the_house_is_open(
    world: World, now: str, told: str
) -> None:
    await with_encounter(world, "2026-09-29T10:00")
    world.clock.set(now)

    assert await world.tick() == 1
    assert await world.digests() == [at(told)]


async def test_more_duties_than_a_batch_are_all_reminded_of(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("register.acts.reminding._BATCH", 2)
    for _ in range(5):
        await with_encounter(world)
    world.clock.set("2026-10-09 08:30")

    assert await world.tick() == 5
    assert len(await world.digests()) == 1


async def test_nobody_is_reminded_of_what_was_filed_or_given_up(world: World) -> None:
    await world.file(await with_encounter(world))
    await world.discard(await with_encounter(world))
    world.clock.set("2026-10-10 09:00")

    assert await world.tick() == 0


async def test_a_draft_without_an_encounter_is_not_due(world: World) -> None:
    await world.start()
    await world.answer(await with_encounter(world), "encountered_at", None)
    world.clock.set("2026-10-10 09:00")

    assert await world.tick() == 0


async def test_another_day_of_encounter_moves_the_reminders(world: World) -> None:
    draft = await with_encounter(world)
    await world.answer(draft, "encountered_at", "2026-09-29T10:00")
    world.clock.set("2026-10-08 08:30")

    await world.tick()

    assert await world.digests() == [at("2026-10-08 08:30")]
    assert (await world.duty()).remind_at == BEFORE


async def test_a_draft_begun_between_both_reminders_gets_the_second(world: World) -> None:
    world.clock.set("2026-10-09 12:00")
    await with_encounter(world)

    assert (await world.duty()).remind_at == LAST


async def test_a_draft_begun_too_late_is_reminded_of_on_the_next_working_morning(
    world: World,
) -> None:
    world.clock.set("2026-10-11 12:00")
    await with_encounter(world)

    assert (await world.duty()).remind_at == at("2026-10-12 08:30")


async def test_a_clock_that_was_set_back_stops_no_tick(world: World) -> None:
    draft = await with_encounter(world)
    world.clock.set("2026-10-09 08:30")
    await world.tick()
    world.clock.set("2026-09-30 16:00")
    await world.answer(draft, "encountered_at", "2026-09-30T10:30")
    world.clock.set("2026-10-09 08:30")

    assert await world.tick() == 1


async def test_a_recorders_passed_duty_is_the_recorders_alone(world: World) -> None:
    await with_encounter(world)

    await mornings(world, until="2026-10-15 12:00")

    assert await world.notes(NoteKind.DUTY_PASSED) == []
    assert {note.addressee for note in await world.notes()} == {cast.LI.id}


# ── Putting off ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("T12")
async def test_a_digest_can_be_put_off_only_while_nothing_is_due(world: World) -> None:
    await with_encounter(world)
    snooze = Snooze(world.store, world.clock, world.owing)

    world.clock.set("2026-10-09 08:31")
    day = await snooze(by=cast.LI.id, cause=world.cause())
    assert day.isoformat() == "2026-10-10"
    assert (await world.acts())["snooze"] == 1

    for too_late in ("2026-10-10 08:31", "2026-10-12 08:31"):
        world.clock.set(too_late)
        with pytest.raises(DueToday):
            await snooze(by=cast.LI.id, cause=world.cause())


# ── When notes may be told ─────────────────────────────────────────────────────────────────────


@pytest.mark.req("T4", "T9")
@pytest.mark.parametrize(
    ("kind", "about", "told"),
    [
        (NoteKind.DIGEST, "li/2026-10-09", "2026-10-10 08:30"),
        (NoteKind.RECORD_RECEIVED, "record", "2026-10-10 08:30"),
        (NoteKind.RECORD_ACKNOWLEDGED, "record/wang", "2026-10-09 22:00"),
    ],
)
async def test_what_was_held_up_is_told_in_house_hours(
    world: World, kind: NoteKind, about: str, told: str
) -> None:
    world.clock.set("2026-10-09 22:00")

    may = TellableAt(world.store, world.owing)

    assert await may(kind, about, organisation=cast.COUNTY.id, now=world.clock()) == at(told)


async def test_the_digest_of_an_earlier_day_is_not_told_at_all(world: World) -> None:
    world.clock.set("2026-10-09 10:00")

    may = TellableAt(world.store, world.owing)

    with pytest.raises(Gone):
        await may(NoteKind.DIGEST, "li/2026-10-08", organisation=cast.COUNTY.id, now=world.clock())


async def test_the_complete_form_has_its_last_day_on_a_worked_saturday(world: World) -> None:
    await world.complete(ANSWERS)

    assert (await world.duty()).deadline.due_on.isoformat() == "2026-10-10"
