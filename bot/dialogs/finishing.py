"""Review: edit a line, choose the way, confirm, discard."""

from enum import StrEnum
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from dishka import FromDishka
from dishka.integrations.aiogram_dialog import inject

from bot.dialogs.states import Recording
from bot.dialogs.talk import SECTION, Talk, profile_of
from bot.due_days import DueDays
from bot.messages import answer, message_of
from bot.opening import Opening
from bot.record_views import RecordViews
from bot.sealed import SealedCard
from bot.views import Views
from register.acts.drafting import DiscardDraft, LayAside, ReportDirectly
from register.acts.filing import FileRecord
from register.acts.owing import owed_by
from register.draft import EVIDENCE
from register.duties import RECORD
from register.errors import Gone
from register.ports import Store


class Way(StrEnum):
    """To whom the recorder reports; the ids of the buttons that choose it."""

    CHAIN = "chain"
    DIRECT = "direct"
    OFFICE = "office"
    """Back to the office of the house, where no way leads through the department."""
    ABOVE = "above"
    """To the discipline office one level up."""


@inject
async def confirmed(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    file_record: FromDishka[FileRecord],
    store: FromDishka[Store],
    views: FromDishka[RecordViews],
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
async def way_chosen(
    query: CallbackQuery,
    button: Button,
    manager: DialogManager,
    report: FromDishka[ReportDirectly],
) -> None:
    """Choose the way of the report by the button's id (RUDONG 13, last sentence)."""
    talk, way = Talk(manager), Way(str(button.widget_id))
    await report(
        talk.draft,
        direct=way in {Way.DIRECT, Way.ABOVE},
        superior=way is Way.ABOVE,
        by=talk.me.id,
        cause=talk.cause,
    )


async def section_chosen(
    query: CallbackQuery, _: Any, manager: DialogManager, section: str
) -> None:
    """Offer the lines of one part of the record."""
    manager.dialog_data[SECTION] = section


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
    draft = await talk.read_draft(store)
    await talk.ask(profile_of(draft).field(question), come_from=Recording.edit)


@inject
async def evidence_opened(
    query: CallbackQuery, _: Button, manager: DialogManager, store: FromDishka[Store]
) -> None:
    """Go where loose items are put into the draft."""
    talk = Talk(manager)
    draft = await talk.read_draft(store)
    await talk.ask(profile_of(draft).field(EVIDENCE), come_from=Recording.review)


@inject
async def gone_on(
    query: CallbackQuery, _: Button, manager: DialogManager, store: FromDishka[Store]
) -> None:
    """Go on with the first question that waits for an answer."""
    talk = Talk(manager)
    draft = await talk.read_draft(store)
    await talk.go_on(draft)


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


async def shown_in_full(query: CallbackQuery, _: Any, manager: DialogManager, leaf: str) -> None:
    manager.dialog_data["full"] = leaf
    await manager.switch_to(Recording.full)


@inject
async def discarded(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    discard: FromDishka[DiscardDraft],
    store: FromDishka[Store],
    card: FromDishka[SealedCard],
    views: FromDishka[Views],
) -> None:
    """Give the draft up; the cards of what lay in it offer their ways on again."""
    talk, window = Talk(manager), message_of(query)
    async with store.read() as uow:
        items = await uow.evidence.of_draft(talk.draft)
    draft = await discard(talk.draft, by=talk.me.id, cause=talk.cause)
    async with store.read() as uow:
        loose = [await uow.evidence.get(item.id) for item in items]
    await card.turn(loose, me=talk.me)
    await talk.close(window)
    await answer(window, views.discarded(draft))


@inject
async def left(
    query: CallbackQuery,
    _: Button,
    manager: DialogManager,
    lay_aside: FromDishka[LayAside],
    views: FromDishka[Views],
) -> None:
    """Close the window; the draft stays and says how to find it again."""
    talk, window = Talk(manager), message_of(query)
    await lay_aside(by=talk.me.id, cause=talk.cause)
    await talk.close(window)
    await answer(window, views.left())
