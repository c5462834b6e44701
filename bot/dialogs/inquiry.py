"""The result of an omission report, and how far the inquiry is (NMG 6, CH11)."""

from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Keyboard, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import choices, texts_asked_about, to_close
from bot.dialogs.states import Inquiry
from bot.dialogs.talk import Talk, open_window
from bot.dialogs.widgets import Label, Template
from bot.messages import message_of
from bot.omission_views import rule_of
from bot.texts import Texts
from register.acts.omission_inquiry import DecideOmission, NoteStatus, released_words
from register.afterwards import said
from register.ids import OmissionId
from register.omission import RELEASED_LENGTH, Outcome
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store

OMISSION = "omission"
OUTCOME = "outcome"
FOUND = "found"
RELEASED = "released"
TYPED = "typed"
"""Keys of the memory: the report, what was said so far of its result, and in which messages."""


def inquiry(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""

    def window(state: State, template: str, *widgets: Keyboard | MessageInput) -> Window:
        text = Template(texts, f"windows/{template}")
        return Window(text, *widgets, state=state, getter=being_said)

    def typed(handler: Any) -> MessageInput:
        return MessageInput(handler, content_types=ContentType.TEXT)

    def back(state: State) -> SwitchTo:
        return SwitchTo(Label(texts, "dialog.back"), "back", state)

    return Dialog(
        window(Inquiry.status, "inquiry_status", to_close(texts), typed(status_given)),
        window(
            Inquiry.outcome,
            "inquiry_outcome",
            Column(choices("outcome", "outcomes", outcome_chosen)),
            to_close(texts),
            texts_asked_about(),
        ),
        window(Inquiry.found, "inquiry_found", back(Inquiry.outcome), typed(found_given)),
        window(
            Inquiry.released,
            "inquiry_released",
            Button(Label(texts, "inquiry.nothing"), "nothing", nothing_released),
            back(Inquiry.found),
            typed(released_given),
        ),
        window(
            Inquiry.sure,
            "inquiry_sure",
            Button(Label(texts, "inquiry.sure"), "sure", decided),
            back(Inquiry.released),
            texts_asked_about(),
        ),
    )


async def open_inquiry(
    manager: DialogManager, state: State, omission_id: str, store: Store
) -> None:
    """Open one of its windows about a report. Raise NotAllowed or Gone."""
    me = Talk(manager).me
    async with store.read() as uow:
        ensure(Right.DECIDE_OMISSION, me.id, await uow.omissions.get(OmissionId(omission_id)))
    await open_window(manager, state, {OMISSION: omission_id})


@inject
async def being_said(
    dialog_manager: DialogManager, me: Person, texts: Texts, store: FromDishka[Store], **_: Any
) -> dict[str, Any]:
    """Return the report, and what was said so far."""
    memory = dialog_manager.dialog_data
    async with store.read() as uow:
        omission = await uow.omissions.get(_omission_of(dialog_manager))
    ensure(Right.DECIDE_OMISSION, me.id, omission)
    return {
        "omission": omission,
        "rule": rule_of(omission),
        "outcomes": [(label, code) for code, label in texts.words("outcomes").items()],
        "outcome": memory.get(OUTCOME, ""),
        "found": memory.get(FOUND, ""),
        "released": memory.get(RELEASED, ""),
        "limit": RELEASED_LENGTH,
    }


@inject
async def status_given(
    message: Message, _: MessageInput, manager: DialogManager, note: FromDishka[NoteStatus]
) -> None:
    """Keep it; delivery renders the card anew."""
    talk = Talk(manager)
    omission = await note(
        _omission_of(manager), message.text or "", by=talk.me.id, cause=talk.cause
    )
    await message.answer(talk.texts.render("messages/omission_status_kept", omission=omission))
    await message.delete()
    await talk.drop()


async def outcome_chosen(query: CallbackQuery, _: Any, manager: DialogManager, code: str) -> None:
    manager.dialog_data[OUTCOME] = Outcome(code).value
    await manager.switch_to(Inquiry.found)


async def found_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[FOUND] = said(message.text or "")
    _typed(manager, message)
    await manager.switch_to(Inquiry.released)


async def released_given(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data[RELEASED] = released_words(message.text or "")
    _typed(manager, message)
    await manager.switch_to(Inquiry.sure)


async def nothing_released(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    """Release no more than that it was dealt with."""
    manager.dialog_data[RELEASED] = ""
    await manager.switch_to(Inquiry.sure)


@inject
async def decided(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    bot: FromDishka[Bot],
    decide: FromDishka[DecideOmission],
) -> None:
    """Record the result; what was typed of it leaves the chat, and the register keeps it.

    Who reported from a chat gets the one line.
    """
    talk, memory = Talk(manager), manager.dialog_data
    omission = await decide(
        _omission_of(manager),
        Outcome(memory[OUTCOME]),
        text=memory[FOUND],
        released=memory[RELEASED],
        by=talk.me.id,
        cause=talk.cause,
    )
    chat = message_of(query)
    await chat.answer(talk.texts.render("messages/omission_decided", omission=omission))
    for typed in memory.get(TYPED, ()):
        await bot.delete_message(chat.chat.id, typed)
    await talk.close(chat)


def _typed(manager: DialogManager, message: Message) -> None:
    """Remember in which message it was said; the window moves below it."""
    manager.dialog_data.setdefault(TYPED, []).append(message.message_id)
    Talk(manager).answered_in_words(message)


def _omission_of(manager: DialogManager) -> OmissionId:
    data = manager.start_data if isinstance(manager.start_data, dict) else {}
    return OmissionId({**data, **manager.dialog_data}[OMISSION])
