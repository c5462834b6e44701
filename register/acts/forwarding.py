"""The chain after filing: the bundle reaches the head, and the head reports on (RUDONG 13)."""

from dataclasses import dataclass
from datetime import datetime

from register.acts.addressing import directory_of, tell_addressees
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.conflicts import involved_in
from register.duties import FORWARD
from register.errors import NotAllowed
from register.ids import Cause, PersonId, RecordId
from register.notes import Note, NoteKind
from register.people import Role
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.record import Capacity, Record
from register.routing import onward


@dataclass(frozen=True, slots=True)
class NoteReceipt:
    """The complete bundle lies in an addressee's in-box.

    For the head that starts the three working days of reporting on; opening the card or pressing
    "received" does not (CH1).
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, record_id: RecordId, *, to: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed when the person is no addressee, or Gone."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            return await _deliver(uow, record, self.owing, to=to, by=to, cause=cause, now=now)


@dataclass(frozen=True, slots=True)
class HandOverOnPaper:
    """The discipline office handed a record to somebody without a chat; that counts as receipt."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(
        self, record_id: RecordId, *, to: PersonId, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed or Gone."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            office = await uow.people.holding(Role.INSPECTOR, organisation=record.organisation)
            if by not in {inspector.id for inspector in office}:
                raise NotAllowed
            return await _deliver(uow, record, self.owing, to=to, by=by, cause=cause, now=now)


async def _deliver(
    uow: UnitOfWork,
    record: Record,
    owing: Owing,
    *,
    to: PersonId,
    by: PersonId,
    cause: Cause,
    now: datetime,
) -> Record:
    """Note the receipt once; the head's duty begins, and the card shows until when."""
    reception = record.reception_of(to)
    if reception.received_at is not None:
        return record
    delivered = record.deliver(to=to, at=now)
    content = await uow.records.save(delivered)
    await write_down(uow, "deliver", delivered, by=by, cause=cause, at=now, content=content)
    if reception.capacity is Capacity.HEAD:
        profile = load(record.profile, on=record.profile_version)
        await owing.owe(
            uow,
            FORWARD,
            record,
            owner=to,
            event_at=now,
            profile=profile,
            cause=cause,
            now=now,
        )
        await uow.outbox.add(_changed(delivered, to, now, "delivered"))
    return delivered


@dataclass(frozen=True, slots=True)
class Forward:
    """The head reports on: branch leader and discipline office learn of it in one moment (TX1)."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, record_id: RecordId, *, by: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed, Gone or NobodyToReceive."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, "forward", record_id):
                return record
            ensure(Right.FORWARD_RECORD, by, record)
            head = await uow.people.get(by)
            receptions = onward(
                head=head,
                involved=involved_in(record.answers),
                directory=await directory_of(uow, record.organisation, record.department),
            )
            forwarded = record.forward(receptions)
            added = forwarded.receptions[len(record.receptions) :]
            content = await uow.records.save(forwarded)
            await write_down(uow, "forward", record, by=by, cause=cause, at=now, content=content)
            await self.owing.discharge(uow, FORWARD, record_id, by=by, cause=cause, now=now)
            await tell_addressees(uow, forwarded, added, self.owing, now)
            await uow.outbox.add(_changed(forwarded, by, now, "forwarded"))
        return forwarded


@dataclass(frozen=True, slots=True)
class ServeOnPaper:
    """A record cannot reach its addressee's chat: the discipline office is asked to hand it over.

    The recorder is discharged all the same (CH1).
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, record_id: RecordId, *, to: PersonId) -> None:
        """Ask once, on the next working day: until then the chat may be back."""
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            involved = involved_in(record.answers)
            for inspector in await uow.people.holding(
                Role.INSPECTOR, organisation=record.organisation
            ):
                if inspector.id != to and not involved.stands_in(inspector):
                    await uow.outbox.add(self._note(record, to, inspector.id))

    def _note(self, record: Record, to: PersonId, inspector: PersonId) -> Note:
        house = load(record.profile, on=record.profile_version).house
        today = self.clock().astimezone(self.owing.zone).date()
        day = self.owing.calendar().next_workday(today)
        return Note(
            kind=NoteKind.SERVE_ON_PAPER,
            organisation=record.organisation,
            object=f"{record.id}/{to}",
            addressee=inspector,
            key=f"paper:{record.id}:{to}:{inspector}",
            not_before=datetime.combine(day, house.opens, self.owing.zone),
        )


def _changed(record: Record, person: PersonId, now: datetime, why: str) -> Note:
    return Note(
        kind=NoteKind.RECORD_CHANGED,
        organisation=record.organisation,
        object=record.id,
        addressee=person,
        key=f"{why}:{record.id}:{person}",
        not_before=now,
        urgent=True,
    )
