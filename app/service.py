"""The running service: what works side by side in one process, and how it starts and stops."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from app.health import HealthFacts, health_app, on_loopback
from app.settings import Settings
from bot.delivery import Delivery
from bot.lanes import Lanes
from bot.ports import Notes, Updates
from scheduler.jobs import Ticks

log = logging.getLogger(__name__)


class Receiving(Protocol):
    """The way in, by long poll or webhook: works until it is cancelled."""

    async def run(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Service:
    """One process of the service. Any number may run on PostgreSQL, one on SQLite."""

    settings: Settings
    updates: Updates
    notes: Notes
    receiving: Receiving
    lanes: Lanes
    delivery: Delivery
    ticks: Ticks
    scheduler: AsyncIOScheduler
    health: HealthFacts

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; then finish the updates at hand, and end."""
        await self.updates.forget_leases()
        await self.notes.forget_claims()
        await self.ticks.tick_all()  # what fell due during a standstill comes before what is new
        async with on_loopback(health_app(self.health), self.settings.health_port) as address:
            log.info("serving, health at %s/health", address)
            self.scheduler.start()
            try:
                await self._work(stop)
            finally:
                self.scheduler.shutdown(wait=False)
        log.info("stopped")

    async def _work(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as tasks:
            receiving = tasks.create_task(self.receiving.run())
            tasks.create_task(self.lanes.run())
            tasks.create_task(self.delivery.run())
            await stop.wait()
            receiving.cancel()
            self.lanes.stop()
            self.delivery.stop()
