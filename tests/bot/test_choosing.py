"""Questions with choices: tapped or typed, one or several, and words for what is "other"."""

import pytest

from tests.bot.stage import Stage, answer_all
from tests.bot.windows import begin, edit, window

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_text_for_a_question_of_buttons_is_taken_if_it_is_a_label(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "过问方式")

    await phone.send("他打电话来的")
    await phone.see("请点按按钮选择")
    await phone.send(" 打电话 ")

    assert "过问方式：打电话" in (await phone.see("请核对")).text
    await edit(phone, "是否告知对方相关规定")
    await phone.send("否")
    assert "是否告知对方相关规定：否" in (await phone.see("是否告知对方相关规定：")).text


async def test_several_choices_are_ticked_by_typing_as_well(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "行为类型")

    await phone.send("以上都不符合")

    await phone.see_button("✓17")
    await phone.send("都有一点")
    await phone.see("请点按按钮选择")


@pytest.mark.req("F1-8")
async def test_what_is_other_is_said_in_words(shared: Stage) -> None:
    li, wang = await shared.pair()
    await answer_all(li.phone)
    await edit(li.phone, "✓ 过问方式")
    await li.phone.click("其他方式")
    asked = await li.phone.see("请写明具体情况")
    await li.phone.click("‹ 返回")
    assert "已填：打电话" in (await window(li.phone)).text
    await li.phone.click("其他方式")

    await li.phone.send("托人递条子")

    review = await li.phone.see("请核对", after=asked.id)
    assert "过问方式：其他方式（托人递条子）" in review.text
    await li.phone.click("✅ 确认提交")
    await wang.phone.see("收到一份登记表")
    await wang.phone.click("👁 查看")
    assert "其他方式（托人递条子）" in (await wang.phone.see("内容应予保密")).text


async def test_several_behaviours_may_fit_and_none_fits_stands_alone(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "行为类型")
    await phone.click("6")
    await phone.click("10")
    await phone.click("✓6")
    await phone.click("1")
    ticked = await window(phone)
    assert ticked.text.count("✓") == 2
    assert "10. ✓ 违规打探案情" in ticked.text
    assert [each.text for each in ticked.buttons if "✓" in each.text] == ["✓1", "✓10"]

    await phone.click("17")

    alone = (await window(phone)).text
    assert alone.count("✓") == 1
    await phone.click("✅ 完成")
    assert "行为类型：以上都不符合" in (await phone.see("请核对")).text
