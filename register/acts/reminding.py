"""Watching the clocks: a tick turns what is due into notes; idempotent, any process may tick."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from register.acts.addressing import watchers_of
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.conflicts import Conflicts
from register.duties import FORWARD, Duty, Rung, house_hour
from register.errors import DueToday
from register.ids import Cause, PersonId, RecordId
from register.notes import Note, NoteKind
from register.ports import Clock, CurrentCalendar, Store, UnitOfWork
from register.profile import House, load
from register.workdays import Calendar

_BATCH = 200
_SUPERVISORS = frozenset({FORWARD})
"""Clocks whose passing the discipline office learns of; a recorder's is the recorder's alone."""


@dataclass(frozen=True, slots=True)
class WatchDuties:
    """Remind of what is owed: one digest a person and morning, from the duties as they are then.

    After a standstill the reminders that were missed are told as one, when the house is open.
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(self) -> int:
        """Return how many duties were reminded of."""
        reminded = 0
        while batch := await self._batch():
            reminded += batch
        return reminded

    async def _batch(self) -> int:
        now = self.clock()
        async with self.store.begin() as uow:
            due = await uow.duties.to_remind(until=now, limit=_BATCH)
            for duty in due:
                content = await uow.duties.save(await self._climb(uow, duty, now))
                cause = Cause(f"tick/{duty.id}/{duty.version}")
                await write_down(
                    uow, "remind", duty, by=None, cause=cause, at=now, content=content
                )
        return len(due)

    async def _climb(self, uow: UnitOfWork, duty: Duty, now: datetime) -> Duty:
        """Take the next rung of the ladder; a supervisor's passed duty is told on, once."""
        house = _house(duty)
        calendar = self.owing.calendar()
        tell_at = house_hour(now, house, calendar, self.owing.zone)
        await uow.outbox.add(_digest(duty, tell_at))
        climbed = duty.with_ladder(now, house, calendar)
        if duty.clock in _SUPERVISORS and duty.passed(now) and not duty.escalated:
            await self._tell_on(uow, duty, tell_at)
            climbed = replace(climbed, escalated=True)
        return climbed

    async def _tell_on(self, uow: UnitOfWork, duty: Duty, tell_at: datetime) -> None:
        """Tell the discipline office that a supervisor's last day is over, and nothing of what."""
        record = await uow.records.get(RecordId(duty.about))
        for inspector in await watchers_of(uow, record, self.conflicts, besides=duty.owner):
            await uow.outbox.add(
                Note(
                    kind=NoteKind.DUTY_PASSED,
                    organisation=duty.organisation,
                    object=duty.id,
                    addressee=inspector.id,
                    key=f"passed:{duty.id}:{duty.deadline.due_on.isoformat()}:{inspector.id}",
                    not_before=tell_at,
                )
            )


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Read what a person's morning digest says: what they owe that is near or past."""

    store: Store
    clock: Clock
    calendar: CurrentCalendar

    async def __call__(self, person: PersonId) -> Sequence[tuple[Duty, Rung]]:
        async with self.store.read() as uow:
            return await _near(uow, person, self.clock(), self.calendar())


@dataclass(frozen=True, slots=True)
class Snooze:
    """A person puts the digest away; the ladder comes again by itself, never too late (T12)."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, *, by: PersonId, cause: Cause) -> date:
        """Return the day of the next reminder. Raise DueToday."""
        now, calendar = self.clock(), self.owing.calendar()
        async with self.store.begin() as uow:
            person = await uow.people.get(by)
            if any(rung is not Rung.DAY_BEFORE for _, rung in await _near(uow, by, now, calendar)):
                raise DueToday
            if not await uow.journal.seen(cause, "snooze", by):
                await write_down(uow, "snooze", person, by=by, cause=cause, at=now)
        return calendar.next_workday(now.astimezone(self.owing.zone).date())


async def _near(
    uow: UnitOfWork, person: PersonId, now: datetime, calendar: Calendar
) -> Sequence[tuple[Duty, Rung]]:
    owed = await uow.duties.open_of(person)
    return [(duty, rung) for duty in owed if (rung := duty.rung(now, calendar))]


def _house(duty: Duty) -> House:
    return load(duty.profile, on=duty.profile_version).house


def _digest(duty: Duty, tell_at: datetime) -> Note:
    morning = f"{duty.owner}/{tell_at.date().isoformat()}"
    return Note(
        kind=NoteKind.DIGEST,
        organisation=duty.organisation,
        object=morning,
        addressee=duty.owner,
        key=f"digest:{morning}",
        not_before=tell_at,
    )
