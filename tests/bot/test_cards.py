"""Cards of a record: neutral until they are opened, acknowledged once, dead for anybody else."""

import pytest

from register.people import Role
from tests.bot.stage import NARRATIVE, Actor, Stage, answer_all, file_record, number_in
from tests.bot.windows import edit

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def filed(stage: Stage) -> tuple[Actor, Actor, str]:
    """Return recorder and head after a record came to the head, with its number."""
    li, wang = await stage.pair()
    number = await file_record(li.phone)
    await wang.phone.see("收到一份登记表")
    return li, wang, number


@pytest.mark.req("K3")
async def test_the_heads_card_is_neutral_and_silent(shared: Stage) -> None:
    li, wang, number = await filed(shared)

    card = await wang.phone.see("收到一份登记表")

    assert number in card.text
    for secret in ("赵德海", "张某某", li.person.name, NARRATIVE):
        assert secret not in card.text
    assert card.silent
    buttons = [button.text for button in card.buttons]
    assert buttons == ["✅ 签收", "👁 查看", "📄 登记表", "✍️ 签署意见", "❓ 提问", "🙋 申请回避"]


async def test_acknowledging_is_answered_shown_and_told_to_the_recorder(shared: Stage) -> None:
    li, wang, number = await filed(shared)
    card = await wang.phone.see("收到一份登记表")

    answer = await wang.phone.click("✅ 签收")

    assert answer.text == f"已签收 {number}。"
    signed = await wang.phone.see("您已于")
    assert signed.id == card.id
    assert signed.button("✅ 签收") is None
    assert "部门负责人签收" in (await li.phone.see(f"📬 {number}")).text


@pytest.mark.req("T21")
async def test_a_second_tap_on_a_stale_card_says_so_and_tells_nobody_again(shared: Stage) -> None:
    li, wang, _ = await filed(shared)
    card = await wang.phone.see("收到一份登记表")
    tap = card.buttons[0].data or ""
    await wang.phone.click("✅ 签收")
    await li.phone.see("📬")

    answer = await wang.phone.tap(card, tap)

    assert answer.show_alert
    assert answer.text == "您已签收过，无需重复操作。"
    await shared.idle()
    assert len([each for each in await li.phone.messages() if "📬" in each.text]) == 1


@pytest.mark.req("K1")
async def test_a_card_in_foreign_hands_opens_nothing(shared: Stage) -> None:
    _, wang, _ = await filed(shared)
    card = await wang.phone.see("收到一份登记表")
    qian = await shared.recorder()
    held = await qian.phone.see("绑定成功")

    answers = [await qian.phone.tap(held, button.data or "") for button in card.buttons]

    assert {answer.text for answer in answers} == {
        "您不能进行此操作，或该内容已不在您的办理范围内。"
    }
    assert all(answer.show_alert for answer in answers)
    assert (await qian.phone.last()).id == held.id


async def test_a_card_of_nothing_that_is_known_says_where_to_look(shared: Stage) -> None:
    li = await shared.recorder()
    held = await li.phone.see("绑定成功")

    answer = await li.phone.tap(held, "open:0123456789abcdefghijkl")

    assert answer.text == "内容已不存在或已收回；如需查看，请从最新的消息重新打开。"


@pytest.mark.req("CH22", "F1-4", "F1-8")
async def test_a_direct_report_rings_at_the_discipline_office_and_not_at_the_head(
    alone: Stage,
) -> None:
    li, wang = await alone.pair()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    before = await wang.phone.last()
    await answer_all(li.phone)
    await li.phone.click("改为直接报告纪检")

    await li.phone.click("✅ 确认提交")

    number = number_in(await li.phone.see("存证回执"))
    card = await zhou.phone.see("收到一份登记表")
    assert number in card.text
    await alone.idle()
    assert (await wang.phone.last()).id == before.id


@pytest.mark.req("CH29")
async def test_a_head_who_stands_in_the_record_never_learns_of_it(alone: Stage) -> None:
    li, wang = await alone.pair()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    before = await wang.phone.last()
    await answer_all(li.phone, subject=wang.person.name)
    review = await li.phone.see("请核对")
    assert f"不送 {wang.person.name}" in review.text

    await li.phone.click("✅ 确认提交")

    await zhou.phone.see("收到一份登记表")
    await alone.idle()
    assert (await wang.phone.last()).id == before.id


