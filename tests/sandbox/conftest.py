"""A sandbox with one bot, one phone and a real aiogram client, all in this process."""

from collections.abc import AsyncIterator

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


@pytest.fixture
async def bot(sandbox: Sandbox, account: BotAccount) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    client = Bot(account.token, session=session)
    yield client
    await session.close()


@pytest.fixture
async def stranger(sandbox: Sandbox, account: BotAccount) -> Phone:
    """A phone that never wrote to the bot."""
    return await sandbox.user(FANG, "芳", last_name="王", username="fang")


@pytest.fixture
async def phone(stranger: Phone) -> Phone:
    """A phone whose chat with the bot is open."""
    await stranger.start()
    return stranger
