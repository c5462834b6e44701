"""/cases and /mine by hand: whose list a case is on, and what handing it on asks of whom."""

import pytest

from register.cases import CaseState
from register.people import Role
from register.ports import Store
from register.zero_report import Occasion
from tests.bot.desk import CASE, add_case, bring_in, now, open_list, reports
from tests.bot.stage import Actor, Stage, file_record
from tests.bot.windows import tap_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def colleagues(stage: Stage) -> tuple[Actor, Actor]:
    li, qian = await stage.recorder(), await stage.recorder()
    return li, qian


def choice(actor: Actor) -> str:
    return f"{actor.person.name}（检察官）"


async def test_a_case_is_typed_with_its_number_and_the_day_it_was_taken(shared: Stage) -> None:
    li = await shared.recorder()

    window = await add_case(li, "张三盗窃案\n云检刑诉 (2026) 12 号\n9月1日")

    assert "案号：云检刑诉〔2026〕12号" in window.text
    assert "本人承办起始：2026年9月1日" in window.text
    await li.phone.click("‹ 返回")
    await li.phone.see_button("📁 张三盗窃案")


async def test_a_case_that_is_typed_twice_is_one(shared: Stage) -> None:
    li = await shared.recorder()
    await add_case(li, "张三盗窃案\n云检刑诉〔2026〕13号")

    await add_case(li, "张三盗窃\n云检刑诉〔2026〕13号")

    assert [each.text for each in (await open_list(li, "/cases")).buttons] == [
        "📁 张三盗窃案",
        "➕ 新增案件",
        "关闭",
    ]


async def test_a_case_without_a_name_and_one_too_long_are_refused(shared: Stage) -> None:
    li = await shared.recorder()
    await open_list(li, "/cases")
    await li.phone.click("➕ 新增案件")

    await li.phone.send("字" * 201)

    await li.phone.see("内容过长，最多 200 字")
    await li.phone.send(CASE)
    await li.phone.see("状态：办理中")


@pytest.mark.req("CH13")
async def test_imported_cases_are_on_their_handlers_list_alone(shared: Stage) -> None:
    li, qian = await colleagues(shared)
    await bring_in(shared, li, range(801, 811))

    window = await open_list(li, "/cases")

    assert window.button("📁 第801号诈骗案（拟结案）")
    assert len([each for each in window.buttons if each.text.startswith("📁")]) == 8
    await li.phone.click("2")
    assert (await now(li.phone, window)).button("📁 第810号诈骗案（拟结案）")
    assert "还没有案件" in (await open_list(qian, "/cases")).text


@pytest.mark.req("CH13", "G22")
async def test_who_hands_a_case_on_signs_for_their_own_time_and_the_next_is_told(
    shared: Stage,
) -> None:
    li, qian = await colleagues(shared)
    await add_case(li)
    await li.phone.click("移交他人")
    await li.phone.click(choice(qian))
    await li.phone.see(f"移交给{qian.person.name}？")

    answer = await li.phone.click("确认移交")

    assert "已移交" in (answer.text or "")
    assert "还没有案件" in (await li.phone.see("我承办的案件")).text
    await li.phone.see("您有零报告待签署")
    told = await qian.phone.see("您有新承办的案件")
    assert CASE not in told.text
    assert (await open_list(qian, "/cases")).button(f"📁 {CASE}")
    (report,) = await reports(shared, li)
    assert report.occasion is Occasion.HANDED_OVER
    assert not await reports(shared, qian)


@pytest.mark.req("I3")
async def test_several_handlers_see_one_case_and_owe_a_zero_report_each(shared: Stage) -> None:
    li, qian = await colleagues(shared)
    await add_case(li)
    await li.phone.click("增加承办人")
    await li.phone.click(choice(qian))

    await li.phone.click("确认增加")

    window = await li.phone.see("状态：办理中")
    assert f"承办人：{li.person.name}、{qian.person.name}" in window.text
    await qian.phone.see("您有新承办的案件")
    await li.phone.click("拟结案")
    for handler in (li, qian):
        await handler.phone.see("您有零报告待签署")


@pytest.mark.req("CH13")
async def test_a_case_that_leaves_the_house_is_on_nobodys_list(shared: Stage) -> None:
    li, qian = await colleagues(shared)
    await add_case(li)
    await li.phone.click("增加承办人")
    await li.phone.click(choice(qian))
    await li.phone.click("确认增加")
    await li.phone.see("状态：办理中")
    await li.phone.click("移出本院")

    answer = await li.phone.click("确认移出")

    assert "已移出本院" in (answer.text or "")
    for handler in (li, qian):
        await handler.phone.see("您有零报告待签署")
        assert "还没有案件" in (await open_list(handler, "/cases")).text
        await handler.phone.see("您有零报告待签署")


