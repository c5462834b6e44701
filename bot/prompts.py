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
        await self.cards.remember(
            kind=wanted.kind,
            about=me.id,
            person=me.id,
            chat=sent.chat.id,
            message=sent.message_id,
            at=self.clock(),
        )

    async def claiming(self, message: Message, *, me: Person) -> Wanted | None:
        """Return what a text is wanted for: it replies to the prompt, or to nothing so far."""
        for card in await self.cards.of(me.id):
            wanted = Wanted.of(card)
            if wanted is None:
                continue
            replied = message.reply_to_message
            if replied is not None and replied.message_id == card.message:
                return wanted
            if replied is None and self.clock() - card.sent_at <= OPEN_FOR:
                return wanted
        return None

    async def close(self, me: Person) -> None:
        """Ask no more, and take the prompt away."""
        for card in await self.cards.of(me.id):
            if Wanted.of(card) is not None:
                cover = self.texts.plain("messages/taken_back")
                await take_away(self.bot, chat=card.chat, message=card.message, cover=cover)
                await self.cards.forget(card.id)
