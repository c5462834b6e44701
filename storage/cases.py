"""Cases: state and closing day are plain; names, numbers and handlers are ciphertext.

Numbers and names are found by blind index, and so is what a person handles.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    and_,
    or_,
    select,
)

from register.cases import Case, CaseState
from register.ids import CaseId, OrganisationId, PersonId
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.mapping import Mapper
from storage.tables import metadata
from storage.transactions import Transaction

cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("closing_on", Date),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Kinds of their own: no digest of this table stands at a record, or the index would join the two.
_NUMBER = "case_number"
_NAME = "case_name"
_HANDLER = "case_handler"


class SqlCases:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._cases = Mapper(transaction, cases, Case)

    async def get(self, case: CaseId) -> Case:
        return await self._cases.get(case)

    async def add(self, case: Case) -> bytes:
        digest = await self._cases.add(case)
        await add_terms(self._transaction, case, _terms(case))
        return digest

    async def save(self, case: Case) -> bytes:
        digest = await self._cases.save(case)
        await replace_terms(self._transaction, case, _terms(case))
        return digest

    async def of(self, person: PersonId) -> Sequence[Case]:
        return await self._cases.all(self._found((_HANDLER, person)))

    async def called(self, words: str, *, organisation: OrganisationId) -> Sequence[Case]:
        found = self._found((_NUMBER, words), (_NAME, words))
        return await self._cases.all(found.where(cases.c.organisation == organisation))

    async def ending(self, organisation: OrganisationId, *, since: date) -> Sequence[Case]:
        row = cases.c
        closed = and_(row.state == CaseState.CLOSED, row.closing_on >= since)
        return await self._cases.all(
            select(cases)
            .where(row.organisation == organisation, or_(row.state == CaseState.CLOSING, closed))
            .order_by(row.id)
        )

    def _found(self, *terms: Term) -> Select[Any]:
        found = (cases.c.id.in_(objects_with(self._transaction, term)) for term in terms)
        return select(cases).where(or_(*found)).order_by(cases.c.id)


def _terms(case: Case) -> Iterator[Term]:
    yield _NUMBER, case.number
    yield _NAME, case.name
    for handling in case.handlings:
        yield _HANDLER, handling.person
