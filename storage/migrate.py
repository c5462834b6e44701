"""Bring a database to the schema of this version. Alembic is imported only when it is needed."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.engine import Engine, make_engine
from storage.transactions import reading, writing

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
_DIGITS = 4


class WrongSchema(Exception):
    """The database has the schema `found` (None: it is empty), this version wants `wanted`."""

    def __init__(self, found: str | None, wanted: str) -> None:
        super().__init__(found, wanted)
        self.found = found
        self.wanted = wanted


class BrokenReferences(Exception):
    """A migration would leave rows that point to nothing in these tables; it was rolled back."""

    def __init__(self, tables: frozenset[str]) -> None:
        super().__init__(*sorted(tables))
        self.tables = tables


async def upgrade(url: str) -> Path | None:
    """Migrate to the newest schema, all or nothing; return where the copy taken before it lies.

    A copy is taken of a SQLite file that is to be changed. PostgreSQL's own tools copy PostgreSQL.
    Raise BrokenReferences.
    """
    file = _file(url)
    if file:
        await asyncio.to_thread(file.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
    found, wanted = await current(url), head()
    if found == wanted:
        return None
    copy = None
    if file and found:
        copy = file.with_name(f"{file.name}.before-{wanted}")
        await asyncio.to_thread(_copy, file, copy)
    await _move(url, _up)
    return copy


async def current(url: str) -> str | None:
    """Return the revision of a database, None for an empty one."""
    engine = make_engine(url)
    try:
        return await _current(engine)
    finally:
        await engine.dispose()


def head() -> str:
    """Return the revision that this version of the program works with."""
    # Migrations are numbered in their names: to ask alembic would cost half a second a start.
    return max(file.name[:_DIGITS] for file in _SCRIPTS.glob("versions/[0-9]*.py"))


async def ensure_current(engine: Engine) -> None:
    """Raise WrongSchema unless the database has this version's schema."""
    found, wanted = await _current(engine), head()
    if found != wanted:
        raise WrongSchema(found, wanted)


async def _current(engine: Engine) -> str | None:
    file = _file(engine.url)
    if file and not await asyncio.to_thread(file.exists):
        return None  # asking SQLite would make the file
    async with reading(engine) as connection:
        return await connection.run_sync(_revision)


def _revision(connection: SyncConnection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version"))
    return revision.scalar_one_or_none()


async def _move(url: str, step: "Callable[[Config], None]") -> None:
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        # SQLite alters a table by replacing it, which no reference to it would survive.
        event.listen(engine.sync_engine, "connect", _foreign_keys_off)
    try:
        async with writing(engine) as connection:
            await connection.run_sync(_run, step)
    finally:
        await engine.dispose()


def _run(connection: SyncConnection, step: "Callable[[Config], None]") -> None:
    config = _config()
    config.attributes["connection"] = connection
    step(config)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BrokenReferences(frozenset(row[0] for row in broken))


def _up(config: "Config") -> None:
    from alembic import command  # noqa: PLC0415  (slow to import)

    command.upgrade(config, "head")


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415  (slow to import)

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _foreign_keys_off(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _file(url: str | URL) -> Path | None:
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database:
        return None
    return Path(parts.database)


def _copy(file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
