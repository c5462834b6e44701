"""/zero and /todo by hand: the statement before the tap, the page before the confirmation."""

import time

import pytest

from register.acts.zero_reporting import PAGE, ConfirmZeroReports
from register.people import Role
from register.ports import Store
from register.zero_report import ConfirmedAs, Confirmer, ZeroReport, ZeroState
from tests.bot.desk import (
    CASE,
    CONFIRM,
    SIGN,
    add_case,
    bring_in,
    now,
    open_list,
    reports,
    sign,
    submit,
)
from tests.bot.stage import Actor, Stage, file_record
from tests.bot.windows import tap_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

STATEMENT = "以来，没有出现领导干部干预、插手和司法机关内部人员过问案件的情况。\n特此报告。"


# ── Signing ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I1", "CH13", "F2-2", "F2-3")
async def test_the_whole_statement_stands_above_the_one_button_that_signs_it(
    shared: Stage,
) -> None:
    li, _ = await shared.pair()
    await add_case(li, f"{CASE}\n云检刑诉〔2026〕7号\n9月1日")
    await li.phone.click("拟结案")
    await li.phone.click("✍️ 去签署零报告")

    await li.phone.click(f"✍️ {CASE}")

    shown = await li.phone.see("特此报告")
    assert f"本人承办 {CASE} 云检刑诉〔2026〕7号 {STATEMENT}" in shown.text
    for line in (f"报告人：{li.person.name}", "承办起始：2026年9月1日", "报告时间：2026年9月30日"):
        assert line in shown.text
    answer = await li.phone.click(SIGN)
    assert answer.text == "已签署，等待确认。"
    listed = await li.phone.see("没有待签署的零报告")
    assert listed.button(f"⏳ {CASE}")
    (report,) = await reports(shared, li)
    assert report.standing is ZeroState.SUBMITTED


async def test_a_statement_of_yesterday_is_shown_anew_before_it_is_signed(alone: Stage) -> None:
    li, _ = await alone.pair()
    await add_case(li)
    await li.phone.click("拟结案")
    await li.phone.click("✍️ 去签署零报告")
    await li.phone.click(f"✍️ {CASE}")
    await alone.pass_time(24 * 3600)

    answer = await li.phone.click(SIGN)

    assert "请看过最新内容" in (answer.text or "")
    await li.phone.see("报告时间：2026年10月1日")
    assert (await reports(alone, li))[0].to_sign
    await li.phone.click(SIGN)
    assert not (await reports(alone, li))[0].to_sign


@pytest.mark.req("I5", "CH14")
async def test_who_drafts_a_record_of_the_case_cannot_sign_its_zero_report(shared: Stage) -> None:
    li, _ = await shared.pair()
    await add_case(li)
    await li.phone.click("拟结案")
    await li.phone.click("✍️ 去签署零报告")
    await li.phone.click(f"✍️ {CASE}")

    await li.phone.click("有情况，去登记")
    await li.phone.see("请问是谁")
    await li.phone.click("去核对")
    assert f"被过问案件的案由：{CASE}" in (await li.phone.see("请核对")).text
    await open_list(li, "/zero")
    await li.phone.click(f"✍️ {CASE}")
    answer = await li.phone.click(SIGN)

    assert "已有登记或草稿，不能作零报告" in (answer.text or "")
    assert (await reports(shared, li))[0].to_sign
    await li.phone.click("‹ 返回")
    await li.phone.see_button(f"✍️ {CASE}")


@pytest.mark.req("I1", "F2-4", "F2-5")
async def test_what_was_confirmed_meanwhile_is_shown_as_it_is_and_gives_form_2(
    shared: Stage,
) -> None:
    li, wang = await shared.pair()
    await sign(li)
    listed = await li.phone.see_button(f"⏳ {CASE}")
    await open_list(wang, "/todo")
    await wang.phone.click(CONFIRM)
    await li.phone.see("零报告已确认")

    await li.phone.click(f"⏳ {CASE}", message=listed)

    assert "✅ 已确认" in (await now(li.phone, listed)).text
    await li.phone.click("📄 逐案报告")
    form = await li.phone.last()
    assert form.media is not None
    assert form.media.name == "逐案报告.pdf"
    assert (await li.phone.download(form)).startswith(b"%PDF-")
    assert (await now(li.phone, listed)).button("‹ 返回"), "the window stays where it was"


