"""Taking messages of ours out of a chat, as far as Telegram allows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaDocument

from bot.texts import Texts
from register.ports import Clock

DELETABLE_FOR = timedelta(hours=48)
"""How long Telegram lets a bot delete messages of a private chat."""


@dataclass(frozen=True, slots=True)
class Covering:
    """Puts a neutral line in the place of what is too old to be deleted."""

    bot: Bot
    clock: Clock
    texts: Texts

    def is_deletable(self, sent_at: datetime) -> bool:
        return self.clock() - sent_at < DELETABLE_FOR

    async def text(self, chat: int, message: int) -> bool:
        """Cover a text, its buttons too; False where it is gone or not ours."""
        line = self.texts.plain("messages/taken_back")
        edited = await self.bot.edit_message_text(
            line, chat_id=chat, message_id=message, parse_mode=None
        )
        return edited is not False

    async def file(self, chat: int, message: int) -> bool:
        """Cover a file with one that holds the line; False where it is gone."""
        line = self.texts.plain("messages/taken_back")
        cover = BufferedInputFile(line.encode(), self.texts.label("papers.cover"))
        edited = await self.bot.edit_message_media(
            InputMediaDocument(media=cover), chat_id=chat, message_id=message
        )
        return edited is not False
