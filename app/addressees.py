"""The administrator's directory of addressees outside the house, from the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from app.directory import Directory
from register.acts.addressee_book import NameAddressee, StrikeAddressee
from register.ids import Cause
from register.organisations import Addressee
from register.ports import Store
from register.profile import versions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the directory, in words; `through` is empty for who is reached on paper."""

    kind: str
    called: str
    name: str
    through: str
    postal: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Names, strikes and lists. Each call is a cause of its own."""

    store: Store
    directory: Directory
    name_addressee: NameAddressee
    strike_addressee: StrikeAddressee

    async def kinds(self, organisation: str | None) -> dict[str, str]:
        """Return the kinds of addressees that the rules of a house know, with their names."""
        house = await self.directory.organisation(organisation)
        return dict(versions_of(house.profile)[-1].addressees)

    async def name(
        self, organisation: str | None, kind: str, name: str, *, through: str | None, postal: str
    ) -> None:
        """Enter somebody. Raise Unknown or AddresseeUnknown."""
        house = await self.directory.organisation(organisation)
        channel = (await self.directory.organisation(through)).id if through else None
        entry = Addressee(kind=kind, name=name, organisation=channel, postal=postal)
        await self.name_addressee(house.id, entry, cause=Cause(f"command:{uuid4().hex}"))

    async def strike(self, organisation: str | None, kind: str, name: str) -> None:
        """Take somebody out. Raise Unknown or AddresseeUnknown."""
        house = await self.directory.organisation(organisation)
        await self.strike_addressee(house.id, kind, name, cause=Cause(f"command:{uuid4().hex}"))

    async def entries(self, organisation: str | None) -> Sequence[Entry]:
        """Return everybody in the directory of a house. Raise Unknown."""
        house = await self.directory.organisation(organisation)
        called = await self.kinds(organisation)
        async with self.store.read() as uow:
            names = {each.id: each.name for each in await uow.organisations.all()}
        return [
            Entry(
                kind=each.kind,
                called=called.get(each.kind, each.kind),
                name=each.name,
                through=names[each.organisation] if each.organisation else "",
                postal=each.postal,
            )
            for each in sorted(house.addressees, key=lambda each: (each.kind, each.name))
        ]
