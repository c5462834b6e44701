"""Watching the clocks: a tick turns what is due into notes; idempotent, any process may tick."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.duties import FORWARD, Duty, Rung
from register.ids import Cause, PersonId
from register.notes import Note, NoteKind
from register.people import Role
from register.ports import Clock, CurrentCalendar, Store, UnitOfWork
from register.profile import load

_BATCH = 200
_SUPERVISORS = frozenset({FORWARD})
"""Clocks whose passing the discipline office learns of; a recorder's is the recorder's alone."""


@dataclass(frozen=True, slots=True)
class WatchDuties:
    """Remind of what is owed: one digest a person and morning, from the duties as they are then.

    After a standstill the reminders that were missed are told as one.
    """

    store: Store
    clock: Clock
    calendar: CurrentCalendar
    zone: ZoneInfo

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
                await uow.outbox.add(_digest(duty, now.astimezone(self.zone)))
                climbed = await self._climb(uow, duty, now)
                content = await uow.duties.save(climbed)
                cause = Cause(f"tick/{duty.id}/{duty.version}")
                await write_down(
                    uow, "remind", duty, by=None, cause=cause, at=now, content=content
                )
        return len(due)

    async def _climb(self, uow: UnitOfWork, duty: Duty, now: datetime) -> Duty:
        """Take the next rung of the ladder; a supervisor's passed duty is told on, once."""
        profile = load(duty.profile, on=duty.profile_version)
        climbed = duty.with_ladder(now, profile.house, self.calendar())
        if duty.clock in _SUPERVISORS and duty.passed(now) and not duty.escalated:
            await _tell_on(uow, duty, now)
            climbed = replace(climbed, escalated=True)
        return climbed


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Read what a person's morning digest says: what they owe that is near or past."""

    store: Store
    clock: Clock

    async def __call__(self, person: PersonId) -> Sequence[tuple[Duty, Rung]]:
        now = self.clock()
        async with self.store.read() as uow:
            owed = await uow.duties.open_of(person)
        return [(duty, duty.rung(now)) for duty in owed if duty.near(now)]


def _digest(duty: Duty, local: datetime) -> Note:
    return Note(
        kind=NoteKind.DIGEST,
        organisation=duty.organisation,
        object=duty.owner,
        addressee=duty.owner,
        key=f"digest:{duty.owner}:{local.date().isoformat()}",
        not_before=local,
    )


async def _tell_on(uow: UnitOfWork, duty: Duty, now: datetime) -> None:
    """Tell the discipline office that a supervisor's last day is over, and nothing of what."""
    for inspector in await uow.people.holding(Role.INSPECTOR, organisation=duty.organisation):
        if inspector.id != duty.owner:
            await uow.outbox.add(
                Note(
                    kind=NoteKind.DUTY_PASSED,
                    organisation=duty.organisation,
                    object=duty.id,
                    addressee=inspector.id,
                    key=f"passed:{duty.id}:{inspector.id}",
                    not_before=now,
                )
            )
