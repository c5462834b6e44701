"""Organisations, their superiors and their departments."""

from dataclasses import dataclass, replace
from datetime import date

from register.ids import DepartmentId, OrganisationId
from register.profile import Profile, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody outside the house to whom records go on: what they are by the rules, and how.

    Through their `organisation`, if this deployment serves it, else on paper, to `postal`.
    """

    kind: str
    name: str
    organisation: OrganisationId | None = None
    postal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A court or procuratorate. The discipline office of its `superior` may be told instead.

    It runs its rule systems side by side (PD23): a court one for outsiders and one for insiders.
    """

    id: OrganisationId
    name: str
    profiles: tuple[str, ...]
    superior: OrganisationId | None = None
    door: str = ""
    """The code of the public link by which outsiders report an omission; empty while none is."""
    addressees: tuple[Addressee, ...] = ()
    """To whom its records go on; who is not named here is called as the rules do."""
    version: int = 0

    @property
    def profile(self) -> str:
        """The first of them, by which office hours, case numbers and zero reports go."""
        return self.profiles[0]

    def systems(self, on: date) -> tuple[Profile, ...]:
        """Return its rule systems in the versions of a day. Raise NotInForce."""
        return tuple(load(each, on=on) for each in self.profiles)

    def with_addressee(self, addressee: Addressee) -> "Organisation":
        """Name an addressee, or say anew how somebody of this kind and name is reached."""
        others = self.without_addressee(addressee.kind, addressee.name).addressees
        return replace(self, addressees=(*others, addressee))

    def without_addressee(self, kind: str, name: str) -> "Organisation":
        """Strike an addressee off."""
        left = (each for each in self.addressees if (each.kind, each.name) != (kind, name))
        return replace(self, addressees=tuple(left))


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    id: DepartmentId
    organisation: OrganisationId
    name: str
    version: int = 0
