"""Typed times: what people say is read as they mean it, and nothing is guessed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.typed_time import TypedTimes

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 8, 10, 20, 30, tzinfo=ZONE)  # a Thursday
TIMES = TypedTimes(Path(__file__).parents[2] / "templates" / "zh" / "time.toml")

DAYS = {
    "今天": "2026-10-08",
    "昨天": "2026-10-07",
    "昨日": "2026-10-07",
    " 前天 ": "2026-10-06",
    "大前天": "2026-10-05",
    "3天前": "2026-10-05",
    "两天前": "2026-10-06",
    "周三": "2026-10-07",
    "星期三": "2026-10-07",
    "礼拜五": "2026-10-02",
    "周四": "2026-10-08",
    "周日": "2026-10-04",
    "星期天": "2026-10-04",
    "周5": "2026-10-02",
    "本周一": "2026-10-05",
    "上周五": "2026-10-02",
    "上周三": "2026-09-30",
    "上个星期一": "2026-09-28",
    "上上周五": "2026-09-25",
    "9月30日": "2026-09-30",
    "9月30号": "2026-09-30",
    "9 月 30 日": "2026-09-30",
    "九月三十日": "2026-09-30",
    "十月八日": "2026-10-08",
    "12月30日": None,  # nine months ago, or a slip
    "10月9日": None,
    "4月9日": "2026-04-09",
    "30日": "2026-09-30",
    "8号": "2026-10-08",
    "31日": None,  # September has none
    "上个月30号": "2026-09-30",
    "上月3日": "2026-09-03",
    "本月30日": None,
    "2026年9月30日": "2026-09-30",
    "二〇二六年九月三十日": "2026-09-30",
    "２０２６年９月３０日": "2026-09-30",
    "去年12月30日": "2025-12-30",
    "2025-12-30": "2025-12-30",
    "2026/9/30": "2026-09-30",
    "2026.9.30": "2026-09-30",
    "9/30": "2026-09-30",
    "9-30": "2026-09-30",
    "2027年1月1日": None,
    "这周五": None,
}
MOMENTS = {
    "刚才": "2026-10-08T10:20",
    "20分钟前": "2026-10-08T10:00",
    "二十分钟以前": "2026-10-08T10:00",
    "半小时前": "2026-10-08T09:50",
    "半个小时前": "2026-10-08T09:50",
    "2小时前": "2026-10-08T08:20",
    "两个小时之前": "2026-10-08T08:20",
    "一个半小时前": "2026-10-08T08:50",
    "12小时前": "2026-10-07T22:20",
    "9月30日 15:00": "2026-09-30T15:00",
    "9月30日15：00": "2026-09-30T15:00",
    "2026-09-30 15:00": "2026-09-30T15:00",
    "2026-09-30T15:00": "2026-09-30T15:00",
    "9/30 15:00": "2026-09-30T15:00",
    "９／３０　１５：００": "2026-09-30T15:00",
    "9月30 15:00": "2026-09-30T15:00",
    "30日下午三点": "2026-09-30T15:00",
    "2026年9月30日下午3点20分": "2026-09-30T15:20",
    "昨天下午三点": "2026-10-07T15:00",
    "昨天的下午三点整": "2026-10-07T15:00",
    "昨天，下午三点": "2026-10-07T15:00",
    "昨天下午3:30": "2026-10-07T15:30",
    "昨天下午15点": "2026-10-07T15:00",
    "昨晚八点一刻": "2026-10-07T20:15",
    "前天晚上八点三刻": "2026-10-06T20:45",
    "今早八点零五": "2026-10-08T08:05",
    "今天凌晨12点半": "2026-10-08T00:30",
    "上周五上午9点半": "2026-10-02T09:30",
    "星期三中午": "2026-10-07T12:00",
    "昨天中午1点": "2026-10-07T13:00",
    "昨天中午十二点十分": "2026-10-07T12:10",
    "周三十五点二十": "2026-10-07T15:20",
    "周三三点": None,  # at night or in the afternoon?
    "周三12点": "2026-10-07T12:00",
    "周三零点": "2026-10-07T00:00",
    "上午9点半": "2026-10-08T09:30",
    "上午九点钟": "2026-10-08T09:00",
    "9:05": "2026-10-08T09:05",
    "3:00": "2026-10-08T03:00",
    "10:20": "2026-10-08T10:20",
    "10:21": None,  # still to come
    "15:00": None,
    "下午三点": None,
    "今天下午三点": None,
    "周四下午三点": None,
    "中午": None,
}
NONSENSE = [
    "",
    " ",
    "不记得了",
    "三点",
    "昨天下午",
    "昨天晚上12点",
    "昨天上午15点",
    "昨天下午27点",
    "昨天25:00",
    "昨天24点",
    "昨天15:60",
    "昨天15:0",
    "昨天三点差五分",
    "昨天大约15:00",
    "昨天15:00左右",
    "昨天昨天",
    "昨天刚才",
    "15:00 昨天",
    "2月30日",
    "13月1日",
    "十十月一日",
    "9/3015:00",
    "周八",
    "上周",
    "1234小时前",
    "0000年1月1日",
    "2026-09-30 15:00 张三来电",
    "15",
    "!?",
    "昨天" + " " * 4000 + "?",
]


@pytest.mark.req("F1-8")
@pytest.mark.parametrize(("phrase", "day"), DAYS.items())
def test_a_day_is_read_as_a_day(phrase: str, day: str | None) -> None:
    assert TIMES.read(phrase, now=NOW) == day


@pytest.mark.req("F1-8")
@pytest.mark.parametrize(("phrase", "moment"), MOMENTS.items())
def test_a_time_of_day_is_read_to_the_minute_with_its_offset(
    phrase: str, moment: str | None
) -> None:
    assert TIMES.read(phrase, now=NOW) == (moment and moment + "+08:00")


@pytest.mark.parametrize("phrase", NONSENSE)
def test_what_is_not_understood_as_a_whole_is_not_read(phrase: str) -> None:
    assert TIMES.read(phrase, now=NOW) is None


def test_in_january_december_is_last_year_s() -> None:
    january = datetime(2027, 1, 5, 9, tzinfo=ZONE)

    assert TIMES.read("12月30日", now=january) == "2026-12-30"
    assert TIMES.read("30日", now=january) == "2026-12-30"
    assert TIMES.read("上个月30号", now=january) == "2026-12-30"


def test_on_a_saturday_the_friday_of_last_week_is_eight_days_ago() -> None:
    saturday = datetime(2026, 10, 3, 9, tzinfo=ZONE)

    assert TIMES.read("上周五", now=saturday) == "2026-09-25"
    assert TIMES.read("周五", now=saturday) == "2026-10-02"


def test_the_moment_is_given_in_the_zone_of_now() -> None:
    assert TIMES.read("刚才", now=NOW.astimezone(UTC)) == "2026-10-08T02:20+00:00"


MOMENT = st.datetimes(
    NOW.replace(tzinfo=None) - timedelta(days=180), NOW.replace(tzinfo=None)
).map(lambda at: at.replace(second=0, microsecond=0, tzinfo=ZONE))


def part_of_day(at: datetime) -> str:
    bounds = ((5, "凌晨"), (11, "上午"), (13, "中午"), (18, "下午"))
    return next((word for end, word in bounds if at.hour < end), "晚上")


@given(at=MOMENT)
@settings(max_examples=300)
def test_every_printed_moment_of_half_a_year_is_read_back(at: datetime) -> None:
    spoken = f"{part_of_day(at)}{at.hour % 12 or 12}点{at.minute}分"
    printed = (
        at.isoformat(timespec="minutes").removesuffix("+08:00"),
        f"{at:%Y-%m-%d %H:%M}",
        f"{at:%Y/%m/%d %H:%M}",
        f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
        f"{at.month}月{at.day}日{at:%H:%M}",
        f"{at.month}/{at.day} {at.hour}:{at:%M}",
        f"{at.month}月{at.day}日{spoken}",
    )

    assert {TIMES.read(each, now=NOW) for each in printed} == {at.isoformat(timespec="minutes")}


@given(day=st.dates(date(2000, 1, 1), NOW.date()))
@settings(max_examples=300)
def test_every_printed_day_is_read_back(day: date) -> None:
    printed = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y.%m.%d}",
        f"{(NOW.date() - day).days}天前" if NOW.date() - day < timedelta(1000) else f"{day}",
    )

    assert {TIMES.read(each, now=NOW) for each in printed} == {day.isoformat()}


@given(text=st.text(alphabet="今昨前天上周日三十二点半分月年号 下午:/-.T0123459", max_size=14))
@settings(max_examples=500)
def test_whatever_is_typed_is_no_error_and_never_in_the_future(text: str) -> None:
    read = TIMES.read(text, now=NOW)

    assert read is None or datetime.fromisoformat(read).replace(tzinfo=ZONE) <= NOW


def test_a_time_typed_after_a_day_was_picked_is_of_that_day() -> None:
    picked = date(2026, 9, 30)

    assert TIMES.read("15:20", now=NOW, day=picked) == "2026-09-30T15:20+08:00"
    assert TIMES.read("昨天下午三点", now=NOW, day=picked) == "2026-10-07T15:00+08:00"
