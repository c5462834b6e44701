"""Tables as offices keep them: CSV in UTF-8 or GB18030, or XLSX; read whole, written as templates.

Every cell is a text without blanks around it.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")
_ZIP = b"PK\x03\x04"  # how every XLSX begins

Rows = list[tuple[int, list[str]]]
"""The lines that hold anything: number in the file from 1, and the cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file held; `encoding` is `utf-8`, `gb18030` or `xlsx`."""

    encoding: str
    rows: Rows


def read_sheet(content: bytes) -> Sheet | None:
    """Return the lines that hold anything; None if nothing here can read them."""
    if content.startswith(_ZIP):
        rows = _read_xlsx(content)
        return None if rows is None else Sheet("xlsx", rows)
    for encoding, codec in (("utf-8", "utf-8-sig"), ("gb18030", "gb18030")):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        rows = _read_csv(text)
        return None if rows is None else Sheet(encoding, rows)
    return None


def columns_of(heading: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands, by key; columns that nobody asked for are passed over."""
    known = {name: key for key, alternatives in names.items() for name in alternatives}
    return {known[name]: at for at, name in enumerate(heading) if name in known}


def unpadded(name: str) -> str:
    """Lists pad names of two signs with a blank to the width of three; it is no part of them."""
    return name if name.isascii() else "".join(name.split())


def read_day(text: str) -> date | None:
    """Read a day as offices write it, such as 2026-09-01 or 2026/9/1; None for anything else."""
    if parts := _DAY.fullmatch(text):
        with suppress(ValueError):  # such as the 31st of a shorter month
            return date(*map(int, parts.groups()))
    return None


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return CSV as spreadsheets recognise it: UTF-8 with its mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet."""
    from openpyxl import Workbook  # noqa: PLC0415 - only for those who want a workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _read_csv(text: str) -> Rows | None:
    if "\0" in text:  # no text: a picture, an old workbook, UTF-16
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _with_content((reader.line_num, cells) for cells in reader)
    except csv.Error:
        return None


def _read_xlsx(content: bytes) -> Rows | None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only for those who bring a workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return _with_content(enumerate(sheet.iter_rows(values_only=True), 1))
    except (BadZipFile, ParseError, LookupError, ValueError, OSError):
        return None


def _with_content(rows: Iterable[tuple[int, Iterable[object]]]) -> Rows:
    stripped = ((number, [_text(cell) for cell in cells]) for number, cells in rows)
    return [(number, cells) for number, cells in stripped if any(cells)]


def _text(cell: object) -> str:
    """A cell as written; a telephone number that became a number gets its digits back."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == time.min:
        cell = cell.date()
    return "" if cell is None else str(cell).strip()
