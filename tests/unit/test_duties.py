"""Duties of the Rudong rules: due dates, targets, reminders (the vectors of the requirements)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calendar import china
from register.duties import Duty, Rung, course, deadline, house_hour, soft_target
from register.ids import DutyId, OrganisationId, PersonId
from register.profile import load
from register.provisions import TimeLimit
from register.workdays import Calendar, DayKind, SpecialDay

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

    assert [(due.clock_id, due.due_on.isoformat()) for due in chain[:3]] == [
        ("record", record),
        ("report", report),
        ("forward", forward),
    ]
    assert chain[3].clock_id == "transfer", "the discipline office's, from the head's report on"
    assert sum(day.counts for day in chain[3].counted) == 3
    assert chain[3].counted[0].date == chain[2].due_on
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


TWO_DAYS = TimeLimit(
    id="two_days",
    name="two days",
    owner="recorder",
    started_by="received_at",
    discharged_by="entered_at",
    n=2,
    unit="day",
    start_excluded=True,
    article="7",
)
"""The two days of CHANGCHUN 7, which the last column of the vectors counts."""


@pytest.mark.req("V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V13", "CH5")
@pytest.mark.parametrize(
    ("start", "target", "due"),
    [
        ("2026-02-13", "2026-02-14", "2026-02-24"),
        ("2026-02-14", "2026-02-16", "2026-02-24"),
        ("2026-04-03", "2026-04-05", "2026-04-07"),
        ("2026-04-30", "2026-05-02", "2026-05-06"),
        ("2026-05-02", "2026-05-04", "2026-05-06"),
        ("2026-06-18", "2026-06-20", "2026-06-22"),
        ("2026-09-18", "2026-09-20", "2026-09-20"),
        ("2026-09-24", "2026-09-26", "2026-09-28"),
        ("2026-09-30", "2026-10-02", "2026-10-08"),
        ("2026-10-09", "2026-10-10", "2026-10-12"),
    ],
)
def test_calendar_days_that_end_on_a_day_off_are_breached_after_the_next_working_day(
    start: str, target: str, due: str
) -> None:
    counted = deadline(TWO_DAYS, at(start), CALENDAR, ZONE)

    assert (counted.target_on.isoformat(), counted.due_on.isoformat()) == (target, due)
    assert sum(day.counts for day in counted.counted) == TWO_DAYS.n


@pytest.mark.req("CH5", "T1")
def test_a_rolled_end_is_explained_day_by_day() -> None:
    days = deadline(TWO_DAYS, at("2026-09-24"), CALENDAR, ZONE).counted

    assert [(f"{day.date:%m-%d}", day.counts, day.why.value) for day in days] == [
        ("09-24", False, "start_day"),
        ("09-25", True, "holiday"),
        ("09-26", True, "weekend"),
        ("09-27", False, "weekend"),
        ("09-28", False, "rolled_to"),
    ]


@pytest.mark.req("CH5", "V12")
def test_a_rule_may_fix_the_very_day() -> None:
    ten_days = TWO_DAYS.model_copy(update={"n": 10, "rolls": False})

    counted = deadline(ten_days, at("2025-12-31"), CALENDAR, ZONE)

    assert counted.due_on == date(2026, 1, 10)  # a Saturday off
    assert counted.target_on == date(2026, 1, 9)


@pytest.mark.req("CH3")
def test_calendar_days_may_count_the_day_of_the_event_itself() -> None:
    included = TWO_DAYS.model_copy(update={"start_excluded": False})

    assert deadline(included, at("2026-10-08"), CALENDAR, ZONE).due_on == date(2026, 10, 9)


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
    forward = RUDONG.clock("forward")

    assert [
        due.clock_id for due in course([RECORD, forward], at("2026-09-18"), CALENDAR, ZONE)
    ] == ["record"]
    assert course([], at("2026-09-18"), CALENDAR, ZONE) == ()


# ── The ladder ─────────────────────────────────────────────────────────────────────────────────


def duty(event: datetime, limit: TimeLimit = RECORD, calendar: Calendar = CALENDAR) -> Duty:
    return Duty(
        id=DutyId("duty"),
        organisation=OrganisationId("county"),
        owner=PersonId("li"),
        clock=limit.id,
        about="draft",
        profile=RUDONG.id,
        profile_version=RUDONG.version,
        event_at=event,
        deadline=deadline(limit, event, calendar, ZONE),
    )


def ladder(owed: Duty, n: int, calendar: Calendar = CALENDAR) -> list[datetime]:
    """Return the first `n` reminders of a duty that began with its event."""
    bells = [owed.next_reminder(owed.event_at, RUDONG.house, calendar)]
    while len(bells) < n:
        bells.append(owed.next_reminder(bells[-1], RUDONG.house, calendar))
    return bells


@pytest.mark.req("T4", "T7", "T9")
def test_the_ladder_is_the_day_before_the_last_day_and_every_working_day_after() -> None:
    assert ladder(duty(at("2026-09-30")), 5) == [
        at(day, "08:30")
        for day in ("2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13", "2026-10-14")
    ]


def test_the_ladder_is_taken_up_where_time_stands() -> None:
    owed = duty(at("2026-09-30"))

    for after, bell in {
        at("2026-10-09", "08:29"): at("2026-10-09", "08:30"),
        at("2026-10-09", "08:30"): at("2026-10-10", "08:30"),
        at("2026-10-10", "23:59"): at("2026-10-12", "08:30"),
        at("2026-12-05", "12:00"): at("2026-12-07", "08:30"),
    }.items():
        assert owed.next_reminder(after, RUDONG.house, CALENDAR) == bell


@pytest.mark.req("CH4")
@pytest.mark.parametrize(
    ("now", "rung"),
    [
        (at("2026-10-08", "23:59"), None),
        (at("2026-10-09", "00:00"), Rung.DAY_BEFORE),
        (at("2026-10-10", "00:00"), Rung.DUE),
        (at("2026-10-10", "23:59"), Rung.DUE),
        (at("2026-10-11", "00:00"), Rung.PASSED),
    ],
)
def test_a_duty_is_as_near_as_its_days_say(now: datetime, rung: Rung | None) -> None:
    assert duty(at("2026-09-30")).rung(now, CALENDAR) is rung


@pytest.mark.req("T4", "CH4")
@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (at("2026-10-08", "08:29"), at("2026-10-08", "08:30")),
        (at("2026-10-08", "08:30"), at("2026-10-08", "08:30")),
        (at("2026-10-08", "17:29"), at("2026-10-08", "17:29")),
        (at("2026-10-08", "17:30"), at("2026-10-09", "08:30")),
        (at("2026-09-30", "23:00"), at("2026-10-08", "08:30")),
        (at("2026-10-03", "12:00"), at("2026-10-08", "08:30")),
        (at("2026-10-10", "12:00"), at("2026-10-10", "12:00")),
    ],
)
def test_what_is_told_waits_for_the_house_to_open(moment: datetime, told: datetime) -> None:
    assert house_hour(moment, RUDONG.house, CALENDAR, ZONE) == told


FIRST_DAY = date(2016, 3, 1)


@pytest.mark.req("T7", "T9", "CH5", "CH7")
@pytest.mark.parametrize("hour", [time.min, time(8, 30), time(17, 30), time.max])
def test_targets_and_reminders_lie_between_the_event_and_the_breach(hour: time) -> None:
    """On every day there is, which is more than any sample of them."""
    for day in range((date(2029, 11, 30) - FIRST_DAY).days + 1):
        lies_in_order(datetime.combine(FIRST_DAY + timedelta(days=day), hour, ZONE))


def lies_in_order(event: datetime) -> None:
    owed = duty(event)
    due = owed.deadline
    before, last, after = ladder(owed, 3)

    assert event.date() < due.target_on <= due.due_on
    assert event < before < last < due.due_at < after
    assert all(CALENDAR.is_workday(bell.date()) for bell in (before, last, after))
    assert [owed.rung(bell, CALENDAR) for bell in (before, last, after)] == [
        Rung.DAY_BEFORE,
        Rung.DUE,
        Rung.PASSED,
    ]
    assert due.target_on_day_off is not CALENDAR.is_workday(due.target_on)


# ── Recounts ───────────────────────────────────────────────────────────────────────────────────

DAY = timedelta(days=1)


@st.composite
def calendars(draw: st.DrawFn, version: str) -> Calendar:
    """Draw notices for the turn of a year: any day may be off, any weekend may be worked."""
    days = draw(
        st.dictionaries(
            st.dates(date(2026, 12, 20), date(2027, 1, 20)),
            st.sampled_from([DayKind.HOLIDAY, DayKind.MAKE_UP_WORKDAY]),
            max_size=20,
        )
    )
    special = {day: SpecialDay(kind, "", version) for day, kind in days.items()}
    return Calendar(special=special, announced=frozenset({2026, 2027}), version=version)


@pytest.mark.req("AC4", "T2")
@settings(max_examples=300)
@given(
    st.datetimes(datetime(2026, 12, 18), datetime(2027, 1, 10), timezones=st.just(ZONE)),  # noqa: DTZ001 - hypothesis wants naive bounds
    calendars("then"),
    st.lists(calendars("now"), min_size=1, max_size=4),
)
def test_no_recount_moves_a_last_day_against_its_owner(
    event: datetime, then: Calendar, later: list[Calendar]
) -> None:
    owed = duty(event, calendar=then)
    for calendar in later:
        counted = deadline(RECORD, event, calendar, ZONE)
        anew = owed.recount(counted)

        assert anew.deadline.due_on == max(owed.deadline.due_on, counted.due_on)
        assert anew.deadline.due_at == midnight_after(anew.deadline.due_on)
        assert anew.deadline.target_on <= anew.deadline.due_on
        assert anew.deadline.calendar_version == calendar.version
        moved = anew.deadline.due_on != owed.deadline.due_on
        assert anew.former == (*owed.former, *[owed.deadline.due_on][: int(moved)])
        bells = ladder(anew, 4, calendar)
        assert all(calendar.is_workday(bell.date()) for bell in bells)
        assert any(bell < anew.deadline.due_at for bell in bells) or not any(
            calendar.is_workday(event.date() + n * DAY)
            for n in range(1, (anew.deadline.due_on - event.date()).days + 1)
        )
        owed = anew


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + DAY, time.min, ZONE)


@pytest.mark.req("AC4", "T2")
def test_an_earlier_last_day_is_aimed_at_and_never_breached() -> None:
    owed = duty(at("2026-12-29"))
    assert owed.deadline.provisional
    saturday = SpecialDay(DayKind.MAKE_UP_WORKDAY, "元旦", "notice")
    announced = Calendar(
        special={**CALENDAR.special, date(2027, 1, 2): saturday},
        announced=CALENDAR.announced | {2027},
        version="announced",
    )

    anew = owed.recount(deadline(RECORD, owed.event_at, announced, ZONE))

    assert anew.deadline.due_on == owed.deadline.due_on == date(2027, 1, 4)
    assert anew.deadline.target_on <= date(2027, 1, 2)
    assert not anew.deadline.provisional
    assert anew.former == ()


def test_a_duty_that_is_given_more_days_keeps_the_last_day_it_had() -> None:
    owed = duty(at("2026-09-24"))
    feast = SpecialDay(DayKind.HOLIDAY, "", "notice")
    milder = Calendar(
        special={**CALENDAR.special, date(2026, 9, 30): feast},
        announced=CALENDAR.announced,
        version="milder",
    )

    anew = owed.recount(deadline(RECORD, owed.event_at, milder, ZONE))

    assert anew.former == (date(2026, 9, 30),)
    assert anew.deadline.due_on == date(2026, 10, 8)
