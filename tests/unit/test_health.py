"""`GET /health`: what waits, and whether anything does."""

from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from app.health import HealthFacts, Heartbeat, health_app, on_loopback
from register.errors import StorageBusy

NOW = datetime(2026, 9, 30, 2, tzinfo=UTC)


def facts(
    *, waiting: int = 0, busy: int = 0, due: int = 0, heart: Heartbeat | None = None
) -> HealthFacts:
    async def updates() -> tuple[int, int]:
        return waiting, busy

    async def notes_due() -> int:
        return due

    heart = heart or Heartbeat(lambda: NOW)
    return HealthFacts(updates=updates, notes_due=notes_due, last_tick=heart.last_tick)


async def asked(these: HealthFacts) -> tuple[int, object]:
    async with TestClient(TestServer(health_app(these))) as client:
        answer = await client.get("/health")
        return answer.status, await answer.json()


async def test_a_service_with_nothing_to_do_is_idle() -> None:
    heart = Heartbeat(lambda: NOW)
    await heart.beat()

    assert await asked(facts(heart=heart)) == (
        200,
        {
            "updates_waiting": 0,
            "lanes_busy": 0,
            "notes_due": 0,
            "last_tick": "2026-09-30T02:00:00+00:00",
            "idle": True,
        },
    )


@pytest.mark.parametrize("these", [facts(waiting=3), facts(busy=1), facts(due=2)])
async def test_whatever_waits_keeps_it_from_being_idle(these: HealthFacts) -> None:
    status, answer = await asked(these)

    assert status == 200
    assert isinstance(answer, dict)
    assert answer["idle"] is False
    assert answer["last_tick"] is None


async def test_a_database_that_does_not_answer_is_an_outage() -> None:
    async def updates() -> tuple[int, int]:
        raise StorageBusy

    whole = facts()
    broken = HealthFacts(updates=updates, notes_due=whole.notes_due, last_tick=whole.last_tick)

    assert await asked(broken) == (503, {"outage": "StorageBusy", "idle": False})


async def test_it_is_served_on_loopback_for_as_long_as_wanted() -> None:
    async with on_loopback(health_app(facts())) as url, ClientSession() as session:
        assert url.startswith("http://127.0.0.1:")
        async with session.get(f"{url}/health") as answer:
            assert answer.status == 200
