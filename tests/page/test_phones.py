"""The phones' page in a real browser, over the real sandbox."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.page.stage import HANDLER, HEAD, USERNAME, Stage

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

SAMPLE = Path("sandbox/page/samples/chat.png").resolve()
CALENDAR = [["‹ 8月", "2026年9月", "10月 ›"], *[list("一二三四五六日")] * 4, ["上一步", "不清楚"]]


def keyboard(*rows: list[str]) -> dict[str, list[list[dict[str, str]]]]:
    """Buttons whose data is their label."""
    return {
        "inline_keyboard": [
            [{"text": each, "callback_data": each} for each in row] for row in rows
        ]
    }


async def test_a_newcomer_starts_and_writes_two_lines(stage: Stage) -> None:
    phone = await stage.begin()

    await phone.composer.press_sequentially("第一行")
    await phone.composer.press("Shift+Enter")
    await phone.composer.press_sequentially("第二行 <b>原样</b>")
    await phone.composer.press("Enter")

    assert (await stage.bot.next_message())["text"] == "第一行\n第二行 <b>原样</b>"
    await expect(phone.message("第二行 <b>原样</b>")).to_be_visible()
    await expect(phone.composer).to_have_value("")
    field = await phone.composer.evaluate(
        "({scrollHeight, clientHeight}) => [scrollHeight, clientHeight]"
    )
    assert field[0] == field[1], "the empty field can be scrolled"


async def test_enter_that_chooses_a_word_of_the_input_method_sends_nothing(stage: Stage) -> None:
    phone = await stage.begin()

    await phone.composer.fill("guowen")
    await phone.composer.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await phone.composer.fill("过问")
    await phone.composer.press("Enter")

    assert (await stage.bot.next_message())["text"] == "过问"


async def test_a_tap_shows_the_answer_as_a_toast_or_as_an_alert(stage: Stage) -> None:
    phone = await stage.begin()
    await stage.bot.say("有一份登记", reply_markup=keyboard(["签收", "查看"]))

    await phone.button("签收").click()
    tap = (await stage.bot.next_update())["callback_query"]
    assert tap["data"] == "签收"
    await stage.bot.call("answerCallbackQuery", callback_query_id=tap["id"], text="已签收")
    await expect(phone.node.locator(".toast")).to_have_text("已签收")
    await expect(phone.button("签收")).not_to_have_attribute("aria-busy", "true")

    await phone.button("查看").click()
    tap = (await stage.bot.next_update())["callback_query"]
    await stage.bot.call(
        "answerCallbackQuery", callback_query_id=tap["id"], text="请先签收", show_alert=True
    )
    alert = phone.node.get_by_role("alertdialog")
    await expect(alert).to_contain_text("请先签收")
    await alert.get_by_role("button", name="知道了").press("Enter")
    await expect(alert).to_have_count(0)
    await expect(phone.button("查看")).to_be_focused()


async def test_several_pictures_are_one_forwarded_album(stage: Stage) -> None:
    phone = await stage.begin()

    async with stage.page.expect_file_chooser() as chooser:
        await phone.choose("添加附件", "图片或截图")
    await (await chooser.value).set_files([SAMPLE, SAMPLE, SAMPLE])
    sheet = phone.node.get_by_role("dialog")
    await sheet.get_by_role("button", name="移除 chat.png").first.click()
    await sheet.get_by_label("说明文字").fill("两张截图")
    await sheet.get_by_label("作为转发").fill("赵某")
    await sheet.get_by_role("button", name="发送").click()

    first, second = await stage.bot.next_message(), await stage.bot.next_message()
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "两张截图"
    assert first["forward_origin"]["sender_user_name"] == "赵某"
    album = phone.message("两张截图")
    await expect(album.locator(".tiles img")).to_have_count(2)
    await expect(album.get_by_text("转发自 赵某")).to_be_visible()


async def test_a_text_of_somebody_else_is_forwarded(stage: Stage) -> None:
    phone = await stage.begin()

    await phone.choose("添加附件", "转发一条文字")
    sheet = phone.node.get_by_role("dialog")
    await sheet.get_by_label("对方的原话").fill("能不能关照一下")
    await sheet.get_by_label("来自").fill("赵某")
    await sheet.get_by_role("button", name="发送").click()

    message = await stage.bot.next_message()
    assert message["text"] == "能不能关照一下"
    assert message["forward_origin"]["sender_user_name"] == "赵某"


async def test_the_voice_sample_is_sent_and_can_be_heard(stage: Stage) -> None:
    phone = await stage.begin()

    await phone.choose("添加附件", "示例语音")
    await phone.node.get_by_role("dialog").get_by_role("button", name="发送").click()

    assert (await stage.bot.next_message())["voice"]["mime_type"] == "audio/ogg"
    await phone.button("播放").click()
    await expect(phone.button("暂停").or_(phone.node.get_by_text("0:02"))).to_be_visible()


async def test_a_refused_file_stays_in_the_sheet_with_the_reason(stage: Stage) -> None:
    phone = await stage.begin()
    await stage.page.route(
        "**/upload", lambda route: route.fulfill(status=400, json={"error": "too large"})
    )

    await phone.choose("添加附件", "示例截图")
    sheet = phone.node.get_by_role("dialog")
    await sheet.get_by_role("button", name="发送").click()

    await expect(sheet.get_by_role("alert")).to_contain_text("too large")
    stage.complaints.clear()  # the browser itself reports the refusal


async def test_a_forced_reply_opens_the_reply_mode_with_its_placeholder(stage: Stage) -> None:
    phone = await stage.begin()
    prompt = await stage.bot.say(
        "请说明理由",
        reply_markup={"force_reply": True, "input_field_placeholder": "写一两句即可"},
    )

    await expect(phone.composer).to_have_attribute("placeholder", "写一两句即可")
    await phone.composer.fill("正在侦查")
    await phone.composer.press("Enter")

    message = await stage.bot.next_message()
    assert message["reply_to_message"]["message_id"] == prompt["message_id"]
    await expect(phone.composer).to_have_attribute("placeholder", "输入消息")
    await expect(phone.message("正在侦查").get_by_role("button", name="回复：")).to_be_visible()


async def test_protected_messages_have_a_lock_and_give_nothing_to_copy(stage: Stage) -> None:
    phone = await stage.begin()
    await stage.bot.send_file("登记表.pdf", b"%PDF-1.7", protect_content="true", caption="受保护")
    message = phone.message("受保护")

    await expect(message.get_by_role("img", name="受保护")).to_be_visible()
    await expect(message.get_by_role("link", name="登记表.pdf")).to_contain_text("8 B")
    await message.locator(".words").select_text()
    await stage.page.keyboard.press("Control+C")
    assert await stage.page.evaluate("getSelection().toString().trim()") == ""
    await message.hover()
    await message.get_by_role("button", name="消息操作").click()
    await expect(phone.node.get_by_role("menuitem", name="复制文字")).to_have_count(0)


async def test_what_the_bot_edits_or_deletes_changes_at_once(stage: Stage) -> None:
    phone = await stage.begin()
    question = await stage.bot.say("第一问", reply_markup=keyboard(["甲", "乙"]))
    gone = await stage.bot.say("即将消失")
    await expect(phone.message("即将消失")).to_be_visible()
    await phone.button("乙").focus()

    await stage.bot.call(
        "editMessageText",
        chat_id=HANDLER,
        message_id=question["message_id"],
        text="第二问",
        reply_markup=keyboard(["丙", "丁"]),
    )
    await stage.bot.call("deleteMessage", chat_id=HANDLER, message_id=gone["message_id"])

    await expect(phone.message("第二问")).to_contain_text("已编辑")
    await expect(phone.button("丁")).to_be_focused()
    await expect(phone.message("即将消失")).to_have_count(0)


async def test_a_person_corrects_and_deletes_what_they_wrote(stage: Stage) -> None:
    phone = await stage.begin()
    await phone.composer.fill("错字")
    await phone.composer.press("Enter")
    await stage.bot.next_message()

    await phone.act_on("错字", "编辑")
    await expect(phone.composer).to_have_value("错字")
    await phone.composer.fill("改正")
    await phone.composer.press("Enter")
    assert (await stage.bot.next_update())["edited_message"]["text"] == "改正"

    await phone.act_on("改正", "删除")
    await phone.node.get_by_role("alertdialog").get_by_role("button", name="删除").click()
    await expect(phone.message("改正")).to_have_count(0)


async def test_the_menu_offers_the_bots_commands(stage: Stage) -> None:
    commands = [{"command": "new", "description": "开始登记"}]
    await stage.bot.call("setMyCommands", commands=commands)
    phone = await stage.begin()

    await phone.choose("菜单", "开始登记")

    assert (await stage.bot.next_message())["text"] == "/new"


async def test_links_to_the_bot_start_it_inside_the_phone(stage: Stage) -> None:
    phone = await stage.begin()
    link = f"https://t.me/{USERNAME}?start="
    await stage.bot.say(
        f"邀请 {link}invite，帮助 /help",
        reply_markup={"inline_keyboard": [[{"text": "要点", "url": f"{link}guide"}]]},
    )

    await phone.node.get_by_role("link", name=f"{link}invite").click()
    assert (await stage.bot.next_message())["text"] == "/start invite"
    await expect(phone.message("/start").locator(".words a")).to_have_text(["/start", "/start"])
    await expect(phone.message("/start invite")).to_have_count(0)
    await phone.button("要点").click()
    assert (await stage.bot.next_message())["text"] == "/start guide"
    await phone.node.get_by_role("link", name="/help").click()
    assert (await stage.bot.next_message())["text"] == "/help"
    assert len(stage.page.context.pages) == 1


async def test_a_quote_of_a_start_keeps_its_token_to_itself(stage: Stage) -> None:
    phone = await stage.begin()
    await stage.bot.say(f"邀请 https://t.me/{USERNAME}?start=secret")
    await phone.node.get_by_role("link", name="start=secret").click()
    assert (await stage.bot.next_message())["text"] == "/start secret"

    await expect(phone.messages).to_have_count(3)
    started = phone.messages.last
    await started.hover()
    await started.get_by_role("button", name="消息操作").click()
    await phone.node.get_by_role("menuitem", name="回复").click()
    await phone.composer.fill("这是我的")
    await phone.composer.press("Enter")

    quote = phone.message("这是我的").get_by_role("button", name="回复：/start", exact=True)
    await expect(quote).to_be_visible()


async def test_a_phone_that_is_not_looked_at_counts_what_rings(stage: Stage) -> None:
    await stage.begin(HEAD)
    await stage.begin()
    await stage.bot.say("悄悄话", chat=HEAD, disable_notification=True)
    await expect(stage.head.message("悄悄话")).to_be_visible()
    unread = stage.head.node.locator(".unread")
    await expect(unread).to_be_hidden()

    await stage.bot.say("请签收", chat=HEAD)
    await expect(unread).to_have_text("1")

    await stage.head.composer.click()
    await expect(unread).to_be_hidden()


async def test_a_narrow_screen_shows_one_phone_at_a_time(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 360, "height": 740})
    await stage.begin()
    await stage.bot.say("选日期", reply_markup=keyboard(*CALENDAR))
    await expect(stage.handler.message("选日期")).to_be_visible()
    await expect(stage.head.node).to_be_hidden()
    await expect(stage.page.get_by_text("请勿输入真实信息")).to_be_visible()
    wider = (
        "[...document.querySelectorAll('*')].filter(n => n.getBoundingClientRect().right > 360)"
    )
    assert await stage.page.evaluate(f"{wider}.length") == 0

    await stage.page.get_by_role("button", name="王主任").click()

    await expect(stage.head.button("开始")).to_be_visible()
    await expect(stage.handler.node).to_be_hidden()


async def test_the_panel_and_the_clock_follow_the_sandbox(stage: Stage) -> None:
    await expect(stage.page.get_by_label("时间面板").locator("visible=true")).to_have_count(0)
    await stage.post("/sandbox/panel", url="/page/samples/chat.png")
    await expect(stage.page.locator("iframe[title=时间面板]")).to_be_visible()

    await stage.post("/sandbox/clock", to="2031-05-06T23:30:00+08:00")

    await expect(stage.page.locator("#clock")).to_contain_text("2031年5月6日 星期二 23:30")


async def test_nothing_that_others_wrote_becomes_markup(stage: Stage) -> None:
    phone = await stage.begin()
    trap = "<img src=x onerror=alert(1)>"
    await stage.bot.send_file(f"{trap}.pdf", b"%PDF-1.7")
    await stage.bot.say(trap, reply_markup=keyboard([trap]))
    await stage.bot.call("setMyCommands", commands=[{"command": "new", "description": trap}])

    await expect(phone.node.locator("a.file")).to_contain_text(trap)
    await expect(phone.button(trap)).to_be_visible()
    await expect(phone.node.locator(".head")).to_contain_text("<i>留痕</i>")
    assert await stage.page.locator('img[src="x"]').count() == 0


async def test_the_page_finds_the_sandbox_again(stage: Stage) -> None:
    phone = await stage.begin()
    await stage.page.context.set_offline(True)
    await stage.bot.say("离线期间的消息")
    await stage.page.context.set_offline(False)

    await expect(phone.message("离线期间的消息")).to_be_visible()
    stage.complaints.clear()  # the browser itself reports the lost connection
