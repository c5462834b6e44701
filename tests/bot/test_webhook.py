"""The webhook receiver: who may speak as Telegram, and when Telegram may forget an update."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.bell import Bell
from bot.webhook import HEADER, Webhook, path_name
from register.errors import StorageFull
from tests.bot.inbox import Inbox, message, until
from tests.bot.phones import AT_ONCE, LI, TOKEN, Phones, phones

SECRET = "a-secret-of-ours"


def webhook(phones: Phones, inbox: Inbox, bell: Bell, *, port: int = 0) -> Webhook:
    return Webhook(
        phones.bot,
        inbox,
        bell,
        url=f"http://127.0.0.1:{port}/hook/",
        secret=SECRET,
        listen=f"127.0.0.1:{port}",
        patience=AT_ONCE,
    )


@pytest.fixture
async def world() -> AsyncIterator[Phones]:
    async with phones() as world:
        yield world


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def bell() -> Bell:
    return Bell()


Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def listening(world: Phones, inbox: Inbox, bell: Bell) -> AsyncIterator[Client]:
    application = webhook(world, inbox, bell).application()
    async with TestClient(TestServer(application, host="127.0.0.1")) as client:
        yield client


@pytest.mark.parametrize("before", ["", "/hook", "/a/b"])
async def test_an_update_is_kept_before_the_answer_wherever_a_proxy_put_us(
    world: Phones, inbox: Inbox, bell: Bell, before: str
) -> None:
    ring = bell.next_ring()
    async with listening(world, inbox, bell) as telegram:
        answer = await telegram.post(
            f"{before}/{path_name(SECRET)}", json=message(1, LI), headers={HEADER: SECRET}
        )

    assert answer.status == 200
    assert inbox.states() == ["waiting"]
    assert ring.is_set()


@pytest.mark.parametrize("shown", [None, "", "a-secret-of-others", "密"])
async def test_without_the_secret_nobody_speaks_as_telegram(
    world: Phones, inbox: Inbox, bell: Bell, shown: str | None
) -> None:
    headers = {} if shown is None else {HEADER: shown}
    async with listening(world, inbox, bell) as stranger:
        answer = await stranger.post(f"/{path_name(SECRET)}", json=message(1, LI), headers=headers)

    assert answer.status == 401
    assert inbox.rows == []


async def test_while_storage_is_away_the_update_stays_with_telegram(
    world: Phones, inbox: Inbox, bell: Bell
) -> None:
    inbox.troubles["keep"] = [StorageFull()]
    async with listening(world, inbox, bell) as telegram:
        answer = await telegram.post(
            f"/{path_name(SECRET)}", json=message(1, LI), headers={HEADER: SECRET}
        )

    assert answer.status == 503
    assert inbox.rows == []


@pytest.mark.parametrize("body", ["", "no json", "[]", '{"message": {}}'])
async def test_what_is_no_update_is_refused(
    world: Phones, inbox: Inbox, bell: Bell, body: str
) -> None:
    async with listening(world, inbox, bell) as telegram:
        answer = await telegram.post(f"/{path_name(SECRET)}", data=body, headers={HEADER: SECRET})

    assert answer.status == 400


async def test_other_paths_do_not_exist(world: Phones, inbox: Inbox, bell: Bell) -> None:
    async with listening(world, inbox, bell) as stranger:
        answer = await stranger.post("/hook", headers={HEADER: SECRET})

    assert answer.status == 404


def test_the_path_gives_away_neither_token_nor_secret() -> None:
    assert path_name(SECRET) == path_name(SECRET)
    assert path_name(SECRET) != path_name("another")
    assert SECRET not in path_name(SECRET)
    assert TOKEN not in path_name(SECRET)


async def test_updates_arrive_by_webhook_as_they_do_by_polling(
    world: Phones, inbox: Inbox, bell: Bell
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    inbox.troubles["keep"] = [StorageFull()]
    await world.fault("5xx", method="setWebhook")
    await world.send(LI, "before")

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        serving = group.create_task(webhook(world, inbox, bell, port=port).run())
        await until(lambda: len(inbox.rows) == 1)
        await world.send(LI, "after")
        await until(lambda: len(inbox.rows) == 2)
        serving.cancel()

    info = await world.bot.get_webhook_info()
    assert info.url == f"http://127.0.0.1:{port}/hook/{path_name(SECRET)}"
