"""Finding the addressees of a record, and telling them that it is there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from register.acts.involving import involved_in
from register.acts.owing import Owing
from register.conflicts import Conflicts
from register.deputies import Deputies
from register.duties import house_hour
from register.ids import DepartmentId, OrganisationId, PersonId
from register.notes import Note, NoteKind
from register.people import Person, Role
from register.ports import UnitOfWork
from register.profile import load
from register.record import Reception, Record
from register.routing import Directory, watching_office


async def directory_of(
    uow: UnitOfWork, organisation: OrganisationId, department: DepartmentId | None, *, on: date
) -> Directory:
    """Return who could receive a record of this department on a day, and who stands in."""
    own = await uow.organisations.get(organisation)
    people = uow.people
    heads = (
        await people.holding(Role.HEAD, organisation=own.id, department=department)
        if department
        else ()
    )
    above = await people.holding(Role.INSPECTOR, organisation=own.superior) if own.superior else ()
    leaders = await leaders_of(uow, organisation, department)
    inspectors = await people.holding(Role.INSPECTOR, organisation=own.id)
    return Directory(
        way=load(own.profile, on=on).way,
        heads=tuple(heads),
        leaders=leaders,
        inspectors=tuple(inspectors),
        superior_inspectors=tuple(above),
        deputies=await deputies_of(uow, (*heads, *leaders, *inspectors, *above), on=on),
    )


async def deputies_of(uow: UnitOfWork, people: Iterable[Person], *, on: date) -> Deputies:
    """Return the chains of deputies of those who are absent on a day; who left ends a chain."""
    chains = {person.id: await _chain(uow, person, on) for person in people}
    return {person: chain for person, chain in chains.items() if chain}


async def _chain(uow: UnitOfWork, person: Person, on: date) -> tuple[Person, ...]:
    chain = [person]
    while (box := chain[-1].deputyship) and box.holds(on):
        deputy = await uow.people.get(box.deputy)
        if deputy.left_on or deputy.id in {each.id for each in chain}:
            break
        chain.append(deputy)
    return tuple(chain[1:])


async def leaders_of(
    uow: UnitOfWork, organisation: OrganisationId, department: DepartmentId | None
) -> tuple[Person, ...]:
    """Return the branch leaders in charge of a department; all, where the directory names none."""
    leaders = await uow.people.holding(Role.LEADER, organisation=organisation)
    in_charge = tuple(leader for leader in leaders if department in leader.leads)
    return in_charge or tuple(leaders)


async def watchers_of(
    uow: UnitOfWork, record: Record, conflicts: Conflicts, *, besides: PersonId, on: date
) -> tuple[Person, ...]:
    """Return the discipline office that watches over a record, without the person watched."""
    return watching_office(
        involved=await involved_in(uow, record, conflicts),
        directory=await directory_of(uow, record.organisation, record.department, on=on),
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
    """Let a person's card be rendered anew; `why` tells one change from another."""
    note = note_about(record, person, NoteKind.RECORD_CHANGED, now=now, why=why)
    await uow.outbox.add(replace(note, urgent=True))


def note_about(
    record: Record,
    person: PersonId,
    kind: NoteKind,
    *,
    now: datetime,
    why: str = "",
    of: str | None = None,
) -> Note:
    """Return a note about a record, or about one part `of` it: a person's, a duty."""
    about = f"{record.id}/{of}" if of else record.id
    return Note(
        kind=kind,
        organisation=record.organisation,
        object=about,
        addressee=person,
        key=f"{kind}:{why}:{about}:{person}",
        not_before=now,
    )
