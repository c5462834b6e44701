"""Lanes: every chat in order, chats beside each other, and what happens when it goes wrong."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

import bot.lanes
from bot.outcomes import Unreachable
from register.errors import StorageBusy
from register.ids import Cause
from tests.bot.inbox import NOW, message, until
from tests.bot.lane_house import CALL, LI, WANG, House, failing_with, working


@pytest.mark.req("T23")
async def test_the_updates_of_a_chat_are_handled_one_after_the_other() -> None:
    course: list[str] = []

    async def handler(message: Message) -> None:
        course.append(f"begin {message.text}")
        await asyncio.sleep(0)
        course.append(f"end {message.text}")

    house = House(handler)
    await house.work_off(message(1, LI, "a"), message(2, LI, "b"), message(3, LI, "c"))

    assert course == ["begin a", "end a", "begin b", "end b", "begin c", "end c"]
    assert house.inbox.states() == ["handled"] * 3


async def test_two_chats_are_handled_beside_each_other() -> None:
    both = asyncio.Barrier(2)

    async def handler(_: Message) -> None:
        await both.wait()

    house = House(handler)
    await house.work_off(message(1, LI), message(2, WANG))

    assert house.inbox.states() == ["handled"] * 2


async def test_no_more_chats_are_leased_than_there_are_workers() -> None:
    most = 0

    async def handler(_: Message) -> None:
        nonlocal most
        most = max(most, len(house.inbox.tokens))
        await asyncio.sleep(0)

    house = House(handler, workers=2)
    await house.work_off(*(message(n, chat=n) for n in range(1, 7)))

    assert most == 2


async def test_a_handler_is_given_its_cause_and_when_the_update_came() -> None:
    given: list[tuple[Cause, datetime]] = []

    async def handler(_: Message, cause: Cause, received_at: datetime) -> None:
        given.append((cause, received_at))

    house = House(handler)
    await house.work_off(message(900, LI))

    assert given == [(Cause(f"update:{house.inbox.rows[0].id}"), NOW)]


async def test_what_comes_while_a_lane_is_given_back_does_not_wait_for_the_next_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = House(working)
    give_back = house.inbox.release

    async def release(lane: Any) -> None:
        if len(house.inbox.rows) == 1:
            await house.keep(message(2, LI))
            for _ in range(3):  # let the search for lanes find this one still leased
                await asyncio.sleep(0)
        await give_back(lane)

    monkeypatch.setattr(house.inbox, "release", release)
    await house.work_off(message(1, LI))

    assert house.inbox.states() == ["handled"] * 2


# ── Dialog memory ─────────────────────────────────────────────────────────────────────────────


async def count(_: Message, state: FSMContext) -> None:
    n = await state.get_value("n", 0)
    await state.update_data(n=n + 1)


@pytest.mark.req("T24")
async def test_dialog_memory_is_committed_with_the_mark() -> None:
    house = House(count)
    await house.work_off(message(1, LI), message(2, LI))

    assert house.inbox.memory == {f"42:{LI}:{LI}::": {"default": {"data": {"n": 2}}}}


@pytest.mark.req("T21", "T24")
async def test_an_update_handled_again_starts_from_the_committed_memory() -> None:
    house = House(count)
    house.inbox.troubles["handled"] = [StorageBusy()]

    await house.work_off(message(1, LI))

    assert list(house.inbox.memory.values()) == [{"default": {"data": {"n": 1}}}]


async def test_a_worker_that_lost_its_lane_commits_nothing() -> None:
    async def handler(_: Message, state: FSMContext) -> None:
        await state.update_data(n=1)
        house.inbox.tokens[LI] = "somebody else's"

    house = House(handler)
    async with house.open():
        await house.keep(message(1, LI))
        await until(lambda: house.inbox.tokens.get(LI) == "somebody else's")

    assert house.inbox.states() == ["waiting"]
    assert house.inbox.memory == {}


async def test_a_long_handler_is_stopped_when_its_lease_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bot.lanes, "RENEW_AFTER", 0.0)
    stopped = asyncio.Event()

    async def handler(_: Message) -> None:
        del house.inbox.tokens[LI]
        house.inbox.rows.clear()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    house = House(handler)
    async with house.open():
        await house.keep(message(1, LI))
        await stopped.wait()


async def test_a_lease_is_renewed_through_a_fault_while_a_handler_runs_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bot.lanes, "RENEW_AFTER", 0.0)

    async def handler(_: Message) -> None:
        await until(lambda: not house.inbox.troubles["renew"])

    house = House(handler)
    house.inbox.troubles["renew"] = [StorageBusy(), RuntimeError()]
    await house.work_off(message(1, LI))

    assert house.inbox.states() == ["handled"]


# ── Outages ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("T20", "T27")
async def test_an_outage_makes_the_lane_rest_longer_and_counts_no_try() -> None:
    outages = [
        TelegramNetworkError(CALL, "gone"),
        TelegramServerError(CALL, "502"),
        StorageBusy(),
        TelegramNetworkError(CALL, "gone"),
    ]
    house = House(failing_with(*outages))

    await house.work_off(message(1, LI))

    assert house.inbox.rests == [(LI, 1.0), (LI, 2.0), (LI, 4.0), (LI, 8.0)]
    assert [(row.state, row.tries) for row in house.inbox.rows] == [("handled", 0)]


async def test_no_rest_is_longer_than_five_minutes_and_success_forgets_them() -> None:
    gone = TelegramNetworkError(CALL, "gone")
    house = House(failing_with(*[gone] * 12, None, gone))

    await house.work_off(message(1, LI), message(2, LI))

    rests = [seconds for _, seconds in house.inbox.rests]
    assert rests == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 1]


@pytest.mark.req("T27")
async def test_a_pause_that_telegram_asks_for_is_kept() -> None:
    house = House(failing_with(TelegramRetryAfter(CALL, "flood", 37)))

    await house.work_off(message(1, LI))

    assert house.inbox.rests == [(LI, 37.0)]


async def test_one_lane_at_rest_keeps_no_other_waiting() -> None:
    house = House(failing_with(TelegramNetworkError(CALL, "gone")))

    await house.work_off(message(1, LI), message(2, WANG))

    assert house.inbox.states() == ["handled"] * 2


@pytest.mark.parametrize("call", ["lease", "next", "handled"])
async def test_workers_outlive_an_inbox_out_of_reach(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.lanes, "LOOK_AGAIN", 0.0)
    house = House(working)
    house.inbox.troubles[call] = [RuntimeError("planted words")]

    async with house.open():
        await house.keep(message(1, LI))
        await until(lambda: not house.inbox.troubles[call])
        await house.inbox.forget_leases()  # the lease that the failed worker left runs out
        house.bell.ring()
        await house.until_idle()

    assert house.inbox.states() == ["handled"]


async def test_a_chat_that_nobody_reads_is_an_outcome() -> None:
    house = House(failing_with(Unreachable(CALL, "bot was blocked by the user")))

    await house.work_off(message(1, LI))

    assert house.inbox.states() == ["handled"]
    assert house.inbox.rests == []


# ── Stopping ──────────────────────────────────────────────────────────────────────────────────


async def test_stopping_finishes_the_update_at_hand_and_begins_no_other() -> None:
    at_hand = asyncio.Event()
    go_on = asyncio.Event()

    async def handler(_: Message) -> None:
        at_hand.set()
        await go_on.wait()

    house = House(handler)
    async with house.open():
        await house.keep(message(1, LI), message(2, LI), message(3, WANG))
        await at_hand.wait()
        house.lanes.stop()
        go_on.set()

    assert house.inbox.states()[:2] == ["handled", "waiting"]
    assert house.inbox.tokens == {}
