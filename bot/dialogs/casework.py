"""/cases: a handler's own cases: add, hand on, close. Nobody else's list shows them."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, ScrollingGroup, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import choices, texts_asked_about
from bot.dialogs.states import Cases
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.dialogs.zero import closed
from bot.texts import Texts
from register.acts.casework import (
    AddCase,
    CloseCase,
    GiveAway,
    HandOver,
    MarkClosing,
    ReopenCase,
)
from register.cases import CaseState
from register.ids import CaseId, PersonId
from register.people import Person, Role
from register.ports import Store

CASE = "case"
_HEIGHT = 8


def casework(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    to_list = SwitchTo(Label(texts, "dialog.back"), "back", Cases.list)
    to_case = SwitchTo(Label(texts, "dialog.back"), "back", Cases.case)
    return Dialog(
        Window(
            Template(texts, "windows/cases"),
            ScrollingGroup(
                Column(choices("case", "cases", chosen)),
                id="page",
                height=_HEIGHT,
                hide_on_single_page=True,
            ),
            SwitchTo(Label(texts, "cases.add"), "add", Cases.add),
            Button(Label(texts, "dialog.close"), "close", closed),
            texts_asked_about(),
            state=Cases.list,
            getter=mine,
        ),
        Window(
            Template(texts, "windows/case_add"),
            to_list,
            MessageInput(added, content_types=ContentType.TEXT),
            state=Cases.add,
        ),
        Window(
            Template(texts, "windows/case"),
            Button(Label(texts, "cases.mark_closing"), "closing", marked_closing, when="is_open"),
            Row(
                SwitchTo(Label(texts, "cases.hand_over"), "hand", Cases.hand_over),
                SwitchTo(Label(texts, "cases.give_away"), "give", Cases.sure),
                when="active",
            ),
            Button(Label(texts, "cases.close"), "archive", archived, when="closing"),
            Button(Label(texts, "cases.reopen"), "reopen", reopened, when="inactive"),
            to_list,
            texts_asked_about(),
            state=Cases.case,
            getter=one,
        ),
        Window(
            Template(texts, "windows/case_hand_over"),
            ScrollingGroup(
                Column(choices("to", "people", handed_over)),
                id="people",
                height=_HEIGHT,
                hide_on_single_page=True,
            ),
            to_case,
            texts_asked_about(),
            state=Cases.hand_over,
            getter=one,
        ),
        Window(
            Template(texts, "windows/case_give_away"),
            Button(Label(texts, "cases.give_away_sure"), "sure", given_away),
            to_case,
            texts_asked_about(),
            state=Cases.sure,
            getter=one,
        ),
    )


@inject
async def mine(me: Person, texts: Texts, store: FromDishka[Store], **_: Any) -> dict[str, Any]:
    """Return the cases that the person handles now, open ones first."""
    async with store.read() as uow:
        found = [case for case in await uow.cases.of(me.id) if me.id in case.handlers]
    found.sort(key=lambda case: case.state is CaseState.CLOSED)
    return {
        "cases": [(texts.label(f"cases.{case.state}", name=case.name), case.id) for case in found]
    }


@inject
async def one(
    dialog_manager: DialogManager, me: Person, store: FromDishka[Store], **_: Any
) -> dict[str, Any]:
    async with store.read() as uow:
        case = await uow.cases.get(CaseId(dialog_manager.dialog_data[CASE]))
        handlers = [await uow.people.get(person) for person in case.handlers]
        colleagues = await uow.people.holding(Role.HANDLER, organisation=me.organisation)
    return {
        "case": case,
        "handlers": handlers,
        "since": case.since(me.id),
        "is_open": case.state is CaseState.OPEN,
        "closing": case.state is CaseState.CLOSING,
        "active": case.state is not CaseState.CLOSED,
        "inactive": case.state is not CaseState.OPEN,
        "people": [(each.name, each.id) for each in colleagues if each.id not in case.handlers],
    }


async def chosen(query: CallbackQuery, _: Any, manager: DialogManager, case_id: str) -> None:
    manager.dialog_data[CASE] = case_id
    await manager.switch_to(Cases.case)


@inject
async def added(
    message: Message, _: MessageInput, manager: DialogManager, add: FromDishka[AddCase]
) -> None:
    """Add a typed case: its name, and its number behind a line break or a comma."""
    talk = Talk(manager)
    name, number = _name_and_number(message.text or "")
    case = await add(name, number=number, by=talk.me.id, cause=talk.cause)
    manager.dialog_data[CASE] = case.id
    talk.answered_in_words(message)
    await manager.switch_to(Cases.case)


def _name_and_number(text: str) -> tuple[str, str]:
    name, _, number = text.strip().partition("\n")
    return name.strip(), number.strip()


@inject
async def marked_closing(
    query: CallbackQuery, _: Button, manager: DialogManager, act: FromDishka[MarkClosing]
) -> None:
    """The case is about to close: its zero reports are owed."""
    talk = Talk(manager)
    await act(CaseId(manager.dialog_data[CASE]), by=talk.me.id, cause=talk.cause)


@inject
async def archived(
    query: CallbackQuery, _: Button, manager: DialogManager, act: FromDishka[CloseCase]
) -> None:
    talk = Talk(manager)
    await act(CaseId(manager.dialog_data[CASE]), by=talk.me.id, cause=talk.cause)


@inject
async def reopened(
    query: CallbackQuery, _: Button, manager: DialogManager, act: FromDishka[ReopenCase]
) -> None:
    talk = Talk(manager)
    await act(CaseId(manager.dialog_data[CASE]), by=talk.me.id, cause=talk.cause)


@inject
async def handed_over(
    query: CallbackQuery, _: Any, manager: DialogManager, to: str, act: FromDishka[HandOver]
) -> None:
    """Hand the case on; the zero report for the own time is owed."""
    talk = Talk(manager)
    await act(CaseId(manager.dialog_data[CASE]), PersonId(to), by=talk.me.id, cause=talk.cause)
    await manager.switch_to(Cases.list)


@inject
async def given_away(
    query: CallbackQuery, _: Button, manager: DialogManager, act: FromDishka[GiveAway]
) -> None:
    """The case leaves the house."""
    talk = Talk(manager)
    await act(CaseId(manager.dialog_data[CASE]), by=talk.me.id, cause=talk.cause)
    await manager.switch_to(Cases.list)
