"""Pieces that every dialog is made of."""

from operator import itemgetter
from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Select
from aiogram_dialog.widgets.text import Format, Text

from bot.unasked import ask_about_text

ITEM = Format("{item[0]}")
NUMBER = Format("{item[2]}")


def choices(widget: str, items: str, on_click: Any, *, shown: Text = ITEM) -> Select[str]:
    """Return buttons for the getter's `items`: tuples of label and id."""
    return Select(shown, widget, itemgetter(1), items, on_click=on_click)


def texts_asked_about() -> MessageInput:
    """Return what takes a text in a window that asks for none."""
    return MessageInput(ask_about_text, content_types=ContentType.TEXT)
