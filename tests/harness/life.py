"""One life of the service: composed for a test, run in a process of its own until it ends."""

import asyncio
import os
import signal
import tempfile
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from aiohttp import web
from dishka import Provider, Scope, provide

from app import logs
from app.calendar import china
from app.clock import OffsetClock
from app.health import health_app, on_loopback
from app.main import secrets_of
from app.providers import make_container
from app.service import Service
from app.settings import Settings
from papers.glyphs import covered_by
from register.ports import Clock
from tests.harness.faults import Fault, Faults, FaultyPorts

# What a service imports and reads when it first needs it, the zygote has done for all its forks.
china()
covered_by(pylopdf_fonts_zh_cn.serif_path())


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a life is to be: `settings` by their names, and the file that moves its time.

    What it says to its error stream is added to `log`; `temp` is its folder for temporary files.
    """

    settings: dict[str, Any]
    clock_file: Path
    log: Path
    temp: Path
    fault: Fault | None = None

    def with_fault(self, fault: Fault | None) -> "Orders":
        return replace(self, fault=fault)

    def read_settings(self) -> Settings:
        return Settings(_env_file=None, **self.settings)


class MovedTime(Provider):
    """The sandbox's time in place of the machine's."""

    scope = Scope.APP

    def __init__(self, clock_file: Path) -> None:
        super().__init__()
        self._clock_file = clock_file

    @provide(override=True)
    def clock(self) -> Clock:
        return OffsetClock(self._clock_file)


def live(orders: Orders, born: Connection) -> None:
    """Run the service until SIGTERM; `born` gets the address where it can be asked."""
    with orders.log.open("ab") as log:
        os.dup2(log.fileno(), 2)
    os.environ["TMPDIR"] = tempfile.tempdir = str(orders.temp)
    settings = orders.read_settings()
    logs.configure(secrets_of(settings))
    asyncio.run(_live(settings, orders, born))


async def _live(settings: Settings, orders: Orders, born: Connection) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    faults = Faults(orders.fault)
    container = make_container(settings, MovedTime(orders.clock_file), FaultyPorts(faults))
    try:
        service = await container.get(Service)
        async with on_loopback(_hatch(service, faults)) as address:
            born.send(address)
            await service.run(stop)
    finally:
        await container.close()


def _hatch(service: Service, faults: Faults) -> web.Application:
    """`GET /health`, `POST /tick` and `GET /calls`, the calls of the ports counted so far."""

    async def tick(_: web.Request) -> web.Response:
        await service.ticks.tick_all()
        return web.json_response({})

    async def calls(_: web.Request) -> web.Response:
        return web.json_response(faults.calls)

    application = health_app(service.health)
    application.router.add_post("/tick", tick)
    application.router.add_get("/calls", calls)
    return application
