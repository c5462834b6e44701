"""Phones of two houses on one page: one is seen, the other a tap away and says what it has."""

from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.page.stage import HANDLER, HEAD, Stage
from tests.page.test_looks import FAINT, LEGIBLE, WIDER

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

JUDGE = 2001
CLERK = 2002
OFFICE = "临江县人民检察院"
COURT = "临江县人民法院"
PANEL = "<script>onclick = () => parent.postMessage({ group: '%s' }, '*')</script>"
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [
    (width, scheme) for width in (360, 1440) for scheme in ("light", "dark")
]


@pytest_asyncio.fixture(loop_scope="session")
async def town(stage: Stage) -> Stage:
    """A procuratorate and a court with two phones each."""
    for user, name, house in (
        (HANDLER, "李承办", OFFICE),
        (HEAD, "王主任", OFFICE),
        (JUDGE, "方法官", COURT),
        (CLERK, "叶书记员", COURT),
    ):
        await stage.post("/sandbox/users", id=user, first_name=name, group=house)
    await stage.page.reload()
    await expect(switch(stage)).to_have_count(2)
    return stage


def switch(stage: Stage) -> Locator:
    return stage.page.get_by_role("navigation", name="切换单位").get_by_role("button")


def house(stage: Stage, name: str) -> Locator:
    return switch(stage).filter(has_text=name)


async def seen(stage: Stage) -> list[str | None]:
    phones = await stage.page.locator(".phone:visible").all()
    return [await phone.get_attribute("data-user") for phone in phones]


async def test_the_switch_shows_one_house_at_a_time_and_says_which(town: Stage) -> None:
    await expect(switch(town)).to_have_text([OFFICE, COURT])
    await expect(house(town, OFFICE)).to_have_attribute("aria-current", "true")
    assert await seen(town) == [str(HANDLER), str(HEAD)]

    await house(town, COURT).click()

    assert await seen(town) == [str(JUDGE), str(CLERK)]
    await expect(house(town, COURT)).to_have_attribute("aria-current", "true")
    await expect(house(town, OFFICE)).not_to_have_attribute("aria-current", "true")


async def test_the_keyboard_reaches_the_other_house(town: Stage) -> None:
    await house(town, OFFICE).focus()
    await town.page.keyboard.press("Tab")
    await expect(house(town, COURT)).to_be_focused()
    await town.page.keyboard.press("Enter")

    assert await seen(town) == [str(JUDGE), str(CLERK)]


async def test_the_other_house_counts_what_nobody_there_has_read(town: Stage) -> None:
    await house(town, COURT).click()
    for user in (JUDGE, CLERK):
        await town.begin(user)
    await house(town, OFFICE).click()
    unread = house(town, COURT).locator(".unread")
    await expect(unread).to_be_hidden()

    for user, words in ((JUDGE, "收到一份登记"), (CLERK, "请签字确认"), (CLERK, "又一份")):
        await town.bot.say(words, chat=user)

    await expect(unread).to_have_text("3 条未读")
    await expect(house(town, OFFICE).locator(".unread")).to_be_hidden()
    await house(town, COURT).click()
    await expect(unread).to_be_hidden()
    await town.phone(JUDGE).message("收到一份登记").click()
    await house(town, OFFICE).click()
    await expect(unread).to_have_text("2 条未读")


async def test_where_all_phones_are_of_one_house_there_is_nothing_to_switch(stage: Stage) -> None:
    for user in (HANDLER, HEAD):
        await stage.post("/sandbox/users", id=user, first_name="李承办", group=OFFICE)
    await stage.post("/sandbox/users", id=JUDGE, first_name="路人")
    await stage.page.reload()

    await expect(stage.page.locator(".phone:visible")).to_have_count(3)
    await expect(switch(stage)).to_have_count(0)


async def test_a_phone_of_no_house_is_seen_beside_each(town: Stage) -> None:
    await town.post("/sandbox/users", id=1009, first_name="路人")
    await expect(town.phone(1009).node).to_be_visible()

    await house(town, COURT).click()

    await expect(town.phone(1009).node).to_be_visible()


async def test_on_a_phone_the_tabs_are_those_of_the_house_that_is_seen(town: Stage) -> None:
    await town.page.set_viewport_size({"width": 360, "height": 740})
    await town.post("/sandbox/panel", url="/page/samples/chat.png")
    tabs = town.page.get_by_role("navigation", name="切换手机").get_by_role("button")
    await expect(tabs).to_have_text(["李承办", "王主任", "时间"])
    await tabs.filter(has_text="王主任").click()

    await house(town, COURT).click()

    await expect(tabs).to_have_text(["方法官", "叶书记员", "时间"])
    assert await seen(town) == [str(JUDGE)]
    await tabs.filter(has_text="时间").click()
    assert await seen(town) == []
    await house(town, OFFICE).click()
    assert await seen(town) == [str(HANDLER)]


async def test_the_panel_may_ask_for_a_house_and_nobody_else(town: Stage) -> None:
    await town.page.route(
        "**/panel-of-the-test",
        lambda route: route.fulfill(body=PANEL % COURT, content_type="text/html"),
    )
    await town.post("/sandbox/panel", url="/panel-of-the-test")
    await town.page.evaluate("group => postMessage({ group }, '*')", COURT)
    panel = town.page.frame_locator("iframe[title=时间面板]")

    await expect(house(town, OFFICE)).to_have_attribute("aria-current", "true")
    await panel.locator("html").click()

    await expect(house(town, COURT)).to_have_attribute("aria-current", "true")


async def test_who_reads_the_panel_on_a_phone_is_not_taken_away_from_it(town: Stage) -> None:
    await town.page.set_viewport_size({"width": 360, "height": 740})
    await town.page.route(
        "**/panel-of-the-test",
        lambda route: route.fulfill(body=PANEL % COURT, content_type="text/html"),
    )
    await town.post("/sandbox/panel", url="/panel-of-the-test")
    await town.page.get_by_role("button", name="时间", exact=True).click()

    await town.page.frame_locator("iframe[title=时间面板]").locator("html").click()

    await expect(house(town, COURT)).to_have_attribute("aria-current", "true")
    assert await seen(town) == []
    await house(town, COURT).click()
    assert await seen(town) == [str(JUDGE)]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_the_switch_can_be_read_and_hit_on_every_screen(
    town: Stage, width: int, scheme: Literal["light", "dark"]
) -> None:
    await town.page.emulate_media(color_scheme=scheme)
    await town.page.set_viewport_size({"width": width, "height": 800})
    await town.post("/sandbox/panel", url="/page/samples/chat.png")
    await house(town, COURT).click()
    await town.begin(JUDGE)
    await house(town, OFFICE).click()
    await town.bot.say("收到一份登记", chat=JUDGE)
    await expect(house(town, COURT).locator(".unread")).to_be_visible()

    assert await town.page.evaluate(WIDER, width) == []
    assert await town.page.evaluate(FAINT, LEGIBLE) == []
    for key in await switch(town).all():
        cut = await key.locator("span").first.evaluate("it => it.scrollWidth - it.clientWidth")
        box = await key.bounding_box()
        assert cut <= 0, "the name of the house is cut"
        assert box is not None
        assert box["height"] >= (36 if width < 700 else 24)
