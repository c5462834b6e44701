"""Sending and editing views."""

from aiogram.types import CallbackQuery, Message

from bot.files import Item, item_of
from bot.views import View
from register.errors import Gone


async def answer(message: Message, view: View, *, reply: bool = False) -> Message:
    """Send a view into the chat of a message; `reply` shows which message it is about."""
    return await message.answer(
        view.text,
        reply_markup=view.markup,
        disable_notification=view.silent,
        protect_content=view.protected,
        reply_to_message_id=message.message_id if reply else None,
        allow_sending_without_reply=True,
    )


async def edit(message: Message, view: View) -> None:
    """Turn a message of ours into a view."""
    await message.edit_text(view.text, reply_markup=view.markup)


def message_of(query: CallbackQuery) -> Message:
    """Return the message whose button was tapped. Raise Gone where Telegram no longer gives it."""
    if not isinstance(query.message, Message):
        raise Gone
    return query.message


def text_asked_about(question: Message) -> Item:
    """Return the text that a question of ours replies to. Raise Gone when it was deleted."""
    if question.reply_to_message is None:
        raise Gone
    return item_of(question.reply_to_message)
