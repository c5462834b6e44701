"""That a superior ordered not to record: reached with two taps, asked in seven questions."""

import pytest

from register.people import Role
from tests.bot.desk import open_list
from tests.bot.stage import Actor, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

ORDER = "🚫 领导授意不记录、不查处"


async def answer_the_order(li: Actor) -> None:
    """Go from the first question to review."""
    phone = li.phone
    assert "请问是谁授意的" in (await phone.see("1/7")).text
    await phone.send("陈副检")
    await phone.see("2/7")
    await phone.send("副检察长")
    await phone.see("3/7")
    await phone.click("刚才")
    await phone.see("4/7")
    await phone.click("当面")
    await phone.see("5/7")
    await phone.send("张某某盗窃案")
    assert "原话" in (await phone.see("6/7")).text
    await phone.send("这件事不要登记。")
    await phone.see("7/7")
    await phone.click("1")
    await phone.click("✅ 完成")
    await phone.see("请核对")


@pytest.mark.req("B7", "B15", "CH29", "H18")
async def test_an_order_is_recorded_in_two_taps_and_goes_around_the_house(alone: Stage) -> None:
    li, wang = await alone.pair()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    chen = await alone.actor("陈副检", Role.LEADER, department="院领导")
    wu = await alone.actor("吴监察", Role.INSPECTOR, department="纪检组", superior=True)
    await li.phone.send("/new")
    await li.phone.see_button(ORDER)
    await li.phone.click(ORDER)
    await answer_the_order(li)

    review = await li.phone.see("请核对")
    assert "上一级院纪检监察机构 吴监察" in review.text
    assert "本院人员不会知道" in review.text
    assert "第二十七条" in review.text
    assert not any("直接报告" in button.text for button in review.buttons)
    await li.phone.click("✅ 确认提交")

    await li.phone.see("存证回执")
    await wu.phone.see("收到一份登记表")
    await alone.idle()
    for each in (wang, zhou, chen):
        assert not any("登记表" in each.text for each in await each.phone.messages())


@pytest.mark.req("B7")
async def test_the_adviser_leads_there_at_once(shared: Stage) -> None:
    li = await shared.recorder()
    window = await open_list(li, "/check")
    assert window.button(ORDER)

    await li.phone.click(ORDER)

    assert "请问是谁授意的" in (await li.phone.see("1/7")).text
    await li.phone.send("/new")
    await li.phone.see("未提交的登记")
    await li.phone.click(ORDER)
    await li.phone.see("1/7")


@pytest.mark.req("B7")
async def test_who_meant_something_else_takes_it_back_at_review(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.send("/new")
    await li.phone.see_button(ORDER)
    await li.phone.click(ORDER)
    await li.phone.see("1/7")

    await li.phone.click("去核对")
    await li.phone.click("✏️ 修改")
    await li.phone.click("过问经过")
    await li.phone.click("✓ 行为类型")
    await li.phone.click("清空")

    await li.phone.send("/new")
    await li.phone.see_button("📝")
    await li.phone.click("📝")
    await li.phone.see("1/8")
