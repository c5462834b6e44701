"""The guided record by hand: what is typed, what is tapped, and that nothing of it is lost."""

import pytest

from register.people import Role
from tests.bot.stage import Stage, answer_all
from tests.bot.windows import at_review, begin, edit, open_line, tap_of, window

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_at_most_nine_windows_stand_between_blank_and_review(shared: Stage) -> None:
    phone = (await shared.recorder()).phone

    await answer_all(phone)  # goes through 1/8 to 8/8 and sees review after the eighth

    assert "请核对" in (await window(phone)).text


async def test_meeting_face_to_face_asks_for_the_place_and_no_more(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.send("赵德海")
    await phone.see("2/8")
    await phone.send("县某局局长")
    await phone.see("3/8")
    await phone.click("刚才")

    await phone.click("当面")

    await phone.see("5/9　过问地点")


@pytest.mark.parametrize(
    ("line", "limit"), [("过问人姓名", 60), ("主要内容", 4000), ("联系方式", 100)]
)
async def test_what_is_too_long_gets_one_sentence_and_the_window_stays(
    shared: Stage, line: str, limit: int
) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, line)
    before = await window(phone)

    await phone.send("字" * (limit + 1))

    await phone.see(f"内容过长，最多 {limit} 字")
    await phone.send("写短一些")
    assert f"{line}：写短一些" in (await phone.see("请核对", after=before.id)).text


async def test_unknown_wants_a_reason_where_the_rules_do(shared: Stage) -> None:
    phone = await begin(shared)

    await phone.click("不详")
    await phone.click("记不清楚")

    await phone.see("2/8")
    await phone.click("不详")
    await phone.send("对方来去匆匆")
    await phone.see("3/8")
    await phone.click("去核对")
    review = await phone.see("请核对")
    assert "过问人姓名：不详（记不清楚）" in review.text
    assert "所在单位及职务：不详（对方来去匆匆）" in review.text


@pytest.mark.req("F1-3")
async def test_an_unknown_contact_needs_no_reason(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "联系方式")

    await phone.click("不详")

    assert "联系方式：不详\n" in (await phone.see("请核对")).text


async def test_an_optional_answer_can_be_taken_out_again(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "承办人")
    await phone.send("钱同事")
    await phone.see("承办人：钱同事")
    await edit(phone, "✓ 承办人")

    await phone.click("清空")

    assert "承办人" not in (await phone.see("请核对")).text


async def test_the_direct_report_is_one_button_away_and_can_be_taken_back(shared: Stage) -> None:
    li, wang = await shared.pair()
    await shared.actor("周纪检", Role.INSPECTOR, department="纪检组")
    head = wang.person.name
    await answer_all(li.phone)
    assert f"部门负责人 {head}" in (await window(li.phone)).text

    await li.phone.click("改为直接报告纪检")
    direct = await window(li.phone)
    await li.phone.click("改回按程序报告")

    assert "本院纪检监察机构 周纪检" in direct.text
    assert "部门负责人不会知道" in direct.text
    assert head not in direct.text
    assert f"部门负责人 {head}" in (await window(li.phone)).text


@pytest.mark.req("CH17", "E3")
async def test_gaps_are_warned_of_and_never_block(shared: Stage) -> None:
    li, _ = await shared.pair()
    await li.phone.send("/new")
    await li.phone.see("1/8")
    await li.phone.send("赵德海")
    await li.phone.see("2/8")
    await li.phone.click("去核对")
    review = await window(li.phone)
    assert "⚠️ 主要内容：未填写" in review.text
    assert review.button("✅ 确认提交") is None  # no time of encounter yet
    await edit(li.phone, "过问时间")
    await li.phone.click("刚才")
    assert "有 6 项未填写；可以先提交" in (await window(li.phone)).text

    await li.phone.click("✅ 确认提交")

    await li.phone.see("存证回执")


async def test_an_old_confirm_button_cannot_file_without_a_time(shared: Stage) -> None:
    li, _ = await shared.pair()
    phone = li.phone
    await answer_all(phone)
    assert tap_of(await window(phone), "✅ 确认提交").endswith("\x1dconfirm")
    await phone.send("/new")
    await phone.see_button("➕ 新的登记")
    await phone.click("➕ 新的登记")
    await phone.see("1/8")
    await phone.click("去核对")
    review = await window(phone)
    dialog = tap_of(review, "✏️ 修改").partition("\x1d")[0]

    answer = await phone.tap(review, f"{dialog}\x1dconfirm")

    assert answer.text == "请先填写过问时间，再提交。"


