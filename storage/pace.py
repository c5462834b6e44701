"""Telegram's pace for notes as rows: all processes together keep it."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import BigInteger, Column, Table, bindparam
from sqlalchemy.sql.dml import ReturningInsert

from storage.engine import Connection, Engine
from storage.tables import UtcDateTime, metadata
from storage.transactions import insert_into, writing

OVERALL = timedelta(seconds=1) / 25
PER_CHAT = timedelta(seconds=1)

_EVERYBODY = 0  # no chat of Telegram's has this id

pace = Table(
    "pace",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("free_at", UtcDateTime, nullable=False),
)

_BOOK = pace.update().where(pace.c.chat == bindparam("row")).values(free_at=bindparam("until"))


@cache
def _lock(dialect: str) -> ReturningInsert[datetime]:
    return (
        insert_into(pace, dialect)
        .on_conflict_do_update(index_elements=["chat"], set_={"free_at": pace.c.free_at})
        .returning(pace.c.free_at)
    )


class SqlPace:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def turn(self, chat: int, *, now: datetime) -> datetime:
        """Book now for a note to this chat and return it, or return when it will be free.

        Only what is used is booked: a note that waits takes its turn when it comes back, and
        keeps nobody from theirs meanwhile.
        """
        async with writing(self._engine) as connection:
            moment = max(now, await _free_at(connection, _EVERYBODY, chat, now=now))
            if moment == now:
                await connection.execute(
                    _BOOK,
                    [
                        {"row": _EVERYBODY, "until": now + OVERALL},
                        {"row": chat, "until": now + PER_CHAT},
                    ],
                )
        return moment


async def _free_at(connection: Connection, *rows: int, now: datetime) -> datetime:
    """Lock the rows until the transaction ends, and return from when on all are free."""
    locked = await connection.execute(
        _lock(connection.dialect.name), [{"chat": row, "free_at": now} for row in rows]
    )
    free_at: datetime = max(locked.scalars())
    return free_at
