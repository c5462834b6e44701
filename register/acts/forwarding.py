"""The chain after filing: the head has the bundle, and reports it on (RUDONG 13)."""

from dataclasses import dataclass
from datetime import date, datetime

from register.acts.addressing import record_directory, tell_addressees, tell_changed
from register.acts.involving import involved_in
from register.acts.journaling import write_down
from register.acts.owing import Owing, discharge
from register.acts.referral_owing import tend_referrals
from register.acts.zero_owing import day_of
from register.afterwards import Capacity
from register.conflicts import Conflicts
from register.duties import FORWARD
from register.ids import Cause, PersonId, RecordId
from register.onward import reached_office_at
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.record import Reception, Record
from register.routing import fit_leaders, onward


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
            return await deliver(uow, record, self.owing, to=to, by=to, cause=cause, now=now)


@dataclass(frozen=True, slots=True)
class Forward:
    """The head reports on: branch leader and discipline office learn of it in one moment (TX1).

    In the place of a silent head the discipline office reports to the branch leader.
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(self, record_id: RecordId, *, by: PersonId, cause: Cause) -> Record:
        """Raise NotAllowed, AlreadyForwarded, Gone or NobodyToReceive."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if await uow.journal.seen(cause, "forward", record_id):
                return record
            ensure(Right.FORWARD_RECORD, by, record)
            receptions = await self._receptions(uow, record, by, day_of(now, self.owing.zone))
            forwarded = record.forward(receptions, at=now)
            content = await uow.records.save(forwarded)
            await write_down(uow, "forward", record, by=by, cause=cause, at=now, content=content)
            await discharge(uow, FORWARD, record_id, by=by, cause=cause, now=now)
            added = forwarded.receptions[len(record.receptions) :]
            await tell_addressees(uow, forwarded, added, self.owing, now)
            for person in (*record.heads, *record.inspectors):
                await tell_changed(uow, forwarded, person, now=now, why="forwarded")
        return forwarded

    async def _receptions(
        self, uow: UnitOfWork, record: Record, by: PersonId, today: date
    ) -> tuple[Reception, ...]:
        """Return to whom it goes; the discipline office in a head's place has it already."""
        involved = await involved_in(uow, record, self.conflicts)
        directory = await record_directory(uow, record, on=today)
        if record.reception_of(by).capacity.is_office:
            has_it = frozenset(each.person for each in record.receptions)
            return fit_leaders(involved=involved, directory=directory, passed_by=has_it)
        return onward(head=await uow.people.get(by), involved=involved, directory=directory)


async def deliver(
    uow: UnitOfWork,
    record: Record,
    owing: Owing,
    *,
    to: PersonId,
    by: PersonId,
    cause: Cause,
    now: datetime,
) -> Record:
    """Note the receipt once; the head's duty begins, and the card shows until when.

    Nothing is owed any more where another head has reported on already. With the first of the
    discipline office its own days begin (RUDONG 17, CH2).
    """
    reception = record.reception_of(to)
    if reception.received_at is not None:
        return record
    delivered = record.deliver(to=to, at=now)
    content = await uow.records.save(delivered)
    codes = {"to": to}
    await write_down(
        uow, "deliver", delivered, by=by, cause=cause, at=now, content=content, codes=codes
    )
    owes = reception.capacity is Capacity.HEAD and not record.is_passed_on
    if owes and record.forwarded_at is None:
        await owing.owe(
            uow,
            FORWARD,
            record,
            owner=to,
            event_at=now,
            systems=[load(record.profile, on=record.profile_version)],
            cause=cause,
            now=now,
        )
        await tell_changed(uow, delivered, to, now=now, why="delivered")
    if to in delivered.referrers:
        since = reached_office_at(delivered)  # whoever has it later, owes by the same day (CH2)
        await tend_referrals(uow, delivered, owing, by=to, cause=cause, now=now, since=since)
        await tell_changed(uow, delivered, to, now=now, why="delivered")
    return delivered
