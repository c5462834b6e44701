"""The administrator's work with organisations and their people, from the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from register.acts.binding import InvitePerson
from register.acts.staffing import FoundOrganisation, ImportStaff, StaffLine
from register.ids import Cause, OrganisationId
from register.organisations import Organisation
from register.people import Person
from register.ports import Store


class Unknown(LookupError):
    """No organisation, or nobody, has this name; `known` is what there is to choose from."""

    def __init__(self, name: str, known: Sequence[str] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


class OtherSuperior(ValueError):
    """The organisation is known, and its superior is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person with the names of their house and department."""

    person: Person
    organisation: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invite's code, shown this once; None for somebody who has an account already."""

    member: Member
    code: str | None


@dataclass(frozen=True, slots=True)
class Directory:
    """Founds, imports, invites and lists. Each call is a cause of its own."""

    store: Store
    found_organisation: FoundOrganisation
    import_staff: ImportStaff
    invite_person: InvitePerson

    async def found(self, name: str, *, profile: str, superior: str | None = None) -> Organisation:
        """Return the organisation of this name, set up with its superior if it was not known.

        Raise Unknown for the superior, or OtherSuperior.
        """
        above = (await self.organisation(superior)).id if superior else None
        house = await self.found_organisation(
            name, profile=profile, superior=above, cause=_new_cause()
        )
        if superior and house.superior != above:
            raise OtherSuperior(name)
        return house

    async def organisation(self, name: str | None = None) -> Organisation:
        """Return the organisation of this name, or the only one there is. Raise Unknown."""
        async with self.store.read() as uow:
            known = await uow.organisations.all()
        fitting = [house for house in known if name in {None, house.name}]
        if len(fitting) != 1:
            raise Unknown(name or "", [house.name for house in known])
        return fitting[0]

    async def keep(
        self, organisation: OrganisationId, lines: Sequence[StaffLine]
    ) -> Sequence[Person]:
        """Write the lines of a staff file."""
        return await self.import_staff(organisation, lines, cause=_new_cause())

    async def members(self) -> Sequence[Member]:
        """Return everybody, by house, department and name."""
        async with self.store.read() as uow:
            found = []
            for house in await uow.organisations.all():
                named = {d.id: d.name for d in await uow.organisations.departments(house.id)}
                found += [
                    Member(
                        person=person,
                        organisation=house.name,
                        department=named[person.department] if person.department else "",
                    )
                    for person in await uow.people.of(house.id)
                ]
        return sorted(
            found, key=lambda each: (each.organisation, each.department, each.person.name)
        )

    async def invite(self, names: Sequence[str] = ()) -> Sequence[Invitation]:
        """Make an invite for everybody so named, or for everybody; namesakes get one each.

        Raise Unknown before anything is written.
        """
        members = await self.members()
        known = {member.person.name for member in members}
        for name in names:
            if name not in known:
                raise Unknown(name)
        return [
            Invitation(member=member, code=await self._code(member.person))
            for member in members
            if not names or member.person.name in names
        ]

    async def _code(self, person: Person) -> str | None:
        if person.account is not None:
            return None
        return await self.invite_person(person.id, cause=_new_cause())


def _new_cause() -> Cause:
    return Cause(f"command:{uuid4().hex}")
