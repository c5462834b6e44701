"""Every button of every list and of what it opens is tapped once, and leads where it says."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window

from bot.dialogs.states import Advising, Away, Cases, Mine, Notes, Todo, Zero
from register.people import Role
from tests.bot.desk import CASE, bring_in, open_list
from tests.bot.stage import Actor, Stage, file_record
from tests.bot.walking import Edge, edge_of, noting, widgets

pytestmark = pytest.mark.asyncio(loop_scope="module")

AT_A_COURT = {(Todo.list, "signature")}
"""What only the rules of courts fill: tapped in `test_transfer_windows.py`."""
GROUPS = (Mine, Cases, Notes, Zero, Todo, Away, Advising)


@dataclass
class Hand:
    """Taps for one person, and keeps which button of which window it was."""

    stage: Stage
    actor: Actor
    rendered: list[State]
    tapped: set[Edge] = field(default_factory=set)
    at: State | None = None

    async def open(self, command: str) -> None:
        await open_list(self.actor, command)
        await self.look()

    async def type(self, text: str) -> None:
        await self.actor.phone.send(text)
        await self.look()

    async def tap(self, *labels: str) -> None:
        for label in labels:
            message = await self.actor.phone.see_button(label)
            button = message.button(label)
            assert button is not None
            assert self.at is not None
            self.tapped.add(edge_of(self.at, button))
            await self.actor.phone.click(label, message=message)
            await self.look()

    async def look(self) -> None:
        await self.stage.idle()
        self.at = self.rendered[-1]


def dialogs(dispatcher: Dispatcher) -> Iterator[Dialog]:
    """Return the dialogs of the lists."""
    for router in dispatcher.chain_tail:
        if isinstance(router, Dialog) and router.states_group() in GROUPS:
            yield router


async def test_every_button_of_every_list_leads_somewhere(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[State] = []
    wanted: set[Edge] = set()
    for dialog in dialogs(await shared.container.get(Dispatcher)):
        for state, window in dialog.windows.items():
            assert isinstance(window, Window)
            wanted |= {(state, widget) for widget in widgets(window.keyboard)}
            monkeypatch.setattr(window, "render", noting(window.render, state, rendered))
    (li, wang), (qian, _) = await shared.pair(), await shared.pair()
    handler, head = Hand(shared, li, rendered), Hand(shared, wang, rendered)

    await file_record(li.phone)
    await a_case_is_added_shared_closed_and_given_away(handler, f"{qian.person.name}（检察官）")
    await a_zero_report_goes_there_and_back(handler, head)
    await a_note_is_added_printed_and_filed(handler)
    await days_of_absence_are_named_and_ended(head, f"{li.person.name}（检察官）")
    await handler.open("/mine")
    await handler.tap("🧾")
    handler.at = Mine.list
    await handler.tap("📄 全部回执")
    handler.at = Mine.list
    await handler.tap("关闭")
    await handler.open("/mine")
    await handler.tap("📝")
    await the_adviser_is_asked(handler)

    assert wanted - handler.tapped - head.tapped == AT_A_COURT


async def days_of_absence_are_named_and_ended(hand: Hand, colleague: str) -> None:
    await hand.open("/away")
    await hand.tap("📅 指定代理人", "‹ 返回", "📅 指定代理人", "下月 ›", "12", "‹ 返回", "12")
    await hand.tap("下月 ›", "16", "‹ 返回", "16", colleague, "‹ 返回", colleague, "✅ 确认")
    await hand.tap("📅 重新指定", "‹ 返回", "⏹ 结束代理", "关闭")


async def the_adviser_is_asked(hand: Hand) -> None:
    await hand.open("/check")
    await hand.tap("咨询、查询案件信息", "‹ 返回", "🙅 怎样回绝", "❓ 要不要登记", "说不准")
    await hand.tap(
        "‹ 返回", "说不准", "🙅 怎样回绝", "任何人：转递材料", "‹ 返回", "❓ 要不要登记"
    )
    await hand.tap("关闭")
    await hand.open("/check")
    await hand.tap("关闭")
    await hand.open("/say")
    await hand.tap("关闭")
    await hand.open("/check")
    await hand.tap("因工作了解情况或提意见", "本院或上级检察院的人", "院领导、上级检察院人员")
    await hand.tap("都符合，口头提出")
    await hand.tap("📄 写案卷备注")
    await hand.open("/check")
    await hand.tap("🚫 领导授意不记录、不查处")
    await hand.open("/check")
    await hand.tap("说不准", "📝 开始登记")
    await hand.open("/say")
    await hand.tap("任何人：转递材料", "✍️ 已这样回复，填入草稿")


async def a_case_is_added_shared_closed_and_given_away(hand: Hand, colleague: str) -> None:
    await hand.open("/cases")
    await hand.tap("➕ 新增案件", "‹ 返回", "➕ 新增案件")
    await hand.type(CASE)
    await hand.tap("‹ 返回", f"📁 {CASE}", "增加承办人", "‹ 返回", "增加承办人", colleague)
    await hand.tap("‹ 返回", "增加承办人", colleague, "确认增加")
    await hand.tap("拟结案", "📅 拟结案日期", "‹ 返回", "📅 拟结案日期", "下月 ›", "15")
    await hand.tap("🗄 已结案归档", "确认归档", "恢复办理", "移出本院", "确认移出")
    await hand.tap("➕ 新增案件")
    await hand.type("移交的案件")
    await hand.tap("移交他人", colleague, "确认移交", "关闭")
    await hand.open("/cases")
    await hand.tap("➕ 新增案件")
    await hand.type("办结的案件")
    await hand.tap("拟结案", "✍️ 去签署零报告", "关闭")


async def a_zero_report_goes_there_and_back(handler: Hand, head: Hand) -> None:
    await bring_in(handler.stage, handler.actor, range(901, 909))
    await handler.open("/zero")
    await handler.tap("✍️ 办结的案件", "‹ 返回", "✍️ 办结的案件", "✍️ 签署", "2", "⏳ 办结的案件")
    await handler.tap("‹ 返回")
    await head.open("/todo")
    await head.tap("📨", "↩️ 退回、回避某一件", "‹ 返回", "↩️ 退回、回避某一件", "1", "‹ 返回", "1")
    await head.type("请核对承办日期")
    await head.tap("关闭")
    await handler.open("/zero")
    await handler.tap("✍️ 办结的案件", "✍️ 签署")
    await head.open("/todo")
    await head.tap("✅ 确认本页")
    await handler.open("/zero")
    await handler.tap("2", "✅ 办结的案件", "📄 逐案报告")
    handler.at = Zero.stated
    await handler.tap("‹ 返回", "1", "✍️ 第902号", "✍️ 签署")
    await handler.stage.actor("冯纪检", Role.INSPECTOR, department="纪检组")
    await head.open("/todo")
    await head.tap("↩️ 退回、回避某一件", "1", "🙋 本人应当回避")
    await handler.open("/zero")
    await handler.tap("✍️ 第901号", "有情况，去登记")


async def a_note_is_added_printed_and_filed(hand: Hand) -> None:
    kind = "口头指导、参考意见"
    await hand.open("/notes")
    await hand.tap("➕ 新增备注", "‹ 返回", "➕ 新增备注", kind, "‹ 返回", kind)
    await hand.tap("📁 第901号诈骗案", "‹ 返回", "暂不对应案件")
    await hand.type("市院孙指导")
    await hand.tap("‹ 返回")
    await hand.type("市院孙指导")
    await hand.tap("刚才", "‹ 返回", "刚才")
    await hand.type("补充核实被害人陈述")
    await hand.tap("‹ 返回")
    await hand.type("补充核实被害人陈述")
    await hand.tap("✅ 确认", "📄 备查记录")
    hand.at = Notes.note
    await hand.tap("🗂 填写卷号、页码", "‹ 返回", "🗂 填写卷号、页码")
    await hand.type("2")
    await hand.tap("‹ 返回")
    await hand.type("2")
    await hand.type("15")
    await hand.tap("‹ 返回", "🗂 N-", "‹ 返回", "关闭")
    await hand.open("/notes")
    await hand.tap("➕ 新增备注", "来信来件转交", "暂不对应案件")
    await hand.type("未署名")
    await hand.tap("刚才")
    await hand.type("举报信一件")
    await hand.tap("‹ 返回")
    await hand.type("举报信一件")
    await hand.type("控告申诉检察部门")
    await hand.tap("刚才")
    await hand.open("/notes")
    await hand.tap("➕ 新增备注", "其他司法机关了解情况", "暂不对应案件")
    await hand.type("县公安局孙警官")
    await hand.tap("刚才")
    await hand.type("了解办案期限")
    await hand.tap("是")
    await hand.type("介绍信")
    await hand.tap("没有，略过", "已提供", "‹ 返回", "已提供")
    await hand.open("/notes")
    await hand.tap("➕ 新增备注", "有疑问，去登记")
