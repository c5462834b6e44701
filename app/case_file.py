"""The case file of an organisation: a CSV or XLSX, read whole before anything is written.

Its headings, its example and the wording of its faults stand in `templates/zh/cases.toml`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.directory import Member
from app.sheets import columns_of, read_day, read_sheet, unpadded
from register.acts.case_import import CaseLine
from register.acts.casework import WORDS_LENGTH
from register.cases import read_case
from register.ids import PersonId
from register.profile import CaseNumberStyle

_WORDS = Path(__file__).parents[1] / "templates" / "zh" / "cases.toml"
_BETWEEN_HANDLERS = re.compile(r"[\n,;/\u3001\uff0c\uff1b]+")  # no blank: it pads short names
_IN_DEPARTMENT = re.compile(r"(?P<name>.+)[(\uff08](?P<department>.+)[)\uff09]")
_SHOWN = 20  # signs of a text that is too long


class FaultKind(StrEnum):
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
        return Faults((Fault(FaultKind.UNREADABLE),))
    if len(sheet.rows) <= 1:
        return Faults((Fault(FaultKind.EMPTY),))
    (_, heading), *rows = sheet.rows
    names = _words()["columns"]
    columns = columns_of(heading, names)
    if missing := [key for key in names if key not in columns and key not in _optional()]:
        return Faults(tuple(Fault(FaultKind.NO_COLUMN, value=names[key][0]) for key in missing))
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


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


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
            name=self._words(at, cell("name"), FaultKind.NO_NAME),
            charge=self._words(at, cell("charge")),
            handlers=self._handlers(at, cell("handlers")),
            since=self._date(at, cell("since")),
            closing_on=self._date(at, cell("closing_on")),
        )

    def _number(self, at: int, text: str) -> str:
        number = read_case(self._words(at, text, FaultKind.NO_NUMBER), self._styles).text
        if number and number in self._numbers:
            self._find(FaultKind.DUPLICATE, at, number)
        self._numbers.add(number)
        return number

    def _words(self, at: int, text: str, missing: FaultKind | None = None) -> str:
        if missing and not text:
            self._find(missing, at)
        if len(text) > WORDS_LENGTH:
            self._find(FaultKind.TOO_LONG, at, text[:_SHOWN])
        return text

    def _handlers(self, at: int, text: str) -> tuple[PersonId, ...]:
        named = [
            word for each in _BETWEEN_HANDLERS.split(text) if (word := unpadded(each.strip()))
        ]
        if not named:
            self._find(FaultKind.NO_HANDLER, at)
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
            self._find(FaultKind.UNKNOWN_HANDLER, at, word)
        if len(namesakes) > 1:
            self._find(FaultKind.AMBIGUOUS_HANDLER, at, word)
        return namesakes[0] if namesakes else None

    def _date(self, at: int, text: str) -> date | None:
        day = read_day(text)
        if text and day is None:
            self._find(FaultKind.NO_DATE, at, text)
        return day

    def _find(self, kind: FaultKind, at: int, value: str = "") -> None:
        self.faults.append(Fault(kind, at, value))
