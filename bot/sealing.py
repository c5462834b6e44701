"""What people send outside questions: sealed at once, answered with a number and two ways on.

What moves items answers `UNHANDLED`: the dialogs come next, and show the open window anew.
"""

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import (
    AddHere,
    AddToDraft,
    Guide,
    Keep,
    Nothing,
    SealText,
    TakeOut,
    Withdraw,
    WithdrawSure,
)
from bot.files import item_of
from bot.intake import Intake
from bot.messages import answer, edit, message_of, text_asked_about
from bot.outcomes import take_away
from bot.sealed import SealedCard
from bot.texts import Texts
from bot.views import Views
from register.acts.sealing import Album, PutEvidence
from register.acts.sealing import Withdraw as WithdrawEvidence
from register.errors import Gone
from register.evidence import Evidence
from register.ids import Cause, DraftId, EvidenceId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store

MOVING = (SealText, AddHere, TakeOut, WithdrawSure)
"""The buttons that change what lies where."""

SEALABLE = F.photo | F.document | F.voice | F.audio | F.video | F.video_note | F.forward_origin


def router() -> Router:
    """Return the routes of sealing. They stand before the dialogs: nothing waits for a form."""
    sealing = Router(name="sealing")
    sealing.message.register(seal, SEALABLE)
    sealing.edited_message.register(seal, SEALABLE)  # an edit is a new version (EC6)
    sealing.edited_message.register(edited_text)
    sealing.callback_query.register(seal_text, SealText.filter())
    sealing.callback_query.register(choose_draft, AddToDraft.filter())
    sealing.callback_query.register(add_here, AddHere.filter())
    sealing.callback_query.register(take_out, TakeOut.filter())
    sealing.callback_query.register(ask_to_withdraw, Withdraw.filter())
    sealing.callback_query.register(withdraw, WithdrawSure.filter())
    sealing.callback_query.register(keep, Keep.filter())
    sealing.callback_query.register(show_guide, Guide.filter())
    sealing.callback_query.register(nothing, Nothing.filter())
    return sealing


@inject
async def seal(
    message: Message,
    me: Person,
    cause: Cause,
    intake: FromDishka[Intake],
    card: FromDishka[SealedCard],
) -> object:
    """Seal one item. Items of an album stay silent: one note answers for all of them."""
    item = await intake(item_of(message), me=me, cause=cause)
    if not message.media_group_id:
        await card.send(message, item, me=me)
    return UNHANDLED


@inject
async def seal_text(
    query: CallbackQuery,
    me: Person,
    cause: Cause,
    intake: FromDishka[Intake],
    card: FromDishka[SealedCard],
) -> object:
    """Seal the text that was asked about."""
    message = message_of(query)
    item = await intake(text_asked_about(message), me=me, cause=cause)
    await card.take_over(message, [item], me=me)
    await query.answer()
    return UNHANDLED


@inject
async def choose_draft(
    query: CallbackQuery,
    callback_data: AddToDraft,
    me: Person,
    store: FromDishka[Store],
    views: FromDishka[Views],
) -> None:
    async with store.read() as uow:
        item = await uow.evidence.get(EvidenceId(callback_data.evidence))
        drafts = await uow.drafts.open_of(me.id)
        owed = {duty.about: duty for duty in await uow.duties.open_of(me.id)}
    if not drafts:
        raise Gone
    await answer(message_of(query), views.which_draft(item, drafts, owed))
    await query.answer()


@inject
async def add_here(
    query: CallbackQuery,
    callback_data: AddHere,
    me: Person,
    cause: Cause,
    put: FromDishka[PutEvidence],
    album: FromDishka[Album],
    card: FromDishka[SealedCard],
) -> object:
    """Put an item, with the rest of its album, into the chosen draft."""
    draft = DraftId(callback_data.draft)
    items = [
        await put(item.id, draft, by=me.id, cause=cause)
        for item in await album(EvidenceId(callback_data.evidence))
    ]
    await card.take_over(message_of(query), items, me=me)
    await query.answer()
    return UNHANDLED


@inject
async def take_out(
    query: CallbackQuery,
    callback_data: TakeOut,
    me: Person,
    cause: Cause,
    put: FromDishka[PutEvidence],
    card: FromDishka[SealedCard],
) -> object:
    item = await put(EvidenceId(callback_data.evidence), None, by=me.id, cause=cause)
    await card.turn([item], me=me)
    await query.answer()
    return UNHANDLED


@inject
async def ask_to_withdraw(
    query: CallbackQuery,
    callback_data: Withdraw,
    me: Person,
    store: FromDishka[Store],
    views: FromDishka[Views],
) -> None:
    """Ask in the item's own card whether its sender is sure."""
    item = await _own(callback_data.evidence, me, store)
    await edit(message_of(query), views.withdraw_sure(item))
    await query.answer()


@inject
async def keep(
    query: CallbackQuery,
    callback_data: Keep,
    me: Person,
    store: FromDishka[Store],
    card: FromDishka[SealedCard],
) -> None:
    """Withdraw nothing: the card is again what it was."""
    await card.turn([await _own(callback_data.evidence, me, store)], me=me)
    await query.answer()


async def _own(evidence: str, me: Person, store: Store) -> Evidence:
    async with store.read() as uow:
        item = await uow.evidence.get(EvidenceId(evidence))
    ensure(Right.USE_EVIDENCE, me.id, item)
    return item


@inject
async def withdraw(
    query: CallbackQuery,
    callback_data: WithdrawSure,
    me: Person,
    cause: Cause,
    withdraw_item: FromDishka[WithdrawEvidence],
    views: FromDishka[Views],
) -> object:
    item = await withdraw_item(EvidenceId(callback_data.evidence), by=me.id, cause=cause)
    await edit(message_of(query), views.withdrawn(item))
    await query.answer()
    return UNHANDLED


async def edited_text(message: Message, texts: Texts) -> None:
    """Say that an edit in the chat changes no answer, and how to change one."""
    await message.answer(texts.render("messages/edited_text"))


async def show_guide(query: CallbackQuery, texts: Texts) -> None:
    await message_of(query).answer(texts.render("messages/guide"))
    await query.answer()


async def nothing(query: CallbackQuery, bot: Bot, texts: Texts) -> None:
    question = message_of(query)
    await take_away(
        bot,
        chat=question.chat.id,
        message=question.message_id,
        cover=texts.plain("messages/taken_back"),
    )
    await query.answer()
