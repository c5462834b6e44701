"""The four jobs: their periods, their order, and that neither lateness nor failure stops them."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.jobs import Tick, Ticks, make_scheduler

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
IN_ORDER = ["watch", "deliver", "housekeep", "beat"]


class Diary:
    """Notes who ticked; who is named in `failing` breaks at the tick."""

    def __init__(self, *failing: str) -> None:
        self.done: list[str] = []
        self.rung = asyncio.Event()
        self._failing = failing

    def ticks(self) -> Ticks:
        return Ticks(**{name: self._tick(name) for name in IN_ORDER})

    def _tick(self, name: str) -> Tick:
        async def tick() -> None:
            self.done.append(name)
            self.rung.set()
            if name in self._failing:
                raise ValueError("李承办")

        return tick


@asynccontextmanager
async def paused(ticks: Ticks) -> AsyncGenerator[AsyncIOScheduler]:
    scheduler = make_scheduler(ticks)
    scheduler.start(paused=True)
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)


@pytest.mark.req("T14")
async def test_no_job_drops_a_late_wake_or_runs_twice_at_a_time() -> None:
    async with paused(Diary().ticks()) as scheduler:
        jobs = scheduler.get_jobs()

    assert {job.id: job.trigger.interval.total_seconds() for job in jobs} == {
        "watch": 30,
        "deliver": 5,
        "housekeep": 3600,
        "beat": 10,
    }
    assert {(job.coalesce, job.max_instances, job.misfire_grace_time) for job in jobs} == {
        (True, 1, None)
    }


@pytest.mark.req("T14")
async def test_a_job_missed_for_months_runs_at_once_and_once() -> None:
    diary = Diary()
    async with paused(diary.ticks()) as scheduler:
        scheduler.modify_job("housekeep", next_run_time=LONG_AGO)
        scheduler.resume()
        async with asyncio.timeout(10):
            await diary.rung.wait()
        next_run = scheduler.get_job("housekeep").next_run_time

    assert diary.done == ["housekeep"]
    assert next_run > LONG_AGO + timedelta(days=1)


async def test_all_ticks_are_done_in_order() -> None:
    diary = Diary()

    await diary.ticks().tick_all()

    assert diary.done == IN_ORDER


async def test_a_tick_that_fails_stops_no_other_and_tells_no_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    diary = Diary("watch", "housekeep")

    with caplog.at_level(logging.DEBUG):
        await diary.ticks().tick_all()

    assert diary.done == IN_ORDER
    assert [record.getMessage() for record in caplog.records] == [
        "tick watch failed: ValueError",
        "tick housekeep failed: ValueError",
    ]
    assert "李承办" not in caplog.text


async def test_a_job_that_fails_comes_again(caplog: pytest.LogCaptureFixture) -> None:
    diary = Diary("housekeep")
    async with paused(diary.ticks()) as scheduler:
        for _ in range(2):
            diary.rung.clear()
            scheduler.modify_job("housekeep", next_run_time=LONG_AGO)
            scheduler.resume()
            async with asyncio.timeout(10):
                await diary.rung.wait()
            scheduler.pause()

    assert diary.done == ["housekeep", "housekeep"]
    assert "李承办" not in caplog.text