async def test_several_drafts_wait_side_by_side(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.send("赵德海")
    await phone.see("2/8")
    await phone.send("/new")
    await phone.see_button("➕ 新的登记")
    await phone.click("➕ 新的登记")
    await phone.see("1/8")
    await phone.send("/new")
    listed = await phone.see("未提交的登记")
    assert len(listed.buttons) == 5
    assert len({button.text for button in listed.buttons}) == 5

    await phone.click(listed.buttons[1].text, message=listed)

    assert any("2/8" in each.text or "1/8" in each.text for each in await phone.messages())


async def test_a_button_of_a_lost_window_returns_to_the_draft(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.send("赵德海")
    await phone.see("2/8")

    answer = await phone.tap(await window(phone), "OldOld\x1dreview")

    assert answer.text == "已回到您最近的草稿。"
    assert "2/8" in (await phone.see("所在单位及职务")).text


async def test_a_lost_window_of_nothing_says_how_to_begin(shared: Stage) -> None:
    phone = (await shared.recorder()).phone
    welcome = await phone.see("绑定成功")

    answer = await phone.tap(welcome, "OldOld\x1dreview")

    assert answer.text == "这个窗口已关闭，请从菜单重新打开。"


async def test_a_draft_is_given_up_only_when_one_is_sure(shared: Stage) -> None:
    phone = await at_review(shared)
    await phone.click("放弃草稿")
    await phone.click("‹ 返回")
    await phone.see("请核对")
    await phone.click("放弃草稿")

    await phone.click("确认放弃")

    await phone.see("草稿已放弃")
    await phone.send("/new")
    await phone.see("1/8")


async def test_back_leads_to_where_the_question_was_opened(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "联系方式")
    await phone.click("‹ 返回")
    assert "修改或补充" in (await window(phone)).text
    await open_line(phone, "联系方式")
    await phone.send("138")
    assert "联系方式：138" in (await phone.see("请核对")).text

    await phone.click("📝 继续填写")

    await phone.see("1/8")
    await phone.send("赵德海")
    await phone.see("2/8")


async def test_nothing_can_be_filed_that_nobody_may_receive(alone: Stage) -> None:
    phone = (await alone.recorder()).phone

    await answer_all(phone)

    review = await window(phone)
    assert "没有可以接收的人" in review.text
    assert review.button("✅ 确认提交") is None


async def test_an_unknown_command_is_no_answer(shared: Stage) -> None:
    phone = await begin(shared)

    await phone.send("/foo")

    await phone.see("没有这个命令")
    await phone.send("赵德海")
    await phone.see("2/8")
    await phone.click("去核对")
    assert "过问人姓名：赵德海" in (await phone.see("请核对")).text


async def test_a_filed_draft_is_filed_once_however_often_it_is_confirmed(shared: Stage) -> None:
    li, _ = await shared.pair()
    await answer_all(li.phone)
    confirm = tap_of(await window(li.phone), "✅ 确认提交")
    await li.phone.click("✅ 确认提交")
    receipt = await li.phone.see("存证回执")

    answer = await li.phone.tap(receipt, confirm)

    assert answer.text == "这个窗口已关闭，请从菜单重新打开。"
    receipts = [each for each in await li.phone.messages() if "存证回执" in each.text]
    assert len(receipts) == 1


@pytest.mark.req("F1-7")
async def test_recent_cases_are_offered_and_taken_with_one_tap(shared: Stage) -> None:
    li, _ = await shared.pair()
    await answer_all(li.phone)
    await li.phone.click("✅ 确认提交")
    await li.phone.see("存证回执")
    await li.phone.send("/new")
    await li.phone.see("1/8")
    await li.phone.click("去核对")
    await edit(li.phone, "被过问案件的案由")

    await li.phone.click("张某某盗窃案")

    assert "被过问案件的案由：张某某盗窃案" in (await li.phone.see("请核对")).text


async def test_an_edited_answer_says_how_answers_are_changed(shared: Stage) -> None:
    phone = await begin(shared)
    name = await phone.send("赵得海")
    await phone.see("2/8")

    await phone.edit(name, "赵德海")

    await phone.see("修改已发送的消息不会改变已填写的内容")
    await phone.click("去核对")
    assert "过问人姓名：赵得海" in (await phone.see("请核对")).text


@pytest.mark.req("E6", "CH17")
async def test_once_the_last_day_is_over_a_reason_is_asked_and_its_lack_only_warned_of(
    alone: Stage,
) -> None:
    li, _ = await alone.pair()
    await answer_all(li.phone)
    await alone.pass_time(12 * 24 * 3600)
    await li.phone.send("/new")
    drafts = await li.phone.see("未提交的登记")
    await li.phone.click("2026", message=drafts)

    asked = await li.phone.see("9/9　补记的理由")
    await li.phone.click("去核对", message=asked)

    review = await li.phone.see("请核对", after=asked.id - 1)
    assert "⚠️ 补记的理由：未填写" in review.text
    await li.phone.click("📝 继续填写")
    await li.phone.send("出差在外，返院后即补记")
    review = await li.phone.see("补记的理由：出差在外，返院后即补记")
    assert review.button("✅ 确认提交") is not None


@pytest.mark.req("B2", "RD8a")
async def test_for_a_letter_its_scan_is_asked_or_why_there_is_none(shared: Stage) -> None:
    phone = await at_review(shared)
    await edit(phone, "✓ 过问方式")
    await phone.click("公文、书信、函件")
    assert "⚠️ 材料留存说明：未填写" in (await phone.see("请核对")).text
    await phone.click("📝 继续填写")
    asked = await phone.see("请把函件扫描或拍照后发到这里")

    await phone.upload("document", ("来函.pdf", b"%PDF-1.7 a letter"))

    await phone.see("已放入正在填写的登记", after=asked.id)
    await phone.click("去核对")
    assert "材料留存说明" not in (await phone.see("请核对")).text


@pytest.mark.req("B8", "CH18")
async def test_wishes_are_offered_to_who_says_that_there_is_no_trace(shared: Stage) -> None:
    phone = await at_review(shared)
    await phone.click("✏️ 修改")
    await phone.click("其他")
    before = await window(phone)
    await phone.click("是否不留痕迹、难以核查")
    await phone.click("是")
    await edit(phone, "分流建议")
    await phone.click("不予分流")

    assert before.button("分流建议") is None
    assert "分流建议：不予分流" in (await phone.see("请核对")).text


async def test_the_lines_of_a_section_stand_behind_its_name(shared: Stage) -> None:
    phone = await at_review(shared)
    await phone.click("✏️ 修改")

    await phone.click("答复")

    listed = await window(phone)
    assert listed.button("【答复】") is not None
    assert listed.button("✓ 答复的形式") is not None
    assert listed.button("✓ 过问人姓名") is None
