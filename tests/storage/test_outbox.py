"""Notes: kept once, claimed by one, told once unless put off."""

import asyncio
from dataclasses import replace

import pytest

from bot.ports import Notes
from register.notes import Note
from storage.engine import Engine
from storage.notes import CLAIM_SECONDS, SqlNotes
from storage.store import SqlStore
from tests.storage.machines import Machine
from tests.storage.samples import MINUTE, NOTE, NOW


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def notes(engine: Engine, machine: Machine) -> Notes:
    return SqlNotes(engine, machine=machine)


async def _write(store: SqlStore, *kept: Note, put_off: bool = False) -> None:
    async with store.begin() as uow:
        for note in kept:
            await (uow.outbox.put_off(note) if put_off else uow.outbox.add(note))


async def test_a_note_with_a_known_key_is_not_told_again(store: SqlStore, notes: Notes) -> None:
    await _write(store, NOTE, NOTE)
    claimed = await notes.claim(now=NOW)
    assert claimed is not None
    assert (claimed.kind, claimed.object, claimed.addressee, claimed.key) == (
        NOTE.kind,
        NOTE.object,
        NOTE.addressee,
        NOTE.key,
    )
    assert (claimed.organisation, claimed.tries) == (NOTE.organisation, 0)

    await notes.told(claimed)
    await _write(store, NOTE)

    assert await notes.claim(now=NOW) is None
    assert await notes.next_due() is None


async def test_urgent_notes_go_first_then_the_oldest(store: SqlStore, notes: Notes) -> None:
    urgent = replace(NOTE, key="urgent", urgent=True)
    older = replace(NOTE, key="older", not_before=NOW - MINUTE)
    future = replace(NOTE, key="future", not_before=NOW + MINUTE, urgent=True)
    await _write(store, NOTE, older, future, urgent)

    told = []
    while (claimed := await notes.claim(now=NOW)) is not None:
        told.append(claimed.key)

    assert told == ["urgent", "older", NOTE.key]
    assert await notes.due(now=NOW) == 3


async def test_of_eight_that_claim_at_once_each_gets_another_note(
    store: SqlStore, notes: Notes
) -> None:
    await _write(store, *[replace(NOTE, key=str(number)) for number in range(4)])

    claimed = await asyncio.gather(*[notes.claim(now=NOW) for _ in range(8)])

    keys = [note.key for note in claimed if note is not None]
    assert sorted(keys) == ["0", "1", "2", "3"]


async def test_the_claim_of_a_killed_process_runs_out(
    store: SqlStore, notes: Notes, machine: Machine
) -> None:
    await _write(store, NOTE)
    lost = await notes.claim(now=NOW)
    assert lost is not None
    assert await notes.claim(now=NOW) is None

    machine.pass_by(CLAIM_SECONDS)
    again = await notes.claim(now=NOW)
    await notes.told(lost)

    assert again is not None
    assert await notes.due(now=NOW) == 1  # the late one could not close what is another's


async def test_at_start_one_process_forgets_claims_and_many_do_not(
    store: SqlStore, notes: Notes, engine: Engine
) -> None:
    await _write(store, NOTE)
    await notes.claim(now=NOW)

    await notes.forget_claims()

    alone = engine.dialect.name == "sqlite"
    assert (await notes.claim(now=NOW) is not None) == alone


async def test_a_note_put_off_while_it_is_told_is_told_anew(store: SqlStore, notes: Notes) -> None:
    await _write(store, NOTE)
    claimed = await notes.claim(now=NOW)
    assert claimed is not None

    await _write(store, replace(NOTE, not_before=NOW + MINUTE), put_off=True)
    await notes.told(claimed)

    assert await notes.claim(now=NOW) is None
    assert await notes.next_due() == NOW + MINUTE
    assert await notes.claim(now=NOW + MINUTE) is not None


async def test_a_told_note_that_is_put_off_is_told_anew(store: SqlStore, notes: Notes) -> None:
    await _write(store, NOTE, put_off=True)
    claimed = await notes.claim(now=NOW)
    assert claimed is not None
    await notes.told(claimed)

    await _write(store, NOTE, put_off=True)

    assert await notes.claim(now=NOW) is not None


@pytest.mark.parametrize(("failed", "tries"), [(True, 1), (False, 0)])
async def test_a_note_given_back_waits_until_its_time(
    store: SqlStore, notes: Notes, *, failed: bool, tries: int
) -> None:
    await _write(store, NOTE)
    claimed = await notes.claim(now=NOW)
    assert claimed is not None

    await notes.later(claimed, until=NOW + MINUTE, failed=failed)

    assert await notes.claim(now=NOW) is None
    again = await notes.claim(now=NOW + MINUTE)
    assert again is not None
    assert again.tries == tries


async def test_a_dropped_note_is_closed(store: SqlStore, notes: Notes) -> None:
    await _write(store, NOTE)
    claimed = await notes.claim(now=NOW)
    assert claimed is not None

    await notes.dropped(claimed)

    assert await notes.due(now=NOW) == 0
