"""`liuhen deadline`: by when a rule system wants its acts, counted out day by day."""

import json
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from app.cli.calendar import known_calendar
from app.cli.errors import WrongInput, knowing_profiles
from app.settings import load_settings
from register.duties import Deadline, course
from register.profile import NotInForce, Profile, load

EXAMPLE = 'liuhen deadline "2026-09-30 10:00" --profile rudong --json'


def deadline(
    moment: Annotated[
        str,
        typer.Argument(
            metavar="DATETIME", help="When it happened, as 2026-09-30 or 2026-09-30 10:00."
        ),
    ],
    profile: Annotated[str, typer.Option(help="The rule system, such as rudong.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """Count out every deadline that an encounter starts.

    Each later act counts from the last day of the one before it.
    """
    zone = load_settings().timezone
    event = _read(moment, zone)
    rules = _rules(profile, event)
    try:
        calendar = known_calendar(range(event.year, event.year + 2))
        deadlines = course(rules.clocks, event, calendar, zone)
    except OverflowError:
        raise WrongInput(f"{moment} lies too late to count from") from None
    if as_json:
        print(json.dumps({"clocks": [_as_json(each) for each in deadlines]}, indent=2))
        return

    from app.cli.texts import render  # noqa: PLC0415 - not wanted where a machine reads

    print(render("deadline", rules=rules, event=event, deadlines=deadlines, calendar=calendar))


def _read(moment: str, zone: ZoneInfo) -> datetime:
    try:
        event = datetime.fromisoformat(moment)
    except ValueError:
        raise WrongInput(f"{moment!r} is no date such as 2026-09-30 10:00") from None
    return event.astimezone(zone) if event.tzinfo else event.replace(tzinfo=zone)


def _rules(profile: str, event: datetime) -> Profile:
    try:
        with knowing_profiles():
            return load(profile, event.date())
    except NotInForce as error:
        raise WrongInput(f"{profile} is in force from {error.first} only") from None


def _as_json(due: Deadline) -> dict[str, object]:
    # A target of the house, where a text names no day, says so.
    told = {} if due.legal else {"legal": False}
    return told | {
        "id": due.clock_id,
        "target_on": due.target_on.isoformat(),
        "due_on": due.due_on.isoformat(),
        "due_at": due.due_at.isoformat(),
        "provisional": due.provisional,
        "counted": [
            {"date": day.date.isoformat(), "counts": day.counts, "why": day.why}
            for day in due.counted
        ],
    }
