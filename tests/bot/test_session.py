"""The way to Telegram: floods, gateways, proxies, and refusals that are outcomes."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetMe, SendMessage, TelegramMethod
from aiogram.types import CallbackQuery, Chat, User
from aiogram_dialog.api.entities import NewMessage, OldMessage, ShowMode
from aiogram_dialog.api.protocols import MessageNotModified
from aiohttp import ClientConnectionError

from bot.outages import is_outage
from bot.outcomes import Unreachable, WindowMessages, alert, take_away
from bot.session import Session, make_bot, wait_out_short_floods
from tests.bot.phones import LI, TOKEN, WANG, Phones, phones

CLOSED_PORT = "http://127.0.0.1:9"
CALL = SendMessage(chat_id=LI, text="text")


@pytest.fixture
async def world() -> AsyncIterator[Phones]:
    async with phones() as world:
        yield world


# ── Floods ───────────────────────────────────────────────────────────────────────────────────


class Flood:
    """A Telegram that asks for a pause so many times, and a sleep that only takes notes."""

    def __init__(self, *pauses: int) -> None:
        self.pauses = list(pauses)
        self.slept: list[float] = []

    async def request(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if self.pauses:
            raise TelegramRetryAfter(method, "flood", self.pauses.pop(0))
        return "sent"

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def send(self) -> Awaitable[Any]:
        return wait_out_short_floods(self.request, Bot(TOKEN), CALL, sleep=self.sleep)


@pytest.mark.req("T27")
async def test_short_floods_are_waited_out_on_the_way() -> None:
    flood = Flood(1, 5, 2)

    assert await flood.send() == "sent"
    assert flood.slept == [1, 5, 2]


@pytest.mark.req("T27")
async def test_a_long_flood_is_the_callers_to_plan() -> None:
    flood = Flood(1, 6)

    with pytest.raises(TelegramRetryAfter):
        await flood.send()
    assert flood.slept == [1]


@pytest.mark.req("T27")
async def test_patience_with_short_floods_ends_after_three() -> None:
    flood = Flood(1, 1, 1, 1)

    with pytest.raises(TelegramRetryAfter):
        await flood.send()
    assert flood.slept == [1, 1, 1]


@pytest.mark.req("T27")
async def test_a_flood_of_the_server_is_waited_out(world: Phones) -> None:
    await world.send(LI, "hello")
    await world.fault("429", method="sendMessage", retry_after=1)

    await world.bot.send_message(LI, "text")

    assert await world.calls("sendMessage") == [429, 200]


# ── What counts as network ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["5xx", "drop"])
async def test_a_server_in_trouble_is_an_outage(world: Phones, kind: str) -> None:
    await world.fault(kind)

    with pytest.raises((TelegramServerError, TelegramNetworkError)) as caught:
        await world.bot.get_me()
    assert is_outage(caught.value)


async def test_a_gateway_that_answers_in_html_is_an_outage() -> None:
    session = Session(api_url=CLOSED_PORT)

    with pytest.raises(TelegramServerError) as caught:
        session.check_response(Bot(TOKEN), GetMe(), 502, "<html>planted words</html>")
    assert "planted" not in str(caught.value)


async def test_an_answer_of_an_unknown_shape_is_no_outage() -> None:
    session = Session(api_url=CLOSED_PORT)

    with pytest.raises(ClientDecodeError) as caught:
        session.check_response(Bot(TOKEN), GetMe(), 200, '{"ok": true, "result": {"id": "x"}}')
    assert not is_outage(caught.value)


@pytest.mark.parametrize("scheme", ["socks5", "http"])
async def test_a_proxy_that_is_away_is_an_outage(scheme: str) -> None:
    proxy = CLOSED_PORT.replace("http", scheme)

    async with make_bot(TOKEN, api_url="http://127.0.0.1:8", proxy_url=proxy) as bot:
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()
        with pytest.raises(ClientConnectionError):
            async for _ in bot.session.stream_content("http://127.0.0.1:8/file"):
                pass


# ── Outcomes ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("T21")
async def test_an_edit_that_changes_nothing_succeeds(world: Phones) -> None:
    await world.send(LI, "hello")
    card = await world.bot.send_message(LI, "card")

    edited = await world.bot.edit_message_text("card", chat_id=LI, message_id=card.message_id)

    assert edited is True


async def test_a_message_that_is_gone_is_said_to_be(world: Phones) -> None:
    await world.send(LI, "hello")

    assert await world.bot.edit_message_text("new", chat_id=LI, message_id=99) is False
    assert await world.bot.delete_message(LI, 99) is True


async def test_a_message_too_old_to_delete_is_covered(world: Phones) -> None:
    await world.send(LI, "hello")
    card = await world.bot.send_message(LI, "who asked about which case")
    await world.post("clock", advance=49 * 3600)

    await take_away(world.bot, chat=LI, message=card.message_id, cover="gone")

    shown = (await world.chat(LI))["messages"][-1]
    assert (shown["message_id"], shown["text"]) == (card.message_id, "gone")


async def test_other_refusals_stay_errors(world: Phones) -> None:
    await world.send(LI, "hello")

    with pytest.raises(TelegramBadRequest):
        await world.bot.send_message(LI, "x" * 5000)


async def test_who_blocked_us_never_came_or_does_not_exist_cannot_be_reached(
    world: Phones,
) -> None:
    await world.send(LI, "hello")
    await world.post(f"users/{LI}/block")

    for nobody in (LI, WANG, 999):
        with pytest.raises(Unreachable):
            await world.bot.send_message(nobody, "text")


async def test_an_alert_that_comes_too_late_becomes_a_message(world: Phones) -> None:
    await world.send(LI, "hello")
    query = CallbackQuery(
        id="of yesterday",
        from_user=User(id=LI, is_bot=False, first_name="李承办"),
        chat_instance="1",
    ).as_(world.bot)

    await alert(query, "1 < 2")

    last = (await world.chat(LI))["messages"][-1]
    assert last["text"] == "1 < 2"


# ── Windows ──────────────────────────────────────────────────────────────────────────────────


def window(text: str) -> NewMessage:
    chat = Chat(id=LI, type="private")
    return NewMessage(chat=chat, text=text, show_mode=ShowMode.EDIT, parse_mode="HTML")


async def shown(world: Phones, text: str) -> OldMessage:
    return await WindowMessages("covered").show_message(world.bot, window(text), None)


@pytest.fixture
async def open_window(world: Phones) -> OldMessage:
    await world.send(LI, "hello")
    return await shown(world, "window")


async def test_a_window_is_edited_in_place(world: Phones, open_window: OldMessage) -> None:
    new = await WindowMessages("covered").show_message(world.bot, window("next"), open_window)

    assert new.message_id == open_window.message_id


async def test_an_unchanged_window_is_reported_as_the_library_expects(
    world: Phones, open_window: OldMessage
) -> None:
    with pytest.raises(MessageNotModified):
        await WindowMessages("covered").edit_message_safe(world.bot, window("window"), open_window)


async def test_a_window_that_was_deleted_is_shown_anew(
    world: Phones, open_window: OldMessage
) -> None:
    await world.bot.delete_message(LI, open_window.message_id)

    new = await WindowMessages("covered").show_message(world.bot, window("next"), open_window)

    assert new.message_id > open_window.message_id
