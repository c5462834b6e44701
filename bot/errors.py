"""Refusals in words: one sentence that says what to do next. Named kinds only, no catch-all."""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from bot.messages import answer
from bot.outcomes import alert
from bot.texts import Texts
from bot.views import Views
from register.errors import AnswerTooLong, Refusal


def router() -> Router:
    errors = Router(name="errors")
    errors.errors.register(refuse, ExceptionTypeFilter(Refusal))
    return errors


async def refuse(event: ErrorEvent, texts: Texts) -> None:
    """Answer a refused tap over the chat, a refused message below it."""
    refusal = event.exception
    message = event.update.message or event.update.edited_message
    if isinstance(refusal, AnswerTooLong) and message:
        await answer(message, Views(texts).too_long(refusal.limit), reply=True)
        return
    text = texts.plain(f"refusals/{type(refusal).__name__}")
    if event.update.callback_query:
        await alert(event.update.callback_query, text)
    elif message:
        await message.reply(text, parse_mode=None, allow_sending_without_reply=True)
