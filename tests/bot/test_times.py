"""When did it happen: typed, picked, remembered by the day alone."""

import pytest

from tests.bot.stage import Stage
from tests.bot.windows import begin, edit, tap_of, window

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("昨天下午三点", "2026年9月29日 15:00"), ("9月28日", "2026年9月28日"), ("刚刚才不是", None)],
)
async def test_times_are_read_as_typed_or_the_pickers_stay(
    shared: Stage, typed: str, shown: str | None
) -> None:
    phone = await begin(shared)
    await phone.send("赵德海")
    await phone.see("2/8")
    await phone.send("县某局局长")
    await phone.see("3/8")

    await phone.send(typed)

    if shown is None:
        await phone.see("没有看懂这个时间")
        await phone.click("刚才")  # the pickers are still there
    await phone.see("4/8")
    await phone.click("去核对")
    assert (shown or "2026年9月30日 15:0") in (await phone.see("请核对")).text


async def test_an_hour_typed_after_a_day_was_picked_is_of_that_day(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "过问时间")
    await phone.click("昨天")

    await phone.send("23:20")

    assert "过问时间：2026年9月29日 23:20" in (await phone.see("请核对")).text


async def test_a_day_and_its_hour_are_picked_on_the_calendar(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "过问时间")
    await phone.click("📅 其他日期")
    calendar = await window(phone)
    assert {"20班", "25休", "[30]"} <= {button.text for button in calendar.buttons}
    await phone.click("20班")
    await phone.click("09")

    await phone.click(":40")

    assert "过问时间：2026年9月20日 09:40" in (await phone.see("请核对")).text


async def test_only_the_day_may_be_remembered(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "过问时间")
    await phone.click("前天")

    await phone.click("只记得日期")

    assert "过问时间：2026年9月28日\n" in (await phone.see("请核对")).text


async def test_no_encounter_lies_in_the_future(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "过问时间")
    await phone.click("今天")
    hours = await window(phone)
    assert [each.text for each in hours.buttons if each.text.isdigit()][-1] == "15"

    answer = await phone.tap(hours, tap_of(hours, "15").removesuffix("15") + "23")
    assert not answer.show_alert
    minutes = await window(phone)
    answer = await phone.tap(minutes, tap_of(minutes, ":50"))

    assert answer.show_alert
    assert answer.text == "时间晚于现在，请重新填写。"
    assert "大约几分" in (await window(phone)).text


async def test_the_pickers_of_today_end_with_now(shared: Stage) -> None:
    phone = await begin(shared)
    await phone.click("去核对")
    await edit(phone, "过问时间")
    await phone.click("今天")

    await phone.click("15")

    minutes = [each.text for each in (await window(phone)).buttons if each.text.startswith(":")]
    assert minutes in ([":00"], [":00", ":10"])  # the stage begins at three sharp
