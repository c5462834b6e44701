"""The same conversation by aiogram-dialog with its memory storage: no database, no rules.

It shows what the service showed, message for message (see `Recording`): the same texts and
buttons by the same calls of the Bot API. Nothing is kept, checked, computed or rendered.
"""

import asyncio
import hashlib
import sys
from pathlib import Path
from types import new_class
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Const

from benchmarks.conversation import (
    FIRST_HEAD,
    FIRST_RECORDER,
    Recording,
    Shown,
    read_conversation,
    read_recording,
)
from benchmarks.echo import plain_bot

LATER = "later"
"""The data of buttons that this conversation never taps."""


class Imitation:
    """The handlers, around what they show."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._windows = [*recording["begin"], *recording["answer"]]
        self._states = [State() for _ in self._windows]
        names = {f"window_{number}": state for number, state in enumerate(self._states)}
        new_class("Windows", (StatesGroup,), exec_body=lambda body: body.update(names))

    async def greet(self, message: Message) -> None:
        await message.answer("ready")

    async def seal(self, message: Message, bot: Bot) -> None:
        """Fetch the photo and digest it, as whoever keeps evidence must."""
        assert message.photo is not None
        file = await bot.download(message.photo[-1])
        assert file is not None
        hashlib.sha256(file.read()).digest()
        [shown] = self._recording["seal"]
        await message.reply(shown.text, reply_markup=_keyboard(shown, LATER))

    async def begin(self, message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(
            self._states[0], mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND
        )

    async def typed(self, message: Message, _: MessageInput, manager: DialogManager) -> None:
        manager.show_mode = ShowMode.DELETE_AND_SEND
        await manager.next()

    async def tapped(self, query: CallbackQuery, _: Button, manager: DialogManager) -> None:
        await manager.next()

    async def confirm(self, query: CallbackQuery, _: Button, manager: DialogManager) -> None:
        """Close the review and give the head a card, whose buttons know the recorder."""
        await manager.done(show_mode=ShowMode.NO_UPDATE)
        [card] = self._recording["confirm"]
        recorder, bot = query.from_user.id, query.bot
        assert bot is not None
        head = recorder - FIRST_RECORDER + FIRST_HEAD
        await bot.send_message(head, card.text, reply_markup=_keyboard(card, str(recorder)))

    async def acknowledge(self, query: CallbackQuery, bot: Bot) -> None:
        """Answer the tap, render the card anew and tell the recorder."""
        card, told = self._recording["tap"]
        assert isinstance(query.message, Message)
        await query.answer("received")
        await query.message.edit_text(card.text, reply_markup=_keyboard(card, LATER))
        await bot.send_message(int(query.data or ""), told.text)

    def dialog(self) -> Dialog:
        *asking, review = zip(self._windows, self._states, strict=True)
        return Dialog(
            *(self._window(*each, on_click=self.tapped) for each in asking),
            self._window(*review, on_click=self.confirm),
        )

    def _window(self, shown: Shown, state: State, *, on_click: Any) -> Window:
        rows = [
            [
                Button(Const(label), f"button_{row}_{column}", on_click)
                for column, label in enumerate(labels)
            ]
            for row, labels in enumerate(shown.keyboard)
        ]
        return Window(
            Const(shown.text), *(Row(*row) for row in rows), MessageInput(self.typed), state=state
        )


def _keyboard(shown: Shown, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label in row]
            for row in shown.keyboard
        ]
    )


async def main(url: str, token: str, recording: str) -> None:
    imitation = Imitation(read_recording(Path(recording)))
    dispatcher = Dispatcher()
    dispatcher.message.register(imitation.greet, CommandStart())
    dispatcher.message.register(imitation.seal, F.photo)
    dispatcher.message.register(imitation.begin, Command(read_conversation().begin[1:]))
    dispatcher.callback_query.register(imitation.acknowledge, F.data.isdigit())
    dispatcher.include_router(imitation.dialog())
    setup_dialogs(dispatcher)
    await dispatcher.start_polling(plain_bot(url, token))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
