"""Zero reports that come to be owed, and what stands against signing one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import write_down
from register.cases import Case
from register.ids import Cause, PersonId, ZeroReportId, derive
from register.notes import Note, NoteKind
from register.ports import UnitOfWork
from register.profile import Profile
from register.zero_report import ZeroReport, owed_after


async def owe(
    uow: UnitOfWork,
    before: Case,
    after: Case,
    *,
    profile: Profile,
    by: PersonId | None,
    cause: Cause,
    at: datetime,
    zone: ZoneInfo,
) -> None:
    """Open the zero reports that a change of a case makes owed (CH13).

    None is opened for somebody who has yet to sign one on this case, and none for a handler with a
    record on it: article 16 asks nothing of them, and a duty that stays open would betray the
    record to whoever counts duties (I5).
    """
    if not profile.zero_report.per_case:
        return
    for person, occasion in owed_after(before, after):
        report = ZeroReport(
            id=ZeroReportId(derive(cause, f"owe/{after.id}/{person}")),
            organisation=after.organisation,
            case=after.id,
            handler=person,
            since=after.since(person),
            opened_at=at,
            occasion=occasion,
        )
        earlier = [r for r in await uow.zero_reports.of_case(after.id) if r.handler == person]
        if any(each.to_sign for each in earlier) or await has_record(
            uow, report, after, profile=profile, zone=zone
        ):
            continue
        await open_report(uow, report, by=by, cause=cause)


async def open_report(
    uow: UnitOfWork, report: ZeroReport, *, by: PersonId | None, cause: Cause
) -> None:
    """Write down that a zero report is owed, and let its handler know."""
    content = await uow.zero_reports.add(report)
    await write_down(
        uow,
        "owe_zero_report",
        report,
        by=by,
        cause=cause,
        at=report.opened_at,
        content=content,
        codes={"occasion": report.occasion},
    )
    await tell_handler(uow, NoteKind.ZERO_REPORT_OWED, report, at=report.opened_at, once_for=cause)


async def tell_handler(
    uow: UnitOfWork,
    kind: NoteKind,
    report: ZeroReport,
    *,
    at: datetime,
    once_for: Cause | None = None,
) -> None:
    """Tell the handler, and nobody else, how their report stands.

    A file of cases opens hundreds and a tap confirms twenty: with `once_for` one line tells of all
    that one cause did to one handler's reports.
    """
    await uow.outbox.add(
        Note(
            kind=kind,
            organisation=report.organisation,
            object=report.id,
            addressee=report.handler,
            key=f"{kind}:{report.handler}:{once_for or f'{report.id}:{report.version}'}",
            not_before=at,
        )
    )


async def has_record(
    uow: UnitOfWork, report: ZeroReport, case: Case | None, *, profile: Profile, zone: ZoneInfo
) -> bool:
    """Tell whether the handler filed a record of what the report says never happened."""
    filed = await uow.records.by(report.handler, limit=None)
    return any(
        report.is_contradicted_by(each.answers, case, styles=profile.case_numbers, zone=zone)
        for each in filed
    )


async def has_draft(
    uow: UnitOfWork, report: ZeroReport, case: Case | None, *, profile: Profile, zone: ZoneInfo
) -> bool:
    """Tell whether the handler is writing such a record."""
    return any(
        report.is_contradicted_by(each.answers, case, styles=profile.case_numbers, zone=zone)
        for each in await uow.drafts.open_of(report.handler)
    )


async def case_of(uow: UnitOfWork, report: ZeroReport) -> Case | None:
    """Return the case of a report, None where it is about a month."""
    return await uow.cases.get(report.case) if report.case else None


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the day that the clocks of the house showed."""
    return at.astimezone(zone).date()
