"""Liuhen as `liuhen run` starts it, but on a working day: on a day off no card would be told."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from dishka import Provider, Scope, provide

from app import logs
from app.main import secrets_of, until_asked_to_stop
from app.providers import make_container
from app.service import Service
from app.settings import load_settings
from register.ports import Clock

MORNING = datetime(2026, 9, 16, 2, 0, tzinfo=UTC)  # a Wednesday, ten o'clock in China


class WorkingDay(Provider):
    """A clock that goes on from that morning."""

    scope = Scope.APP

    @provide(override=True)
    def clock(self) -> Clock:
        started = time.monotonic()
        return lambda: MORNING + timedelta(seconds=time.monotonic() - started)


async def serve() -> None:
    """Serve until asked to stop."""
    settings = load_settings()
    logs.configure(secrets_of(settings))
    container = make_container(settings, WorkingDay())
    try:
        async with until_asked_to_stop() as stop:
            await (await container.get(Service)).run(stop)
    finally:
        await container.close()


if __name__ == "__main__":
    asyncio.run(serve())
