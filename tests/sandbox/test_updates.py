"""How updates reach a bot: offsets, rival pollers, webhooks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.types import Update
from aiohttp import web

from sandbox.driver import Phone, Sandbox
from tests.sandbox.conftest import FANG

Handler = Callable[[web.Request], Awaitable[web.Response]]
Listen = Callable[[Handler], Awaitable[str]]


def words(updates: list[Update]) -> list[str | None]:
    return [each.message.text if each.message else None for each in updates]


@pytest.fixture
async def listen() -> AsyncIterator[Listen]:
    """Serve a handler on a free port and give its address."""
    runners: list[web.AppRunner] = []

    async def start(handler: Handler) -> str:
        app = web.Application()
        app.router.add_post("/hook", handler)
        runners.append(web.AppRunner(app))
        await runners[-1].setup()
        await web.TCPSite(runners[-1], "127.0.0.1", 0).start()
        host, port = runners[-1].addresses[0]
        return f"http://{host}:{port}/hook"

    yield start
    for runner in runners:
        await runner.cleanup()


async def test_updates_stay_until_an_offset_confirms_them(bot: Bot, stranger: Phone) -> None:
    for text in ("a", "b", "c"):
        await stranger.send(text)
    assert words(await bot.get_updates(limit=2)) == ["a", "b"]
    first, *_ = await bot.get_updates()
    assert words(await bot.get_updates(offset=first.update_id + 1)) == ["b", "c"]
    assert words(await bot.get_updates(offset=-1)) == ["c"]
    assert words(await bot.get_updates()) == ["c"]


async def test_a_long_poll_ends_with_the_first_update(bot: Bot, stranger: Phone) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.get_updates(timeout=10))
        await stranger.send("now")
    assert words(poll.result()) == ["now"]


async def test_the_younger_of_two_pollers_wins(bot: Bot, stranger: Phone) -> None:
    async def poll() -> list[str | None] | str:
        try:
            return words(await bot.get_updates(timeout=10))
        except TelegramConflictError as conflict:
            await stranger.send("for the winner")
            return conflict.message

    async with asyncio.TaskGroup() as tasks:
        polls = [tasks.create_task(poll()) for _ in range(2)]
    told = [each.result() for each in polls]
    assert ["for the winner"] in told
    assert any("terminated by other getUpdates request" in each for each in told)


async def test_only_allowed_kinds_of_updates_are_kept(bot: Bot, stranger: Phone) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    sent = await stranger.send("a")
    await stranger.edit(sent, "b")
    (update,) = await bot.get_updates()
    assert update.edited_message
    assert update.edited_message.text == "b"
    assert update.edited_message.edit_date


async def test_a_webhook_gets_its_secret_and_every_update_until_it_says_ok(
    bot: Bot, sandbox: Sandbox, stranger: Phone, listen: Listen
) -> None:
    got: asyncio.Queue[tuple[str | None, str]] = asyncio.Queue()
    statuses = [500, 200, 200]

    async def hook(request: web.Request) -> web.Response:
        update = Update.model_validate(await request.json())
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        got.put_nowait((secret, str(words([update])[0])))
        return web.Response(status=statuses.pop(0))

    await bot.set_webhook(await listen(hook), secret_token="s-1")
    await stranger.send("a")
    assert [await got.get() for _ in range(2)] == [("s-1", "a")] * 2
    await stranger.send("b")
    assert await got.get() == ("s-1", "b")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_updates() == []


async def test_a_webhook_that_fails_is_complained_of(
    bot: Bot, stranger: Phone, listen: Listen
) -> None:
    called = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        called.set()
        return web.Response(status=500)

    url = await listen(hook)
    await bot.set_webhook(url, max_connections=1)
    await stranger.send("a")
    await called.wait()
    called.clear()
    await called.wait()
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (url, 1)
    assert info.last_error_message == "Wrong response: 500"


async def test_a_webhook_may_answer_with_a_method(
    bot: Bot, stranger: Phone, listen: Listen
) -> None:
    async def by_json(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"method": "sendMessage", "chat_id": FANG, "text": "by answer"})

    await bot.set_webhook(await listen(by_json))
    await stranger.start()
    await stranger.see("by answer")


@pytest.mark.parametrize(
    ("url", "secret", "complaint"),
    [
        ("ftp://x", None, "bad webhook"),
        ("http://127.0.0.1/", "no spaces", "secret token contains unallowed characters"),
    ],
)
async def test_a_wrong_webhook_is_refused(
    bot: Bot, url: str, secret: str | None, complaint: str
) -> None:
    with pytest.raises(TelegramBadRequest, match=complaint):
        await bot.set_webhook(url, secret_token=secret)


async def test_updates_dropped_while_under_way_stay_dropped(
    bot: Bot, stranger: Phone, listen: Listen
) -> None:
    got: asyncio.Queue[str] = asyncio.Queue()
    dropped = asyncio.Event()

    async def hook(request: web.Request) -> web.Response:
        update = Update.model_validate(await request.json())
        got.put_nowait(str(words([update])[0]))
        await dropped.wait()
        return web.Response()

    url = await listen(hook)
    await bot.set_webhook(url)
    await stranger.send("a")
    assert await got.get() == "a"
    await bot.set_webhook(url, drop_pending_updates=True)
    dropped.set()
    await stranger.send("b")
    assert await got.get() == "b"
