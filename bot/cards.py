"""Cards: what addressees and recorders do with a filed record by button."""

from datetime import date

from aiogram import Bot, Router
from aiogram.types import CallbackQuery
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import (
    Acknowledge,
    Clear,
    Count,
    Explain,
    Form,
    Forward,
    HandedOver,
    Open,
    OpenEvidence,
    ShowCard,
    TakeDueDay,
    Tomorrow,
)
from bot.card_again import CardAgain
from bot.clearing import ClearConversation
from bot.due_days import DueDays
from bot.messages import answer, edit, message_of
from bot.opening import Opening
from bot.outcomes import alert
from bot.ports import Conversation
from bot.texts import Texts
from bot.views import Views
from register.acts.counting import CountOut, ExplainDuty
from register.acts.digesting import Snooze
from register.acts.forwarding import Forward as ForwardRecord
from register.acts.serving import HandOverOnPaper
from register.acts.supervising import Acknowledge as AcknowledgeRecord
from register.ids import Cause, DraftId, DutyId, EvidenceId, PersonId, RecordId
from register.people import Person
from register.ports import Clock, Store


def router() -> Router:
    cards = Router(name="cards")
    cards.callback_query.register(acknowledge, Acknowledge.filter())
    cards.callback_query.register(open_record, Open.filter())
    cards.callback_query.register(send_evidence, OpenEvidence.filter())
    cards.callback_query.register(send_form, Form.filter())
    cards.callback_query.register(forward, Forward.filter())
    cards.callback_query.register(handed_over, HandedOver.filter())
    cards.callback_query.register(show_card, ShowCard.filter())
    cards.callback_query.register(tomorrow, Tomorrow.filter())
    cards.callback_query.register(count_out, Count.filter())
    cards.callback_query.register(explain, Explain.filter())
    cards.callback_query.register(take_due_day, TakeDueDay.filter())
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
    opening: FromDishka[Opening],
) -> None:
    await opening.text(RecordId(callback_data.record), message_of(query), me=me, cause=cause)
    await query.answer()


@inject
async def send_evidence(
    query: CallbackQuery,
    callback_data: OpenEvidence,
    me: Person,
    cause: Cause,
    opening: FromDishka[Opening],
) -> None:
    await opening.evidence(
        RecordId(callback_data.record),
        EvidenceId(callback_data.evidence),
        message_of(query),
        me=me,
        cause=cause,
    )
    await query.answer()


@inject
async def send_form(
    query: CallbackQuery,
    callback_data: Form,
    me: Person,
    cause: Cause,
    opening: FromDishka[Opening],
) -> None:
    await opening.form(RecordId(callback_data.record), message_of(query), me=me, cause=cause)
    await query.answer()


@inject
async def forward(
    query: CallbackQuery,
    callback_data: Forward,
    me: Person,
    cause: Cause,
    texts: Texts,
    forward_record: FromDishka[ForwardRecord],
) -> None:
    """Report on to branch leader and discipline office."""
    record = await forward_record(RecordId(callback_data.record), by=me.id, cause=cause)
    await query.answer(texts.plain("alerts/forwarded", record=record))


@inject
async def handed_over(
    query: CallbackQuery,
    callback_data: HandedOver,
    me: Person,
    cause: Cause,
    hand_over: FromDishka[HandOverOnPaper],
    views: FromDishka[Views],
    store: FromDishka[Store],
) -> None:
    """Note that a record was handed over on paper: its addressee has it from now on."""
    to = PersonId(callback_data.person)
    record = await hand_over(RecordId(callback_data.record), to=to, by=me.id, cause=cause)
    async with store.read() as uow:
        person = await uow.people.get(to)
    await edit(message_of(query), views.handed_over(record, person))
    await query.answer()


@inject
async def show_card(
    query: CallbackQuery, callback_data: ShowCard, me: Person, again: FromDishka[CardAgain]
) -> None:
    await again(RecordId(callback_data.record), message_of(query), me=me)
    await query.answer()


@inject
async def tomorrow(
    query: CallbackQuery,
    me: Person,
    cause: Cause,
    snooze: FromDishka[Snooze],
    views: FromDishka[Views],
) -> None:
    """Put the digest away; the ladder comes again on the next working morning by itself."""
    await edit(message_of(query), views.tomorrow(await snooze(by=me.id, cause=cause)))
    await query.answer()


@inject
async def count_out(
    query: CallbackQuery,
    callback_data: Count,
    me: Person,
    count: FromDishka[CountOut],
    views: FromDishka[Views],
    conversation: FromDishka[Conversation],
    clock: FromDishka[Clock],
) -> None:
    """Answer "why this date?"; what is counted out for a draft is cleared with it."""
    about = DraftId(callback_data.draft) if callback_data.draft else None
    counted = await count(date.fromisoformat(callback_data.day), by=me.id, about=about)
    shown = await answer(message_of(query), views.count(counted))
    if about:
        await conversation.add(about, chat=shown.chat.id, messages=[shown.message_id], at=clock())
    await query.answer()


@inject
async def explain(
    query: CallbackQuery,
    callback_data: Explain,
    me: Person,
    explain_duty: FromDishka[ExplainDuty],
    views: FromDishka[Views],
) -> None:
    """Answer "why this date?" about what somebody owes."""
    counted = await explain_duty(DutyId(callback_data.duty), by=me.id)
    await answer(message_of(query), views.count(counted))
    await query.answer()


@inject
async def take_due_day(
    query: CallbackQuery,
    callback_data: TakeDueDay,
    me: Person,
    due_days: FromDishka[DueDays],
) -> None:
    """Send the last day of a duty as a calendar file."""
    await due_days.send(DutyId(callback_data.duty), message_of(query), me=me)
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
    done = await clear_conversation(bot, DraftId(callback_data.draft), me=me)
    await alert(query, texts.plain("alerts/cleared", done=done))
