"""One browser for the room; a sandbox, a bot and a page for each test."""

import shutil
from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, ViewportSize, async_playwright

from sandbox.server import running
from tests.page.stage import HANDLER, HEAD, TOKEN, USERNAME, ScriptedBot, Stage

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
]
WIDE: ViewportSize = {"width": 1280, "height": 800}
PATIENCE_MS = 10_000


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = shutil.which("chromium")
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    """Two phones with empty chats; the test fails if the page left an error in the console."""
    async with running() as sandbox, ClientSession(sandbox.url) as http:
        page = await browser.new_page(viewport=WIDE, locale="zh-CN", timezone_id="UTC")
        page.set_default_timeout(PATIENCE_MS)
        stage = Stage(page, ScriptedBot(http), http)
        page.on("pageerror", lambda error: stage.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: stage.complaints.append(said.text) if said.type == "error" else None,
        )
        await stage.post("/sandbox/bots", token=TOKEN, username=USERNAME, name="<i>留痕</i>")
        await stage.post(
            "/sandbox/users", id=HANDLER, first_name="李承办", phone_label="承办人 李承办"
        )
        await stage.post("/sandbox/users", id=HEAD, first_name="王主任")
        await page.goto(sandbox.url)
        yield stage
        await page.close()
        assert stage.complaints == []
