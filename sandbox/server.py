"""The sandbox as one web application."""

import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from sandbox import api, control, users
from sandbox.requests import explain_errors
from sandbox.webhooks import couriers
from sandbox.world import World

HOST = "127.0.0.1"
LARGEST_REQUEST = 64 * 1024 * 1024


def make_app(clock_file: Path) -> web.Application:
    """The application, its world empty but for the time kept in `clock_file`."""
    app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[explain_errors])
    app[api.WORLD] = World(clock_file)
    app.add_routes([*api.routes(), *users.routes(), *control.routes()])
    app.cleanup_ctx.append(couriers)
    return app


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """Where a sandbox listens, and the file that moves its time."""

    url: str
    clock_file: Path


@contextlib.asynccontextmanager
async def running(port: int = 0, clock_file: Path | None = None) -> AsyncIterator[RunningSandbox]:
    """Serve on loopback while the block runs; port 0 takes a free one.

    Without `clock_file` the time is kept in a file that vanishes with the sandbox.
    """
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        clock = clock_file or Path(folder) / "clock"
        # Handlers end with their client, so that a killed bot's long poll takes no update along.
        runner = web.AppRunner(
            make_app(clock), access_log=None, handler_cancellation=True, shutdown_timeout=0.2
        )
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            bound = runner.addresses[0][1]
            yield RunningSandbox(f"http://{HOST}:{bound}", clock)
        finally:
            await runner.cleanup()
