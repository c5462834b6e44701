"""The outbox: notes are written with the act and delivered after it."""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    String,
    Table,
)

from register.notes import Note
from storage.tables import RowNumber, UtcDateTime, metadata
from storage.transactions import Transaction, insert_into

WAITING = "waiting"

notes = Table(
    "notes",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("kind", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("object", String, nullable=False),
    Column("addressee", String, nullable=False),
    Column("key", String, nullable=False, unique=True),
    Column("not_before", UtcDateTime, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    # Who is delivering it, and until when that is believed (machine time, seconds).
    Column("token", String),
    Column("claimed_until", Double, nullable=False),
    Index(None, "state", "urgent", "not_before"),
)


class SqlOutbox:
    """The outbox as acts see it, inside their transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection

    async def add(self, note: Note) -> None:
        await self._connection.execute(
            insert_into(notes, self._connection.dialect.name)
            .values(_values(note))
            .on_conflict_do_nothing(index_elements=["key"])
        )

    async def put_off(self, note: Note) -> None:
        # Without its token, a delivery that is under way can no longer mark the note as told.
        values = _values(note)
        await self._connection.execute(
            insert_into(notes, self._connection.dialect.name)
            .values(values)
            .on_conflict_do_update(index_elements=["key"], set_=values)
        )


def _values(note: Note) -> dict[str, object]:
    return {
        "kind": note.kind,
        "organisation": note.organisation,
        "object": note.object,
        "addressee": note.addressee,
        "key": note.key,
        "not_before": note.not_before,
        "urgent": note.urgent,
        "state": WAITING,
        "tries": 0,
        "token": None,
        "claimed_until": 0.0,
    }
