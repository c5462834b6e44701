"""The answer to sealing: sent once, remembered as a card, turned when the items move."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import Message

from bot.messages import answer, edit
from bot.ports import Cards
from bot.views import Views
from register.acts.sealing import ShowSealed
from register.evidence import Evidence
from register.people import Person
from register.ports import Clock

SEALED = "sealed"
ALBUM = "album"
"""The kinds of cards that answer for one item, and for all items of an album."""


@dataclass(frozen=True, slots=True)
class SealedCard:
    """Shows sealed items with their two ways on."""

    show: ShowSealed
    views: Views
    cards: Cards
    clock: Clock

    async def send(self, message: Message, item: Evidence, *, me: Person) -> None:
        """Answer below the message that brought the item."""
        view = self.views.sealed(await self.show([item], by=me.id))
        await self._remember(await answer(message, view, reply=True), item, me)

    async def turn(self, card: Message, items: Sequence[Evidence], *, me: Person) -> None:
        """Turn a message of ours into the answer as it is now."""
        await edit(card, self.views.sealed(await self.show(items, by=me.id)))
        await self._remember(card, items[0], me)

    async def _remember(self, card: Message, item: Evidence, me: Person) -> None:
        await self.cards.remember(
            kind=SEALED,
            about=item.id,
            person=me.id,
            chat=card.chat.id,
            message=card.message_id,
            at=self.clock(),
        )
