"""Clearing a draft's conversation after filing, as far as Telegram allows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from aiogram import Bot

from bot.ports import Conversation
from register.ids import DraftId, PersonId
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
    store: Store
    clock: Clock

    async def __call__(self, bot: Bot, draft_id: DraftId, *, by: PersonId) -> Cleared:
        """Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            ensure(Right.WRITE_DRAFT, by, await uow.drafts.get(draft_id))
        oldest = self.clock() - DELETABLE_FOR
        chats: dict[int, list[int]] = defaultdict(list)
        left = 0
        for chat, message, at in await self.conversation.of(draft_id):
            if at > oldest:
                chats[chat].append(message)
            else:
                left += 1
        for chat, messages in chats.items():
            for start in range(0, len(messages), _AT_ONCE):
                some = messages[start : start + _AT_ONCE]
                await bot.delete_messages(chat_id=chat, message_ids=some)
        await self.conversation.clear(draft_id)
        return Cleared(gone=sum(map(len, chats.values())), left=left)
