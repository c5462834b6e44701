"""A house and a court that hold all the examples."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

from register.people import Person
from register.ports import UnitOfWork
from tests import cast
from tests.bot import court_cases as bench
from tests.bot import examples as an
from tests.bot import notes
from tests.bot import transfer_cases as transfers
from tests.court import BENCH, COURT


async def furnish(uow: UnitOfWork) -> None:
    """Keep every example, what others refer to first."""
    kept: list[tuple[Callable[[Any], Awaitable[bytes]], Iterable[Any]]] = [
        (uow.organisations.add, (cast.CITY, cast.COUNTY, COURT)),
        (uow.organisations.add_department, (cast.FIRST, cast.SECOND, BENCH, bench.FILING)),
        (uow.people.add, (*_staff(), *bench.PEOPLE, *transfers.PEOPLE)),
        (uow.drafts.add, (*an.DRAFTS, bench.DRAFT)),
        (uow.duties.add, (*an.DUTIES.values(), an.TO_FORWARD)),
        (uow.evidence.add, (*an.EVIDENCE, *transfers.EVIDENCE)),
        (uow.records.add, (an.RECORD, bench.RECORD)),
        (uow.cases.add, an.CASES),
        (uow.case_notes.add, notes.CASE_NOTES),
        (uow.transfers.add, transfers.TRANSFERS),
        (uow.zero_reports.add, an.ZERO_REPORTS),
    ]
    for add, things in kept:
        for thing in things:
            await add(thing)


def _staff() -> Iterator[Person]:
    """Yield the cast; of one of them an absence begins soon."""
    for person in cast.EVERYBODY:
        yield an.SOON_AWAY if person == cast.SUN else person
