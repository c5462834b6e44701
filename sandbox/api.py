"""The Bot API over HTTP: token, faults, envelope, log."""

import asyncio
import inspect
from http import HTTPStatus
from typing import Any

from aiogram.types import TelegramObject
from aiohttp import web

from sandbox.decoding import Fields, Uploads, checked, find_method, read_request
from sandbox.errors import ApiError, ConnectionDropped, forbidden
from sandbox.faults import Fault
from sandbox.methods import Call
from sandbox.world import Bot, LoggedCall, World, dump

WORLD = web.AppKey("world", World)
LOST = 0
"""Status in the log of a call whose answer never arrived."""


def routes() -> list[web.RouteDef]:
    return [
        web.route("*", "/bot{token}/{method}", call_method),
        web.get("/file/bot{token}/{path:.+}", download),
    ]


async def call_method(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    try:
        bot = _bot(world, request)
        fields, uploads = await read_request(request)
        name = request.match_info["method"]
        result = await perform(world, bot, name, fields, uploads)
    except ApiError as error:
        return _refused(error)
    except ConnectionDropped:
        return _hang_up(request)
    return _refused(result) if isinstance(result, ApiError) else _envelope(result)


async def download(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    try:
        bot = _bot(world, request)
    except ApiError as error:
        return _refused(error)
    except ConnectionDropped:
        return _hang_up(request)
    file = world.files.at(bot.user.id, request.match_info["path"])
    if file is None:
        return _refused(ApiError(404, "Not Found"))
    return web.Response(body=file.data, content_type="application/octet-stream")


async def perform(world: World, bot: Bot, name: str, fields: Fields, uploads: Uploads) -> object:
    """Do and log one call: its result, or the `ApiError` that refuses it.

    Raises `ConnectionDropped` when the answer has to be lost; what was done stays done.
    """
    chat = _chat(fields)
    fault = world.faults.for_call(bot=bot.username, method=name.lower(), chat=chat)
    result: object
    status = HTTPStatus.OK.value
    try:
        if fault:
            await _suffer(fault)
        result = await _answer(world, bot, name, fields, uploads)
    except ApiError as error:
        result, status = error, error.code
    lost = world.faults.down(bot.username) or (fault is not None and fault.kind == "drop")
    at = world.clock.timestamp()
    world.log.append(LoggedCall(bot.username, name, chat, at, LOST if lost else status))
    if lost:
        raise ConnectionDropped
    return result


async def _answer(world: World, bot: Bot, name: str, fields: Fields, uploads: Uploads) -> object:
    method = find_method(name)
    asked = checked(method.model, fields, uploads)
    result = method.function(Call(world, bot, asked, uploads))
    return await result if inspect.isawaitable(result) else result


async def _suffer(fault: Fault) -> None:
    """What happens before the method does; a delay only delays."""
    match fault.kind:
        case "delay":
            await asyncio.sleep(fault.seconds)
        case "429":
            raise ApiError(
                429,
                f"Too Many Requests: retry after {fault.retry_after}",
                retry_after=fault.retry_after,
            )
        case "5xx":
            raise ApiError(502, "Bad Gateway")
        case "blocked":
            raise forbidden("bot was blocked by the user")


def _bot(world: World, request: web.Request) -> Bot:
    """The bot of the token; unreachable while a fault says so."""
    bot = world.bots.get(request.match_info["token"])
    if bot is None:
        raise ApiError(401, "Unauthorized")
    if world.faults.down(bot.username):
        raise ConnectionDropped
    return bot


def _chat(fields: Fields) -> int | None:
    chat = str(fields.get("chat_id", ""))
    return int(chat) if chat.removeprefix("-").isdigit() else None


def _plain(result: Any) -> Any:
    if isinstance(result, TelegramObject):
        return dump(result)
    if isinstance(result, list):
        return [_plain(each) for each in result]
    return result


def _envelope(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": _plain(result)})


def _refused(error: ApiError) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return web.json_response(body, status=error.code)


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection; the response is for aiohttp's sake and reaches nobody."""
    if request.transport:
        request.transport.abort()
    return web.Response()
