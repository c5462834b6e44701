"""The door for outsiders, by hand: from the link to the one line with the result (NMG 6)."""

from collections.abc import AsyncIterator, Sequence
from itertools import count

import pytest
import pytest_asyncio

from register.acts.omitting import OpenDoor
from register.acts.staffing import FoundOrganisation
from register.omission import Omission
from register.people import Role
from register.ports import Store
from sandbox.driver import Message, Phone
from tests.bot.desk import open_list
from tests.bot.stage import Actor, Stage
from tests.bot.stage import number_in as record_number_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

STRANGER = "本助手仅供受邀人员使用"
HOUSES = count(1)


@pytest_asyncio.fixture(loop_scope="module")
async def court(shared: Stage) -> AsyncIterator[Stage]:
    """A house of the test's own, whose rules let outsiders report omissions."""
    found, before = await shared.container.get(FoundOrganisation), shared.house
    house = await found(
        f"临河市第{next(HOUSES)}人民检察院",
        profiles=("nmg",),
        superior=shared.superior,
        cause=shared.cause(),
    )
    shared.house = house.id
    yield shared
    shared.house = before


async def link(court: Stage) -> str:
    door = await court.container.get(OpenDoor)
    return f"report_{await door(court.house, cause=court.cause())}"


async def inspector(court: Stage) -> Actor:
    return await court.actor("周纪检", Role.INSPECTOR, department="纪检组")


def number_in(receipt: Message) -> str:
    return next(line for line in receipt.text.splitlines() if line.startswith("编号")).split()[1]


ASKED = (
    "请写明您知道的承办人",
    "请写明您反映的情况",
    "请问您是案件的什么人",
    "请写明您的姓名",
    "请写明联系方式",
    "请逐件发到这里",
)
ENTERED = (
    "请写明反映的承办人",
    "请录入反映的情况",
    "请问反映人是案件的什么人",
    "请写明反映人的姓名",
    "请写明反映人的联系方式",
    "请将来信、来访记录等材料的照片或者扫描件逐件发到这里",
)
"""What who reports is asked after the case, and what who enters a letter is."""


async def tell(
    phone: Phone, *, handler: str = "第二检察部 钱承办", asked: Sequence[str] = ASKED
) -> None:
    """Answer everything up to the review."""
    about_handler, about_what, about_role, about_name, about_contact, about_files = asked
    await phone.see_button("不记录")
    await phone.click("不记录")
    await phone.see("请写明是哪个案件")
    await phone.send("张某盗窃案")
    await phone.see(about_handler)
    await phone.send(handler)
    await phone.see(about_what)
    await phone.send("开庭前有人打电话给承办人说情，未见记录。")
    await phone.see(about_role)
    await phone.click("辩护人")
    await phone.see(about_name)
    await phone.click("不署名")
    await phone.see(about_contact)
    await phone.click("不留联系方式")
    await phone.see(about_files)


async def hand_in(phone: Phone, start: str) -> str:
    """Report an omission from the link to the receipt; return its number."""
    before = (await phone.last()).id if await phone.messages() else 0
    await phone.start(start)
    await phone.see("人民检察院举报", after=before)
    await tell(phone)
    await phone.click("没有更多材料")
    await phone.see("请核对")
    await phone.click("✅ 确认提交")
    return number_in(await phone.see("已收到您的举报", after=before))


async def kept(court: Stage, actor: Actor) -> list[Omission]:
    store: Store = await court.container.get(Store)
    async with store.read() as uow:
        return list(await uow.omissions.read_by(actor.person.id))


@pytest.mark.req("B10", "G26", "PD20", "K3")
async def test_a_stranger_reports_and_gets_a_number_and_later_one_line(court: Stage) -> None:
    zhou, guo = await inspector(court), await court.phone("郭律师")

    number = await hand_in(guo, await link(court))

    card = await zhou.phone.see(number)
    assert "收到一份举报" in card.text
    assert "张某" not in card.text
    assert "钱承办" not in card.text
    await zhou.phone.click("👁 查看", message=card)
    opened = await zhou.phone.see("情况说明")
    assert "开庭前有人打电话给承办人说情" in opened.text
    assert opened.protected
    await zhou.phone.click("📝 核查情况", message=card)
    await zhou.phone.see("请写下目前的核查情况")
    await zhou.phone.send("已调取通话记录。")
    await zhou.phone.see("核查情况已记录")
    await zhou.phone.click("✅ 处理结果", message=card)
    await zhou.phone.click("反映属实")
    await zhou.phone.see("请如实写下查明的情况")
    await zhou.phone.send("承办人未记录，已责令补记。")
    await zhou.phone.see("请写下可以告知举报人的话")
    await zhou.phone.send("您反映的情况属实，已依规处理。")
    await zhou.phone.see("确认后不能修改")
    await zhou.phone.click("✅ 确认记录")
    await zhou.phone.see("处理结果已如实记录")

    line = await guo.see("已处理")
    assert number in line.text
    assert "您反映的情况属实，已依规处理。" in line.text
    assert "责令补记" not in line.text
    said = [message.text for message in await zhou.phone.messages()]
    assert not [text for text in said if text == "承办人未记录，已责令补记。"], "left the chat"
    (omission,) = await kept(court, zhou)
    assert omission.finding is not None
    assert omission.finding.text == "承办人未记录，已责令补记。"
    await guo.send("现在呢？")
    await guo.see(STRANGER)


