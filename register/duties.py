"""Duties: when one begins, is due, is reminded and has passed.

A duty is due on a date; it is breached when that date is over, at 24:00 (CH4).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from register.ids import DutyId, OrganisationId, PersonId
from register.provisions import House, TimeLimit
from register.workdays import ONE_DAY, Calendar, Count, CountedDay, count_days, count_workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when one act is owed, with the count that led there and the calendar it was made from.

    `due_at` is the instant of breach: 00:00 of the day after `due_on`, aware. `target_on` is the
    day to aim at, never later than `due_on`; it may lie on a day off (`target_on_day_off`).
    What is not `legal` is a target of the house, and nobody breaches it (CH11).
    """

    clock_id: str
    target_on: date
    target_on_day_off: bool
    due_on: date
    due_at: datetime
    provisional: bool
    counted: tuple[CountedDay, ...]
    calendar_version: str
    article: str
    legal: bool = True


def deadline(limit: TimeLimit, event: datetime, calendar: Calendar, zone: tzinfo) -> Deadline:
    """By when `limit` wants its act, if what starts it happened at `event` (aware).

    The day of the event is the one that the clocks of `zone` showed.
    """
    if event.tzinfo is None:
        raise ValueError("a naive time names no day")
    return _due(limit, event.astimezone(zone).date(), calendar, zone)


def course(
    limits: Sequence[TimeLimit], event: datetime, calendar: Calendar, zone: tzinfo
) -> tuple[Deadline, ...]:
    """The deadlines of a whole chain, if each act is done on its last day.

    `event` (aware) starts the first limit, and all that begin with it (CH10); a limit that no
    earlier one leads to is left out, and so is one that some choices put in another's place.
    """
    usual = [each for each in limits if each.instead_of is None]
    if not usual:
        return ()
    first, *later = usual
    found = [deadline(first, event, calendar, zone)]
    done_on = {
        first.started_by: event.astimezone(zone).date(),
        first.discharged_by: found[0].due_on,
    }
    for limit in later:
        if limit.started_by in done_on:
            found.append(_due(limit, done_on[limit.started_by], calendar, zone))
            done_on[limit.discharged_by] = found[-1].due_on
    return tuple(found)


def soft_target(start: date, n: int, calendar: Calendar) -> date:
    """The day to aim at when a text gives `n` calendar days from `start` (CH5).

    The last working day after the event and within the `n` days; if there is none, the last of
    the `n` days although it is a day off, so that no target lies before the event.
    """
    last = start + timedelta(days=n)
    day = calendar.previous_workday(last + ONE_DAY)
    return day if day > start else last


def _due(limit: TimeLimit, start: date, calendar: Calendar, zone: tzinfo) -> Deadline:
    count = _count(limit, start, calendar)
    target_on = count.due_on
    if limit.soft:
        target_on = min(target_on, soft_target(start, limit.soft.n, calendar))
    elif limit.unit == "day":
        target_on = min(target_on, soft_target(start, limit.n, calendar))
    return Deadline(
        clock_id=limit.id,
        target_on=target_on,
        target_on_day_off=not calendar.is_workday(target_on),
        due_on=count.due_on,
        due_at=datetime.combine(count.due_on + ONE_DAY, time.min, zone),
        provisional=count.provisional,
        counted=count.days,
        calendar_version=calendar.version,
        article=limit.article,
        legal=limit.legal,
    )


def _count(limit: TimeLimit, start: date, calendar: Calendar) -> Count:
    if limit.unit == "workday":
        return count_workdays(start, limit.n, calendar, start_excluded=limit.start_excluded)
    return count_days(
        start, limit.n, calendar, start_excluded=limit.start_excluded, rolls=limit.rolls
    )


def house_hour(at: datetime, house: House, calendar: Calendar, zone: tzinfo) -> datetime:
    """Return `at` if the house is open then, else when it opens next, on the clocks of `zone`.

    Quiet hours and days off delay what is told to people; they never delay the evaluation (T4).
    """
    local = at.astimezone(zone)
    if calendar.is_workday(local.date()) and house.opens <= local.time() < house.closes:
        return local
    early = calendar.is_workday(local.date()) and local.time() < house.opens
    day = local.date() if early else calendar.next_workday(local.date())
    return datetime.combine(day, house.opens, zone)


