"""Transfers: number, state and time are plain; from whom, to whom and what is ciphertext.

Whoever has or had to do with one finds it by blind index.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, select

from register.ids import PersonId, TransferId
from register.transfer import Transfer, TransferState
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

transfers = Table(
    "transfers",
    metadata,
    Column("id", String, primary_key=True),
    Column("number", String, nullable=False, unique=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False, index=True),
    Column("registered_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# A kind of its own: no digest of this table stands at a record, or the index would join the two.
_HAND = "transfer_hand"


class SqlTransfers:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._transfers = Mapper(transaction, transfers, Transfer)

    async def get(self, transfer: TransferId) -> Transfer:
        return await self._transfers.get(transfer)

    async def add(self, transfer: Transfer) -> bytes:
        digest = await self._transfers.add(transfer, state=transfer.state)
        await add_terms(self._transaction, transfer, _terms(transfer))
        return digest

    async def save(self, transfer: Transfer) -> bytes:
        digest = await self._transfers.save(transfer, state=transfer.state)
        await replace_terms(self._transaction, transfer, _terms(transfer))
        return digest

    async def of(self, person: PersonId, *, limit: int) -> Sequence[Transfer]:
        row = transfers.c
        found = objects_with(self._transaction, (_HAND, person))
        return await self._transfers.all(
            select(transfers)
            .where(row.id.in_(found))
            .order_by(row.registered_at.desc(), row.id)
            .limit(limit)
        )

    async def underway_with(self, person: PersonId) -> Sequence[Transfer]:
        row = transfers.c
        found = objects_with(self._transaction, (_HAND, person))
        return await self._transfers.all(
            select(transfers)
            .where(row.id.in_(found), row.state == TransferState.UNDERWAY)
            .order_by(row.registered_at, row.id)
        )


def _terms(transfer: Transfer) -> Iterator[Term]:
    for person in transfer.everybody():
        yield _HAND, person
