"""Zero reports: whose, on which case, how they stand and when is plain; words are ciphertext.

What waits for a person is found by blind index, for several may confirm the same report.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    select,
)

from register.ids import CaseId, OrganisationId, PersonId, ZeroReportId
from register.zero_report import ZeroReport, ZeroState
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

zero_reports = Table(
    "zero_reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("case", ForeignKey("cases.id"), index=True),
    Column("handler", ForeignKey("people.id"), nullable=False),
    Column("since", Date, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("occasion", String, nullable=False),
    Column("month", Date),
    Column("standing", String, nullable=False),
    Column("stated_on", Date),
    Column("confirmed_by", ForeignKey("people.id")),
    Column("confirmed_at", UtcDateTime),
    Column("superseded_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "handler", "opened_at"),
)

_WAITS_FOR = "zero_report_waits_for"


class SqlZeroReports:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._reports = Mapper(transaction, zero_reports, ZeroReport)

    async def get(self, report: ZeroReportId) -> ZeroReport:
        return await self._reports.get(report)

    async def add(self, report: ZeroReport) -> bytes:
        digest = await self._reports.add(report)
        await add_terms(self._transaction, report, _terms(report))
        return digest

    async def save(self, report: ZeroReport) -> bytes:
        digest = await self._reports.save(report)
        await replace_terms(self._transaction, report, _terms(report))
        return digest

    async def of(self, handler: PersonId) -> Sequence[ZeroReport]:
        row = zero_reports.c
        return await self._reports.all(
            select(zero_reports)
            .where(row.handler == handler)
            .order_by(row.opened_at.desc(), row.id)
        )

    async def of_case(self, case: CaseId) -> Sequence[ZeroReport]:
        row = zero_reports.c
        return await self._reports.all(
            select(zero_reports).where(row.case == case).order_by(row.opened_at, row.id)
        )

    async def to_sign(self, organisation: OrganisationId) -> Sequence[ZeroReport]:
        row = zero_reports.c
        return await self._reports.all(
            select(zero_reports)
            .where(
                row.organisation == organisation,
                row.standing.in_((ZeroState.OWED, ZeroState.RETURNED)),
                row.superseded_at.is_(None),
            )
            .order_by(row.opened_at, row.id)
        )

    async def to_confirm(
        self, person: PersonId, *, limit: int | None = None
    ) -> Sequence[ZeroReport]:
        row = zero_reports.c
        waiting = objects_with(self._transaction, (_WAITS_FOR, person))
        return await self._reports.all(
            select(zero_reports)
            .where(row.id.in_(waiting))
            .order_by(row.stated_on, row.id)
            .limit(limit)
        )


def _terms(report: ZeroReport) -> Iterator[Term]:
    if report.standing is ZeroState.SUBMITTED:
        for confirmer in report.confirmers:
            yield _WAITS_FOR, confirmer.person
