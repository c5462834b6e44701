"""What Telegram answers that is no failure, so that no handler needs to catch it.

| Telegram says | the caller gets |
|---|---|
| message is not modified | `True` from the edit |
| the message to edit is gone or closed | `False` from the edit |
| the message to delete is gone | `True` from the deletion |
| the message is too old to delete | `False` from the deletion |
| the query is too old | `False` from the answer |
| blocked, never started, chat unknown | `Unreachable` is raised |
"""

from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)
from aiogram.types import CallbackQuery, Message
from aiogram_dialog.api.entities import NewMessage, OldMessage
from aiogram_dialog.api.protocols import MessageNotModified
from aiogram_dialog.manager.message_manager import MessageManager

_EDITS = (EditMessageText, EditMessageCaption, EditMessageMedia, EditMessageReplyMarkup)
_EDIT_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_CHAT = ("chat not found", "user not found", "peer_id_invalid")


class Unreachable(TelegramForbiddenError):
    """Nobody reads this chat: blocked, deleted, or never opened by the person."""


async def outcomes(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> Any:
    """Turn Telegram's refusals that are outcomes into results; a middleware of the session."""
    try:
        return await make_request(bot, method)
    except TelegramForbiddenError as error:
        raise Unreachable(method, error.message) from error
    except TelegramBadRequest as error:
        said = error.message.lower()
        if any(words in said for words in _NO_CHAT):
            raise Unreachable(method, error.message) from error
        outcome = _outcome(method, said)
        if outcome is None:
            raise
        return outcome


def _outcome(method: TelegramMethod[Any], said: str) -> bool | None:
    if isinstance(method, _EDITS) and "message is not modified" in said:
        return True
    if isinstance(method, _EDITS) and any(words in said for words in _EDIT_GONE):
        return False
    if isinstance(method, DeleteMessage) and "message to delete not found" in said:
        return True
    if isinstance(method, DeleteMessage) and "message can't be deleted" in said:
        return False
    if isinstance(method, AnswerCallbackQuery) and "query is too old" in said:
        return False
    return None


async def alert(query: CallbackQuery, text: str) -> None:
    """Show a text over the chat; a tap that waited too long for that gets it as a message."""
    if not await query.answer(text, show_alert=True) and query.bot is not None:
        await query.bot.send_message(query.from_user.id, text, parse_mode=None)


async def take_away(bot: Bot, *, chat: int, message: int, cover: str) -> None:
    """Delete a message of ours; what is too old for that is covered by a neutral line."""
    if not await bot.delete_message(chat, message):
        await bot.edit_message_text(cover, chat_id=chat, message_id=message, parse_mode=None)


class WindowMessages(MessageManager):
    """For `setup_dialogs`: aiogram-dialog expects as exceptions what here are outcomes.

    A window that is too old to be deleted is covered by the line `cover`.
    """

    def __init__(self, cover: str) -> None:
        super().__init__()
        self._cover = cover

    async def remove_message_safe(
        self, bot: Bot, old_message: OldMessage, new_message: NewMessage | None
    ) -> None:
        chat, message = old_message.chat.id, old_message.message_id
        await take_away(bot, chat=chat, message=message, cover=self._cover)

    async def remove_inline_kbd(self, bot: Bot, old_message: OldMessage | None) -> None:
        """Leave the buttons where they are: a new window is opened by a tap on a card as well."""

    async def edit_message_safe(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage
    ) -> Message:
        edited = await self.edit_message(bot, new_message, old_message)
        if isinstance(edited, Message):
            return edited
        if edited:
            raise MessageNotModified
        return await self.send_message(bot, new_message)
