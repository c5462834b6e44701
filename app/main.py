"""`liuhen run`: the service in a process of its own, until it is asked to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app import logs
from app.providers import make_container
from app.service import Service
from app.settings import Settings

_ASKS = (signal.SIGTERM, signal.SIGINT)


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; the updates at hand are finished first.

    Raise WrongSchema, KeyFileLost or BadKeyFile before anything is touched.
    """
    logs.configure(secrets_of(settings))
    container = make_container(settings)
    try:
        async with until_asked_to_stop() as stop:
            service = await container.get(Service)
            await service.run(stop)
    finally:
        await container.close()


@asynccontextmanager
async def until_asked_to_stop() -> AsyncIterator[asyncio.Event]:
    """Yield what is set when SIGTERM or SIGINT comes; inside the block neither kills."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for ask in _ASKS:
        loop.add_signal_handler(ask, stop.set)
    try:
        yield stop
    finally:
        for ask in _ASKS:
            loop.remove_signal_handler(ask)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return what the log must never show, should a library try."""
    hidden = (settings.bot_token, settings.webhook_secret)
    return tuple(secret.get_secret_value() for secret in hidden if secret is not None)
