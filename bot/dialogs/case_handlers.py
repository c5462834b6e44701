"""What happens on a tap or a typed case: read it, call one act, show what comes next."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.states import Cases, Zero
from bot.dialogs.talk import Talk
from bot.outcomes import alert
from bot.typed_time import TypedTimes
from register.acts.advising import RulesToday
from register.acts.casework import (
    AddCase,
    AddHandler,
    CloseCase,
    GiveAway,
    HandOver,
    MarkClosing,
    PlanClosing,
    ReopenCase,
)
from register.ids import CaseId, PersonId
from register.permissions import Right, ensure
from register.ports import Clock, Store
from register.zero_report import rules_owing

CASE = "case"
DEED = "deed"
TO = "to"


class Deed(StrEnum):
    """What is asked about once more before it is done."""

    HAND_OVER = "hand_over"
    ADD_HANDLER = "add_handler"
    GIVE_AWAY = "give_away"
    CLOSE = "close"


_TO_SOMEBODY = frozenset({Deed.HAND_OVER, Deed.ADD_HANDLER})


@inject
async def chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, case_id: str, store: FromDishka[Store]
) -> None:
    async with store.read() as uow:
        case = await uow.cases.get(CaseId(case_id))
    ensure(Right.HANDLE_CASE, Talk(manager).me.id, case)
    manager.dialog_data[CASE] = case_id
    await manager.switch_to(Cases.case)


@inject
async def added(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    add: FromDishka[AddCase],
    typed_times: FromDishka[TypedTimes],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
) -> None:
    """Add a typed case: its name, below it its number and the day on which it was taken."""
    talk = Talk(manager)
    name, number, since = _read(message.text or "", typed_times, clock().astimezone(zone))
    case = await add(name, number=number, since=since, by=talk.me.id, cause=talk.cause)
    manager.dialog_data[CASE] = case.id
    talk.answered_in_words(message)
    await manager.switch_to(Cases.case)


def _read(text: str, typed_times: TypedTimes, now: datetime) -> tuple[str, str, date | None]:
    name, *more = text.strip().splitlines()
    number, since = "", None
    for line in more:
        if said := typed_times.read(line, now=now):
            since = datetime.fromisoformat(said).date()
        else:
            number = number or line.strip()
    return name, number, since


@inject
async def marked_closing(
    query: CallbackQuery, _: Button, manager: DialogManager, act: FromDishka[MarkClosing]
) -> None:
    """The case is about to close: its zero reports are owed."""
    talk = Talk(manager)
    await act(_case(manager), by=talk.me.id, cause=talk.cause)


@inject
async def closing_planned(
    query: CallbackQuery, _: Any, manager: DialogManager, day: date, act: FromDishka[PlanClosing]
) -> None:
    """Keep the day on which the case closes."""
    talk = Talk(manager)
    await act(_case(manager), day, by=talk.me.id, cause=talk.cause)
    await manager.switch_to(Cases.case)


@inject
async def reopened(
    query: CallbackQuery, _: Button, manager: DialogManager, act: FromDishka[ReopenCase]
) -> None:
    talk = Talk(manager)
    await act(_case(manager), by=talk.me.id, cause=talk.cause)


async def zero_reports(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    """Go where the zero report of the case is signed."""
    await manager.start(Zero.list, mode=StartMode.RESET_STACK)


async def deed_chosen(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    deed = Deed(button.widget_id or "")
    manager.dialog_data.update({DEED: deed, TO: None})
    await manager.switch_to(Cases.people if deed in _TO_SOMEBODY else Cases.sure)


async def person_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, person_id: str
) -> None:
    manager.dialog_data[TO] = person_id
    await manager.switch_to(Cases.sure)


@inject
async def _handed_over(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    act: FromDishka[HandOver],
    rules: FromDishka[RulesToday],
) -> None:
    """Hand the case on; the zero report for the own time is owed."""
    talk = Talk(manager)
    await act(_case(manager), _person(manager), by=talk.me.id, cause=talk.cause)
    await _say_done(query, manager, rules, Cases.list)


@inject
async def _handler_added(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    act: FromDishka[AddHandler],
    rules: FromDishka[RulesToday],
) -> None:
    talk = Talk(manager)
    await act(_case(manager), _person(manager), by=talk.me.id, cause=talk.cause)
    await _say_done(query, manager, rules, Cases.case)


@inject
async def _given_away(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    act: FromDishka[GiveAway],
    rules: FromDishka[RulesToday],
) -> None:
    """The case leaves the house."""
    talk = Talk(manager)
    await act(_case(manager), by=talk.me.id, cause=talk.cause)
    await _say_done(query, manager, rules, Cases.list)


@inject
async def _closed(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    act: FromDishka[CloseCase],
    rules: FromDishka[RulesToday],
) -> None:
    talk = Talk(manager)
    await act(_case(manager), by=talk.me.id, cause=talk.cause)
    await _say_done(query, manager, rules, Cases.case)


DONE: Mapping[Deed, Any] = {
    Deed.HAND_OVER: _handed_over,
    Deed.ADD_HANDLER: _handler_added,
    Deed.GIVE_AWAY: _given_away,
    Deed.CLOSE: _closed,
}
"""What the last tap of each deed does."""


async def _say_done(
    query: CallbackQuery, manager: DialogManager, rules: RulesToday, then: State
) -> None:
    talk, deed = Talk(manager), Deed(manager.dialog_data[DEED])
    zero = rules_owing(await rules(by=talk.me.id))
    await alert(query, talk.texts.plain("alerts/case", deed=deed, zero=zero))
    await manager.switch_to(then)


def _case(manager: DialogManager) -> CaseId:
    return CaseId(manager.dialog_data[CASE])


def _person(manager: DialogManager) -> PersonId:
    return PersonId(manager.dialog_data[TO])
