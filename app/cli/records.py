"""`liuhen records`: what was filed, for the court's own case-information system."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from app.cli.errors import WrongInput
from app.sheets import read_day

if TYPE_CHECKING:
    from datetime import date

    from dishka import AsyncContainer

    from app.record_export import Export

EXAMPLE = (
    'liuhen records export --organisation "Linjiang Court" --by "Sun Min" '
    "--from 2026-07-01 --to 2026-09-30 --format csv --out third-quarter.csv"
)


class Format(StrEnum):
    """What the other system reads."""

    CSV = "csv"
    JSON = "json"


records = typer.Typer(help="What was filed, for the court's own case-information system.")


@records.callback()
def _family() -> None:
    """What was filed, for the court's own case-information system."""


@records.command(epilog="Example: " + EXAMPLE)
def export(
    *,
    by: Annotated[str, typer.Option(help="Who takes them; namesakes as NAME(DEPARTMENT).")],
    since: Annotated[str, typer.Option("--from", help="The first day of filing.")],
    until: Annotated[str, typer.Option("--to", help="The last day of filing.")],
    out: Annotated[Path, typer.Option(help="A new file, readable by its owner alone.")],
    form: Annotated[Format, typer.Option("--format", help="csv opens in a spreadsheet.")],
    organisation: Annotated[
        str | None, typer.Option(help="May be left out while there is one.")
    ] = None,
) -> None:
    """Write what was filed, with all answers and digests, into a file for another system.

    It opens content: --by is of the discipline office or adjudication management of the house and
    gets the records that they may read; each is journaled. docs/export.md has the shape.
    """
    first, last = read_day(since), read_day(until)
    if first is None or last is None or last < first:
        raise WrongInput("say --from and --to as days such as 2026-10-08, the first one first")

    with _fresh(out) as file:
        taken = _taken(organisation, by, first, last)
        file.write(_written(taken, form))
    print(f"{out}: {len(taken.taken)} records")


@contextmanager
def _fresh(out: Path) -> Iterator[IO[bytes]]:
    """Make the file before anything is opened; leave none where the export came to nothing."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise WrongInput(f"{out}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def _taken(organisation: str | None, by: str, first: "date", last: "date") -> "Export":
    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from app.directory import Ambiguous, Unknown  # noqa: PLC0415
    from app.taking import take_out  # noqa: PLC0415
    from register.errors import NotAllowed  # noqa: PLC0415

    async def take(register: "AsyncContainer") -> "Export":
        return await take_out(register, organisation, by=by, first=first, last=last)

    try:
        return with_register(take)
    except Ambiguous as error:
        raise WrongInput(f"several are named {error.name}: {', '.join(error.known)}") from None
    except Unknown as error:
        asked = (
            f"no organisation or person {error.name}" if error.name else "name the organisation"
        )
        known = f"; there are: {', '.join(error.known)}" if error.known else ""
        raise WrongInput(asked + known) from None
    except NotAllowed:
        raise WrongInput(
            f"{by} is of neither the discipline office nor adjudication management"
        ) from None


def _written(taken: "Export", form: Format) -> bytes:
    from app.core_providers import TEMPLATES  # noqa: PLC0415 - as above
    from app.record_export import RecordExport  # noqa: PLC0415
    from app.settings import load_settings  # noqa: PLC0415
    from bot.texts import Texts  # noqa: PLC0415

    zone = load_settings().timezone
    writer = RecordExport(Texts(TEMPLATES / "zh", zone), zone)
    return writer.csv(taken) if form is Format.CSV else writer.json(taken)
