"""Units of work: all or nothing, one consistent view, and machine faults by their names."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import event

from register.errors import Gone, Outage, StorageBusy, StorageFull
from register.ports import Keys, Store
from storage.engine import Engine, make_engine
from storage.store import SqlStore
from tests.storage.databases import SqliteFiles
from tests.storage.samples import HEAD, HOUSE, RECORDER


async def test_an_exception_takes_everything_back(house: SqlStore) -> None:
    async def fails() -> None:
        async with house.begin() as uow:
            await uow.people.save(replace(RECORDER, post="二级检察官"))
            raise Gone

    with pytest.raises(Gone):
        await fails()

    async with house.read() as uow:
        assert await uow.people.get(RECORDER.id) == RECORDER


async def test_a_cancelled_act_leaves_nothing_and_frees_the_lock(house: SqlStore) -> None:
    written = asyncio.Event()

    async def act() -> None:
        async with house.begin() as uow:
            await uow.people.save(replace(RECORDER, post="二级检察官"))
            written.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as tasks:
        acting = tasks.create_task(act())
        await written.wait()
        acting.cancel()

    async with house.begin() as uow:
        assert await uow.people.get(RECORDER.id) == RECORDER


async def test_what_is_written_while_reading_is_not_kept(house: SqlStore) -> None:
    async with house.read() as uow:
        await uow.people.save(replace(RECORDER, post="二级检察官"))

    async with house.read() as uow:
        assert await uow.people.get(RECORDER.id) == RECORDER


async def test_a_writer_proceeds_while_somebody_reads(house: SqlStore) -> None:
    """And the reader's view stays as it was: no write lock, one consistent look."""
    async with house.read() as looking:
        await looking.people.get(HEAD.id)
        async with asyncio.timeout(2), house.begin() as writing:
            await writing.people.save(replace(RECORDER, post="二级检察官"))

        assert await looking.people.get(RECORDER.id) == RECORDER


async def test_the_store_fits_its_port(store: SqlStore) -> None:
    port: Store = store

    async with port.read() as uow:
        assert await uow.organisations.all() == []


# ── What only SQLite has, and what only a server can ───────────────────────────────────────────


@pytest_asyncio.fixture
async def file(sqlite: SqliteFiles, tmp_path: Path) -> AsyncIterator[Engine]:
    engine = make_engine(sqlite.migrated(tmp_path))
    yield engine
    await engine.dispose()


def _pragma(engine: Engine, setting: str) -> None:
    def listen(connection: sqlite3.Connection, record: object) -> None:
        connection.execute(f"PRAGMA {setting}")

    event.listen(engine.sync_engine, "connect", listen)


async def test_a_file_that_another_process_holds_is_busy(file: Engine, keys: Keys) -> None:
    _pragma(file, "busy_timeout=1")  # milliseconds, instead of the five seconds of real life
    other = sqlite3.connect(str(file.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageBusy):
        async with SqlStore(file, keys).begin() as uow:
            await uow.organisations.all()

    other.close()


async def test_a_full_disk_is_named(file: Engine, keys: Keys) -> None:
    _pragma(file, "max_page_count=1")  # SQLite takes the present size for it

    with pytest.raises(StorageFull):
        async with SqlStore(file, keys).begin() as uow:
            await uow.organisations.add(replace(HOUSE, name="院" * 100_000))


async def test_every_connection_is_durable_and_careful(file: Engine) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
    }

    async with file.connect() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in wanted
        }

    assert found == wanted


async def test_a_server_that_does_not_answer_is_an_outage(keys: Keys) -> None:
    engine = make_engine("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")

    with pytest.raises(Outage):
        async with SqlStore(engine, keys).read() as uow:
            await uow.organisations.all()
