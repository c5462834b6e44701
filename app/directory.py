"""The administrator's work with organisations and their people, from the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from register.acts.binding import InvitePerson
from register.acts.deputising import AppointDeputy
from register.acts.leaving import MarkLeft
from register.acts.omitting import OpenDoor
from register.acts.staffing import FoundOrganisation, ImportStaff, StaffLine
from register.acts.unbinding import AskUnbinding
from register.cases import CaseState
from register.conflicts import normalise
from register.ids import Cause, OrganisationId, PersonId
from register.invites import hash_code
from register.organisations import Organisation
from register.people import Deputyship, Person
from register.ports import Store


class Unknown(LookupError):
    """No organisation, or nobody, has this name; `known` is what there is to choose from."""

    def __init__(self, name: str, known: Sequence[str] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


class Ambiguous(LookupError):
    """Several people have this name; `known` is how each is told from the others."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
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

    @property
    def full_name(self) -> str:
        """The name with the department behind it, which tells namesakes apart."""
        return f"{self.person.name}({self.department})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Somebody whom the staff file does not name any more, and how many cases they handle."""

    member: Member
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invite's code, shown this once; None for somebody who has an account already."""

    member: Member
    code: str | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class Directory:
    """Founds, imports, invites and lists. Each call is a cause of its own."""

    store: Store
    found_organisation: FoundOrganisation
    import_staff: ImportStaff
    invite_person: InvitePerson
    mark_left: MarkLeft
    appoint_deputy: AppointDeputy
    ask_unbinding: AskUnbinding
    open_door: OpenDoor

    async def found(
        self, name: str, *, profiles: Sequence[str], superior: str | None = None
    ) -> Organisation:
        """Return the organisation of this name, set up with its superior if it was not known.

        Raise Unknown for the superior, or OtherSuperior.
        """
        above = (await self.organisation(superior)).id if superior else None
        house = await self.found_organisation(
            name, profiles=profiles, superior=above, cause=_new_cause()
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

    async def door(self, name: str | None = None, *, renew: bool = False) -> tuple[str, str]:
        """Return the name of an organisation and the code of its link for outsiders.

        Raise Unknown, or DoorClosed where its rules know no reports by them.
        """
        house = await self.organisation(name)
        return house.name, await self.open_door(house.id, renew=renew, cause=_new_cause())

    async def keep(
        self, organisation: OrganisationId, lines: Sequence[StaffLine]
    ) -> Sequence[Person]:
        """Write the lines of a staff file."""
        return await self.import_staff(organisation, lines, cause=_new_cause())

    async def missing(
        self, organisation: OrganisationId, lines: Sequence[StaffLine]
    ) -> Sequence[Missing]:
        """Return who works in a house and stands in none of the lines of its staff file."""
        named = {(normalise(line.name), line.department) for line in lines}
        gone = [
            member
            for member in await self.members()
            if member.person.organisation == organisation
            and (normalise(member.person.name), member.department) not in named
        ]
        return [Missing(member=each, cases=await self._in_hand(each.person)) for each in gone]

    async def _in_hand(self, person: Person) -> int:
        async with self.store.read() as uow:
            cases = await uow.cases.of(person.id)
        open_cases = (each for each in cases if each.state is not CaseState.CLOSED)
        return sum(person.id in each.handlers for each in open_cases)

    async def let_go(self, organisation: OrganisationId, gone: Sequence[Missing]) -> None:
        """Mark people as left; what they owed goes to others."""
        people = [each.member.person.id for each in gone]
        await self.mark_left(organisation, people, cause=_new_cause())

    async def appoint(self, name: str, deputy: str, *, since: date, until: date) -> None:
        """Let a deputy stand in for somebody. Raise Unknown, Ambiguous or DeputyUnfit."""
        absent, stands_in = await self._one(name), await self._one(deputy)
        box = Deputyship(deputy=stands_in, since=since, until=until)
        await self.appoint_deputy(absent, box, cause=_new_cause())

    async def end_deputy(self, name: str) -> None:
        """Let nobody stand in for somebody any more. Raise Unknown or Ambiguous."""
        await self.appoint_deputy(await self._one(name), None, cause=_new_cause())

    async def unbind(self, name: str, reason: str) -> int:
        """Ask that somebody's account be taken away, and return how many inspectors can decide.

        Raise Unknown, Ambiguous, Gone or NobodyToReceive.
        """
        person = await self._one(name)
        asked = await self.ask_unbinding(person, reason, cause=_new_cause())
        return len(asked.unbinding.asked) if asked.unbinding else 0

    async def one_of(self, house: Organisation, name: str) -> PersonId:
        """Return the one person of a house of this name. Raise Unknown or Ambiguous."""
        members = await self.members()
        return _only(name, [each for each in members if each.person.organisation == house.id])

    async def _one(self, name: str) -> PersonId:
        """Return the one person of this name, or full name. Raise Unknown or Ambiguous."""
        return _only(name, await self.members())

    async def members(self, *, left: bool = False) -> Sequence[Member]:
        """Return everybody who works here, or who left, by house, department and name."""
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
                    if (person.left_on is not None) is left
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
            await self._invite(member)
            for member in members
            if not names or member.person.name in names
        ]

    async def _invite(self, member: Member) -> Invitation:
        if member.person.account is not None:
            return Invitation(member=member, code=None, valid_until=None)
        code = await self.invite_person(member.person.id, cause=_new_cause())
        async with self.store.read() as uow:
            made = await uow.invites.by_hash(hash_code(code))
        return Invitation(member=member, code=code, valid_until=made.expires_at if made else None)


def _only(name: str, members: Sequence[Member]) -> PersonId:
    found = [
        member
        for member in members
        if normalise(name) in {normalise(member.person.name), normalise(member.full_name)}
    ]
    if not found:
        raise Unknown(name)
    if len(found) > 1:
        raise Ambiguous(name, [member.full_name for member in found])
    return found[0].person.id


def _new_cause() -> Cause:
    return Cause(f"command:{uuid4().hex}")
