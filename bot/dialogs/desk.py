"""/desk: what the discipline office looks after, each inspector their own."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Desk
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.inquiries import Inquiries
from bot.messages import message_of
from bot.omission_form import OmissionForm
from bot.texts import Texts
from register.acts.omission_inquiry import ShowOmissions
from register.acts.omitting import EnterOmission, MayEnter
from register.ids import OmissionId
from register.people import Person


def desk(texts: Texts) -> Dialog:
    """Return the dialog with all its windows."""
    return Dialog(
        Window(
            Template(texts, "windows/desk"),
            pages(choices("report", "reports", chosen)),
            Button(Label(texts, "desk.enter"), "enter", entered, when="may_enter"),
            to_close(texts),
            texts_asked_about(),
            state=Desk.list,
            getter=mine,
        ),
    )


@inject
async def mine(
    me: Person,
    texts: Texts,
    show: FromDishka[ShowOmissions],
    may_enter: FromDishka[MayEnter],
    **_: Any,
) -> dict[str, Any]:
    """Return the reports that a person has, by their numbers: no names (K3)."""
    found = await show(by=me.id)
    return {
        "reports": [
            (texts.label(f"desk.{each.state}", number=each.number), each.id) for each in found
        ],
        "may_enter": await may_enter(by=me.id),
    }


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