def next_mornings(
    at: datetime, count: int, house: House, calendar: Calendar, zone: tzinfo
) -> tuple[datetime, ...]:
    """Return when reminders are told on the working mornings after `at`, the next one first."""
    day, mornings = at.astimezone(zone).date(), []
    for _ in range(count):
        day = calendar.next_workday(day)
        mornings.append(datetime.combine(day, house.reminder_at, zone))
    return tuple(mornings)


RECORD = "record"
FORWARD = "forward"
HANDOVER = "handover"
OMISSION = "omission"
"""The clocks that acts start and stop, by their ids in the profile."""


class DutyState(StrEnum):
    OPEN = "open"
    DISCHARGED = "discharged"
    """The act was done; on time or not stands in `discharged_at`."""
    PASSED_ON = "passed_on"
    """The last day went by without the act, and the duty went over to somebody else."""
    ENDED = "ended"
    """Nothing is owed any more: a draft was given up, a time was taken back."""


class Rung(StrEnum):
    """How near a duty is, on the morning of a reminder."""

    DAY_BEFORE = "day_before"
    DUE = "due"
    PASSED = "passed"
    TARGET_PASSED = "target_passed"
    """The house's own target is over: what is owed is late by no text (CH11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who owes which act by when, on which article; discharged or ended, never deleted.

    `about` is the id of the draft or record that the act concerns. `former` keeps the last days
    that were counted before, by older calendars. `remind_at` is the next reminder, UTC.
    """

    id: DutyId
    organisation: OrganisationId
    owner: PersonId
    clock: str
    about: str
    profile: str
    profile_version: date
    event_at: datetime
    deadline: Deadline
    state: DutyState = DutyState.OPEN
    discharged_at: datetime | None = None
    former: tuple[date, ...] = ()
    remind_at: datetime | None = None
    version: int = 0

    def discharge(self, *, at: datetime) -> "Duty":
        """Note that the act was done."""
        done = DutyState.DISCHARGED
        return replace(self, state=done, discharged_at=at, remind_at=None)

    def pass_on(self) -> "Duty":
        return replace(self, state=DutyState.PASSED_ON, remind_at=None)

    def end(self) -> "Duty":
        return replace(self, state=DutyState.ENDED, remind_at=None)

    def rest(self) -> "Duty":
        """Remind nobody while its owner is away for good; it is owed all the same."""
        return replace(self, remind_at=None)

    def recount(self, counted: Deadline) -> "Duty":
        """Take over a count by a newer calendar; it never moves against the owner (AC4).

        An earlier last day becomes the day to aim at, a later one moves the breach.
        """
        promised = self.deadline
        if counted.due_on > promised.due_on:
            former = (*self.former, promised.due_on)
            return replace(self, deadline=counted, former=former)
        if counted.due_on < promised.due_on:
            counted = replace(
                counted,
                due_on=promised.due_on,
                due_at=promised.due_at,
                counted=promised.counted,
            )
        return replace(self, deadline=counted)

    def passed(self, now: datetime) -> bool:
        """Tell whether the last day is over (CH4), of what can be breached at all (CH11)."""
        return self.deadline.legal and now >= self.deadline.due_at

    def rung(self, now: datetime, calendar: Calendar) -> Rung | None:
        """Return how near the duty is, None before the working day before the last one.

        On the last working day it is due, also where a newer calendar gave the last day off.
        """
        if now >= self.deadline.due_at:
            return Rung.PASSED if self.deadline.legal else Rung.TARGET_PASSED
        today = now.astimezone(self.deadline.due_at.tzinfo).date()
        if calendar.next_workday(today) > self.deadline.due_on:
            return Rung.DUE
        begun = today >= calendar.previous_workday(self.deadline.due_on)
        return Rung.DAY_BEFORE if begun else None

    def with_ladder(self, after: datetime, house: House, calendar: Calendar) -> "Duty":
        """Return the duty with its next reminder set."""
        return replace(self, remind_at=self.next_reminder(after, house, calendar))

    def next_reminder(self, after: datetime, house: House, calendar: Calendar) -> datetime:
        """Return the next morning of the ladder.

        From the working day before the last one on, every working day: the last one, and once it
        is over each until the act is done.
        """
        zone = self.deadline.due_at.tzinfo
        today = after.astimezone(zone).date()
        day = max(calendar.previous_workday(self.deadline.due_on), today)
        if not calendar.is_workday(day):
            day = calendar.next_workday(day)
        at = datetime.combine(day, house.reminder_at, zone)
        if at > after:
            return at
        return datetime.combine(calendar.next_workday(day), house.reminder_at, zone)
