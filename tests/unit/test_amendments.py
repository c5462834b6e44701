"""What is added to the calendar: it wins, it announces, it makes another version."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from app.calendar import china
from register.duties import deadline
from register.profile import load
from register.workdays import Amendments, DayKind, SpecialDay, count_workdays
from tests.notices import NOTICE, SOURCE
from tests.storage.samples import DUTY

DATA = china(range(2026, 2029))
ZONE = ZoneInfo("Asia/Shanghai")
NEW_YEAR = date(2027, 1, 1)


@pytest.mark.req("T16", "AC4")
def test_a_year_s_notice_makes_its_dates_firm() -> None:
    start = date(2026, 12, 28)
    guessed, known = (
        count_workdays(start, 3, calendar) for calendar in (DATA, DATA.amended(NOTICE))
    )

    assert (guessed.due_on, guessed.provisional) == (date(2026, 12, 31), False)
    assert (known.due_on, known.provisional) == (date(2027, 1, 5), False)
    assert count_workdays(date(2026, 12, 30), 3, DATA).provisional


@pytest.mark.req("T19")
def test_a_notice_moves_days_of_the_december_before_and_each_day_names_it() -> None:
    calendar = DATA.amended(NOTICE)

    assert calendar.kind_of(date(2026, 12, 31)) is DayKind.HOLIDAY
    assert calendar.kind_of(date(2026, 12, 27)) is DayKind.MAKE_UP_WORKDAY
    assert {calendar.special[day].source for day in NOTICE.days} == {SOURCE}


def test_nothing_added_is_the_same_version() -> None:
    assert DATA.amended(Amendments()) == DATA


@pytest.mark.req("T2")
def test_the_version_tells_what_counts_and_not_how_it_is_called() -> None:
    def version(day: SpecialDay) -> str:
        return DATA.amended(Amendments(days={NEW_YEAR: day})).version

    holiday = SpecialDay(DayKind.HOLIDAY, "元旦", SOURCE)

    assert version(holiday) == version(replace(holiday, name="新年", source="另一份通知"))
    assert version(holiday) != version(replace(holiday, kind=DayKind.WORKDAY))
    assert version(holiday) != DATA.version
    announced = Amendments(days={NEW_YEAR: holiday}, announced={2027: SOURCE})
    assert DATA.amended(announced).version != version(holiday)


def test_the_version_is_the_same_however_many_years_are_looked_at() -> None:
    assert china([2028]).version == DATA.version


def test_what_is_added_again_is_no_news() -> None:
    assert NOTICE.beyond(NOTICE) == Amendments()
    assert NOTICE.beyond(Amendments()) == NOTICE


@pytest.mark.req("T16", "T17")
@pytest.mark.parametrize(
    ("today", "until"),
    [("2026-03-01", "2026-12-31"), ("2026-12-31", "2026-12-31"), ("2027-01-01", "2026-12-31")],
)
def test_the_calendar_knows_until_when_it_knows(today: str, until: str) -> None:
    assert DATA.covered_until(date.fromisoformat(today)).isoformat() == until


@pytest.mark.req("T17")
def test_a_loaded_year_carries_the_coverage_on() -> None:
    assert DATA.amended(NOTICE).covered_until(date(2026, 12, 1)) == date(2027, 12, 31)


@pytest.mark.req("V11", "AC4")
def test_a_provisional_deadline_becomes_firm_by_the_notice() -> None:
    limit = load("rudong", on=date(2026, 12, 30)).clock("record")
    met = datetime(2026, 12, 30, 10, tzinfo=ZONE)

    assert deadline(limit, met, DATA, ZONE).provisional
    firm = deadline(limit, met, DATA.amended(NOTICE), ZONE)
    assert (firm.due_on, firm.provisional) == (date(2027, 1, 6), False)


@pytest.mark.req("AC4", "T2", "T16")
def test_no_duty_of_the_turn_of_the_year_becomes_late_by_the_notice() -> None:
    """Whatever day it began, and for every clock: firm afterwards, and never due earlier."""
    rules = load("rudong", on=date(2026, 10, 1))
    known = DATA.amended(NOTICE)
    for days, limit in product(range(120), rules.clocks):
        met = datetime(2026, 10, 1, 10, tzinfo=ZONE) + timedelta(days=days)
        promised = replace(
            DUTY, clock=limit.id, event_at=met, deadline=deadline(limit, met, DATA, ZONE)
        )

        firm = promised.recount(deadline(limit, met, known, ZONE))

        assert not firm.deadline.provisional
        assert firm.deadline.due_at >= promised.deadline.due_at
        assert firm.deadline.target_on <= firm.deadline.due_on
        assert firm.deadline.calendar_version == known.version
