"""The running service: what works side by side in one process, and how it starts and stops."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.delivery import Delivery
from bot.lanes import Lanes
from bot.ports import Updates
from scheduler.jobs import Ticks


class Runs(Protocol):
    """A part that works until it is cancelled."""

    async def run(self) -> None: ...


class Receiving(Runs, Protocol):
    """The way in: the long poller or the webhook."""


@dataclass(frozen=True, slots=True)
class Service:
    """One process of the service. Any number may run on PostgreSQL, one on SQLite."""

    updates: Updates
    receiving: Receiving
    lanes: Lanes
    delivery: Delivery
    ticks: Ticks
    scheduler: AsyncIOScheduler

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; then finish the updates at hand, and end."""
        await self.updates.forget_leases()
        await self.ticks.tick_all()  # what fell due during a standstill comes before what is new
        self.scheduler.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                receiving = tasks.create_task(self.receiving.run())
                tasks.create_task(self.lanes.run())
                tasks.create_task(self.delivery.run())
                await stop.wait()
                receiving.cancel()
                self.lanes.stop()
                self.delivery.stop()
        finally:
            self.scheduler.shutdown(wait=False)
