"""The yardstick: a bare aiogram bot that answers every update by one call, and keeps nothing."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Message


async def echo(message: Message) -> None:
    await message.answer(message.text or message.content_type)


async def answer(query: CallbackQuery) -> None:
    await query.answer(query.data)


def plain_bot(url: str, token: str) -> Bot:
    """Return a bot with aiogram's own session, behind the Bot API server at `url`."""
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


async def main(url: str, token: str) -> None:
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    dispatcher.callback_query.register(answer)
    await dispatcher.start_polling(plain_bot(url, token))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
