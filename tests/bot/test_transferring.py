"""Material received for passing on, in the chat: registered, and signed for level by level."""

import pytest

from register.acts.staffing import FoundOrganisation
from register.people import Role
from tests.bot.desk import open_list
from tests.bot.stage import SAMPLES, Actor, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_MINUTES = 11 * 60
CIVIL = "民一庭"


async def court(stage: Stage) -> dict[str, Actor]:
    """Move the stage into a court; return everybody through whose hands material goes."""
    found = await stage.container.get(FoundOrganisation)
    house = await found("江州市云溪区人民法院", profiles=("changchun", "spc"), cause=stage.cause())
    stage.house = house.id
    return {
        "intake": await stage.actor("接材料", Role.INTAKE, department="办公室"),
        "registry": await stage.actor("管审理", Role.ADJUDICATION, department="审判管理办公室"),
        "leader": await stage.actor("陈副院", Role.LEADER, department="院领导"),
        "head": await stage.actor("罗庭长", Role.HEAD, department=CIVIL),
        "judge": await stage.actor("沈法官", department=CIVIL),
    }


async def register(intake: Actor, *, source: str = "赵德海") -> str:
    """Register a letter from the list on; return the number."""
    await open_list(intake, "/transfer")
    await intake.phone.click("➕ 登记待转材料")
    await intake.phone.see("（1/6）")
    return await _answer_all(intake, source)


async def _answer_all(intake: Actor, source: str) -> str:
    await intake.phone.send(source)
    await intake.phone.see("（2/6）")
    await intake.phone.send("县某局局长")
    await intake.phone.see("（3/6）")
    await intake.phone.send("今天 9:30")
    await intake.phone.see("（4/6）")
    await intake.phone.send("公函一份，无文号")
    await intake.phone.see("（5/6）")
    await intake.phone.send("张某买卖合同纠纷案")
    await intake.phone.see("（6/6）")
    await intake.phone.click("沈法官")
    await intake.phone.see("请核对")
    await intake.phone.click("✅ 确认登记")
    done = await intake.phone.see("已登记待转材料")
    return next(word for word in done.text.replace("，", " ").split() if word.startswith("T-"))


@pytest.mark.req("D7", "E9", "AD18", "AD19", "K3")
async def test_a_letter_goes_through_every_hand_and_the_handlers_record_begins(
    alone: Stage,
) -> None:
    people = await court(alone)
    intake = people["intake"]
    await intake.phone.upload("document", SAMPLES / "chat.png")
    await intake.phone.see_button("📨 登记待转材料")
    await intake.phone.click("📨 登记待转材料")
    await intake.phone.see("（1/6）")
    number = await _answer_all(intake, "赵德海")
    await intake.phone.see("已登记待转，由审判管理部门")

    for name, label, other in (
        ("registry", "✅ 登记备案并递转", "leader"),
        ("leader", "✅ 签收并递转", "head"),
        ("head", "✅ 签收并递转", "judge"),
    ):
        card = await people[name].phone.see("请您接收材料后")
        assert number in card.text
        assert "赵德海" not in card.text
        assert "张某" not in card.text
        await alone.idle()
        assert not [each for each in await people[other].phone.messages() if "T-" in each.text]
        await people[name].phone.click("👁 查看")
        opened = await people[name].phone.see("公函一份")
        assert opened.protected
        await people[name].phone.click("📎 E-")
        assert (await people[name].phone.see("固定")).media
        answer = await people[name].phone.click(label)
        assert answer.text
        assert "已签收，下一级" in answer.text
    judge = people["judge"]
    await judge.phone.see("请您接收材料后")
    await judge.phone.click("✅ 签收")

    await judge.phone.see("材料已到您手中")
    await intake.phone.see("案件承办人已于")
    await judge.phone.click("📝 继续填写")
    await judge.phone.see("请问对方用什么方式过问")


@pytest.mark.req("D6")
async def test_who_has_not_the_function_is_shown_the_right_path(alone: Stage) -> None:
    people = await court(alone)
    judge = people["judge"]

    window = await open_list(judge, "/transfer")

    assert "不得接收、递转此类材料（第七条第三款）" in window.text
    assert window.button("➕ 登记待转材料") is None
    await judge.phone.click("📝 如实登记")
    await judge.phone.see("请问过问的是什么人")


@pytest.mark.req("D6", "D7")
async def test_review_says_what_follows_from_who_received_it_first(alone: Stage) -> None:
    people = await court(alone)
    judge = people["judge"]
    await judge.phone.send("/new")
    for button, said in (
        ("法院以外的领导干部", "赵德海"),
        ("", "县某局局长"),
        ("刚才", ""),
        ("公文、书信", ""),
    ):
        if button:
            await judge.phone.see_button(button)
            await judge.phone.click(button)
        if said:
            await judge.phone.send(said)
    await judge.phone.send("公函一份，无文号")
    await judge.phone.see_button("没有接收职能和权限的部门和个人")
    await judge.phone.click("没有接收职能和权限的部门和个人")
    await judge.phone.send("张某买卖合同纠纷案")
    await judge.phone.send("要求尽快判决。")
    await judge.phone.see("材料留存说明")
    await judge.phone.click("去核对")

    window = await judge.phone.see("请核对")

    assert "不得接收、递转此类材料" in window.text


@pytest.mark.req("D7", "E10")
async def test_the_list_brings_the_card_back_and_who_passed_it_on_keeps_the_times(
    alone: Stage,
) -> None:
    people = await court(alone)
    number = await register(people["intake"])
    registry, leader = people["registry"], people["leader"]
    await registry.phone.see("请您接收材料后")
    await open_list(registry, "/transfer")
    await registry.phone.click(f"⏳ {number}")
    await registry.phone.see_button("✅ 登记备案并递转")
    await registry.phone.click("✅ 登记备案并递转")
    await leader.phone.see("请您接收材料后")
    await leader.phone.click("✅ 签收并递转")
    done = await leader.phone.see("✅ 分管院领导")

    assert done.buttons == []
    await open_list(people["intake"], "/transfer")
    await people["intake"].phone.click(f"📨 {number}")
    progress = await people["intake"].phone.see("⏳ 庭（处）长")
    assert "✅ 审判管理部门" in progress.text


@pytest.mark.req("H18")
async def test_a_head_who_stands_in_it_sees_nothing_and_the_house_rule_is_named(
    alone: Stage,
) -> None:
    people = await court(alone)
    await register(people["intake"], source="罗庭长")
    registry = people["registry"]
    await registry.phone.see("请您接收材料后")
    await registry.phone.click("✅ 登记备案并递转")
    await people["leader"].phone.see("请您接收材料后")
    await people["leader"].phone.click("✅ 签收并递转")

    card = await registry.phone.see("⏳ 庭（处）长")

    assert "由审判管理部门代为办理（本院做法）" in card.text
    await alone.idle()
    assert not [each for each in await people["head"].phone.messages() if "T-" in each.text]


@pytest.mark.req("D7", "T9")
async def test_what_is_open_is_taken_back_and_what_lies_is_asked_about_again(
    alone: Stage,
) -> None:
    people = await court(alone)
    await register(people["intake"])
    registry = people["registry"]
    await registry.phone.see("请您接收材料后")
    await registry.phone.click("👁 查看")
    opened = await registry.phone.see("公函一份")

    await alone.pass_time(TEN_MINUTES)
    await alone.idle()
    assert opened.id not in {each.id for each in await registry.phone.messages()}
    await alone.pass_time((8 * 24 - 6) * 3600)

    await registry.phone.see("尚未签收")
