"""Refusals in words: one sentence that says what to do next. Named kinds only, no catch-all."""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from bot.outcomes import alert
from bot.texts import Texts
from register.errors import AnswerTooLong, Refusal


def router() -> Router:
    errors = Router(name="errors")
    errors.errors.register(refuse, ExceptionTypeFilter(Refusal))
    return errors


async def refuse(event: ErrorEvent, texts: Texts) -> None:
    """Answer a refused tap over the chat, a refused message in it."""
    refusal = event.exception
    facts = {"limit": refusal.limit} if isinstance(refusal, AnswerTooLong) else {}
    text = texts.plain(f"refusals/{type(refusal).__name__}", **facts)
    message = event.update.message or event.update.edited_message
    if event.update.callback_query:
        await alert(event.update.callback_query, text)
    elif message:
        await message.answer(text, parse_mode=None)
