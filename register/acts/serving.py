"""Serving on paper: for whoever has no chat, the discipline office hands a record over (CH1)."""

from dataclasses import dataclass
from datetime import datetime

from register.acts.addressing import watchers_of
from register.acts.forwarding import deliver
from register.acts.owing import Owing
from register.acts.zero_owing import day_of
from register.conflicts import Conflicts
from register.errors import NotAllowed
from register.ids import Cause, PersonId, RecordId
from register.notes import Note, NoteKind
from register.ports import Clock, Store
from register.profile import load
from register.record import Record


@dataclass(frozen=True, slots=True)
class ServeOnPaper:
    """A record cannot reach its addressee's chat: the discipline office is asked to hand it over.

    The recorder is discharged all the same.
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(self, record_id: RecordId, *, to: PersonId) -> None:
        """Ask once, on the next working day: until then the chat may be back."""
        today = day_of(self.clock(), self.owing.zone)
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            if record.reception_of(to).received_at is None:
                for inspector in await watchers_of(
                    uow, record, self.conflicts, besides=to, on=today
                ):
                    await uow.outbox.add(self._note(record, to, inspector.id))

    def _note(self, record: Record, to: PersonId, inspector: PersonId) -> Note:
        house = load(record.profile, on=record.profile_version).house
        today = day_of(self.clock(), self.owing.zone)
        day = self.owing.calendar().next_workday(today)
        return Note(
            kind=NoteKind.SERVE_ON_PAPER,
            organisation=record.organisation,
            object=f"{record.id}/{to}",
            addressee=inspector,
            key=f"paper:{record.id}:{to}:{inspector}",
            not_before=datetime.combine(day, house.opens, self.owing.zone),
        )


@dataclass(frozen=True, slots=True)
class HandOverOnPaper:
    """The discipline office handed a record to somebody without a chat; that counts as receipt."""

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(
        self, record_id: RecordId, *, to: PersonId, by: PersonId, cause: Cause
    ) -> Record:
        """Raise NotAllowed or Gone."""
        now = self.clock()
        async with self.store.begin() as uow:
            record = await uow.records.get(record_id)
            today = day_of(now, self.owing.zone)
            watchers = await watchers_of(uow, record, self.conflicts, besides=to, on=today)
            if by not in {each.id for each in watchers}:
                raise NotAllowed
            return await deliver(uow, record, self.owing, to=to, by=by, cause=cause, now=now)
