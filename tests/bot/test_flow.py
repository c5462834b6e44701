"""Receiver and lanes together before a Telegram on loopback: effects survive what may happen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.bell import Bell, OutboxBell
from bot.lanes import Lanes
from bot.memory import BufferedMemory
from bot.ports import Lane, StoredUpdate
from bot.receiver import Receiver
from tests.bot.inbox import Inbox, until
from tests.bot.phones import AT_ONCE, LI, WANG, Phones, phones


@pytest.fixture
async def world() -> AsyncIterator[Phones]:
    async with phones() as world:
        yield world


async def count(message: Message, state: FSMContext) -> None:
    """Answer with the number of messages so far, as dialog memory has it."""
    n = await state.get_value("n", 0) + 1
    await state.update_data(n=n)
    await message.answer(f"{message.text} {n}")


async def tell_nobody(_: StoredUpdate) -> None:
    raise AssertionError("nothing is set aside here")


@asynccontextmanager
async def service(world: Phones, inbox: Inbox) -> AsyncIterator[None]:
    """Run one life of the service over an inbox that outlives it."""
    bell, memory = Bell(), BufferedMemory(inbox)
    dispatcher = Dispatcher(storage=memory)
    dispatcher.message.register(count)
    lanes = Lanes(
        bot=world.bot,
        dispatcher=dispatcher,
        updates=inbox,
        memory=memory,
        bell=bell,
        outbox=OutboxBell(),
        on_set_aside=tell_nobody,
    )
    await inbox.forget_leases()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        receiving = group.create_task(Receiver(world.bot, inbox, bell, patience=AT_ONCE).run())
        working = group.create_task(lanes.run())
        yield
        receiving.cancel()
        working.cancel()


async def until_handled(inbox: Inbox, updates: int) -> None:
    await until(lambda: inbox.states() == ["handled"] * updates)


async def answers(world: Phones, user: int) -> list[str]:
    messages = (await world.chat(user))["messages"]
    return [each["text"] for each in messages if each["from"] == "bot"]


async def test_each_person_is_answered_in_order(world: Phones) -> None:
    inbox = Inbox()
    async with service(world, inbox):
        for text in ("a", "b", "c"):
            await world.send(LI, text)
            await world.send(WANG, text)
        await until_handled(inbox, 6)

    assert await answers(world, LI) == ["a 1", "b 2", "c 3"]
    assert await answers(world, WANG) == ["a 1", "b 2", "c 3"]


@pytest.mark.req("T21", "T24")
async def test_a_lost_answer_repeats_the_message_but_not_its_effect(world: Phones) -> None:
    inbox = Inbox()
    await world.fault("drop", method="sendMessage")

    async with service(world, inbox):
        await world.send(LI, "a")
        await world.send(LI, "b")
        await until_handled(inbox, 2)

    assert await answers(world, LI) == ["a 1", "a 1", "b 2"]
    assert [row.tries for row in inbox.rows] == [0, 0]


@pytest.mark.req("T21", "T24")
async def test_a_death_before_the_third_commit_leaves_the_memory_as_it_was(
    world: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox()
    dying = asyncio.Event()

    async def die(lane: Lane, update: StoredUpdate, memory: object) -> bool:
        dying.set()
        return await asyncio.Future()

    with monkeypatch.context() as death:
        death.setattr(inbox, "handled", die)
        async with service(world, inbox):
            await world.send(LI, "a")
            await dying.wait()
    assert inbox.memory == {}

    async with service(world, inbox):
        await until_handled(inbox, 1)

    assert await answers(world, LI) == ["a 1", "a 1"]
    assert list(inbox.memory.values()) == [{"default": {"data": {"n": 1}}}]
