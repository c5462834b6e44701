"""Records: number, times and route keys are plain; what was answered, received and said is not.

Subject, principal, case and addressees are indexed blindly, so that each of them finds it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    or_,
    select,
)

from register.cases import Case, read_case
from register.draft import CASE, PRINCIPAL, SUBJECT
from register.ids import DraftId, OrganisationId, PersonId, RecordId
from register.profile import load
from register.record import Record
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.duties import due_columns, due_of
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

records = Table(
    "records",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("department", ForeignKey("departments.id")),
    Column("recorder", ForeignKey("people.id"), nullable=False),
    # A draft becomes one record, however often it is confirmed.
    Column("draft", ForeignKey("drafts.id"), nullable=False, unique=True),
    Column("profile", String, nullable=False),
    Column("profile_version", Date, nullable=False),
    Column("encountered_at", UtcDateTime, nullable=False),
    Column("filed_at", UtcDateTime, nullable=False),
    Column("direct", Boolean, nullable=False),
    *due_columns(),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "recorder", "filed_at"),
)

_NAMED = (SUBJECT, PRINCIPAL)
_ADDRESSEE = "addressee"
_WITNESS = "witness"


class SqlRecords:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._records = Mapper(transaction, records, Record)

    async def get(self, record: RecordId) -> Record:
        return await self._records.get(record)

    async def add(self, record: Record) -> bytes:
        digest = await self._records.add(record, **due_of(record.deadline))
        await add_terms(self._transaction, record, _terms(record))
        return digest

    async def save(self, record: Record) -> bytes:
        digest = await self._records.save(record, **due_of(record.deadline))
        await replace_terms(self._transaction, record, _terms(record))
        return digest

    async def of_draft(self, draft: DraftId) -> Record | None:
        return await self._records.first(select(records).where(records.c.draft == draft))

    async def by(self, recorder: PersonId, *, limit: int | None = 50) -> Sequence[Record]:
        row = records.c
        return await self._records.all(
            select(records)
            .where(row.recorder == recorder)
            .order_by(row.filed_at.desc(), row.id)
            .limit(limit)
        )

    async def received_by(self, person: PersonId, *, limit: int) -> Sequence[Record]:
        row = records.c
        found = objects_with(self._transaction, (_ADDRESSEE, person))
        return await self._records.all(
            select(records)
            .where(row.id.in_(found))
            .order_by(row.filed_at.desc(), row.id)
            .limit(limit)
        )

    async def witnessed_by(self, person: PersonId, *, limit: int) -> Sequence[Record]:
        row = records.c
        found = objects_with(self._transaction, (_WITNESS, person))
        return await self._records.all(
            select(records)
            .where(row.id.in_(found))
            .order_by(row.filed_at.desc(), row.id)
            .limit(limit)
        )

    async def filed(
        self, organisation: OrganisationId, *, since: datetime, until: datetime
    ) -> Sequence[Record]:
        row = records.c
        return await self._records.all(
            select(records)
            .where(row.organisation == organisation, row.filed_at >= since, row.filed_at < until)
            .order_by(row.filed_at, row.id)
        )

    async def naming(self, case: Case) -> Sequence[Record]:
        row = records.c
        found = (
            objects_with(self._transaction, ("case", words))
            for words in (case.number, case.name)
            if words
        )
        return await self._records.all(
            select(records)
            .where(
                row.organisation == case.organisation, or_(*(row.id.in_(each) for each in found))
            )
            .order_by(row.filed_at.desc(), row.id)
        )


def _terms(record: Record) -> Iterator[Term]:
    """Yield what a record is found by; what was corrected still finds it."""
    styles = load(record.profile, on=record.profile_version).case_numbers
    for answers in (record.answers_now, *record.answers_before):
        said = {
            question: answer.text for question, answer in answers.items() if not answer.unknown
        }
        for question in _NAMED:
            yield "subject", said.get(question, "")
        for words in read_case(said.get(CASE, ""), styles).parts:
            yield "case", words
    for reception in record.receptions:
        yield _ADDRESSEE, reception.person
    for asked in record.cosignatures:
        yield _WITNESS, asked.person
