"""The adviser, asked by somebody about themselves; each run leaves its codes and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.advice import Run
from register.adviser import Adviser
from register.errors import AnswerUnfit
from register.ids import Cause, OrganisationId, PersonId
from register.people import Person
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile


@dataclass(frozen=True, slots=True)
class RulesToday:
    """Read the rule systems that a person's house runs today."""

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(self, *, by: PersonId) -> tuple[Profile, ...]:
        async with self.store.read() as uow:
            return await self.of(uow, await uow.people.get(by))

    async def of(self, uow: UnitOfWork, person: Person) -> tuple[Profile, ...]:
        """Return them inside a transaction that is open already."""
        return await self.of_house(uow, person.organisation)

    async def of_house(self, uow: UnitOfWork, house: OrganisationId) -> tuple[Profile, ...]:
        """Return those of a house, the one that it names first first."""
        organisation = await uow.organisations.get(house)
        today = self.clock().astimezone(self.zone).date()
        return organisation.systems(today)


@dataclass(frozen=True, slots=True)
class Advise:
    """Keep a run that came to its end, so that whoever asked can show good faith (C5).

    Not recording is a fault where it is intended (RUDONG 27): who asked first did not intend it.
    """

    rules: RulesToday

    async def __call__(self, codes: Sequence[str], *, by: PersonId, cause: Cause) -> Run:
        """Return the run. Raise AnswerUnfit if these answers lead to no end."""
        rules = self.rules
        async with rules.store.begin() as uow:
            person = await uow.people.get(by)
            run = Adviser(await rules.of(uow, person)).follow(codes)
            if run.end is None or run.end.advice is None:
                raise AnswerUnfit
            if not await uow.journal.seen(cause, "advise", by):
                kept = {
                    "advice": run.end.advice.value,
                    "articles": " ".join(run.end.articles),
                    "path": run.path,
                }
                await write_down(
                    uow, "advise", person, by=by, cause=cause, at=rules.clock(), codes=kept
                )
        return run
