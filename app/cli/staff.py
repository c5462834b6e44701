"""`liuhen staff`: who works where and in which role; a file says it, a list shows it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from app.cli.errors import WrongInput
from app.cli.files import opening, sound
from app.cli.texts import render, show
from app.settings import load_settings
from app.staff_file import StaffFile, read_staff

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from dishka import AsyncContainer

    from app.directory import Directory, Member, Missing
    from register.ids import PersonId

T = TypeVar("T")

EXAMPLE_IMPORT = 'liuhen staff import staff.csv --organisation "Linjiang Procuratorate"'
EXAMPLE_LIST = "liuhen staff list --unbound"

staff = typer.Typer(help="Who works where, in which role, and the links that bind accounts.")


@staff.command("import", epilog="Example: " + EXAMPLE_IMPORT)
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 or GB18030, or XLSX.")],
    *,
    organisation: Annotated[
        str | None, typer.Option(help="Set up if it is new; may be left out while there is one.")
    ] = None,
    superior: Annotated[
        str | None, typer.Option(help="The organisation above a new one, imported before it.")
    ] = None,
    profile: Annotated[
        list[str],
        typer.Option(help="A rule system of a new one; a court names two, the first its usual."),
    ] = ["rudong"],  # noqa: B006 - Typer copies it
    leavers: Annotated[
        bool, typer.Option("--leavers", help="Mark who is not in the file as left.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file, no more.")] = False,
) -> None:
    """Write a staff file into the directory: new people are added, known ones updated.

    All faults of the file are listed by line before anything is written. Who works here by the
    directory and stands in the file no more is listed, and marked as left with --leavers: their
    account is unbound, their history stays, what they owed goes to others.
    """
    read = _read(file)
    summary = f"{file}: {len(read.lines)} people, {read.encoding}"
    if not dry_run:
        for each in profile:
            _ensure_known(each)
        missing = _write(read, organisation, profile, superior, leavers=leavers)
        print(summary)
    else:
        missing = _look(read, organisation) if leavers else []
        print(f"{summary}; nothing was written")
    rows = [_row(each.member) | {"cases": each.cases} for each in missing]
    done = ("would" if dry_run else "left") if leavers else "listed"
    if said := render("missing", rows=rows, done=done):
        print(said)


@staff.command("list", epilog="Example: " + EXAMPLE_LIST)
def list_staff(
    unbound: Annotated[
        bool, typer.Option("--unbound", help="Only who has no account yet.")
    ] = False,
    left: Annotated[bool, typer.Option("--left", help="Only who left.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """List everybody who works here: whose account is bound, who cannot be reached, who stands in.

    Who left is listed with --left alone.
    """
    members = _with_directory(lambda directory: directory.members(left=left))
    names = {member.person.id: member.person.name for member in members}
    rows = [
        _row(member)
        | _deputy(member, names)
        | {
            "roles": sorted(member.person.roles),
            "bound": member.person.account is not None,
            "reachable": member.person.reachable,
            "left_on": member.person.left_on and member.person.left_on.isoformat(),
        }
        for member in members
        if not (unbound and member.person.account)
    ]
    show("staff", rows, as_json=as_json)


def _write(
    read: StaffFile,
    organisation: str | None,
    profiles: "Sequence[str]",
    superior: str | None,
    *,
    leavers: bool,
) -> "Sequence[Missing]":
    """Write the file, and return who is missing in it; with `leavers` they are marked as left."""
    from app.directory import OtherSuperior  # noqa: PLC0415 - SQL is heavy
    from register.errors import DeputyUnfit  # noqa: PLC0415

    async def write(directory: "Directory") -> "Sequence[Missing]":
        if organisation is None:
            house = await directory.organisation()
        else:
            house = await directory.found(organisation, profiles=profiles, superior=superior)
        await directory.keep(house.id, read.lines)
        missing = await directory.missing(house.id, read.lines)
        if leavers:
            await directory.let_go(house.id, missing)
        return missing

    try:
        return _with_directory(write)
    except OtherSuperior as error:
        raise WrongInput(f"{error} is known, and {superior} is not above it") from None
    except DeputyUnfit:
        raise WrongInput(
            "with the deputies of the directory these would go in a circle; nothing was written"
        ) from None


def _look(read: StaffFile, organisation: str | None) -> "Sequence[Missing]":
    """Return who is missing in the file; nothing is written."""

    async def look(directory: "Directory") -> "Sequence[Missing]":
        house = await directory.organisation(organisation)
        return await directory.missing(house.id, read.lines)

    return _with_directory(look)


def _with_directory(task: "Callable[[Directory], Awaitable[T]]") -> T:
    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from app.directory import Directory, Unknown  # noqa: PLC0415

    async def with_it(register: "AsyncContainer") -> T:
        return await task(await register.get(Directory))

    try:
        return with_register(with_it)
    except Unknown as error:
        asked = f"no organisation {error.name}" if error.name else "name the organisation"
        raise WrongInput(f"{asked}; there are: {', '.join(error.known) or 'none'}") from None


def _read(file: Path) -> StaffFile:
    with opening(file):
        return sound(file, read_staff(file))


def _ensure_known(profile: str) -> None:
    from app.clock import SystemClock  # noqa: PLC0415 - only what this command needs
    from register.profile import NotInForce, UnknownProfile, load  # noqa: PLC0415

    try:
        load(profile, on=SystemClock()().astimezone(load_settings().timezone).date())
    except (UnknownProfile, NotInForce):
        raise WrongInput(f"no profile {profile!r} is in force") from None


def _row(member: "Member") -> dict[str, object]:
    return {
        "organisation": member.organisation,
        "department": member.department,
        "name": member.person.name,
        "post": member.person.post,
    }


def _deputy(member: "Member", names: "Mapping[PersonId, str]") -> dict[str, object]:
    """Return who stands in for somebody, or did, as long as both work here."""
    box = member.person.deputyship
    if box is None or box.deputy not in names:
        return {"deputy": None, "deputy_since": None, "deputy_until": None}
    return {
        "deputy": names[box.deputy],
        "deputy_since": box.since.isoformat(),
        "deputy_until": box.until.isoformat(),
    }