@pytest.mark.req("CH13")
async def test_archiving_warns_of_what_is_not_signed_and_a_reopened_case_owes_anew(
    shared: Stage,
) -> None:
    li, _ = await shared.pair()
    await add_case(li)
    await li.phone.click("拟结案")
    await li.phone.click("🗄 已结案归档")
    await li.phone.see("您在此案的零报告还没有签署")
    await li.phone.click("‹ 返回")
    await li.phone.click("✍️ 去签署零报告")
    await li.phone.click(f"✍️ {CASE}")
    await li.phone.click("✍️ 签署")
    await open_list(li, "/cases")
    await li.phone.click(f"📁 {CASE}")
    await li.phone.click("🗄 已结案归档")
    assert "还没有签署" not in (await li.phone.see("确认已结案归档")).text
    await li.phone.click("确认归档")
    await li.phone.see("状态：已结案")
    await li.phone.click("恢复办理")
    await li.phone.see("状态：办理中")

    await li.phone.click("拟结案")

    assert {each.occasion for each in await reports(shared, li)} == {
        Occasion.CLOSING,
        Occasion.REOPENED,
    }


async def test_a_case_that_went_elsewhere_meanwhile_can_only_be_looked_back_at(
    shared: Stage,
) -> None:
    li, qian = await colleagues(shared)
    await add_case(li)
    await li.phone.click("增加承办人")
    await li.phone.click(choice(qian))
    await li.phone.click("确认增加")
    window = await li.phone.see("状态：办理中")
    closing = tap_of(window, "拟结案")
    await open_list(qian, "/cases")
    await qian.phone.click(f"📁 {CASE}")
    await qian.phone.click("移出本院")
    await qian.phone.click("确认移出")

    answer = await li.phone.tap(window, closing)

    assert "您不能进行此操作" in (answer.text or "")
    await li.phone.click("‹ 返回", message=window)
    assert "还没有案件" in (await now(li.phone, window)).text


async def test_nobody_opens_a_case_of_another_by_a_forged_tap(shared: Stage) -> None:
    li, qian = await colleagues(shared)
    await add_case(li)
    await add_case(qian, "别的案件")
    mine, theirs = await open_list(li, "/cases"), await open_list(qian, "/cases")
    case_id = tap_of(mine, f"📁 {CASE}").rpartition(":")[2]
    forged = tap_of(theirs, "📁 别的案件").rpartition(":")[0]

    answer = await qian.phone.tap(theirs, f"{forged}:{case_id}")

    assert "您不能进行此操作" in (answer.text or "")
    assert CASE not in (await now(qian.phone, theirs)).text


async def test_only_handlers_of_the_house_can_be_chosen(shared: Stage) -> None:
    li, qian = await colleagues(shared)
    wu = await shared.actor("吴外院", superior=True)
    wang = await shared.actor("王非承办", Role.HEAD)
    await add_case(li)

    await li.phone.click("移交他人")

    labels = {each.text for each in (await li.phone.see("移交给谁")).buttons}
    assert not labels & {choice(wu), choice(wang), choice(li)}
    store: Store = await shared.container.get(Store)
    async with store.read() as uow:
        (case,) = await uow.cases.of(li.person.id)
    assert case.state is CaseState.OPEN
    assert qian.person.id not in case.handlers


@pytest.mark.req("K3")
async def test_mine_gives_receipts_again_and_leads_on_to_drafts(shared: Stage) -> None:
    li, _ = await shared.pair()
    number = await file_record(li.phone)
    await li.phone.send("/new")
    await li.phone.see("1/8")
    window = await open_list(li, "/mine")
    assert window.text.count("📝") == window.text.count("🧾") == 1

    await li.phone.click(f"🧾 {number}", message=window)

    again = await li.phone.see("存证回执", after=window.id)
    assert number in again.text
    await li.phone.click("📝", message=window)
    await li.phone.see("1/8", after=window.id)


@pytest.mark.req("E4")
async def test_all_receipts_come_as_one_file_that_may_be_kept(shared: Stage) -> None:
    li, _ = await shared.pair()
    numbers = {await file_record(li.phone), await file_record(li.phone)}
    await open_list(li, "/mine")

    await li.phone.click("📄 全部回执")

    sent = await li.phone.see("全部回执，共 2 份")
    assert sent.media is not None
    assert sent.media.name == "全部回执.pdf"
    assert not sent.protected
    assert set((await li.phone.download(sent)).decode().split()[1:]) == numbers


async def test_who_filed_nothing_is_offered_no_receipts(shared: Stage) -> None:
    li, _ = await shared.pair()

    window = await open_list(li, "/mine")

    assert window.button("📄 全部回执") is None


async def test_the_file_of_receipts_is_taken_back_from_the_chat(alone: Stage) -> None:
    li, _ = await alone.pair()
    await file_record(li.phone)
    await open_list(li, "/mine")
    await li.phone.click("📄 全部回执")
    await li.phone.see("全部回执，共 1 份")

    await alone.pass_time(601)

    await li.phone.gone("全部回执，共 1 份")
