"""The page on the screens that visitors have: a laptop, a phone, by day and by night."""

from typing import Literal

import pytest
from playwright.async_api import expect

from tests.page.stage import HANDLER, Stage

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

LEGIBLE = 4.5
"""The contrast that WCAG 2 asks of text (AA)."""

FAINT = """least => {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const painted = (...colours) => {
        context.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
        }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (sign) =>
        sign <= 0.04045 ? sign / 12.92 : ((sign + 0.055) / 1.055) ** 2.4;
    const luminance = (colour) => {
        const [r, g, b] = colour.map((sign) => light(sign / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const style = getComputedStyle;
    const behind = (node) =>
        node ? [...behind(node.parentElement), style(node).backgroundColor] : [];
    const ratio = (node) => {
        const ground = behind(node);
        const [paper, ink] = [painted(...ground), painted(...ground, style(node).color)];
        const [dark, bright] = [luminance(paper), luminance(ink)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    };
    const written = (node) =>
        [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    return [...document.body.querySelectorAll("*")]
        .filter((node) => node.checkVisibility() && written(node) && ratio(node) < least)
        .map((node) => `${node.className} ${node.textContent} ${ratio(node).toFixed(1)}`);
}"""

WIDER = """width => [...document.querySelectorAll("body *")]
    .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > width)
    .map((node) => `${node.tagName}.${node.className}`)"""

LONG = "一个很长很长的没有空格的文件名" * 6 + ".docx"


async def furnish(stage: Stage) -> None:
    """Put onto the stage what a demonstration shows: four people, words, buttons, a file."""
    for number, label in enumerate(("部门负责人", "分管院领导", "纪检监察")):
        await stage.post(
            "/sandbox/users", id=HANDLER + 1 + number, first_name="王建国", phone_label=label
        )
    await stage.begin()
    keys = {"inline_keyboard": [[{"text": label, "callback_data": "x"} for label in ("是", "否")]]}
    await stage.bot.say(
        "<b>请核对</b>\n<i>直接报告</i> <code>1f2e 3d4c</code> /help",
        parse_mode="HTML",
        reply_markup=keys,
    )
    await stage.bot.send_file(LONG, b"%PDF-1.7")
    await stage.page.reload()  # a renamed phone is seen when the page is opened anew
    await expect(stage.handler.node.locator("a.file")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
async def test_every_word_can_be_read_by_day_and_by_night(
    stage: Stage, scheme: Literal["light", "dark"], width: int
) -> None:
    await stage.page.emulate_media(color_scheme=scheme)
    await stage.page.set_viewport_size({"width": width, "height": 844})
    await furnish(stage)

    assert await stage.page.evaluate(FAINT, LEGIBLE) == []
    ground = await stage.page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(ground.removeprefix("rgb(").split(",")[0])
    assert (red < 64) == (scheme == "dark")


@pytest.mark.parametrize("width", [1280, 1600])
async def test_four_phones_and_the_panel_stand_beside_one_another(
    stage: Stage, width: int
) -> None:
    await stage.page.set_viewport_size({"width": width, "height": 800})
    await stage.post("/sandbox/panel", url="/page/samples/chat.png")
    await furnish(stage)

    await expect(stage.page.locator(".phone:visible")).to_have_count(4)
    row = stage.page.locator(".phones")
    assert await row.evaluate("row => row.scrollWidth <= row.clientWidth")
    assert await stage.page.evaluate(WIDER, width) == []


async def test_on_a_phone_one_phone_is_whole_and_every_other_one_tap_away(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 390, "height": 844})
    await stage.post("/sandbox/panel", url="/page/samples/chat.png")
    await furnish(stage)

    await expect(stage.page.locator(".phone:visible")).to_have_count(1)
    assert await stage.page.evaluate(WIDER, 390) == []
    tabs = stage.page.get_by_role("navigation", name="切换手机").get_by_role("button")
    await expect(tabs).to_have_text(
        ["承办人 李承办", "部门负责人", "分管院领导", "纪检监察", "时间"]
    )
    for tab in await tabs.all():
        box = await tab.bounding_box()
        assert box is not None
        assert box["height"] >= 36
    await tabs.filter(has_text="纪检监察").click()
    await expect(stage.phone(HANDLER + 3).node).to_be_visible()
    await expect(stage.handler.node).to_be_hidden()


async def test_a_bot_that_works_is_seen_to_work_until_it_says_something(stage: Stage) -> None:
    phone = await stage.begin()
    dots = phone.node.locator(".typing")
    await stage.bot.say("请问有什么事？")
    await expect(dots).to_be_hidden()

    await phone.composer.fill("在吗")
    await phone.composer.press("Enter")
    await expect(dots).to_be_visible()
    await expect(phone.node.locator(".status")).to_have_text("正在输入……")

    await stage.bot.say("在")
    await expect(dots).to_be_hidden()
    await expect(phone.node.locator(".status")).to_have_text("机器人")


async def test_a_long_wait_is_not_taken_for_work_for_ever(stage: Stage) -> None:
    await stage.page.clock.install()
    phone = await stage.begin()
    await stage.bot.say("请问有什么事？")
    await phone.composer.fill("在吗")
    await phone.composer.press("Enter")
    await expect(phone.node.locator(".typing")).to_be_visible()

    await stage.page.clock.run_for(7000)

    await expect(phone.node.locator(".typing")).to_be_hidden()


async def test_a_phone_that_lies_elsewhere_is_not_on_the_page(stage: Stage) -> None:
    await stage.post("/sandbox/users", id=1009, first_name="吴清", on_page=False)
    await stage.post("/sandbox/users", id=1010, first_name="周正")

    await expect(stage.phone(1010).node).to_be_visible()
    await expect(stage.phone(1009).node).to_have_count(0)
