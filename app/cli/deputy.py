"""`liuhen staff deputy`: who stands in for somebody absent, and on which days."""

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import WrongInput
from app.sheets import read_day

if TYPE_CHECKING:
    from dishka import AsyncContainer

EXAMPLE = 'liuhen staff deputy "Wang Min" --deputy "Li Wei" --from 2026-10-08 --until 2026-10-16'


def deputy(
    name: Annotated[str, typer.Argument(help="Who is absent; namesakes as NAME(DEPARTMENT).")],
    stands_in: Annotated[
        str | None, typer.Option("--deputy", help="Who receives in their place.")
    ] = None,
    since: Annotated[str | None, typer.Option("--from", help="The first day.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day.")] = None,
    end: Annotated[bool, typer.Option("--end", help="Nobody stands in any more.")] = False,
) -> None:
    """Let a deputy receive what somebody absent would receive, from one day to another.

    What the deputy received stays with them afterwards. Who stands in a record never receives it
    as a deputy either.
    """
    if end == bool(stands_in or since or until):
        raise WrongInput("say --deputy, --from and --until, or --end")
    first, last = read_day(since or ""), read_day(until or "")
    if not end and (stands_in is None or first is None or last is None or last < first):
        raise WrongInput("say --deputy, and --from and --until as days such as 2026-10-08")

    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from app.directory import Ambiguous, Directory, Unknown  # noqa: PLC0415
    from register.errors import DeputyUnfit  # noqa: PLC0415

    async def change(register: "AsyncContainer") -> None:
        directory = await register.get(Directory)
        if stands_in and first and last:
            await directory.appoint(name, stands_in, since=first, until=last)
        else:
            await directory.end_deputy(name)

    try:
        with_register(change)
    except Unknown as error:
        raise WrongInput(f"nobody is named {error.name}") from None
    except Ambiguous as error:
        raise WrongInput(f"several are named {error.name}: {', '.join(error.known)}") from None
    except DeputyUnfit:
        raise WrongInput(
            f"{stands_in} cannot stand in for {name}: another house, the same person, or a circle "
            "of deputies"
        ) from None
    print(f"{name}: {stands_in} from {first} until {last}" if stands_in else f"{name}: no deputy")
