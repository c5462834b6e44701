"""One running service for the tests of a module; each test hires its own people."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.stage import Stage, stage
from tests.storage.databases import SqliteFiles


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles.under(tmp_path_factory.mktemp("stage"))


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def shared(
    schema: SqliteFiles, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    """A stage whose clock nobody may move far: its modules' tests follow one another on it."""
    folder = tmp_path_factory.mktemp("shared")
    async with stage(folder, schema.migrated(folder)) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def alone(schema: SqliteFiles, tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage of the test's own, whose clock may be moved and whose Telegram may fail."""
    async with stage(tmp_path, schema.migrated(tmp_path)) as running:
        yield running
