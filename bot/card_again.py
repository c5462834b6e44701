"""A record's card, brought down to the end of the chat; the one further up is taken away."""

from dataclasses import dataclass

from aiogram.types import Message

from bot.record_views import RecordViews
from bot.shown import Shown
from bot.telling import RECORD
from register.acts.owing import owed_by
from register.acts.referral_owing import referral_duty
from register.duties import FORWARD
from register.ids import RecordId
from register.people import Person
from register.ports import Store


@dataclass(frozen=True, slots=True)
class CardAgain:
    """Shows a card once more; from then on it is this one that changes with its record."""

    store: Store
    views: RecordViews
    shown: Shown

    async def __call__(self, record_id: RecordId, chat: Message, *, me: Person) -> None:
        """Raise NotAllowed for who is no addressee, or Gone."""
        async with self.store.read() as uow:
            record = await uow.records.get(record_id)
            duty = await owed_by(uow, me.id, FORWARD, record.id)
            onward = await referral_duty(uow, record, me.id)
        view = self.views.card(record, person=me.id, duty=duty, onward=onward)
        await self.shown.bring_down(RECORD, view, record.id, chat, me=me)
