"""Drafts: whose, since when and in which state is plain; the answers are ciphertext."""

from collections.abc import Sequence

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
    select,
)

from register.draft import Draft, DraftState
from register.ids import DraftId, PersonId
from storage.duties import duties
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("recorder", ForeignKey("people.id"), nullable=False),
    Column("profile", String, nullable=False),
    Column("profile_version", Date, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("touched_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("direct", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "recorder", "state", "touched_at"),
)


class SqlDrafts:
    def __init__(self, transaction: Transaction) -> None:
        self._drafts = Mapper(transaction, drafts, Draft)

    async def get(self, draft: DraftId) -> Draft:
        return await self._drafts.get(draft)

    async def add(self, draft: Draft) -> bytes:
        return await self._drafts.add(draft)

    async def save(self, draft: Draft) -> bytes:
        return await self._drafts.save(draft)

    async def open_of(self, recorder: PersonId) -> Sequence[Draft]:
        row = drafts.c
        return await self._drafts.all(
            select(drafts)
            .where(row.recorder == recorder, row.state == DraftState.OPEN)
            .order_by(row.touched_at.desc(), row.id)
        )

    async def open_without_duty(self) -> Sequence[Draft]:
        row = drafts.c
        owed = select(duties.c.id).where(duties.c.about == row.id)
        return await self._drafts.all(
            select(drafts).where(row.state == DraftState.OPEN, ~owed.exists()).order_by(row.id)
        )
