"""Review: edit a line, choose the way, confirm, discard."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.states import Recording
from bot.dialogs.talk import Talk, profile_of
from bot.due_days import DueDays
from bot.messages import answer, message_of
from bot.opening import Opening
from bot.views import Views
from register.acts.drafting import DiscardDraft, ReportDirectly
from register.acts.filing import FileRecord
from register.acts.owing import owed_by
from register.duties import RECORD
from register.errors import Gone
from register.ports import Store


@inject
async def confirmed(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    file_record: FromDishka[FileRecord],
    store: FromDishka[Store],
    views: FromDishka[Views],
    opening: FromDishka[Opening],
) -> None:
    """File the draft; the window gives way to the receipt and the form."""
    talk, window = Talk(manager), message_of(query)
    record = await file_record(talk.draft, by=talk.me.id, cause=talk.cause)
    async with store.read() as uow:
        evidence = await uow.evidence.of_draft(record.draft)
    await talk.close(window)
    await answer(window, views.receipt(record, evidence))
    await opening.form(record.id, window, me=talk.me, cause=talk.cause)


@inject
async def direct_toggled(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    report: FromDishka[ReportDirectly],
    store: FromDishka[Store],
) -> None:
    """Choose the direct report, or take the choice back."""
    talk = Talk(manager)
    async with store.read() as uow:
        draft = await uow.drafts.get(talk.draft)
    await report(talk.draft, direct=not draft.direct, by=talk.me.id, cause=talk.cause)


@inject
async def line_chosen(
    query: CallbackQuery,
    _: Any,
    manager: DialogManager,
    question: str,
    store: FromDishka[Store],
) -> None:
    """Edit one line, then come back to review."""
    talk = Talk(manager)
    async with store.read() as uow:
        draft = await uow.drafts.get(talk.draft)
    await talk.ask(profile_of(draft).field(question), from_review=True)


@inject
async def day_taken(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    store: FromDishka[Store],
    due_days: FromDishka[DueDays],
) -> None:
    """Send the last day as a calendar file."""
    talk = Talk(manager)
    async with store.read() as uow:
        duty = await owed_by(uow, talk.me.id, RECORD, talk.draft)
    if duty is None:
        raise Gone
    await due_days.send(duty.id, message_of(query), me=talk.me)


async def shown_in_full(
    query: CallbackQuery, _: Any, manager: DialogManager, question: str
) -> None:
    manager.dialog_data["full"] = question
    await manager.switch_to(Recording.full)


@inject
async def discarded(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    discard: FromDishka[DiscardDraft],
    views: FromDishka[Views],
) -> None:
    talk, window = Talk(manager), message_of(query)
    draft = await discard(talk.draft, by=talk.me.id, cause=talk.cause)
    await talk.close(window)
    await answer(window, views.discarded(draft))


@inject
async def left(
    query: CallbackQuery, _: Button, manager: DialogManager, views: FromDishka[Views]
) -> None:
    """Close the window; the draft stays and says how to find it again."""
    talk, window = Talk(manager), message_of(query)
    await talk.close(window)
    await answer(window, views.left())
