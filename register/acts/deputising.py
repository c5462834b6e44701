"""Deputies are named for days, by the administrator (T11)."""

from dataclasses import dataclass, replace
from datetime import datetime

from register.acts.journaling import write_down
from register.deputies import comes_back
from register.errors import DeputyUnfit
from register.ids import Cause, PersonId
from register.people import Deputyship, Person
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
        self, person_id: PersonId, deputyship: Deputyship | None, *, cause: Cause
    ) -> Person:
        """Name a deputy, or with None none any more. Raise DeputyUnfit or Gone."""
        async with self.store.begin() as uow:
            person = await uow.people.get(person_id)
            if not await uow.journal.seen(cause, _ACT, person_id):
                await appoint(uow, person, deputyship, cause=cause, now=self.clock())
                await ensure_straight(uow, person)
            return await uow.people.get(person_id)


async def appoint(
    uow: UnitOfWork, person: Person, deputyship: Deputyship | None, *, cause: Cause, now: datetime
) -> None:
    """Write down who stands in; whether that goes in a circle is seen when all are named."""
    if deputyship is not None:
        deputy = await uow.people.get(deputyship.deputy)
        if deputy.organisation != person.organisation or deputy.left_on is not None:
            raise DeputyUnfit
    content = await uow.people.save(replace(person, deputyship=deputyship))
    await write_down(
        uow,
        _ACT,
        person,
        by=None,
        cause=cause,
        at=now,
        content=content,
        codes={"deputy": deputyship.deputy if deputyship else ""},
    )


async def ensure_straight(uow: UnitOfWork, *people: Person) -> None:
    """Raise DeputyUnfit if the deputies of these people lead back to them on any day."""
    for organisation in {person.organisation for person in people}:
        house = await uow.people.of(organisation)
        boxes = {each.id: each.deputyship for each in house if each.deputyship}
        if any(each.id in boxes and comes_back(each.id, boxes) for each in people):
            raise DeputyUnfit
