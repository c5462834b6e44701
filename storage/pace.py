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
        """Book the next free moment for a note to this chat and return it.

        A chat with many notes waits for itself; it does not push the others back.
        """
        async with writing(self._engine) as connection:
            moment = await _book(connection, _EVERYBODY, now, OVERALL)
            return await _book(connection, chat, moment, PER_CHAT)


async def _book(connection: Connection, row: int, earliest: datetime, gap: timedelta) -> datetime:
    await connection.execute(
        insert_into(pace, connection).values(chat=row, free_at=earliest).on_conflict_do_nothing()
    )
    found = await connection.execute(
        select(pace.c.free_at).where(pace.c.chat == row).with_for_update()
    )
    moment: datetime = max(earliest, found.scalar_one())
    await connection.execute(pace.update().where(pace.c.chat == row).values(free_at=moment + gap))
    return moment
