"""The directory: organisations, departments and staff, as the administrator's file names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from register.acts.deputising import appoint, ensure_straight
from register.acts.journaling import write_down
from register.acts.leaving import come_back
from register.acts.owing import Owing
from register.ids import Cause, DepartmentId, OrganisationId, PersonId, derive
from register.organisations import Department, Organisation
from register.people import Deputyship, Person, Role
from register.ports import Clock, Store, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyLine:
    """Who stands in for somebody, by name, and from when until when."""

    name: str
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """One line of the staff file, already checked."""

    name: str
    department: str
    post: str
    roles: frozenset[Role]
    contact: str
    aliases: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    """Names of the departments that a branch leader is in charge of."""
    deputy: DeputyLine | None = None
    """One of the file; where the line names none, who stands in already goes on."""


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """Set up an organisation with the rule systems that it runs, once (PD23)."""

    store: Store
    clock: Clock

    async def __call__(
        self,
        name: str,
        *,
        profiles: Sequence[str],
        cause: Cause,
        superior: OrganisationId | None = None,
    ) -> Organisation:
        """Return the organisation of this name, which exists from now on."""
        async with self.store.begin() as uow:
            for known in await uow.organisations.all():
                if known.name == name:
                    return known
            organisation = Organisation(
                id=OrganisationId(derive(cause, f"found/{name}")),
                name=name,
                profiles=tuple(profiles),
                superior=superior,
            )
            content = await uow.organisations.add(organisation)
            await uow.journal.append(
                "found",
                organisation.id,
                organisation=organisation.id,
                actor=None,
                cause=cause,
                at=self.clock(),
                content=content,
            )
        return organisation


@dataclass(frozen=True, slots=True)
class ImportStaff:
    """Write a whole staff file in one transaction: new people are added, known ones updated.

    A person is known by name within the department, so the file can be imported again. Who left
    and is named again works here again, and is invited like a new colleague.
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(
        self, organisation: OrganisationId, lines: Sequence[StaffLine], *, cause: Cause
    ) -> list[Person]:
        """Return the people in the order of the file. Raise DeputyUnfit, and write nothing."""
        async with self.store.begin() as uow:
            departments = await self._departments(uow, organisation, lines, cause)
            people = [
                await self._keep(
                    uow,
                    line,
                    organisation=organisation,
                    departments=departments,
                    fresh_id=PersonId(derive(cause, "import_staff", number)),
                    cause=cause,
                )
                for number, line in enumerate(lines)
            ]
            await self._appoint(uow, lines, [person.id for person in people], cause)
            return [await uow.people.get(person.id) for person in people]

    async def _appoint(
        self,
        uow: UnitOfWork,
        lines: Sequence[StaffLine],
        people: Sequence[PersonId],
        cause: Cause,
    ) -> None:
        """Name the deputies, when all of them are in the directory."""
        known = {line.name: person for line, person in zip(lines, people, strict=True)}
        absent = []
        for line, person_id in zip(lines, people, strict=True):
            if line.deputy is None:
                continue
            person = await uow.people.get(person_id)
            box = Deputyship(
                deputy=known[line.deputy.name], since=line.deputy.since, until=line.deputy.until
            )
            if box != person.deputyship:
                await appoint(uow, person, box, cause=cause, now=self.clock())
                absent.append(person)
        await ensure_straight(uow, *absent)

    async def _keep(
        self,
        uow: UnitOfWork,
        line: StaffLine,
        *,
        organisation: OrganisationId,
        departments: Mapping[str, DepartmentId],
        fresh_id: PersonId,
        cause: Cause,
    ) -> Person:
        department = departments.get(line.department)
        namesakes = await uow.people.named(line.name, organisation=organisation)
        known = next((p for p in namesakes if p.department == department), None)
        if known is not None and await uow.journal.seen(cause, "import_staff", known.id):
            return known
        person = replace(
            known
            or Person(
                id=fresh_id,
                organisation=organisation,
                department=department,
                name=line.name,
                roles=line.roles,
                post=line.post,
                contact=line.contact,
            ),
            roles=line.roles,
            post=line.post,
            contact=line.contact,
            aliases=line.aliases,
            leads=frozenset(departments[name] for name in line.leads),
            left_on=None,
        )
        content = await (uow.people.save(person) if known else uow.people.add(person))
        await write_down(
            uow, "import_staff", person, by=None, cause=cause, at=self.clock(), content=content
        )
        if known is not None and known.left_on is not None:
            await come_back(uow, person, self.owing, cause=cause, now=self.clock())
        return person

    async def _departments(
        self,
        uow: UnitOfWork,
        organisation: OrganisationId,
        lines: Sequence[StaffLine],
        cause: Cause,
    ) -> dict[str, DepartmentId]:
        """Return the departments by name; those that the file names first are added."""
        known = {d.name: d.id for d in await uow.organisations.departments(organisation)}
        named = (name for line in lines for name in (line.department, *line.leads) if name)
        for name in dict.fromkeys(named):
            if name not in known:
                department = Department(
                    id=DepartmentId(derive(cause, f"department/{organisation}/{name}")),
                    organisation=organisation,
                    name=name,
                )
                content = await uow.organisations.add_department(department)
                await write_down(
                    uow,
                    "found_department",
                    department,
                    by=None,
                    cause=cause,
                    at=self.clock(),
                    content=content,
                )
                known[name] = department.id
        return known
