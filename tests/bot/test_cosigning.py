"""Somebody present, in the chat: asked, reads, signs or does not; the recorder learns of it."""

import pytest

from register.acts.staffing import FoundOrganisation
from register.people import Role
from tests.bot.stage import Actor, Stage, number_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_MINUTES = 11 * 60
NEXT_MORNING = (8 * 24 - 6) * 3600
"""From 15:00 on September 30 to 09:00 on October 8, the first working day after the holidays."""


async def court(stage: Stage) -> tuple[Actor, Actor]:
    """Move the stage into a court; return a case handler and a clerk."""
    found = await stage.container.get(FoundOrganisation)
    house = await found("江州市云溪区人民法院", profiles=("changchun", "spc"), cause=stage.cause())
    stage.house = house.id
    await stage.hire("孟审管", Role.ADJUDICATION, department="审判管理办公室")
    judge = await stage.actor("沈法官", department="民一庭")
    return judge, await stage.actor("林书记", department="民一庭")


async def record_meeting(judge: Actor, present: str = "林书记，某公司经理") -> str:
    """Record an oral contact up to the receipt; return the number."""
    await judge.phone.send("/new")
    for button in ("法院以外的领导干部", "赵德海", "县某局局长", "刚才", "当面"):
        if button in {"赵德海", "县某局局长"}:
            await judge.phone.send(button)
        else:
            await judge.phone.see_button(button)
            await judge.phone.click(button)
    for said in ("第三法庭门口", present, "张某买卖合同纠纷案"):
        await judge.phone.send(said)
    await judge.phone.send("要求尽快判决支持原告。")
    await judge.phone.see("请核对")
    await judge.phone.click("✅ 确认提交")
    return number_in(await judge.phone.see("存证回执"))


@pytest.mark.req("F8", "AD2", "PD12", "K3")
async def test_who_was_present_reads_what_they_witnessed_and_signs(alone: Stage) -> None:
    judge, clerk = await court(alone)
    number = await record_meeting(judge)

    card = await clerk.phone.see("请您签字确认")
    assert number in card.text
    assert "赵德海" not in card.text
    assert "张某" not in card.text
    await clerk.phone.click("👁 查看")
    opened = await clerk.phone.see("要求尽快判决")
    assert opened.protected
    assert "第三法庭门口" in opened.text
    assert "张某买卖合同" not in opened.text, "the case is none of what they witnessed"
    answer = await clerk.phone.click("✍️ 签字确认")

    assert answer.text == f"已签字确认（{number}）。"
    done = await clerk.phone.see("✅ 您已于")
    assert (done.id, done.buttons) == (card.id, [])
    assert opened.id not in {each.id for each in await clerk.phone.messages()}
    await judge.phone.see("一位在场人员已签字确认")
    await judge.phone.click("👁 查看")
    await judge.phone.see("在场人员 林书记：已签字确认")


@pytest.mark.req("CH38")
async def test_who_will_not_sign_may_say_why_and_the_record_stands(alone: Stage) -> None:
    judge, clerk = await court(alone)
    number = await record_meeting(judge)
    await clerk.phone.see("请您签字确认")

    await clerk.phone.click("不签字")
    await clerk.phone.see("您不签字确认")
    await clerk.phone.click("✍️ 说明理由")
    await clerk.phone.see("简要写下不签字的理由")
    await clerk.phone.send("当时已离开")
    await clerk.phone.see_button("✅ 确认不签字")
    await clerk.phone.click("✅ 确认不签字")

    await clerk.phone.see("已记明您不签字及理由")
    await clerk.phone.see("✖️ 您已于")
    await judge.phone.see("表示不签字")
    await judge.phone.click("👁 查看")
    await judge.phone.see("当时已离开")
    (asked,) = (await alone.record(number, judge)).cosignatures
    assert asked.refused_at is not None


@pytest.mark.req("CH38")
async def test_no_reason_is_owed(alone: Stage) -> None:
    judge, clerk = await court(alone)
    number = await record_meeting(judge)
    await clerk.phone.see("请您签字确认")

    await clerk.phone.click("不签字")
    await clerk.phone.see("您不签字确认")
    await clerk.phone.click("‹ 暂不决定")
    await clerk.phone.click("不签字")
    await clerk.phone.see("您不签字确认")
    await clerk.phone.click("不说明理由")

    await clerk.phone.see(f"已记明您不签字（{number}）")
    (asked,) = (await alone.record(number, judge)).cosignatures
    assert asked.refused_at is not None
    assert asked.reason == ""


@pytest.mark.req("CH38", "T9")
async def test_silence_is_asked_about_once_more_in_the_morning_and_what_was_open_is_gone(
    alone: Stage,
) -> None:
    judge, clerk = await court(alone)
    await record_meeting(judge)
    await clerk.phone.see("请您签字确认")
    await clerk.phone.click("👁 查看")
    opened = await clerk.phone.see("要求尽快判决")

    await alone.pass_time(TEN_MINUTES)
    await alone.idle()
    assert opened.id not in {each.id for each in await clerk.phone.messages()}
    await alone.pass_time(NEXT_MORNING)

    await clerk.phone.see("尚未答复")
    await clerk.phone.click("👁 查看")
    await clerk.phone.click("✍️ 签字确认")
    await clerk.phone.see("✅ 您已于")
    await alone.pass_time(24 * 3600)
    await alone.idle()
    reminded = [each for each in await clerk.phone.messages() if "尚未答复" in each.text]
    assert len(reminded) == 1


@pytest.mark.req("F8")
async def test_review_says_whom_it_will_ask_and_asks_for_the_department_of_namesakes(
    alone: Stage,
) -> None:
    judge, _clerk = await court(alone)
    await alone.hire("何助理", department="民一庭")
    await alone.hire("何助理", department="立案庭")

    number = await record_meeting(judge, "林书记、何助理")

    (asked,) = (await alone.record(number, judge)).cosignatures
    assert asked.name == "林书记"
