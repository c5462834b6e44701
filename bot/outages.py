"""Which errors mean that the world is away for a while, and how to wait for it.

Everything else is our own code that failed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
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
from aiohttp import ClientError, ClientResponseError

from register.errors import Outage

log = logging.getLogger(__name__)

T = TypeVar("T")

UNTIL_HALF_A_MINUTE = BackoffConfig(min_delay=1.0, max_delay=30.0, factor=2.0, jitter=0.1)

# A revoked token (401) heals when the operator puts a new one; no update may be lost to it.
_OF_TELEGRAM = (
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    TelegramConflictError,
    TelegramUnauthorizedError,
)
# Downloads are streamed past the session's own classification.
_OF_DOWNLOADS = (ClientError, ConnectionError, TimeoutError)


def is_outage(error: Exception) -> bool:
    """Tell whether the same thing, done again later, may succeed without anybody's repair."""
    match error:
        case TelegramEntityTooLarge():  # the library calls it a network error; it stays too large
            return False
        case ClientResponseError(status=status):
            return status >= HTTPStatus.INTERNAL_SERVER_ERROR or (
                status == HTTPStatus.TOO_MANY_REQUESTS
            )
        case _:
            return isinstance(error, (Outage, *_OF_TELEGRAM, *_OF_DOWNLOADS))


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
        except Exception as error:
            if not is_outage(error):
                raise
            if type(error) is not trouble:
                trouble = type(error)
                log.warning("waiting for the world to return: %s", trouble.__name__)
            await asyncio.sleep(max(next(backoff), asked_pause(error)))
        else:
            if trouble is not None:
                log.info("the world is back after %d tries", backoff.counter)
            return result
