"""Sending a record onward by taps: by chat and by letter, every button at least once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Dispatcher
from aiogram.fsm.state import State
from aiogram_dialog import Dialog, Window

from bot.dialogs.states import Referring
from register.acts.addressee_book import NameAddressee
from register.acts.staffing import FoundOrganisation
from register.organisations import Addressee
from register.people import Role
from sandbox.driver import Message
from tests.bot.desk import now, open_list
from tests.bot.stage import Actor, Stage, answer_all, file_record
from tests.bot.test_every_list_button import Hand
from tests.bot.walking import Edge, noting, widgets
from tests.bot.windows import edit

pytestmark = pytest.mark.asyncio(loop_scope="module")

ONWARD = "🧭 去向办理"
BUREAU = "云溪县公安局"


@pytest_asyncio.fixture(loop_scope="module")
async def office(alone: Stage) -> AsyncIterator[tuple[Actor, Actor, Actor]]:
    """Return a recorder, the own inspector, and one of a bureau of this deployment."""
    found = await alone.container.get(FoundOrganisation)
    bureau = await found(BUREAU, profiles=("rudong",), cause=alone.cause())
    name = await alone.container.get(NameAddressee)
    entry = Addressee(kind="subject_discipline", name=BUREAU, organisation=bureau.id)
    await name(alone.house, entry, cause=alone.cause())
    zhou = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    county, alone.house = alone.house, bureau.id
    feng = await alone.actor("冯督察", Role.INSPECTOR, department="督察大队")
    alone.house = county
    yield await alone.recorder(), zhou, feng


async def classify(hand: Hand, *answers: tuple[str, str]) -> None:
    await hand.tap("🔎 分类认定")
    for question, answer in answers:
        await hand.tap(question, answer)
    await hand.tap("‹ 返回")


async def windows_noted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[State], set[Edge]]:
    """Return where the windows that are shown are noted, and every button that they have."""
    rendered: list[State] = []
    wanted: set[Edge] = set()
    for dialog in (await stage.container.get(Dispatcher)).chain_tail:
        if not isinstance(dialog, Dialog) or dialog.states_group() is not Referring:
            continue
        for state, window in dialog.windows.items():
            assert isinstance(window, Window)
            wanted |= {(state, widget) for widget in widgets(window.keyboard)}
            monkeypatch.setattr(window, "render", noting(window.render, state, rendered))
    return rendered, wanted


@pytest.mark.req("H2a", "H6c", "H7", "H19", "CH19", "CH23", "G6", "G7", "G23c", "F6", "H17")
async def test_every_step_is_found_sent_and_noted_by_taps(
    alone: Stage, office: tuple[Actor, Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    li, zhou, feng = office
    rendered, wanted = await windows_noted(alone, monkeypatch)
    hand = Hand(alone, zhou, rendered)
    number = await file_record(li.phone)
    card = await zhou.phone.see("🧭 去向待办 2 项")
    await zhou.phone.click(ONWARD)
    await hand.look()

    await hand.tap("🔎 分类认定", "‹ 返回", "🔎 分类认定", "过问人类别：未定", "‹ 返回")
    await hand.tap("过问人类别：未定", "司法机关内部人员", "所在司法机关：未定", "公安机关")
    await hand.tap("是否领导干部：未定", "是", "‹ 返回")
    listed = await zhou.phone.see("3. 纪检监察机构：")
    assert "10月10日（周六）" in listed.text, "three working days from its reception"
    assert (await zhou.phone.see("项，最迟 ")).id == card.id

    send = f"📨 发送给{BUREAU}"
    await hand.tap("2", "‹ 返回", "2", send, "‹ 返回", send)
    assert (await zhou.phone.see("请核对")).text.endswith("确认后即发送，不能撤回。")
    await hand.tap("✅ 确认")
    told = await feng.phone.see("收到一条分流的线索")
    assert number in told.text
    await feng.phone.click("👁 查看")
    await feng.phone.see("登记表")
    assert (await now(feng.phone, told)).button(ONWARD) is None

    await zhou.phone.upload("document", ("回执.txt", b"a postal receipt"))
    await by_letter(hand, "3", proof="📎")
    await by_letter(hand, "4", proof="没有凭证材料")
    await zhou.phone.see("凭证 ")
    done = await zhou.phone.see("🧭 去向均已办理")
    assert done.id == card.id

    await classify(hand, ("所在司法机关：公安机关", "本院"))
    await hand.tap("2", "✅ 已办", "✅ 确认")
    await weighed_and_back(hand)
    await hand.tap("关闭")

    assert wanted - hand.tapped == set()
    record = await alone.record(number, li)
    assert [each.step for each in record.referrals] == [
        "subject_discipline",
        "political_legal",
        "superior_organ",
        "own_discipline",
    ]
    assert record.referrals[1].proof
    assert [each.serious for each in record.severities] == [True, False]


async def by_letter(hand: Hand, step: str, *, proof: str) -> None:
    await hand.tap(step, "📮 已纸质送达", "‹ 返回", "📮 已纸质送达")
    await hand.type("云检纪〔2026〕3号")
    await hand.tap("‹ 返回")
    await hand.type("云检纪〔2026〕3号")
    await hand.tap("昨天", "‹ 返回", "今天", "‹ 返回")
    await hand.type("9月29日")
    await hand.tap(proof, "‹ 返回", proof, "✅ 确认")


async def weighed_and_back(hand: Hand) -> None:
    await hand.tap("‼️ 认定情节严重", "‹ 返回", "‼️ 认定情节严重")
    await hand.type("多次打招呼，要求改变定性。")
    await hand.tap("‹ 返回")
    await hand.type("多次打招呼，要求改变定性。")
    await hand.tap("✅ 确认")
    await hand.actor.phone.see("已认定情节严重")
    await hand.tap("撤销情节严重的认定")
    await hand.type("经核实，只有一次。")
    await hand.tap("✅ 确认")


@pytest.mark.req("H17", "H2a")
async def test_the_recorder_reads_the_way_on_and_how_an_edit_moves_it(alone: Stage) -> None:
    phone = (await alone.recorder()).phone
    await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await answer_all(phone)

    review = await phone.see("🧭 之后：")
    assert "去向有变化" not in review.text
    await edit(phone, "过问人类别")
    await phone.click("司法机关内部人员")
    await edit(phone, "所在司法机关")
    await phone.click("法院")

    review = await phone.see("🔀 去向有变化：增加过问人所在单位的纪检监察机构")
    assert "不再送本院纪检监察机构" in review.text
    assert "并积极协助调查 → 过问人所在单位的纪检监察机构（第十七条第（三）项）" in review.text


@pytest.mark.req("G6", "H2a", "CH2")
async def test_the_morning_reminds_the_office_of_the_last_day(
    alone: Stage, office: tuple[Actor, Actor, Actor]
) -> None:
    li, zhou, _ = office
    await file_record(li.phone)
    await zhou.phone.see("🧭 去向待办")
    await zhou.phone.click(ONWARD)
    for tap in (
        "🔎 分类认定",
        "过问人类别：未定",
        "司法机关内部人员",
        "所在司法机关：未定",
        "本院",
    ):
        await zhou.phone.see_button(tap)
        await zhou.phone.click(tap)
    await alone.idle()

    todo = await open_list(zhou, "/todo")
    assert "待办理去向的登记" in todo.text
    assert "10月10日（周六）" in todo.text

    await alone.pass_time(10 * 24 * 3600)
    await alone.idle()
    digest = await zhou.phone.see("今日提醒")
    assert "移送、报送或者告知过问案件线索" in digest.text
    await zhou.phone.click("📨 查看卡片 1")
    card: Message = await zhou.phone.see("🧭 去向待办")
    assert card.button(ONWARD) is not None
