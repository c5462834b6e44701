"""The sheet of invites: one person a row, and beside each link the picture of that very link."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
from PIL import Image

from app.invitation_sheet import InvitationRow, code_of, write_invitations

UNTIL = datetime(2026, 10, 7, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ROWS = [
    InvitationRow(
        name=name,
        department="第一检察部",
        post="检察官",
        link=f"https://t.me/liuhen_bot?start={code}",
        valid_until=UNTIL,
    )
    for name, code in (
        ("李承办", "q7Zx-_0bW1sT4kYpLm8nVc2d"),
        ("=1+1", "Aa0-9_bbbbbbbbbbbbbbbbbb"),
    )
]


def test_each_row_holds_a_person_the_link_and_until_when_it_is_good() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_invitations(ROWS)))

    (sheet,) = book.worksheets
    note, heading, *people = sheet.iter_rows(values_only=True)
    assert "单独交给本人" in str(note[0])
    assert heading == ("姓名", "部门", "职务", "邀请链接", "二维码", "有效期至")
    assert people == [
        (row.name, "第一检察部", "检察官", row.link, None, "2026-10-07 15:00") for row in ROWS
    ]


def test_beside_each_link_stands_its_own_code() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_invitations(ROWS)))

    pictures = {
        (picture.anchor._from.row, picture.anchor._from.col): picture._data()
        for picture in book.worksheets[0]._images
    }

    assert pictures == {(at, 4): code_of(row.link) for at, row in enumerate(ROWS, start=2)}


def test_a_code_has_the_quiet_margin_that_readers_need() -> None:
    picture = Image.open(io.BytesIO(code_of(ROWS[0].link))).convert("L")

    margin = 4 * 4  # modules of four dots
    inner = picture.point(lambda dot: 255 - dot).getbbox()
    assert inner == (margin, margin, picture.width - margin, picture.height - margin)
