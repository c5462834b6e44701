"""Transactions: one that writes, one that only looks, and what happens inside them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from register.ports import Keys
from storage.engine import READING, Connection, Engine
from storage.faults import translated


@dataclass(frozen=True, slots=True)
class Transaction:
    """A connection inside its transaction, and the keys for what it writes and reads."""

    connection: Connection
    keys: Keys


@asynccontextmanager
async def writing(engine: Engine) -> AsyncGenerator[Connection]:
    """Commit on a clean exit, roll back on any exception.

    Raise Conflict, StorageBusy, StorageFull or Outage.
    """
    with translated():
        async with engine.begin() as connection:
            yield connection


@asynccontextmanager
async def reading(engine: Engine) -> AsyncGenerator[Connection]:
    """Show one consistent view without the write lock; it ends by rolling back."""
    with translated():
        async with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                await connection.execution_options(**{READING: True})
            else:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection


def insert_into(table: Table, connection: Connection) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT; both databases spell it the same."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
