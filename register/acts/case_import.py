"""Cases from a file of the case office: new ones are added, known ones follow the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.acts.zero_owing import day_of, owe
from register.cases import Case, CaseState
from register.ids import CaseId, Cause, OrganisationId, PersonId, derive
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile, load


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One line of a case file, already checked; `number` is in the normal form.

    `since` is when those handlers took the case who are new to it, today if it is not told.
    """

    number: str
    name: str
    charge: str
    handlers: tuple[PersonId, ...]
    since: date | None = None
    closing_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportCases:
    """Write one block of a case file in one transaction.

    A case is known by its number within the house, so the file can be imported again; one that a
    handler of the line typed in before is taken over. Who is no longer named has handed the case
    on, and open zero reports follow.
    """

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(
        self, organisation: OrganisationId, lines: Sequence[CaseLine], *, cause: Cause
    ) -> list[Case]:
        """Return the cases in the order of the lines."""
        async with self.store.begin() as uow:
            house = await uow.organisations.get(organisation)
            profile = load(house.profile, on=day_of(self.clock(), self.zone))
            return [
                await self._keep(
                    uow,
                    line,
                    organisation=organisation,
                    fresh_id=CaseId(derive(cause, "import_case", ordinal)),
                    profile=profile,
                    cause=cause,
                )
                for ordinal, line in enumerate(lines)
            ]

    async def _keep(
        self,
        uow: UnitOfWork,
        line: CaseLine,
        *,
        organisation: OrganisationId,
        fresh_id: CaseId,
        profile: Profile,
        cause: Cause,
    ) -> Case:
        known, now = await _known(uow, line, organisation), self.clock()
        if known is not None and await uow.journal.seen(cause, "import_case", known.id):
            return known
        before = known or Case(id=fresh_id, organisation=organisation, name=line.name)
        case = _as_in_file(before, line, today=day_of(now, self.zone))
        if case == known:
            return known
        content = await (uow.cases.save(case) if known else uow.cases.add(case))
        await write_down(uow, "import_case", case, by=None, cause=cause, at=now, content=content)
        await owe(uow, before, case, profile=profile, by=None, cause=cause, at=now, zone=self.zone)
        return case


async def _known(uow: UnitOfWork, line: CaseLine, organisation: OrganisationId) -> Case | None:
    """Return the imported case of this number, or one that a handler of the line typed in."""
    same = [
        *await uow.cases.called(line.number, organisation=organisation),
        *await uow.cases.called(line.name, organisation=organisation),
    ]
    fitting = [each for each in same if each.number in {"", line.number}]
    for case in fitting:
        if case.imported and case.number == line.number:
            return case
    typed_in = (each for each in fitting if not each.imported)
    return next((each for each in typed_in if set(each.handlers) & set(line.handlers)), None)


def _as_in_file(case: Case, line: CaseLine, *, today: date) -> Case:
    """Return a case as the file has it; of a closed one only the words change."""
    case = replace(case, number=line.number, name=line.name, charge=line.charge, imported=True)
    if case.state is CaseState.CLOSED:
        if case.handlers:
            return case
        case = case.reopen(on=today)  # it had left the house and came back
    case = case.leave(set(case.handlers) - set(line.handlers), on=today)
    for person in line.handlers:
        if person not in case.handlers:
            case = case.take(person, on=min(line.since or today, today))
    if line.closing_on is None:
        return case
    if case.state is CaseState.OPEN:
        return case.mark_closing(on=line.closing_on)
    return replace(case, closing_on=line.closing_on)
