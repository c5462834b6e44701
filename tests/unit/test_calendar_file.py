"""A notice is read as operators write it, and all its faults are told at once."""

from datetime import date
from pathlib import Path

import pytest

from app.calendar import china
from app.calendar_file import read_notice
from app.faults import Faults
from register.workdays import Amendments, DayKind, SpecialDay
from tests.notices import NOTICE, as_toml

CALENDAR = china(range(2026, 2029))
HEAD = 'source = "通知"\n'
LOST_SUNDAY = '[[days]]\ndate = 2026-11-01\nkind = "workday"\n'


def read(folder: Path, text: str | bytes) -> Amendments | Faults:
    path = folder / "notice.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_notice(path, CALENDAR)


def faults(folder: Path, text: str | bytes) -> list[str]:
    result = read(folder, text)
    assert isinstance(result, Faults)
    return [str(fault) for fault in result.found]


@pytest.mark.req("T17", "T19")
def test_a_year_s_whole_notice_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, as_toml()) == NOTICE


def test_a_single_day_is_enough_and_needs_no_name(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + LOST_SUNDAY) == Amendments(
        days={date(2026, 11, 1): SpecialDay(DayKind.MAKE_UP_WORKDAY, "", "通知")}
    )


def test_a_guess_of_the_data_set_can_be_taken_back(tmp_path: Path) -> None:
    notice = read(tmp_path, HEAD + '[[days]]\ndate = 2027-10-05\nkind = "workday"\n')

    assert isinstance(notice, Amendments)
    assert notice.days[date(2027, 10, 5)].kind is DayKind.WORKDAY


def test_a_day_off_at_a_weekend_may_stand_where_the_data_set_names_it(tmp_path: Path) -> None:
    notice = read(tmp_path, HEAD + '[[days]]\ndate = 2027-05-01\nkind = "holiday"\n')

    assert isinstance(notice, Amendments)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source = 1 = 2", ["第 1 行：不是 UTF-8 编码的 TOML。"]),
        ('source = "通知"\n[[days]]\ndate', ["第 3 行：不是 UTF-8 编码的 TOML。"]),
        ('source = "通知"\n[[days]]\ndate = 2026-02-30', ["第 3 行：不是 UTF-8 编码的 TOML。"]),
        ("国务院".encode("gb18030"), ["不是 UTF-8 编码的 TOML。"]),
        ("", ["缺少 source。", "缺少 days。"]),
        (HEAD + "days = []", ["days 的值不对。"]),
        (LOST_SUNDAY, ["缺少 source。"]),
        ('source = " "\n' + LOST_SUNDAY, ["source 的值不对。"]),
        ("anounced = true\n" + HEAD + LOST_SUNDAY, ["没有 anounced 这一项。"]),
        ("announced = true\n" + HEAD + LOST_SUNDAY, ["announced = true 须同时写明 year。"]),
        (HEAD + LOST_SUNDAY * 2, ["第 5 行：2026-11-01 重复出现。"]),
        (
            "year = 2028\n" + HEAD + LOST_SUNDAY,
            ["第 3 行：2026-11-01 不在该年度，也不在上一年12月。"],
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str | bytes, told: list[str]) -> None:
    assert faults(tmp_path, text) == told


def test_every_faulty_day_is_named_by_its_line(tmp_path: Path) -> None:
    text = (
        HEAD
        + '[[days]]\ndate = 2026-11-01\nkind = "holyday"\n'
        + '[[days]]\nkind = "workday"\nnmae = "x"\n'
        + "[[days]]\ndate = 2026-11-01T10:00:00\n"
    )

    assert sorted(faults(tmp_path, text)) == [
        "第 2 行：kind 的值不对。",
        "第 5 行：没有 nmae 这一项。",
        "第 5 行：缺少 date。",
        "第 8 行：date 的值不对。",
        "第 8 行：缺少 kind。",
    ]


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2026-11-02", "workday"), ("2026-11-07", "holiday")],
    ids=["a Monday", "a Saturday"],
)
def test_a_day_that_is_so_anyway_is_taken_for_a_wrong_date(
    tmp_path: Path, day: str, kind: str
) -> None:
    text = f'{HEAD}[[days]]\ndate = {day}\nkind = "{kind}"\n'

    assert faults(tmp_path, text) == [
        f"第 2 行：{day} 本来就是如此（工作日上班或周末休息），请核对日期。"
    ]


def test_a_whole_notice_forgets_no_holiday_that_the_law_gives(tmp_path: Path) -> None:
    text = as_toml().replace("2027-04-05", "2027-04-06")

    assert faults(tmp_path, text) == [
        '全年安排中缺少 2027-04-05 清明节；如当日上班，请写明 kind = "workday"。'
    ]
