"""Opinions, questions back and consent, by button and by words, on real phones."""

import pytest

from register.people import Role
from tests.bot.stage import NARRATIVE, Actor, Stage, file_record

pytestmark = pytest.mark.asyncio(loop_scope="module")

CARD = "收到一份登记表"


async def at_the_head(stage: Stage) -> tuple[Actor, Actor, str]:
    li, wang = await stage.pair()
    number = await file_record(li.phone)
    await wang.phone.see(CARD)
    await stage.idle()
    return li, wang, number


@pytest.mark.req("E2", "F1-11", "K3")
async def test_a_usual_phrase_is_signed_with_two_taps(shared: Stage) -> None:
    li, wang, number = await at_the_head(shared)

    await wang.phone.click("✍️ 签署意见")
    await wang.phone.click("已阅，同意报送。")

    await wang.phone.see("✅ 已签署意见")
    signed = await wang.phone.see("您已于")
    assert signed.button("✍️ 签署意见") is None
    assert "部门负责人签署意见" in (await li.phone.see(f"✍️ {number}")).text
    (opinion,) = (await shared.record(number, li)).opinions
    assert (opinion.text, opinion.name) == ("已阅，同意报送。", wang.person.name)


@pytest.mark.req("E2", "K1")
async def test_own_words_are_shown_once_more_and_leave_the_chat(shared: Stage) -> None:
    li, wang, number = await at_the_head(shared)
    await wang.phone.click("✍️ 签署意见")
    await wang.phone.click("✍️ 自己写")
    prompt = await wang.phone.see("请回复本条消息")

    await wang.phone.send("来电属实，请纪检核查。", reply_to=prompt.id)
    await wang.phone.see("作为您对登记表")
    await wang.phone.click("✅ 签署")

    await wang.phone.see("✅ 已签署意见")
    await wang.phone.gone("来电属实，请纪检核查。")
    await wang.phone.gone("请回复本条消息")
    (opinion,) = (await shared.record(number, li)).opinions
    assert opinion.text == "来电属实，请纪检核查。"


async def test_a_text_without_a_reply_is_asked_about_while_a_prompt_is_open(
    shared: Stage,
) -> None:
    li, wang, number = await at_the_head(shared)
    await wang.phone.click("✍️ 签署意见")
    await wang.phone.click("✍️ 自己写")
    await wang.phone.see("请回复本条消息")

    await wang.phone.send("这是给别人的话")
    await wang.phone.see("作为您对登记表")
    await wang.phone.click("这不是写给这里的")

    await wang.phone.see_button("🔒 固定为证据材料")
    await wang.phone.gone("请回复本条消息")
    assert (await shared.record(number, li)).opinions == ()


async def test_words_can_be_written_anew(shared: Stage) -> None:
    li, wang, number = await at_the_head(shared)
    await wang.phone.click("✍️ 签署意见")
    await wang.phone.click("✍️ 自己写")
    await wang.phone.see("请回复本条消息")
    await wang.phone.send("写错了")
    await wang.phone.see("作为您对登记表")
    await wang.phone.click("✏️ 重写")
    prompt = await wang.phone.see("请回复本条消息")

    await wang.phone.send("已阅。", reply_to=prompt.id)
    await wang.phone.see("作为您对登记表")
    await wang.phone.click("✅ 签署")

    await wang.phone.see("✅ 已签署意见")
    (opinion,) = (await shared.record(number, li)).opinions
    assert opinion.text == "已阅。"


@pytest.mark.req("E10")
async def test_a_head_who_signed_and_reported_on_keeps_a_stub(alone: Stage) -> None:
    await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    _, wang, number = await at_the_head(alone)
    await wang.phone.click("👁 查看")
    await wang.phone.see(NARRATIVE)
    await wang.phone.click("✍️ 签署意见")
    await wang.phone.click("已阅。")
    await wang.phone.see_button("📤 报送院领导和纪检")
    await wang.phone.click("📤 报送院领导和纪检")

    await wang.phone.see_button("🗂 存根")
    await wang.phone.click("🗂 存根")

    stub = await wang.phone.see("本人意见")
    assert number in stub.text
    assert "已阅。" in stub.text
    assert NARRATIVE not in stub.text
    assert stub.protected


