"""Engines: how this house opens SQLite and PostgreSQL.

On SQLite a writing transaction begins with the write lock (BEGIN IMMEDIATE): whoever loses a race
waits and then reads the truth, instead of failing at the end.
"""

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection as Connection
from sqlalchemy.ext.asyncio import AsyncEngine as Engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["Connection", "Engine", "begin", "make_engine"]

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
    return engine


def _prepare(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    # None: the driver begins no transactions of its own, `begin` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def begin(connection: Connection, *, writing: bool) -> None:
    """Begin a transaction of SQLite, with the write lock or without it.

    The driver is told directly: an engine that listens to its own events looks for listeners at
    every statement, and a transaction has few.
    """
    pooled = await connection.get_raw_connection()
    driver = pooled.driver_connection
    assert driver is not None
    await driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
