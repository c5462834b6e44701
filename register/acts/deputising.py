"""Deputies are named for days, by the administrator or by who will be away (T11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.zero_owing import day_of
from register.deputies import comes_back
from register.errors import DeputyUnfit
from register.ids import Cause, PersonId
from register.notes import Note, NoteKind
from register.people import Deputyship, Person
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork

_ACT = "appoint_deputy"


@dataclass(frozen=True, slots=True)
class AppointDeputy:
    """Somebody is absent from one day to another, and a deputy receives in their place.

    What the deputy received stays with them when the days are over.
    """

    store: Store
    clock: Clock

    async def __call__(
        self,
        person_id: PersonId,
        deputyship: Deputyship | None,
        *,
        cause: Cause,
        by: PersonId | None = None,
    ) -> Person:
        """Name a deputy, or with None none any more; `by` is None for the administrator.

        Raise DeputyUnfit or Gone; NotAllowed for who names one for somebody else.
        """
        async with self.store.begin() as uow:
            person = await uow.people.get(person_id)
            if by is not None:
                ensure(Right.NAME_DEPUTY, by, person)
            if not await uow.journal.seen(cause, _ACT, person_id):
                await appoint(uow, person, deputyship, by=by, cause=cause, now=self.clock())
                await ensure_straight(uow, person)
            return await uow.people.get(person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Who stands in for a person from today on, if anybody, and for whom they stand in."""

    deputyship: Deputyship | None
    deputy: Person | None
    stands_in_for: Sequence[tuple[Person, Deputyship]]


@dataclass(frozen=True, slots=True)
class ShowAbsence:
    """Read a person's own days of absence, and those on which they are somebody's deputy."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(self, *, by: PersonId) -> Absence:
        today = day_of(self.clock(), self.zone)
        async with self.store.read() as uow:
            person = await uow.people.get(by)
            boxes = await _boxes(uow, person, today)
            own = boxes.get(by)
            return Absence(
                deputyship=own,
                deputy=await uow.people.get(own.deputy) if own else None,
                stands_in_for=[
                    (await uow.people.get(each), box)
                    for each, box in boxes.items()
                    if box.deputy == by
                ],
            )


@dataclass(frozen=True, slots=True)
class FindDeputies:
    """Find the colleagues who could stand in on certain days: first those with a like function."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(self, since: date, until: date, *, by: PersonId) -> Sequence[Person]:
        """Return who has a chat and leads to no circle. Raise NotAllowed."""
        today = day_of(self.clock(), self.zone)
        async with self.store.read() as uow:
            person = await uow.people.get(by)
            ensure(Right.NAME_DEPUTY, by, person)
            boxes = await _boxes(uow, person, today)
            found = [
                each
                for each in await uow.people.of(person.organisation)
                if _could_receive(each)
                and each.id != by
                and _is_straight(by, Deputyship(deputy=each.id, since=since, until=until), boxes)
            ]
        return sorted(found, key=lambda each: (*_distance(person, each), each.name))


async def appoint(
    uow: UnitOfWork,
    person: Person,
    deputyship: Deputyship | None,
    *,
    cause: Cause,
    now: datetime,
    by: PersonId | None = None,
) -> None:
    """Write down who stands in; whether that goes in a circle is seen when all are named.

    Who stands in from now on learns it, and who did until now.
    """
    if deputyship is not None:
        deputy = await uow.people.get(deputyship.deputy)
        away = deputy.organisation != person.organisation or deputy.left_on is not None
        if away or deputyship.until < deputyship.since:
            raise DeputyUnfit
    content = await uow.people.save(replace(person, deputyship=deputyship))
    await write_down(
        uow,
        _ACT,
        person,
        by=by,
        cause=cause,
        at=now,
        content=content,
        codes={"deputy": deputyship.deputy if deputyship else ""},
    )
    boxes = (box for box in (person.deputyship, deputyship) if box)
    for told in dict.fromkeys(box.deputy for box in boxes):
        await uow.outbox.add(
            Note(
                kind=NoteKind.DEPUTY_CHANGED,
                organisation=person.organisation,
                object=person.id,
                addressee=told,
                key=f"deputy_changed:{person.id}:{told}:{cause}",
                not_before=now,
            )
        )


async def ensure_straight(uow: UnitOfWork, *people: Person) -> None:
    """Raise DeputyUnfit if the deputies of these people lead back to them on any day."""
    for organisation in {person.organisation for person in people}:
        house = await uow.people.of(organisation)
        boxes = {each.id: each.deputyship for each in house if each.deputyship}
        if any(each.id in boxes and comes_back(each.id, boxes) for each in people):
            raise DeputyUnfit


async def _boxes(uow: UnitOfWork, person: Person, today: date) -> dict[PersonId, Deputyship]:
    """Return the deputyships of a person's house that are not over."""
    house = await uow.people.of(person.organisation)
    return {
        each.id: each.deputyship
        for each in house
        if each.deputyship and each.deputyship.until >= today
    }


def _is_straight(person: PersonId, box: Deputyship, boxes: Mapping[PersonId, Deputyship]) -> bool:
    return not comes_back(person, {**boxes, person: box})


def _could_receive(person: Person) -> bool:
    return person.left_on is None and person.account is not None and person.reachable


def _distance(person: Person, other: Person) -> tuple[bool, bool]:
    """Tell how far somebody's function and department lie from a person's."""
    return person.roles.isdisjoint(other.roles), person.department != other.department
