"""A notice about working days: a small TOML, read whole before anything is written.

    source = "…"          # the notice's reference
    year = 2027           # its days lie in this year, or in the December before
    announced = true      # it is the whole notice of the year
    [[days]]
    date = 2027-02-06
    kind = "workday"      # or "holiday"
    name = "…"            # may be left out

The wording of its faults stands in `templates/zh/calendar.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.faults import Fault, Faults, broken_at, words_of
from register.workdays import Amendments, Calendar, DayKind, SpecialDay, kind_by_weekday

_DAY = re.compile(r"\s*\[\[\s*days\s*\]\]")
_DECEMBER = 12
_STRUCTURE = {"missing": "missing_key", "extra_forbidden": "unknown_key"}


class Kind(StrEnum):
    UNREADABLE = "unreadable"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    BAD_VALUE = "bad_value"
    NO_YEAR = "no_year"
    OTHER_YEAR = "other_year"
    DUPLICATE = "duplicate"
    NOTHING_SPECIAL = "nothing_special"
    FORGOTTEN = "forgotten"

    @property
    def words(self) -> Mapping[str, Any]:
        return _words()


def read_notice(path: Path, calendar: Calendar) -> Amendments | Faults:
    """Read the notice at `path` against what is known, or list all its faults.

    Raise OSError if it cannot be opened.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
        notice = _Notice.model_validate(tomllib.loads(text))
    except UnicodeDecodeError:
        return Faults((Fault(Kind.UNREADABLE),))
    except tomllib.TOMLDecodeError as error:
        return Faults((Fault(Kind.UNREADABLE, broken_at(error, text)),))
    except ValidationError as error:
        return Faults(tuple(_of_structure(error, _lines(text))))
    if faults := tuple(_of_meaning(notice, _lines(text), calendar)):
        return Faults(faults)
    return notice.amendments()


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Day(_Strict):
    date: date
    kind: Literal["holiday", "workday"]
    name: str = ""

    @property
    def means(self) -> DayKind:
        """A weekend that is worked is made up; the other kinds are as they are called."""
        if self.kind == "workday" and kind_by_weekday(self.date) is DayKind.WEEKEND:
            return DayKind.MAKE_UP_WORKDAY
        return DayKind(self.kind)


class _Notice(_Strict):
    source: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    days: Annotated[list[_Day], Field(min_length=1)]
    year: Annotated[int, Field(ge=2016, le=2999)] | None = None
    announced: bool = False

    def amendments(self) -> Amendments:
        announces = self.year if self.announced else None
        return Amendments(
            days={
                day.date: SpecialDay(day.means, day.name.strip(), self.source) for day in self.days
            },
            announced={announces: self.source} if announces else {},
        )


def _words() -> Mapping[str, Any]:
    return words_of("calendar")


def _lines(text: str) -> list[int]:
    """Return where each day begins, from 1; the parser itself keeps no places."""
    return [n for n, line in enumerate(text.splitlines(), 1) if _DAY.match(line)]


def _line_of(number: int, lines: list[int]) -> int:
    return lines[number] if number < len(lines) else 0


def _of_structure(error: ValidationError, lines: list[int]) -> Iterator[Fault]:
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        key, *rest = each["loc"]
        number = next((part for part in rest if isinstance(part, int)), None)
        line = 0 if number is None else _line_of(number, lines)
        kind = Kind(_STRUCTURE.get(each["type"], "bad_value"))
        yield Fault(kind, line, str(rest[-1] if number is not None and len(rest) > 1 else key))


def _of_meaning(notice: _Notice, lines: list[int], calendar: Calendar) -> Iterator[Fault]:
    if notice.announced and notice.year is None:
        yield Fault(Kind.NO_YEAR)
    seen: set[date] = set()
    for number, day in enumerate(notice.days):
        line, shown = _line_of(number, lines), day.date.isoformat()
        if notice.year is not None and not _belongs(day.date, notice.year):
            yield Fault(Kind.OTHER_YEAR, line, shown)
        if day.date in seen:
            yield Fault(Kind.DUPLICATE, line, shown)
        elif _says_nothing(day, calendar):
            yield Fault(Kind.NOTHING_SPECIAL, line, shown)
        seen.add(day.date)
    if notice.announced:
        yield from _forgotten(notice, seen, calendar)


def _belongs(day: date, year: int) -> bool:
    """A year's notice may move days of the December before (T19)."""
    return day.year == year or (day.year == year - 1 and day.month == _DECEMBER)


def _says_nothing(day: _Day, calendar: Calendar) -> bool:
    """A weekday that is worked, a weekend that is off: more likely a wrong date than a wish."""
    plain = kind_by_weekday(day.date)
    works_as_usual = plain.works == (day.kind == "workday")
    return works_as_usual and day.date not in calendar.special


def _forgotten(notice: _Notice, named: set[date], calendar: Calendar) -> Iterator[Fault]:
    """A whole notice names every holiday that the law gives: one left out is a slip."""
    for day, it in sorted(calendar.special.items()):
        off = it.kind is DayKind.HOLIDAY and kind_by_weekday(day) is DayKind.WORKDAY
        if day.year == notice.year and off and day not in named:
            yield Fault(Kind.FORGOTTEN, value=f"{day} {it.name}".rstrip())
