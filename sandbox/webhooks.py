"""Posting updates to webhooks, as Telegram does: again and again until a 2xx comes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from sandbox.api import WORLD, perform
from sandbox.decoding import json_fields, read_multipart
from sandbox.errors import ApiError, ConnectionDropped
from sandbox.updates import Pending
from sandbox.world import Bot, Webhook, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
PATIENCE = aiohttp.ClientTimeout(total=60)


class Courier:
    """Brings every bot with a webhook its updates."""

    def __init__(
        self, world: World, tasks: asyncio.TaskGroup, session: aiohttp.ClientSession
    ) -> None:
        self._world = world
        self._tasks = tasks
        self._session = session
        self._rounds: dict[str, asyncio.Task[None]] = {}

    def serve(self, bot: Bot) -> None:
        """Begin this bot's rounds, once; they wait while it has no webhook."""
        if bot.token not in self._rounds:
            self._rounds[bot.token] = self._tasks.create_task(self._go_round(bot))

    def stop(self) -> None:
        for task in self._rounds.values():
            task.cancel()

    async def _go_round(self, bot: Bot) -> None:
        pause = FIRST_PAUSE
        while True:
            seen = bot.updates.signal.version
            hook = bot.webhook
            if hook is None or not len(bot.updates):
                await bot.updates.signal.wait(beyond=seen, seconds=None)
            elif await self._bring_batch(bot, hook):
                pause = FIRST_PAUSE
            else:
                await bot.updates.signal.wait(beyond=seen, seconds=pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _bring_batch(self, bot: Bot, hook: Webhook) -> bool:
        """Post what waits, several at once; true when all of it was taken."""
        if self._world.faults.down(bot.username):
            return False
        batch = list(bot.updates.head(hook.max_connections))
        return all(await asyncio.gather(*(self._bring(bot, hook, each) for each in batch)))

    async def _bring(self, bot: Bot, hook: Webhook, pending: Pending) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with self._session.post(
                hook.url, json=pending.update, headers=headers, timeout=PATIENCE
            ) as response:
                taken = response.ok
                hook.last_error = None if taken else f"Wrong response: {response.status}"
                if taken:
                    bot.updates.delivered(pending)
                    await self._obey(bot, response)
        except (aiohttp.ClientError, TimeoutError) as error:
            taken = False
            hook.last_error = f"Connection failed: {type(error).__name__}"
        if not taken:
            hook.last_error_at = self._world.clock.now()
        return taken

    async def _obey(self, bot: Bot, response: aiohttp.ClientResponse) -> None:
        """Perform the method that the answer may hold; like Telegram, tell nobody how it went."""
        with contextlib.suppress(ApiError, ConnectionDropped):
            if response.content_type.startswith("multipart/"):
                reader = aiohttp.MultipartReader.from_response(response)
                fields, parts = await read_multipart(reader.stream)
            elif response.content_type == "application/json":
                fields, parts = json_fields(await response.text()), []
            else:
                return
            if method := fields.pop("method", None):
                await perform(self._world, bot, str(method), fields, dict(parts))


COURIER = web.AppKey("courier", Courier)


async def couriers(app: web.Application) -> AsyncIterator[None]:
    """Deliver as long as the application runs."""
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        courier = Courier(app[WORLD], tasks, session)
        app[COURIER] = courier
        yield
        courier.stop()
