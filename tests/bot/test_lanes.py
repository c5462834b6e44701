"""Lanes: every chat in order, chats beside each other, and what happens when it goes wrong."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.fsm.context import FSMContext
from aiogram.methods import SendMessage
from aiogram.types import Message

import bot.lanes
from bot.bell import Bell, OutboxBell
from bot.incoming import incoming
from bot.lanes import Lanes
from bot.memory import BufferedMemory
from bot.outcomes import Unreachable
from bot.ports import StoredUpdate
from register.errors import LostRace, StorageBusy
from register.ids import Cause
from tests.bot.inbox import NOW, Inbox, message, until

LI, WANG = 7, 8
CALL = SendMessage(chat_id=LI, text="planted words")
Handler = Callable[..., Awaitable[None]]


class House:
    """The workers over an inbox in memory; `said` is what the handler finished, in order."""

    def __init__(self, handler: Handler, *, workers: int = 8) -> None:
        self.inbox = Inbox()
        self.bell = Bell()
        self.set_aside: list[int] = []
        memory = BufferedMemory(self.inbox)
        dispatcher = Dispatcher(storage=memory)
        dispatcher.message.register(handler)
        self.lanes = Lanes(
            bot=Bot("42:token"),
            dispatcher=dispatcher,
            updates=self.inbox,
            memory=memory,
            bell=self.bell,
            outbox=OutboxBell(),
            on_set_aside=self._on_set_aside,
            workers=workers,
        )

    async def _on_set_aside(self, update: StoredUpdate) -> None:
        self.set_aside.append(update.update_id)

    async def keep(self, *updates: dict[str, Any]) -> None:
        await self.inbox.keep([incoming(update) for update in updates])
        self.bell.ring()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            group.create_task(self.lanes.run())
            yield
            self.lanes.stop()

    async def until_idle(self) -> None:
        await until(lambda: not self.inbox.waiting() and not self.inbox.tokens)
        assert (await self.lanes.load()).idle

    async def work_off(self, *updates: dict[str, Any]) -> None:
        async with self.open():
            await self.keep(*updates)
            await self.until_idle()


def failing_with(*course: Exception | None) -> Handler:
    """Return a handler that raises what its course says, call by call, and works at the end."""
    left = list(course)

    async def handler(_: Message) -> None:
        if left and (error := left.pop(0)) is not None:
            raise error

    return handler


async def working(_: Message) -> None:
    """Do nothing, well."""


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


# ── Our own failures ──────────────────────────────────────────────────────────────────────────


async def test_an_update_is_set_aside_after_three_tries_and_the_lane_goes_on() -> None:
    async def handler(message: Message) -> None:
        if message.text == "poison":
            raise ValueError

    house = House(handler)
    await house.work_off(message(1, LI, "poison"), message(2, LI, "good"))

    assert house.inbox.states() == ["set aside", "handled"]
    assert house.set_aside == [1]
    assert house.inbox.rests == [(LI, 1.0), (LI, 1.0)]


async def test_who_loses_a_race_is_tried_again_and_not_bothered() -> None:
    tries = []

    async def handler(_: Message) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise LostRace

    house = House(handler)
    await house.work_off(message(1, LI))

    assert house.inbox.states() == ["handled"]


async def test_a_file_that_is_too_large_for_telegram_is_no_outage() -> None:
    house = House(failing_with(TelegramEntityTooLarge(CALL, "too large")))

    await house.work_off(message(1, LI))

    assert [row.tries for row in house.inbox.rows] == [1]


async def test_an_update_that_cannot_be_read_is_set_aside_too() -> None:
    house = House(working)
    broken = message(1, LI)
    broken["message"]["date"] = "no date"

    await house.work_off(broken)

    assert house.inbox.states() == ["set aside"]


async def test_an_update_of_a_kind_that_nobody_asked_for_is_passed_over() -> None:
    house = House(working)

    await house.work_off({"update_id": 1, "kind_of_next_year": {"chat": {"id": LI}}})

    assert house.inbox.states() == ["handled"]


async def test_the_log_of_a_failure_names_kind_and_place_but_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def handler(message: Message) -> None:
        try:
            json.loads(str(message.text))
        except ValueError as error:
            raise RuntimeError(message.text) from error

    house = House(handler)
    await house.work_off(message(1, LI, "planted words"))

    assert "RuntimeError at test_lanes.py:" in caplog.text
    assert "; from JSONDecodeError at decoder.py:" in caplog.text
    assert "planted" not in caplog.text


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
