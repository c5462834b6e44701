"""The demo's panel in a browser: its buttons, and what they leave on the page."""

import pytest
from playwright.async_api import Browser, expect

from app.health import on_loopback
from tests.panel_world import World, at

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_a_button_moves_time_and_the_page_shows_what_it_brought(browser: Browser) -> None:
    world = World()
    complaints: list[str] = []
    async with (
        on_loopback(world.sandbox()) as sandbox,
        on_loopback(world.panel(sandbox).application(world)) as url,
        await browser.new_page(timezone_id="UTC") as page,
    ):
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(url)
        await expect(page.get_by_role("listitem")).to_have_text("填写登记表还有 10 天2026-10-10")

        await page.get_by_role("button", name="下一工作日 8:30").click()

        await expect(page.locator("#now")).to_have_text("08:30")
        await expect(page.locator("#day")).to_have_text("2026年10月8日星期四 · 工作日")
        await expect(page.get_by_role("listitem")).to_contain_text("还有 2 天")
        await expect(page.locator("#rest")).to_have_text("空闲：没有待处理的消息和通知。")

    assert world.now == at("2026-10-08 08:30")
    assert complaints == []


async def test_while_the_story_plays_its_caption_is_read_and_time_is_its_own(
    browser: Browser,
) -> None:
    world = World()
    async with (
        on_loopback(world.sandbox()) as sandbox,
        on_loopback(world.panel(sandbox).application(world)) as url,
        await browser.new_page() as page,
    ):
        await page.goto(url)

        await expect(page.get_by_text("约六分钟。")).to_have_count(2)

        await page.get_by_role("button", name="▶ 法院的一天").click()

        await expect(page.locator("#caption")).to_have_text("李承办　把截图转发过来")
        await expect(page.get_by_role("button", name="▶")).to_have_count(0)
        await expect(page.get_by_text("“检察院的一天”：手机上已有操作")).to_be_visible()
        await expect(page.get_by_text("“法院的一天”")).to_be_hidden()
        await expect(page.get_by_role("button", name="一小时后")).to_be_disabled()
    assert world.told == "court"


async def test_a_story_lets_the_page_show_its_house(browser: Browser) -> None:
    world = World()
    async with (
        on_loopback(world.sandbox()) as sandbox,
        on_loopback(world.panel(sandbox).application(world)) as url,
        await browser.new_page() as page,
    ):
        await page.set_content(
            f"<script>onmessage = ({{data}}) => document.title = data.group</script>"
            f"<iframe src='{url}'></iframe>"
        )

        await page.frame_locator("iframe").get_by_role("button", name="▶ 法院的一天").click()

        await expect(page).to_have_title("法院")
