"""The user API over HTTP: what phones ask for. `bot` is a username, needed once there are two."""

import asyncio
import contextlib
from dataclasses import replace
from typing import Any, Literal

from aiogram.types import Message, User
from aiohttp import web
from pydantic import Json

from sandbox.accounts import Account
from sandbox.api import WORLD
from sandbox.decoding import read_multipart
from sandbox.errors import UserError
from sandbox.files import Upload
from sandbox.requests import Body, parse, read_body
from sandbox.view import chat_view
from sandbox.world import Person, World

LONGEST_WAIT = 60.0
_OF_THE_PHONE = {"phone_label", "on_page", "group"}


class NewUser(Body):
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "zh-hans"
    phone_label: str | None = None
    on_page: bool = True
    group: str | None = None


class NewGroup(Body):
    id: int
    title: str
    members: list[int]


class Place(Body):
    """Which chat: a group by its id, else the private chat with the bot."""

    bot: str | None = None
    chat: int | None = None


class Sent(Place):
    text: str | None = None
    start: str | None = None
    reply_to: int | None = None
    forward_from: str | None = None


class Edited(Place):
    message_id: int
    text: str


class Pointed(Place):
    message_id: int


class Forwarded(Pointed):
    hide_sender: bool = False


class Clicked(Pointed):
    data: str | None = None
    label: str | None = None


class Uploaded(Place):
    kind: Literal["photo", "document", "voice", "audio", "video", "video_note", "animation"]
    caption: str | None = None
    reply_to: int | None = None
    forward_from: str | None = None
    pretend_size: int | None = None
    names: Json[list[str]] | None = None
    """What the files are called, where a header of HTTP cannot carry it."""


def routes() -> list[web.RouteDef]:
    user = "/sandbox/users/{id:\\d+}"
    return [
        web.post("/sandbox/users", add_user),
        web.get("/sandbox/users", list_users),
        web.post("/sandbox/groups", add_group),
        web.post(f"{user}/send", send),
        web.post(f"{user}/upload", upload),
        web.post(f"{user}/edit", edit),
        web.post(f"{user}/delete", delete),
        web.post(f"{user}/forward", forward),
        web.post(f"{user}/block", block),
        web.post(f"{user}/unblock", block),
        web.post(f"{user}/click", click),
        web.get(f"{user}/answers/{{query_id}}", answer),
        web.get(f"{user}/chat", chat),
        web.get("/sandbox/files/{file_id}", file),
    ]


async def add_user(request: web.Request) -> web.Response:
    """Add a person or rename one; the id stays. Phones of a `group` are shown together."""
    world = request.app[WORLD]
    new = await read_body(request, NewUser)
    user = User(is_bot=False, **new.model_dump(exclude=_OF_THE_PHONE))
    world.people[new.id] = Person(user, **new.model_dump(include=_OF_THE_PHONE))
    world.feed.publish({"user": new.id, "bot": None, "version": 0})
    return web.json_response(_person_view(world.people[new.id]))


async def list_users(request: web.Request) -> web.Response:
    return web.json_response([_person_view(each) for each in request.app[WORLD].people.values()])


async def add_group(request: web.Request) -> web.Response:
    new = await read_body(request, NewGroup)
    request.app[WORLD].add_group(new.id, new.title, tuple(new.members))
    return web.json_response(new.model_dump())


async def send(request: web.Request) -> web.Response:
    asked = await read_body(request, Sent)
    account = _account(request, asked)
    if asked.start is not None:
        return _sent(account.start(asked.start))
    if asked.text is None:
        raise UserError("text or start is needed")
    return _sent(
        account.send(asked.text, reply_to=asked.reply_to, forward_from=asked.forward_from)
    )


async def upload(request: web.Request) -> web.Response:
    fields, files = await _parts(request)
    asked = parse(Uploaded, fields)
    if asked.names is not None:
        files = [replace(file, name=name) for file, name in zip(files, asked.names, strict=True)]
    messages = _account(request, asked).upload(
        asked.kind,
        files,
        caption=asked.caption,
        reply_to=asked.reply_to,
        forward_from=asked.forward_from,
        pretend_size=asked.pretend_size,
    )
    return _sent(messages)


