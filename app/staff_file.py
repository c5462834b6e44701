"""The staff file of an organisation: a small CSV or XLSX, read whole before anything is written.

Its headings, its words for roles and the wording of its faults stand in `templates/zh/staff.toml`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app.faults import Fault, Faults, words_of
from app.sheets import columns_of, read_day, read_sheet, unpadded
from register.acts.staffing import DeputyLine, StaffLine
from register.deputies import comes_back
from register.ids import PersonId
from register.people import Deputyship, Role

_BETWEEN = re.compile(r"[\s,;/\u3001\uff0c\uff1b]+")


class Kind(StrEnum):
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NO_COLUMN = "no_column"
    NO_NAME = "no_name"
    NO_ROLE = "no_role"
    UNKNOWN_DEPARTMENT = "unknown_department"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_DEPUTY = "unknown_deputy"
    NO_BOX = "no_box"
    CIRCLE = "circle"
    DUPLICATE = "duplicate"

    @property
    def words(self) -> Mapping[str, Any]:
        return _words()


@dataclass(frozen=True, slots=True)
class StaffFile:
    """A file without a fault; `encoding` is `utf-8`, `gb18030` or `xlsx`."""

    encoding: str
    lines: tuple[StaffLine, ...]


def read_staff(path: Path) -> StaffFile | Faults:
    """Read the staff file at `path`, or list all its faults. OSError if it cannot be opened."""
    sheet = read_sheet(path.read_bytes())
    if sheet is None:
        return Faults((Fault(Kind.UNREADABLE),))
    if len(sheet.rows) <= 1:
        return Faults((Fault(Kind.EMPTY),))
    (_, heading), *people = sheet.rows
    columns = columns_of(heading, _words()["columns"])
    if missing := _words()["columns"].keys() - columns.keys():
        names = [names[0] for key, names in _words()["columns"].items() if key in missing]
        return Faults(tuple(Fault(Kind.NO_COLUMN, value=name) for name in names))
    columns |= columns_of(heading, _words()["optional"])
    lines = [(number, _line(cells, columns)) for number, cells in people]
    if faults := tuple(_faults(lines)):
        return Faults(faults)
    return StaffFile(sheet.encoding, tuple(line.checked() for _, line in lines))


def _words() -> Mapping[str, Any]:
    return words_of("staff")


@cache
def _roles() -> dict[str, Role]:
    return {word: Role(role) for role, words in _words()["roles"].items() for word in words}


@dataclass(frozen=True, slots=True)
class _Line:
    """One person as written."""

    name: str
    department: str
    post: str
    roles: tuple[str, ...]
    contact: str
    aliases: tuple[str, ...]
    leads: tuple[str, ...]
    deputy: str
    since: date | None
    until: date | None

    @property
    def box(self) -> DeputyLine | None:
        """Who stands in from when until when, None where nobody does or a day is wrong."""
        if not (self.deputy and self.since and self.until) or self.until < self.since:
            return None
        return DeputyLine(name=self.deputy, since=self.since, until=self.until)

    def checked(self) -> StaffLine:
        return StaffLine(
            name=self.name,
            department=self.department,
            post=self.post,
            roles=frozenset(_roles()[word] for word in self.roles),
            contact=self.contact,
            aliases=self.aliases,
            leads=self.leads,
            deputy=self.box,
        )


def _line(cells: list[str], columns: dict[str, int]) -> _Line:
    cell = defaultdict(str, {key: cells[at] for key, at in columns.items() if at < len(cells)})
    return _Line(
        name=unpadded(cell["name"]),
        department=cell["department"],
        post=cell["post"],
        roles=_several(cell["roles"]),
        contact=cell["contact"],
        aliases=_several(cell["aliases"]),
        leads=_several(cell["leads"]),
        deputy=unpadded(cell["deputy"]),
        since=read_day(cell["deputy_since"]),
        until=read_day(cell["deputy_until"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(word for word in _BETWEEN.split(cell) if word)


def _faults(lines: Sequence[tuple[int, _Line]]) -> Iterator[Fault]:
    seen = set()
    named = Counter(line.name for _, line in lines)
    boxes = {PersonId(line.name): _deputyship(line.box) for _, line in lines if line.box}
    departments = {line.department for _, line in lines}
    for number, line in lines:
        if not line.name:
            yield Fault(Kind.NO_NAME, number)
        elif (line.name, line.department) in seen:
            yield Fault(Kind.DUPLICATE, number, line.name)
        seen.add((line.name, line.department))
        if not line.roles:
            yield Fault(Kind.NO_ROLE, number)
        for word in line.roles:
            if word not in _roles():
                yield Fault(Kind.UNKNOWN_ROLE, number, word)
        for name in line.leads:
            if name not in departments:
                yield Fault(Kind.UNKNOWN_DEPARTMENT, number, name)
        yield from _deputy_faults(number, line, named, boxes)


def _deputy_faults(
    number: int, line: _Line, named: Mapping[str, int], boxes: Mapping[PersonId, Deputyship]
) -> Iterator[Fault]:
    if line.deputy and named[line.deputy] != 1:
        yield Fault(Kind.UNKNOWN_DEPUTY, number, line.deputy)
    elif line.deputy and line.box is None:
        yield Fault(Kind.NO_BOX, number)
    elif line.box and comes_back(PersonId(line.name), boxes):
        yield Fault(Kind.CIRCLE, number, line.deputy)


def _deputyship(box: DeputyLine) -> Deputyship:
    """In the file people are known by their names."""
    return Deputyship(deputy=PersonId(box.name), since=box.since, until=box.until)
