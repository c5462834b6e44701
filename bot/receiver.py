"""The long poller: every update is committed before Telegram is told to forget it."""

from typing import Any, NoReturn

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.utils.backoff import BackoffConfig

from bot.bell import Bell
from bot.incoming import ALLOWED_UPDATES, incoming
from bot.outages import UNTIL_HALF_A_MINUTE, insist
from bot.ports import Updates

POLL_SECONDS = 30
GRACE_SECONDS = 15


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` that leaves the updates as Telegram sent them.

    Read into models here, one update of an unknown shape would block all that follow it.
    """

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]


class Receiver:
    """Takes updates from Telegram batch by batch, for ever; one per bot."""

    def __init__(
        self,
        bot: Bot,
        updates: Updates,
        bell: Bell,
        *,
        patience: BackoffConfig = UNTIL_HALF_A_MINUTE,
    ) -> None:
        self._bot = bot
        self._updates = updates
        self._bell = bell
        self._patience = patience
        # None at first: Telegram resends what was never confirmed, and the inbox drops doubles.
        self._offset: int | None = None

    async def run(self) -> NoReturn:
        await insist(self._bot.delete_webhook, self._patience)
        while True:
            await insist(self._receive, self._patience)

    async def _receive(self) -> None:
        """Commit one batch. Only then may the offset move: asking beyond a batch confirms it."""
        request = GetRawUpdates(
            offset=self._offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
        )
        batch = await self._bot(request, request_timeout=POLL_SECONDS + GRACE_SECONDS)
        if not batch:
            # All is confirmed. After a quiet week Telegram draws ids anew, perhaps lower ones,
            # which an old offset would confirm unseen.
            self._offset = None
            return
        await self._updates.keep([incoming(update) for update in batch])
        self._offset = batch[-1]["update_id"] + 1
        self._bell.ring()
