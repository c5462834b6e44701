"""The answer to sealing: sent once, remembered as a card, turned when the items move."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Message

from bot.messages import answer
from bot.ports import Card, Cards
from bot.views import Views
from register.acts.sealing import Album, ShowSealed, album_of
from register.evidence import Evidence
from register.people import Person
from register.ports import Clock

SEALED = "sealed"
ALBUM = "album"
"""The kinds of cards that answer for one item, and for all items of an album."""


@dataclass(frozen=True, slots=True)
class SealedCard:
    """Shows sealed items with their two ways on."""

    bot: Bot
    show: ShowSealed
    album: Album
    views: Views
    cards: Cards
    clock: Clock

    async def send(self, message: Message, item: Evidence, *, me: Person) -> None:
        """Answer below the message that brought the item."""
        view = self.views.sealed(await self.show([item], by=me.id))
        await self._remember(await answer(message, view, reply=True), [item], me)

    async def take_over(self, message: Message, items: Sequence[Evidence], *, me: Person) -> None:
        """Make another message of ours a card of the items, and turn all that show them."""
        await self._remember(message, items, me)
        await self.turn(items, me=me)

    async def turn(self, items: Sequence[Evidence], *, me: Person) -> None:
        """Show the items as they are now wherever they are shown to this person."""
        for item in items:
            for card in await self.cards.of(item.id, kind=SEALED):
                await self._edit(card, [item], me)
        albums = {album_of(item): item for item in items if item.origin.group}
        for album, item in albums.items():
            for card in await self.cards.of(album, kind=ALBUM):
                await self._edit(card, await self.album(item.id), me)

    async def _edit(self, card: Card, items: Sequence[Evidence], me: Person) -> None:
        if (card.person, str(card.chat)) != (me.id, me.account):
            return
        view = self.views.sealed(await self.show(items, by=me.id))
        edited = await self.bot.edit_message_text(
            view.text, chat_id=card.chat, message_id=card.message, reply_markup=view.markup
        )
        if edited is False:
            await self.cards.forget(card.id)

    async def _remember(self, card: Message, items: Sequence[Evidence], me: Person) -> None:
        first, alone = items[0], len(items) == 1
        await self.cards.remember(
            kind=SEALED if alone else ALBUM,
            about=first.id if alone else album_of(first),
            person=me.id,
            chat=card.chat.id,
            message=card.message_id,
            at=self.clock(),
        )
