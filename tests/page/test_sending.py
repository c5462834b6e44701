"""Quick ways to send from a phone on the page: drop, paste, and signs for a mood."""

import pytest
from playwright.async_api import expect

from tests.page.stage import HANDLER, Phone, Stage

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

CARRIED = """([names, type, event]) => {
    const carried = new DataTransfer();
    for (const name of names) carried.items.add(new File(["bytes of " + name], name, { type }));
    const about = { bubbles: true, cancelable: true };
    return event === "paste"
        ? new ClipboardEvent("paste", { ...about, clipboardData: carried })
        : new DragEvent(event, { ...about, dataTransfer: carried });
}"""


async def bring(phone: Phone, event: str, *names: str, kind: str) -> None:
    """Let something happen to the phone that carries files of one MIME type."""
    await phone.node.locator(".screen").evaluate(
        f"(screen, about) => screen.dispatchEvent(({CARRIED})(about))", [names, kind, event]
    )


@pytest.mark.parametrize("event", ["drop", "paste"])
async def test_pictures_that_are_dropped_or_pasted_go_as_pictures(
    stage: Stage, event: str
) -> None:
    phone = await stage.begin()

    await bring(phone, event, "a.png", "b.png", kind="image/png")
    await (
        phone.node.get_by_role("dialog", name="发送图片")
        .get_by_role("button", name="发送")
        .click()
    )

    assert "photo" in await stage.bot.next_message()
    assert "photo" in await stage.bot.next_message()


async def test_any_other_file_goes_as_it_is_and_the_phone_says_where_to_let_go(
    stage: Stage,
) -> None:
    phone = await stage.begin()
    screen = phone.node.locator(".screen")

    await bring(phone, "dragenter", "说明.pdf", kind="application/pdf")
    await expect(screen).to_contain_class("dropping")
    await bring(phone, "drop", "说明.pdf", kind="application/pdf")
    await expect(screen).not_to_contain_class("dropping")
    await phone.node.get_by_role("dialog").get_by_role("button", name="发送").click()

    assert (await stage.bot.next_message())["document"]["file_name"] == "说明.pdf"


async def test_a_sign_is_written_where_the_cursor_stands(stage: Stage) -> None:
    phone = await stage.begin()
    await phone.composer.fill("好的再说")
    await phone.composer.evaluate("field => field.setSelectionRange(2, 2)")

    await phone.choose("表情", "👌")
    await expect(phone.composer).to_have_value("好的👌再说")
    await phone.composer.press("Enter")

    assert (await stage.bot.next_message())["text"] == "好的👌再说"


async def test_what_a_script_is_told_by_a_tap_goes_away_by_itself(stage: Stage) -> None:
    phone = await stage.begin()
    said = await stage.bot.say(
        "有一份登记",
        reply_markup={"inline_keyboard": [[{"text": "签收", "callback_data": "签收"}]]},
    )

    await stage.post(f"/sandbox/users/{HANDLER}/click", message_id=said["message_id"], data="签收")
    tap = (await stage.bot.next_update())["callback_query"]
    await stage.bot.call(
        "answerCallbackQuery", callback_query_id=tap["id"], text="已签收", show_alert=True
    )

    await expect(phone.node.locator(".toast")).to_have_text("已签收")
    await expect(phone.node.get_by_role("alertdialog")).to_have_count(0)
