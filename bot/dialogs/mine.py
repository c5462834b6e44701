"""/mine: a recorder's own records, their receipts and forms, and the drafts still open."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.handlers import draft_chosen
from bot.dialogs.parts import choices, pages, texts_asked_about, to_close
from bot.dialogs.states import Mine
from bot.dialogs.talk import Talk
from bot.dialogs.widgets import Label, Template
from bot.messages import answer, message_of
from bot.opening import Opening
from bot.owed import worded
from bot.record_views import RecordViews
from bot.texts import Texts
from bot.views import Views
from register.errors import NotAllowed
from register.ids import RecordId
from register.people import Person
from register.ports import Clock, CurrentCalendar, Store

SHOWN = 20
"""How many duties the window words: those next due."""


def mine(texts: Texts) -> Dialog:
    """Return the dialog."""
    return Dialog(
        Window(
            Template(texts, "windows/mine"),
            pages(
                choices("draft", "drafts", draft_chosen),
                choices("record", "records", receipt_again),
            ),
            Button(Label(texts, "mine.receipts"), "receipts", all_receipts, when="records"),
            to_close(texts),
            texts_asked_about(),
            state=Mine.list,
            getter=records,
        )
    )


@inject
async def records(
    me: Person,
    texts: Texts,
    store: FromDishka[Store],
    clock: FromDishka[Clock],
    calendar: FromDishka[CurrentCalendar],
    views: FromDishka[Views],
    **_: Any,
) -> dict[str, Any]:
    """Return what is owed, drafts by their times and records by their numbers: no names (K3)."""
    async with store.read() as uow:
        filed = await uow.records.by(me.id, limit=None)
        drafts = await uow.drafts.open_of(me.id)
        duties = await uow.duties.open_of(me.id)
        owed_first = [
            await worded(uow, duty, duty.rung(clock(), calendar())) for duty in duties[:SHOWN]
        ]
        owed = [each for each in await uow.zero_reports.of(me.id) if each.to_sign]
    due = {duty.about: duty for duty in duties}
    return {
        "duties": owed_first,
        "more": len(duties) - len(owed_first),
        "drafts": [
            (texts.label("mine.draft", title=title), draft)
            for draft, title in views.draft_titles(drafts, due).items()
        ],
        "records": [
            (texts.label("mine.record", number=record.number), record.id) for record in filed
        ],
        "owes_zero_reports": bool(owed),
    }


@inject
async def receipt_again(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    record_id: str,
    store: FromDishka[Store],
    views: FromDishka[RecordViews],
) -> None:
    """Send the receipt once more; the form is one tap further."""
    async with store.read() as uow:
        record = await uow.records.get(RecordId(record_id))
        if record.recorder != Talk(manager).me.id:
            raise NotAllowed
        evidence = await uow.evidence.of_draft(record.draft)
    manager.show_mode = ShowMode.NO_UPDATE
    await answer(message_of(query), views.receipt(record, evidence))


@inject
async def all_receipts(
    query: CallbackQuery, _: Button, manager: DialogManager, opening: FromDishka[Opening]
) -> None:
    """Send all receipts as one file."""
    talk = Talk(manager)
    manager.show_mode = ShowMode.NO_UPDATE
    await opening.receipts(message_of(query), me=talk.me, cause=talk.cause)
