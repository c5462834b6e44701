"""/away: who will be absent names a deputy by hand, who learns it, and ends it early."""

import pytest

from tests.bot.desk import open_list
from tests.bot.stage import Stage, file_record

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.req("T11", "K3")
async def test_a_deputy_is_named_for_days_and_receives_in_the_heads_place(alone: Stage) -> None:
    li, wang = await alone.pair()
    qian = await alone.actor("钱代理", department="第二检察部")

    await open_list(wang, "/away")
    await wang.phone.see("目前没有指定代理人")
    await wang.phone.click("📅 指定代理人")
    await wang.phone.click("[30]")
    await wang.phone.see("到哪一天为止")
    await wang.phone.click("下月 ›")
    await wang.phone.click("16")
    await wang.phone.see("由谁代理")
    await wang.phone.click("钱代理（检察官）")
    await wang.phone.see("2026年9月30日至2026年10月16日")
    await wang.phone.click("✅ 确认")

    shown = await wang.phone.see("由 钱代理（检察官）代理")
    assert shown.button("⏹ 结束代理")
    told = await qian.phone.see("您已被指定为代理人")
    assert wang.person.name not in told.text
    assert wang.person.name in (await open_list(qian, "/away")).text
    await file_record(li.phone)
    await qian.phone.see("收到一份登记表")


@pytest.mark.req("T11")
async def test_an_absence_is_ended_early_with_one_tap(alone: Stage) -> None:
    _, wang = await alone.pair()
    qian = await alone.actor("钱代理", department="第二检察部")
    await open_list(wang, "/away")
    for label in ("📅 指定代理人", "[30]", "[30]", "钱代理（检察官）", "✅ 确认"):
        await wang.phone.click(label)
    await wang.phone.see("由 钱代理（检察官）代理")

    await wang.phone.click("⏹ 结束代理")

    await wang.phone.see("目前没有指定代理人")
    await qian.phone.see("您的一项代理已经结束")


async def test_days_that_run_backwards_are_said_to_be_so(shared: Stage) -> None:
    _, wang = await shared.pair()
    await open_list(wang, "/away")
    await wang.phone.click("📅 指定代理人")
    await wang.phone.click("下月 ›")
    await wang.phone.click("16")
    asked = await wang.phone.see("到哪一天为止")
    assert asked.button("[30]") is None, "it opens on the month of the first day"

    refused = await wang.phone.click("15")

    assert "不能早于第一天" in (refused.text or "")


async def test_who_has_no_desk_needs_no_deputy(shared: Stage) -> None:
    li = await shared.recorder()

    window = await open_list(li, "/away")

    assert "没有需要代理接收的职责" in window.text
    assert [button.text for button in window.buttons] == ["关闭"]
