"""A plain text that answers no question: nothing is lost or guessed, it is asked about."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from dishka import FromDishka
from dishka.integrations.aiogram import inject
from dishka.integrations.aiogram_dialog import inject as inject_in_dialog

from bot.messages import answer
from bot.texts import Texts
from bot.views import Views


def router() -> Router:
    """Return the last routes of all: what nothing else has taken."""
    unasked = Router(name="unasked")
    unasked.message.register(text_without_question, lambda message: bool(message.text))
    unasked.message.register(cannot_keep)
    unasked.callback_query.register(dead_button)
    return unasked


@inject
async def text_without_question(message: Message, views: FromDishka[Views]) -> None:
    await answer(message, views.about_text(), reply=True)


@inject_in_dialog
async def ask_about_text(
    message: Message, _: MessageInput, manager: DialogManager, views: FromDishka[Views]
) -> None:
    """The same while a window is open that takes no text; the window stays where it is."""
    manager.show_mode = ShowMode.NO_UPDATE
    await answer(message, views.about_text(), reply=True)


async def dead_button(query: CallbackQuery) -> None:
    """Let go of a button that does nothing, such as a blank cell of a calendar."""
    await query.answer()


async def cannot_keep(message: Message, texts: Texts) -> None:
    """Say what can be kept: stickers, places, contacts and polls cannot."""
    await message.answer(texts.render("messages/cannot_keep"))
