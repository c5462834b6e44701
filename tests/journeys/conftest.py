"""One sandbox, one zygote and one town for all journeys; each has its own service and bot."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.driver import Sandbox
from sandbox.server import running
from tests.harness.journey import Journeys
from tests.journeys.course import Course, whole_course


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def journeys(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Journeys]:
    async with running() as served, Sandbox(served.url) as sandbox:
        journeys = Journeys(sandbox, served.clock_file, tmp_path_factory.mktemp("journeys"))
        await journeys.prepare()
        yield journeys


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def undisturbed(journeys: Journeys) -> Course:
    """What the whole course comes to when nothing goes wrong."""
    async with journeys.begin() as journey:
        await whole_course(journey)
        return Course(await journey.calls(), await journey.books.acts())
