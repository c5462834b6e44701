"""Duties of the Rudong rules: due dates, targets, reminders (the vectors of the requirements)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calendar import china
from register.duties import course, deadline, reminders, soft_target
from register.profile import load

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = china(range(2016, 2030))
RUDONG = load("rudong", date(2026, 1, 1))
RECORD = RUDONG.clock("record")


def at(day: str, hour: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZONE)


VECTORS = [
    ("2026-02-13", "2026-02-25", "2026-02-28", "2026-03-04"),
    ("2026-02-14", "2026-02-26", "2026-03-02", "2026-03-05"),
    ("2026-04-03", "2026-04-09", "2026-04-14", "2026-04-17"),
    ("2026-04-30", "2026-05-08", "2026-05-12", "2026-05-15"),
    ("2026-05-02", "2026-05-08", "2026-05-12", "2026-05-15"),
    ("2026-06-18", "2026-06-24", "2026-06-29", "2026-07-02"),
    ("2026-09-18", "2026-09-22", "2026-09-28", "2026-10-08"),
    ("2026-09-24", "2026-09-30", "2026-10-10", "2026-10-14"),
    ("2026-09-30", "2026-10-10", "2026-10-14", "2026-10-19"),
    ("2026-10-09", "2026-10-13", "2026-10-16", "2026-10-21"),
]


@pytest.mark.req("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10")
@pytest.mark.req("G1", "TX2", "CH6")
@pytest.mark.parametrize(("encounter", "record", "report", "forward"), VECTORS)
def test_each_act_has_three_working_days_from_the_one_before(
    encounter: str, record: str, report: str, forward: str
) -> None:
    chain = course(RUDONG.clocks, at(encounter), CALENDAR, ZONE)

    assert [(due.clock_id, due.due_on.isoformat()) for due in chain] == [
        ("record", record),
        ("report", report),
        ("forward", forward),
    ]
    assert not any(due.provisional for due in chain)


@pytest.mark.req("V11", "T16")
def test_a_deadline_in_a_year_without_notice_is_provisional() -> None:
    assert deadline(RECORD, at("2026-12-30"), CALENDAR, ZONE).provisional


@pytest.mark.req("V13", "CH5")
@pytest.mark.parametrize(
    ("start", "target"),
    [
        ("2026-02-13", "2026-02-14"),
        ("2026-02-14", "2026-02-16"),
        ("2026-04-03", "2026-04-05"),
        ("2026-04-30", "2026-05-02"),
        ("2026-05-02", "2026-05-04"),
        ("2026-06-18", "2026-06-20"),
        ("2026-09-18", "2026-09-20"),
        ("2026-09-24", "2026-09-26"),
        ("2026-09-30", "2026-10-02"),
        ("2026-10-09", "2026-10-10"),
    ],
)
def test_a_target_of_calendar_days_is_the_last_working_day_within_them(
    start: str, target: str
) -> None:
    day = soft_target(date.fromisoformat(start), 2, CALENDAR)

    assert day.isoformat() == target


@pytest.mark.req("G1b", "CH7", "TX3", "CH5")
def test_the_note_on_the_form_sets_an_earlier_target_and_no_breach() -> None:
    feast = deadline(RECORD, at("2026-09-30"), CALENDAR, ZONE)
    plain = deadline(RECORD, at("2026-09-18"), CALENDAR, ZONE)

    assert (feast.target_on, feast.target_on_day_off) == (date(2026, 10, 3), True)
    assert feast.due_on == date(2026, 10, 10)
    assert (plain.target_on, plain.target_on_day_off) == (date(2026, 9, 21), False)


@pytest.mark.req("CH4", "T3", "T7")
def test_a_duty_is_breached_when_its_last_day_is_over() -> None:
    due = deadline(RECORD, at("2026-09-30"), CALENDAR, ZONE)

    assert due.due_at == at("2026-10-11", "00:00")
    assert due.due_at.utcoffset() == timedelta(hours=8)


@pytest.mark.req("CH4", "CH8")
def test_the_day_of_the_event_is_the_day_on_the_wall_of_the_house() -> None:
    late_evening_in_london = datetime(2026, 9, 18, 17, tzinfo=UTC)  # already the 19th in Shanghai

    due = deadline(RECORD, late_evening_in_london, CALENDAR, ZONE)

    assert due.counted[0].date == date(2026, 9, 19)


@pytest.mark.req("CH3", "CH4")
@pytest.mark.parametrize("hour", ["00:00", "12:00", "23:59"])
def test_the_hour_of_the_event_changes_nothing(hour: str) -> None:
    assert deadline(RECORD, at("2026-09-18", hour), CALENDAR, ZONE) == deadline(
        RECORD, at("2026-09-18"), CALENDAR, ZONE
    )


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        deadline(RECORD, at("2026-09-18").replace(tzinfo=None), CALENDAR, ZONE)


def test_a_course_leaves_out_what_no_earlier_act_leads_to() -> None:
    record, _, forward = RUDONG.clocks

    assert [
        due.clock_id for due in course([record, forward], at("2026-09-18"), CALENDAR, ZONE)
    ] == ["record"]
    assert course([], at("2026-09-18"), CALENDAR, ZONE) == ()


@pytest.mark.req("T4", "T9")
def test_reminders_come_on_the_working_day_before_and_on_the_due_morning() -> None:
    due = deadline(RECORD, at("2026-06-18"), CALENDAR, ZONE)

    assert reminders(due, RUDONG.house.reminder_at) == (
        at("2026-06-23", "08:30"),
        at("2026-06-24", "08:30"),
    )


def test_a_limit_of_one_day_is_reminded_once() -> None:
    one_day = RECORD.model_copy(update={"n": 1})

    assert reminders(deadline(one_day, at("2026-09-18"), CALENDAR, ZONE), time(8, 30)) == (
        at("2026-09-20", "08:30"),
    )


@pytest.mark.req("T7", "T9", "CH5", "CH7")
@given(st.datetimes(datetime(2016, 3, 1), datetime(2029, 11, 30), timezones=st.just(ZONE)))  # noqa: DTZ001 - hypothesis wants naive bounds
@settings(max_examples=10_000)
def test_targets_and_reminders_lie_between_the_event_and_the_breach(event: datetime) -> None:
    due = deadline(RECORD, event, CALENDAR, ZONE)
    bells = reminders(due, RUDONG.house.reminder_at)

    assert event.date() < due.target_on <= due.due_on
    assert event < bells[0] < bells[1] < due.due_at
    assert all(CALENDAR.is_workday(bell.date()) for bell in bells)
    assert due.target_on_day_off is not CALENDAR.is_workday(due.target_on)
