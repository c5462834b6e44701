"""Which errors mean that the world is away for a while, and how to wait for it.

Everything else is our own code that failed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.exceptions import (
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.utils.backoff import Backoff, BackoffConfig

from register.errors import Outage

log = logging.getLogger(__name__)

T = TypeVar("T")

UNTIL_HALF_A_MINUTE = BackoffConfig(min_delay=1.0, max_delay=30.0, factor=2.0, jitter=0.1)

# A revoked token (401) heals when the operator puts a new one; no update may be lost to it.
_OUTAGES = (
    Outage,
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    TelegramConflictError,
    TelegramUnauthorizedError,
)


def is_outage(error: Exception) -> bool:
    """Tell whether the same thing, done again later, may succeed without anybody's repair."""
    # The library counts "too large" among the network's errors, but it stays too large.
    return isinstance(error, _OUTAGES) and not isinstance(error, TelegramEntityTooLarge)


def asked_pause(error: Exception) -> float:
    """Return the seconds that Telegram itself asks us to wait, 0 if it names none."""
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0


async def insist(attempt: Callable[[], Awaitable[T]], config: BackoffConfig) -> T:
    """Repeat through every outage until it succeeds; what is no outage is raised.

    One line is logged per kind of trouble, not one per try.
    """
    backoff = Backoff(config)
    trouble: type[Exception] | None = None
    while True:
        try:
            result = await attempt()
        except _OUTAGES as error:
            if type(error) is not trouble:
                trouble = type(error)
                log.warning("waiting for the world to return: %s", trouble.__name__)
            await asyncio.sleep(max(next(backoff), asked_pause(error)))
        else:
            if trouble is not None:
                log.info("the world is back after %d tries", backoff.counter)
            return result
