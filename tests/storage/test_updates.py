"""The inbox: nothing is lost, nothing is handled twice, one worker a lane."""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.ports import Incoming, Lane, StoredUpdate
from register.ports import Keys
from storage.dialog_memory import SqlDialogMemory
from storage.engine import Engine
from storage.lanes import LEASE_SECONDS, updates
from storage.updates import SqlSetAside, SqlUpdates
from tests.storage.machines import Machine
from tests.storage.samples import MINUTE, NOW

BOT = 77


@dataclass(frozen=True, slots=True)
class Inbox:
    """Two workers of one bot on one database, as two processes would be."""

    one: SqlUpdates
    two: SqlUpdates
    memory: SqlDialogMemory
    machine: Machine

    async def receives(self, *numbers: int, chat: int = 5) -> int:
        batch = [Incoming(update_id=n, chat=chat, payload=b"update %d" % n) for n in numbers]
        return await self.one.keep(batch)


@pytest.fixture
def inbox(engine: Engine, keys: Keys) -> Inbox:
    machine = Machine()

    def worker() -> SqlUpdates:
        return SqlUpdates(engine, keys, lambda: NOW, bot=BOT, machine=machine)

    return Inbox(worker(), worker(), SqlDialogMemory(engine, keys), machine)


async def _leased(worker: SqlUpdates) -> Lane:
    lane = await worker.lease()
    assert lane is not None
    return lane


async def _next(worker: SqlUpdates, lane: Lane) -> StoredUpdate:
    update = await worker.next(lane)
    assert update is not None
    return update


async def test_an_update_delivered_twice_is_kept_once(inbox: Inbox) -> None:
    assert await inbox.receives(1, 2) == 2
    assert await inbox.receives(2, 3, 3) == 1
    assert await inbox.one.keep([]) == 0
    assert await inbox.one.counts() == (3, 0)


async def test_a_lane_yields_its_updates_in_order(inbox: Inbox) -> None:
    await inbox.receives(2, 1)
    lane = await _leased(inbox.one)
    seen = []
    while (update := await inbox.one.next(lane)) is not None:
        seen.append((update.update_id, update.chat, update.payload, update.received_at))
        assert await inbox.one.handled(lane, update, {})

    assert seen == [(2, 5, b"update 2", NOW), (1, 5, b"update 1", NOW)]
    assert await inbox.one.counts() == (0, 1)


async def test_the_lane_that_waits_longest_is_leased_first(inbox: Inbox) -> None:
    await inbox.receives(1, chat=9)
    await inbox.receives(2, chat=-4)

    assert (await _leased(inbox.one)).chat == 9
    assert (await _leased(inbox.two)).chat == -4
    assert await inbox.one.lease() is None


async def test_of_eight_that_lease_at_once_one_gets_the_lane(inbox: Inbox) -> None:
    await inbox.receives(1)

    lanes = await asyncio.gather(*[inbox.one.lease() for _ in range(8)])

    assert sum(lane is not None for lane in lanes) == 1


async def test_a_lane_without_waiting_updates_is_not_leased(inbox: Inbox) -> None:
    await inbox.receives(1)
    lane = await _leased(inbox.one)
    await inbox.one.handled(lane, await _next(inbox.one, lane), {})
    await inbox.one.release(lane)

    assert await inbox.one.lease() is None


async def test_a_lease_runs_out_unless_it_is_renewed(inbox: Inbox) -> None:
    await inbox.receives(1)
    lane = await _leased(inbox.one)
    inbox.machine.pass_by(LEASE_SECONDS - 1)
    assert await inbox.one.renew(lane)
    inbox.machine.pass_by(LEASE_SECONDS - 1)
    assert await inbox.two.lease() is None

    inbox.machine.pass_by(1)
    taken = await _leased(inbox.two)

    assert taken.token != lane.token
    assert not await inbox.one.renew(lane)


async def test_who_lost_the_lane_commits_nothing(inbox: Inbox) -> None:
    await inbox.receives(1)
    late = await _leased(inbox.one)
    update = await _next(inbox.one, late)
    inbox.machine.pass_by(LEASE_SECONDS)
    lane = await _leased(inbox.two)

    assert not await inbox.one.handled(late, update, {"key": {"window": "late"}})
    assert not await inbox.one.failed(late, update)
    await inbox.one.release(late)

    assert await inbox.memory.recall("key") is None
    assert (await _next(inbox.two, lane)).tries == 0
    assert await inbox.two.handled(lane, update, {"key": {"window": "timely"}})
    assert await inbox.memory.recall("key") == {"window": "timely"}


