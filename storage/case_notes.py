"""Case notes: whose, on which case and when is plain; kind, place and words are ciphertext."""

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, select

from register.case_note import CaseNote
from register.ids import CaseNoteId, PersonId
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

case_notes = Table(
    "case_notes",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("owner", ForeignKey("people.id"), nullable=False),
    Column("case", ForeignKey("cases.id")),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "owner", "noted_at"),
)


class SqlCaseNotes:
    def __init__(self, transaction: Transaction) -> None:
        self._notes = Mapper(transaction, case_notes, CaseNote)

    async def get(self, note: CaseNoteId) -> CaseNote:
        return await self._notes.get(note)

    async def add(self, note: CaseNote) -> bytes:
        return await self._notes.add(note)

    async def save(self, note: CaseNote) -> bytes:
        return await self._notes.save(note)

    async def of(self, owner: PersonId) -> Sequence[CaseNote]:
        row = case_notes.c
        return await self._notes.all(
            select(case_notes)
            .where(row.owner == owner)
            .order_by(row.noted_at.desc(), row.id.desc())
        )