async def edit(request: web.Request) -> web.Response:
    asked = await read_body(request, Edited)
    return _sent([_account(request, asked).edit(asked.message_id, asked.text)])


async def delete(request: web.Request) -> web.Response:
    asked = await read_body(request, Pointed)
    _account(request, asked).delete(asked.message_id)
    return web.json_response({})


async def forward(request: web.Request) -> web.Response:
    asked = await read_body(request, Forwarded)
    account = _account(request, asked)
    return _sent([account.forward(asked.message_id, hide_sender=asked.hide_sender)])


async def block(request: web.Request) -> web.Response:
    """Answer both `block` and `unblock`."""
    account = _account(request, await read_body(request, Place))
    account.block(blocked=request.path.endswith("/block"))
    return web.json_response({})


async def click(request: web.Request) -> web.Response:
    """Tap a button by its label or send `data`; `query_id` is null where a link was opened."""
    asked = await read_body(request, Clicked)
    account = _account(request, asked)
    data = asked.data
    if data is None:
        if asked.label is None:
            raise UserError("data or label is needed")
        button = account.button(asked.message_id, asked.label)
        if button.url:
            account.follow(button.url)
            return web.json_response({"query_id": None, "url": button.url})
        data = button.callback_data
    if data is None:
        raise UserError("the sandbox knows callback and link buttons only")
    return web.json_response({"query_id": account.tap(asked.message_id, data).query.id})


async def answer(request: web.Request) -> web.Response:
    """Wait up to `timeout` seconds for the bot's answer to a tap; 408 when none came."""
    tap = request.app[WORLD].queries.get(request.match_info["query_id"])
    if tap is None or tap.query.from_user.id != int(request.match_info["id"]):
        raise UserError("no such tap")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_timeout(request)):
            while tap.answer is None:
                await tap.room.signal.wait(beyond=tap.room.signal.version, seconds=None)
    if tap.answer is None:
        return web.json_response({"error": "the bot gave no answer"}, status=408)
    return web.json_response(tap.answer)


async def chat(request: web.Request) -> web.Response:
    """The chat; with `after` (a version seen) wait up to `timeout` seconds for a newer one."""
    query = request.query
    account = _account(request, parse(Place, {"chat": query["chat"]} if "chat" in query else {}))
    if "after" in query:
        after, seconds = int(query["after"]), _timeout(request)
        await account.room.signal.wait(beyond=after, seconds=seconds)
    return web.json_response(chat_view(account.world, account.person, account.room))


async def file(request: web.Request) -> web.Response:
    found = request.app[WORLD].files.find(request.match_info["file_id"])
    if found is None:
        raise web.HTTPNotFound
    # Nothing that somebody uploaded may run as a page of the sandbox.
    safe = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=found.data, content_type=found.mime, headers=safe)


def _account(request: web.Request, place: Place) -> Account:
    world: World = request.app[WORLD]
    person = world.person(int(request.match_info["id"]))
    bot = world.bot(place.bot or request.query.get("bot"))
    room = world.room(bot, person.user.id if place.chat is None else place.chat)
    if person.user.id not in room.members:
        raise UserError("not a member of this chat")
    return Account(world, person, room)


async def _parts(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    """Form fields, and the parts called `file` in their order."""
    if not request.content_type.startswith("multipart/"):
        raise UserError("multipart/form-data is needed")
    fields, uploads = await read_multipart(await request.multipart())
    return fields, [upload for _, upload in uploads]


def _timeout(request: web.Request) -> float:
    return min(float(request.query.get("timeout", "10")), LONGEST_WAIT)


def _sent(messages: list[Message]) -> web.Response:
    ids = [message.message_id for message in messages]
    return web.json_response({"message_id": ids[0], "message_ids": ids})


def _person_view(person: Person) -> dict[str, Any]:
    user = person.user
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "username": user.username,
        "phone_label": person.phone_label,
        "on_page": person.on_page,
        "group": person.group,
    }
