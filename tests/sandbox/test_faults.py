"""Trouble on request: each kind does to a bot what the real one does."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from sandbox.driver import BotAccount, Phone, Refused, Sandbox
from tests.sandbox.conftest import FANG


async def texts(phone: Phone) -> list[str]:
    return [each.text for each in await phone.messages() if each.by_bot]


async def test_429_tells_how_long_to_wait_and_sends_nothing(
    bot: Bot, sandbox: Sandbox, phone: Phone
) -> None:
    await sandbox.faults("429", times=2, retry_after=5, method="sendMessage")
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(FANG, "x")
        assert refusal.value.retry_after == 5
    await bot.send_message(FANG, "third")
    assert await texts(phone) == ["third"]


async def test_5xx_befalls_the_named_method_only(bot: Bot, sandbox: Sandbox, phone: Phone) -> None:
    await sandbox.faults("5xx", method="sendMessage")
    await bot.get_me()
    with pytest.raises(TelegramServerError):
        await bot.send_message(FANG, "x")
    await bot.send_message(FANG, "second")


async def test_a_dropped_answer_hides_what_was_done(
    bot: Bot, sandbox: Sandbox, phone: Phone, account: BotAccount
) -> None:
    await sandbox.faults("drop")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(FANG, "done")
    assert await texts(phone) == ["done"]
    assert [(each.method, each.status) for each in await sandbox.log(account)] == [
        ("sendMessage", 0)
    ]


async def test_while_down_every_call_fails_and_polls_are_cut(
    bot: Bot, sandbox: Sandbox, stranger: Phone
) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(failure(bot))
        await sandbox.faults("down")
        assert await poll is TelegramNetworkError
    await stranger.start()
    assert await failure(bot) is TelegramNetworkError
    await sandbox.clear_faults()
    assert len(await bot.get_updates()) == 1


async def failure(bot: Bot) -> type[Exception] | None:
    """How a long poll ends."""
    try:
        await bot.get_updates(timeout=10)
    except TelegramNetworkError as error:
        return type(error)
    return None


async def test_blocked_may_be_played_for_one_user(
    bot: Bot, sandbox: Sandbox, account: BotAccount, phone: Phone
) -> None:
    other = await sandbox.user(8, "明")
    await other.start()
    await sandbox.faults("blocked", user=8, bot=account)
    await bot.send_message(FANG, "x")
    with pytest.raises(TelegramForbiddenError, match="blocked"):
        await bot.send_message(8, "x")


async def test_a_delay_only_delays(bot: Bot, sandbox: Sandbox, phone: Phone) -> None:
    await sandbox.faults("delay", seconds=0.05, method="sendMessage")
    started = asyncio.get_running_loop().time()
    await bot.send_message(FANG, "late")
    assert asyncio.get_running_loop().time() - started >= 0.05
    assert await texts(phone) == ["late"]


async def test_updates_come_twice_in_different_batches(
    bot: Bot, sandbox: Sandbox, stranger: Phone
) -> None:
    await sandbox.faults("twice", times=2)
    for text in ("a", "b", "c"):
        await stranger.send(text)
    batches = []
    offset = None
    while batch := await bot.get_updates(offset=offset):
        batches.append([each.message.text for each in batch if each.message])
        offset = max(offset or 0, batch[-1].update_id + 1)
    assert batches == [["a", "b", "c"], ["a", "b"]]


async def test_an_album_comes_shuffled(bot: Bot, sandbox: Sandbox, stranger: Phone) -> None:
    await sandbox.faults("shuffle")
    ids = await stranger.upload("photo", b"1", b"2", b"3")
    arrived = [each.message.message_id for each in await bot.get_updates() if each.message]
    assert sorted(arrived) == ids
    assert arrived != ids


async def test_an_unknown_kind_of_fault_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="kind"):
        await sandbox.faults("flood")  # type: ignore[arg-type]  # that is what is tested
