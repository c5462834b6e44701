"""J7: imported cases, one tap to sign, one to confirm, and a record that the head never feels."""

from dataclasses import replace

import pytest

from app.case_file import CaseFile
from app.caseload import Caseload
from app.directory import Directory
from sandbox.driver import Phone
from tests.harness.faults import Fault
from tests.harness.journey import Journey, Journeys
from tests.harness.town import COUNTY, ZHOU
from tests.journeys.story import Matter, Person, Story, tell

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILE = """\
案号,案件名称,案由,承办人,承办日期,拟结案日期
东检刑诉（2026）12号,张三涉嫌盗窃案,盗窃罪,李承办,2026-08-03,2026-10-20
东检刑诉（2026）13号,李四涉嫌诈骗案,诈骗罪,李承办,2026-08-04,2026-10-20
东检刑诉（2026）14号,王五交通肇事案,交通肇事罪,李承办,2026-08-05,
"""
NAMES = ("张三涉嫌盗窃案", "李四涉嫌诈骗案")


async def import_cases(journey: Journey) -> None:
    """Import a case file beside the running service, as the command does."""
    caseload = await journey.register.get(Caseload)
    house = await (await journey.register.get(Directory)).organisation(COUNTY)
    read = await caseload.check(FILE.encode(), house)
    assert isinstance(read, CaseFile)
    await caseload.keep(house.id, read.lines)
    await journey.tick()


async def sign_all(li: Person) -> None:
    await li.sees("您有零报告待签署")
    await li.write("/zero")
    for name in NAMES:
        await li.tap(f"✍️ {name}")
        shown = await li.sees("特此报告")
        assert f"本人承办 {name}" in shown.text
        assert await li.tap("✍️ 签署") == "已签署，等待确认。"


async def record_directly(story: Story) -> None:
    """Record, past the head, what happened in the first case."""
    await story.begin()
    await story.answer()
    await story.li.tap("改为直接报告纪检", "✅ 确认提交")
    await story.li.sees("以登记为准")


async def confirm_page(wang: Person) -> None:
    await wang.sees("有零报告等待您确认")
    await wang.write("/todo")
    page = await wang.sees("待确认的零报告")
    assert all(name in page.text for name in NAMES)
    assert await wang.tap("✅ 确认本页 2 件") == "已确认 2 件。"


async def seen_on(phone: Phone) -> list[tuple[str, list[str]]]:
    """Return all that a chat shows, words and buttons."""
    return [
        (each.text, [button.text for button in each.buttons]) for each in await phone.messages()
    ]


async def course(journey: Journey, *, recorded: bool) -> tuple[Story, list[tuple[str, list[str]]]]:
    """Play it all, with a direct record between signing and confirming or without."""
    story = await tell(journey, replace(Matter(), case="东检刑诉〔2026〕12号 张三涉嫌盗窃案"))
    await journey.phone(ZHOU)
    await import_cases(journey)
    await sign_all(story.li)
    if recorded:
        await record_directly(story)
    await confirm_page(story.wang)
    return story, await seen_on(story.wang.phone)


@pytest.mark.req("I1", "I2", "I5", "G22", "CH13", "K3", "AC6")
async def test_the_head_sees_the_same_whether_a_record_stands_beside_it_or_not(
    journeys: Journeys,
) -> None:
    async with journeys.begin() as journey:
        story, without = await course(journey, recorded=False)
        await story.li.sees("您的零报告已确认")
        await gives_form_2(story.li)
    async with journeys.begin() as journey:
        story, beside = await course(journey, recorded=True)
        await journey.phone(ZHOU)
        acts = await journey.books.acts()

        assert beside == without
        assert acts["supersede_zero_report"] == 1
        assert acts["confirm_zero_report"] == len(NAMES)
        await story.li.write("/zero")
        await story.li.tap(f"ℹ️ {NAMES[0]}")
        await story.li.sees("此事仅告知您本人")
        inspector = await journey.phone(ZHOU)
        await inspector.see("收到一份登记表")
        told = "".join(each.text for each in await inspector.messages())
        assert "零报告" not in told
        await inspector.click("👁 查看")
        await inspector.see("零报告，已以本登记为准（仅纪检监察机构可见）")


async def gives_form_2(li: Person) -> None:
    await li.write("/zero")
    await li.tap(f"✅ {NAMES[1]}", "📄 逐案报告")
    form = await li.sees("逐案报告，请打印")
    assert (await li.phone.download(form)).startswith(b"%PDF-")


@pytest.mark.req("I1", "T20")
@pytest.mark.parametrize("blow", [20, 28, 36, 44])
async def test_a_death_in_between_signs_and_confirms_each_once(
    blow: int, journeys: Journeys
) -> None:
    async with journeys.begin(Fault("Store.commit", blow)) as journey:
        await course(journey, recorded=False)
        acts = await journey.books.acts()

    assert (acts["submit_zero_report"], acts["confirm_zero_report"]) == (len(NAMES), len(NAMES))
