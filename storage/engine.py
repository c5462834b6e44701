"""Engines: how this house opens SQLite and PostgreSQL.

On SQLite a writing transaction begins with the write lock (BEGIN IMMEDIATE): whoever loses a race
waits and then reads the truth, instead of failing at the end. A connection with the option
`READING` begins without the lock.
"""

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection as Connection
from sqlalchemy.ext.asyncio import AsyncEngine as Engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["READING", "Connection", "Engine", "make_engine"]

READING = "liuhen_reading"

_PRAGMAS = (
    "journal_mode=WAL",  # readers and one writer do not wait for each other
    "busy_timeout=5000",  # milliseconds that a second writer waits
    "synchronous=FULL",  # a commit that was answered survives the loss of power
    "foreign_keys=ON",
    "secure_delete=ON",  # erased content leaves no bytes behind
    "trusted_schema=OFF",
)


def make_engine(url: str) -> Engine:
    """Open a database: `sqlite+aiosqlite:///file` or `postgresql+asyncpg://…`.

    Its errors name statements, never values, for they are logged. Close it with
    `await engine.dispose()`.
    """
    if make_url(url).get_backend_name() != "sqlite":
        # A connection that the server has closed meanwhile is noticed before it is used.
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_async_engine(url, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    # None: the driver begins no transactions of its own, `_begin` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: SyncConnection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
