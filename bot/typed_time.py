"""Reads when something happened as people type it; the grammar is data, in `time.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict

_PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?P<optional>\??)\}")
_LENGTHS = {
    "year": (4, 4),
    "month": (1, 2),
    "day": (1, 2),
    "hour": (1, 2),
    "clock": (1, 2),
    "minute": (1, 2),
    "mm": (2, 2),
    "amount": (1, 3),
}  # the fewest and most digits of a number; numerals may have three signs
_HALF_A_YEAR = timedelta(days=183)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_NOON = 12

Found = Mapping[str, int]


class _Numerals(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    ten: str
    digits: dict[str, int]


class _Grammar(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    ago: tuple[str, ...]
    days: tuple[str, ...]
    times: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    numbers: dict[str, dict[str, int]]
    parts: dict[str, tuple[int, int]]
    numerals: _Numerals


class TypedTimes:
    """One language's grammar of typed times."""

    def __init__(self, path: Path) -> None:
        """Read the grammar. Raise ValueError or KeyError if it is not sound."""
        grammar = _Grammar.model_validate(tomllib.loads(path.read_text("utf-8")))
        self._parts = tuple(grammar.parts.values())
        self._then = re.compile(_any_of(grammar.words["then"]))
        self._ago, self._days, self._times = (
            [_Form(form, grammar) for form in forms]
            for forms in (grammar.ago, grammar.days, grammar.times)
        )

    def read(self, text: str, *, now: datetime, day: date | None = None) -> str | None:
        """Return an ISO 8601 moment in the zone of `now` (aware), None where it is not clear.

        The moment has minutes and offset where the time of day was said, else it is a bare date.
        A time without a day is one of `day`, or else of today. It never lies in the future.
        """
        phrase = " ".join(normalize("NFKC", text).split())
        try:
            return self._read_ago(phrase, now) or self._read_day(phrase, now, day or now.date())
        except (ValueError, OverflowError):
            return None  # 30 February, 25 o'clock

    def _read_ago(self, phrase: str, now: datetime) -> str | None:
        for found, rest in _readings(self._ago, phrase):
            if not rest:
                unit = _HOUR if "hours" in found else _MINUTE
                gone = found.get("amount", 0) * unit + ("half" in found) * unit / 2
                return _minutes((now.astimezone(UTC) - gone).astimezone(now.tzinfo))
        return None

    def _read_day(self, phrase: str, now: datetime, unsaid: date) -> str | None:
        """Read a day, a day and a time of it, or a time of the day that goes unsaid."""
        for found, rest in _readings(self._days, phrase):
            day = _day(found, now.date())
            if day is None or day > now.date():
                continue
            if not rest:
                return day.isoformat()
            then = self._then.match(rest)
            if at := self._read_time(rest[then.end() :].lstrip() if then else rest, day, now):
                return at
        return self._read_time(phrase, unsaid, now)

    def _read_time(self, phrase: str, day: date, now: datetime) -> str | None:
        for found, rest in _readings(self._times, phrase):
            if not rest and (clock := self._time(found)):
                at = datetime.combine(day, clock, now.tzinfo)
                return _minutes(at) if at <= now else None
        return None

    def _time(self, found: Found) -> time | None:
        if "exact" in found:
            return time(*divmod(found["exact"], 60))
        hour = found["clock"] if "clock" in found else self._hour(found)
        minute = found.get("mm", found.get("minute", found.get("fraction", 0)))
        return None if hour is None else time(hour, minute)

    def _hour(self, found: Found) -> int | None:
        """Return the hour of 24, None if it might be either of two or belongs to no such part."""
        hour = found["hour"]
        twice = 0 < hour <= _NOON
        if "part" not in found:
            return None if twice and hour != _NOON else hour
        first, last = self._parts[found["part"]]
        meant = (hour % _NOON, hour % _NOON + _NOON) if twice else (hour,)
        return next((each for each in meant if first <= each <= last), None)


class _Form:
    """One way of saying it: a regular expression, and what its words stand for."""

    def __init__(self, form: str, grammar: _Grammar) -> None:
        self._numerals = grammar.numerals
        self._numbers = grammar.numbers | {
            "part": {word: place for place, word in enumerate(grammar.parts)},
            **{name: dict.fromkeys(words, 1) for name, words in grammar.words.items()},
        }
        self._pattern = re.compile(self._expression(form))

    def match(self, phrase: str) -> tuple[Found, str] | None:
        """Return the numbers found at the beginning of a phrase, and what follows them."""
        found = self._pattern.match(phrase)
        if found is None:
            return None
        said = ((name, text) for name, text in found.groupdict().items() if text is not None)
        values = {name: self._value(name, text) for name, text in said}
        return values, phrase[found.end() :].lstrip()

    def _expression(self, form: str) -> str:
        parts: list[str] = []
        end = 0
        for place in _PLACEHOLDER.finditer(form):
            parts += map(re.escape, form[end : place.start()])
            name, end = place["name"], place.end()
            parts.append(f"(?P<{name}>{self._choice(name)}){place['optional']}")
        return r"\s*".join(parts)

    def _choice(self, name: str) -> str:
        if name in self._numbers:
            return _any_of(self._numbers[name])
        signs = "".join(self._numerals.digits) + self._numerals.ten
        shortest, longest = _LENGTHS[name]
        written = f"[{signs}]{{{shortest},{max(longest, 3)}}}"
        return rf"[0-9]{{{shortest},{longest}}}(?![0-9])|{written}"

    def _value(self, name: str, text: str) -> int:
        return self._numbers[name][text] if name in self._numbers else self._number(text)

    def _number(self, text: str) -> int:
        """Read digits or numerals. Raise ValueError for what is no number."""
        tens, ten, ones = text.partition(self._numerals.ten)
        if not ten:
            return int("".join(str(self._numerals.digits.get(sign, sign)) for sign in text))
        return 10 * self._digit(tens, missing=1) + self._digit(ones, missing=0)

    def _digit(self, text: str, *, missing: int) -> int:
        if not text:
            return missing
        if text not in self._numerals.digits:
            raise ValueError(text)
        return self._numerals.digits[text]


def _readings(forms: Iterable[_Form], phrase: str) -> Iterator[tuple[Found, str]]:
    return (found for form in forms if (found := form.match(phrase)))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _day(found: Found, today: date) -> date | None:
    """Return the day meant; it may still lie in the future. Raise ValueError for 30 February."""
    if "amount" in found:
        return today - timedelta(days=found["amount"])
    if "day_word" in found:
        return today - timedelta(days=found["day_word"])
    if "week_word" in found:
        monday = today - timedelta(days=today.weekday(), weeks=found["week_word"])
        return monday + timedelta(days=found["weekday"] - 1)
    if "weekday" in found:
        return today - timedelta(days=(today.isoweekday() - found["weekday"]) % 7)
    if "month" in found:
        return _month_day(found, today)
    return _month_earlier(found, today)


def _month_day(found: Found, today: date) -> date | None:
    month, day = found["month"], found["day"]
    if "year" in found:
        return date(found["year"], month, day)
    if "year_word" in found:
        return date(today.year - found["year_word"], month, day)
    latest = date(today.year, month, day)
    if latest > today:
        latest = date(today.year - 1, month, day)
    return latest if today - latest <= _HALF_A_YEAR else None


def _month_earlier(found: Found, today: date) -> date:
    """Return a day of this month or the one before: as said, or else as is not in the future."""
    day = found["day"]
    back = found.get("month_word", int(day > today.day))
    month = today.replace(day=1) - timedelta(days=1) if back else today
    return month.replace(day=day)


def _minutes(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
