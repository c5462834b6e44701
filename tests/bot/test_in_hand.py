"""The draft in hand and what is sent: where it goes, and that every window and card shows it."""

import pytest

from tests.bot.stage import SAMPLES, Stage
from tests.bot.windows import begin, edit, window

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_later_closes_the_window_and_new_finds_the_draft_again(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.send("赵德海")
    await phone.see("2/8")

    await phone.click("以后再填")

    await phone.see("草稿已保存")
    await phone.upload("photo", SAMPLES / "chat.png")
    assert "已放入" not in (await phone.see("已固定")).text
    assert not any("2/8" in each.text for each in await phone.messages())
    await phone.send("/new")
    listed = await phone.see("未提交的登记")
    await phone.click(listed.buttons[0].text, message=listed)
    await phone.see("2/8")
    title = listed.buttons[0].text
    await phone.upload("document", ("通知.txt", b"sent with the draft in hand again"))
    assert f"已放入正在填写的登记：{title}。" in (await phone.see("已放入")).text


async def test_closing_the_list_of_drafts_lays_the_one_in_hand_aside(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("‹ 返回")
    await phone.see("未提交的登记")

    await phone.click("关闭")
    await phone.see("草稿已保存")

    await phone.upload("photo", SAMPLES / "chat.png")
    assert "已放入" not in (await phone.see("已固定")).text


async def test_review_names_what_lies_in_no_record_and_leads_there(shared: Stage) -> None:
    phone = (await shared.recorder()).phone
    await phone.upload("document", ("通知.txt", b"loose at review"))
    number = (await phone.see("已固定")).text.split()[2].split("　")[0]
    await phone.send("/new")
    await phone.see("1/8")
    await phone.click("去核对")
    assert "另有 1 份已固定的材料不在本登记中" in (await window(phone)).text

    await phone.click("📎 放入材料")
    await phone.click(f"➕ 文件 {number}")
    await phone.see_button("移出草稿")
    await phone.click("‹ 返回")

    review = await phone.see("请核对")
    assert f"相关材料：{number}（文件）" in review.text
    assert "另有" not in review.text
    assert review.button("📎 放入材料") is None


async def test_review_is_shown_anew_when_items_come_and_go(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    review = await window(phone)

    await phone.upload("document", ("通知.txt", b"sealed at review"))
    card = await phone.see("已放入正在填写的登记")
    number = card.text.split()[2].split("　")[0]
    await phone.see(f"相关材料：{number}（文件）")
    await phone.click("移出草稿")
    await phone.see("另有 1 份已固定的材料不在本登记中")
    await phone.click("撤回材料")
    await phone.click("确认撤回")
    await phone.see("已撤回")
    await shared.idle()

    again = await phone.see("请核对")
    assert again.id == review.id
    assert "相关材料：无" in again.text
    assert "另有" not in again.text


async def test_the_cards_of_a_discarded_draft_offer_their_ways_on_again(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.upload("document", ("通知.txt", b"of a draft to be given up"))
    card = await phone.see("已放入正在填写的登记")
    await phone.click("去核对")
    await phone.click("放弃草稿")

    await phone.click("确认放弃")

    await phone.see("草稿已放弃")
    await phone.gone("已放入")
    again = await phone.see("已固定")
    assert again.id == card.id
    assert again.button("📝 开始登记")


async def test_a_file_sent_at_a_question_goes_into_the_draft(shared: Stage) -> None:
    phone = await begin(shared)

    await phone.upload("photo", SAMPLES / "chat.png")

    await phone.see("已放入正在填写的登记")
    await phone.click("📝 继续填写")
    await phone.see("1/8")
    await phone.click("去核对")
    assert "（图片）" in (await phone.see("请核对")).text


async def test_evidence_goes_in_and_out_of_the_draft(shared: Stage) -> None:
    phone = (await shared.recorder()).phone
    await phone.upload("document", ("通知.txt", b"a paper"))
    number = (await phone.see("已固定")).text.split()[2].split("　")[0]
    await phone.send("/new")
    await phone.see("1/8")
    await phone.click("去核对")
    await edit(phone, "相关材料")

    await phone.click(f"➕ 文件 {number}")
    assert f"📎 {number}　文件" in (await window(phone)).text
    await phone.click("✅ 完成")
    assert f"相关材料：{number}（文件）" in (await phone.see("请核对")).text
    await edit(phone, "✓ 相关材料")
    await phone.click(f"➖ 文件 {number}")

    await phone.click("✅ 完成")

    assert "相关材料：无" in (await phone.see("请核对")).text
