"""Working days: the vectors, an independent data set, and what always holds."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from app.calendar import china
from register.workdays import (
    Calendar,
    Count,
    CountedDay,
    DayKind,
    Why,
    count_days,
    count_workdays,
)

CALENDAR = china(range(2016, 2030))


def counted(start: date, n: int) -> Count:
    return count_workdays(start, n, CALENDAR)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]


DAYS = every_day(date(2016, 1, 1), date(2029, 11, 30))


@pytest.mark.req("T18")
def test_every_known_day_agrees_with_an_independent_data_set() -> None:
    days = every_day(date(2016, 1, 1), date(2026, 12, 31))

    differing = [d for d in days if CALENDAR.is_workday(d) != chinese_calendar.is_workday(d)]

    assert differing == []


@pytest.mark.req("G1", "CH3")
def test_every_count_that_ends_by_2026_agrees_with_an_independent_data_set() -> None:
    days = every_day(date(2024, 1, 1), date(2026, 12, 31))
    working = [day for day in days if chinese_calendar.is_workday(day)]

    for start in days:
        following = [day for day in working if day > start][:3]
        if len(following) == 3:
            assert counted(start, 3).due_on == following[-1], start


@pytest.mark.req("CH3")
def test_the_day_of_the_event_and_days_off_are_listed_but_do_not_count() -> None:
    assert counted(date(2026, 9, 18), 3).days == (
        CountedDay(date(2026, 9, 18), counts=False, why=Why.START_DAY),
        CountedDay(date(2026, 9, 19), counts=False, why=Why.WEEKEND),
        CountedDay(date(2026, 9, 20), counts=True, why=Why.MAKE_UP_WORKDAY),
        CountedDay(date(2026, 9, 21), counts=True, why=Why.WORKDAY),
        CountedDay(date(2026, 9, 22), counts=True, why=Why.WORKDAY),
    )
    assert counted(date(2026, 9, 30), 1).days[1].why is Why.HOLIDAY


@pytest.mark.req("CH3")
def test_a_rule_may_count_the_day_of_the_event_itself() -> None:
    count = count_workdays(date(2026, 9, 18), 3, CALENDAR, start_excluded=False)

    assert count.due_on == date(2026, 9, 21)
    assert count.days[0] == CountedDay(date(2026, 9, 18), counts=True, why=Why.WORKDAY)


@pytest.mark.req("V12")
@pytest.mark.parametrize(("month", "working"), [(1, 6), (4, 7), (7, 8), (10, 3)])
def test_the_first_ten_days_of_a_quarter_hold_few_working_days(month: int, working: int) -> None:
    days = every_day(date(2026, month, 1), date(2026, month, 10))

    assert sum(CALENDAR.is_workday(day) for day in days) == working
    assert not CALENDAR.is_workday(date(2026, 1, 10))
    assert CALENDAR.is_workday(date(2026, 10, 10))


@pytest.mark.req("V11", "T16")
def test_a_count_that_walks_into_a_year_without_notice_is_provisional() -> None:
    assert not counted(date(2026, 12, 28), 3).provisional
    assert counted(date(2026, 12, 29), 3).provisional
    assert counted(date(2026, 12, 30), 3).provisional


@pytest.mark.req("T16")
def test_a_day_outside_all_data_is_known_by_its_weekday_and_provisional() -> None:
    assert CALENDAR.kind_of(date(2050, 10, 1)) is DayKind.WEEKEND
    assert CALENDAR.kind_of(date(2050, 10, 3)) is DayKind.WORKDAY
    assert counted(date(2050, 10, 1), 3).provisional


@pytest.mark.parametrize("n", [1, 3, 10])
def test_a_count_holds_as_many_working_days_as_were_given_and_ends_on_one(n: int) -> None:
    """On every day there is, which is more than any sample of them."""
    for start in DAYS:
        count = counted(start, n)
        days = [each.date for each in count.days]

        assert sum(each.counts for each in count.days) == n
        assert days == every_day(start, count.due_on)
        assert [e.counts for e in count.days[1:]] == [CALENDAR.is_workday(d) for d in days[1:]]
        assert CALENDAR.is_workday(count.due_on)


@pytest.mark.parametrize("n", [1, 3, 10])
def test_a_later_event_is_never_due_earlier(n: int) -> None:
    due = [counted(start, n).due_on for start in DAYS]

    assert due == sorted(due)


def test_no_working_day_lies_between_a_day_and_its_neighbours() -> None:
    for day in DAYS:
        before, after = CALENDAR.previous_workday(day), CALENDAR.next_workday(day)

        assert before < day < after
        between = [each for each in every_day(before, after) if CALENDAR.is_workday(each)]
        assert between in ([before, after], [before, day, after])


def test_a_limit_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        counted(date(2026, 9, 18), 0)
    with pytest.raises(ValueError, match="at least one day"):
        count_days(date(2026, 9, 18), 0, CALENDAR)


class TestNotices:
    """What the project's own file adds to the package's data."""

    OWN = """
        [announced]
        2027 = "notice of the test"
        [[days]]
        date = 2026-11-02
        kind = "holiday"
        name = "a feast"
        source = "a decree"
    """

    def calendar(self, folder: Path, text: str) -> Calendar:
        path = folder / "calendar.toml"
        path.write_text(text)
        return china(range(2026, 2029), path)

    def test_its_days_win_over_the_package(self, tmp_path: Path) -> None:
        calendar = self.calendar(tmp_path, self.OWN)

        assert calendar.kind_of(date(2026, 11, 2)) is DayKind.HOLIDAY
        assert calendar.special[date(2026, 11, 2)].source == "a decree"

    @pytest.mark.req("T16")
    def test_a_year_it_names_is_announced_without_make_up_days(self, tmp_path: Path) -> None:
        assert self.calendar(tmp_path, self.OWN).announced == {2026, 2027}

    @pytest.mark.req("T16")
    def test_make_up_days_announce_a_year_and_statutory_holidays_do_not(
        self, tmp_path: Path
    ) -> None:
        calendar = self.calendar(tmp_path, "[announced]")

        assert calendar.announced == {2026}
        assert calendar.kind_of(date(2027, 10, 1)) is DayKind.HOLIDAY

    def test_a_change_of_it_is_another_version(self, tmp_path: Path) -> None:
        before = self.calendar(tmp_path, "[announced]").version

        assert self.calendar(tmp_path, self.OWN).version != before

    @pytest.mark.req("T19")
    def test_each_special_day_names_where_it_comes_from(self) -> None:
        assert all(day.source for day in CALENDAR.special.values())
        assert CALENDAR.special[date(2026, 10, 10)].source == "国务院办公厅2025年11月4日通知"
