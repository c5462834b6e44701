"""Zero reports beside colleagues' records: read by the discipline office alone (I3, I5, P5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from register.acts.zero_owing import case_of
from register.afterwards import Capacity
from register.cases import Case, read_case
from register.contradictions import (
    Contradiction,
    Reason,
    covers,
    day_of_encounter,
    handled,
    in_order,
    same_caller,
)
from register.draft import CASE, SUBJECT, is_outbound
from register.ids import PersonId, RecordId
from register.ports import Store, UnitOfWork
from register.profile import load
from register.record import Record
from register.zero_report import ZeroReport

READ = 50
"""Among how many records, the latest, the list looks."""
_DISCIPLINE = frozenset({Capacity.INSPECTOR, Capacity.SUPERIOR_INSPECTOR})


@dataclass(frozen=True, slots=True)
class ShowContradictions:
    """Read which statements of colleagues do not go together with a record.

    For an inspector who has the record, may read it and signed none of the statements; to anybody
    else there are none, and there is nothing to tell that from.
    """

    store: Store
    zone: ZoneInfo

    async def __call__(self, record_id: RecordId, *, by: PersonId) -> Sequence[Contradiction]:
        """Raise Gone."""
        async with self.store.read() as uow:
            record = await uow.records.get(record_id)
            return await beside(uow, record, by=by, zone=self.zone)


@dataclass(frozen=True, slots=True)
class ListContradictions:
    """Read them for all that lately reached an inspector, the latest filed record first."""

    store: Store
    zone: ZoneInfo

    async def __call__(self, *, by: PersonId) -> Sequence[Contradiction]:
        async with self.store.read() as uow:
            records = await uow.records.received_by(by, limit=READ)
            found = [await beside(uow, each, by=by, zone=self.zone) for each in records]
        return [each for some in found for each in some]


async def beside(
    uow: UnitOfWork, record: Record, *, by: PersonId, zone: ZoneInfo
) -> Sequence[Contradiction]:
    """Return the statements that do not go together with a record, as an inspector may see."""
    day = day_of_encounter(record, zone)
    if day is None or not may_compare(record, by) or is_outbound(record.answers_now):
        return ()
    cases = await _cases_named(uow, record)
    found = [await _of_case(uow, record, case, day) for case in cases]
    if not cases:
        found.append(await _of_caller(uow, record, day, by=by, zone=zone))
    return in_order(
        [each for some in found for each in some if each.handler.id not in {record.recorder, by}]
    )


def may_compare(record: Record, person: PersonId) -> bool:
    """Tell whether somebody has a record as the discipline office, and may read it."""
    has = any(each.person == person and each.capacity in _DISCIPLINE for each in record.receptions)
    return has and record.may_read(person)


async def _cases_named(uow: UnitOfWork, record: Record) -> list[Case]:
    """Return the cases of the house that a record names, found by number or name."""
    styles = load(record.profile, on=record.profile_version).case_numbers
    words = record.said(CASE)
    found = [
        case
        for part in sorted(read_case(words, styles).parts)
        for case in await uow.cases.called(part, organisation=record.organisation)
    ]
    named = (case for case in found if case.is_named_in(words, styles))
    return list({case.id: case for case in named}.values())


async def _of_case(uow: UnitOfWork, record: Record, case: Case, day: date) -> list[Contradiction]:
    """Return what its other handlers signed about the case, or about that month."""
    own = [(each, Reason.SAME_CASE) for each in await uow.zero_reports.of_case(case.id)]
    months = [
        (report, Reason.SAME_MONTH)
        for person in dict.fromkeys(handling.person for handling in case.handlings)
        for report in await uow.zero_reports.of(person)
        if report.month is not None
    ]
    return [
        await _pair(uow, record, report, reason)
        for report, reason in (*own, *months)
        if covers(report, day) and handled(case, report, day)
    ]


async def _of_caller(
    uow: UnitOfWork, record: Record, day: date, *, by: PersonId, zone: ZoneInfo
) -> list[Contradiction]:
    """Return what colleagues signed who recorded the same subject on the same day.

    Only where it is unknown which case the record is about, and the reader has both records.
    """
    subject = record.said(SUBJECT)
    alike = await uow.records.about(subject, organisation=record.organisation) if subject else ()
    people = {
        other.recorder
        for other in alike
        if same_caller(record, other, zone) and may_compare(other, by)
    }
    return [
        await _pair(uow, record, report, Reason.SAME_CALLER)
        for person in sorted(people)
        for report in await uow.zero_reports.of(person)
        if covers(report, day)
    ]


async def _pair(
    uow: UnitOfWork, record: Record, report: ZeroReport, reason: Reason
) -> Contradiction:
    return Contradiction(
        record=record,
        report=report,
        case=await case_of(uow, report),
        handler=await uow.people.get(report.handler),
        reason=reason,
    )
