"""The calendar in the chat: days to take along, dates that may move, a notice that is missed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from bot.due_days import calendar_file
from bot.views import Owed
from register.acts.amending import AmendCalendar
from register.acts.counting import Counted, DueDay
from register.duties import Rung
from register.people import Role
from sandbox.driver import Message, Phone
from tests import cast
from tests.bot import examples as an
from tests.bot.digests import RECORD_VIEWS, VIEWS, digest_of
from tests.bot.stage import SAMPLES, START, ZONE, Stage
from tests.notices import NOTICE
from tests.storage.samples import DUTY

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAY_BEFORE = datetime(2026, 10, 9, 8, 30, tzinfo=ZONE)
TURN_OF_THE_YEAR = datetime(2026, 12, 30, 10, 0, tzinfo=ZONE)
REMIND_AT = DAY_BEFORE


async def begin(phone: Phone) -> None:
    """Start a record up to the time of the encounter: just now."""
    for said, seen in (("/new", "1/8"), ("赵德海", "2/8"), ("县某局局长", "3/8")):
        await phone.send(said)
        await phone.see(seen)
    await phone.click("刚才")
    await phone.see("4/8")


async def move(stage: Stage, to: datetime) -> None:
    await stage.pass_time((to - START).total_seconds())


async def taken(phone: Phone) -> tuple[Message, Event]:
    """Return the calendar file that came last, and the one event in it."""
    file = await phone.until(
        lambda chat: next((each for each in reversed(chat.messages) if each.media), None),
        "a file",
    )
    (event,) = Calendar.from_ical(await phone.download(file)).walk("VEVENT")
    assert isinstance(event, Event)
    return file, event


async def test_the_digest_gives_its_days_to_a_phone_s_calendar(alone: Stage) -> None:
    li = await alone.actor("李日历")
    await begin(li.phone)
    await move(alone, DAY_BEFORE)
    await li.phone.see("今日提醒")

    await li.phone.click("📅 加入日历 1")

    file, event = await taken(li.phone)
    assert file.media is not None
    assert (file.media.name, str(event["summary"])) == ("提醒.ics", "工作期限")
    assert not file.protected
    assert (event.start, event.end) == (date(2026, 10, 10), date(2026, 10, 11))
    assert "赵德海" not in (await li.phone.download(file)).decode()


async def test_why_this_date_gives_the_day_too(alone: Stage) -> None:
    li = await alone.actor("李原因")
    await begin(li.phone)
    (sealed,) = await li.phone.upload("document", SAMPLES / "chat.png")
    await li.phone.see("已固定", after=sealed)
    await li.phone.click("为什么是这一天")
    await li.phone.see("为什么是10月10日")

    await li.phone.click("📅 加入日历")

    _, event = await taken(li.phone)
    assert event.start == date(2026, 10, 10)


async def test_a_day_that_nobody_owes_yet_is_nothing_to_take(shared: Stage) -> None:
    li = await shared.actor("李未录")
    (sealed,) = await li.phone.upload("document", SAMPLES / "chat.png")
    await li.phone.see("已固定", after=sealed)

    await li.phone.click("为什么是这一天")

    counted = await li.phone.see("为什么是10月10日")
    assert counted.button("📅 加入日历") is None


@pytest.mark.req("T2", "T16", "V11")
async def test_a_running_service_counts_by_a_notice_from_its_next_tick_on(alone: Stage) -> None:
    li = await alone.actor("李新年")
    await move(alone, TURN_OF_THE_YEAR)
    await begin(li.phone)
    await li.phone.send("/new")
    titled = await li.phone.see_button("2026年12月30日")
    assert "1月5日（周二）（暂定，可能提前或推后） 到期" in repr(titled)

    amend = await alone.container.get(AmendCalendar)
    await amend(NOTICE, cause=alone.cause())
    await alone.service.ticks.tick_all()
    await li.phone.send("/new")

    await li.phone.until(
        lambda chat: "1月6日（周三） 到期" in repr(chat.messages[-1]), "the firm date"
    )


@pytest.mark.req("T17")
async def test_the_administrator_is_asked_for_the_notice_until_it_is_there(alone: Stage) -> None:
    zheng = await alone.actor("郑日历", Role.ADMINISTRATOR)

    await move(alone, TURN_OF_THE_YEAR)

    asked = await zheng.phone.see("尚未加载 2027 年放假安排")
    assert "暂定，可能提前或推后" in asked.text
    await (await alone.container.get(AmendCalendar))(NOTICE, cause=alone.cause())
    await alone.pass_time(timedelta(days=7).total_seconds())
    assert len([m for m in await zheng.phone.messages() if "尚未加载" in m.text]) == 1


@pytest.mark.req("CH4")
async def test_the_file_is_an_all_day_event_with_its_alarm_the_working_day_before() -> None:
    made = calendar_file(
        DueDay(duty=DUTY, remind_at=REMIND_AT), "工作期限", at=datetime(2026, 9, 30, tzinfo=UTC)
    )

    assert made.decode().splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Liuhen//Liuhen//ZH",
        "BEGIN:VEVENT",
        "SUMMARY:工作期限",
        "DTSTART;VALUE=DATE:20261010",
        "DTEND;VALUE=DATE:20261011",
        "DTSTAMP:20260930T000000Z",
        f"UID:{DUTY.id}",
        f"SEQUENCE:{DUTY.version}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:工作期限",
        "TRIGGER;VALUE=DATE-TIME:20261009T003000Z",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


async def test_a_later_file_of_the_same_duty_takes_its_place() -> None:
    at = datetime(2026, 9, 30, tzinfo=UTC)
    files = [
        Calendar.from_ical(calendar_file(DueDay(duty=duty, remind_at=at), "", at=at))
        for duty in (DUTY, replace(DUTY, version=DUTY.version + 1))
    ]
    (first,), (second,) = (file.walk("VEVENT") for file in files)

    assert first["uid"] == second["uid"]
    assert int(str(first["sequence"])) < int(str(second["sequence"]))


@pytest.mark.req("T16", "V11")
async def test_wherever_a_last_day_is_shown_it_says_that_it_may_still_move() -> None:
    due = an.due(TURN_OF_THE_YEAR)
    duty = replace(an.TO_FORWARD, deadline=due)
    record = replace(an.RECORD, deadline=due)
    owed = [Owed(duty=duty, rung=Rung.DUE, name="报告", number=record.number)]

    for view in (
        VIEWS.sealed(replace(an.sealed(an.PHOTO), due=due)),
        RECORD_VIEWS.receipt(record, ()),
        RECORD_VIEWS.card(record, person=cast.WANG.id, duty=duty),
        RECORD_VIEWS.duty_passed(record, duty),
        digest_of(owed),
        VIEWS.count(Counted(due=due, rules=an.PROFILE)),
    ):
        assert "1月5日（周二）（暂定，可能提前或推后）" in view.text
