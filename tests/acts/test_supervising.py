"""What addressees do: open the content, which is an act, and say "received" once."""

import asyncio

import pytest

from register.acts.opening import OPEN_FOR
from register.acts.supervising import Acknowledge, OpenRecord
from register.errors import AlreadyAcknowledged, NotAllowed
from register.ids import PersonId
from register.notes import NoteKind
from register.record import Record
from tests import cast
from tests.acts.world import World

OUTSIDERS = [person.id for person in cast.EVERYBODY if person not in {cast.LI, cast.WANG}]


async def acknowledge(world: World, record: Record, by: PersonId = cast.WANG.id) -> Record:
    return await Acknowledge(world.change_record)(record.id, by=by, cause=world.cause())


async def open_record(world: World, record: Record, by: PersonId) -> Record:
    return await OpenRecord(world.store, world.clock)(record.id, by=by, cause=world.cause())


@pytest.fixture
async def record(world: World) -> Record:
    return await world.file(await world.complete())


@pytest.mark.req("K1")
@pytest.mark.parametrize("by", [cast.LI.id, cast.WANG.id])
async def test_opening_is_written_down_and_taken_back(
    world: World, record: Record, by: PersonId
) -> None:
    opened = await open_record(world, record, by)

    assert opened.answers == record.answers
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "open"]
    assert (entry.object, entry.actor) == (record.id, by)
    (note,) = await world.notes(NoteKind.TAKE_BACK)
    assert (note.addressee, note.not_before) == (by, world.clock() + OPEN_FOR)


@pytest.mark.req("K1")
@pytest.mark.parametrize("by", OUTSIDERS)
async def test_nobody_but_recorder_and_addressees_opens_a_record(
    world: World, record: Record, by: PersonId
) -> None:
    with pytest.raises(NotAllowed):
        await open_record(world, record, by)

    assert (await world.acts())["open"] == 0


@pytest.mark.parametrize("by", [cast.LI.id, *OUTSIDERS])
async def test_nobody_but_an_addressee_acknowledges(
    world: World, record: Record, by: PersonId
) -> None:
    with pytest.raises(NotAllowed):
        await acknowledge(world, record, by)


@pytest.mark.req("CH1")
async def test_acknowledging_is_noted_and_changes_no_clock(world: World, record: Record) -> None:
    signed = await acknowledge(world, record)

    assert signed.reception_of(cast.WANG.id).acknowledged_at == world.clock()
    assert signed.deadline == record.deadline
    assert {(note.kind, note.addressee) for note in await world.notes()} == {
        (NoteKind.RECORD_RECEIVED, cast.WANG.id),
        (NoteKind.RECORD_CHANGED, cast.WANG.id),
        (NoteKind.RECORD_ACKNOWLEDGED, cast.LI.id),
    }


async def test_the_first_acknowledgement_stands(world: World, record: Record) -> None:
    await acknowledge(world, record)

    with pytest.raises(AlreadyAcknowledged):
        await acknowledge(world, record)

    assert (await world.acts())["acknowledge"] == 1


async def test_of_eight_taps_at_once_one_acknowledges(world: World, record: Record) -> None:
    taps = [acknowledge(world, record) for _ in range(8)]
    outcomes = await asyncio.gather(*taps, return_exceptions=True)

    assert sum(isinstance(outcome, Record) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, AlreadyAcknowledged) for outcome in outcomes) == 7
    assert len(await world.notes(NoteKind.RECORD_ACKNOWLEDGED)) == 1
