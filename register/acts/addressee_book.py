"""The directory of those outside the house to whom records go on, kept by the administrator."""

from collections.abc import Callable
from dataclasses import dataclass

from register.errors import AddresseeUnknown
from register.ids import Cause, OrganisationId
from register.organisations import Addressee, Organisation
from register.ports import Clock, Store
from register.profile import versions_of


@dataclass(frozen=True, slots=True)
class NameAddressee:
    """Say how somebody is reached: through their organisation, or on paper."""

    store: Store
    clock: Clock

    async def __call__(
        self, organisation: OrganisationId, addressee: Addressee, *, cause: Cause
    ) -> Organisation:
        """Raise Gone, or AddresseeUnknown for a kind that the house's rules do not know."""
        return await _change(
            self,
            organisation,
            "name_addressee",
            addressee.kind,
            lambda house: house.with_addressee(addressee),
            cause=cause,
        )


@dataclass(frozen=True, slots=True)
class StrikeAddressee:
    """Take somebody out of the directory; from now on they are called as the rules do."""

    store: Store
    clock: Clock

    async def __call__(
        self, organisation: OrganisationId, kind: str, name: str, *, cause: Cause
    ) -> Organisation:
        """Raise Gone or AddresseeUnknown."""
        return await _change(
            self,
            organisation,
            "strike_addressee",
            kind,
            lambda house: house.without_addressee(kind, name),
            cause=cause,
        )


async def _change(
    act: NameAddressee | StrikeAddressee,
    organisation: OrganisationId,
    name: str,
    kind: str,
    change: Callable[[Organisation], Organisation],
    *,
    cause: Cause,
) -> Organisation:
    async with act.store.begin() as uow:
        house = await uow.organisations.get(organisation)
        if await uow.journal.seen(cause, name, organisation):
            return house
        if kind not in versions_of(house.profile)[-1].addressees:
            raise AddresseeUnknown
        changed = change(house)
        content = await uow.organisations.save(changed)
        await uow.journal.append(
            name,
            organisation,
            organisation=organisation,
            actor=None,
            cause=cause,
            at=act.clock(),
            codes={"kind": kind},
            content=content,
        )
    return changed
