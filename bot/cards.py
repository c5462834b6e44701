"""Cards: what addressees and recorders do with a filed record by button."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import Acknowledge, Clear, Count, Form, Open
from bot.clearing import ClearConversation
from bot.messages import answer, message_of
from bot.paperwork import Paperwork
from bot.ports import Cards
from bot.texts import Texts
from bot.views import Views
from register.acts.counting import CountOut
from register.acts.supervising import Acknowledge as AcknowledgeRecord
from register.acts.supervising import OpenRecord
from register.ids import Cause, DraftId, RecordId
from register.people import Person
from register.ports import Clock, Store

OPENED_TEXT = "opened_text"
OPENED_FILE = "opened_file"
"""The kinds of cards that are taken back: opened content."""


def router() -> Router:
    cards = Router(name="cards")
    cards.callback_query.register(acknowledge, Acknowledge.filter())
    cards.callback_query.register(open_record, Open.filter())
    cards.callback_query.register(send_form, Form.filter())
    cards.callback_query.register(count_out, Count.filter())
    cards.callback_query.register(clear, Clear.filter())
    return cards


@inject
async def acknowledge(
    query: CallbackQuery,
    callback_data: Acknowledge,
    me: Person,
    cause: Cause,
    texts: Texts,
    acknowledge_record: FromDishka[AcknowledgeRecord],
) -> None:
    """Say "received". Delivery renders the card anew, and the cards of the others."""
    record = await acknowledge_record(RecordId(callback_data.record), by=me.id, cause=cause)
    await query.answer(texts.plain("alerts/acknowledged", record=record))


@inject
async def open_record(
    query: CallbackQuery,
    callback_data: Open,
    me: Person,
    cause: Cause,
    open_it: FromDishka[OpenRecord],
    views: FromDishka[Views],
    store: FromDishka[Store],
    cards: FromDishka[Cards],
    clock: FromDishka[Clock],
) -> None:
    record = await open_it(RecordId(callback_data.record), by=me.id, cause=cause)
    async with store.read() as uow:
        evidence = await uow.evidence.of_draft(record.draft)
    shown = await answer(message_of(query), views.record(record, evidence))
    await cards.remember(
        kind=OPENED_TEXT,
        about=record.id,
        person=me.id,
        chat=shown.chat.id,
        message=shown.message_id,
        at=clock(),
    )
    await query.answer()


@inject
async def send_form(
    query: CallbackQuery,
    callback_data: Form,
    me: Person,
    cause: Cause,
    texts: Texts,
    open_it: FromDishka[OpenRecord],
    paperwork: FromDishka[Paperwork],
    store: FromDishka[Store],
    cards: FromDishka[Cards],
    clock: FromDishka[Clock],
) -> None:
    """Send Form 1. The recorder may keep a copy (form note: one of two), others may not (E10)."""
    record = await open_it(RecordId(callback_data.record), by=me.id, cause=cause)
    async with store.read() as uow:
        evidence = await uow.evidence.of_draft(record.draft)
    sent = await message_of(query).answer_document(
        paperwork.registration_form(record, evidence),
        caption=texts.render("messages/form", record=record),
        protect_content=me.id != record.recorder,
        disable_notification=True,
    )
    await cards.remember(
        kind=OPENED_FILE,
        about=record.id,
        person=me.id,
        chat=sent.chat.id,
        message=sent.message_id,
        at=clock(),
    )
    await query.answer()


@inject
async def count_out(
    query: CallbackQuery,
    callback_data: Count,
    me: Person,
    count: FromDishka[CountOut],
    views: FromDishka[Views],
) -> None:
    """Answer "why this date?"."""
    await answer(message_of(query), views.count(await count(callback_data.day, by=me.id)))
    await query.answer()


@inject
async def clear(
    query: CallbackQuery,
    callback_data: Clear,
    bot: Bot,
    me: Person,
    texts: Texts,
    clear_conversation: FromDishka[ClearConversation],
) -> None:
    """Clear the draft's conversation, and say what Telegram did not allow."""
    done = await clear_conversation(bot, DraftId(callback_data.draft), by=me.id)
    await query.answer(texts.plain("alerts/cleared", done=done), show_alert=done.left > 0)
