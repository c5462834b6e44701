"""What handler and head are told of zero reports: neutral lines, and nothing of a record (I2)."""

import pytest

from register.acts.casework import AddCase, MarkClosing
from register.acts.zero_reporting import ConfirmZeroReports, ReturnZeroReport, SubmitZeroReport
from register.people import Role
from register.ports import Store
from register.zero_report import ZeroReport
from tests.bot.stage import Actor, Stage, file_record

pytestmark = pytest.mark.asyncio(loop_scope="module")

CASE = "张某某"
"""Every case that is filed on this stage speaks of it."""
HOUR, DAY = 3600, 86400


async def owed(stage: Stage, li: Actor) -> ZeroReport:
    """Return the zero report of a case that is about to close."""
    add, close = await stage.container.get(AddCase), await stage.container.get(MarkClosing)
    case = await add(CASE, by=li.person.id, cause=stage.cause())
    await close(case.id, by=li.person.id, cause=stage.cause())
    store: Store = await stage.container.get(Store)
    async with store.read() as uow:
        (report,) = await uow.zero_reports.of(li.person.id)
    return report


async def submit(stage: Stage, report: ZeroReport) -> ZeroReport:
    sign = await stage.container.get(SubmitZeroReport)
    return await sign(report.id, by=report.handler, cause=stage.cause())


@pytest.mark.req("I1", "K3")
async def test_handler_and_head_are_told_without_names(shared: Stage) -> None:
    li, wang = await shared.pair()
    report = await owed(shared, li)
    asked = await li.phone.see("零报告待签署")
    await submit(shared, report)
    waiting = await wang.phone.see("有零报告等待您确认")
    give_back = await shared.container.get(ReturnZeroReport)
    await give_back(report.id, "承办日期有误", by=wang.person.id, cause=shared.cause())
    returned = await li.phone.see("未获确认")
    await submit(shared, report)
    confirm = await shared.container.get(ConfirmZeroReports)
    await confirm([report.id], by=wang.person.id, cause=shared.cause())
    confirmed = await li.phone.see("已确认，请随案入卷")

    assert "承办日期有误" in returned.text
    for message in (asked, waiting, returned, confirmed):
        assert message.silent
        assert CASE not in message.text
        assert li.person.name not in message.text


@pytest.mark.req("I2", "AC6")
async def test_a_record_is_told_to_its_recorder_and_changes_nothing_for_the_head(
    shared: Stage,
) -> None:
    li, wang = await shared.pair()
    report = await submit(shared, await owed(shared, li))
    await wang.phone.see("有零报告等待您确认")
    before = await wang.phone.messages()

    await file_record(li.phone)
    told = await li.phone.see("以登记为准")
    confirm = await shared.container.get(ConfirmZeroReports)
    (confirmed,) = await confirm([report.id], by=wang.person.id, cause=shared.cause())
    await shared.idle()

    assert "仅告知您本人" in told.text
    assert confirmed.state == "confirmed"
    assert "零报告已确认" not in "".join(each.text for each in await li.phone.messages())
    heads = [each.text for each in (await wang.phone.messages())[len(before) :]]
    assert all("零报告" not in text for text in heads), "the record's own card at most"


@pytest.mark.req("I2", "I5")
async def test_the_discipline_office_sees_the_statement_beside_the_record_and_the_head_does_not(
    shared: Stage,
) -> None:
    li, wang = await shared.pair()
    zhou = await shared.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await submit(shared, await owed(shared, li))
    await file_record(li.phone)

    await wang.phone.see("最迟应于")
    await wang.phone.click("👁 查看")
    opened_by_head = await wang.phone.see("主要内容")
    await wang.phone.click("📤 报送院领导和纪检")
    await zhou.phone.see("收到一份登记表")
    await zhou.phone.click("👁 查看")
    opened_by_office = await zhou.phone.see("主要内容")

    assert "零报告，已以本登记为准（仅纪检监察机构可见）" in opened_by_office.text
    assert "零报告" not in opened_by_head.text


@pytest.mark.req("G22", "CH13", "K3")
async def test_the_digest_asks_for_it_each_morning_and_one_tap_leads_there(alone: Stage) -> None:
    li, _ = await alone.pair()
    report = await owed(alone, li)
    await li.phone.see("零报告待签署")

    await alone.pass_time(8 * DAY + 17.6 * HOUR)
    first = await li.phone.see("今日提醒")
    await alone.pass_time(DAY)
    second = await li.phone.see("今日提醒", after=first.id)
    await li.phone.click("✍️ 去签署", message=second)
    await li.phone.see("待签署，请点按查看全文")
    await submit(alone, report)
    await alone.pass_time(DAY)
    await alone.idle()

    for digest in (first, second):
        assert "有零报告待签署" in digest.text
        assert CASE not in digest.text
    last = await li.phone.last()
    assert "今日提醒" not in last.text
