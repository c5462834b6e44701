"""`liuhen run`: the service in a process of its own, until it is asked to stop."""

import asyncio
import signal

from app import logs
from app.providers import make_container
from app.service import Service
from app.settings import Settings


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT.

    Raise WrongSchema, KeyFileLost or BadKeyFile before anything is touched.
    """
    logs.configure(secrets_of(settings))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, stop.set)
    container = make_container(settings)
    try:
        service = await container.get(Service)
        await service.run(stop)
    finally:
        await container.close()


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return what the log must never show, should a library try."""
    hidden = (settings.bot_token, settings.webhook_secret)
    return tuple(secret.get_secret_value() for secret in hidden if secret is not None)