@pytest.mark.req("B10")
async def test_files_are_sealed_into_the_report_and_opened_byte_for_byte(court: Stage) -> None:
    zhou, guo = await inspector(court), await court.phone("郭律师")
    await guo.start(await link(court))
    await tell(guo)
    await guo.upload("document", ("录音.m4a", b"the call"))
    await guo.see("已收到材料 1 件")
    await guo.click("没有更多材料")
    await guo.see("材料：1 件")
    await guo.click("✅ 确认提交")
    card = await zhou.phone.see(number_in(await guo.see("材料 1 件：")))
    await zhou.phone.click("👁 查看", message=card)
    opened = await zhou.phone.see("情况说明")
    await zhou.phone.click("📎 材料 1", message=opened)
    sent = await zhou.phone.see("SHA-256")
    assert await zhou.phone.download(sent) == b"the call"
    assert sent.protected


@pytest.mark.req("B10")
async def test_what_was_told_is_changed_left_off_gone_on_with_and_given_up(court: Stage) -> None:
    guo = await court.phone("郭律师")
    start = await link(court)
    await guo.start(start)
    await guo.see_button("不记录")
    await guo.click("不记录")
    await guo.see("请写明是哪个案件")
    await guo.click("‹ 返回")
    await guo.see("请问您反映的是哪一种情况")
    await guo.click("不如实记录")
    await guo.see("请写明是哪个案件")
    await guo.send("张某盗窃案")
    await guo.see("请写明您知道的承办人")
    await guo.send("/help")
    await court.idle()
    assert "请写明您知道的承办人" in (await guo.last()).text, "no command leads further"
    await guo.start(start)
    await court.idle()
    assert "请写明您知道的承办人" in (await guo.last()).text, "it goes on where it was left off"
    await guo.click("不清楚")
    await guo.see("请写明您反映的情况")
    await guo.click("放弃")
    await guo.see("请问确认放弃吗")
    await guo.click("‹ 返回")
    await guo.see("请写明您反映的情况")
    await guo.click("放弃")
    await guo.click("确认放弃")
    await guo.see("已放弃，没有送给任何人")
    await guo.send("还在吗")
    await guo.see(STRANGER)


@pytest.mark.req("B10")
async def test_any_line_is_changed_at_review(court: Stage) -> None:
    guo = await court.phone("郭律师")
    await guo.start(await link(court))
    await tell(guo)
    await guo.click("没有更多材料")
    await guo.see("请核对")
    await guo.click("✏️ 修改")
    await guo.see("请点按需要修改的一项")
    await guo.click("案件")
    await guo.see("请写明是哪个案件")
    await guo.send("李某诈骗案")
    review = await guo.see("请核对")
    assert "案件：李某诈骗案" in review.text
    assert "承办人：第二检察部 钱承办" in review.text


@pytest.mark.req("B10", "H18")
async def test_who_is_named_sees_and_hears_nothing_of_it(court: Stage) -> None:
    zhou, guo = await inspector(court), await court.phone("郭律师")
    wu = await court.actor("吴监察", Role.INSPECTOR, superior=True)
    before = [message.text for message in await zhou.phone.messages()]
    await guo.start(await link(court))
    await tell(guo, handler=zhou.person.name)
    await guo.click("没有更多材料")
    await guo.see("请核对")
    await guo.click("✅ 确认提交")

    number = number_in(await guo.see("已收到您的举报"))

    await wu.phone.see(number)
    assert [message.text for message in await zhou.phone.messages()] == before
    assert number not in (await open_list(zhou, "/desk")).text
    assert await kept(court, zhou) == []
    (omission,) = [each for each in await kept(court, wu) if each.number == number]
    tapped = await zhou.phone.tap(before_last(await zhou.phone.messages()), f"oopen:{omission.id}")
    assert "不能进行此操作" in (tapped.text or "")


