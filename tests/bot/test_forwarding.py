"""From the head's card to branch leader and discipline office, by chat and on paper."""

import pytest

from register.people import Role
from tests.bot.desk import open_list
from tests.bot.stage import Actor, Stage, file_record

pytestmark = pytest.mark.asyncio(loop_scope="module")

NIGHT = 8 * 3600
"""From 15:00 until the house is shut."""
FORWARD = "📤 报送院领导和纪检"


async def house(stage: Stage) -> tuple[Actor, Actor, Actor, Actor]:
    """Return recorder, head, branch leader and inspector."""
    li, wang = await stage.pair()
    leader = await stage.actor("陈副检", Role.LEADER, department="院领导")
    inspector = await stage.actor("周纪检", Role.INSPECTOR, department="纪检组")
    return li, wang, leader, inspector


@pytest.mark.req("CH1", "G3", "TX1", "AC2")
async def test_the_head_sees_until_when_and_reports_on_by_one_tap(alone: Stage) -> None:
    li, wang, leader, inspector = await house(alone)
    number = await file_record(li.phone)

    card = await wang.phone.see("最迟应于 10月10日（周六） 报送")
    answer = await wang.phone.click(FORWARD)

    assert answer.text == "已报送：分管院领导、本院纪检监察机构。"
    done = await wang.phone.see("📤 已于")
    assert (done.id, done.button(FORWARD)) == (card.id, None)
    for receiver in (leader, inspector):
        got = await receiver.phone.see("收到一份登记表")
        assert number in got.text
        assert got.button(FORWARD) is None


async def test_a_second_tap_on_a_stale_card_says_that_it_is_done(alone: Stage) -> None:
    li, wang, _, inspector = await house(alone)
    await file_record(li.phone)
    card = await wang.phone.see("最迟应于")
    tap = next(each.data for each in card.buttons if each.text == FORWARD) or ""
    await wang.phone.click(FORWARD)
    await inspector.phone.see("收到一份登记表")

    answer = await wang.phone.tap(card, tap)

    assert answer.text == "这份登记已经报送，无需再次操作。"


@pytest.mark.req("T1", "G3", "CH4")
async def test_the_head_can_have_the_date_counted_out_and_take_it_along(alone: Stage) -> None:
    li, wang, *_ = await house(alone)
    await file_record(li.phone)
    await wang.phone.see("最迟应于")

    await wang.phone.click("为什么是这一天")
    counted = await wang.phone.see("为什么是10月10日")
    await wang.phone.click("📅 加入日历")

    assert "收到登记表之日起三个工作日内报送（第十三条）" in counted.text
    assert "10月10日（周六）　调休上班，第3日" in counted.text
    taken = await wang.phone.until(
        lambda chat: next((each for each in chat.messages if each.media), None),
        "the calendar file",
    )
    assert taken.media is not None
    assert taken.media.name == "提醒.ics"
    await wang.phone.click(FORWARD)
    await wang.phone.see("📤 已于")
    stale = await wang.phone.tap(counted, counted.buttons[0].data or "")
    assert stale.text


@pytest.mark.req("G3", "CH1")
async def test_the_heads_to_do_lists_what_is_to_be_reported_on_and_brings_its_card_down(
    alone: Stage,
) -> None:
    li, wang, *_ = await house(alone)
    number = await file_record(li.phone)
    first = await wang.phone.see("最迟应于")

    listed = await open_list(wang, "/todo")
    await wang.phone.click(f"📨 {number}")
    card = await wang.phone.see("最迟应于", after=listed.id)
    assert first.id not in [each.id for each in await wang.phone.messages()]
    await wang.phone.click(FORWARD)

    assert f"（{number}）：10月10日（周六）" in listed.text
    done = await wang.phone.see("📤 已于")
    assert done.id == card.id
    assert "待报送" not in (await open_list(wang, "/todo")).text


@pytest.mark.req("T4", "AC4")
async def test_a_record_of_the_night_reaches_the_head_when_the_house_opens(alone: Stage) -> None:
    li, wang, *_ = await house(alone)
    await alone.pass_time(NIGHT)
    await file_record(li.phone)
    await alone.idle()
    assert not [each for each in await wang.phone.messages() if "收到一份" in each.text]

    await alone.pass_time(7 * 86400 + 9.6 * 3600)

    card = await wang.phone.see("最迟应于 10月12日（周一） 报送")
    assert "收到一份登记表" in card.text


@pytest.mark.req("CH1")
async def test_a_head_without_a_phone_is_served_by_the_discipline_office(alone: Stage) -> None:
    li = await alone.recorder()
    department = f"第{li.person.name.removeprefix('李承办')}部"
    await alone.hire("王未绑", Role.HEAD, department=department)
    inspector = await alone.actor("周纪检", Role.INSPECTOR, department="纪检组")
    number = await file_record(li.phone)
    await alone.idle()

    await alone.pass_time(8 * 86400 - 6 * 3600)
    asked = await inspector.phone.see("请纸质送达")
    assert number in asked.text
    await inspector.phone.click("✅ 已送达")

    done = await inspector.phone.see("已送达 王未绑")
    assert done.id == asked.id


@pytest.mark.req("T12")
async def test_the_digest_comes_in_the_morning_and_is_put_off_to_the_next(alone: Stage) -> None:
    li, wang, *_ = await house(alone)
    await file_record(li.phone)
    await wang.phone.see("最迟应于 10月10日（周六） 报送")

    await alone.pass_time(8 * 86400 + 17.6 * 3600)
    digest = await wang.phone.see("今日提醒")
    assert not digest.silent
    assert li.person.name not in digest.text
    await wang.phone.click("明早再提醒")
    await wang.phone.see("好的，10月10日（周六）上午再提醒您。")

    await alone.pass_time(86400)
    due = await wang.phone.see("今天到期")
    assert due.button("明早再提醒") is None
    stale = await wang.phone.tap(digest, digest.buttons[-1].data or "")
    assert stale.text == "有事项今天到期或已过期，不能推迟提醒。"
