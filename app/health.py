"""Whether the service lives and has nothing to do: `GET /health`, counts only, loopback only."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from aiohttp import web

from register.errors import Outage
from register.ports import Clock

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """Where health is asked for. `updates` tells how many wait and how many lanes are busy."""

    updates: Callable[[], Awaitable[tuple[int, int]]]
    notes_due: Callable[[], Awaitable[int]]
    last_tick: Callable[[], Awaitable[datetime | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What waits now; `last_tick` is UTC by the Clock, None before the first one."""

    updates_waiting: int
    lanes_busy: int
    notes_due: int
    last_tick: datetime | None

    @property
    def idle(self) -> bool:
        """Whether nothing is left to do until somebody writes or time passes."""
        return not (self.updates_waiting or self.lanes_busy or self.notes_due)

    def as_json(self) -> dict[str, object]:
        last_tick = self.last_tick and self.last_tick.isoformat()
        return asdict(self) | {"last_tick": last_tick, "idle": self.idle}


class Heartbeat:
    """Remembers when the scheduler last ticked in this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: datetime | None = None

    async def beat(self) -> None:
        self._last = self._clock()

    async def last_tick(self) -> datetime | None:
        return self._last


async def health(facts: HealthFacts) -> Health:
    """Ask for every fact. Raise Outage while the database cannot answer."""
    # Updates first: what one of them turns into a note is then seen in one place or the other.
    updates_waiting, lanes_busy = await facts.updates()
    return Health(
        updates_waiting=updates_waiting,
        lanes_busy=lanes_busy,
        notes_due=await facts.notes_due(),
        last_tick=await facts.last_tick(),
    )


def health_app(facts: HealthFacts) -> web.Application:
    """Answer 200 with the facts, or 503 with the kind of the outage."""

    async def show(_: web.Request) -> web.Response:
        try:
            now = await health(facts)
        except Outage as error:
            return web.json_response({"outage": type(error).__name__, "idle": False}, status=503)
        return web.json_response(now.as_json())

    application = web.Application()
    application.router.add_get("/health", show)
    return application


@asynccontextmanager
async def on_loopback(application: web.Application, port: int = 0) -> AsyncGenerator[str]:
    """Serve for the length of the block and yield the address; port 0 takes a free one."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        host, bound = runner.addresses[0][:2]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()
