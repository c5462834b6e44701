"""What addressees do with a record: open it, and say "received"."""

from dataclasses import dataclass
from datetime import datetime

from register.acts.changing import ChangeRecord
from register.acts.opening import note_opening
from register.errors import ContentClosed
from register.ids import Cause, PersonId, RecordId
from register.notes import Note, NoteKind
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.record import Record


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """Opening content is an act: it is written down, and it is taken back after ten minutes."""

    store: Store
    clock: Clock

    async def __call__(self, record_id: RecordId, *, by: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed, Gone or ContentClosed.

        RUDONG 15: nobody but recorder and addressees; E10: no head or leader who is done with it.
        """
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            ensure(Right.OPEN_RECORD, by, record)
            if not record.may_read(by):
                raise ContentClosed
            await note_opening(uow, "open", record, by=by, cause=cause, now=now)
        return record


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """An addressee says "received". It starts and stops nothing (CH1)."""

    change: ChangeRecord

    async def __call__(self, record_id: RecordId, *, by: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed, Gone or AlreadyAcknowledged."""

        async def acknowledge(_: UnitOfWork, record: Record, now: datetime) -> Record:
            return record.acknowledge(by=by, at=now)

        async def tell(uow: UnitOfWork, signed: Record, _: datetime) -> None:
            for note in _told_of(signed, by):
                await uow.outbox.add(note)

        right = Right.ACKNOWLEDGE_RECORD
        return await self.change(
            "acknowledge", record_id, right, acknowledge, by=by, cause=cause, tell=tell
        )


def _told_of(record: Record, by: PersonId) -> tuple[Note, ...]:
    """Return who learns of it: the addressees by their cards, the recorder by a line."""
    at = record.reception_of(by).acknowledged_at
    assert at is not None
    cards = tuple(
        Note(
            kind=NoteKind.RECORD_CHANGED,
            organisation=record.organisation,
            object=record.id,
            addressee=reception.person,
            key=f"changed:{record.id}:{by}:{reception.person}",
            not_before=at,
            urgent=reception.person == by,
        )
        for reception in record.receptions
    )
    line = Note(
        kind=NoteKind.RECORD_ACKNOWLEDGED,
        organisation=record.organisation,
        object=f"{record.id}/{by}",
        addressee=record.recorder,
        key=f"acknowledged:{record.id}:{by}",
        not_before=at,
    )
    return (*cards, line)
