"""The case file of an organisation: a CSV or XLSX, read whole before anything is written.

Its headings, its example and the wording of its faults stand in `templates/zh/cases.toml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.directory import Member
from app.faults import Fault, Faults, words_of
from app.sheets import columns_of, read_day, read_sheet, unpadded
from register.acts.case_import import CaseLine
from register.acts.casework import WORDS_LENGTH
from register.cases import read_case
from register.ids import PersonId
from register.provisions import CaseNumberStyle

_BETWEEN_HANDLERS = re.compile(r"[\n,;/\u3001\uff0c\uff1b]+")  # no blank: it pads short names
_IN_DEPARTMENT = re.compile(r"(?P<name>.+)[(\uff08](?P<department>.+)[)\uff09]")
_SHOWN = 20  # signs of a text that is too long


class Kind(StrEnum):
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NO_COLUMN = "no_column"
    NO_NUMBER = "no_number"
    NO_NAME = "no_name"
    NO_HANDLER = "no_handler"
    UNKNOWN_HANDLER = "unknown_handler"
    AMBIGUOUS_HANDLER = "ambiguous_handler"
    NO_DATE = "no_date"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"

    @property
    def words(self) -> Mapping[str, Any]:
        return _words()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file without a fault; `encoding` is `utf-8`, `gb18030` or `xlsx`."""

    encoding: str
    lines: tuple[CaseLine, ...]


def read_cases(
    content: bytes, *, staff: Sequence[Member], styles: Sequence[CaseNumberStyle]
) -> CaseFile | Faults:
    """Read a case file, or list all its faults; its handlers are among the `staff`."""
    sheet = read_sheet(content)
    if sheet is None:
        return Faults((Fault(Kind.UNREADABLE),))
    if len(sheet.rows) <= 1:
        return Faults((Fault(Kind.EMPTY),))
    (_, heading), *rows = sheet.rows
    names = _words()["columns"]
    columns = columns_of(heading, names)
    if missing := [key for key in names if key not in columns and key not in _optional()]:
        return Faults(tuple(Fault(Kind.NO_COLUMN, value=names[key][0]) for key in missing))
    reader = _Reader(staff, styles)
    lines = [reader.line(number, cells, columns) for number, cells in rows]
    if faults := tuple(reader.faults):
        return Faults(faults)
    return CaseFile(sheet.encoding, tuple(lines))


def template() -> list[list[str]]:
    """Return the heading and an example row."""
    columns = _words()["columns"]
    return [
        [names[0] for names in columns.values()],
        [_words()["example"][key] for key in columns],
    ]


def _words() -> Mapping[str, Any]:
    return words_of("cases")


def _optional() -> Sequence[str]:
    found: Sequence[str] = _words()["optional"]
    return found


class _Reader:
    """Reads line by line and collects what is wrong; a faulty line is never used."""

    def __init__(self, staff: Sequence[Member], styles: Sequence[CaseNumberStyle]) -> None:
        self.faults: list[Fault] = []
        self._staff = staff
        self._styles = styles
        self._numbers: set[str] = set()

    def line(self, at: int, cells: Sequence[str], columns: Mapping[str, int]) -> CaseLine:
        def cell(key: str) -> str:
            place = columns.get(key, len(cells))
            return cells[place] if place < len(cells) else ""

        return CaseLine(
            number=self._number(at, cell("number")),
            name=self._words(at, cell("name"), Kind.NO_NAME),
            charge=self._words(at, cell("charge")),
            handlers=self._handlers(at, cell("handlers")),
            since=self._date(at, cell("since")),
            closing_on=self._date(at, cell("closing_on")),
        )

    def _number(self, at: int, text: str) -> str:
        number = read_case(self._words(at, text, Kind.NO_NUMBER), self._styles).text
        if number and number in self._numbers:
            self._find(Kind.DUPLICATE, at, number)
        self._numbers.add(number)
        return number

    def _words(self, at: int, text: str, missing: Kind | None = None) -> str:
        if missing and not text:
            self._find(missing, at)
        if len(text) > WORDS_LENGTH:
            self._find(Kind.TOO_LONG, at, text[:_SHOWN])
        return text

    def _handlers(self, at: int, text: str) -> tuple[PersonId, ...]:
        named = [
            word for each in _BETWEEN_HANDLERS.split(text) if (word := unpadded(each.strip()))
        ]
        if not named:
            self._find(Kind.NO_HANDLER, at)
        found = [self._handler(at, word) for word in named]
        return tuple(dict.fromkeys(person for person in found if person))

    def _handler(self, at: int, word: str) -> PersonId | None:
        split = _IN_DEPARTMENT.fullmatch(word)
        name, department = split.group("name", "department") if split else (word, None)
        namesakes = [
            member.person.id
            for member in self._staff
            if unpadded(member.person.name) == name and department in {None, member.department}
        ]
        if not namesakes:
            self._find(Kind.UNKNOWN_HANDLER, at, word)
        if len(namesakes) > 1:
            self._find(Kind.AMBIGUOUS_HANDLER, at, word)
        return namesakes[0] if namesakes else None

    def _date(self, at: int, text: str) -> date | None:
        day = read_day(text)
        if text and day is None:
            self._find(Kind.NO_DATE, at, text)
        return day

    def _find(self, kind: Kind, at: int, value: str = "") -> None:
        self.faults.append(Fault(kind, at, value))
