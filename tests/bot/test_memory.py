"""The FSM storage, by the contract that aiogram tests its own storages with, and the buffer."""

from collections.abc import Iterator

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey

from bot.memory import Buffer, BufferedMemory, name_of
from tests.bot.inbox import Inbox

KEY = StorageKey(bot_id=42, chat_id=-42, user_id=42)


class Form(StatesGroup):
    place = State()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def storage(inbox: Inbox) -> BufferedMemory:
    return BufferedMemory(inbox)


@pytest.fixture
def buffer(storage: BufferedMemory) -> Iterator[Buffer]:
    with storage.one_update() as buffer:
        yield buffer


# ── aiogram's contract ────────────────────────────────────────────────────────────────────────


async def test_a_state_is_kept_until_it_is_taken_away(
    storage: BufferedMemory, buffer: Buffer
) -> None:
    assert await storage.get_state(KEY) is None

    await storage.set_state(KEY, "state")
    assert await storage.get_state(KEY) == "state"

    await storage.set_state(KEY, Form.place)
    assert await storage.get_state(KEY) == "Form:place"

    await storage.set_state(KEY, None)
    assert await storage.get_state(KEY) is None


async def test_data_are_replaced_whole(storage: BufferedMemory, buffer: Buffer) -> None:
    assert await storage.get_data(KEY) == {}

    await storage.set_data(KEY, {"foo": "bar"})
    assert await storage.get_data(KEY) == {"foo": "bar"}
    assert await storage.get_value(KEY, "foo") == "bar"
    assert await storage.get_value(KEY, "baz", "none") == "none"

    await storage.set_data(KEY, {})
    assert await storage.get_data(KEY) == {}


async def test_an_update_of_data_keeps_the_rest(storage: BufferedMemory, buffer: Buffer) -> None:
    assert await storage.update_data(KEY, {"foo": "bar"}) == {"foo": "bar"}
    assert await storage.update_data(KEY, {}) == {"foo": "bar"}
    assert await storage.update_data(KEY, {"baz": "spam"}) == {"foo": "bar", "baz": "spam"}
    assert await storage.get_data(KEY) == {"foo": "bar", "baz": "spam"}


async def test_what_was_read_can_be_changed_without_changing_what_is_kept(
    storage: BufferedMemory, buffer: Buffer
) -> None:
    await storage.set_data(KEY, {"people": ["one"]})

    read = await storage.get_data(KEY)
    read["people"].append("two")

    assert await storage.get_data(KEY) == {"people": ["one"]}


async def test_keys_that_differ_in_one_part_do_not_meet(
    storage: BufferedMemory, buffer: Buffer
) -> None:
    others = [
        StorageKey(bot_id=43, chat_id=-42, user_id=42),
        StorageKey(bot_id=42, chat_id=-43, user_id=42),
        StorageKey(bot_id=42, chat_id=-42, user_id=43),
        StorageKey(bot_id=42, chat_id=-42, user_id=42, thread_id=1),
        StorageKey(bot_id=42, chat_id=-42, user_id=42, business_connection_id="1"),
        StorageKey(bot_id=42, chat_id=-42, user_id=42, destiny="aiogd:stack:"),
    ]
    await storage.set_data(KEY, {"foo": "bar"})
    await storage.set_state(KEY, "state")

    assert len({(name_of(key), key.destiny) for key in [KEY, *others]}) == len(others) + 1
    for other in others:
        assert await storage.get_data(other) == {}
        assert await storage.get_state(other) is None


# ── The buffer ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("T24")
async def test_writes_wait_for_the_third_commit(
    inbox: Inbox, storage: BufferedMemory, buffer: Buffer
) -> None:
    await storage.set_state(KEY, "state")
    await storage.set_data(KEY, {"n": 1})

    assert inbox.memory == {}
    assert buffer.changes() == {"42:-42:42::": {"default": {"state": "state", "data": {"n": 1}}}}


async def test_an_unchanged_row_is_not_written_again(
    inbox: Inbox, storage: BufferedMemory, buffer: Buffer
) -> None:
    inbox.memory[name_of(KEY)] = {"default": {"data": {"n": 1}}}

    await storage.set_data(KEY, await storage.get_data(KEY))

    assert buffer.changes() == {}


async def test_a_nested_change_in_place_shows_as_a_change(
    inbox: Inbox, storage: BufferedMemory, buffer: Buffer
) -> None:
    inbox.memory[name_of(KEY)] = {"default": {"data": {"dialog_data": {"n": 1}}}}

    data = await storage.get_data(KEY)
    data["dialog_data"]["n"] = 2
    await storage.set_data(KEY, data)

    assert buffer.changes() == {name_of(KEY): {"default": {"data": {"dialog_data": {"n": 2}}}}}


async def test_a_row_is_erased_when_neither_state_nor_data_are_left(
    inbox: Inbox, storage: BufferedMemory, buffer: Buffer
) -> None:
    inbox.memory[name_of(KEY)] = {"default": {"state": "state", "data": {"n": 1}}}

    await storage.set_data(KEY, {})
    assert buffer.changes() == {name_of(KEY): {"default": {"state": "state"}}}

    await storage.set_state(KEY, None)
    assert buffer.changes() == {name_of(KEY): None}


async def test_the_next_update_starts_from_what_was_committed(storage: BufferedMemory) -> None:
    with storage.one_update():
        await storage.set_state(KEY, "half done")
    with storage.one_update():
        assert await storage.get_state(KEY) is None


async def test_outside_an_update_nothing_is_remembered(storage: BufferedMemory) -> None:
    with pytest.raises(LookupError):
        await storage.set_state(KEY, "state")
