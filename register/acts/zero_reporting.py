"""Zero reports: signed with one tap, confirmed page by page, returned, superseded (RUDONG 16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from register.acts.addressing import deputies_of, leaders_of
from register.acts.involving import involved_in
from register.acts.journaling import write_down
from register.acts.noting import notes_beside
from register.acts.zero_owing import case_of, day_of, has_draft, has_record, tell_handler
from register.cases import Case
from register.confirming import Superiors, confirmers
from register.conflicts import Conflicts, Involved
from register.errors import RecordOnCase
from register.ids import Cause, PersonId, ZeroReportId
from register.notes import Note, NoteKind
from register.people import Person, Role
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.record import Record
from register.zero_report import Confirmer, ZeroReport, ZeroState

PAGE = 20
"""How many zero reports one tap confirms: as many as one message shows in full (I1)."""


@dataclass(frozen=True, slots=True)
class SubmitZeroReport:
    """The handler signs: nobody interfered since I took the case, until today."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    conflicts: Conflicts

    async def __call__(self, report_id: ZeroReportId, *, by: PersonId, cause: Cause) -> ZeroReport:
        """Return the signed report.

        Raise RecordOnCase where the handler has a record or an open draft of what the report says
        never happened (I5); NotAllowed, Gone, ZeroReportNotOpen or NobodyToReceive.
        """
        now = self.clock()
        today = day_of(now, self.zone)
        async with self.store.begin() as uow:
            report = await uow.zero_reports.get(report_id)
            if await uow.journal.seen(cause, "submit_zero_report", report_id):
                return report
            ensure(Right.SIGN_ZERO_REPORT, by, report)
            case = await case_of(uow, report)
            house = await uow.organisations.get(report.organisation)
            profile = load(house.profile, on=today)
            for contradicts in (has_record, has_draft):
                if await contradicts(uow, report, case, profile=profile, zone=self.zone):
                    raise RecordOnCase
            superiors = await confirmers_of(uow, report, self.conflicts, on=today)
            beside = await notes_beside(uow, report)
            signed = report.submit(on=today, confirmers=superiors, exempt_notes=beside)
            content = await uow.zero_reports.save(signed)
            await write_down(
                uow, "submit_zero_report", signed, by=by, cause=cause, at=now, content=content
            )
            await tell_confirmers(uow, signed, now, once_for=str(signed.stated_on))
        return signed


@dataclass(frozen=True, slots=True)
class ConfirmZeroReports:
    """A superior confirms one page: all of what was shown, in one transaction, and nothing else.

    A superseded report is confirmed like any other: to its superior there is no difference (I2).
    """

    store: Store
    clock: Clock

    async def __call__(
        self, shown: Sequence[ZeroReportId], *, by: PersonId, cause: Cause
    ) -> list[ZeroReport]:
        """Return the reports in the order shown; those that no longer wait are left as they are.

        Raise NotAllowed or Gone, and then nothing is confirmed. ValueError for more than a page.
        """
        if len(shown) > PAGE:
            raise ValueError("more than one page was never shown at once")
        now = self.clock()
        async with self.store.begin() as uow:
            return [
                (await self._confirm(uow, each, by=by, cause=cause, now=now)).for_confirmer()
                for each in shown
            ]

    async def _confirm(
        self,
        uow: UnitOfWork,
        report_id: ZeroReportId,
        *,
        by: PersonId,
        cause: Cause,
        now: datetime,
    ) -> ZeroReport:
        report = await uow.zero_reports.get(report_id)
        ensure(Right.CONFIRM_ZERO_REPORT, by, report)
        if report.standing is not ZeroState.SUBMITTED:
            return report
        confirmed = report.confirm(by=by, at=now)
        content = await uow.zero_reports.save(confirmed)
        await write_down(
            uow, "confirm_zero_report", confirmed, by=by, cause=cause, at=now, content=content
        )
        if confirmed.superseded_at is None:
            await tell_handler(
                uow, NoteKind.ZERO_REPORT_CONFIRMED, confirmed, at=now, once_for=cause
            )
        return confirmed


