"""What supervisors and recorders say about a filed record by button and by words."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.buttons import AskWords, Consent, OtherWords, Sign, SignPhrase, Stub, TakeWords
from bot.messages import answer, edit, message_of, text_asked_about
from bot.opening import Opening
from bot.prompts import Prompts, Purpose, Wanted
from bot.record_views import RecordViews
from bot.texts import Texts
from bot.views import Views
from bot.words import WordsActs, words_taken
from register import cosigning
from register.acts.opining import SayConsent, SignOpinion
from register.afterwards import said
from register.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    AlreadyCosigned,
    AlreadyRecused,
    AlreadySigned,
    ContentClosed,
)
from register.ids import Cause, PersonId, RecordId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store
from register.record import Record

_COMMAND = r"^/[A-Za-z]"


def router() -> Router:
    """Return the routes; they stand before dialogs, which would take any text for an answer."""
    opinions = Router(name="opinions")
    opinions.callback_query.register(stub, Stub.filter())
    opinions.callback_query.register(sign, Sign.filter())
    opinions.callback_query.register(sign_phrase, SignPhrase.filter())
    opinions.callback_query.register(say_consent, Consent.filter())
    opinions.callback_query.register(ask_words, AskWords.filter())
    opinions.callback_query.register(take_words, TakeWords.filter())
    opinions.callback_query.register(other_words, OtherWords.filter())
    opinions.message.register(words_given, F.text, ~F.text.regexp(_COMMAND), answers_prompt)
    return opinions


@inject
async def answers_prompt(
    message: Message, me: Person, prompts: FromDishka[Prompts]
) -> bool | dict[str, Wanted]:
    """Tell whether a text replies to a prompt, or comes while one is open."""
    wanted = await prompts.claiming(message, me=me)
    return {"wanted": wanted} if wanted else False


@inject
async def stub(
    query: CallbackQuery, callback_data: Stub, me: Person, opening: FromDishka[Opening]
) -> None:
    await opening.stub(RecordId(callback_data.record), message_of(query), me=me)
    await query.answer()


@inject
async def sign(
    query: CallbackQuery,
    callback_data: Sign,
    me: Person,
    store: FromDishka[Store],
    views: FromDishka[RecordViews],
) -> None:
    """Offer the ways to sign."""
    record = await _record(store, callback_data.record)
    ensure(Right.SIGN_OPINION, me.id, record)
    if not record.may_read(me.id):
        raise ContentClosed
    await answer(message_of(query), views.sign(record, me.id))
    await query.answer()


@inject
async def sign_phrase(
    query: CallbackQuery,
    callback_data: SignPhrase,
    me: Person,
    cause: Cause,
    texts: Texts,
    store: FromDishka[Store],
    sign_opinion: FromDishka[SignOpinion],
) -> None:
    """Sign one of the usual phrases."""
    record = await _record(store, callback_data.record)
    ensure(Right.SIGN_OPINION, me.id, record)
    phrases = texts.phrases(f"opinions.{record.reception_of(me.id).capacity}")
    await sign_opinion(record.id, phrases[callback_data.phrase], by=me.id, cause=cause)
    await edit(message_of(query), words_taken(Purpose.SIGN, record, texts))
    await query.answer()


@inject
async def say_consent(
    query: CallbackQuery,
    callback_data: Consent,
    me: Person,
    cause: Cause,
    texts: Texts,
    consent: FromDishka[SayConsent],
) -> None:
    """Say whether a late entry is consented to; delivery renders the card anew."""
    record = await consent(
        RecordId(callback_data.record), granted=callback_data.granted, by=me.id, cause=cause
    )
    await query.answer(texts.plain("alerts/consent_said", record=record))


@inject
async def ask_words(
    query: CallbackQuery,
    callback_data: AskWords,
    me: Person,
    store: FromDishka[Store],
    prompts: FromDishka[Prompts],
) -> None:
    """Ask for the words; who may say them is looked at when they are said."""
    wanted = _wanted(callback_data)
    record = await _record(store, wanted.record)
    _ensure_wanted(wanted, record, me)
    question = record.question_of(PersonId(wanted.to)) if wanted.to else None
    tapped = message_of(query)
    await prompts.ask(wanted, tapped, me=me, record=record, question=question)
    if callback_data.instead:
        await tapped.delete()
    await query.answer()


@inject
async def words_given(
    message: Message,
    wanted: Wanted,
    store: FromDishka[Store],
    views: FromDishka[RecordViews],
) -> None:
    """Show the words once more before they count: what is signed cannot be taken back."""
    text = said(message.text or "")
    if wanted.purpose is Purpose.DECLINE:
        cosigning.checked(text)
    record = await _record(store, wanted.record)
    unasked = message.reply_to_message is None
    await answer(message, views.words_sure(wanted, record, unasked=unasked), reply=True)


@inject
async def take_words(
    query: CallbackQuery,
    callback_data: TakeWords,
    bot: Bot,
    me: Person,
    cause: Cause,
    texts: Texts,
    prompts: FromDishka[Prompts],
    acts: FromDishka[WordsActs],
) -> None:
    """Let the words count; they leave the chat, and the register keeps them (RUDONG 15)."""
    wanted, question = _wanted(callback_data), message_of(query)
    record = await acts.take(wanted, text_asked_about(question).text, by=me.id, cause=cause)
    await prompts.close(me)
    await answer(question, words_taken(wanted.purpose, record, texts))
    assert question.reply_to_message is not None
    for said_in in (question.reply_to_message.message_id, question.message_id):
        await bot.delete_message(question.chat.id, said_in)
    await query.answer()


@inject
async def other_words(
    query: CallbackQuery,
    me: Person,
    prompts: FromDishka[Prompts],
    views: FromDishka[Views],
) -> None:
    """The text was not meant so: ask no more, and ask what else is to become of it."""
    await prompts.close(me)
    await edit(message_of(query), views.about_text())
    await query.answer()


def _ensure_wanted(wanted: Wanted, record: Record, me: Person) -> None:
    """Refuse at once what an old button asks for, before anything is typed in vain."""
    if me.id in record.recused:
        raise AlreadyRecused
    if wanted.purpose is Purpose.DECLINE:
        if not cosigning.of(record, me.id).waits:
            raise AlreadyCosigned
        return
    if not record.may_read(me.id):
        raise ContentClosed
    match wanted.purpose:
        case Purpose.SIGN if record.has_signed(me.id):
            raise AlreadySigned
        case Purpose.ASK if not record.may_ask(me.id):
            raise AlreadyAsked
        case Purpose.ANSWER if record.question_of(PersonId(wanted.to)).answered_at:
            raise AlreadyAnswered


async def _record(store: Store, record: str) -> Record:
    async with store.read() as uow:
        return await uow.records.get(RecordId(record))


def _wanted(data: AskWords | TakeWords) -> Wanted:
    return Wanted(purpose=Purpose(data.purpose), record=data.record, to=data.to)