def before_last(messages: list[Message]) -> Message:
    return next(message for message in reversed(messages) if message.by_bot)


@pytest.mark.req("B10")
async def test_an_inspector_enters_a_letter_at_the_desk_and_finds_it_there(court: Stage) -> None:
    zhou = await inspector(court)
    await open_list(zhou, "/desk")
    await zhou.phone.click("➕ 录入来信来访")
    await zhou.phone.see("人民检察院举报")
    await tell(zhou.phone, asked=ENTERED)
    assert "您" not in (await zhou.phone.last()).text, "the inspector is not the one who reports"
    await zhou.phone.upload("photo", ("来信.jpg", b"\xff\xd8\xff letter"))
    await zhou.phone.see("已收到材料 1 件")
    await zhou.phone.click("没有更多材料")
    await zhou.phone.see("请核对")
    await zhou.phone.click("✅ 确认提交")
    receipt = await zhou.phone.see("请将编号告知来信来访人")
    number = number_in(receipt)
    assert not [each for each in await zhou.phone.messages() if "说情" in each.text]
    await zhou.phone.see("收到一份举报")

    await open_list(zhou, "/desk")
    await zhou.phone.click(f"📮 {number}")
    await court.idle()

    assert number in (await zhou.phone.last()).text
    assert "（来信来访）" in (await zhou.phone.last()).text
    await zhou.phone.send("这是一句闲话")
    await zhou.phone.see_button("🔒 固定为证据材料")


@pytest.mark.req("B10")
async def test_a_window_that_an_inspector_opens_takes_their_form_away_and_the_desk_finds_it(
    court: Stage,
) -> None:
    zhou = await inspector(court)
    await open_list(zhou, "/desk")
    await zhou.phone.click("➕ 录入来信来访")
    await zhou.phone.click("不记录")
    await zhou.phone.see("请写明是哪个案件")

    await zhou.phone.send("/new")
    await zhou.phone.see("1/")
    await zhou.phone.send("赵德海")
    await zhou.phone.see("2/")

    await open_list(zhou, "/desk")
    await zhou.phone.click("➕ 录入来信来访")
    await zhou.phone.see("请写明是哪个案件")


@pytest.mark.req("B10", "PD20")
async def test_staff_are_told_to_record_and_a_dead_link_leads_nowhere(court: Stage) -> None:
    li, guo = await court.actor("李承办"), await court.phone("郭律师")

    await li.phone.start(await link(court))
    await li.phone.see("请发送 /new 登记")
    await guo.start("report_nowhere")
    await guo.see("这个链接已失效")
    await guo.send("您好")
    await guo.see(STRANGER)


@pytest.mark.req("A15")
async def test_staff_record_from_the_adviser_that_their_own_touched_another_organs_case(
    shared: Stage,
) -> None:
    li, wang = await shared.pair()
    zhou = await shared.actor("周纪检", Role.INSPECTOR, department="纪检组")
    await open_list(li, "/check")
    await li.phone.click("本院人员过问其他机关案件")
    await li.phone.see("请问是哪一种情形")
    await li.phone.click("打探、转递材料、说情")
    await li.phone.see("第四条")
    await li.phone.click("📝 开始登记")
    for asked, said in (
        ("过问人姓名", "钱同事"),
        ("所在单位及职务", "第二检察部检察官"),
        ("过问时间", None),
        ("过问方式", None),
        ("被过问案件的案由", "吴某走私案"),
        ("办理案件的机关", "临江县人民法院"),
        ("诉讼阶段", None),
        ("主要内容", "找承办法官打听案情。"),
    ):
        await li.phone.see(f"　{asked}")
        if said:
            await li.phone.send(said)
        else:
            label = {"过问时间": "刚才", "过问方式": "打电话", "诉讼阶段": "审判"}[asked]
            await li.phone.click(label)
    review = await li.phone.see("请核对")
    assert "直接送纪检监察机构，部门负责人不会知道" in review.text
    assert "答复的形式" not in review.text
    await li.phone.click("✅ 确认提交")
    number = record_number_in(await li.phone.see("存证回执"))

    await zhou.phone.see(number)
    await shared.idle()
    assert not [each for each in await wang.phone.messages() if number in each.text]
