"""The staff file of an organisation: a small CSV or XLSX, read whole before anything is written.

Its headings, its words for roles and the wording of its faults stand in `templates/zh/staff.toml`.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from register.acts.staffing import StaffLine
from register.people import Role

_WORDS = Path(__file__).parents[1] / "templates" / "zh" / "staff.toml"
_ZIP = b"PK\x03\x04"  # how every XLSX begins
_BETWEEN_ROLES = re.compile(r"[\s,;/\u3001\uff0c\uff1b]+")

Rows = list[tuple[int, list[str]]]
"""The lines that hold anything: number in the file from 1, and the cells."""


class FaultKind(StrEnum):
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NO_COLUMN = "no_column"
    NO_NAME = "no_name"
    NO_ROLE = "no_role"
    UNKNOWN_ROLE = "unknown_role"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where; `line` is 0 where the whole file is meant."""

    kind: FaultKind
    line: int = 0
    value: str = ""

    def __str__(self) -> str:
        """The sentence for the person who wrote the file."""
        sentence: str = _words()["faults"][self.kind]
        return sentence.format(line=self.line, value=self.value)


@dataclass(frozen=True, slots=True)
class Faults:
    """Everything that is wrong with the file, in the order of its lines; never empty."""

    found: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class StaffFile:
    """A file without a fault; `encoding` is `utf-8`, `gb18030` or `xlsx`."""

    encoding: str
    lines: tuple[StaffLine, ...]


def read_staff(path: Path) -> StaffFile | Faults:
    """Read the staff file at `path`, or list all its faults. OSError if it cannot be opened."""
    table = _read(path.read_bytes())
    if table is None:
        return Faults((Fault(FaultKind.UNREADABLE),))
    encoding, rows = table
    if len(rows) <= 1:
        return Faults((Fault(FaultKind.EMPTY),))
    (_, heading), *people = rows
    columns = _columns(heading)
    if missing := _words()["columns"].keys() - columns.keys():
        names = [names[0] for key, names in _words()["columns"].items() if key in missing]
        return Faults(tuple(Fault(FaultKind.NO_COLUMN, value=name) for name in names))
    lines = [(number, _line(cells, columns)) for number, cells in people]
    if faults := tuple(_faults(lines)):
        return Faults(faults)
    return StaffFile(encoding, tuple(line.checked() for _, line in lines))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


@cache
def _roles() -> dict[str, Role]:
    return {word: Role(role) for role, words in _words()["roles"].items() for word in words}


def _columns(heading: list[str]) -> dict[str, int]:
    """Where each column stands; columns that nobody asked for are passed over."""
    known = {name: key for key, names in _words()["columns"].items() for name in names}
    return {known[name]: at for at, name in enumerate(heading) if name in known}


@dataclass(frozen=True, slots=True)
class _Line:
    """One person as written."""

    name: str
    department: str
    post: str
    roles: tuple[str, ...]
    contact: str

    def checked(self) -> StaffLine:
        return StaffLine(
            name=self.name,
            department=self.department,
            post=self.post,
            roles=frozenset(_roles()[word] for word in self.roles),
            contact=self.contact,
        )


def _line(cells: list[str], columns: dict[str, int]) -> _Line:
    cell = {key: cells[at] if at < len(cells) else "" for key, at in columns.items()}
    return _Line(
        name=_unpadded(cell["name"]),
        department=cell["department"],
        post=cell["post"],
        roles=tuple(word for word in _BETWEEN_ROLES.split(cell["roles"]) if word),
        contact=cell["contact"],
    )


def _unpadded(name: str) -> str:
    """Lists pad names of two signs with a blank to the width of three; it is no part of them."""
    return name if name.isascii() else "".join(name.split())


def _faults(lines: Iterable[tuple[int, _Line]]) -> Iterator[Fault]:
    seen = set()
    for number, line in lines:
        if not line.name:
            yield Fault(FaultKind.NO_NAME, number)
        elif (line.name, line.department) in seen:
            yield Fault(FaultKind.DUPLICATE, number, line.name)
        seen.add((line.name, line.department))
        if not line.roles:
            yield Fault(FaultKind.NO_ROLE, number)
        for word in line.roles:
            if word not in _roles():
                yield Fault(FaultKind.UNKNOWN_ROLE, number, word)


def _read(content: bytes) -> tuple[str, Rows] | None:
    """The encoding and the lines that hold anything; None if nothing here can read them."""
    if content.startswith(_ZIP):
        rows = _read_xlsx(content)
        return None if rows is None else ("xlsx", rows)
    for encoding, codec in (("utf-8", "utf-8-sig"), ("gb18030", "gb18030")):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        rows = _read_csv(text)
        return None if rows is None else (encoding, rows)
    return None


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
    return "" if cell is None else str(cell).strip()
