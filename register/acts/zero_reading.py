"""What people see of zero reports: their own in full, and what was submitted to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from register.acts.noting import notes_beside
from register.acts.zero_owing import case_of
from register.acts.zero_reporting import PAGE
from register.cases import Case
from register.ids import PersonId, RecordId, ZeroReportId
from register.people import Person
from register.permissions import Right, ensure
from register.ports import Store, UnitOfWork
from register.profile import load
from register.zero_report import ZeroReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A zero report with all that its sentence names; `case` is None for a month."""

    report: ZeroReport
    case: Case | None
    handler: Person
    confirmer: Person | None
    """Who confirmed it, None while nobody did."""


@dataclass(frozen=True, slots=True)
class ShowOwn:
    """Read a handler's own zero reports, the latest opened first."""

    store: Store

    async def __call__(self, *, by: PersonId) -> Sequence[Statement]:
        async with self.store.read() as uow:
            return [await _statement(uow, each) for each in await uow.zero_reports.of(by)]


@dataclass(frozen=True, slots=True)
class ShowToConfirm:
    """Read one page of what waits for a superior: what was submitted, and nothing else (I5)."""

    store: Store

    async def __call__(self, *, by: PersonId) -> Sequence[Statement]:
        async with self.store.read() as uow:
            waiting = await uow.zero_reports.to_confirm(by, limit=PAGE)
            return [await _statement(uow, each.for_confirmer()) for each in waiting]


@dataclass(frozen=True, slots=True)
class ShowStatement:
    """Read one zero report, for its Form 2: the handler's, or as its superior may see it.

    What is to be signed names the notes that stand beside it now, as the signature will.
    """

    store: Store

    async def __call__(self, report_id: ZeroReportId, *, by: PersonId) -> Statement:
        """Raise NotAllowed or Gone."""
        async with self.store.read() as uow:
            report = await uow.zero_reports.get(report_id)
            ensure(Right.PRINT_ZERO_REPORT, by, report)
            if by != report.handler:
                return await _statement(uow, report.for_confirmer())
            if report.to_sign:
                beside = tuple(await notes_beside(uow, report))
                report = replace(report, exempt_notes=beside)
            return await _statement(uow, report)


@dataclass(frozen=True, slots=True)
class ShowSuperseded:
    """Read which statements of its recorder a record took the place of (I2).

    For the discipline office that has the record; to anybody else there are none.
    """

    store: Store
    zone: ZoneInfo

    async def __call__(self, record_id: RecordId, *, by: PersonId) -> Sequence[ZeroReport]:
        """Raise Gone."""
        async with self.store.read() as uow:
            record = await uow.records.get(record_id)
            if by not in record.inspectors:
                return ()
            styles = load(record.profile, on=record.profile_version).case_numbers
            return [
                report
                for report in await uow.zero_reports.of(record.recorder)
                if report.superseded_at
                and report.stated_on
                and report.is_contradicted_by(
                    record.answers, await case_of(uow, report), styles=styles, zone=self.zone
                )
            ]


async def _statement(uow: UnitOfWork, report: ZeroReport) -> Statement:
    return Statement(
        report=report,
        case=await case_of(uow, report),
        handler=await uow.people.get(report.handler),
        confirmer=await uow.people.get(report.confirmed_by) if report.confirmed_by else None,
    )