@dataclass(frozen=True, slots=True)
class ReturnZeroReport:
    """A superior does not confirm, and says why; the handler may sign again."""

    store: Store
    clock: Clock

    async def __call__(
        self, report_id: ZeroReportId, reason: str, *, by: PersonId, cause: Cause
    ) -> ZeroReport:
        """Raise AnswerUnfit, AnswerTooLong, ZeroReportNotOpen, NotAllowed or Gone."""
        now = self.clock()
        async with self.store.begin() as uow:
            report = await uow.zero_reports.get(report_id)
            if await uow.journal.seen(cause, "return_zero_report", report_id):
                return report.for_confirmer()
            ensure(Right.CONFIRM_ZERO_REPORT, by, report)
            returned = report.give_back(reason)
            content = await uow.zero_reports.save(returned)
            await write_down(
                uow, "return_zero_report", returned, by=by, cause=cause, at=now, content=content
            )
            await tell_handler(uow, NoteKind.ZERO_REPORT_RETURNED, returned, at=now)
        return returned.for_confirmer()


async def supersede(
    uow: UnitOfWork, record: Record, *, cause: Cause, at: datetime, zone: ZoneInfo
) -> None:
    """Let a record that is being filed take the place of its recorder's zero reports (I2).

    Only the recorder is told, of those that they had signed; what the superiors see stays.
    """
    cases = {case.id: case for case in await uow.cases.of(record.recorder)}
    styles = load(record.profile, on=record.profile_version).case_numbers
    for report in await uow.zero_reports.of(record.recorder):
        case = cases[report.case] if report.case else None
        if report.superseded_at or not report.is_contradicted_by(
            record.answers, case, styles=styles, zone=zone
        ):
            continue
        content = await uow.zero_reports.save(report.supersede(at=at))
        await write_down(
            uow,
            "supersede_zero_report",
            report,
            by=record.recorder,
            cause=cause,
            at=at,
            content=content,
        )
        if not report.to_sign:
            await tell_handler(uow, NoteKind.ZERO_REPORT_SUPERSEDED, report, at=at)


async def confirmers_of(
    uow: UnitOfWork, report: ZeroReport, conflicts: Conflicts, *, on: date
) -> tuple[Confirmer, ...]:
    """Return who may confirm a report that is submitted on a day. Raise NobodyToReceive."""
    handler = await uow.people.get(report.handler)
    house, department = handler.organisation, handler.department
    heads = (
        await uow.people.holding(Role.HEAD, organisation=house, department=department)
        if department
        else ()
    )
    leaders = await leaders_of(uow, house, department)
    inspectors = await uow.people.holding(Role.INSPECTOR, organisation=house)
    superiors = Superiors(
        heads=tuple(heads),
        leaders=leaders,
        inspectors=tuple(inspectors),
        deputies=await deputies_of(uow, (*heads, *leaders, *inspectors), on=on),
    )
    case = await case_of(uow, report)
    named = await _named_by(uow, handler, case, conflicts)
    return confirmers(handler, superiors, named, report.recused)


async def _named_by(
    uow: UnitOfWork, handler: Person, case: Case | None, conflicts: Conflicts
) -> list[Involved]:
    """Return who stands in the handler's own records on the case.

    A colleague's record changes nothing: a report that the head waits for in vain would tell of
    it, and the two that disagree are for the discipline office alone (I3, I5).
    """
    records = await uow.records.naming(case) if case else ()
    own = (each for each in records if each.recorder == handler.id)
    return [await involved_in(uow, each, conflicts) for each in own]


async def tell_confirmers(
    uow: UnitOfWork, report: ZeroReport, at: datetime, *, once_for: str
) -> None:
    """Tell each of them that something waits, once a day or cause: one list holds it all."""
    for confirmer in report.confirmers:
        await uow.outbox.add(
            Note(
                kind=NoteKind.ZERO_REPORT_SUBMITTED,
                organisation=report.organisation,
                object=confirmer.person,
                addressee=confirmer.person,
                key=f"zero_report_submitted:{confirmer.person}:{once_for}",
                not_before=at,
            )
        )
