"""Duties: when one begins, is due, is reminded and has passed.

A duty is due on a date; it is breached when that date is over, at 24:00 (CH4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from register.profile import TimeLimit
from register.workdays import ONE_DAY, Calendar, CountedDay, count_workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when one act is owed, with the count that led there and the calendar it was made from.

    `due_at` is the instant of breach: 00:00 of the day after `due_on`, aware. `target_on` is the
    day to aim at, never later than `due_on`; it may lie on a day off (`target_on_day_off`).
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

    `event` (aware) starts the first limit; a limit that no earlier one leads to is left out.
    """
    if not limits:
        return ()
    first, *later = limits
    found = [deadline(first, event, calendar, zone)]
    done_on = {first.discharged_by: found[0].due_on}
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


def reminders(due: Deadline, at: time) -> tuple[datetime, ...]:
    """When to remind: the working day before the last one, and the last one, at the hour `at`."""
    working = [each.date for each in due.counted if each.counts]
    return tuple(datetime.combine(day, at, due.due_at.tzinfo) for day in working[-2:])


def _due(limit: TimeLimit, start: date, calendar: Calendar, zone: tzinfo) -> Deadline:
    count = count_workdays(start, limit.n, calendar, start_excluded=limit.start_excluded)
    target_on = count.due_on
    if limit.soft:
        target_on = min(target_on, soft_target(start, limit.soft.n, calendar))
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
    )
