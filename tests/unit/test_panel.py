"""The demo's panel: how far its buttons lead, what it shows, and that a tick waits for rest."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from app.panel import PAGE, Step, moved
from tests.panel_world import CALENDAR, World, at

Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def opened(world: World) -> AsyncGenerator[Client]:
    async with TestServer(world.sandbox()) as sandbox:
        panel = world.panel(str(sandbox.make_url("")).rstrip("/"))
        async with TestClient(TestServer(panel.application(world))) as client:
            yield client


@pytest.mark.parametrize(
    ("now", "step", "to"),
    [
        ("2026-09-30 15:00", Step.HOUR, "2026-09-30 16:00"),
        ("2026-09-30 23:30", Step.HOUR, "2026-10-01 00:30"),
        ("2026-09-30 15:00", Step.MORNING, "2026-10-01 08:30"),
        ("2026-09-30 07:00", Step.MORNING, "2026-10-01 08:30"),
        ("2026-09-30 15:00", Step.WORKDAY, "2026-10-08 08:30"),
        ("2026-09-18 15:00", Step.WORKDAY, "2026-09-20 08:30"),  # a Sunday worked in exchange
    ],
)
def test_each_button_leads_where_it_says(now: str, step: Step, to: str) -> None:
    assert moved(at(now), step, CALENDAR) == at(to)


async def test_the_state_names_time_day_and_duties_by_id() -> None:
    async with opened(World()) as client:
        state = await (await client.get("/state")).json()

    assert state == {
        "now": "2026-09-30T15:00:00+08:00",
        "zone": "Asia/Shanghai",
        "stories": World().as_json(),
        "day": "workday",
        "updates_waiting": 0,
        "lanes_busy": 0,
        "notes_due": 0,
        "last_tick": None,
        "idle": True,
        "duties": [
            {
                "what": "填写登记表",
                "id": "d-1",
                "due_on": "2026-10-10",
                "provisional": False,
                "days_left": 10,
            }
        ],
    }


async def test_a_button_moves_the_sandbox_and_lets_the_service_tick() -> None:
    world = World()
    async with opened(world) as client:
        state = await (await client.post("/move", json={"step": "workday"})).json()

    assert world.now == at("2026-10-08 08:30")
    assert world.ticks == 1
    assert (state["now"], state["duties"][0]["days_left"]) == ("2026-10-08T08:30:00+08:00", 2)


async def test_a_story_is_begun_by_its_name() -> None:
    world = World()
    async with opened(world) as client:
        state = await (await client.post("/story", json={"name": "court"})).json()

    assert world.told == "court"
    assert [each["state"] for each in state["stories"]["offers"]] == ["too_late", "playing"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"name": "of nobody"}', '{"name": {}}'])
async def test_a_story_that_there_is_not_begins_nothing(body: str) -> None:
    world = World()
    async with opened(world) as client:
        answer = await client.post("/story", data=body)

    assert answer.status == 400
    assert world.told is None


async def test_a_tick_answers_when_the_service_has_come_to_rest() -> None:
    world = World(work=3)
    async with opened(world) as client:
        state = await (await client.post("/tick")).json()

    assert world.ticks == 1
    assert state["idle"] is True


async def test_a_service_that_does_not_come_to_rest_is_said_to_be_busy() -> None:
    async with opened(World(work=10_000)) as client:
        state = await (await client.post("/tick")).json()

    assert state["idle"] is False


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"step": "year"}'])
async def test_an_unknown_step_moves_nothing(body: str) -> None:
    world = World()
    async with opened(world) as client:
        answer = await client.post("/move", data=body)

    assert answer.status == 400
    assert world.now == at("2026-09-30 15:00")


async def test_a_sandbox_that_does_not_obey_is_reported() -> None:
    world = World(reachable=False)
    async with opened(world) as client:
        answer = await client.post("/move", json={"step": "hour"})

    assert answer.status == 502
    assert world.ticks == 0


async def test_the_page_has_a_button_for_every_step_and_knows_every_kind_of_day() -> None:
    async with opened(World()) as client:
        page = await (await client.get("/")).text()

    assert re.findall(r'data-step="(\w+)"', page) == [*Step]
    assert all(f"{kind}:" in page for kind in ("workday", "make_up_workday", "weekend", "holiday"))
    assert page == PAGE.read_text("utf-8")


def test_an_hour_is_an_hour_where_clocks_are_put_back() -> None:
    berlin = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))

    later = moved(berlin, Step.HOUR, CALENDAR)

    assert later.astimezone(UTC) - berlin.astimezone(UTC) == timedelta(hours=1)
