"""A fresh world for each test, with everybody of the cast at home."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from custody.digests import Digests
from storage.engine import make_engine
from storage.store import SqlStore
from storage.vault import FileVault
from tests import cast
from tests.acts.world import World
from tests.custody.keyring import keys
from tests.storage.databases import SqliteFiles


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles.under(tmp_path_factory.mktemp("acts"))


@pytest_asyncio.fixture
async def empty_world(schema: SqliteFiles, tmp_path: Path) -> AsyncIterator[World]:
    """A world in which nobody lives yet."""
    engine = make_engine(schema.migrated(tmp_path))
    vault = FileVault(tmp_path / "evidence", keys(), Digests)
    await vault.prepare()
    yield World(engine, SqlStore(engine, keys()), vault, tmp_path / "evidence")
    await engine.dispose()


@pytest_asyncio.fixture
async def world(empty_world: World) -> World:
    async with empty_world.store.begin() as uow:
        for organisation in (cast.CITY, cast.COUNTY):
            await uow.organisations.add(organisation)
        for department in (cast.FIRST, cast.SECOND):
            await uow.organisations.add_department(department)
        for person in cast.EVERYBODY:
            await uow.people.add(person)
    return empty_world
