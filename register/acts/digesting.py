"""The morning's digest: one message a person that says what they owe, read when it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.acts.zero_owing import case_of, day_of
from register.duties import Duty, Rung
from register.errors import DueToday
from register.ids import Cause, OrganisationId, PersonId
from register.notes import Note, NoteKind
from register.ports import Clock, Store, UnitOfWork
from register.workdays import Calendar
from register.zero_report import ZeroReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a person owes on a day that is near or past.

    `zero_reports` are to be signed, each with the day on which its case is to close, None where
    the case closes for the person with the signature alone.
    """

    today: date
    duties: Sequence[tuple[Duty, Rung]]
    zero_reports: Sequence[tuple[ZeroReport, date | None]]

    @property
    def can_wait(self) -> bool:
        """Whether the next working morning is early enough for all of it (T12)."""
        near = all(rung is Rung.DAY_BEFORE for _, rung in self.duties)
        return near and (self.sign_by is None or self.sign_by > self.today)

    @property
    def sign_by(self) -> date | None:
        """The first day on which a case closes whose zero report is missing."""
        return min((day for _, day in self.zero_reports if day), default=None)


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Read what a person's morning digest says."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, person: PersonId) -> Digest:
        async with self.store.read() as uow:
            return await _digest(uow, person, self.clock(), self.owing.calendar(), self.owing.zone)


@dataclass(frozen=True, slots=True)
class Snooze:
    """A person puts the digest away; the ladder comes again by itself, never too late (T12)."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, *, by: PersonId, cause: Cause) -> date:
        """Return the day of the next reminder. Raise DueToday."""
        now, calendar, zone = self.clock(), self.owing.calendar(), self.owing.zone
        async with self.store.begin() as uow:
            person = await uow.people.get(by)
            if not (await _digest(uow, by, now, calendar, zone)).can_wait:
                raise DueToday
            if not await uow.journal.seen(cause, "snooze", by):
                await write_down(uow, "snooze", person, by=by, cause=cause, at=now)
        return calendar.next_workday(day_of(now, zone))


def digest_for(
    person: PersonId, organisation: OrganisationId, *, tell_at: datetime, urgent: bool = False
) -> Note:
    """Return the note of a person's morning; whatever asks for it, it is one."""
    morning = f"{person}/{tell_at.date().isoformat()}"
    return Note(
        kind=NoteKind.DIGEST,
        organisation=organisation,
        object=morning,
        addressee=person,
        key=f"digest:{morning}",
        not_before=tell_at,
        urgent=urgent,
    )


async def _digest(
    uow: UnitOfWork, person: PersonId, now: datetime, calendar: Calendar, zone: ZoneInfo
) -> Digest:
    today = day_of(now, zone)
    owed = await uow.duties.open_of(person)
    to_sign = [each for each in await uow.zero_reports.of(person) if each.to_sign]
    cases = [(report, await case_of(uow, report)) for report in to_sign]
    return Digest(
        today=today,
        duties=[(duty, rung) for duty in owed if (rung := duty.rung(now, calendar))],
        zero_reports=[
            (report, report.sign_by(case))
            for report, case in cases
            if report.is_near(case, today=today, calendar=calendar)
        ],
    )
