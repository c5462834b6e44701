"""Clearing a draft's conversation after filing, as far as Telegram allows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot

from bot.ports import Cards, Conversation
from register.acts.sealing import album_of
from register.ids import DraftId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Clock, Store

DELETABLE_FOR = timedelta(hours=48)
"""How long Telegram lets a bot delete messages of a private chat."""

_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """How many messages went, and how many Telegram keeps because they are too old."""

    gone: int
    left: int


@dataclass(frozen=True, slots=True)
class ClearConversation:
    """Delete what was said while a draft was written. The register keeps all of it."""

    conversation: Conversation
    cards: Cards
    store: Store
    clock: Clock

    async def __call__(self, bot: Bot, draft_id: DraftId, *, me: Person) -> Cleared:
        """Raise NotAllowed or Gone."""
        oldest = self.clock() - DELETABLE_FOR
        said = await self._said(draft_id, me)
        young: dict[int, list[int]] = defaultdict(list)
        for (chat, message), at in said.items():
            if at > oldest:
                young[chat].append(message)
        for chat, messages in young.items():
            for start in range(0, len(messages), _AT_ONCE):
                some = messages[start : start + _AT_ONCE]
                await bot.delete_messages(chat_id=chat, message_ids=some)
        await self.conversation.clear(draft_id)
        gone = sum(map(len, young.values()))
        return Cleared(gone=gone, left=len(said) - gone)

    async def _said(self, draft_id: DraftId, me: Person) -> dict[tuple[int, int], datetime]:
        """Return chat, message and time of the dialog, of what was sealed and opened."""
        async with self.store.read() as uow:
            ensure(Right.WRITE_DRAFT, me.id, await uow.drafts.get(draft_id))
            items = await uow.evidence.of_draft(draft_id)
            record = await uow.records.of_draft(draft_id)
        said = {(chat, msg): at for chat, msg, at in await self.conversation.of(draft_id)}
        for item in items:
            said[int(me.account or 0), int(item.origin.message)] = item.received_at
        shown = {thing for item in items for thing in (item.id, album_of(item))}
        shown |= {record.id} if record else set()
        for about in shown:
            for card in await self.cards.of(about):
                if card.person == me.id:
                    said[card.chat, card.message] = card.sent_at
        return said
