"""Every test of a repository runs on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from register.ports import Keys
from storage.engine import Engine, make_engine
from storage.store import SqlStore
from tests.custody import keyring
from tests.storage import samples
from tests.storage.databases import Databases, PostgresServer, SqliteFiles


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles.under(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with PostgresServer.under(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Databases:
    found: Databases = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def url(databases: Databases, tmp_path: Path) -> str:
    return databases.migrated(tmp_path)


@pytest_asyncio.fixture
async def engine(url: str) -> AsyncIterator[Engine]:
    engine = make_engine(url)
    yield engine
    await engine.dispose()


@pytest.fixture
def keys() -> Keys:
    return keyring.keys()


@pytest.fixture
def store(engine: Engine, keys: Keys) -> SqlStore:
    return SqlStore(engine, keys)


@pytest_asyncio.fixture
async def house(store: SqlStore) -> SqlStore:
    """A store in which the cast is at home."""
    async with store.begin() as uow:
        await uow.organisations.add(samples.HOUSE)
        await uow.organisations.add_department(samples.DEPARTMENT)
        await uow.people.add(samples.RECORDER)
        await uow.people.add(samples.HEAD)
    return store
