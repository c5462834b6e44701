"""Lanes at work over an inbox in memory."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message

from bot.bell import Bell, OutboxBell
from bot.incoming import incoming
from bot.lanes import Lanes
from bot.memory import BufferedMemory
from bot.ports import StoredUpdate
from tests.bot.inbox import Inbox, until

LI, WANG = 7, 8
CALL = SendMessage(chat_id=LI, text="planted words")
Handler = Callable[..., Awaitable[None]]


class House:
    """The workers over an inbox in memory; `said` is what the handler finished, in order."""

    def __init__(self, handler: Handler, *, workers: int = 8) -> None:
        self.inbox = Inbox()
        self.bell = Bell()
        self.set_aside: list[int] = []
        memory = BufferedMemory(self.inbox)
        dispatcher = Dispatcher(storage=memory)
        dispatcher.message.register(handler)
        self.lanes = Lanes(
            bot=Bot("42:token"),
            dispatcher=dispatcher,
            updates=self.inbox,
            memory=memory,
            bell=self.bell,
            outbox=OutboxBell(),
            on_set_aside=self._on_set_aside,
            workers=workers,
        )

    async def _on_set_aside(self, update: StoredUpdate) -> None:
        self.set_aside.append(update.update_id)

    async def keep(self, *updates: dict[str, Any]) -> None:
        await self.inbox.keep([incoming(update) for update in updates])
        self.bell.ring()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            group.create_task(self.lanes.run())
            yield
            self.lanes.stop()

    async def until_idle(self) -> None:
        await until(lambda: not self.inbox.waiting() and not self.inbox.tokens)
        assert (await self.lanes.load()).idle

    async def work_off(self, *updates: dict[str, Any]) -> None:
        async with self.open():
            await self.keep(*updates)
            await self.until_idle()


def failing_with(*course: Exception | None) -> Handler:
    """Return a handler that raises what its course says, call by call, and works at the end."""
    left = list(course)

    async def handler(_: Message) -> None:
        if left and (error := left.pop(0)) is not None:
            raise error

    return handler


async def working(_: Message) -> None:
    """Do nothing, well."""
