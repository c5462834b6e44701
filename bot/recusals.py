"""Withdrawing from a record by button: what it means, for which reason, and done."""

from aiogram import Router
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import Recuse, RecuseFor
from bot.messages import answer, edit, message_of
from bot.prompts import Purpose
from bot.record_views import RecordViews
from bot.texts import Texts
from bot.words import words_taken
from register.acts.recusing import Recuse as RecuseFromRecord
from register.errors import AlreadyRecused, ContentClosed
from register.ids import Cause, RecordId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store


def router() -> Router:
    recusals = Router(name="recusals")
    recusals.callback_query.register(recuse, Recuse.filter())
    recusals.callback_query.register(recuse_for, RecuseFor.filter())
    return recusals


@inject
async def recuse(
    query: CallbackQuery,
    callback_data: Recuse,
    me: Person,
    store: FromDishka[Store],
    views: FromDishka[RecordViews],
) -> None:
    """Say what withdrawing means, and nothing of the record; one more tap does it."""
    async with store.read() as uow:
        record = await uow.records.get(RecordId(callback_data.record))
    ensure(Right.RECUSE, me.id, record)
    if me.id in record.recused:
        raise AlreadyRecused
    if not record.may_read(me.id):
        raise ContentClosed
    await answer(message_of(query), views.recuse(record))
    await query.answer()


@inject
async def recuse_for(
    query: CallbackQuery,
    callback_data: RecuseFor,
    me: Person,
    cause: Cause,
    texts: Texts,
    recuse_from: FromDishka[RecuseFromRecord],
) -> None:
    """Withdraw. Delivery renders the card anew, and tells who takes over and the recorder."""
    number = callback_data.reason
    reason = "" if number is None else texts.phrases("recusal.reasons")[number]
    record = await recuse_from(RecordId(callback_data.record), reason, by=me.id, cause=cause)
    await edit(message_of(query), words_taken(Purpose.RECUSE, record, texts))
    await query.answer()
