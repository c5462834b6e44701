"""Working days of China: weekends off, public holidays off, make-up days on.

Whole days only: a deadline is a date, and no minute is ever added up (T3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    WORKDAY = "workday"
    MAKE_UP_WORKDAY = "make_up_workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def works(self) -> bool:
        return self in {DayKind.WORKDAY, DayKind.MAKE_UP_WORKDAY}


class Why(StrEnum):
    """What a day of a count is; the values of DayKind, the day of the event, and a rolled end."""

    START_DAY = "start_day"
    WORKDAY = "workday"
    MAKE_UP_WORKDAY = "make_up_workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    ROLLED_TO = "rolled_to"
    """The working day that takes the place of a last day that lies on a day off."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that the weekday alone does not explain.

    `name` is what people call it, `source` the notice or data set that says so (T19).
    """

    kind: DayKind
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """What is known beside a data set: its days win, and its years are announced.

    `announced` gives the reference of the notice that is complete for a year; it may also move
    days of the December before (T19), so that each day names its own source.
    """

    days: Mapping[date, SpecialDay] = field(default_factory=dict)
    announced: Mapping[int, str] = field(default_factory=dict)

    def beyond(self, known: "Amendments") -> "Amendments":
        """Return what is not in `known`, or otherwise there."""
        return Amendments(
            days=dict(self.days.items() - known.days.items()),
            announced=dict(self.announced.items() - known.announced.items()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days work, as known in one `version` of the data.

    A year outside `announced` has no State Council notice yet: its days are guesses, and so is
    every date counted through it (T16).
    """

    special: Mapping[date, SpecialDay]
    announced: frozenset[int]
    version: str

    def amended(self, by: Amendments) -> "Calendar":
        """Return the calendar that counts with what else is known.

        Its version differs if a count may: by kinds of days and announced years, not by words.
        """
        if by == Amendments():
            return self
        counts = sorted((f"{day}", f"{it.kind}") for day, it in by.days.items())
        digest = sha256(f"{counts}{sorted(by.announced)}".encode()).hexdigest()
        return Calendar(
            special={**self.special, **by.days},
            announced=self.announced | by.announced.keys(),
            version=f"{self.version}+{digest[:8]}",
        )

    def kind_of(self, day: date) -> DayKind:
        special = self.special.get(day)
        return special.kind if special else kind_by_weekday(day)

    def is_workday(self, day: date) -> bool:
        return self.kind_of(day).works

    def is_announced(self, year: int) -> bool:
        return year in self.announced

    def covered_until(self, today: date) -> date:
        """Return the last day before the first year, from `today` on, that is not announced."""
        year = today.year
        while self.is_announced(year):
            year += 1
        return date(year - 1, 12, 31)

    def next_workday(self, day: date) -> date:
        """The first working day after `day`."""
        return self._seek(day, ONE_DAY)

    def previous_workday(self, day: date) -> date:
        """The last working day before `day`."""
        return self._seek(day, -ONE_DAY)

    def _seek(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_workday(day):
            day += step
        return day


def kind_by_weekday(day: date) -> DayKind:
    """Return what a day is if nothing special is known of it."""
    return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKDAY


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count, and whether it took one of the days that were given."""

    date: date
    counts: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Count:
    """A count of days: `days` runs from its first day to `due_on`, the last one.

    It is `provisional` if it walks through a year that is not announced; a make-up day announced
    later may bring it forward, a holiday may put it back.
    """

    due_on: date
    days: tuple[CountedDay, ...]
    provisional: bool


def count_workdays(
    start: date, n: int, calendar: Calendar, *, start_excluded: bool = True
) -> Count:
    """Count `n` working days; the day of the event is not one of them unless told so (CH3)."""
    if n < 1:
        raise ValueError("a time limit has at least one day")
    days, day = [], start
    if start_excluded:
        days.append(CountedDay(start, counts=False, why=Why.START_DAY))
        day += ONE_DAY
    left = n
    while left:
        kind = calendar.kind_of(day)
        days.append(CountedDay(day, counts=kind.works, why=Why(kind.value)))
        left -= kind.works
        day += ONE_DAY
    return _count(days, calendar)


def count_days(
    start: date, n: int, calendar: Calendar, *, start_excluded: bool = True, rolls: bool = True
) -> Count:
    """Count `n` calendar days; a last one off work `rolls` to the next working day (CH5)."""
    if n < 1:
        raise ValueError("a time limit has at least one day")
    days = [CountedDay(start, counts=False, why=Why.START_DAY)] if start_excluded else []
    first = start + ONE_DAY if start_excluded else start
    last = first + (n - 1) * ONE_DAY
    end = calendar.next_workday(last) if rolls and not calendar.is_workday(last) else last
    day = first
    while day <= end:
        rolled_to = day == end > last
        why = Why.ROLLED_TO if rolled_to else Why(calendar.kind_of(day).value)
        days.append(CountedDay(day, counts=day <= last, why=why))
        day += ONE_DAY
    return _count(days, calendar)


def _count(days: list[CountedDay], calendar: Calendar) -> Count:
    provisional = not all(calendar.is_announced(each.date.year) for each in days)
    return Count(days[-1].date, tuple(days), provisional)
