"""A sandbox's clock and a service's facts, for what the demo's panel shows and moves."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from app.calendar import china
from app.health import HealthFacts
from app.panel import DutyRow, Panel

ZONE = ZoneInfo("Asia/Shanghai")
TALES = {"procuratorate": "检察院", "court": "法院"}
CALENDAR = china(range(2026, 2028))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class World:
    """A sandbox with a clock, and a service that has `work` left after a tick."""

    def __init__(self, *, work: int = 0, reachable: bool = True) -> None:
        self.now = at("2026-09-30 15:00")
        self.ticks = 0
        self._work = work
        self._left = 0
        self._reachable = reachable
        self.told: str | None = None

    async def begin(self, name: str) -> None:
        """Be the stories of the panel: begun is told."""
        self.told = {each: each for each in TALES}[name]

    def as_json(self) -> dict[str, Any]:
        others = "too_late" if self.told else "ready"
        return {
            "caption": "李承办\u3000把截图转发过来" if self.told else "",
            "offers": [
                {
                    "name": name,
                    "house": house,
                    "title": f"{house}的一天",
                    "about": "约六分钟。",
                    "state": "playing" if name == self.told else others,
                }
                for name, house in TALES.items()
            ],
        }

    def sandbox(self) -> web.Application:
        application = web.Application()
        application.router.add_post("/sandbox/clock", self._move)
        return application

    async def _move(self, request: web.Request) -> web.Response:
        if not self._reachable:
            return web.Response(status=500)
        self.now = datetime.fromisoformat((await request.json())["to"])
        return web.json_response({})

    def panel(self, sandbox_url: str) -> Panel:
        return Panel(
            sandbox_url=sandbox_url,
            clock=lambda: self.now.astimezone(UTC),
            zone=ZONE,
            calendar=lambda: CALENDAR,
            duties=self._duties,
            health=HealthFacts(
                updates=self._updates, notes_due=self._notes_due, last_tick=self._last_tick
            ),
            tick_all=self._tick_all,
            patience=0.2,
        )

    async def _duties(self) -> Sequence[DutyRow]:
        return [DutyRow(what="填写登记表", id="d-1", due_on=date(2026, 10, 10), provisional=False)]

    async def _updates(self) -> tuple[int, int]:
        self._left = max(0, self._left - 1)
        return self._left, 0

    async def _notes_due(self) -> int:
        return 0

    async def _last_tick(self) -> datetime | None:
        return None

    async def _tick_all(self) -> None:
        self.ticks += 1
        self._left = self._work
