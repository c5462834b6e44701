"""Finding the addressees of a record, and telling them that it is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from register.acts.involving import involved_in
from register.acts.owing import Owing
from register.afterwards import Capacity
from register.conflicts import Conflicts
from register.deputies import Deputies
from register.duties import house_hour
from register.ids import DepartmentId, OrganisationId, PersonId
from register.notes import Note, NoteKind
from register.organisations import Organisation
from register.people import Person, Role
from register.ports import UnitOfWork
from register.profile import Profile, load
from register.provisions import Receiver
from register.record import Reception, Record
from register.routing import Directory, Office, anew, watching_office

_HELD_BY: Mapping[Receiver, Role] = {
    "discipline": Role.INSPECTOR,
    "adjudication": Role.ADJUDICATION,
}


async def record_directory(uow: UnitOfWork, record: Record, *, on: date) -> Directory:
    """Return who could receive a record on a day."""
    systems = [each.rules for each in record.bases]
    return await directory_of(uow, record.organisation, record.department, systems, on=on)


async def directory_of(
    uow: UnitOfWork,
    organisation: OrganisationId,
    department: DepartmentId | None,
    systems: Sequence[Profile],
    *,
    on: date,
) -> Directory:
    """Return who could receive a record of this department on a day, and who stands in.

    Which offices those are the rule `systems` say that bind it.
    """
    own = await uow.organisations.get(organisation)
    ways = tuple(each.way for each in systems)
    people = uow.people
    heads = (
        await people.holding(Role.HEAD, organisation=own.id, department=department)
        if department
        else ()
    )
    leaders = await leaders_of(uow, organisation, department)
    offices = {
        receiver: await _office_of(uow, role, own)
        for receiver, role in _HELD_BY.items()
        if receiver == "discipline" or any(way.receiver == receiver for way in ways)
    }
    staff = [person for office in offices.values() for person in (*office.own, *office.above)]
    return Directory(
        ways=ways,
        heads=tuple(heads),
        leaders=leaders,
        offices=offices,
        deputies=await deputies_of(uow, (*heads, *leaders, *staff), on=on),
    )


async def _office_of(uow: UnitOfWork, role: Role, house: Organisation) -> Office:
    above = house.superior
    return Office(
        own=tuple(await uow.people.holding(role, organisation=house.id)),
        above=tuple(await uow.people.holding(role, organisation=above)) if above else (),
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
    """Return the discipline office that watches over a record, without the person watched.

    What passes by the own house at its recorder's wish, or because of an order, is not told there.
    """
    return watching_office(
        involved=await involved_in(uow, record, conflicts),
        directory=await record_directory(uow, record, on=on),
        besides=besides,
        above=record.superior or bool(record.around),
    )


async def instead_of(
    uow: UnitOfWork, record: Record, capacity: Capacity, conflicts: Conflicts, *, on: date
) -> tuple[Reception, ...]:
    """Return who takes the place of an addressee who is gone. Raise NobodyToReceive.

    Once it was reported on, or went over to the discipline office, no head is looked for.
    """
    if capacity is Capacity.HEAD and (record.forwarded_at or record.is_passed_on):
        return ()
    return anew(
        capacity,
        recorder=await uow.people.get(record.recorder),
        involved=await involved_in(uow, record, conflicts),
        direct=record.direct,
        superior=record.superior,
        around=record.around,
        directory=await record_directory(uow, record, on=on),
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