# ── Confirming ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("I1", "W2")
async def test_a_head_confirms_200_zero_reports_with_10_taps_each_case_shown(
    alone: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    li, wang = await alone.pair()
    await submit_at_once(alone, wang, await bring_in(alone, li, range(1, 201)))
    spent = timed(monkeypatch)
    window, seen, taps = await open_list(wang, "/todo"), "", 0

    while (await now(wang.phone, window)).button(CONFIRM):
        seen += (await now(wang.phone, window)).text
        await wang.phone.click(f"{CONFIRM} {PAGE} 件")
        await alone.idle()
        taps += 1

    assert taps == 10
    assert all(
        f"第{number}号诈骗案 云检刑诉〔2026〕{number}号" in seen for number in range(1, 201)
    )
    assert "目前没有待办事项" in (await now(wang.phone, window)).text
    confirmed = [each.standing for each in await reports(alone, li)]
    assert confirmed == [ZeroState.CONFIRMED] * 200
    with capsys.disabled():
        print(f" 200 confirmed in {sum(spent):.2f} s of machine time", end="")  # noqa: T201


async def submit_at_once(stage: Stage, head: Actor, owed: list[ZeroReport]) -> None:
    confirmers = (Confirmer(person=head.person.id, capacity=ConfirmedAs.HEAD),)
    store: Store = await stage.container.get(Store)
    async with store.begin() as uow:
        for report in owed:
            await uow.zero_reports.save(report.submit(on=report.since, confirmers=confirmers))


def timed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let the act note how long the machine was busy with each of its pages."""
    spent: list[float] = []
    confirm = ConfirmZeroReports.__call__

    async def noted(*args: object, **named: object) -> object:
        started = time.process_time()
        try:
            return await confirm(*args, **named)  # type: ignore[arg-type]  # passed on as they came
        finally:
            spent.append(time.process_time() - started)

    monkeypatch.setattr(ConfirmZeroReports, "__call__", noted)
    return spent


@pytest.mark.req("I1")
async def test_nothing_is_confirmed_that_came_after_the_page_was_shown(shared: Stage) -> None:
    li, wang = await shared.pair()
    first, second = await bring_in(shared, li, (301, 302))
    await submit(shared, first)
    window = await open_list(wang, "/todo")
    await submit(shared, second)

    answer = await wang.phone.click(CONFIRM, message=window)

    assert answer.text == "已确认 1 件。"
    standing = {each.id: each.standing for each in await reports(shared, li)}
    assert standing == {first.id: ZeroState.CONFIRMED, second.id: ZeroState.SUBMITTED}
    assert "第302号" in (await now(wang.phone, window)).text


@pytest.mark.req("I1")
async def test_a_hasty_second_tap_does_not_confirm_the_page_that_nobody_saw(
    shared: Stage,
) -> None:
    li, wang = await shared.pair()
    owed = await bring_in(shared, li, range(400, 400 + PAGE + 1))
    await submit(shared, *owed)
    window = await open_list(wang, "/todo")
    tap = tap_of(window, CONFIRM)
    await wang.phone.tap(window, tap)
    await shared.idle()

    answer = await wang.phone.tap(window, tap)

    assert "请看过最新内容" in (answer.text or "")
    standing = [each.standing for each in await reports(shared, li)]
    assert standing.count(ZeroState.CONFIRMED) == PAGE


async def test_what_a_second_head_confirmed_meanwhile_is_told_apart(shared: Stage) -> None:
    li, wang = await shared.pair()
    deputy = await shared.actor(
        "副主任", Role.HEAD, department=f"第{li.person.name.removeprefix('李承办')}部"
    )
    await submit(shared, *await bring_in(shared, li, (501, 502)))
    window = await open_list(wang, "/todo")
    await open_list(deputy, "/todo")
    await deputy.phone.click(CONFIRM)

    answer = await wang.phone.click(CONFIRM, message=window)

    assert answer.text == "已确认 0 件。另有 2 件已由他人处理。"


@pytest.mark.req("I1")
async def test_one_goes_back_with_its_reason_and_is_signed_anew(shared: Stage) -> None:
    li, wang = await shared.pair()
    await sign(li)
    await open_list(wang, "/todo")
    await wang.phone.click("↩️ 退回、回避某一件")
    await wang.phone.click("1")
    await wang.phone.send("字" * 201)
    await wang.phone.see("内容过长，最多 200 字")

    await wang.phone.send("请核对承办起始日期")

    await wang.phone.see("已退回承办人")
    await wang.phone.see("目前没有待办事项")
    assert "请核对承办起始日期" in (await li.phone.see("未获确认")).text
    await open_list(li, "/zero")
    await li.phone.click(f"✍️ {CASE}")
    assert "↩️ 上次未获确认：请核对承办起始日期" in (await li.phone.see("特此报告")).text
    await li.phone.click(SIGN)
    await li.phone.see_button(f"⏳ {CASE}")


async def test_what_was_confirmed_meanwhile_cannot_go_back(shared: Stage) -> None:
    li, wang = await shared.pair()
    (report,) = await bring_in(shared, li, (601,))
    await submit(shared, report)
    await open_list(wang, "/todo")
    await wang.phone.click("↩️ 退回、回避某一件")
    await wang.phone.click("1")
    confirm = await shared.container.get(ConfirmZeroReports)
    await confirm([report.id], by=wang.person.id, cause=shared.cause())

    await wang.phone.send("来不及了")

    await wang.phone.see("零报告的状态已有变化")
    assert (await reports(shared, li))[0].standing is ZeroState.CONFIRMED
    await wang.phone.click("‹ 返回")
    await wang.phone.click("‹ 返回")
    await wang.phone.see("目前没有待办事项")


@pytest.mark.req("CH15", "H18", "I5")
async def test_a_head_withdraws_and_the_leader_confirms(alone: Stage) -> None:
    li, wang = await alone.pair()
    chen = await alone.actor("陈副检", Role.LEADER, department="院领导")
    (report,) = await bring_in(alone, li, (602,))
    await submit(alone, report)
    await open_list(wang, "/todo")
    await wang.phone.click("↩️ 退回、回避某一件")
    await wang.phone.click("1")

    answer = await wang.phone.click("🙋 本人应当回避")

    assert "您已回避" in (answer.text or "")
    await wang.phone.see("目前没有待办事项")
    await open_list(chen, "/todo")
    await chen.phone.click(CONFIRM)
    await chen.phone.see("目前没有待办事项")
    assert (await reports(alone, li))[0].confirmed_by == chen.person.id


# ── What the head may not learn ────────────────────────────────────────────────────────────────


@pytest.mark.req("I2", "I3", "I5", "AC6", "K3")
async def test_the_heads_chat_is_the_same_to_the_byte_with_and_without_the_record(
    shared: Stage,
) -> None:
    await shared.actor("周纪检", Role.INSPECTOR, department="纪检组")
    quiet, marked = await shared.pair(), await shared.pair()
    for li, _ in (quiet, marked):
        await sign(li, "张某某")  # the case that `file_record` speaks of

    await file_record(marked[0].phone, direct=True)
    told = await marked[0].phone.see("以登记为准")
    for _, wang in (quiet, marked):
        await open_list(wang, "/todo")
        await wang.phone.click(CONFIRM)
    await shared.idle()

    assert "仅告知您本人" in told.text
    assert await heads_chat(*quiet) == await heads_chat(*marked)
    await open_list(marked[0], "/zero")
    await marked[0].phone.click("ℹ️ 张某某")
    await marked[0].phone.see("此事仅告知您本人")


async def heads_chat(li: Actor, wang: Actor) -> list[str]:
    """Return all that a head sees, the two names that tell the pairs apart left out."""
    return [
        str((each.by_bot, each.text, [button.text for button in each.buttons]))
        .replace(li.person.name, "Li")
        .replace(wang.person.name, "Wang")
        for each in await wang.phone.messages()
        if not each.text.startswith("/start")
    ]


@pytest.mark.req("I5", "W2")
async def test_who_owes_what_is_told_to_nobody_else(shared: Stage) -> None:
    li, wang = await shared.pair()
    zhou = await shared.actor("吴纪检", Role.INSPECTOR, department="纪检组")
    owed = await bring_in(shared, li, (701, 702, 703))
    await submit(shared, owed[0])

    (waiting,) = [
        line for line in (await open_list(wang, "/todo")).text.splitlines() if "号" in line
    ]

    assert waiting.startswith("1. ")
    for actor in (wang, zhou):
        for command in ("/cases", "/zero", "/mine"):
            await open_list(actor, command)
        await shared.idle()
    assert "诈骗案" not in "".join(each.text for each in await zhou.phone.messages())


async def test_who_has_no_part_in_it_finds_empty_lists_and_no_hint(shared: Stage) -> None:
    zheng = await shared.actor("郑管理", Role.ADMINISTRATOR)
    empty = {
        "/cases": "还没有案件。",
        "/zero": "没有待签署的零报告。",
        "/todo": "目前没有待办事项。",
        "/mine": "还没有登记。发送 /new 开始。",
    }

    for command, text in empty.items():
        window = await open_list(zheng, command)
        assert window.text.splitlines()[-1] == text
        assert [button.text for button in window.buttons] == ["关闭"]
        await zheng.phone.click("关闭")
        await zheng.phone.gone(text)
