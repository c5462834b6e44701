"""A record's card, brought down to the end of the chat; the one further up is taken away."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Message

from bot.messages import answer
from bot.outcomes import take_away
from bot.ports import Cards
from bot.record_views import RecordViews
from bot.telling import RECORD
from bot.texts import Texts
from register.acts.owing import owed_by
from register.acts.referral_owing import referral_duty
from register.duties import FORWARD
from register.ids import RecordId
from register.people import Person
from register.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class CardAgain:
    """Shows a card once more; from then on it is this one that changes with its record."""

    bot: Bot
    store: Store
    clock: Clock
    cards: Cards
    views: RecordViews
    texts: Texts

    async def __call__(self, record_id: RecordId, chat: Message, *, me: Person) -> None:
        """Raise NotAllowed for who is no addressee, or Gone."""
        async with self.store.read() as uow:
            record = await uow.records.get(record_id)
            duty = await owed_by(uow, me.id, FORWARD, record.id)
            onward = await referral_duty(uow, record, me.id)
        view = self.views.card(record, person=me.id, duty=duty, onward=onward)
        shown = await answer(chat, view)
        for card in await self.cards.of(record.id, kind=RECORD):
            if card.person == me.id:
                if card.chat == shown.chat.id:  # another is no longer theirs
                    cover = self.texts.plain("messages/taken_back")
                    await take_away(self.bot, chat=card.chat, message=card.message, cover=cover)
                await self.cards.forget(card.id)
        await self.cards.remember(
            kind=RECORD,
            about=record.id,
            person=me.id,
            chat=shown.chat.id,
            message=shown.message_id,
            at=self.clock(),
        )
