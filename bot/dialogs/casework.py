"""/cases: a handler's own cases: add, hand on, close. Nobody else's list shows them."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram import F
from aiogram.enums import ContentType
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs import case_handlers as handlers
from bot.dialogs.case_handlers import CASE, DEED, TO, Deed
from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Cases
from bot.dialogs.widgets import DayPicker, Label, Template
from bot.texts import Texts
from register.acts.advising import RulesToday
from register.cases import CaseState
from register.ids import CaseId, PersonId
from register.people import Person, Role
from register.ports import Clock, CurrentCalendar, Store
from register.zero_report import rules_owing


def casework(texts: Texts, calendar: CurrentCalendar) -> Dialog:
    """Return the dialog with all its windows."""
    return Dialog(
        Window(
            Template(texts, "windows/cases"),
            pages(choices("case", "cases", handlers.chosen)),
            SwitchTo(Label(texts, "cases.add"), "add", Cases.add, when="may_add"),
            to_close(texts),
            texts_asked_about(),
            state=Cases.list,
            getter=mine,
        ),
        Window(
            Template(texts, "windows/case_add"),
            SwitchTo(Label(texts, "dialog.back"), "back", Cases.list),
            MessageInput(handlers.added, content_types=ContentType.TEXT),
            state=Cases.add,
        ),
        Window(
            Template(texts, "windows/case"),
            *_deeds(texts),
            SwitchTo(Label(texts, "dialog.back"), "back", Cases.list),
            texts_asked_about(),
            state=Cases.case,
            getter=one,
        ),
        Window(
            Template(texts, "windows/case_closing_day"),
            DayPicker(
                texts, calendar, ahead=True, id="closing_day", on_click=handlers.closing_planned
            ),
            SwitchTo(Label(texts, "dialog.back"), "back", Cases.case),
            texts_asked_about(),
            state=Cases.closing_day,
            getter=one,
        ),
        Window(
            Template(texts, "windows/case_people"),
            pages(choices("to", "people", handlers.person_chosen)),
            SwitchTo(Label(texts, "dialog.back"), "back", Cases.case),
            texts_asked_about(),
            state=Cases.people,
            getter=one,
        ),
        Window(
            Template(texts, "windows/case_sure"),
            *(
                Button(
                    Label(texts, f"cases.{deed}_sure"),
                    deed,
                    handlers.DONE[deed],
                    when=F["deed"] == deed,
                )
                for deed in Deed
            ),
            SwitchTo(Label(texts, "dialog.back"), "back", Cases.case),
            texts_asked_about(),
            state=Cases.sure,
            getter=one,
        ),
    )


def _deeds(texts: Texts) -> tuple[Keyboard, ...]:
    """Return what can be done with a case; what cannot be undone asks once more."""
    asked = {
        deed: Button(Label(texts, f"cases.{deed}"), deed, handlers.deed_chosen, when=when)
        for deed, when in {
            Deed.HAND_OVER: "active",
            Deed.ADD_HANDLER: "active",
            Deed.GIVE_AWAY: "active",
            Deed.CLOSE: "closing",
        }.items()
    }
    return (
        Button(Label(texts, "cases.zero"), "zero", handlers.zero_reports, when="owes"),
        Button(
            Label(texts, "cases.mark_closing"), "closing", handlers.marked_closing, when="open"
        ),
        SwitchTo(Label(texts, "cases.plan"), "plan", Cases.closing_day, when="closing"),
        Row(asked[Deed.HAND_OVER], asked[Deed.ADD_HANDLER]),
        Row(asked[Deed.GIVE_AWAY], asked[Deed.CLOSE]),
        Button(Label(texts, "cases.reopen"), "reopen", handlers.reopened, when="inactive"),
    )


@inject
async def mine(
    me: Person, texts: Texts, store: FromDishka[Store], rules: FromDishka[RulesToday], **_: Any
) -> dict[str, Any]:
    """Return the cases that the person handles now by their names, the closed ones last."""
    async with store.read() as uow:
        found = [case for case in await uow.cases.of(me.id) if me.id in case.handlers]
    found.sort(key=lambda case: (case.state is CaseState.CLOSED, case.name))
    return {
        "cases": [(texts.label(f"cases.{case.state}", name=case.name), case.id) for case in found],
        "may_add": Role.HANDLER in me.roles,
        "zero": rules_owing(await rules(by=me.id)),
    }


@inject
async def one(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    store: FromDishka[Store],
    clock: FromDishka[Clock],
    zone: FromDishka[ZoneInfo],
    rules: FromDishka[RulesToday],
    **_: Any,
) -> dict[str, Any]:
    """Return one case as it is now; who no longer handles it can only look back at it."""
    memory = dialog_manager.dialog_data
    async with store.read() as uow:
        case = await uow.cases.get(CaseId(memory[CASE]))
        handlers_now = [await uow.people.get(person) for person in case.handlers]
        colleagues = await uow.people.holding(Role.HANDLER, organisation=me.organisation)
        reports = await uow.zero_reports.of_case(case.id)
        to = await uow.people.get(PersonId(memory[TO])) if memory.get(TO) else None
    state = case.state if me.id in case.handlers else None
    return {
        "case": case,
        "today": clock().astimezone(zone).date(),
        "handlers": handlers_now,
        "since": case.since(me.id),
        "owes": any(each.handler == me.id and each.to_sign for each in reports),
        "open": state is CaseState.OPEN,
        "closing": state is CaseState.CLOSING,
        "active": state in {CaseState.OPEN, CaseState.CLOSING},
        "inactive": state in {CaseState.CLOSING, CaseState.CLOSED},
        "people": [
            (texts.label("cases.person", person=each), each.id)
            for each in colleagues
            if each.id not in case.handlers
        ],
        "deed": memory.get(DEED),
        "to": to,
        "zero": rules_owing(await rules(by=me.id)),
    }
