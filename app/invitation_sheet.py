"""The sheet of invites: one person a row, the link as text and as a picture that phones read.

Its words stand in `templates/zh/staff.toml`.
"""

import io
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import segno
import xlsxwriter

_WORDS = Path(__file__).parents[1] / "templates" / "zh" / "staff.toml"
_DOTS = 4
"""Dots of the picture per module of the code: it is printed 3 cm wide and read at arm's length."""
_ROW = 142  # points, as high as the code of the longest link
_WIDTHS = {"name": 12, "department": 18, "post": 18, "link": 62, "code": 24, "valid_until": 18}


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """One person's invite; `valid_until` as the clocks of the house show it."""

    name: str
    department: str
    post: str
    link: str
    valid_until: datetime


def write_invitations(rows: Sequence[InvitationRow]) -> bytes:
    """Return a workbook to be cut into slips: every link is for one person alone."""
    words = tomllib.loads(_WORDS.read_text("utf-8"))["invitations"]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(words["sheet"])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
        bold = book.add_format({"bold": True, "valign": "vcenter"})
        cell = book.add_format({"text_wrap": True, "valign": "vcenter"})
        sheet.write_string(0, 0, words["note"], bold)
        for column, (key, width) in enumerate(_WIDTHS.items()):
            sheet.set_column(column, column, width, cell)
            sheet.write_string(1, column, words["columns"][key], bold)
        for number, row in enumerate(rows, start=2):
            sheet.set_row(number, _ROW)
            shown = (row.name, row.department, row.post, row.link)
            for column, text in enumerate(shown):
                sheet.write_string(number, column, text, cell)
            picture = {"image_data": io.BytesIO(code_of(row.link)), "description": row.name}
            sheet.insert_image(number, 4, "code.png", {**picture, "x_offset": 6, "y_offset": 6})
            sheet.write_string(number, 5, f"{row.valid_until:%Y-%m-%d %H:%M}", cell)
    return content.getvalue()


def code_of(link: str) -> bytes:
    """Return a QR code as PNG, with the margin that readers need."""
    picture = io.BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=_DOTS)
    return picture.getvalue()
