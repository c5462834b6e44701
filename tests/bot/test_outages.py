"""Waiting for a world that is away, and what the log says meanwhile."""

import logging

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.utils.backoff import BackoffConfig

from bot.outages import insist
from register.errors import Outage

AT_ONCE = BackoffConfig(min_delay=0.0, max_delay=0.001, factor=1.5, jitter=0.0)
CALL = GetUpdates()


class Attempt:
    """Raises one error after the other, then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    async def __call__(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "done"


async def test_every_outage_is_waited_out() -> None:
    attempt = Attempt(
        TelegramNetworkError(CALL, "away"),
        TelegramConflictError(CALL, "another poller"),
        TelegramUnauthorizedError(CALL, "revoked"),
        Outage(),
    )

    assert await insist(attempt, AT_ONCE) == "done"


async def test_what_is_no_outage_ends_the_waiting() -> None:
    with pytest.raises(TelegramBadRequest):
        await insist(Attempt(TelegramBadRequest(CALL, "bad webhook")), AT_ONCE)


@pytest.mark.req("T27")
async def test_a_pause_that_telegram_asks_for_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("bot.outages.asyncio.sleep", sleep)
    await insist(Attempt(TelegramRetryAfter(CALL, "flood", 17)), AT_ONCE)

    assert slept == [17]


async def test_another_poller_costs_one_line_however_long_it_stays(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, logger="bot.outages")

    await insist(Attempt(*[TelegramConflictError(CALL, "planted words")] * 5), AT_ONCE)

    assert caplog.messages == [
        "waiting for the world to return: TelegramConflictError",
        "the world is back after 5 tries",
    ]
