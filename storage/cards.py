"""Where things are shown: cards of objects, and the messages of a draft's conversation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Insert,
    Row,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    select,
)

from storage.engine import Engine
from storage.tables import RowNumber, UtcDateTime, metadata
from storage.transactions import insert_into, reading, writing

cards = Table(
    "cards",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("kind", String, nullable=False),
    Column("object", String, nullable=False, index=True),
    Column("person", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    UniqueConstraint("chat", "message", "kind", "object"),
    # A number once given to a card is never another's: it stands on buttons.
    sqlite_autoincrement=True,
)

conversation = Table(
    "conversation",
    metadata,
    Column("draft", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

_OF = select(cards).where(cards.c.object == bindparam("object")).order_by(cards.c.id)
_OF_KIND = _OF.where(cards.c.kind == bindparam("kind"))


@cache
def _add(dialect: str) -> Insert:
    return insert_into(conversation, dialect).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    id: int
    kind: str
    object: str
    person: str
    chat: int
    message: int
    sent_at: datetime


class SqlCards:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def remember(
        self,
        *,
        kind: str,
        about: str,
        person: str,
        chat: int,
        message: int,
        at: datetime,
    ) -> int:
        """Return the card's number; a message that shows the object already keeps its own."""
        async with writing(self._engine) as connection:
            kept = await connection.execute(
                insert_into(cards, connection.dialect.name)
                .values(
                    kind=kind, object=about, person=person, chat=chat, message=message, sent_at=at
                )
                .on_conflict_do_update(
                    index_elements=["chat", "message", "kind", "object"],
                    set_={"person": person, "sent_at": at},
                )
                .returning(cards.c.id)
            )
            number: int = kept.scalar_one()
        return number

    async def of(self, about: str, *, kind: str | None = None) -> Sequence[ShownCard]:
        """Return where an object is shown, the oldest card first."""
        query = _OF if kind is None else _OF_KIND
        async with reading(self._engine) as connection:
            rows = await connection.execute(query, {"object": about, "kind": kind})
            return [_shown(row) for row in rows]

    async def get(self, card: int) -> ShownCard | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(cards).where(cards.c.id == card))).first()
        return None if row is None else _shown(row)

    async def forget(self, card: int) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(cards).where(cards.c.id == card))


class SqlConversation:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(self, draft: str, *, chat: int, messages: Collection[int], at: datetime) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(
                _add(connection.dialect.name),
                [
                    {"draft": draft, "chat": chat, "message": message, "at": at}
                    for message in messages
                ],
            )

    async def of(self, draft: str) -> Sequence[tuple[int, int, datetime]]:
        """Return chat, message and time of every message, the oldest first."""
        row = conversation.c
        async with reading(self._engine) as connection:
            rows = await connection.execute(
                select(row.chat, row.message, row.at)
                .where(row.draft == draft)
                .order_by(row.chat, row.message)
            )
            return [(chat, message, at) for chat, message, at in rows]

    async def clear(self, draft: str) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(conversation).where(conversation.c.draft == draft))


def _shown(row: Row[Any]) -> ShownCard:
    return ShownCard(
        id=row.id,
        kind=row.kind,
        object=row.object,
        person=row.person,
        chat=row.chat,
        message=row.message,
        sent_at=row.sent_at,
    )
