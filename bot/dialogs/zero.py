"""/zero: a handler signs zero reports with the full statement before their eyes (RUDONG 16)."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import choices, texts_asked_about
from bot.dialogs.states import Zero
from bot.dialogs.talk import Talk, resume
from bot.dialogs.widgets import Label, Template
from bot.messages import message_of
from bot.outcomes import alert
from bot.texts import Texts
from bot.zero_reports import ZeroReports
from register.acts.drafting import StartDraft
from register.acts.zero_reporting import SubmitZeroReport
from register.ids import ZeroReportId
from register.people import Person
from register.zero_report import ZeroState

REPORT = "report"


def zero(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    back = SwitchTo(Label(texts, "dialog.back"), "back", Zero.list)
    return Dialog(
        Window(
            Template(texts, "windows/zero"),
            Column(choices("owed", "owed", chosen)),
            Column(choices("stated", "stated", chosen)),
            Button(Label(texts, "dialog.close"), "close", closed),
            texts_asked_about(),
            state=Zero.list,
            getter=mine,
        ),
        Window(
            Template(texts, "windows/zero_sign"),
            Button(Label(texts, "zero.sign"), "sign", signed),
            Row(Button(Label(texts, "zero.record"), "record", record_instead), back),
            texts_asked_about(),
            state=Zero.sign,
            getter=one,
        ),
        Window(
            Template(texts, "windows/zero_stated"),
            Button(Label(texts, "zero.form"), "form", form, when="confirmed"),
            back,
            texts_asked_about(),
            state=Zero.stated,
            getter=one,
        ),
    )


@inject
async def mine(
    me: Person, texts: Texts, reports: FromDishka[ZeroReports], **_: Any
) -> dict[str, Any]:
    """Return what is owed and what was stated, each by the name of its case."""
    lines = await reports.of(me)
    return {
        "owed": [(texts.label("zero.owed", name=x.name), x.report.id) for x in lines if x.to_sign],
        "stated": [
            (texts.label(f"zero.{x.report.state}", name=x.name), x.report.id)
            for x in lines
            if not x.to_sign
        ],
    }


@inject
async def one(
    dialog_manager: DialogManager, me: Person, reports: FromDishka[ZeroReports], **_: Any
) -> dict[str, Any]:
    line = await reports.one(ZeroReportId(dialog_manager.dialog_data[REPORT]), me=me)
    return {
        "line": line,
        "report": line.report,
        "today": reports.today(),
        "confirmed": line.report.standing is ZeroState.CONFIRMED,
    }


@inject
async def chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    report_id: str,
    reports: FromDishka[ZeroReports],
) -> None:
    manager.dialog_data[REPORT] = report_id
    line = await reports.one(ZeroReportId(report_id), me=Talk(manager).me)
    await manager.switch_to(Zero.sign if line.to_sign else Zero.stated)


@inject
async def signed(
    query: CallbackQuery, _: Button, manager: DialogManager, submit: FromDishka[SubmitZeroReport]
) -> None:
    """Sign the statement that is shown: one tap."""
    talk = Talk(manager)
    await submit(ZeroReportId(manager.dialog_data[REPORT]), by=talk.me.id, cause=talk.cause)
    await alert(query, talk.texts.plain("alerts/zero_signed"))
    await manager.switch_to(Zero.list)


@inject
async def record_instead(
    query: CallbackQuery, _: Button, manager: DialogManager, start: FromDishka[StartDraft]
) -> None:
    """Something did happen: begin a record."""
    talk = Talk(manager)
    await resume(manager, await start(by=talk.me.id, cause=talk.cause))


@inject
async def form(
    query: CallbackQuery, _: Button, manager: DialogManager, reports: FromDishka[ZeroReports]
) -> None:
    """Send Form 2 for the case file."""
    report_id = ZeroReportId(manager.dialog_data[REPORT])
    await reports.send_form(report_id, message_of(query), me=Talk(manager).me)
    manager.show_mode = ShowMode.NO_UPDATE


async def closed(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    await manager.done(show_mode=ShowMode.NO_UPDATE)
    await message_of(query).delete()
