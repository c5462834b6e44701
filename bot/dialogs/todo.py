"""/todo: a superior confirms zero reports page by page, each shown and nothing unseen."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import NUMBER, choices, texts_asked_about
from bot.dialogs.states import Todo
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.dialogs.zero import closed
from bot.texts import Texts
from bot.zero_reports import ZeroReports
from register.acts.zero_reporting import PAGE, ConfirmZeroReports, ReturnZeroReport
from register.ids import ZeroReportId
from register.people import Person

SHOWN = "shown"
RETURNED = "returned"
_PER_ROW = 5


def todo(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    back = SwitchTo(Label(texts, "dialog.back"), "back", Todo.list)
    return Dialog(
        Window(
            Template(texts, "windows/todo"),
            Button(Label(texts, "todo.confirm"), "confirm", confirmed, when="any"),
            SwitchTo(Label(texts, "todo.give_back"), "give_back", Todo.give_back, when="any"),
            Button(Label(texts, "dialog.close"), "close", closed),
            texts_asked_about(),
            state=Todo.list,
            getter=page,
        ),
        Window(
            Template(texts, "windows/todo_give_back"),
            Group(choices("which", "items", chosen, shown=NUMBER), width=_PER_ROW),
            back,
            texts_asked_about(),
            state=Todo.give_back,
            getter=shown,
        ),
        Window(
            Template(texts, "windows/todo_reason"),
            back,
            MessageInput(reason_given, content_types=ContentType.TEXT),
            state=Todo.reason,
            getter=shown,
        ),
    )


@inject
async def page(
    dialog_manager: DialogManager, me: Person, reports: FromDishka[ZeroReports], **_: Any
) -> dict[str, Any]:
    """Return the next page, and keep which reports it shows: only those can be confirmed."""
    lines = await reports.waiting(me, limit=PAGE)
    dialog_manager.dialog_data[SHOWN] = [line.report.id for line in lines]
    return {"lines": lines, "any": bool(lines), "count": len(lines)}


@inject
async def shown(
    dialog_manager: DialogManager, me: Person, reports: FromDishka[ZeroReports], **_: Any
) -> dict[str, Any]:
    """Return the page that is being looked at."""
    ids = dialog_manager.dialog_data.get(SHOWN, [])
    lines = [line for line in await reports.waiting(me, limit=PAGE) if line.report.id in ids]
    chosen_id = dialog_manager.dialog_data.get(RETURNED)
    return {
        "lines": lines,
        "items": [(line.name, line.report.id, n) for n, line in enumerate(lines, start=1)],
        "chosen": next((line for line in lines if line.report.id == chosen_id), None),
    }


@inject
async def confirmed(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    confirm: FromDishka[ConfirmZeroReports],
) -> None:
    """Confirm exactly the page that was shown; the next page comes up."""
    talk = Talk(manager)
    ids = [ZeroReportId(each) for each in manager.dialog_data[SHOWN]]
    done = await confirm(ids, by=talk.me.id, cause=talk.cause)
    await query.answer(talk.texts.plain("alerts/zero_confirmed", count=len(done)))


async def chosen(query: CallbackQuery, _: Any, manager: DialogManager, report_id: str) -> None:
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
    talk.answered_in_words(message)
    await manager.switch_to(Todo.list)
