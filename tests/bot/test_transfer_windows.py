"""Every button of /transfer, and those of /todo at a court, is tapped once and leads there."""

import pytest
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window

from bot.dialogs.states import Todo, Transferring
from sandbox.driver import Message
from tests.bot.stage import SAMPLES, Stage
from tests.bot.test_cosigning import record_meeting
from tests.bot.test_every_list_button import Hand
from tests.bot.test_transferring import court
from tests.bot.walking import Edge, noting, widgets

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_button_leads_where_it_says(
    alone: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[State] = []
    wanted: set[Edge] = {(Todo.list, "signature")}
    for dialog in (await alone.container.get(Dispatcher)).chain_tail:
        if isinstance(dialog, Dialog):
            for state, window in dialog.windows.items():
                assert isinstance(window, Window)
                monkeypatch.setattr(window, "render", noting(window.render, state, rendered))
                if state in Transferring.__all_states__:
                    wanted |= {(state, widget) for widget in widgets(window.keyboard)}
    people = await court(alone)
    intake, judge, registry = (
        Hand(alone, people[name], rendered) for name in ("intake", "judge", "registry")
    )

    await intake.actor.phone.upload("document", SAMPLES / "chat.png")
    await intake.open("/transfer")
    await intake.tap("➕ 登记待转材料", "‹ 返回", "➕ 登记待转材料")
    await intake.type("赵德海")
    await intake.tap("‹ 返回")
    await intake.type("赵德海")
    await intake.type("县某局局长")
    await intake.tap("‹ 返回")
    await intake.type("县某局局长")
    await intake.tap("刚才", "‹ 返回", "刚才")
    await intake.type("公函一份")
    await intake.tap("‹ 返回")
    await intake.type("公函一份")
    await intake.type("张某买卖合同纠纷案")
    await intake.tap("‹ 返回")
    await intake.type("张某买卖合同纠纷案")
    await intake.tap("沈法官", "‹ 返回", "沈法官", "➕ E-", "✅ 确认登记")
    await intake.open("/transfer")
    await intake.tap("📨 T-")
    intake.at = Transferring.list
    await intake.tap("关闭")
    await judge.open("/transfer")
    await judge.tap("📝 如实登记")
    await registry.open("/todo")
    await registry.tap("📨 T-")

    card = await registry.actor.phone.see_button("✅ 登记备案并递转")
    assert _is_last(card, await registry.actor.phone.messages())
    assert wanted - intake.tapped - judge.tapped - registry.tapped == set()


async def test_a_witness_finds_the_card_again_in_their_list(alone: Stage) -> None:
    people = await court(alone)
    clerk = await alone.actor("林书记", department="民一庭")
    number = await record_meeting(people["judge"])
    first = await clerk.phone.see("请您签字确认")

    await clerk.phone.send("/todo")
    await clerk.phone.see("待您签字、签收的")
    await clerk.phone.click(f"✍️ {number}")
    await alone.idle()

    messages = await clerk.phone.messages()
    (card,) = [each for each in messages if "请您签字确认" in each.text]
    assert card.id > first.id
    assert _is_last(card, messages)


def _is_last(message: Message, messages: list[Message]) -> bool:
    return message.id == max(each.id for each in messages)
