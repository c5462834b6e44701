"""Transactions: one that writes, one that only looks, and what happens inside them."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from register.errors import Outage
from register.ports import Keys
from storage.engine import Connection, Engine, begin
from storage.faults import translated


@dataclass(frozen=True, slots=True)
class Transaction:
    """A connection inside its transaction, and the keys for what it writes and reads."""

    connection: Connection
    keys: Keys


@asynccontextmanager
async def writing(engine: Engine) -> AsyncGenerator[Connection]:
    """Commit on a clean exit, roll back on any exception.

    Raise LostRace, StorageBusy, StorageFull or Outage.
    """
    async with _connected(engine) as connection:
        if engine.dialect.name == "sqlite":
            await begin(connection, writing=True)
        async with connection.begin():
            yield connection


@asynccontextmanager
async def reading(engine: Engine) -> AsyncGenerator[Connection]:
    """Show one consistent view without the write lock; it ends by rolling back.

    Raise StorageBusy or Outage.
    """
    async with _connected(engine) as connection:
        if engine.dialect.name == "sqlite":
            await begin(connection, writing=False)
        else:
            await connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@asynccontextmanager
async def _connected(engine: Engine) -> AsyncGenerator[Connection]:
    with translated():
        async with AsyncExitStack() as stack:
            try:
                connection = await stack.enter_async_context(engine.connect())
            except OSError as fault:  # nobody listens where the database should be
                raise Outage from fault
            yield connection


def insert_into(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT; both databases spell it the same."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
