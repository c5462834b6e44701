"""/desk: what the discipline office looks after, each inspector their own."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.card_again import CardAgain
from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Desk
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.inquiries import Inquiries
from bot.messages import message_of
from bot.omission_form import OmissionForm
from bot.texts import Texts
from register.acts.advising import RulesToday
from register.acts.contradicting import ListContradictions
from register.acts.month_end import ShowUnstated
from register.acts.omission_inquiry import ShowOmissions
from register.acts.omitting import EnterOmission, MayEnter
from register.ids import OmissionId, RecordId
from register.people import Person, Role
from register.zero_report import rules_owing

SHOWN = 12
"""How many pairs one window shows: each takes three lines."""
LISTED = 30
"""How many missing zero reports one window lists."""


def desk(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    back = SwitchTo(Label(texts, "dialog.back"), "back", Desk.list)
    return Dialog(
        Window(
            Template(texts, "windows/desk"),
            pages(choices("report", "reports", chosen)),
            Button(Label(texts, "desk.enter"), "enter", entered, when="may_enter"),
            SwitchTo(
                Label(texts, "desk.contradictions"),
                "contradictions",
                Desk.contradictions,
                when="sees_zero_reports",
            ),
            SwitchTo(
                Label(texts, "desk.unstated"), "unstated", Desk.unstated, when="sees_zero_reports"
            ),
            to_close(texts),
            texts_asked_about(),
            state=Desk.list,
            getter=mine,
        ),
        Window(
            Template(texts, "windows/desk_contradictions"),
            pages(choices("record", "records", record_chosen)),
            back,
            texts_asked_about(),
            state=Desk.contradictions,
            getter=contradictions,
        ),
        Window(
            Template(texts, "windows/desk_unstated"),
            back,
            texts_asked_about(),
            state=Desk.unstated,
            getter=unstated,
        ),
    )


@inject
async def mine(
    me: Person,
    texts: Texts,
    show: FromDishka[ShowOmissions],
    may_enter: FromDishka[MayEnter],
    rules: FromDishka[RulesToday],
    **_: Any,
) -> dict[str, Any]:
    """Return the reports that a person has, by their numbers: no names (K3)."""
    found = await show(by=me.id)
    owed = rules_owing(await rules(by=me.id)) is not None
    return {
        "reports": [
            (texts.label(f"desk.{each.state}", number=each.number), each.id) for each in found
        ],
        "may_enter": await may_enter(by=me.id),
        "sees_zero_reports": me.holds(Role.INSPECTOR) and owed,
    }


@inject
async def contradictions(
    me: Person, texts: Texts, show: FromDishka[ListContradictions], **_: Any
) -> dict[str, Any]:
    """Return what does not go together, and the records that lead to what was said."""
    found = await show(by=me.id)
    shown = found[:SHOWN]
    numbers = {each.record.id: each.record.number for each in shown}
    return {
        "lines": shown,
        "more": len(found) - len(shown),
        "records": [
            (texts.label("desk.record", number=number), record)
            for record, number in numbers.items()
        ],
    }


@inject
async def unstated(me: Person, show: FromDishka[ShowUnstated], **_: Any) -> dict[str, Any]:
    """Return whose zero reports are missing; the rest of a long list is only counted."""
    found = await show(by=me.id)
    return {"lines": found[:LISTED], "more": len(found[LISTED:])}


@inject
async def record_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, record: str, again: FromDishka[CardAgain]
) -> None:
    """Bring the card of a record down to where the person is."""
    await again(RecordId(record), message_of(query), me=Talk(manager).me)
    manager.show_mode = ShowMode.NO_UPDATE


@inject
async def chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    omission_id: str,
    inquiries: FromDishka[Inquiries],
) -> None:
    """Bring the card of a report down to where the person is."""
    await inquiries.card(OmissionId(omission_id), message_of(query), me=Talk(manager).me)
    manager.show_mode = ShowMode.NO_UPDATE


@inject
async def entered(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    enter: FromDishka[EnterOmission],
    form: FromDishka[OmissionForm],
) -> None:
    """Enter what came by letter or was said at the counter, or go on with what was left off."""
    talk, window = Talk(manager), message_of(query)
    omission = await enter(by=talk.me.id, cause=talk.cause)
    await form.show(omission, window, me=talk.me)
    await talk.close(window)
