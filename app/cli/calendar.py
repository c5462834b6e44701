"""`liuhen calendar`: which days work, and the notices that say so."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from app.calendar import YEARS, china
from app.calendar_file import read_notice
from app.cli.files import opening, sound
from app.settings import load_settings
from register.workdays import Amendments, Calendar

if TYPE_CHECKING:
    from dishka import AsyncContainer

EXAMPLE_ADD = "liuhen calendar add notice-2027.toml"
EXAMPLE_SHOW = "liuhen calendar show 2027 --json"

calendar = typer.Typer(help="Which days work, and the notices that say so.")


@calendar.command(epilog="Example: " + EXAMPLE_ADD)
def add(
    file: Annotated[
        Path,
        typer.Argument(
            help="TOML: source, days of date, kind (holiday, workday) and name; year and "
            "announced = true where it is a year's whole notice."
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file, no more.")] = False,
) -> None:
    """Add a notice to the calendar; a running service counts by it at its next look.

    All faults of the file are listed by line before anything is written. Nobody becomes late by
    it: an earlier day is a day to aim at, a later one moves the deadline.
    """
    notice = _read(file)
    if dry_run:
        print(f"{file}: {len(notice.days)} days; nothing was written")
        return

    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from register.acts.amending import AmendCalendar  # noqa: PLC0415
    from register.ids import Cause  # noqa: PLC0415

    async def write(register: "AsyncContainer") -> None:
        amend = await register.get(AmendCalendar)
        await amend(notice, cause=Cause(f"command:{uuid4().hex}"))

    with_register(write)
    years = "".join(f"; {year} is announced" for year in notice.announced)
    print(f"{file}: {len(notice.days)} days{years}")


@calendar.command(epilog="Example: " + EXAMPLE_SHOW)
def show(
    year: Annotated[
        int | None, typer.Argument(min=2016, max=2999, help="This year, if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """Show a year's special days, each with its notice, and whether the year is announced."""
    shown = _this_year() if year is None else year
    known = known_calendar([shown])
    days = [
        {"date": day, "kind": it.kind, "name": it.name, "source": it.source}
        for day, it in sorted(known.special.items())
        if day.year == shown
    ]
    facts = {
        "year": shown,
        "announced": known.is_announced(shown),
        "version": known.version,
        "days": days,
    }
    if as_json:
        print(json.dumps(facts, indent=2, ensure_ascii=False, default=date.isoformat))
        return

    from app.cli.texts import render  # noqa: PLC0415 - not wanted where a machine reads

    print(render("calendar", **facts))


def known_calendar(years: Iterable[int] = YEARS) -> Calendar:
    """Return the calendar of some years, with what was added to it if there is a database yet."""
    data = china(years)
    database = load_settings().database_file
    if database is not None and not database.exists():
        return data

    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from register.ports import Store  # noqa: PLC0415

    async def look(register: "AsyncContainer") -> Amendments:
        store: Store = await register.get(Store)
        async with store.read() as uow:
            return await uow.calendar.known()

    return data.amended(with_register(look))


def _read(file: Path) -> Amendments:
    with opening(file):
        return sound(file, read_notice(file, known_calendar()))


def _this_year() -> int:
    from app.clock import SystemClock  # noqa: PLC0415 - only what this command needs

    return SystemClock()().astimezone(load_settings().timezone).year