async def test_mark_memory_and_erasing_are_one_commit(inbox: Inbox, engine: Engine) -> None:
    await inbox.receives(1, 2)
    lane = await _leased(inbox.one)

    await inbox.one.handled(lane, await _next(inbox.one, lane), {"a": {"字": [1]}, "b": {}})
    async with engine.connect() as connection:
        row = (await connection.execute(select(updates).where(updates.c.update_id == 1))).one()
    assert (row.state, row.payload, row.handled_at) == ("handled", None, NOW)
    assert await inbox.memory.recall("a") == {"字": [1]}
    assert await inbox.memory.recall("b") == {}

    await inbox.one.handled(lane, await _next(inbox.one, lane), {"a": None, "b": {"x": 2}})
    assert await inbox.memory.recall("a") is None
    assert await inbox.memory.recall("b") == {"x": 2}


async def test_after_three_failures_an_update_is_set_aside_until_retried(
    inbox: Inbox, engine: Engine
) -> None:
    await inbox.receives(1, 2)
    lane = await _leased(inbox.one)
    first = await _next(inbox.one, lane)

    outcomes = [await inbox.one.failed(lane, first) for _ in range(3)]
    assert outcomes == [False, False, True]
    assert (await _next(inbox.one, lane)).update_id == 2

    aside = SqlSetAside(engine)
    (shown,) = await aside.all()
    assert (shown.id, shown.chat, shown.received_at) == (first.id, 5, NOW)
    assert await aside.retry(shown.id)
    assert not await aside.retry(shown.id)
    again = await _next(inbox.one, lane)
    assert (again.id, again.payload, again.tries) == (first.id, b"update 1", 0)


async def test_a_resting_lane_is_left_alone_and_wakes(inbox: Inbox) -> None:
    await inbox.receives(1)
    lane = await _leased(inbox.one)
    assert await inbox.one.next_wake() is None

    await inbox.one.wait(lane, 20)
    assert await inbox.one.lease() is None
    inbox.machine.pass_by(5)
    assert await inbox.one.next_wake() == 15

    inbox.machine.pass_by(15)
    assert await inbox.one.next_wake() is None
    assert (await _next(inbox.one, await _leased(inbox.one))).tries == 0


async def test_at_start_one_process_forgets_leases_and_many_do_not(
    inbox: Inbox, engine: Engine
) -> None:
    await inbox.receives(1)
    await _leased(inbox.one)

    await inbox.two.forget_leases()

    alone = engine.dialect.name == "sqlite"
    assert (await inbox.two.lease() is not None) == alone


async def test_pruning_spares_what_waits_or_is_set_aside(inbox: Inbox, engine: Engine) -> None:
    await inbox.receives(1, 2, 3)
    lane = await _leased(inbox.one)
    await inbox.one.handled(lane, await _next(inbox.one, lane), {})
    failing = await _next(inbox.one, lane)
    for _ in range(3):
        await inbox.one.failed(lane, failing)

    assert await inbox.one.prune(before=NOW) == 0
    assert await inbox.one.prune(before=NOW + MINUTE) == 1
    assert await inbox.one.counts() == (1, 1)
    assert len(await SqlSetAside(engine).all()) == 1


async def test_a_pruned_number_is_never_given_again(inbox: Inbox) -> None:
    """An act's cause is the stored update's number: a second use would look like a repetition."""
    await inbox.receives(1)
    lane = await _leased(inbox.one)
    first = await _next(inbox.one, lane)
    await inbox.one.handled(lane, first, {})
    await inbox.one.prune(before=NOW + MINUTE)

    await inbox.receives(2)

    assert (await _next(inbox.one, lane)).id > first.id


async def test_bots_do_not_see_each_others_updates(
    inbox: Inbox, engine: Engine, keys: Keys
) -> None:
    other = SqlUpdates(engine, keys, lambda: NOW, bot=78, machine=inbox.machine)
    await inbox.receives(1)

    assert await other.keep([Incoming(update_id=1, chat=6, payload=b"mine")]) == 1
    lane = await _leased(other)
    assert (lane.chat, (await _next(other, lane)).payload) == (6, b"mine")
    assert await other.counts() == (1, 1)
    assert await inbox.one.counts() == (1, 0)
