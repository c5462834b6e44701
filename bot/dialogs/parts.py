"""Pieces that every dialog is made of."""

from operator import itemgetter
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, ScrollingGroup, Select
from aiogram_dialog.widgets.text import Format, Text

from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label
from bot.messages import message_of
from bot.texts import Texts
from bot.unasked import ask_about_text

ITEM = Format("{item[0]}")
NUMBER = Format("{item[2]}")
_HEIGHT = 8


def choices(widget: str, items: str, on_click: Any, *, shown: Text = ITEM) -> Select[str]:
    """Return buttons for the getter's `items`: tuples of label and id."""
    return Select(shown, widget, itemgetter(1), items, on_click=on_click)


def pages(*lists: Select[str], name: str = "page") -> ScrollingGroup:
    """Return lists of any length below one another, one item a row, leafed through.

    `name` tells the leafing of one from that of another in the same window.
    """
    return ScrollingGroup(*map(Column, lists), id=name, height=_HEIGHT, hide_on_single_page=True)


def texts_asked_about() -> MessageInput:
    """Return what takes a text in a window that asks for none."""
    return MessageInput(ask_about_text, content_types=ContentType.TEXT)


def to_close(texts: Texts) -> Button:
    """Return the button that takes the window away."""
    return Button(Label(texts, "dialog.close"), "close", _closed)


async def _closed(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    await Talk(manager).close(message_of(query))
