"""What courts note by hand: liaison, duty, guidance, posted material (SPC 3, 5 to 8)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from register.acts.staffing import FoundOrganisation
from register.case_note import CaseNote
from register.people import Role
from register.ports import Store
from register.profile import load
from tests.bot.desk import open_list
from tests.bot.stage import SAMPLES, Actor, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

PHOTO = SAMPLES / "chat.png"
CASE = "某合同纠纷一案"


@pytest_asyncio.fixture(loop_scope="module")
async def court(shared: Stage) -> AsyncIterator[Stage]:
    """A court that keeps its records by the measures of the Supreme Court alone."""
    async with housed(shared, "江州市中级人民法院", "spc") as there:
        yield there


@pytest_asyncio.fixture(loop_scope="module")
async def double(shared: Stage) -> AsyncIterator[Stage]:
    """A court that runs the rules on outsiders and those on people of the courts."""
    async with housed(shared, "双阳区人民法院", "changchun", "spc") as there:
        yield there


@asynccontextmanager
async def housed(stage: Stage, name: str, *profiles: str) -> AsyncIterator[Stage]:
    """Hire into a house of these rule systems while the block runs."""
    found = await stage.container.get(FoundOrganisation)
    house = await found(name, profiles=profiles, cause=stage.cause())
    before, stage.house = stage.house, house.id
    try:
        yield stage
    finally:
        stage.house = before


async def clerk(stage: Stage) -> Actor:
    """Return somebody who handles no case."""
    number = next(stage._numbers)
    return await stage.actor(f"高文员{number}", Role.HEAD, department=f"第{number}办公室")


async def notes(stage: Stage, actor: Actor) -> list[CaseNote]:
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        return list(await uow.case_notes.of(actor.person.id))


async def begin(actor: Actor, kind: str, *, source: str, text: str, case: str = CASE) -> None:
    """Say what every note says: kind, case, who, when, what."""
    phone = actor.phone
    await open_list(actor, "/notes")
    await phone.click("➕ 新增备注")
    await phone.click(kind)
    await phone.see("对应哪一件案件")
    await phone.send(case)
    await phone.see_button("‹ 返回")
    await phone.send(source)
    await phone.see_button("刚才")
    await phone.click("刚才")
    await phone.send(text)


async def confirm(actor: Actor) -> None:
    await actor.phone.see("请核对")
    await actor.phone.click("✅ 确认")
    await actor.phone.see("记录时间")


# ── Two rule systems in one house ──────────────────────────────────────────────────────────────


@pytest.mark.req("C3", "F5", "PD8")
async def test_the_kinds_of_all_rule_systems_of_a_house_are_offered_and_each_keeps_its_own(
    double: Stage,
) -> None:
    fang = await double.recorder()
    await begin(fang, "受委托单位参考意见", source="区农业农村局 周科长", text="耕地保护的意见。")
    await fang.phone.see("委托或者许可的情况")
    await fang.phone.send("本院9月20日函请提出")
    await fang.phone.see_button("没有，略过")
    await fang.phone.click("没有，略过")
    await confirm(fang)

    shown = await fang.phone.see("存入案件正卷后填写卷号和页码")
    assert "长春中院实施细则第六条" in shown.text
    await begin(fang, "因职责过问、转递材料", source="本人", text="过问进度。")
    await fang.phone.see("履行什么法定职责")
    (note,) = await notes(double, fang)
    assert (note.profile, note.kind) == ("changchun", "opinion")


@pytest.mark.req("C3", "PD8")
async def test_behind_the_door_of_two_systems_the_adviser_leads_to_the_right_ones_kind(
    double: Stage,
) -> None:
    fang = await double.recorder()
    await fang.phone.send("/check")
    shown = await fang.phone.see("第 1 问")
    label = load("changchun", date(2026, 12, 1)).asker
    for answer in (label, "程序之外来函、说情、打听", "机关、协会等单位", "都符合"):
        await fang.phone.see_button(answer)
        await fang.phone.click(answer)
    await fang.phone.see("🗂 可以不登记，但要记录在案", after=shown.id - 1)

    await fang.phone.click("📄 写案卷备注")

    await fang.phone.see("新增备注　受委托单位参考意见")


# ── Posted material ────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("D5a", "D5b", "CH27")
async def test_posted_material_is_destroyed_with_a_witness_and_a_sealed_photo_alone(
    court: Stage,
) -> None:
    gao = await clerk(court)
    await begin(gao, "邮寄材料退回、销毁", source="未署名", text="材料一袋。")
    asked = await gao.phone.see("请问怎样处理")
    assert [each.text for each in asked.buttons] == ["退回", "销毁", "‹ 返回"], "return is first"

    await gao.phone.click("销毁")
    await gao.phone.see("还没有可用的材料")
    await gao.phone.upload("photo", Path(PHOTO))
    offered = await gao.phone.see_button("📎 E-")
    assert offered.button("没有，略过") is None, "no destruction without a picture"
    await gao.phone.click("📎 E-", message=offered)
    asked = await gao.phone.see("由谁见证销毁")
    assert asked.button("没有，略过") is None, "nor without a witness"
    await gao.phone.send("何书记员")
    await gao.phone.see("何时退回或者销毁")
    await gao.phone.click("刚才")
    shown = await gao.phone.see("请核对")
    assert "销毁见证人：何书记员" in shown.text
    await confirm(gao)

    (note,) = await notes(court, gao)
    (item,) = note.items
    assert item.sha256 in shown.text
    assert note.answers["disposition"].text == "destroyed"
    window = await gao.phone.see("记录时间")
    assert CASE in window.text
    assert window.button("🗂 填写卷号、页码") is None, "it lies in no case file"
    assert "尚未入卷" not in window.text


@pytest.mark.req("D5b", "CH27")
async def test_the_photo_of_what_was_destroyed_cannot_be_withdrawn(court: Stage) -> None:
    gao = await clerk(court)
    await gao.phone.upload("photo", Path(PHOTO))
    card = await gao.phone.see("已固定")
    await begin(gao, "邮寄材料退回、销毁", source="未署名", text="材料一袋。")
    await gao.phone.see("请问怎样处理")
    await gao.phone.click("销毁")
    await gao.phone.see_button("📎 E-")
    await gao.phone.click("📎 E-")
    await gao.phone.see("由谁见证销毁")
    await gao.phone.send("何书记员")
    await gao.phone.see("何时退回或者销毁")
    await gao.phone.click("刚才")
    await confirm(gao)

    await gao.phone.click("撤回材料", message=card)
    await gao.phone.see_button("确认撤回")
    answer = await gao.phone.click("确认撤回")

    assert "材料已记入备查记录" in (answer.text or "")


@pytest.mark.req("D5a")
async def test_the_adviser_leads_from_posted_material_to_its_note(court: Stage) -> None:
    gao = await clerk(court)
    await gao.phone.send("/check")
    await gao.phone.see("请问开口或来函的是谁")
    await gao.phone.click("案件当事人及其关系人")
    await gao.phone.see_button("用非正当渠道邮寄材料")
    await gao.phone.click("用非正当渠道邮寄材料")
    told = await gao.phone.see("✅ 可以不登记")
    assert "不得转交办案单位或者办案人员；请优先退回" in told.text

    await gao.phone.click("📄 写案卷备注")

    await gao.phone.see("邮寄材料退回、销毁")
    await gao.phone.send(CASE)
    await gao.phone.see("材料由谁寄来")


# ── Contact for duty ───────────────────────────────────────────────────────────────────────────


@pytest.mark.req("B6")
async def test_who_shows_no_paper_may_be_refused_and_the_contact_is_noted_all_the_same(
    court: Stage,
) -> None:
    fang = await court.recorder()
    await begin(fang, "其他司法机关了解情况", source="县公安局 孙警官", text="了解审理期限。")
    asked = await fang.phone.see("是否出具了法律文书或者公函")
    assert "可以拒绝提供情况" in asked.text

    await fang.phone.click("否")

    await fang.phone.see("是否向对方提供了案件有关情况")
    await fang.phone.click("已拒绝提供")
    shown = await fang.phone.see("请核对")
    assert "\n证明文件：" not in shown.text, "nothing is asked about a paper that was not shown"
    await confirm(fang)
    (note,) = await notes(court, fang)
    assert {name: answer.text for name, answer in note.answers.items()} == {
        "credential_shown": "no",
        "information_outcome": "refused",
    }
    assert (note.profile, note.profile_version.isoformat()) == ("spc", "2015-08-20")
    await fang.phone.click("🗂 填写卷号、页码")
    await fang.phone.see("存入哪一卷")


@pytest.mark.req("B6")
async def test_a_paper_that_was_shown_is_named_and_a_scan_of_it_may_be(court: Stage) -> None:
    fang = await court.recorder()
    await begin(fang, "其他司法机关了解情况", source="县公安局 孙警官", text="了解审理期限。")
    await fang.phone.see_button("是")
    await fang.phone.click("是")
    await fang.phone.see("证明文件的名称和文号")
    await fang.phone.send("介绍信 江公介〔2026〕3号")
    await fang.phone.see_button("没有，略过")
    await fang.phone.upload("document", ("介绍信.pdf", b"%PDF-1.7 letter"))
    offered = await fang.phone.see_button("📎 E-")
    await fang.phone.click("📎 E-", message=offered)
    await fang.phone.see_button("只提供了一部分")
    await fang.phone.click("只提供了一部分")
    await confirm(fang)

    (note,) = await notes(court, fang)
    assert note.answers["information_outcome"].text == "partly"
    assert [item.number for item in note.items] == [note.answers["credential_scan"].text]


@pytest.mark.req("B16")
async def test_an_inquiry_for_duty_names_basis_procedure_and_document(court: Stage) -> None:
    gao = await clerk(court)
    text = "向承办人过问审理进度。"
    await begin(gao, "因职责过问、转递材料", source="高文员，办公室文员，本人", text=text)
    await gao.phone.see("履行什么法定职责")
    await gao.phone.send("督办职责，院内督办办法")
    await gao.phone.see("依照什么法定程序")
    await gao.phone.send("督办单，经分管副院长批准")
    await gao.phone.see("有什么文书、资料")
    await gao.phone.click("没有，略过")
    await confirm(gao)

    (note,) = await notes(court, gao)
    assert set(note.answers) == {"duty_basis", "duty_procedure"}
    assert "永久保存" in note.kind_in_rules.basis


@pytest.mark.req("B4", "B5", "CH36")
async def test_the_adviser_leads_to_the_kind_with_what_it_knows(court: Stage) -> None:
    fang = await court.recorder()
    await fang.phone.send("/check")
    await fang.phone.see("请问开口或来函的是谁")
    for label in ("本院或其他法院的人", "提出监督、指导意见", "都符合，口头提出"):
        await fang.phone.see_button(label)
        await fang.phone.click(label)
    await fang.phone.see("🗂 可以不登记，但要记录在案")

    await fang.phone.click("📄 写案卷备注")

    await fang.phone.see("新增备注　监督、指导意见")
    await fang.phone.send(CASE)
    await fang.phone.see("意见由谁提出")
    await fang.phone.send("市高院 孙庭长")
    await fang.phone.see_button("刚才")
    await fang.phone.click("刚才")
    await fang.phone.see("请写明提出的内容")
    await fang.phone.send("注意审查合同效力。")
    shown = await fang.phone.see("请核对")
    assert "提出形式：口头" in shown.text, "what was told is not asked again"
    await fang.phone.click("‹ 返回")
    await fang.phone.see("以什么形式提出")
    await fang.phone.click("批示")
    await fang.phone.see("批示、函文等资料的名称")


@pytest.mark.req("B6", "CH36")
async def test_in_doubt_for_want_of_a_paper_both_ways_are_open(court: Stage) -> None:
    fang = await court.recorder()
    await fang.phone.send("/check")
    await fang.phone.see("请问开口或来函的是谁")
    for label in ("其他司法机关工作人员", "因职责了解案件情况", "只缺证明文件"):
        await fang.phone.see_button(label)
        await fang.phone.click(label)

    told = await fang.phone.see("📌 有疑问，应当登记")

    assert "可以拒绝提供情况" in told.text
    assert told.button("📝 开始登记")
    assert told.button("📄 写案卷备注")


# ── By the rules of the house ──────────────────────────────────────────────────────────────────


@pytest.mark.req("PD8", "CH36")
async def test_a_house_that_owes_no_zero_reports_neither_offers_nor_mentions_them(
    court: Stage,
) -> None:
    fang = await court.recorder()

    chat = await fang.phone.chat()
    assert "zero" not in chat.commands
    assert "notes" in chat.commands
    await fang.phone.send("/help")
    told = await fang.phone.see("使用说明")
    assert "零报告" not in told.text
    assert "第十条" in told.text
    assert "三个工作日" not in told.text
    await open_list(fang, "/zero")
    await fang.phone.see("没有要求零报告")
    assert "零报告" not in (await open_list(fang, "/cases")).text


async def test_a_second_tap_on_a_choice_answers_no_other_question(court: Stage) -> None:
    gao = await clerk(court)
    await begin(gao, "邮寄材料退回、销毁", source="未署名", text="材料一袋。")
    asked = await gao.phone.see("请问怎样处理")
    button = asked.button("退回")
    assert button is not None
    assert button.data is not None

    await gao.phone.tap(asked, button.data)
    await gao.phone.tap(asked, button.data)

    await gao.phone.see("何时退回或者销毁")
    sent = await gao.phone.send("退回")
    await gao.phone.see("没有看懂这个时间", after=sent)


async def test_what_is_no_choice_leaves_the_buttons_up(court: Stage) -> None:
    gao = await clerk(court)
    await begin(gao, "邮寄材料退回、销毁", source="未署名", text="材料一袋。")
    await gao.phone.see("请问怎样处理")

    sent = await gao.phone.send("烧掉")

    assert "按钮" in (await gao.phone.see("", after=sent)).text
    assert await notes(court, gao) == []
