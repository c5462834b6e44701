"""Workers that handle every chat's updates in order, whatever happens to them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.bell import Bell, OutboxBell, heard
from bot.incoming import ALLOWED_UPDATES
from bot.memory import BufferedMemory
from bot.outages import asked_pause, is_outage
from bot.outcomes import Unreachable
from bot.ports import Lane, StoredUpdate, Updates
from bot.traces import trace
from register.ids import Cause

log = logging.getLogger(__name__)

WORKERS = 8
LOOK_AGAIN = 5.0
"""Seconds after which the inbox is looked at unasked: another process may have filled it."""
RENEW_AFTER = 10.0
"""A third of a lease: two renewals may fail before the lane is anybody's."""
NO_SPIN = 0.05
SHORT_REST = 1.0
LONGEST_REST = 300.0

OnSetAside = Callable[[StoredUpdate], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Load:
    """What there is to do; `busy` counts lanes in some worker's hands, of any process."""

    waiting: int
    busy: int

    @property
    def idle(self) -> bool:
        return not self.waiting and not self.busy


class Lanes:
    """Leases lanes and works them, several at a time; the only place that catches everything."""

    def __init__(
        self,
        *,
        bot: Bot,
        dispatcher: Dispatcher,
        updates: Updates,
        memory: BufferedMemory,
        bell: Bell,
        outbox: OutboxBell,
        on_set_aside: OnSetAside,
        workers: int = WORKERS,
    ) -> None:
        """`on_set_aside` is told of an update that our own code failed to handle three times."""
        self._bot = bot
        self._dispatcher = dispatcher
        self._updates = updates
        self._memory = memory
        self._bell = bell
        self._outbox = outbox
        self._on_set_aside = on_set_aside
        self._free = asyncio.Semaphore(workers)
        self._rests: dict[int, float] = {}
        self._stopping = False

    async def run(self) -> None:
        """Work until `stop()`; then every worker finishes the update at hand."""
        async with asyncio.TaskGroup() as workers:
            while True:
                await self._free.acquire()
                lane = await self._next_lane()
                if lane is None:
                    return
                workers.create_task(self._work(lane))

    def stop(self) -> None:
        self._stopping = True
        self._bell.ring()

    async def load(self) -> Load:
        return Load(*await self._updates.counts())

    async def _next_lane(self) -> Lane | None:
        """Wait for a lane with work; None when it is time to stop."""
        while not self._stopping:
            ring = self._bell.next_ring()
            pause = LOOK_AGAIN
            with _surviving("leasing"):
                lane = await self._updates.lease()
                if lane is not None:
                    return lane
                pause = _pause(await self._updates.next_wake())
            await heard(ring, within=pause)
        return None

    async def _work(self, lane: Lane) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                draining = tasks.create_task(self._drain(lane))
                holding = tasks.create_task(self._hold(lane, draining))
                draining.add_done_callback(lambda _: holding.cancel())
        finally:
            self._free.release()

    async def _hold(self, lane: Lane, draining: asyncio.Task[None]) -> None:
        """Renew the lease; once somebody else has the lane, drop what we do in it."""
        held = True
        while held:
            await asyncio.sleep(RENEW_AFTER)
            with _surviving("renewing a lease"):
                held = await self._updates.renew(lane)
        log.warning("lane %d is lost", lane.chat)
        draining.cancel()

    async def _drain(self, lane: Lane) -> None:
        # What the inbox itself raises leaves the lane to its lease, which runs out.
        with _surviving("working a lane"):
            ring = self._bell.next_ring()
            while not self._stopping and (update := await self._updates.next(lane)):
                if not await self._settle(lane, update):
                    return
                ring = self._bell.next_ring()
            await self._updates.release(lane)
            if ring.is_set():  # what came since we last looked may have found the lane leased
                self._bell.ring()

    async def _settle(self, lane: Lane, update: StoredUpdate) -> bool:
        """Handle one update and commit that; False when the lane is no longer in our hands."""
        try:
            with self._memory.one_update() as buffer:
                await self._handle(update)
                kept = await self._updates.handled(lane, update, buffer.changes())
        except Exception as error:  # noqa: BLE001 — nothing that an update brings may end a worker
            return await self._fall(lane, update, error)
        self._rests.pop(lane.chat, None)
        self._outbox.ring()
        return kept

    async def _handle(self, stored: StoredUpdate) -> None:
        update = Update.model_validate_json(stored.payload, context={"bot": self._bot})
        if update.model_fields_set.isdisjoint(ALLOWED_UPDATES):
            return  # asked for by an earlier version; aiogram would print it whole in a warning
        cause = Cause(f"update:{stored.id}")
        try:
            await self._dispatcher.feed_update(
                self._bot, update, cause=cause, received_at=stored.received_at
            )
        except Unreachable:
            log.info("update %d has nobody left to answer", stored.id)

    async def _fall(self, lane: Lane, update: StoredUpdate, error: Exception) -> bool:
        """Let the lane rest, or pass over an update that our own code fails for good."""
        if is_outage(error):
            log.info("update %d waits: %s", update.id, type(error).__name__)
            await self._rest(lane, max(self._longer_rest(lane), asked_pause(error)))
            return False
        log.error("update %d failed: %s", update.id, trace(error))
        if not await self._updates.failed(lane, update):
            await self._rest(lane, SHORT_REST)
            return False
        log.error("update %d is set aside", update.id)
        await self._on_set_aside(update)
        return True

    def _longer_rest(self, lane: Lane) -> float:
        rest = min(2 * self._rests.get(lane.chat, SHORT_REST / 2), LONGEST_REST)
        self._rests[lane.chat] = rest
        return rest

    async def _rest(self, lane: Lane, seconds: float) -> None:
        await self._updates.wait(lane, seconds)
        self._bell.ring()  # the wait for the next lane may have to be shorter now


def _pause(next_wake: float | None) -> float:
    return LOOK_AGAIN if next_wake is None else min(max(next_wake, NO_SPIN), LOOK_AGAIN)


@contextmanager
def _surviving(doing: str) -> Iterator[None]:
    """Log what goes wrong, by its kind and place, and go on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 — an inbox out of reach may not end the workers
        log.error("%s failed: %s", doing, trace(error))  # noqa: TRY400 — it would log the words
