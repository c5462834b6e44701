"""Finding the addressees of a record, and telling them that it is there."""

from collections.abc import Sequence
from datetime import datetime

from register.acts.involving import involved_in
from register.acts.owing import Owing
from register.conflicts import Conflicts
from register.duties import house_hour
from register.ids import DepartmentId, OrganisationId, PersonId
from register.notes import Note, NoteKind
from register.people import Person, Role
from register.ports import UnitOfWork
from register.profile import load
from register.record import Reception, Record
from register.routing import Directory, watching_office


async def directory_of(
    uow: UnitOfWork, organisation: OrganisationId, department: DepartmentId | None
) -> Directory:
    """Return who could receive a record of this department."""
    own = await uow.organisations.get(organisation)
    people = uow.people
    heads = (
        await people.holding(Role.HEAD, organisation=own.id, department=department)
        if department
        else ()
    )
    above = await people.holding(Role.INSPECTOR, organisation=own.superior) if own.superior else ()
    return Directory(
        heads=tuple(heads),
        leaders=await leaders_of(uow, organisation, department),
        inspectors=tuple(await people.holding(Role.INSPECTOR, organisation=own.id)),
        superior_inspectors=tuple(above),
    )


async def leaders_of(
    uow: UnitOfWork, organisation: OrganisationId, department: DepartmentId | None
) -> tuple[Person, ...]:
    """Return the branch leaders in charge of a department; all, where the directory names none."""
    leaders = await uow.people.holding(Role.LEADER, organisation=organisation)
    in_charge = tuple(leader for leader in leaders if department in leader.leads)
    return in_charge or tuple(leaders)


async def watchers_of(
    uow: UnitOfWork, record: Record, conflicts: Conflicts, *, besides: PersonId
) -> tuple[Person, ...]:
    """Return the discipline office that watches over a record, without the person watched."""
    return watching_office(
        involved=await involved_in(uow, record, conflicts),
        directory=await directory_of(uow, record.organisation, record.department),
        besides=besides,
    )


async def tell_addressees(
    uow: UnitOfWork, record: Record, receptions: Sequence[Reception], owing: Owing, now: datetime
) -> None:
    """Tell them in house hours: a card at night would only say that something happened."""
    house = load(record.profile, on=record.profile_version).house
    for reception in receptions:
        await uow.outbox.add(
            Note(
                kind=NoteKind.RECORD_RECEIVED,
                organisation=record.organisation,
                object=record.id,
                addressee=reception.person,
                key=f"received:{record.id}:{reception.person}",
                not_before=house_hour(now, house, owing.calendar(), owing.zone),
                urgent=True,
            )
        )


async def tell_changed(
    uow: UnitOfWork, record: Record, person: PersonId, *, now: datetime, why: str
) -> None:
    """Let a person's card be rendered anew."""
    await uow.outbox.add(
        Note(
            kind=NoteKind.RECORD_CHANGED,
            organisation=record.organisation,
            object=record.id,
            addressee=person,
            key=f"{why}:{record.id}:{person}",
            not_before=now,
            urgent=True,
        )
    )
