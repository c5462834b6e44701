"""Evidence: how and when an item came is plain; names, digests and origin are ciphertext.

The bytes themselves lie in the vault under `place`. Equal bytes and albums are found by blind
index, among one sender's items alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Select,
    String,
    Table,
    bindparam,
    select,
)

from register.evidence import Evidence, State
from register.ids import DraftId, EvidenceId, PersonId
from storage.blind_index import Term, add_terms, objects_with, replace_terms
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

items = Table(
    "evidence",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("sender", ForeignKey("people.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("mark", String, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("sealed_at", UtcDateTime),
    Column("place", String, nullable=False),
    Column("ciphertext_sha256", LargeBinary, nullable=False),
    Column("same_as", ForeignKey("evidence.id")),
    Column("draft", ForeignKey("drafts.id"), index=True),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index(None, "sender", "state", "received_at"),
)


class SqlEvidence:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._items = Mapper(transaction, items, Evidence)

    async def get(self, evidence: EvidenceId) -> Evidence:
        return await self._items.get(evidence)

    async def add(self, evidence: Evidence) -> bytes:
        digest = await self._items.add(evidence)
        await add_terms(self._transaction, evidence, _terms(evidence))
        return digest

    async def save(self, evidence: Evidence) -> bytes:
        digest = await self._items.save(evidence)
        await replace_terms(self._transaction, evidence, _terms(evidence))
        return digest

    async def of_draft(self, draft: DraftId) -> Sequence[Evidence]:
        return await self._items.all(_OF_DRAFT, draft=draft)

    async def of_group(self, sender: PersonId, group: str) -> Sequence[Evidence]:
        return await self._items.all(self._found(_album(sender, group)))

    async def loose(self, sender: PersonId) -> Sequence[Evidence]:
        found = await self._items.all(_LOOSE, sender=sender)
        return [item for item in found if item.transfer is None]

    async def same_bytes(self, evidence: Evidence) -> Evidence | None:
        row = items.c
        return await self._items.first(
            self._found(_bytes(evidence))
            .where(row.state == State.SEALED, row.id != evidence.id)
            .limit(1)
        )

    def _found(self, term: Term) -> Select[Any]:
        return _arrived().where(items.c.id.in_(objects_with(self._transaction, term)))


def _arrived() -> Select[Any]:
    return select(items).order_by(items.c.received_at, items.c.id)


_OF_DRAFT = _arrived().where(items.c.draft == bindparam("draft"))
_LOOSE = (
    select(items)
    .where(
        items.c.sender == bindparam("sender"),
        items.c.state == State.SEALED,
        items.c.draft.is_(None),
    )
    .order_by(items.c.received_at.desc(), items.c.id)
)


def _terms(evidence: Evidence) -> Iterator[Term]:
    if evidence.origin.group:
        yield _album(evidence.sender, evidence.origin.group)
    if evidence.sha256:
        yield _bytes(evidence)


# Both terms name the sender: nobody learns from a match that another person has the same bytes.


def _album(sender: PersonId, group: str) -> Term:
    return "album", f"{sender}/{group}"


def _bytes(evidence: Evidence) -> Term:
    first_sender = evidence.origin.first_sender
    came_from = f"/{first_sender}" if first_sender else ""
    return "bytes", f"{evidence.sender}/{evidence.sha256.hex()}{came_from}"
