"""How an act writes itself down: one journal entry about one object, in the act's transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from register.ids import Cause, OrganisationId, PersonId
from register.ports import UnitOfWork


class Thing(Protocol):
    """What an act is about: anything with an id that belongs to an organisation."""

    @property
    def id(self) -> str: ...
    @property
    def organisation(self) -> OrganisationId: ...


async def write_down(
    uow: UnitOfWork,
    act: str,
    thing: Thing,
    *,
    by: PersonId | None,
    cause: Cause,
    at: datetime,
    content: bytes = b"",
    codes: Mapping[str, str] | None = None,
) -> None:
    """Append the entry of `act` about `thing`; `content` is the digest that saving it returned."""
    await uow.journal.append(
        act,
        thing.id,
        organisation=thing.organisation,
        actor=by,
        cause=cause,
        at=at,
        codes=codes,
        content=content,
    )
