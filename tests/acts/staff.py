"""The directory in the small world of acts: who leaves, who stands in, who loses an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from register.acts.deputising import AppointDeputy
from register.acts.leaving import MarkLeft, RouteAgain
from register.acts.staffing import ImportStaff, StaffLine
from register.acts.unbinding import AskUnbinding, DecideUnbinding
from register.ids import Cause
from register.people import Deputyship, Person
from tests import cast
from tests.acts.world import World

FIRST_DAY, LAST_DAY = date(2026, 9, 28), date(2026, 10, 16)
"""Around the day on which the clock of the world stands."""


def line(person: Person, department: str = "第一检察部") -> StaffLine:
    """Return the line of a staff file that names a person of the cast."""
    return StaffLine(
        name=person.name,
        department=department if person.department else "",
        post=person.post,
        roles=person.roles,
        contact=person.contact,
    )


@dataclass(frozen=True, slots=True)
class Staff:
    """The acts on people, each with a cause of its own unless one is told."""

    world: World

    async def add(self, *people: Person) -> None:
        async with self.world.store.begin() as uow:
            for person in people:
                await uow.people.add(person)

    async def now(self, person: Person) -> Person:
        """Return a person as they are now."""
        async with self.world.store.read() as uow:
            return await uow.people.get(person.id)

    async def bring_in(self, lines: Sequence[StaffLine], *, cause: Cause | None = None) -> None:
        bring_in = ImportStaff(self.world.store, self.world.clock, self.world.owing)
        await bring_in(cast.COUNTY.id, lines, cause=self._cause(cause))

    async def let_go(self, *people: Person, cause: Cause | None = None) -> None:
        let_go = MarkLeft(
            self.world.store,
            self.world.clock,
            self.world.owing,
            self.world.conflicts,
            self.route_again,
        )
        await let_go(cast.COUNTY.id, [person.id for person in people], cause=self._cause(cause))

    async def appoint(
        self,
        person: Person,
        deputy: Person,
        *,
        since: date = FIRST_DAY,
        until: date = LAST_DAY,
        by: Person | None = None,
        cause: Cause | None = None,
    ) -> Person:
        box = Deputyship(deputy=deputy.id, since=since, until=until)
        appoint = AppointDeputy(self.world.store, self.world.clock)
        named_by = by.id if by else None
        return await appoint(person.id, box, by=named_by, cause=self._cause(cause))

    async def end_deputy(self, person: Person) -> Person:
        appoint = AppointDeputy(self.world.store, self.world.clock)
        return await appoint(person.id, None, cause=self.world.cause())

    async def ask(
        self, person: Person, reason: str = "手机遗失", *, cause: Cause | None = None
    ) -> Person:
        ask = AskUnbinding(self.world.store, self.world.clock, self.world.zone)
        return await ask(person.id, reason, cause=self._cause(cause))

    async def decide(
        self,
        person: Person,
        *,
        by: Person,
        agree: bool = True,
        number: int = 1,
        cause: Cause | None = None,
    ) -> Person:
        decide = DecideUnbinding(self.world.store, self.world.clock, self.world.zone)
        return await decide(person.id, number, agree=agree, by=by.id, cause=self._cause(cause))

    @property
    def route_again(self) -> RouteAgain:
        world = self.world
        return RouteAgain(world.store, world.clock, world.owing, world.conflicts)

    def _cause(self, cause: Cause | None) -> Cause:
        return cause or self.world.cause()
