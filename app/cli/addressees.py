"""`liuhen addressees`: to whom outside the house records go on, and how they are reached."""

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from app.cli.errors import WrongInput
from app.cli.texts import show

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from dishka import AsyncContainer

    from app.addressees import Addressees

T = TypeVar("T")

EXAMPLE_SET = 'liuhen addressees set political_legal "County PLC" --post "12 Renmin Rd, room 301"'
EXAMPLE_REMOVE = 'liuhen addressees remove political_legal "County PLC"'
EXAMPLE_LIST = 'liuhen addressees list --organisation "Linjiang Procuratorate"'

House = Annotated[
    str | None, typer.Option("--organisation", help="May be left out while there is one.")
]

addressees = typer.Typer(help="To whom outside the house records go on, and how.")


@addressees.command("set", epilog="Example: " + EXAMPLE_SET)
def set_addressee(
    kind: Annotated[str, typer.Argument(help="What they are by the rules: see the list.")],
    name: Annotated[str, typer.Argument(help="How they are called.")],
    *,
    organisation: House = None,
    through: Annotated[
        str | None, typer.Option(help="Their organisation, where this deployment serves it.")
    ] = None,
    post: Annotated[
        str, typer.Option(help="Where letters go, if they are reached on paper.")
    ] = "",
) -> None:
    """Enter an addressee, or say anew how one of this kind and name is reached."""
    if through and post:
        raise WrongInput("say --through or --post, not both")

    async def enter(book: "Addressees") -> None:
        await book.name(organisation, kind, name, through=through, postal=post)

    _with_book(enter, kind)
    print(f"{kind}: {name}, {f'through {through}' if through else 'on paper'}")


@addressees.command("remove", epilog="Example: " + EXAMPLE_REMOVE)
def remove(
    kind: Annotated[str, typer.Argument(help="What they are by the rules.")],
    name: Annotated[str, typer.Argument(help="How they are called.")],
    *,
    organisation: House = None,
) -> None:
    """Take an addressee out; from then on the rules' own word for them is shown."""

    async def strike(book: "Addressees") -> bool:
        known = {(each.kind, each.name) for each in await book.entries(organisation)}
        if (kind, name) not in known:
            return False
        await book.strike(organisation, kind, name)
        return True

    if not _with_book(strike, kind):
        raise WrongInput(f"no {kind} is called {name}")
    print(f"{kind}: {name} is taken out")


@addressees.command("list", epilog="Example: " + EXAMPLE_LIST)
def list_addressees(
    *,
    organisation: House = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """List who is entered, and every kind of addressee that the rules of the house know."""

    async def look(book: "Addressees") -> list[dict[str, str]]:
        entries = await book.entries(organisation)
        rows = [
            {
                "kind": each.kind,
                "called": each.called,
                "name": each.name,
                "through": each.through,
                "postal": each.postal,
            }
            for each in entries
        ]
        entered = {each.kind for each in entries}
        return rows + [
            {"kind": kind, "called": called, "name": "", "through": "", "postal": ""}
            for kind, called in (await book.kinds(organisation)).items()
            if kind not in entered
        ]

    show("addressees", _with_book(look), as_json=as_json)


def _with_book(task: "Callable[[Addressees], Awaitable[T]]", kind: str = "") -> T:
    from app.addressees import Addressees  # noqa: PLC0415 - SQL is heavy
    from app.cli.session import with_register  # noqa: PLC0415
    from app.directory import Unknown  # noqa: PLC0415
    from register.errors import AddresseeUnknown  # noqa: PLC0415

    async def with_it(register: "AsyncContainer") -> T:
        return await task(await register.get(Addressees))

    try:
        return with_register(with_it)
    except Unknown as error:
        asked = f"no organisation {error.name}" if error.name else "name the organisation"
        raise WrongInput(f"{asked}; there are: {', '.join(error.known) or 'none'}") from None
    except AddresseeUnknown:
        raise WrongInput(f"the rules of the house know no addressee {kind!r}; see list") from None
