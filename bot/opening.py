"""Opening a record's content in a chat: written down, remembered, taken back after ten minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import Message

from bot.messages import answer
from bot.paperwork import Paperwork
from bot.ports import Cards
from bot.texts import Texts
from bot.views import Views
from register.acts.supervising import OpenRecord
from register.evidence import Evidence
from register.ids import Cause, RecordId
from register.people import Person
from register.ports import Clock, Store
from register.record import Record

OPENED_TEXT = "opened_text"
OPENED_FILE = "opened_file"
"""The kinds of cards that are taken back."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Shows content to recorder and addressees, as text or as Form 1."""

    store: Store
    clock: Clock
    cards: Cards
    open_record: OpenRecord
    paperwork: Paperwork
    views: Views
    texts: Texts

    async def text(self, record_id: RecordId, chat: Message, *, me: Person, cause: Cause) -> None:
        """Show everything, protected. Raise NotAllowed or Gone."""
        record, evidence = await self._open(record_id, me=me, cause=cause)
        shown = await answer(chat, self.views.record(record, evidence))
        await self._remember(OPENED_TEXT, shown, record, me)

    async def form(self, record_id: RecordId, chat: Message, *, me: Person, cause: Cause) -> None:
        """Send Form 1. The recorder may keep it (form note: one of two), others may not (E10)."""
        record, evidence = await self._open(record_id, me=me, cause=cause)
        shown = await chat.answer_document(
            self.paperwork.registration_form(record, evidence),
            caption=self.texts.render("messages/form", record=record),
            protect_content=me.id != record.recorder,
            disable_notification=True,
        )
        await self._remember(OPENED_FILE, shown, record, me)

    async def _open(
        self, record_id: RecordId, *, me: Person, cause: Cause
    ) -> tuple[Record, Sequence[Evidence]]:
        record = await self.open_record(record_id, by=me.id, cause=cause)
        async with self.store.read() as uow:
            return record, await uow.evidence.of_draft(record.draft)

    async def _remember(self, kind: str, shown: Message, record: Record, me: Person) -> None:
        await self.cards.remember(
            kind=kind,
            about=record.id,
            person=me.id,
            chat=shown.chat.id,
            message=shown.message_id,
            at=self.clock(),
        )
