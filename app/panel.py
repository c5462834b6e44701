"""The demo's side panel: it moves time, shows what is due next and lets the service tick."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from aiohttp import ClientError, ClientSession, web

from app.health import Health, HealthFacts, health
from register.ports import Clock, CurrentCalendar
from register.workdays import ONE_DAY, Calendar

PAGE = Path(__file__).parents[1] / "templates" / "zh" / "panel" / "index.html"
MORNING = time(8, 30)
PATIENCE = 20.0
"""Seconds of the machine that a tick is given to come to rest."""
_GLANCE = 0.05


class Step(StrEnum):
    """How far time is moved."""

    HOUR = "hour"
    MORNING = "morning"
    WORKDAY = "workday"


class Stories(Protocol):
    """What buttons of the panel let happen on the phones. `begin` raises KeyError for another."""

    async def begin(self, name: str) -> None: ...
    def as_json(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One open duty: the rules' word for it, the id of its object, its last day. No names."""

    what: str
    id: str
    due_on: date
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What the panel shows and moves; `duties` gives those next due, the first first."""

    sandbox_url: str
    clock: Clock
    zone: ZoneInfo
    calendar: CurrentCalendar
    duties: Callable[[], Awaitable[Sequence[DutyRow]]]
    health: HealthFacts
    tick_all: Callable[[], Awaitable[None]]
    patience: float = PATIENCE

    def application(self, stories: Stories) -> web.Application:
        """Serve the page, `GET /state`, `POST /move` {"step"}, `/tick` and `/story` {"name"}."""
        application = web.Application()
        application[_STORIES] = stories
        application.cleanup_ctx.append(_session)
        application.router.add_get("/", _page)
        application.router.add_get("/state", self._show)
        application.router.add_post("/move", self._move)
        application.router.add_post("/tick", self._tick)
        application.router.add_post("/story", self._tell)
        return application

    async def settle(self) -> Health:
        """Let the service look at its clock, and wait until nothing is left to do."""
        await self.tick_all()
        return await self._rest()

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response(await self._state(request, await health(self.health)))

    async def _tell(self, request: web.Request) -> web.Response:
        """Begin a story."""
        try:
            await request.app[_STORIES].begin((await request.json())["name"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await self._show(request)

    async def _tick(self, request: web.Request) -> web.Response:
        """Answer when the service is idle, or with `idle` false when patience is over."""
        return web.json_response(await self._state(request, await self.settle()))

    async def _move(self, request: web.Request) -> web.Response:
        """Move time, then tick: whoever moves it wants to see what it brings."""
        try:
            step = Step((await request.json())["step"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        to = moved(self._now(), step, self.calendar())
        try:
            async with request.app[_SESSION].post(
                f"{self.sandbox_url}/sandbox/clock",
                json={"to": to.isoformat()},
                raise_for_status=True,
            ):
                pass
        except ClientError:
            return web.Response(status=HTTPStatus.BAD_GATEWAY)
        return await self._tick(request)

    async def _rest(self) -> Health:
        """Wait until nothing is left to do, but not for ever."""
        facts = await health(self.health)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                while not facts.idle:
                    await asyncio.sleep(_GLANCE)
                    facts = await health(self.health)
        return facts

    async def _state(self, request: web.Request, facts: Health) -> dict[str, object]:
        now = self._now()
        return facts.as_json() | {
            "now": now.isoformat(timespec="seconds"),
            "zone": self.zone.key,
            "stories": request.app[_STORIES].as_json(),
            "day": self.calendar().kind_of(now.date()),
            "duties": [
                {
                    "what": row.what,
                    "id": row.id,
                    "due_on": row.due_on.isoformat(),
                    "provisional": row.provisional,
                    "days_left": (row.due_on - now.date()).days,
                }
                for row in await self.duties()
            ],
        }

    def _now(self) -> datetime:
        return self.clock().astimezone(self.zone)


def moved(now: datetime, step: Step, calendar: Calendar) -> datetime:
    """Return the moment to which a step leads from `now` (aware, in the zone of the house)."""
    match step:
        case Step.HOUR:
            return (now.astimezone(UTC) + timedelta(hours=1)).astimezone(now.tzinfo)
        case Step.MORNING:
            day = now.date() + ONE_DAY
        case Step.WORKDAY:
            day = calendar.next_workday(now.date())
    return datetime.combine(day, MORNING, now.tzinfo)


_SESSION = web.AppKey("session", ClientSession)
_STORIES = web.AppKey("stories", Stories)


async def _session(application: web.Application) -> AsyncGenerator[None]:
    async with ClientSession() as session:
        application[_SESSION] = session
        yield


async def _page(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE, headers={"Cache-Control": "no-cache"})
