"""Who lost an account, or left: the decision in the chat, and what becomes of their cards."""

import pytest

from register.acts.leaving import MarkLeft
from register.acts.unbinding import AskUnbinding
from register.people import Role
from register.ports import Store
from tests.bot.stage import Actor, Stage, file_record

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_MINUTES = 11 * 60


async def ask(stage: Stage, actor: Actor, reason: str = "手机遗失") -> None:
    unbind = await stage.container.get(AskUnbinding)
    await unbind(actor.person.id, reason, cause=stage.cause())


async def is_bound(stage: Stage, actor: Actor) -> bool:
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        return (await uow.people.get(actor.person.id)).account is not None


@pytest.mark.req("W5")
async def test_an_inspector_agrees_and_the_old_chat_is_a_strangers(alone: Stage) -> None:
    li = await alone.recorder()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    shi = await alone.actor("施纪检", Role.INSPECTOR, department="纪检组")
    await ask(alone, li)
    card = await zhou.phone.see("解除")
    waiting = await shi.phone.see("解除")

    answer = await zhou.phone.click("同意解绑")

    assert li.person.name in card.text
    assert "手机遗失" in card.text
    assert not card.silent
    assert answer.text == f"已解除 {li.person.name} 的账号绑定。"
    done = await zhou.phone.see("周纪检已同意解绑")
    seen = await shi.phone.see("周纪检已同意解绑")
    assert (done.id, done.button("同意解绑")) == (card.id, None)
    assert (seen.id, seen.button("同意解绑")) == (waiting.id, None)
    await li.phone.send("/new")
    await li.phone.see("仅供受邀人员使用")

    again = await alone.bind(li.person)

    await again.phone.send("/new")
    await again.phone.see("1/8")


@pytest.mark.req("W5")
async def test_an_inspector_who_does_not_agree_leaves_the_account_bound(alone: Stage) -> None:
    li = await alone.recorder()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await ask(alone, li)
    await zhou.phone.see("解除")

    answer = await zhou.phone.click("不同意")

    assert answer.text == "已回复不同意，绑定不变。"
    await zhou.phone.see("不同意，绑定不变")
    assert await is_bound(alone, li)


@pytest.mark.req("W5")
async def test_a_card_of_an_earlier_request_says_so_and_decides_nothing(alone: Stage) -> None:
    li = await alone.recorder()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await ask(alone, li)
    card = await zhou.phone.see("手机遗失")
    tap = next(each.data for each in card.buttons if each.text == "同意解绑") or ""
    await ask(alone, li, "换了账号")
    await zhou.phone.see("换了账号")
    await zhou.phone.see("已被新的申请取代")

    answer = await zhou.phone.tap(card, tap)

    assert answer.show_alert
    assert await is_bound(alone, li)


async def test_cards_follow_the_person_and_leave_the_old_chat_alone(alone: Stage) -> None:
    li, wang = await alone.pair()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await file_record(li.phone)
    await wang.phone.see("最迟应于")
    await wang.phone.click("👁 查看")
    opened = await wang.phone.see("主要内容")
    await ask(alone, wang)
    await zhou.phone.see("解除")
    await zhou.phone.click("同意解绑")
    await zhou.phone.see("已同意解绑")
    await alone.pass_time(TEN_MINUTES)
    await alone.idle()
    old = await wang.phone.messages()
    assert opened.id not in {each.id for each in old}, "what was open there was taken back"

    new = await alone.bind(wang.person)
    await new.phone.send("/todo")
    await new.phone.see("待报送的登记")
    await new.phone.click("📨")
    await new.phone.see("最迟应于")
    await new.phone.click("📤 报送")
    await new.phone.see("📤 已于")
    await alone.idle()

    assert await wang.phone.messages() == old


async def test_a_record_that_never_reached_who_left_goes_to_who_follows(alone: Stage) -> None:
    li = await alone.recorder()
    department = f"第{li.person.name.removeprefix('李承办')}部"
    wang = await alone.hire("王主任", Role.HEAD, department=department)
    await file_record(li.phone)
    feng = await alone.actor("冯主任", Role.HEAD, department=department)
    let_go = await alone.container.get(MarkLeft)
    await let_go(alone.house, [wang.id], cause=alone.cause())

    await alone.pass_time(3700)

    card = await feng.phone.see("最迟应于")
    assert card.button("📤 报送院领导和纪检")


async def test_a_leavers_draft_is_told_to_the_discipline_office_without_its_content(
    alone: Stage,
) -> None:
    li = await alone.recorder()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await li.phone.send("/new")
    await li.phone.see("1/8")
    await li.phone.send("赵德海")
    await li.phone.see("2/8")
    let_go = await alone.container.get(MarkLeft)

    await let_go(alone.house, [li.person.id], cause=alone.cause())

    told = await zhou.phone.see("草稿尚未提交")
    assert li.person.name in told.text
    assert "赵德海" not in told.text
