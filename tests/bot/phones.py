"""A sandbox with one bot and two people, for tests of the way to Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.utils.backoff import BackoffConfig
from aiohttp import ClientSession

from bot.session import make_bot
from sandbox.server import running

TOKEN = "42:token"
LI, WANG = 7, 8
AT_ONCE = BackoffConfig(min_delay=0.01, max_delay=0.02, factor=1.5, jitter=0.0)


@dataclass(frozen=True, slots=True)
class Phones:
    """`bot` is ours, as the service would have it; the rest is the world outside."""

    bot: Bot
    http: ClientSession

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"/sandbox/{path}", json=body) as response:
            answer = await response.json()
            assert response.ok, answer
            return answer

    async def send(self, user: int, text: str) -> Any:
        return await self.post(f"users/{user}/send", text=text)

    async def fault(self, kind: str, **wish: Any) -> None:
        await self.post("faults", kind=kind, **wish)

    async def calls(self, method: str) -> list[int]:
        """Return the statuses of the calls of a method, 0 for a lost answer."""
        async with self.http.get("/sandbox/log") as response:
            calls = await response.json()
        return [call["status"] for call in calls if call["method"].lower() == method.lower()]

    async def chat(self, user: int) -> Any:
        async with self.http.get(f"/sandbox/users/{user}/chat") as response:
            return await response.json()


@asynccontextmanager
async def phones() -> AsyncIterator[Phones]:
    async with (
        running() as sandbox,
        ClientSession(sandbox.url) as http,
        make_bot(TOKEN, api_url=sandbox.url) as bot,
    ):
        world = Phones(bot, http)
        await world.post("bots", token=TOKEN, username="liuhen_bot", name="Liuhen")
        await world.post("users", id=LI, first_name="李承办")
        await world.post("users", id=WANG, first_name="王主任")
        yield world
