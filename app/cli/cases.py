"""`liuhen cases`: what the house handles, from a file of its case office."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import WrongInput
from app.cli.files import opening, sound
from app.sheets import write_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from dishka import AsyncContainer

    from app.case_file import CaseFile
    from app.faults import Faults

EXAMPLE_IMPORT = "liuhen cases import cases.xlsx --dry-run"
EXAMPLE_TEMPLATE = "liuhen cases template cases.xlsx"

_WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}

cases = typer.Typer(help="What the house handles, from a file of its case office.")


@cases.command("import", epilog="Example: " + EXAMPLE_IMPORT)
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 or GB18030, or XLSX.")],
    organisation: Annotated[
        str | None, typer.Option(help="May be left out while there is one.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file, no more.")] = False,
) -> None:
    """Write a case file into the register: new cases are added, known ones follow the file.

    All faults of the file are listed by line before anything is written. Who is no longer named
    has handed the case on, and owes a zero report where the rules ask for one.
    """
    with opening(file):
        content = file.read_bytes()

    from app.cli.session import with_register  # noqa: PLC0415
    from app.directory import Unknown  # noqa: PLC0415 - SQL and its company are heavy

    try:
        read = with_register(_importing(content, organisation, dry_run=dry_run))
    except Unknown as error:
        asked = f"no organisation {error.name}" if error.name else "name the organisation"
        raise WrongInput(f"{asked}; there are: {', '.join(error.known) or 'none'}") from None
    found = sound(file, read)
    written = "; nothing was written" if dry_run else ""
    print(f"{file}: {len(found.lines)} cases, {found.encoding}{written}")


def _importing(
    content: bytes, organisation: str | None, *, dry_run: bool
) -> "Callable[[AsyncContainer], Awaitable[CaseFile | Faults]]":
    from app.case_file import CaseFile  # noqa: PLC0415 - as above
    from app.caseload import Caseload  # noqa: PLC0415
    from app.directory import Directory  # noqa: PLC0415

    async def work(register: "AsyncContainer") -> "CaseFile | Faults":
        house = await (await register.get(Directory)).organisation(organisation)
        caseload = await register.get(Caseload)
        read = await caseload.check(content, house)
        if isinstance(read, CaseFile) and not dry_run:
            await caseload.keep(house.id, read.lines)
        return read

    return work


@cases.command("template", epilog="Example: " + EXAMPLE_TEMPLATE)
def write_template(
    file: Annotated[Path, typer.Argument(help="A new file, .xlsx or .csv.")],
) -> None:
    """Write a case file with its headings and an example row, to be filled in."""
    from app.case_file import template  # noqa: PLC0415 - only what this command needs

    if file.suffix not in _WRITERS:
        raise WrongInput(f"{file}: a template is .xlsx or .csv")
    try:
        with file.open("xb") as fresh:
            fresh.write(_WRITERS[file.suffix](template()))
    except OSError as error:
        raise WrongInput(f"{file}: {error.strerror}") from None
    print(file)
