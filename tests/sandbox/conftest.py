"""A sandbox with one bot, one phone and a real aiogram client, all in this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.driver import BotAccount, Phone, Sandbox
from sandbox.server import running

TOKEN = "1001:test"
FANG = 7


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running() as server, Sandbox(server.url) as driver:
        yield driver


@pytest.fixture
async def account(sandbox: Sandbox) -> BotAccount:
    return await sandbox.bot(TOKEN, "test_bot", "Test")


@asynccontextmanager
async def client(url: str, token: str) -> AsyncIterator[Bot]:
    """Aiogram's client of the sandbox."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    yield Bot(token, session=session)
    # aiogram's own close sleeps a quarter of a second for the sake of TLS, which is not here.
    await (await session.create_session()).close()


@pytest.fixture
async def bot(sandbox: Sandbox, account: BotAccount) -> AsyncIterator[Bot]:
    async with client(sandbox.url, account.token) as bot:
        yield bot


@pytest.fixture
async def stranger(sandbox: Sandbox, account: BotAccount) -> Phone:
    """A phone that never wrote to the bot."""
    return await sandbox.user(FANG, "芳", last_name="王", username="fang")


@pytest.fixture
async def phone(stranger: Phone) -> Phone:
    """A phone whose chat with the bot is open."""
    await stranger.start()
    return stranger
