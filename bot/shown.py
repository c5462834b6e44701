"""What is shown in a chat and remembered: cards that follow their object, content taken back."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Message

from bot.messages import answer
from bot.outcomes import take_away
from bot.ports import Cards
from bot.texts import Texts
from bot.views import View
from register.people import Person
from register.ports import Clock


@dataclass(frozen=True, slots=True)
class Shown:
    """Remembers where something is shown to somebody."""

    bot: Bot
    clock: Clock
    cards: Cards
    texts: Texts

    async def remember(self, kind: str, message: Message, about: str, *, me: Person) -> None:
        """Keep a message, so that it can be rendered anew or taken back."""
        await self.cards.remember(
            kind=kind,
            about=about,
            person=me.id,
            chat=message.chat.id,
            message=message.message_id,
            at=self.clock(),
        )

    async def bring_down(
        self, kind: str, view: View, about: str, chat: Message, *, me: Person
    ) -> None:
        """Show a card at the end of the chat; those further up are taken away."""
        shown = await answer(chat, view)
        for card in await self.cards.of(about, kind=kind):
            if card.person == me.id:
                if card.chat == shown.chat.id:  # another is no longer theirs
                    cover = self.texts.plain("messages/taken_back")
                    await take_away(self.bot, chat=card.chat, message=card.message, cover=cover)
                await self.cards.forget(card.id)
        await self.remember(kind, shown, about, me=me)
