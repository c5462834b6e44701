"""Reading the sandbox's own requests, strictly: a typo in a test must not pass silently."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.errors import ApiError, UserError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BodyT = TypeVar("BodyT", bound="Body")


class Body(BaseModel):
    """A request's JSON."""

    model_config = ConfigDict(extra="forbid")


async def read_body(request: web.Request, model: type[BodyT]) -> BodyT:
    return parse(model, await request.text() or "{}")


def parse(model: type[BodyT], source: str | dict[str, str]) -> BodyT:
    """A body from JSON or form fields; raises `UserError` naming what is wrong."""
    try:
        if isinstance(source, str):
            return model.model_validate_json(source)
        return model.model_validate(source)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise UserError(
            "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in faults)
        ) from error


@web.middleware
async def explain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer `{"error": …}` where a phone or a test asked for the impossible."""
    try:
        return await handler(request)
    except UserError as error:
        return web.json_response({"error": str(error)}, status=400)
    except ApiError as error:
        return web.json_response({"error": error.description}, status=error.code)
