"""People present at a contact: their card, what they read, and how they answer (CHANGCHUN 4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from dishka.integrations.aiogram import FromDishka, inject

from bot.answers import in_words
from bot.buttons import AskWords, Nothing, Open, Row, button, keyboard
from bot.messages import answer, edit, message_of
from bot.opening import OPENED_TEXT
from bot.prompts import Purpose
from bot.shown import Shown
from bot.texts import Texts
from bot.views import View
from register import cosigning
from register.acts.cosigning import Cosign, DeclineCosign, OpenWitnessed
from register.errors import AlreadyCosigned
from register.ids import Cause, PersonId, RecordId
from register.people import Person
from register.ports import Store
from register.profile import Profile
from register.record import Record

Part = tuple[str, str]
"""A label, and a text that fits into one message."""
_PART = 3000

COSIGN = "cosign"
"""The kind of card that asks somebody present to sign."""


class OpenAsWitness(CallbackData, prefix="cs_open"):
    record: str


class SignAsWitness(CallbackData, prefix="cs_sign"):
    record: str


class Decline(CallbackData, prefix="cs_no"):
    """Ask whether a reason is given: a refusal cannot be taken back."""

    record: str


class DeclineBare(CallbackData, prefix="cs_bare"):
    """Do not sign, and give no reason."""

    record: str


@dataclass(frozen=True, slots=True)
class CosignCards:
    """Words what somebody present sees, from the record as it is now."""

    store: Store
    texts: Texts
    shown: Shown

    async def again(self, record_id: RecordId, chat: Message, *, me: Person) -> None:
        """Bring the card down to where the person is. Raise NotAllowed or Gone."""
        await self.shown.bring_down(
            COSIGN, await self.card(record_id, me.id), record_id, chat, me=me
        )

    async def card(self, record_id: str, person: PersonId) -> View:
        """Show that a signature is asked for: no names, no case (K3). Raise NotAllowed."""
        return cosign_card(self.texts, await self._record(record_id), person)

    async def reminder(self, record_id: str, person: PersonId) -> View | None:
        """Return what is said once more, None to who has answered."""
        record = await self._record(record_id)
        asked = cosigning.of(record, person)
        if not asked.waits:
            return None
        text = self.texts.render("messages/cosign_reminded", record=record, asked=asked)
        return View(text=text, markup=keyboard(*_ways(self.texts, record)), silent=False)

    async def said(self, record_id: str, person: PersonId) -> View:
        """Tell the recorder that somebody answered; who, is one tap away."""
        record = await self._record(record_id)
        asked = cosigning.of(record, person)
        text = self.texts.render("messages/cosign_said", record=record, asked=asked)
        way = button(self.texts.label("card.open"), Open(record=record.id))
        return View(text=text, markup=keyboard([way]))

    async def _record(self, record_id: str) -> Record:
        async with self.store.read() as uow:
            return await uow.records.get(RecordId(record_id))


def cosign_card(texts: Texts, record: Record, person: PersonId) -> View:
    """Return the card; its buttons only while an answer is waited for."""
    asked = cosigning.of(record, person)
    text = texts.render(
        "cards/cosign", record=record, asked=asked, article=_article(texts, record)
    )
    rows = _ways(texts, record) if asked.waits else []
    return View(text=text, markup=keyboard(*rows) if rows else None)


def witnessed(texts: Texts, record: Record) -> list[View]:
    """Open what somebody present witnessed, whole, and nothing else of the record.

    What is too long for one message goes on in the next; the last one asks for the signature.
    """
    rules, now = _rules(record), record.answers_now
    fields = [rules.field(each) for each in rules.cosign.shows] if rules and rules.cosign else []
    parts = [
        (each.label, part)
        for each in fields
        if each.id in now
        for part in _parts(in_words(now[each.id], each, texts))
    ]
    pages = _pages(parts)
    ways = [
        _button(texts, "cosign.sign", SignAsWitness(record=record.id)),
        _button(texts, "cosign.decline", Decline(record=record.id)),
    ]
    return [
        View(
            text=texts.render(
                "messages/witnessed",
                record=record,
                lines=lines,
                article=_article(texts, record),
                is_last=number == len(pages),
            ),
            markup=keyboard(ways) if number == len(pages) else None,
            protected=True,
        )
        for number, lines in enumerate(pages, start=1)
    ]


def _parts(text: str) -> list[str]:
    return [text[start : start + _PART] for start in range(0, len(text), _PART)]


def _pages(parts: Sequence[Part]) -> list[list[Part]]:
    """Return the parts in order, as many in a message as it takes."""
    pages: list[list[Part]] = [[]]
    for part in parts:
        if sum(len(text) for _, text in (*pages[-1], part)) > _PART:
            pages.append([])
        pages[-1].append(part)
    return pages


def decline_sure(texts: Texts, record: Record) -> View:
    """Ask once more, and whether a reason is given."""
    reason = AskWords(purpose=Purpose.DECLINE, record=record.id, instead=True)
    text = texts.render("messages/cosign_decline", record=record)
    return View(
        text=text,
        markup=keyboard(
            [
                _button(texts, "cosign.reason", reason),
                _button(texts, "cosign.no_reason", DeclineBare(record=record.id)),
            ],
            [_button(texts, "cosign.not_now", Nothing())],
        ),
    )


def _ways(texts: Texts, record: Record) -> list[Row]:
    """Return the ways on from a card: to sign, one reads first."""
    return [
        [
            _button(texts, "cosign.open", OpenAsWitness(record=record.id)),
            _button(texts, "cosign.decline", Decline(record=record.id)),
        ]
    ]


def _rules(record: Record) -> Profile | None:
    """Return which of the rule systems that bind asks people present to sign."""
    return next((each.rules for each in record.bases if each.rules.cosign), None)


def _article(texts: Texts, record: Record) -> str:
    rules = _rules(record)
    if rules is None or rules.cosign is None:
        return ""
    return texts.label("format.cited", title=rules.articles[rules.cosign.article].title)


def _button(texts: Texts, key: str, data: CallbackData) -> InlineKeyboardButton:
    return button(texts.label(key), data)


def router() -> Router:
    cosign = Router(name="cosign")
    cosign.callback_query.register(open_witnessed, OpenAsWitness.filter())
    cosign.callback_query.register(sign, SignAsWitness.filter())
    cosign.callback_query.register(ask_whether, Decline.filter())
    cosign.callback_query.register(decline_bare, DeclineBare.filter())
    return cosign


@inject
async def open_witnessed(
    query: CallbackQuery,
    callback_data: OpenAsWitness,
    me: Person,
    cause: Cause,
    texts: Texts,
    open_it: FromDishka[OpenWitnessed],
    shown: FromDishka[Shown],
) -> None:
    """Show it, protected; it is taken back after ten minutes."""
    record = await open_it(RecordId(callback_data.record), by=me.id, cause=cause)
    for view in witnessed(texts, record):
        await shown.remember(OPENED_TEXT, await answer(message_of(query), view), record.id, me=me)
    await query.answer()


@inject
async def sign(
    query: CallbackQuery,
    callback_data: SignAsWitness,
    me: Person,
    cause: Cause,
    texts: Texts,
    cosign: FromDishka[Cosign],
) -> None:
    """Sign. What was opened leaves the chat at once; delivery renders the card anew."""
    record = await cosign(RecordId(callback_data.record), by=me.id, cause=cause)
    await message_of(query).delete()
    asked = cosigning.of(record, me.id)
    await query.answer(texts.plain("alerts/cosigned", record=record, asked=asked))


@inject
async def ask_whether(
    query: CallbackQuery,
    callback_data: Decline,
    me: Person,
    texts: Texts,
    store: FromDishka[Store],
) -> None:
    """Ask whether a reason is given."""
    async with store.read() as uow:
        record = await uow.records.get(RecordId(callback_data.record))
    if not cosigning.of(record, me.id).waits:
        raise AlreadyCosigned
    await answer(message_of(query), decline_sure(texts, record))
    await query.answer()


@inject
async def decline_bare(
    query: CallbackQuery,
    callback_data: DeclineBare,
    me: Person,
    cause: Cause,
    texts: Texts,
    decline: FromDishka[DeclineCosign],
) -> None:
    """Note that the person does not sign."""
    record = await decline(RecordId(callback_data.record), by=me.id, cause=cause)
    done = texts.plain("alerts/cosigned", record=record, asked=cosigning.of(record, me.id))
    await edit(message_of(query), View(text=done))
    await query.answer()
