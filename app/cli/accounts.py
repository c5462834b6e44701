"""`liuhen staff invite` and `unbind`: how a person comes to an account, and loses it again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import CheckFailed, WrongInput
from app.cli.texts import show
from app.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dishka import AsyncContainer

    from app.directory import Invitation

EXAMPLE_INVITE = "liuhen staff invite --all --sheet invites.xlsx"
EXAMPLE_UNBIND = 'liuhen staff unbind "Li Wei" --reason "lost the phone"'


def invite(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Who is invited.")
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Everybody who has no account yet.")
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option(help="Write the links and their QR codes to this XLSX.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """Make one-time links, good for seven days: each binds one account to one person.

    Hand every link to its person alone; it is kept as a digest and cannot be shown again.
    """
    if bool(names) == everybody:
        raise WrongInput("name who is invited, or say --all")
    if sheet is not None:
        _ensure_writable(sheet)

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
    if sheet is not None:
        _write(sheet, link, invitations)
        return
    rows = [
        {
            "organisation": each.member.organisation,
            "department": each.member.department,
            "name": each.member.person.name,
            "link": each.code and link + each.code,
        }
        for each in invitations
        if each.code or names
    ]
    show("invitations", rows, as_json=as_json)


def unbind(
    name: Annotated[str, typer.Argument(help="Whose account; namesakes as NAME(DEPARTMENT).")],
    reason: Annotated[str, typer.Option(help="Why: the inspector who decides reads it.")],
) -> None:
    """Ask that somebody's account be taken away: a lost phone, or a new account.

    It takes two: an inspector agrees in the chat. From then on the old account has no right any
    more, and the person can be invited anew.
    """
    if not reason.strip():
        raise WrongInput("say why: the inspector decides by it")

    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from app.directory import Ambiguous, Directory, Unknown  # noqa: PLC0415
    from register.errors import Gone, NobodyToReceive  # noqa: PLC0415

    async def ask(register: "AsyncContainer") -> int:
        return await (await register.get(Directory)).unbind(name, reason.strip())

    try:
        asked = with_register(ask)
    except Unknown:
        raise WrongInput(f"nobody is named {name}") from None
    except Ambiguous as error:
        raise WrongInput(f"several are named {name}: {', '.join(error.known)}") from None
    except Gone:
        raise WrongInput(f"{name} has no account; invite them") from None
    except NobodyToReceive:
        raise CheckFailed(
            "it takes an inspector with an account, here or in the superior organisation, who is "
            f"neither {name} nor an administrator: invite one first"
        ) from None
    print(f"{name}: {asked} of the discipline office can decide now, in their chats")


def _ensure_writable(sheet: Path) -> None:
    """Refuse before links are made that could not be shown again."""
    if sheet.suffix.lower() != ".xlsx":
        raise WrongInput(f"{sheet}: the sheet is an .xlsx file")
    if sheet.exists():
        raise WrongInput(f"{sheet}: exists already")
    if not sheet.parent.is_dir():
        raise WrongInput(f"{sheet.parent}: no such folder")


def _write(sheet: Path, link: str, invitations: "Sequence[Invitation]") -> None:
    from app.invitation_sheet import InvitationRow, write_invitations  # noqa: PLC0415 - heavy

    zone = load_settings().timezone
    rows = [
        InvitationRow(
            name=each.member.person.name,
            department=each.member.department,
            post=each.member.person.post,
            link=link + each.code,
            valid_until=each.valid_until.astimezone(zone),
        )
        for each in invitations
        if each.code and each.valid_until
    ]
    sheet.touch(mode=0o600)  # whoever reads it could take somebody's place
    sheet.write_bytes(write_invitations(rows))
    print(f"{sheet}: {len(rows)} invitations")
