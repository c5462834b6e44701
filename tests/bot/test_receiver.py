"""The long poller against a Bot API server on loopback: at least once in, exactly once kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod

from bot.bell import Bell
from bot.incoming import incoming, lane_of
from bot.receiver import GetRawUpdates, Receiver
from bot.session import Session
from register.errors import StorageBusy
from tests.bot.inbox import Inbox, message, until
from tests.bot.phones import AT_ONCE, LI, TOKEN, WANG, Phones, phones


@pytest.fixture
async def world() -> AsyncIterator[Phones]:
    async with phones() as world:
        yield world


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@asynccontextmanager
async def receiving(world: Phones, inbox: Inbox) -> AsyncIterator[None]:
    receiver = Receiver(world.bot, inbox, Bell(), patience=AT_ONCE)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        polling = group.create_task(receiver.run())
        yield
        polling.cancel()


async def until_kept(inbox: Inbox, count: int) -> None:
    await until(lambda: len(inbox.rows) == count)


class ScriptedTelegram(Session):
    """Answers `getUpdates` from a script, then never again, and notes the offsets."""

    def __init__(self, batches: list[list[dict[str, Any]]]) -> None:
        super().__init__(api_url="http://127.0.0.1:9")
        self._batches = batches
        self.offsets: list[int | None] = []

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 — aiogram's signature
    ) -> Any:
        if not isinstance(method, GetRawUpdates):
            return True
        self.offsets.append(method.offset)
        return self._batches.pop(0) if self._batches else await asyncio.Future()


def texts(inbox: Inbox) -> list[str]:
    return [json.loads(row.payload)["message"]["text"] for row in inbox.rows]


async def test_updates_are_kept_raw_and_addressed_to_their_chat(
    world: Phones, inbox: Inbox
) -> None:
    async with receiving(world, inbox):
        await world.send(LI, "一")
        await world.send(WANG, "二")
        await until_kept(inbox, 2)

    assert [row.chat for row in inbox.rows] == [LI, WANG]
    assert texts(inbox) == ["一", "二"]


@pytest.mark.req("T21")
async def test_what_was_kept_but_not_confirmed_before_a_death_is_kept_once(
    world: Phones, inbox: Inbox
) -> None:
    await world.send(LI, "before")
    raw = await world.http.get(f"/bot{world.bot.token}/getUpdates")
    await inbox.keep([incoming(update) for update in (await raw.json())["result"]])

    async with receiving(world, inbox):
        await world.send(LI, "after")
        await until_kept(inbox, 2)

    assert texts(inbox) == ["before", "after"]


@pytest.mark.req("T21")
async def test_an_update_that_telegram_brings_twice_is_kept_once(
    world: Phones, inbox: Inbox
) -> None:
    await world.fault("twice")

    async with receiving(world, inbox):
        await world.send(LI, "twice")
        await world.send(LI, "last")
        await until_kept(inbox, 2)

    assert texts(inbox) == ["twice", "last"]


@pytest.mark.req("T20")
async def test_a_batch_that_storage_refused_is_asked_for_again(
    world: Phones, inbox: Inbox
) -> None:
    inbox.troubles["keep"] = [StorageBusy(), StorageBusy()]

    async with receiving(world, inbox):
        await world.send(LI, "text")
        await until_kept(inbox, 1)

    assert texts(inbox) == ["text"]


@pytest.mark.parametrize("kind", ["429", "5xx", "drop"])
async def test_polling_goes_on_after(kind: str, world: Phones, inbox: Inbox) -> None:
    await world.fault(kind, method="getUpdates", times=2, retry_after=1)
    await world.send(LI, "text")

    async with receiving(world, inbox):
        await until_kept(inbox, 1)


async def test_polling_goes_on_beside_a_second_poller(world: Phones, inbox: Inbox) -> None:
    async with receiving(world, inbox):
        while 409 not in await world.calls("getUpdates"):
            await world.http.get(f"/bot{world.bot.token}/getUpdates")
        await world.send(LI, "text")
        await until_kept(inbox, 1)


async def test_after_an_empty_answer_no_offset_can_confirm_what_was_never_seen(
    inbox: Inbox,
) -> None:
    session = ScriptedTelegram([[message(900, LI)], [], [message(5, LI)]])
    receiver = Receiver(Bot(TOKEN, session=session), inbox, Bell(), patience=AT_ONCE)

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        polling = group.create_task(receiver.run())
        await until_kept(inbox, 2)
        polling.cancel()

    assert session.offsets[:3] == [None, 901, None]


async def test_a_webhook_that_was_set_before_is_taken_away(world: Phones, inbox: Inbox) -> None:
    await world.bot.set_webhook("https://127.0.0.1:9/hook")
    await world.send(LI, "text")

    async with receiving(world, inbox):
        await until_kept(inbox, 1)

    assert not (await world.bot.get_webhook_info()).url


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"edited_message": {"chat": {"id": -5}, "from": {"id": 6}}}, -5),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "inline_message_id": "x"}}, 6),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"poll": {"id": "9"}}, 0),
        ({}, 0),
    ],
)
def test_the_lane_of_an_update_is_its_chat_or_else_its_user(
    update: dict[str, object], lane: int
) -> None:
    assert lane_of({"update_id": 1, **update}) == lane
