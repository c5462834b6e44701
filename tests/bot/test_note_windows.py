"""/notes by hand: from what was said to the paper in the case file, and onto the zero report."""

import pytest

from register.case_note import CaseNote
from register.ports import Store
from sandbox.driver import Message
from tests.bot.desk import CASE, SIGN, add_case, now, open_list, reports
from tests.bot.stage import Actor, Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

GUIDANCE = "口头指导、参考意见"
SAID = "补充核实被害人陈述。"


async def notes(stage: Stage, actor: Actor) -> list[CaseNote]:
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        return list(await uow.case_notes.of(actor.person.id))


def note_numbers(window: Message) -> list[str]:
    return [each.text for each in window.buttons if "N-" in each.text]


async def add_note(actor: Actor, case: str = f"📁 {CASE}") -> Message:
    """Note what a superior said about a case, and return the note's window."""
    phone = actor.phone
    await open_list(actor, "/notes")
    await phone.click("➕ 新增备注")
    await phone.click(GUIDANCE)
    await phone.click(case)
    await phone.send("市院第一检察部 孙指导")
    await phone.see("何时提出")
    await phone.send("昨天下午三点")
    await phone.see("请写明提出的内容")
    await phone.send(SAID)
    shown = await phone.see("请核对")
    assert "提出时间：2026年9月29日 15:00" in shown.text
    await phone.click("✅ 确认")
    return await phone.see("尚未入卷")


@pytest.mark.req("B4", "C2")
async def test_oral_guidance_is_noted_printed_and_filed_by_volume_and_page(shared: Stage) -> None:
    li, _ = await shared.pair()
    await add_case(li)

    window = await add_note(li)

    (note,) = await notes(shared, li)
    assert f"编号 {note.number}" in window.text
    assert SAID in window.text
    await li.phone.click("📄 备查记录")
    paper = await li.phone.last()
    assert paper.media is not None
    assert paper.media.name == f"备查记录-{note.number}.pdf"
    assert (await li.phone.download(paper)).startswith(b"%PDF-")
    await li.phone.click("🗂 填写卷号、页码", message=window)
    await li.phone.send("2")
    await li.phone.see("在第几页")
    await li.phone.send("15")
    filed = await li.phone.see("🗂 已入卷：卷号 2　页码 15")
    await li.phone.click("‹ 返回", message=filed)
    listed = await now(li.phone, filed)
    assert listed.button(f"🗂 {note.number}　{GUIDANCE}（已入卷）")


@pytest.mark.req("B4", "D8")
async def test_nobody_else_hears_of_a_note_or_finds_it_on_their_list(shared: Stage) -> None:
    li, wang = await shared.pair()
    await add_case(li)
    before = await wang.phone.messages()

    await add_note(li)

    await shared.idle()
    assert await wang.phone.messages() == before
    assert note_numbers(await open_list(wang, "/notes")) == []


@pytest.mark.req("B4", "D8")
async def test_a_letter_is_anybodys_to_note_and_guidance_the_handlers_alone(
    shared: Stage,
) -> None:
    _, wang = await shared.pair()
    await open_list(wang, "/notes")
    await wang.phone.click("➕ 新增备注")

    offered = await wang.phone.see("请选择种类")

    assert offered.button("来信来件转交")
    assert offered.button(GUIDANCE) is None


@pytest.mark.req("D8")
async def test_a_letter_that_was_handed_over_is_noted_without_a_case(shared: Stage) -> None:
    li = await shared.recorder()
    await open_list(li, "/notes")
    await li.phone.click("➕ 新增备注")
    assert "不得在来信来件上提出倾向性意见" in (await li.phone.see("请选择种类")).text

    await li.phone.click("来信来件转交")
    await li.phone.click("暂不对应案件")
    await li.phone.send("未署名")
    await li.phone.see("何时收到")
    await li.phone.send("那一天")
    await li.phone.see("没有看懂这个时间")
    await li.phone.send("昨天")
    await li.phone.see("请写明来信来件的名称和份数")
    await li.phone.send("举报信一件三页。")
    await li.phone.see("转交哪个职能部门")
    await li.phone.send("控告申诉检察部门 张接收")
    await li.phone.see("何时转交")
    sent = await li.phone.send("那一天")
    await li.phone.see("没有看懂这个时间", after=sent)
    await li.phone.send("昨天下午三点")
    shown = await li.phone.see("案件：未对应案件")
    assert "转交时间：2026年9月29日 15:00" in shown.text
    await li.phone.click("✅ 确认")

    await li.phone.see("收到时间：2026年9月29日")
    (note,) = await notes(shared, li)
    assert note.case is None
    assert note.answers["handed_to"].text == "控告申诉检察部门 张接收"


@pytest.mark.req("CH28")
async def test_on_any_doubt_a_record_is_one_tap_away(shared: Stage) -> None:
    li = await shared.recorder()
    await open_list(li, "/notes")
    await li.phone.click("➕ 新增备注")

    await li.phone.click("有疑问，去登记")

    await li.phone.see("1/8")
    assert await notes(shared, li) == []


@pytest.mark.req("CH14")
async def test_a_note_written_after_the_statement_was_shown_is_shown_before_it_is_signed(
    shared: Stage,
) -> None:
    li, _ = await shared.pair()
    await add_case(li)
    await li.phone.click("拟结案")
    await li.phone.click("✍️ 去签署零报告")
    await li.phone.click(f"✍️ {CASE}")
    assert "备查记录" not in (await li.phone.see("特此报告")).text

    await add_note(li, f"📁 {CASE}（拟结案）")

    (note,) = await notes(shared, li)
    await open_list(li, "/zero")
    await li.phone.click(f"✍️ {CASE}")
    shown = await li.phone.see("特此报告")
    assert f"另有依规不予记录情形的备查记录：{note.number}。" in shown.text
    await li.phone.click(SIGN)
    await li.phone.see("没有待签署的零报告")
    (report,) = await reports(shared, li)
    assert report.exempt_notes == (note.number,)