@pytest.mark.req("H18", "CH29")
async def test_a_head_whose_message_is_in_evidence_never_learns_of_the_record(
    alone: Stage,
) -> None:
    li, wang = await alone.pair()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    before = await wang.phone.last()
    await answer_all(li.phone)
    await li.phone.send("那个案子关照一下", forward_from=str(wang.phone.user))
    await alone.idle()
    await li.phone.click("📝 继续填写")
    review = await li.phone.see("请核对", after=(await li.phone.see("已固定")).id)
    assert f"不送 {wang.person.name}" in review.text

    await li.phone.click("✅ 确认提交")

    await zhou.phone.see("收到一份登记表")
    await alone.idle()
    assert (await wang.phone.last()).id == before.id


async def test_the_recorder_clears_the_conversation_with_one_tap(shared: Stage) -> None:
    li, _, number = await filed(shared)

    answer = await li.phone.click("🧹 清理对话")

    assert answer.text is not None
    assert answer.text.startswith("已清理")
    left = "\n".join(each.text for each in await li.phone.messages())
    for secret in ("赵德海", "县某局局长", "张某某盗窃案", NARRATIVE):
        assert secret not in left
    assert number in left  # the receipt stays


async def test_what_was_sealed_for_the_record_is_cleared_with_it(shared: Stage) -> None:
    li, _ = await shared.pair()
    await li.phone.upload("photo", b"\x89PNG what somebody wrote", caption="赵德海发来的")
    await li.phone.see("已固定")
    await li.phone.click("📝 开始登记")
    await li.phone.see("1/8")
    await li.phone.upload("document", ("通知.txt", b"what somebody sent"))
    await li.phone.see("已放入正在填写的登记")
    await li.phone.click("📝 继续填写")
    await li.phone.see("1/8")
    await li.phone.send("赵德海")
    await li.phone.see("2/8")
    await li.phone.click("去核对")
    await edit(li.phone, "过问时间")
    await li.phone.click("刚才")
    await li.phone.click("✅ 确认提交")
    await li.phone.see("存证回执")

    await li.phone.click("🧹 清理对话")

    left = await li.phone.messages()
    assert not [each for each in left if each.media and not each.by_bot]
    assert not [each for each in left if "已固定" in each.text]


async def test_what_is_older_than_two_days_must_be_cleared_by_hand(alone: Stage) -> None:
    li, _ = await alone.pair()
    await li.phone.send("/new")
    await li.phone.see("1/8")
    await li.phone.send("赵德海")
    await li.phone.see("2/8")
    await alone.pass_time(49 * 3600)
    await li.phone.click("去核对")
    await edit(li.phone, "过问时间")
    await li.phone.click("刚才")
    await li.phone.click("✅ 确认提交")
    await li.phone.see("存证回执")

    answer = await li.phone.click("🧹 清理对话")

    assert answer.text is not None
    assert "超过 48 小时" in answer.text


async def test_what_is_ours_and_too_old_to_delete_is_covered(alone: Stage) -> None:
    li, _ = await alone.pair()
    (photo,) = await li.phone.upload("photo", b"\x89PNG what somebody wrote")
    card = await li.phone.see("已固定")
    await li.phone.click("📝 开始登记")
    await li.phone.see("1/8")
    await alone.pass_time(49 * 3600)
    await li.phone.send("赵德海")
    await li.phone.see("2/8")
    await li.phone.click("去核对")
    await edit(li.phone, "过问时间")
    await li.phone.click("刚才")
    await li.phone.click("✅ 确认提交")
    await li.phone.see("存证回执")

    answer = await li.phone.click("🧹 清理对话")

    assert answer.text is not None
    assert "另有 1 条超过 48 小时" in answer.text
    left = {each.id: each for each in await li.phone.messages()}
    assert left[card.id].text == "内容已收回。"
    assert not left[card.id].buttons
    assert photo in left


async def test_refused_texts_commands_and_counts_are_cleared_as_well(shared: Stage) -> None:
    li, _ = await shared.pair()
    first = await li.phone.send("/new")
    await li.phone.see("1/8")
    second = await li.phone.send("/new")
    listed = await li.phone.see("未提交的登记")
    await li.phone.click(listed.buttons[0].text, message=listed)
    await li.phone.see("1/8")
    refused = await li.phone.send("赵" * 61)
    await li.phone.see("内容过长")
    await li.phone.upload("document", ("通知.txt", b"what somebody sent"))
    await li.phone.see("已放入正在填写的登记")
    await li.phone.click("为什么是这一天")
    counted = await li.phone.see("为什么是10月10日")
    await li.phone.send("赵德海")
    await li.phone.see("2/8")
    await li.phone.click("去核对")
    await edit(li.phone, "过问时间")
    await li.phone.click("刚才")
    await li.phone.click("✅ 确认提交")
    await li.phone.see("存证回执")

    await li.phone.click("🧹 清理对话")

    left = {each.id for each in await li.phone.messages()}
    assert not left & {first, second, refused, counted.id}