async def test_a_question_back_and_its_answer(shared: Stage) -> None:
    li, wang, number = await at_the_head(shared)
    await wang.phone.click("❓ 提问")
    prompt = await wang.phone.see("每人可提问一次")
    await wang.phone.send("他是否留了材料？", reply_to=prompt.id)
    await wang.phone.see("作为您的问题")
    await wang.phone.click("✅ 发送问题")
    await wang.phone.see("待记录人答复")

    asked = await li.phone.see("有一个问题请您答复")
    assert "材料" not in asked.text
    await li.phone.click("✍️ 查看并答复")
    prompt = await li.phone.see("他是否留了材料？")
    await li.phone.send("没有留材料。", reply_to=prompt.id)
    await li.phone.see("作为您的答复")
    await li.phone.click("✅ 提交答复")

    await wang.phone.see("您的提问已答复")
    await wang.phone.see("记录人已答复您的提问")
    await wang.phone.click("👁 查看")
    await wang.phone.see("没有留材料。")
    (question,) = (await shared.record(number, li)).questions
    assert question.answer == "没有留材料。"


@pytest.mark.req("E6", "CH16")
async def test_a_late_entry_asks_the_head_for_consent(alone: Stage) -> None:
    li, wang = await alone.pair()
    number = await file_record(li.phone, met="9月20日 15:00")
    await wang.phone.see("请表明是否同意")

    await wang.phone.click("不同意补记")

    await wang.phone.see("未同意")
    assert "补记的标记保留" in (await li.phone.see(f"⏱ {number}")).text


@pytest.mark.req("G3", "E10", "G34")
async def test_a_silent_heads_card_says_the_fact_and_the_office_goes_on(alone: Stage) -> None:
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    chen = await alone.actor("陈副检", Role.LEADER, department="院领导")
    _, wang, number = await at_the_head(alone)

    await alone.pass_time(13 * 24 * 3600)
    await alone.idle()

    assert "已转由纪检监察机构" in (await wang.phone.see(f"⚠️ {number}")).text
    card = await zhou.phone.see("部门负责人未在期限内报送")
    assert card.button("📤 报送分管院领导")
    await zhou.phone.click("📤 报送分管院领导")
    await chen.phone.see(CARD)
    await zhou.phone.gone("部门负责人未在期限内报送")


@pytest.mark.req("H18", "CH29", "K3")
async def test_a_head_withdraws_with_two_taps_and_the_office_has_the_record(alone: Stage) -> None:
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    li, wang, number = await at_the_head(alone)

    await wang.phone.click("🙋 申请回避")
    meant = await wang.phone.see("回避后不能撤回")
    assert NARRATIVE not in meant.text
    await wang.phone.click("有其他关系，可能影响公正办理")

    await wang.phone.see("✅ 您已回避")
    card = await wang.phone.see("不再经手本登记")
    assert [button.text for button in card.buttons] == ["🗂 存根"]
    told = await li.phone.see(f"🙋 {number} 的部门负责人已申请回避")
    assert "影响公正" not in told.text
    taken_over = await zhou.phone.see("部门负责人已回避")
    assert taken_over.button("📤 报送分管院领导")
    await zhou.phone.click("👁 查看")
    await zhou.phone.see("有其他关系，可能影响公正办理")


@pytest.mark.req("H18")
async def test_own_words_say_why_somebody_withdraws(alone: Stage) -> None:
    await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    li, wang, number = await at_the_head(alone)
    await wang.phone.click("🙋 申请回避")
    await wang.phone.click("✍️ 自己写理由")
    prompt = await wang.phone.see("写下回避的理由")

    await wang.phone.send("与当事人是同学。", reply_to=prompt.id)
    await wang.phone.see("确认后即回避")
    await wang.phone.click("✅ 确认回避")

    await wang.phone.see("✅ 您已回避")
    await wang.phone.gone("与当事人是同学。")
    (recusal,) = (await alone.record(number, li)).recusals
    assert recusal.reason == "与当事人是同学。"


async def test_who_thinks_better_of_withdrawing_goes_on(shared: Stage) -> None:
    li, wang, number = await at_the_head(shared)
    await wang.phone.click("🙋 申请回避")

    await wang.phone.click("‹ 暂不回避")

    await wang.phone.gone("回避后不能撤回")
    assert (await shared.record(number, li)).recusals == ()


async def test_nobody_withdraws_where_nobody_else_could_have_it(alone: Stage) -> None:
    li, wang, number = await at_the_head(alone)
    await wang.phone.click("🙋 申请回避")

    refused = await wang.phone.click("不说明理由，直接回避")

    assert "暂不能回避" in (refused.text or "")
    assert (await alone.record(number, li)).recusals == ()
