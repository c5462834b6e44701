"""The webhook: Telegram hears 200 only after the update is committed."""

import asyncio
import hashlib
import hmac
import json
import logging

from aiogram import Bot
from aiogram.utils.backoff import BackoffConfig
from aiohttp import web

from bot.bell import Bell
from bot.incoming import ALLOWED_UPDATES, incoming
from bot.outages import UNTIL_HALF_A_MINUTE, insist
from bot.ports import Updates
from register.errors import Outage

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """Takes updates that Telegram posts; any number of processes may listen behind one address."""

    def __init__(
        self,
        bot: Bot,
        updates: Updates,
        bell: Bell,
        *,
        url: str,
        secret: str,
        listen: str,
        patience: BackoffConfig = UNTIL_HALF_A_MINUTE,
    ) -> None:
        """Take the public address up to our own path, Telegram's secret, and `host:port`."""
        self._bot = bot
        self._updates = updates
        self._bell = bell
        self._secret = secret
        self._name = path_name(secret)
        self._url = f"{url.rstrip('/')}/{self._name}"
        self._host, _, self._port = listen.rpartition(":")
        self._patience = patience

    async def run(self) -> None:
        """Listen, tell Telegram where, and serve until cancelled; the webhook stays set."""
        runner = web.AppRunner(self.application(), access_log=None)  # the path is half a secret
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, int(self._port)).start()
            await insist(self._announce, self._patience)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def application(self) -> web.Application:
        """Serve our path under whatever a reverse proxy leaves in front of it."""
        application = web.Application()
        application.router.add_post(f"/{{before:.*}}{self._name}", self._take)
        return application

    async def _announce(self) -> None:
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES
        )

    async def _take(self, request: web.Request) -> web.Response:
        shown = request.headers.get(HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            return web.Response(status=401)
        body = await request.read()
        try:
            update = incoming(json.loads(body), payload=body)
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        try:
            await self._updates.keep([update])
        except Outage as error:
            log.warning(
                "update %d is left with Telegram: %s", update.update_id, type(error).__name__
            )
            return web.Response(status=503)
        self._bell.ring()
        return web.Response()


def path_name(secret: str) -> str:
    """Derive the path from the secret: nobody guesses it, and it holds no token."""
    return hmac.new(secret.encode(), b"webhook path", hashlib.sha256).hexdigest()[:32]
