"""Invites: the code itself is nowhere, its digest finds the row."""

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, select

from register.ids import PersonId
from register.invites import Invite
from storage.mapping import Mapper
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction

invites = Table(
    "invites",
    metadata,
    Column("id", String, primary_key=True),
    Column("organisation", ForeignKey("organisations.id"), nullable=False),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("code_hash", String, nullable=False, unique=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)


class SqlInvites:
    def __init__(self, transaction: Transaction) -> None:
        self._invites = Mapper(transaction, invites, Invite)

    async def by_hash(self, code_hash: str) -> Invite | None:
        return await self._invites.first(select(invites).where(invites.c.code_hash == code_hash))

    async def add(self, invite: Invite) -> bytes:
        return await self._invites.add(invite)

    async def of(self, person: PersonId) -> Sequence[Invite]:
        return await self._invites.all(
            select(invites).where(invites.c.person == person).order_by(invites.c.id)
        )

    async def save(self, invite: Invite) -> bytes:
        return await self._invites.save(invite)
