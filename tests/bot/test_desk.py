"""/desk by hand: every button of the discipline office's windows, and what they show."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window

from bot.dialogs.states import Desk, Inquiry
from register.acts.casework import AddHandler
from register.acts.staffing import FoundOrganisation
from register.people import Role
from register.ports import Store
from tests.bot.desk import CASE, add_case, open_list, reports, submit
from tests.bot.stage import Actor, Stage, answer_all, number_in
from tests.bot.test_every_list_button import Hand
from tests.bot.test_outside import hand_in, link
from tests.bot.walking import noting, widgets

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNTIL_THE_LAST_BUT_ONE = 28 * 86_400 + 18 * 3_600
"""Seconds from 30 September, 15:00, to 9:00 on the last working day but one of October."""


@pytest_asyncio.fixture(loop_scope="module")
async def court(shared: Stage) -> AsyncIterator[Stage]:
    """A house of the test's own that takes reports from outside."""
    found, before = await shared.container.get(FoundOrganisation), shared.house
    house = await found("临河市人民检察院", profiles=("nmg", "rudong"), cause=shared.cause())
    shared.house = house.id
    yield shared
    shared.house = before


@pytest.mark.req("B10", "G26")
async def test_every_button_of_the_desk_and_of_an_inquiry_leads_somewhere(
    court: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[State] = []
    wanted = set()
    dispatcher = await court.container.get(Dispatcher)
    for dialog in dispatcher.chain_tail:
        if not isinstance(dialog, Dialog) or dialog.states_group() not in {Desk, Inquiry}:
            continue
        for state, window in dialog.windows.items():
            assert isinstance(window, Window)
            wanted |= {(state, widget) for widget in widgets(window.keyboard)}
            monkeypatch.setattr(window, "render", noting(window.render, state, rendered))
    zhou = await court.actor("周纪检", Role.INSPECTOR, department="纪检组")
    for _ in range(9):  # more than a page of them
        await hand_in(await court.phone("郭律师"), await link(court))
    hand = Hand(court, zhou, rendered)

    await hand.open("/desk")
    await hand.tap("零报告与登记对照", "‹ 返回", "本月未提交的零报告", "‹ 返回", "2")
    await hand.tap("📮 J-")
    hand.at = Desk.list
    await hand.tap("➕ 录入来信来访")
    await hand.open("/desk")
    await hand.tap("关闭")
    card = await zhou.phone.see_button("📝 核查情况")
    await zhou.phone.click("📝 核查情况", message=card)
    await hand.look()
    await hand.tap("关闭")
    await zhou.phone.click("✅ 处理结果", message=card)
    await hand.look()
    await hand.tap("关闭")
    await zhou.phone.click("✅ 处理结果", message=card)
    await hand.look()
    await hand.tap("反映不实", "‹ 返回", "反映不实")
    await hand.type("经核查，承办人已如实记录。")
    await hand.tap("‹ 返回")
    await hand.type("经核查，承办人已如实记录。")
    await hand.tap("只告知已处理", "‹ 返回", "只告知已处理", "✅ 确认记录")
    await zhou.phone.see("处理结果已如实记录")

    pages = {(Desk.contradictions, "page"), (Desk.contradictions, "record")}
    assert wanted - hand.tapped - pages == set()


@pytest.mark.req("I3", "P5", "AC6")
async def test_a_statement_beside_a_record_is_found_on_the_desk_and_in_the_record(
    shared: Stage,
) -> None:
    li, qian = await shared.recorder(), await shared.recorder()
    zhou = await shared.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await add_case(li, CASE)
    store: Store = await shared.container.get(Store)
    async with store.read() as uow:
        (case,) = await uow.cases.of(li.person.id)
    add_handler = await shared.container.get(AddHandler)
    await add_handler(case.id, qian.person.id, by=li.person.id, cause=shared.cause())
    await li.phone.send("/cases")
    await shared.idle()
    await li.phone.click(f"📁 {CASE}")
    await li.phone.click("拟结案")
    await shared.idle()
    await submit(shared, *await reports(shared, qian))
    await answer_all(li.phone)
    await li.phone.click("✏️ 修改")
    await li.phone.click("案件")
    await li.phone.click("✓ 被过问案件的案由")
    await li.phone.see("请问过问的是哪个案件")
    await li.phone.send(CASE)
    await li.phone.see(f"被过问案件的案由：{CASE}")
    await li.phone.click("✅ 确认提交")
    number = number_in(await li.phone.see("存证回执"))

    await zhou.phone.see(number)
    await open_list(zhou, "/desk")
    await zhou.phone.click("零报告与登记对照")
    window = await zhou.phone.see(f"登记表 {number}")
    assert qian.person.name in window.text
    assert "同一案件，另一承办人签署了零报告" in window.text
    await zhou.phone.click(f"📨 {number}", message=window)
    await shared.idle()
    await zhou.phone.click("👁 查看", message=await zhou.phone.see("收到一份登记表"))
    opened = await zhou.phone.see("可对照核实")
    assert qian.person.name in opened.text
    for other in (li, qian):
        said = "\n".join(message.text for message in await other.phone.messages())
        assert "对照" not in said


@pytest.mark.req("I5", "N5b", "K3")
async def test_at_the_end_of_a_month_the_office_opens_a_list_and_the_handler_signs(
    alone: Stage,
) -> None:
    li, wang = await alone.pair()
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await add_case(li)
    await li.phone.click("拟结案")
    await alone.idle()

    await alone.pass_time(UNTIL_THE_LAST_BUT_ONE)

    line = await zhou.phone.see("月末提示")
    assert CASE not in line.text
    assert li.person.name not in line.text
    await zhou.phone.click("📋 查看清单", message=line)
    shown = await zhou.phone.see("本月未提交的零报告")
    assert CASE in shown.text
    assert li.person.name in shown.text
    own = await li.phone.see("月末提示")
    await li.phone.click("✍️ 去签署", message=own)
    await li.phone.see("待签署")
    assert not [each for each in await wang.phone.messages() if "月末提示" in each.text]


async def test_a_desk_of_somebody_else_is_empty(shared: Stage) -> None:
    li: Actor = await shared.recorder()

    window = await open_list(li, "/desk")

    assert "没有待查看的外部反映" in window.text
    assert [button.text for button in window.buttons] == ["关闭"]
