"""Supplement and correction on the phone: the old text stays, the right people learn of it."""

import pytest

from register.people import Role
from tests.bot.stage import SAMPLES, Actor, Stage, file_record

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def filed(stage: Stage) -> tuple[Actor, Actor, str]:
    li, wang = await stage.pair()
    number = await file_record(li.phone)
    await wang.phone.see("⏰ 最迟应于")
    await li.phone.click("📝 补充、更正")
    await li.phone.see("已提交的内容保留不变")
    return li, wang, number


@pytest.mark.req("F1", "E1")
async def test_a_text_is_added_and_the_head_reads_it(shared: Stage) -> None:
    li, wang, number = await filed(shared)
    await li.phone.click("✍️ 补充说明")
    await li.phone.see("请写下要补充的内容")
    await li.phone.send("次日上午又来电一次。")
    assert "次日上午又来电一次。" in (await li.phone.see("请核对")).text

    await li.phone.click("✅ 确认")

    await li.phone.see(f"✅ 已记载于登记表 {number}")
    assert "有补充、更正" in (await wang.phone.see(f"📝 {number}")).text
    await wang.phone.click("👁 查看")
    await wang.phone.see("次日上午又来电一次。")


@pytest.mark.req("F1", "E1")
async def test_a_box_is_corrected_and_shows_what_stood_there(shared: Stage) -> None:
    li, wang, number = await filed(shared)
    await li.phone.click("✏️ 更正某一项")
    await li.phone.see("请选择要更正的一项")
    await li.phone.click("过问方式")
    await li.phone.see("现为：打电话")
    await li.phone.click("当面")
    sure = await li.phone.see("更正前：打电话")
    assert "更正后：当面" in sure.text

    await li.phone.click("✅ 确认")

    await li.phone.see(f"✅ 已记载于登记表 {number}")
    await wang.phone.see(f"📝 {number}")
    await wang.phone.click("👁 查看")
    await wang.phone.see("更正后：当面")
    record = await shared.record(number, li)
    assert record.answers["channel"].text == "phone"
    assert record.answers_now["channel"].text == "face_to_face"


async def test_a_time_that_cannot_be_read_loses_nothing(shared: Stage) -> None:
    li, _, number = await filed(shared)
    await li.phone.click("✏️ 更正某一项")
    await li.phone.see("请选择要更正的一项")
    await li.phone.click("过问时间")
    await li.phone.see("请写下更正后的内容")

    await li.phone.send("不知道什么时候")
    await li.phone.send("昨天下午三点")

    await li.phone.see("更正后：2026年9月29日 15:00")
    await li.phone.click("✅ 确认")
    await li.phone.see(f"✅ 已记载于登记表 {number}")


@pytest.mark.req("F2")
async def test_a_screenshot_that_turns_up_later_is_added(shared: Stage) -> None:
    li, _, number = await filed(shared)
    await li.phone.click("关闭")
    await li.phone.upload("photo", SAMPLES / "chat.png")
    await li.phone.see_button("📝 开始登记")
    await li.phone.click("📝 补充、更正")
    await li.phone.see_button("📎 加入")
    await li.phone.click("📎 加入")
    await li.phone.see("补充材料：")

    await li.phone.click("✅ 确认")

    await li.phone.see(f"✅ 已记载于登记表 {number}")
    (added,) = (await shared.record(number, li)).supplements
    assert added.evidence


@pytest.mark.req("H17", "H18", "CH29")
async def test_a_head_named_by_a_correction_sees_an_unchanged_card_and_no_content(
    alone: Stage,
) -> None:
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    li, wang, _ = await filed(alone)
    before = [(each.id, each.text) for each in await wang.phone.messages()]
    await li.phone.click("✏️ 更正某一项")
    await li.phone.see("请选择要更正的一项")
    await li.phone.click("过问人姓名")
    await li.phone.see("请写下更正后的内容")
    await li.phone.send(f"赵德海、{wang.person.name}")
    await li.phone.see("请核对")

    await li.phone.click("✅ 确认")

    await zhou.phone.see("收到一份登记表")
    await alone.idle()
    assert [(each.id, each.text) for each in await wang.phone.messages()] == before
    answer = await wang.phone.click("👁 查看")
    assert "不对您开放" in (answer.text or "")
