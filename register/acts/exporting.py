"""Export: records on their way into the court's own system (CHANGCHUN 4, 13; SPC 9; J9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from register.acts.involving import involved_in
from register.acts.journaling import write_down
from register.conflicts import Conflicts
from register.errors import NotAllowed
from register.evidence import Evidence
from register.ids import Cause, OrganisationId, PersonId
from register.people import Person, Role
from register.ports import Clock, Store, UnitOfWork
from register.record import Record

EXPORTERS = frozenset({Role.INSPECTOR, Role.ADJUDICATION})
"""Who keeps the database: discipline office (SPC 9), adjudication management (CHANGCHUN 14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One record with what is sealed in it, and the names of its addressees."""

    record: Record
    evidence: Sequence[Evidence]
    names: Mapping[PersonId, str]


@dataclass(frozen=True, slots=True)
class ExportRecords:
    """Somebody takes the records of their house out of the register, each one written down.

    It opens content, so it goes no further than their own right to read: what they stand in
    themselves, or what reached others alone, is not among it, and nothing says that it is not.
    """

    store: Store
    clock: Clock
    conflicts: Conflicts

    async def __call__(
        self,
        organisation: OrganisationId,
        *,
        since: datetime,
        until: datetime,
        by: PersonId,
        cause: Cause,
    ) -> Sequence[Exported]:
        """Return what was filed from `since` to before `until`, the earliest first.

        Raise NotAllowed for who is not of the office that keeps the database, or Gone.
        """
        exported = await self._readable(organisation, since=since, until=until, by=by)
        now = self.clock()
        async with self.store.begin() as uow:  # before anything is handed out
            for each in exported:
                if not await uow.journal.seen(cause, "export", each.record.id):
                    await write_down(uow, "export", each.record, by=by, cause=cause, at=now)
        return exported

    async def _readable(
        self, organisation: OrganisationId, *, since: datetime, until: datetime, by: PersonId
    ) -> Sequence[Exported]:
        """Look without the write lock: a year's records take a while, and others record on."""
        async with self.store.read() as uow:
            taker = await uow.people.get(by)
            if not _keeps_the_database(taker, organisation):
                raise NotAllowed
            return [
                await _with_company(uow, record)
                for record in await uow.records.filed(organisation, since=since, until=until)
                if await self._is_open(uow, record, taker)
            ]

    async def _is_open(self, uow: UnitOfWork, record: Record, taker: Person) -> bool:
        try:
            readable = record.may_read(taker.id)
        except NotAllowed:
            return False
        return readable and not (await involved_in(uow, record, self.conflicts)).stands_in(taker)


def _keeps_the_database(person: Person, organisation: OrganisationId) -> bool:
    works_here = person.organisation == organisation and person.left_on is None
    return works_here and not person.roles.isdisjoint(EXPORTERS)


async def _with_company(uow: UnitOfWork, record: Record) -> Exported:
    receivers = [await uow.people.get(each.person) for each in record.receptions]
    return Exported(
        record=record,
        evidence=await uow.evidence.of_draft(record.draft),
        names={person.id: person.name for person in receivers},
    )
