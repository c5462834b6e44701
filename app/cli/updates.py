"""`liuhen updates`: messages that could not be handled, to look at and to try again."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.errors import CheckFailed
from app.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dishka import AsyncContainer

    from storage.updates import SetAside

EXAMPLE = "liuhen updates list"
EXAMPLE_RETRY = "liuhen updates retry 1205"

updates = typer.Typer(
    name="updates", help="Messages set aside after three failed tries; what they say stays shut."
)


@updates.command("list", epilog="Example: " + EXAMPLE)
def list_updates(
    as_json: Annotated[bool, typer.Option("--json", help="Print for a machine.")] = False,
) -> None:
    """List what is set aside: number, chat and time of arrival."""
    found = _all()
    if as_json:
        rows = [
            {"id": row.id, "chat": row.chat, "received_at": row.received_at.isoformat()}
            for row in found
        ]
        print(json.dumps({"updates": rows}, indent=2))
        return
    zone = load_settings().timezone
    for row in found:
        print(row.id, row.chat, row.received_at.astimezone(zone).isoformat(" ", "seconds"))


@updates.command(epilog="Example: " + EXAMPLE_RETRY)
def retry(
    number: Annotated[int, typer.Argument(metavar="ID", help="As the list shows it.")],
) -> None:
    """Put a message back into its chat's queue, with three fresh tries."""
    if not _retry(number):
        raise CheckFailed(f"there is no update {number} to try again")
    print(f"update {number} waits again")


def _all() -> "Sequence[SetAside]":
    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from storage.updates import SqlSetAside  # noqa: PLC0415

    async def look(register: "AsyncContainer") -> "Sequence[SetAside]":
        return await (await register.get(SqlSetAside)).all()

    return with_register(look)


def _retry(number: int) -> bool:
    from app.cli.session import with_register  # noqa: PLC0415 - SQL is heavy
    from storage.updates import SqlSetAside  # noqa: PLC0415

    async def again(register: "AsyncContainer") -> bool:
        return await (await register.get(SqlSetAside)).retry(number)

    return with_register(again)
