"""China's working days: the `holidays` package, `calendar.toml`, and what an operator adds."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from register.ports import Store
from register.workdays import Amendments, Calendar, DayKind, SpecialDay

NOTICES = Path(__file__).with_name("calendar.toml")
YEARS = range(2016, 2036)
"""From the first profile's year on; any other day is known by its weekday alone, provisionally."""


def china(years: Iterable[int] = YEARS, notices: Path = NOTICES) -> Calendar:
    """Build the calendar of `years`.

    The package gives the statutory holidays of any year without a word on whether they are
    announced: a year counts as announced only with make-up days, or by name in `notices`.
    """
    known = frozenset(years)
    text = notices.read_text("utf-8")
    own = tomllib.loads(text)
    named = {int(year): str(notice) for year, notice in own["announced"].items()}
    release, special = _days_of_package(known, named)
    making_up = {day.year for day, it in special.items() if it.kind is DayKind.MAKE_UP_WORKDAY}
    package = Calendar(special=special, announced=known & making_up, version=release)
    own_days = {row["date"]: _special_day(row) for row in own.get("days", ())}
    calendar = package.amended(Amendments(days=own_days, announced=named))
    return replace(calendar, announced=calendar.announced & known)


class StoredCalendar:
    """The calendar that counts now (the port `CurrentCalendar`): the data, and what was added."""

    def __init__(self, store: Store, data: Calendar) -> None:
        self._store = store
        self._data = data
        self._seen = Amendments()
        self._calendar = data

    def __call__(self) -> Calendar:
        return self._calendar

    async def look_again(self) -> None:
        """Take over what was added since, perhaps by another process."""
        async with self._store.read() as uow:
            known = await uow.calendar.known()
        if known != self._seen:
            self._seen, self._calendar = known, self._data.amended(known)


def _days_of_package(
    years: frozenset[int], notices: dict[int, str]
) -> tuple[str, dict[date, SpecialDay]]:
    """The package's release and its special days, each with its year's notice where known."""
    import holidays  # noqa: PLC0415 - half a second that most commands need not spend

    release = f"holidays-{version('holidays')}"
    china = holidays.country_holidays("CN", years=years, language="zh_CN")
    kinds = dict.fromkeys(china, DayKind.HOLIDAY)
    kinds |= dict.fromkeys(china.weekend_workdays, DayKind.MAKE_UP_WORKDAY)
    return release, {
        day: SpecialDay(kind, china.get(day, ""), notices.get(day.year, release))
        for day, kind in kinds.items()
        if day.year in years
    }


def _special_day(row: dict[str, str]) -> SpecialDay:
    return SpecialDay(DayKind(row["kind"]), row["name"], row["source"])
