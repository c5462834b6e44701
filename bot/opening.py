"""Opening a record's content in a chat: written down, remembered, taken back after ten minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import BufferedInputFile, Message

from bot.media_types import ending_of
from bot.messages import answer
from bot.paperwork import Paperwork
from bot.record_views import RecordViews
from bot.shown import Shown
from bot.texts import Texts
from register.acts.contradicting import ShowContradictions
from register.acts.receipts import TakeReceipts
from register.acts.supervising import OpenRecord
from register.acts.zero_reading import ShowSuperseded
from register.errors import Gone
from register.evidence import Evidence
from register.ids import Cause, EvidenceId, RecordId
from register.people import Person
from register.ports import Clock, Store, Vault
from register.record import Record

OPENED_TEXT = "opened_text"
OPENED_FILE = "opened_file"
"""The kinds of cards that are taken back."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Shows content to recorder and addressees, as text or on paper; and all receipts at once."""

    store: Store
    vault: Vault
    clock: Clock
    open_record: OpenRecord
    show_superseded: ShowSuperseded
    show_contradictions: ShowContradictions
    take_receipts: TakeReceipts
    paperwork: Paperwork
    views: RecordViews
    texts: Texts
    shown: Shown

    async def text(self, record_id: RecordId, chat: Message, *, me: Person, cause: Cause) -> None:
        """Show everything, protected. Raise NotAllowed, Gone or ContentClosed."""
        record, evidence = await self._open(record_id, me=me, cause=cause)
        superseded = await self.show_superseded(record_id, by=me.id)
        contradictions = await self.show_contradictions(record_id, by=me.id)
        opened = self.views.opened(record, evidence, superseded, contradictions)
        for view in (opened, *self.views.afterwards(record, reader=me.id)):
            await self.shown.remember(OPENED_TEXT, await answer(chat, view), record.id, me=me)

    async def stub(self, record_id: RecordId, chat: Message, *, me: Person) -> None:
        """Show what stays with an addressee who keeps no content. Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            record = await uow.records.get(record_id)
        shown = await answer(chat, self.views.stub(record, me.id))
        await self.shown.remember(OPENED_TEXT, shown, record.id, me=me)

    async def form(self, record_id: RecordId, chat: Message, *, me: Person, cause: Cause) -> None:
        """Send the record on its paper: the recorder's to keep, nobody else's (E10)."""
        record, evidence = await self._open(record_id, me=me, cause=cause)
        shown = await chat.answer_document(
            await self.paperwork.record(record, evidence, reader=me, at=self.clock()),
            caption=self.texts.render("messages/form", record=record),
            protect_content=me.id != record.recorder,
            disable_notification=True,
        )
        await self.shown.remember(OPENED_FILE, shown, record.id, me=me)

    async def receipts(self, chat: Message, *, me: Person, cause: Cause) -> None:
        """Send all receipts of a recorder, who may keep them. Raise Gone where there are none."""
        filed = await self.take_receipts(by=me.id, cause=cause)
        if not filed:
            raise Gone
        shown = await chat.answer_document(
            await self.paperwork.receipts(filed, of=me, at=self.clock()),
            caption=self.texts.render("messages/receipts", count=len(filed)),
            disable_notification=True,
        )
        await self.shown.remember(OPENED_FILE, shown, me.id, me=me)

    async def evidence(
        self,
        record_id: RecordId,
        evidence_id: EvidenceId,
        chat: Message,
        *,
        me: Person,
        cause: Cause,
    ) -> None:
        """Send one item of a record as the bytes that were sealed, protected (RUDONG 13).

        Raise NotAllowed or Gone; Unreadable when the bytes are not those that were sealed (EC7).
        """
        record, evidence = await self._open(record_id, me=me, cause=cause)
        item = next((item for item in evidence if item.id == evidence_id), None)
        if item is None:
            raise Gone
        content = b"".join([chunk async for chunk in self.vault.read(item.place)])
        name = self.texts.label("papers.evidence", number=item.number, ending=ending_of(item.mime))
        shown = await chat.answer_document(
            BufferedInputFile(content, name),
            caption=self.texts.render("messages/evidence", item=item, record=record),
            protect_content=True,
            disable_notification=True,
        )
        await self.shown.remember(OPENED_FILE, shown, record.id, me=me)

    async def _open(
        self, record_id: RecordId, *, me: Person, cause: Cause
    ) -> tuple[Record, Sequence[Evidence]]:
        record = await self.open_record(record_id, by=me.id, cause=cause)
        async with self.store.read() as uow:
            return record, await uow.evidence.of_draft(record.draft)
