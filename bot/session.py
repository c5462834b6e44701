"""The way to Telegram: its address, a proxy, and what of its moods is dealt with on the way."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from functools import cache
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientConnectionError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.outcomes import outcomes

log = logging.getLogger(__name__)

SHORT_PAUSE = 5
PATIENCE = 3

_OF_THE_PROXY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
"""Known to neither aiohttp nor aiogram as errors of the network."""


def make_bot(token: str, *, api_url: str, proxy_url: str | None = None) -> Bot:
    """Return the bot behind any Bot API server; texts are HTML, links show no preview."""
    return Bot(
        token,
        session=Session(api_url=api_url, proxy_url=proxy_url),
        default=DefaultBotProperties(
            parse_mode=ParseMode.HTML,
            link_preview_is_disabled=True,
            disable_notification=True,  # windows are quiet; who wants a sound says so
            allow_sending_without_reply=True,
        ),
    )


class Session(AiohttpSession):
    """aiogram's session, in which a proxy or gateway in the way counts as network, too."""

    def __init__(self, *, api_url: str, proxy_url: str | None = None) -> None:
        super().__init__(proxy=proxy_url, api=TelegramAPIServer.from_base(api_url))
        self.middleware(outcomes)
        self.middleware(wait_out_short_floods)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 — aiogram's signature
    ) -> TelegramType:
        try:
            return await super().make_request(bot, method, timeout)
        except _OF_THE_PROXY as error:
            raise TelegramNetworkError(method, type(error).__name__) from error

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 — aiogram's signature
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002 — aiogram's signature
    ) -> AsyncGenerator[bytes, None]:
        try:
            stream = super().stream_content(url, headers, timeout, chunk_size, raise_for_status)
            async with aclosing(stream) as chunks:
                async for chunk in chunks:
                    yield chunk
        except _OF_THE_PROXY as error:
            raise ClientConnectionError(type(error).__name__) from error

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        _keep_model_of(method.__returning__)
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if not isinstance(error.original, json.JSONDecodeError):
                raise
            # A gateway's page, not Telegram: HTML with status 502 is a server that is away.
            raise TelegramServerError(method, f"no JSON, status {status_code}") from None


@cache
def _keep_model_of(answer: Any) -> type[Response[Any]]:
    """Hold the model of an answer: pydantic does weakly, and builds it anew in 4.5 ms."""
    return Response[answer]


async def wait_out_short_floods(
    make_request: NextRequestMiddlewareType[Any],
    bot: Bot,
    method: TelegramMethod[Any],
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Any:
    """Wait where Telegram asks for five seconds or less; longer pauses are the caller's."""
    for _ in range(PATIENCE):
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            if error.retry_after > SHORT_PAUSE:
                raise
            log.info("%s waits %d s", type(method).__name__, error.retry_after)
            await sleep(error.retry_after)
    return await make_request(bot, method)
