"""Running the world over HTTP: bots, faults, log, clock, panel, events."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from aiohttp import web

from sandbox.api import WORLD
from sandbox.errors import UserError
from sandbox.faults import Fault, FaultKind
from sandbox.requests import Body, read_body
from sandbox.webhooks import COURIER
from sandbox.world import World

PAGE = Path(__file__).parent / "page"


class NewBot(Body):
    token: str
    username: str
    name: str


class NewFault(Body):
    kind: FaultKind
    bot: str | None = None
    method: str = "*"
    times: int = 1
    seconds: float = 0.0
    retry_after: int = 1
    user: int | None = None


class ClockMove(Body):
    """Exactly one of: seconds ahead of the machine, seconds to add, a moment with its zone."""

    offset: float | None = None
    advance: float | None = None
    to: datetime | None = None


class Panel(Body):
    url: str | None


def routes() -> list[web.AbstractRouteDef]:
    return [
        web.get("/", index),
        web.static("/page", PAGE),
        web.post("/sandbox/bots", add_bot),
        web.get("/sandbox/bots", list_bots),
        web.post("/sandbox/faults", ask_fault),
        web.delete("/sandbox/faults", clear_faults),
        web.get("/sandbox/log", show_log),
        web.get("/sandbox/clock", show_clock),
        web.post("/sandbox/clock", move_clock),
        web.get("/sandbox/panel", show_panel),
        web.post("/sandbox/panel", set_panel),
        web.get("/sandbox/events", events),
    ]


async def index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def add_bot(request: web.Request) -> web.Response:
    new = await read_body(request, NewBot)
    bot = request.app[WORLD].add_bot(**new.model_dump())
    request.app[COURIER].serve(bot)
    return web.json_response({"id": bot.user.id, "username": bot.username})


async def list_bots(request: web.Request) -> web.Response:
    """Names only: whoever knows a token is the bot."""
    bots = request.app[WORLD].bots.values()
    return web.json_response(
        [
            {"id": bot.user.id, "username": bot.username, "name": bot.user.first_name}
            for bot in bots
        ]
    )


async def ask_fault(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    new = await read_body(request, NewFault)
    world.faults.ask(Fault(**new.model_dump()))
    if new.kind == "down":
        for bot in world.bots.values():
            if world.faults.down(bot.username):
                bot.updates.cut()
    return web.json_response({})


async def clear_faults(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    world.faults.clear()
    for bot in world.bots.values():
        bot.updates.signal.fire()
    return web.json_response({})


async def show_log(request: web.Request) -> web.Response:
    bot = request.query.get("bot")
    calls = [each for each in request.app[WORLD].log if bot in (None, each.bot)]
    return web.json_response([asdict(each) for each in calls])


async def show_clock(request: web.Request) -> web.Response:
    return web.json_response(_clock_view(request.app[WORLD]))


async def move_clock(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    move = await read_body(request, ClockMove)
    match move:
        case ClockMove(offset=float(offset), advance=None, to=None):
            world.clock.move_to(offset)
        case ClockMove(offset=None, advance=float(seconds), to=None):
            world.clock.move_to(world.clock.offset + seconds)
        case ClockMove(offset=None, advance=None, to=datetime(tzinfo=zone) as to) if zone:
            ahead = to.timestamp() - world.clock.timestamp()
            world.clock.move_to(world.clock.offset + ahead)
        case _:
            raise UserError("one of offset, advance, to (with its zone) is needed")
    world.feed.publish({"clock": _clock_view(world)})
    return web.json_response(_clock_view(world))


async def show_panel(request: web.Request) -> web.Response:
    return web.json_response({"url": request.app[WORLD].panel})


async def set_panel(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    world.panel = (await read_body(request, Panel)).url
    world.feed.publish({"panel": world.panel})
    return web.json_response({"url": world.panel})


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events: what has changed, never the content."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
    )
    world = request.app[WORLD]
    with world.feed.listen() as queue:
        await response.prepare(request)
        await response.write(b": listening\n\n")
        while True:
            event = await queue.get()
            await response.write(f"data: {json.dumps(event)}\n\n".encode())


def _clock_view(world: World) -> dict[str, str | float]:
    return {
        "now": world.clock.now().isoformat(),
        "offset": world.clock.offset,
        "file": str(world.clock.file),
    }
