"""/todo: what waits for a superior: records to report on and to sign, zero reports by pages."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.card_again import CardAgain
from bot.dialogs.parts import NUMBER, choices, pages, texts_asked_about, to_close
from bot.dialogs.signing import signature_shown, waiting
from bot.dialogs.states import Todo
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.messages import message_of
from bot.outcomes import alert
from bot.owed import worded
from bot.texts import Texts
from bot.zero_reports import ZeroReports
from register.acts.recusing import RecuseFromZeroReport
from register.acts.zero_reporting import ConfirmZeroReports, ReturnZeroReport
from register.duties import FORWARD, OMISSION, RECORD
from register.ids import RecordId, ZeroReportId
from register.people import Person
from register.ports import Clock, CurrentCalendar, Store

SHOWN = "shown"
RETURNED = "returned"
DUTIES_SHOWN = 10
"""How many duties the window words beside a full page of zero reports: those next due."""
RECEIVED_READ = 50
"""Among how many records, the latest, the window looks for boxes that wait for a signature."""
_PER_ROW = 5
_MARK_SIGNS = 16


def todo(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    return Dialog(
        Window(
            Template(texts, "windows/todo"),
            pages(choices("record", "records", shown_again)),
            pages(choices("signature", "signatures", signature_shown), name="waiting"),
            Column(choices("confirm", "pages", confirmed)),
            SwitchTo(Label(texts, "todo.give_back"), "give_back", Todo.give_back, when="lines"),
            to_close(texts),
            texts_asked_about(),
            state=Todo.list,
            getter=page,
        ),
        Window(
            Template(texts, "windows/todo_give_back"),
            Group(choices("which", "items", chosen, shown=NUMBER), width=_PER_ROW),
            SwitchTo(Label(texts, "dialog.back"), "back", Todo.list),
            texts_asked_about(),
            state=Todo.give_back,
            getter=page,
        ),
        Window(
            Template(texts, "windows/todo_reason"),
            Button(Label(texts, "todo.recuse"), "recuse", recused),
            SwitchTo(Label(texts, "dialog.back"), "back", Todo.give_back),
            MessageInput(reason_given, content_types=ContentType.TEXT),
            state=Todo.reason,
            getter=one,
        ),
    )


@inject
async def page(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    reports: FromDishka[ZeroReports],
    store: FromDishka[Store],
    clock: FromDishka[Clock],
    calendar: FromDishka[CurrentCalendar],
    **_: Any,
) -> dict[str, Any]:
    """Return what is to be reported on and signed, and the next page of zero reports.

    Which of them it shows is kept: only those can be confirmed.
    """
    async with store.read() as uow:
        owed = [
            await worded(uow, duty, duty.rung(clock(), calendar()))
            for duty in await uow.duties.open_of(me.id)
            if duty.clock not in {RECORD, OMISSION}
        ]
        received = await uow.records.received_by(me.id, limit=RECEIVED_READ)
        signatures = await waiting(uow, me.id, texts)
    seen = [each.as_seen_by(me.id) for each in received]
    to_report = [each for each in seen if each.takes_over(me.id)]
    to_sign = [each for each in seen if each.may_sign(me.id) and not each.opinion_of(me.id)]
    to_forward = [each for each in owed if each.duty.clock == FORWARD]
    to_send = [each for each in owed if each.duty.clock != FORWARD]
    numbers = {each.duty.about: each.number for each in owed}
    numbers |= {each.id: each.number for each in (*to_report, *to_sign)}
    lines = await reports.waiting(me.id)
    shown = dialog_manager.dialog_data[SHOWN] = [line.report.id for line in lines]
    label = texts.label("todo.confirm", count=len(shown))
    return {
        "duties": to_forward[:DUTIES_SHOWN],
        "more": len(to_forward[DUTIES_SHOWN:]),
        "to_send": to_send[:DUTIES_SHOWN],
        "more_to_send": len(to_send[DUTIES_SHOWN:]),
        "to_report": [each.number for each in to_report],
        "to_sign": [each.number for each in to_sign],
        "records": [
            (texts.label("todo.record", number=number), record)
            for record, number in numbers.items()
        ],
        "signatures": signatures,
        "lines": lines,
        "pages": [(label, _mark(shown))] if shown else [],
        "items": [(line.name, line.report.id, n) for n, line in enumerate(lines, start=1)],
    }


@inject
async def one(
    dialog_manager: DialogManager, me: Person, reports: FromDishka[ZeroReports], **_: Any
) -> dict[str, Any]:
    report_id = ZeroReportId(dialog_manager.dialog_data[RETURNED])
    return {"line": await reports.one(report_id, me=me.id)}


@inject
async def shown_again(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    record_id: str,
    again: FromDishka[CardAgain],
) -> None:
    """Bring the card of a record down to where the person is."""
    await again(RecordId(record_id), message_of(query), me=Talk(manager).me)
    manager.show_mode = ShowMode.NO_UPDATE


@inject
async def confirmed(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    mark: str,
    confirm: FromDishka[ConfirmZeroReports],
) -> None:
    """Confirm exactly the page whose button was tapped; the next page comes up.

    A hasty second tap arrives when the next page is up that nobody has seen yet.
    """
    talk = Talk(manager)
    ids = [ZeroReportId(each) for each in manager.dialog_data[SHOWN]]
    if mark != _mark(ids):
        await alert(query, talk.texts.plain("alerts/shown_anew"))
        return
    page = await confirm(ids, by=talk.me.id, cause=talk.cause)
    count = sum(report.confirmed_by == talk.me.id for report in page)
    await query.answer(
        talk.texts.plain("alerts/zero_confirmed", count=count, others=len(page) - count)
    )


def _mark(shown: Sequence[str]) -> str:
    return sha256("\n".join(shown).encode()).hexdigest()[:_MARK_SIGNS]


@inject
async def chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    report_id: str,
    reports: FromDishka[ZeroReports],
) -> None:
    """Ask why this one goes back."""
    await reports.one(ZeroReportId(report_id), me=Talk(manager).me.id)
    manager.dialog_data[RETURNED] = report_id
    await manager.switch_to(Todo.reason)


@inject
async def recused(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    recuse: FromDishka[RecuseFromZeroReport],
) -> None:
    """Withdraw from confirming this one; somebody else has it from now on."""
    talk = Talk(manager)
    report_id = ZeroReportId(manager.dialog_data[RETURNED])
    await recuse(report_id, by=talk.me.id, cause=talk.cause)
    await query.answer(talk.texts.plain("alerts/zero_recused"))
    await manager.switch_to(Todo.list)


@inject
async def reason_given(
    message: Message,
    _: MessageInput,
    manager: DialogManager,
    give_back: FromDishka[ReturnZeroReport],
) -> None:
    """Return one report with the typed reason."""
    talk = Talk(manager)
    report_id = ZeroReportId(manager.dialog_data[RETURNED])
    await give_back(report_id, message.text or "", by=talk.me.id, cause=talk.cause)
    await message.answer(talk.texts.render("messages/zero_report_given_back"))
    talk.answered_in_words(message)
    await manager.switch_to(Todo.list)
