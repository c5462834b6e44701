"""`liuhen staff`: who works where, in which role, and the links that bind their accounts."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import CheckFailed, WrongInput
from app.settings import load_settings
from app.staff_file import Faults, StaffFile, read_staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dishka import AsyncContainer

    from app.directory import Invitation, Member

EXAMPLE_IMPORT = 'liuhen staff import staff.csv --organisation "Linjiang Procuratorate"'
EXAMPLE_INVITE = "liuhen staff invite --all"
EXAMPLE_LIST = "liuhen staff list --unbound"

staff = typer.Typer(help="Who works where, in which role, and the links that bind accounts.")


@staff.command("import", epilog="Example: " + EXAMPLE_IMPORT)
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 or GB18030, or XLSX.")],
    organisation: Annotated[
        str | None, typer.Option(help="Set up if it is new; may be left out while there is one.")
    ] = None,
    superior: Annotated[
        str | None, typer.Option(help="The organisation above a new one, imported before it.")
    ] = None,
    profile: Annotated[str, typer.Option(help="The rule system of a new one.")] = "rudong",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file, no more.")] = False,
) -> None:
    """Write a staff file into the directory: new people are added, known ones updated.

    All faults of the file are listed by line before anything is written.
    """
    read = _read(file)
    if dry_run:
        print(f"{file}: {len(read.lines)} people, {read.encoding}; nothing was written")
        return
    _ensure_known(profile)

    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from app.directory import Directory, OtherSuperior, Unknown  # noqa: PLC0415

    async def write(register: "AsyncContainer") -> None:
        directory = await register.get(Directory)
        if organisation is None:
            house = await directory.organisation()
        else:
            house = await directory.found(organisation, profile=profile, superior=superior)
        await directory.keep(house.id, read.lines)

    try:
        with_register(write)
    except Unknown as error:
        asked = f"no organisation {error.name}" if error.name else "name the organisation"
        raise WrongInput(f"{asked}; there are: {', '.join(error.known) or 'none'}") from None
    except OtherSuperior as error:
        raise WrongInput(f"{error} is known, and {superior} is not above it") from None
    print(f"{file}: {len(read.lines)} people, {read.encoding}")


@staff.command(epilog="Example: " + EXAMPLE_INVITE)
def invite(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Who is invited.")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Everybody who has no account yet.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """Make one-time links, good for seven days: each binds one account to one person.

    Hand every link to its person alone; it is kept as a digest and cannot be shown again.
    """
    if bool(names) == everybody:
        raise WrongInput("name who is invited, or say --all")

    from aiogram import Bot  # noqa: PLC0415 - Telegram is heavy
    from aiogram.exceptions import TelegramAPIError  # noqa: PLC0415

    from app.cli.session import with_bot  # noqa: PLC0415
    from app.directory import Directory, Unknown  # noqa: PLC0415

    async def make(service: "AsyncContainer") -> "tuple[str, Sequence[Invitation]]":
        bot = await (await service.get(Bot)).me()
        directory = await service.get(Directory)
        return f"https://t.me/{bot.username}?start=", await directory.invite(names or ())

    try:
        link, invitations = with_bot(make)
    except Unknown as error:
        raise WrongInput(f"nobody is named {error.name}") from None
    except TelegramAPIError as error:
        raise CheckFailed(f"Telegram does not answer: {type(error).__name__}") from None
    rows = [
        _row(each.member) | {"link": each.code and link + each.code}
        for each in invitations
        if each.code or names
    ]
    _show("invitations", rows, as_json=as_json)


@staff.command("list", epilog="Example: " + EXAMPLE_LIST)
def list_staff(
    unbound: Annotated[
        bool, typer.Option("--unbound", help="Only who has no account yet.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """List everybody: whose account is bound, and who cannot be reached."""
    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from app.directory import Directory  # noqa: PLC0415

    async def look(register: "AsyncContainer") -> "Sequence[Member]":
        return await (await register.get(Directory)).members()

    rows = [
        _row(member)
        | {
            "post": member.person.post,
            "roles": sorted(member.person.roles),
            "bound": member.person.account is not None,
            "reachable": member.person.reachable,
        }
        for member in with_register(look)
        if not (unbound and member.person.account)
    ]
    _show("staff", rows, as_json=as_json)


def _read(file: Path) -> StaffFile:
    try:
        read = read_staff(file)
    except OSError as error:
        raise WrongInput(f"{file}: {error.strerror}") from None
    if isinstance(read, Faults):
        for fault in read.found:
            print(fault, file=sys.stderr)
        raise WrongInput(f"{file}: {len(read.found)} faults, nothing was written")
    return read


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
    }


def _show(kind: str, rows: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({kind: rows}, indent=2, ensure_ascii=False))
        return

    from app.cli.texts import render  # noqa: PLC0415 - not wanted where a machine reads

    print(render(kind, rows=rows))
