"""Due dates against a reference of its own: days struck off one by one, by other data."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from app.calendar import china
from register.duties import deadline, soft_target
from register.profile import load_all
from register.provisions import TimeLimit

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = china(range(2016, 2030))
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)


CLOCKS = [(profile.id, clock) for profile in load_all() for clock in profile.clocks]


def works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def last_day(start: date, clock: TimeLimit) -> date:
    """Strike off one day after the other, as with a pencil on a wall calendar."""
    day, left = start if clock.start_excluded else start - DAY, clock.n
    while left:
        day += DAY
        if clock.unit == "day" or works(day):
            left -= 1
    while clock.rolls and not works(day):
        day += DAY
    return day


def aimed_at(start: date, days: int) -> date:
    """Return the latest working day after the start that lies within so many days."""
    within = [start + n * DAY for n in range(1, days + 1)]
    working = [day for day in within if works(day)]
    return working[-1] if working else within[-1]


@pytest.mark.req("G1", "G2", "G3", "G9", "G10", "CH3", "CH4", "CH5", "CH10", "CH11")
@pytest.mark.parametrize(
    ("profile", "clock"), CLOCKS, ids=[f"{profile} {clock.id}" for profile, clock in CLOCKS]
)
def test_every_start_day_agrees_with_days_struck_off_one_by_one(
    profile: str, clock: TimeLimit
) -> None:
    start, compared = FIRST, 0
    while start + (clock.n + 15) * DAY <= LAST:  # no holiday keeps an end away for longer
        due = deadline(clock, datetime.combine(start, time(23, 59), ZONE), CALENDAR, ZONE)
        assert due.due_on == last_day(start, clock), start
        assert due.due_at == datetime.combine(due.due_on + DAY, time.min, ZONE)
        if clock.unit == "day":
            assert due.target_on == aimed_at(start, clock.n), start
        start, compared = start + DAY, compared + 1
    assert compared > 1000


@pytest.mark.req("CH5", "CH7")
def test_every_earlier_target_agrees_with_days_looked_at_one_by_one() -> None:
    start = FIRST
    while start + 15 * DAY <= LAST:
        for days in (2, 3, 10):
            assert soft_target(start, days, CALENDAR) == aimed_at(start, days), (start, days)
        start += DAY
