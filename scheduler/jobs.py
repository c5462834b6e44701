"""Four static jobs that only wake: what is due stands in the database and is asked of the Clock.

Nothing is scheduled per record, so nothing is replayed after a restart; every process may tick.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from datetime import UTC
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Tick = Callable[[], Awaitable[object]]

PERIODS = {"watch": 30, "deliver": 5, "housekeep": 3600, "beat": 10}
"""How many seconds of the machine lie between two ticks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """What is done again and again. Each is idempotent and takes what is due from the Clock.

    `watch` turns duties that are due into notes, `deliver` looks for notes to tell, `housekeep`
    forgets what is no longer needed, `beat` says that the process lives.
    """

    watch: Tick
    deliver: Tick
    housekeep: Tick
    beat: Tick

    async def tick_all(self) -> None:
        """Do each once, in this order: at start for what was missed, and when time was moved."""
        for field in fields(self):
            await tick(field.name, getattr(self, field.name))


def make_scheduler(ticks: Ticks) -> AsyncIOScheduler:
    """Build the scheduler, not yet started.

    However late a wake comes it is not dropped, and many late ones are one (T14).
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    for field in fields(ticks):
        scheduler.add_job(
            partial(tick, field.name, getattr(ticks, field.name)),
            "interval",
            id=field.name,
            seconds=PERIODS[field.name],
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler


async def tick(name: str, do: Tick) -> None:
    """Do it once; a failure is logged by its kind alone, because its text may name people."""
    try:
        await do()
    except Exception as error:  # noqa: BLE001 - whatever it was, the next tick tries again
        log.error("tick %s failed: %s", name, type(error).__name__)  # noqa: TRY400 - no text, no trace
