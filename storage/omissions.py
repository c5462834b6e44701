"""Omission reports: of which house, how they stand and when is plain; all that was told is not.

Who wrote one, and who of the office has it, is found by blind index.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    select,
)

from register.ids import Account, OmissionId, PersonId
from register.omission import Omission
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

omissions = Table(
    "omissions",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("profile", String, nullable=False),
    Column("profile_version", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

_ACCOUNT = "omission_account"
_READER = "omission_reader"


class SqlOmissions:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._omissions = Mapper(transaction, omissions, Omission)

    async def get(self, omission: OmissionId) -> Omission:
        return await self._omissions.get(omission)

    async def add(self, omission: Omission) -> bytes:
        digest = await self._omissions.add(omission)
        await add_terms(self._transaction, omission, _terms(omission))
        return digest

    async def save(self, omission: Omission) -> bytes:
        digest = await self._omissions.save(omission)
        await replace_terms(self._transaction, omission, _terms(omission))
        return digest

    async def of_account(self, account: Account) -> Sequence[Omission]:
        return await self._omissions.all(self._found((_ACCOUNT, account)))

    async def read_by(self, person: PersonId) -> Sequence[Omission]:
        return await self._omissions.all(self._found((_READER, person)))

    def _found(self, term: Term) -> Select[tuple[object, ...]]:
        row = omissions.c
        return (
            select(omissions)
            .where(row.id.in_(objects_with(self._transaction, term)))
            .order_by(row.started_at.desc(), row.id)
        )


def _terms(omission: Omission) -> Iterator[Term]:
    yield _ACCOUNT, omission.account
    for reader in omission.readers:
        yield _READER, reader.person
