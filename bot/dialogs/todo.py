"""/todo: a superior confirms zero reports page by page, each shown and nothing unseen."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column, Group, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import NUMBER, choices, texts_asked_about, to_close
from bot.dialogs.states import Todo
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.outcomes import alert
from bot.texts import Texts
from bot.zero_reports import ZeroReports
from register.acts.zero_reporting import ConfirmZeroReports, ReturnZeroReport
from register.ids import ZeroReportId
from register.people import Person

SHOWN = "shown"
RETURNED = "returned"
_PER_ROW = 5
_MARK_SIGNS = 16


def todo(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    return Dialog(
        Window(
            Template(texts, "windows/todo"),
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
    **_: Any,
) -> dict[str, Any]:
    """Return the next page, and keep which reports it shows: only those can be confirmed."""
    lines = await reports.waiting(me.id)
    shown = dialog_manager.dialog_data[SHOWN] = [line.report.id for line in lines]
    label = texts.label("todo.confirm", count=len(shown))
    return {
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
