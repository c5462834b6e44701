"""From an HTTP request of any kind to a checked method of aiogram's."""

import json
from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import parse_qsl

from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)
from aiohttp import BodyPartReader, MultipartReader, web
from pydantic import ValidationError

from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload
from sandbox.methods.registry import METHODS, Answering, Method

Fields = dict[str, Any]
Uploads = dict[str, Upload]
Parts = list[tuple[str, Upload]]

MARKUP = "reply_markup"
MARKUPS: dict[str, type[TelegramObject]] = {
    "inline_keyboard": InlineKeyboardMarkup,
    "keyboard": ReplyKeyboardMarkup,
    "remove_keyboard": ReplyKeyboardRemove,
    "force_reply": ForceReply,
}


async def read_request(request: web.Request) -> tuple[Fields, Uploads]:
    """Fields of query and body (form, JSON or multipart), and the files among them."""
    fields: Fields = dict(request.query)
    if request.content_type == "application/json" and request.can_read_body:
        return fields | json_fields(await request.text()), {}
    if request.content_type.startswith("multipart/"):
        more, parts = await read_multipart(await request.multipart())
        return fields | more, dict(parts)
    # aiohttp reads forms of some methods only, and some clients send theirs with GET.
    return fields | dict(parse_qsl(await request.text(), keep_blank_values=True)), {}


def json_fields(text: str) -> Fields:
    try:
        fields = json.loads(text or "{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(fields, dict):
        raise bad_request("a JSON object is expected")
    return fields


async def read_multipart(reader: MultipartReader) -> tuple[Fields, Parts]:
    """A part with a file name is a file; several may share a name."""
    fields: Fields = {}
    uploads: Parts = []
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request("can't parse multipart request")
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            fields[part.name] = data.decode()
        else:
            upload = Upload(part.filename, data, part.headers.get("Content-Type"))
            uploads.append((part.name, upload))
    return fields, uploads


def find_method(name: str) -> Answering:
    if name.lower() not in METHODS:
        raise ApiError(404, "Not Found: method not found")
    return METHODS[name.lower()]


def checked(model: type[Method], fields: Fields, uploads: Mapping[str, Upload]) -> Method:
    """The method's parameters by aiogram's own model; wrong ones are refused by name."""
    values = {name: _value(model, name, value) for name, value in fields.items()}
    for name, upload in uploads.items():
        if name in model.model_fields:
            values[name] = BufferedInputFile(upload.data, upload.name)
    if isinstance(values.get(MARKUP), dict):
        values[MARKUP] = _markup(values[MARKUP])
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _refusal(error) from error


def _markup(value: Fields) -> TelegramObject | None:
    """The kind of markup that its key tells.

    Chosen here, for among aiogram's models some have no field that is required, and so take
    whatever is wrong for the others.
    """
    model = next((MARKUPS[key] for key in MARKUPS if key in value), None)
    try:
        return model.model_validate(value) if model else None
    except ValidationError as error:
        raise _refusal(error, MARKUP) from error


def _value(model: type[Method], name: str, value: Any) -> Any:
    """A form's value as what the field holds: everything but text came as JSON."""
    field = model.model_fields.get(name)
    if field is None or not isinstance(value, str) or _admits_text(field.annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _admits_text(annotation: Any) -> bool:
    return annotation is str or str in get_args(annotation)


def _refusal(error: ValidationError, *within: str) -> ApiError:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in (*within, *first["loc"]))
    if first["type"] == "missing" and where == "text":
        return bad_request("message text is empty")
    return bad_request(f'wrong parameter "{where}": {first["msg"]}')
