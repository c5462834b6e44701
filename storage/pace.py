"""Telegram's pace for notes as rows: all processes together keep it."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, Table, select

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


class SqlPace:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def turn(self, chat: int, *, now: datetime) -> datetime:
        """Book now for a note to this chat and return it, or return when it will be free.

        Only what is used is booked: a note that waits takes its turn when it comes back, and
        keeps nobody from theirs meanwhile.
        """
        async with writing(self._engine) as connection:
            moment = max(
                await _free_at(connection, _EVERYBODY, now), await _free_at(connection, chat, now)
            )
            if moment == now:
                await _book(connection, _EVERYBODY, until=now + OVERALL)
                await _book(connection, chat, until=now + PER_CHAT)
        return moment


async def _free_at(connection: Connection, row: int, now: datetime) -> datetime:
    """Lock the row until the transaction ends, and return from when on it is free."""
    await connection.execute(
        insert_into(pace, connection).values(chat=row, free_at=now).on_conflict_do_nothing()
    )
    found = await connection.execute(
        select(pace.c.free_at).where(pace.c.chat == row).with_for_update()
    )
    free_at: datetime = found.scalar_one()
    return max(now, free_at)


async def _book(connection: Connection, row: int, *, until: datetime) -> None:
    await connection.execute(pace.update().where(pace.c.chat == row).values(free_at=until))
