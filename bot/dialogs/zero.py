"""/zero: a handler signs zero reports with the full statement before their eyes (RUDONG 16)."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Zero
from bot.dialogs.talk import Talk, profile_of, resume
from bot.dialogs.widgets import Label, Template
from bot.messages import message_of
from bot.outcomes import alert
from bot.texts import Texts
from bot.zero_reports import ZeroReports
from register.acts.advising import RulesToday
from register.acts.drafting import AnswerQuestion, StartDraft
from register.acts.zero_reporting import SubmitZeroReport
from register.draft import CASE, Answer
from register.ids import ZeroReportId
from register.people import Person
from register.zero_report import ZeroState, rules_owing

REPORT = "report"


def zero(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    back = SwitchTo(Label(texts, "dialog.back"), "back", Zero.list)
    return Dialog(
        Window(
            Template(texts, "windows/zero"),
            pages(choices("owed", "owed", chosen), choices("stated", "stated", chosen)),
            to_close(texts),
            texts_asked_about(),
            state=Zero.list,
            getter=mine,
        ),
        Window(
            Template(texts, "windows/zero_sign"),
            Column(choices("sign", "signatures", signed)),
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
    me: Person,
    texts: Texts,
    reports: FromDishka[ZeroReports],
    rules: FromDishka[RulesToday],
    **_: Any,
) -> dict[str, Any]:
    """Return what is owed and what was stated, both in the order of their names."""
    lines = sorted(await reports.of(me.id), key=lambda line: line.name)
    return {
        "zero": rules_owing(await rules(by=me.id)),
        "owed": [
            (texts.label("zero.owed", name=line.name), line.report.id)
            for line in lines
            if line.report.to_sign
        ],
        "stated": [
            (texts.label(f"zero.{line.report.state}", name=line.name), line.report.id)
            for line in lines
            if not line.report.to_sign
        ],
    }


@inject
async def one(
    dialog_manager: DialogManager,
    me: Person,
    texts: Texts,
    reports: FromDishka[ZeroReports],
    rules: FromDishka[RulesToday],
    **_: Any,
) -> dict[str, Any]:
    """Return one statement; its button signs it as it reads on the day on which it is shown."""
    line = await reports.one(ZeroReportId(dialog_manager.dialog_data[REPORT]), me=me.id)
    today = reports.today()
    return {
        "line": line,
        "zero": rules_owing(await rules(by=me.id)),
        "report": line.report,
        "today": today,
        "signatures": [(texts.label("zero.sign"), today.isoformat())],
        "confirmed": line.report.state is ZeroState.CONFIRMED,
    }


@inject
async def chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    report_id: str,
    reports: FromDishka[ZeroReports],
) -> None:
    """Open the statement to be signed, or how the signed one stands by now."""
    line = await reports.one(ZeroReportId(report_id), me=Talk(manager).me.id)
    manager.dialog_data[REPORT] = report_id
    await manager.switch_to(Zero.sign if line.report.to_sign else Zero.stated)


@inject
async def signed(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    shown_on: str,
    submit: FromDishka[SubmitZeroReport],
    reports: FromDishka[ZeroReports],
) -> None:
    """Sign the statement that is shown: one tap. One shown before midnight names another day."""
    talk = Talk(manager)
    if shown_on != reports.today().isoformat():
        await alert(query, talk.texts.plain("alerts/shown_anew"))
        return
    await submit(ZeroReportId(manager.dialog_data[REPORT]), by=talk.me.id, cause=talk.cause)
    await alert(query, talk.texts.plain("alerts/zero_signed"))
    await manager.switch_to(Zero.list)


@inject
async def record_instead(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    start: FromDishka[StartDraft],
    answer: FromDishka[AnswerQuestion],
    reports: FromDishka[ZeroReports],
) -> None:
    """Something did happen: begin a record of it, its case filled in."""
    talk = Talk(manager)
    line = await reports.one(ZeroReportId(manager.dialog_data[REPORT]), me=talk.me.id)
    draft = await start(by=talk.me.id, cause=talk.cause)
    if line.report.case:
        said = Answer(value=line.name[: profile_of(draft).field(CASE).max_length])
        draft = await answer(draft.id, CASE, said, by=talk.me.id, cause=talk.cause)
    await resume(manager, draft)


@inject
async def form(
    query: CallbackQuery, _: Button, manager: DialogManager, reports: FromDishka[ZeroReports]
) -> None:
    """Send Form 2 for the case file."""
    report_id = ZeroReportId(manager.dialog_data[REPORT])
    await reports.send_form(report_id, message_of(query), me=Talk(manager).me.id)
    manager.show_mode = ShowMode.NO_UPDATE
