"""The journal: rows that are only ever added (triggers refuse the rest), one chain a house."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    insert,
    select,
    update,
)

from register.ids import Cause, OrganisationId, PersonId
from register.journal import GENESIS, Entry, Link, digest_of
from storage.tables import UtcDateTime, metadata
from storage.transactions import Transaction, insert_into

journal = Table(
    "journal",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String),
    Column("act", String, nullable=False),
    Column("object", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("cause", "act", "object"),
)

# Where each chain ends. Not the proof, only the place of the lock: whoever appends holds its row.
journal_heads = Table(
    "journal_heads",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

_SEEN = select(journal.c.number).where(
    journal.c.cause == bindparam("cause"),
    journal.c.act == bindparam("act"),
    journal.c.object == bindparam("object"),
)
_APPEND = insert(journal)
_OF = journal_heads.c.organisation == bindparam("of")
_LOCKED_HEAD = select(journal_heads.c.number, journal_heads.c.digest).where(_OF).with_for_update()
_MOVE_HEAD = (
    update(journal_heads).where(_OF).values(number=bindparam("number"), digest=bindparam("digest"))
)


class SqlJournal:
    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection

    async def seen(self, cause: Cause, act: str, about: str) -> bool:
        values = {"cause": cause, "act": act, "object": about}
        found = await self._connection.execute(_SEEN, values)
        return found.first() is not None

    async def append(
        self,
        act: str,
        about: str,
        *,
        organisation: OrganisationId,
        actor: PersonId | None,
        cause: Cause,
        at: datetime,
        codes: Mapping[str, str] | None = None,
        content: bytes = b"",
    ) -> None:
        entry = Entry(
            organisation=organisation,
            # The digest covers the time as it is read again.
            at=at.astimezone(UTC),
            actor=actor,
            act=act,
            object=about,
            cause=cause,
            codes=dict(codes or {}),
            content=content,
        )
        last, previous = await self._locked_head(organisation)
        link = Link(
            number=last + 1,
            entry=entry,
            previous=previous,
            digest=digest_of(entry, number=last + 1, previous=previous),
        )
        await self._connection.execute(_APPEND, _values(link))
        await self._connection.execute(
            _MOVE_HEAD, {"of": organisation, "number": link.number, "digest": link.digest}
        )

    async def links(self, organisation: OrganisationId) -> AsyncIterator[Link]:
        """Yield a chain from its first link, for whoever verifies it."""
        rows = await self._connection.stream(
            select(journal)
            .where(journal.c.organisation == organisation)
            .order_by(journal.c.number)
        )
        async for row in rows:
            yield _link(row)

    async def _locked_head(self, organisation: OrganisationId) -> tuple[int, bytes]:
        values = {"of": organisation}
        head = (await self._connection.execute(_LOCKED_HEAD, values)).first()
        if head is None:
            await self._connection.execute(
                insert_into(journal_heads, self._connection.dialect.name)
                .values(organisation=organisation, number=0, digest=GENESIS)
                .on_conflict_do_nothing()
            )
            head = (await self._connection.execute(_LOCKED_HEAD, values)).one()
        number, digest = head
        return number, digest


def _values(link: Link) -> dict[str, Any]:
    entry = link.entry
    return {
        "organisation": entry.organisation,
        "number": link.number,
        "at": entry.at,
        "actor": entry.actor,
        "act": entry.act,
        "object": entry.object,
        "cause": entry.cause,
        "codes": dict(entry.codes),
        "content": entry.content,
        "previous": link.previous,
        "digest": link.digest,
    }


def _link(row: Row[Any]) -> Link:
    return Link(
        number=row.number,
        entry=Entry(
            organisation=row.organisation,
            at=row.at,
            actor=row.actor,
            act=row.act,
            object=row.object,
            cause=row.cause,
            codes=row.codes,
            content=row.content,
        ),
        previous=row.previous,
        digest=row.digest,
    )
