"""A journey: a service in its own process, people with phones, and time that can be moved."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPMethod
from itertools import count
from pathlib import Path
from signal import SIGKILL
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientError, ClientSession
from dishka import AsyncContainer

from sandbox.driver import PATIENCE, BotAccount, Phone, Sandbox
from tests.harness.books import Books, open_books
from tests.harness.faults import Fault
from tests.harness.life import Orders
from tests.harness.town import Resident, build, copy, orders_in, register_of
from tests.harness.zygote import Life, begin, warm

ZONE = ZoneInfo("Asia/Shanghai")
GLANCE = 0.03
"""Seconds between two looks at a service that is not idle yet."""
LONG = 3 * PATIENCE


def at(text: str) -> datetime:
    """Read a time of the town."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


BEGINNING = at("2026-09-30 15:00")
"""The eve of National Day, on which the story begins."""


@dataclass(slots=True)
class Journey:
    """One bot with its service. A service that is killed is born again at once."""

    sandbox: Sandbox
    bot: BotAccount
    folder: Path
    orders: Orders
    register: AsyncContainer
    books: Books
    http: ClientSession
    deaths: int = 0
    _life: Life | None = None
    _wanted: bool = field(default=True)

    async def phone(self, resident: Resident) -> Phone:
        """Take a person's phone; who is bound has opened the chat, as they did to be bound."""
        phone = await self.sandbox.user(resident.account, resident.name, bot=self.bot)
        if resident.bound:
            await phone.start()
        return phone

    @asynccontextmanager
    async def alive(self, fault: Fault | None = None) -> AsyncIterator[None]:
        """Serve for the length of the block, back from every death, and then without the fault."""
        self._life = await begin(self.orders.with_fault(fault))
        async with asyncio.TaskGroup() as group:
            group.create_task(self._outlive(self._life))
            try:
                yield
            except BaseException:
                self._wanted = False
                self.life.kill()
                raise
            self._wanted = False
            self.life.ask_to_stop()

    async def _outlive(self, life: Life) -> None:
        while (code := await life.ended()) == -SIGKILL and self._wanted:
            self.deaths += 1
            life = self._life = await begin(self.orders)
        assert code == 0, f"the service ended with {code}"

    def kill(self) -> None:
        """Kill the service, which is born again at once."""
        self.life.kill()

    @property
    def life(self) -> Life:
        assert self._life is not None, "the service was never started"
        return self._life

    async def rest(self) -> None:
        """Wait until everything said is handled and everything due is told."""
        async with asyncio.timeout(LONG):
            while not await self._idle():  # noqa: ASYNC110 - another process has no event for us
                await asyncio.sleep(GLANCE)

    async def tick(self) -> None:
        """Let the service look at its clock, after time was moved; then wait until it rests."""
        while not await self._ring():  # noqa: ASYNC110 - dead of it, and not yet born again
            await asyncio.sleep(GLANCE)
        await self.rest()

    async def move(self, moment: datetime) -> None:
        """Move time and let the service notice."""
        await self.sandbox.clock.to(moment)
        await self.tick()

    async def calls(self) -> Counter[str]:
        """Return how often this life of the service has called its ports."""
        return Counter(await self._ask("calls"))

    def log_is_reticent(self) -> None:
        """Look for what never stands in a log: words, for people here write Chinese; the token."""
        log = self.orders.log.read_text("utf-8")
        assert "serving" in log
        assert log.isascii()
        assert self.bot.token not in log

    async def _idle(self) -> bool:
        hook = f"{self.sandbox.url}/bot{self.bot.token}/getWebhookInfo"
        try:
            # What Telegram still holds first: what was fetched meanwhile is seen by the service.
            async with self.http.get(hook) as response:
                pending = (await response.json())["result"]["pending_update_count"]
            health = await self._ask("health")
        except ClientError:
            return False  # dead, and not yet born again
        if health.get("notes_due"):
            await self._ring()
        return bool(health["idle"]) and not pending

    async def _ring(self) -> bool:
        """Let the service look at its clock; False if it died of it."""
        try:
            await self._ask("tick", HTTPMethod.POST)
        except ClientError:
            return False
        return True

    async def _ask(self, what: str, method: HTTPMethod = HTTPMethod.GET) -> Any:
        async with self.http.request(method, f"{self.life.address}/{what}") as response:
            return await response.json()


def called_by_telegram() -> dict[str, str]:
    """Return the settings of a service that Telegram calls, on a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        listen = "{}:{}".format(*free.getsockname())
    return {
        "webhook_url": f"http://{listen}/telegram",
        "webhook_listen": listen,
        "webhook_secret": "secret-of-the-webhook",
    }


@dataclass(slots=True)
class Journeys:
    """What all journeys share: the sandbox, its clock, and the town that each gets a copy of."""

    sandbox: Sandbox
    clock_file: Path
    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def town(self) -> Path:
        return self.folder / "town"

    async def prepare(self) -> None:
        warm()
        self.town.mkdir()
        await self.sandbox.clock.to(BEGINNING)
        await build(self._orders(self.town, "0:builder"))

    @asynccontextmanager
    async def begin(
        self, fault: Fault | None = None, *, webhook: bool = False
    ) -> AsyncIterator[Journey]:
        """Run one journey: its own bot, its own files, time at the beginning of the story."""
        number = next(self._numbers)
        token = f"{number}:secret-of-journey-{number}"
        folder = self.folder / str(number)
        copy(self.town, folder)
        orders = self._orders(folder, token)
        if webhook:
            orders.settings.update(called_by_telegram())
        await self.sandbox.clock.to(BEGINNING)
        bot = await self.sandbox.bot(token, f"journey_{number}_bot", "留痕")
        async with register_of(orders) as register, ClientSession() as http:
            books = await open_books(register)
            journey = Journey(self.sandbox, bot, folder, orders, register, books, http)
            async with journey.alive(fault):
                yield journey
            journey.log_is_reticent()

    def _orders(self, folder: Path, token: str) -> Orders:
        return orders_in(
            folder, clock_file=self.clock_file, bot_api_url=self.sandbox.url, token=token
        )
