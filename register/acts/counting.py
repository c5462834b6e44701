"""Counting a deadline out: "why this date?", and the day as one takes it along."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from register.acts.owing import owed_by
from register.bases import earliest
from register.duties import RECORD, Deadline, Duty, DutyState
from register.errors import Gone
from register.ids import DraftId, DutyId, PersonId
from register.permissions import Right, ensure
from register.ports import Clock, CurrentCalendar, Store, UnitOfWork
from register.profile import Profile, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A deadline with its count, and the rules that set it.

    `duty` is the open one, owed by who asked, if there is one.
    """

    due: Deadline
    rules: Profile
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class CountOut:
    """Count out when a record is due: as it was promised about a draft, else from a day.

    What was promised may be later than a count of today, after the calendar changed (AC4).
    """

    store: Store
    clock: Clock
    calendar: CurrentCalendar
    zone: ZoneInfo

    async def __call__(self, day: date, *, by: PersonId, about: DraftId | None = None) -> Counted:
        """Raise NotAllowed or Gone for somebody else's draft, or one that is not there."""
        async with self.store.read() as uow:
            promised = await _promised(uow, about, by) if about else None
            if promised is not None:
                return promised
            person = await uow.people.get(by)
            house = await uow.organisations.get(person.organisation)
        today = self.clock().astimezone(self.zone).date()
        met_at = datetime.combine(day, time.min, self.zone)
        due = earliest(
            house.systems(today),
            RECORD,
            met_at,
            {},
            calendar=self.calendar(),
            zone=self.zone,
        )
        return Counted(due=due.deadline, rules=due.rules)


async def _promised(uow: UnitOfWork, about: DraftId, by: PersonId) -> Counted | None:
    ensure(Right.WRITE_DRAFT, by, await uow.drafts.get(about))
    duty = await owed_by(uow, by, RECORD, about)
    if duty is not None:
        return _owed(duty)
    record = await uow.records.of_draft(about)
    if record is None:
        return None
    return Counted(due=record.deadline, rules=record.deadline_rules)


def _owed(duty: Duty) -> Counted:
    rules = load(duty.profile, on=duty.profile_version)
    return Counted(due=duty.deadline, rules=rules, duty=duty)


@dataclass(frozen=True, slots=True)
class ExplainDuty:
    """Count out by when something is owed, as it was promised to who owes it."""

    store: Store

    async def __call__(self, duty_id: DutyId, *, by: PersonId) -> Counted:
        """Raise NotAllowed, or Gone when nothing is owed any more."""
        return _owed(await _owned(self.store, duty_id, by))


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """The last day of a duty, and when a phone should speak of it: the morning before, aware."""

    duty: Duty
    remind_at: datetime


@dataclass(frozen=True, slots=True)
class ShowDueDay:
    """Read what the owner of a duty takes into the calendar of their phone."""

    store: Store
    calendar: CurrentCalendar

    async def __call__(self, duty_id: DutyId, *, by: PersonId) -> DueDay:
        """Raise NotAllowed, or Gone when nothing is owed any more."""
        duty = await _owned(self.store, duty_id, by)
        house = load(duty.profile, on=duty.profile_version).house
        day = self.calendar().previous_workday(duty.deadline.due_on)
        zone = duty.deadline.due_at.tzinfo
        return DueDay(duty=duty, remind_at=datetime.combine(day, house.reminder_at, zone))


async def _owned(store: Store, duty_id: DutyId, by: PersonId) -> Duty:
    async with store.read() as uow:
        duty = await uow.duties.get(duty_id)
    ensure(Right.SEE_DUTY, by, duty)
    if duty.state is not DutyState.OPEN:
        raise Gone
    return duty
