"""Words that a card asks for: a prompt that is replied to, and a last look before they count.

A prompt is a card about the person who is asked; its kind says what for. While one is open, a
text without a reply is asked about, so that it ends neither in the wrong box nor nowhere.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Self

from aiogram import Bot
from aiogram.types import ForceReply, Message

from bot.outcomes import take_away
from bot.ports import Card, Cards
from bot.texts import Texts
from register.people import Person
from register.ports import Clock

OPEN_FOR = timedelta(hours=1)
"""How long a prompt claims texts that reply to nothing; a reply is taken at any time."""
_PROMPT = "prompt"
FORM = "form"
"""The kind of a card that asks one question after another, and takes files as well."""


class Purpose(StrEnum):
    """What words are asked for."""

    SIGN = "sign"
    """An opinion."""
    ASK = "ask"
    """A question back."""
    ANSWER = "answer"
    """The recorder's answer to one."""
    RECUSE = "recuse"
    """Why an addressee withdraws."""
    DECLINE = "decline"
    """Why somebody present does not sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Words about a record; an answer goes `to` who asked."""

    purpose: Purpose
    record: str
    to: str = ""

    @property
    def kind(self) -> str:
        return f"{_PROMPT}/{self.purpose}/{self.record}/{self.to}"

    @classmethod
    def of(cls, card: Card) -> Self | None:
        """Return what a card asks for, None if it is no prompt."""
        name, *wanted = card.kind.split("/")
        if name != _PROMPT:
            return None
        purpose, record, to = wanted
        return cls(purpose=Purpose(purpose), record=record, to=to)


@dataclass(frozen=True, slots=True)
class Prompts:
    """Asks a person for words; of several prompts the last one counts."""

    bot: Bot
    cards: Cards
    clock: Clock
    texts: Texts

    async def ask(self, wanted: Wanted, chat: Message, *, me: Person, **facts: Any) -> None:
        """Ask, with the reply opened on the phone already."""
        await self.close(me)
        sent = await chat.answer(
            self.texts.render(f"messages/want_{wanted.purpose}", **facts),
            reply_markup=ForceReply(
                input_field_placeholder=self.texts.label(f"placeholders.{wanted.purpose}")
            ),
            disable_notification=True,
            protect_content=True,
        )
        await self._remember(wanted.kind, sent, me)

    async def claiming(self, message: Message, *, me: Person) -> Wanted | None:
        """Return what a text is wanted for: it replies to the prompt, or to nothing so far."""
        for card in await self.cards.of(me.id):
            wanted = Wanted.of(card)
            if wanted is None:
                continue
            if self._claims(card, message):
                return wanted
        return None

    async def form_claims(self, message: Message, *, me: Person) -> bool:
        """Tell whether a message belongs to the form that is open in a person's chat."""
        cards = await self.cards.of(me.id, kind=FORM)
        return any(self._claims(card, message) for card in cards)

    async def hold_form(self, asked: Message, *, me: Person) -> None:
        """Let a message of ours, and nothing else, ask in a person's chat."""
        await self.release(me)
        await self._remember(FORM, asked, me)

    async def close(self, me: Person) -> None:
        """Ask no more, and take the prompt away."""
        for card in await self.cards.of(me.id):
            if _asks(card):
                cover = self.texts.plain("messages/taken_back")
                await take_away(self.bot, chat=card.chat, message=card.message, cover=cover)
                await self.cards.forget(card.id)

    async def release(self, me: Person) -> None:
        """Ask no more, and leave the message where it is."""
        for card in await self.cards.of(me.id):
            if _asks(card):
                await self.cards.forget(card.id)

    def _claims(self, card: Card, message: Message) -> bool:
        replied = message.reply_to_message
        if replied is not None:
            return replied.message_id == card.message
        return self.clock() - card.sent_at <= OPEN_FOR

    async def _remember(self, kind: str, asked: Message, me: Person) -> None:
        await self.cards.remember(
            kind=kind,
            about=me.id,
            person=me.id,
            chat=asked.chat.id,
            message=asked.message_id,
            at=self.clock(),
        )


def _asks(card: Card) -> bool:
    return card.kind == FORM or Wanted.of(card) is not None
