"""`liuhen omission`: the public link by which outsiders report that nothing was recorded."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import CheckFailed, WrongInput
from app.cli.texts import show

if TYPE_CHECKING:
    from dishka import AsyncContainer

EXAMPLE_LINK = 'liuhen omission link --organisation "Linjiang Court" --code link.png'

omission = typer.Typer(help="Reports by outsiders that nothing was recorded, or not truly.")


@omission.command("link", epilog="Example: " + EXAMPLE_LINK)
def link(
    *,
    organisation: Annotated[
        str | None, typer.Option(help="May be left out while there is one.")
    ] = None,
    code: Annotated[
        Path | None, typer.Option(help="Write the QR code, to be put up, to this new PNG.")
    ] = None,
    renew: Annotated[
        bool, typer.Option("--renew", help="Make another link; the old one leads nowhere.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """Print the public link of a house; it is made once, is no secret and binds nobody.

    Only rule systems that know such reports offer it (see liuhen profile show).
    """
    if code is not None and (code.suffix.lower() != ".png" or code.exists()):
        raise WrongInput(f"{code}: name a new .png file")
    if code is not None and not code.parent.is_dir():
        raise WrongInput(f"{code.parent}: no such folder")

    from aiogram import Bot  # noqa: PLC0415 - Telegram is heavy
    from aiogram.exceptions import TelegramAPIError  # noqa: PLC0415

    from app.cli.session import with_bot  # noqa: PLC0415
    from app.directory import Directory, Unknown  # noqa: PLC0415
    from bot.outside import LINK  # noqa: PLC0415
    from register.errors import DoorClosed  # noqa: PLC0415

    async def make(service: "AsyncContainer") -> tuple[str, str]:
        bot = await (await service.get(Bot)).me()
        name, door = await (await service.get(Directory)).door(organisation, renew=renew)
        return name, f"https://t.me/{bot.username}?start={LINK}{door}"

    try:
        house, address = with_bot(make)
    except Unknown as error:
        asked = f"no organisation {error.name}" if error.name else "name the organisation"
        raise WrongInput(f"{asked}; there are: {', '.join(error.known) or 'none'}") from None
    except DoorClosed:
        raise WrongInput("the rules of this organisation know no reports by outsiders") from None
    except TelegramAPIError as error:
        raise CheckFailed(f"Telegram does not answer: {type(error).__name__}") from None
    if code is not None:
        from app.invitation_sheet import code_of  # noqa: PLC0415 - heavy

        code.write_bytes(code_of(address))
    show("omission_link", [{"organisation": house, "link": address}], as_json=as_json)
