"""Clearing a draft's conversation after filing, as far as Telegram allows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot

from bot.covering import Covering
from bot.opening import OPENED_FILE
from bot.ports import Cards, Conversation
from register.acts.sealing import album_of
from register.ids import DraftId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store

_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """How many messages went or were covered, and how many stay as they are: old, and not ours."""

    gone: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One message, by chat and number, of the conversation."""

    chat: int
    message: int
    at: datetime
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class ClearConversation:
    """Delete what was said while a draft was written. The register keeps all of it."""

    conversation: Conversation
    cards: Cards
    store: Store
    covering: Covering

    async def __call__(self, bot: Bot, draft_id: DraftId, *, me: Person) -> Cleared:
        """Raise NotAllowed or Gone."""
        said = await self._said(draft_id, me)
        young = [each for each in said if self.covering.is_deletable(each.at)]
        await _delete(bot, young)
        old = [each for each in said if not self.covering.is_deletable(each.at)]
        covered = [await self._cover(each) for each in old]
        await self.conversation.clear(draft_id)
        return Cleared(gone=len(young) + covered.count(True), left=covered.count(False))

    async def _cover(self, said: _Said) -> bool:
        cover = self.covering.file if said.is_file else self.covering.text
        return await cover(said.chat, said.message)

    async def _said(self, draft_id: DraftId, me: Person) -> list[_Said]:
        """Return the dialog, what was sealed for it, and the cards of both."""
        async with self.store.read() as uow:
            ensure(Right.WRITE_DRAFT, me.id, await uow.drafts.get(draft_id))
            items = await uow.evidence.of_draft(draft_id)
            record = await uow.records.of_draft(draft_id)
        said = [
            _Said(chat=chat, message=message, at=at)
            for chat, message, at in await self.conversation.of(draft_id)
        ]
        own = int(me.account or 0)
        said += [
            _Said(chat=own, message=int(item.origin.message), at=item.received_at)
            for item in items
        ]
        shown = {thing for item in items for thing in (item.id, album_of(item))}
        shown |= {record.id} if record else set()
        said += [
            _Said(
                chat=card.chat,
                message=card.message,
                at=card.sent_at,
                is_file=card.kind == OPENED_FILE,
            )
            for about in shown
            for card in await self.cards.of(about)
            if card.person == me.id
        ]
        return list({(each.chat, each.message): each for each in said}.values())


async def _delete(bot: Bot, said: list[_Said]) -> None:
    chats: dict[int, list[int]] = defaultdict(list)
    for each in said:
        chats[each.chat].append(each.message)
    for chat, messages in chats.items():
        for start in range(0, len(messages), _AT_ONCE):
            some = messages[start : start + _AT_ONCE]
            await bot.delete_messages(chat_id=chat, message_ids=some)
