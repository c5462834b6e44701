"""J3, J4, J6: the chain with its opinions, the direct report, the late entry."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.harness.journey import Journeys, at
from tests.harness.town import LI, WANG, ZHOU, Resident
from tests.journeys.story import Matter, Story
from tests.journeys.whole_house import CHEN, QIN, WU, WholeHouse

pytestmark = pytest.mark.asyncio(loop_scope="session")

CARD = "收到一份登记表"


@asynccontextmanager
async def a_house(
    journeys: Journeys, minute: str = "2026-09-14 15:00"
) -> AsyncIterator[WholeHouse]:
    async with journeys.begin() as journey:
        await journey.move(at(minute))
        house = WholeHouse(journey)
        await house.move_in()
        yield house


async def review(house: WholeHouse, matter: Matter | None = None) -> Story:
    """Bring the handler to the review of a complete record."""
    story = Story(house.journey, house.at(LI), house.at(WANG), matter or Matter())
    await story.begin()
    await story.answer()
    return story


async def confirm(story: Story) -> str:
    await story.li.tap("✅ 确认提交")
    receipt = await story.li.sees("存证回执")
    return receipt.text.split("编号 ")[1].split()[0]


async def cards(house: WholeHouse, resident: Resident) -> int:
    messages = await house.at(resident).phone.messages()
    return sum(CARD in each.text for each in messages)


async def sign(house: WholeHouse, resident: Resident, words: str) -> None:
    person = house.at(resident)
    await person.tap("✍️ 签署意见", "✍️ 自己写")
    await person.phone.reply(words)
    await house.journey.rest()
    await person.tap("✅ 签署")
    await house.pause()


@pytest.mark.req(
    "TX1", "AC2", "E2", "E4", "E10", "F1-11", "F1-12", "F1-13", "F1-14", "G3", "AD3", "AD4", "AD8"
)
async def test_three_opinions_are_signed_and_two_copies_stay(journeys: Journeys) -> None:
    async with a_house(journeys) as house:
        story = await review(house)
        number = await confirm(story)
        wang, chen, zhou = (house.at(each) for each in (WANG, CHEN, ZHOU))

        await wang.sees(CARD)
        await house.pause()
        await wang.tap("✅ 签收")
        await wang.tap("📤 报送院领导和纪检")
        await house.pause()
        assert [await cards(house, each) for each in (CHEN, ZHOU, QIN, WU)] == [1, 1, 0, 0]

        await sign(house, ZHOU, "依规办理。")
        await sign(house, CHEN, "请纪检核查。")
        await sign(house, WANG, "情况已核对。")

        (record,) = await house.journey.books.records(LI)
        assert [opinion.text for opinion in record.opinions] == [
            "依规办理。",
            "请纪检核查。",
            "情况已核对。",
        ]
        for done in (wang, chen):
            await done.tap("🗂 存根")
            stub = await done.sees("本人意见")
            assert number in stub.text
            assert story.matter.narrative not in stub.text
        for keeper in (zhou, house.at(LI)):
            await keeper.tap("👁 查看")
            assert "请纪检核查。" in (await keeper.sees("分管院领导意见")).text


@pytest.mark.req("CH22", "AD9", "K1", "G2", "TX2")
@pytest.mark.parametrize(
    ("ways", "office"),
    [(("改为直接报告纪检",), ZHOU), (("改为直接报告上一级院",), WU)],
    ids=["own office", "superior office"],
)
async def test_a_direct_report_passes_the_head_by(
    journeys: Journeys, ways: tuple[str, ...], office: Resident
) -> None:
    async with a_house(journeys) as house:
        story = await review(house)
        if office is WU:
            ways = ("改为直接报告纪检", *ways)
        await story.li.tap(*ways)
        await confirm(story)
        await house.pause()

        everybody = (WANG, CHEN, QIN, ZHOU, WU)
        seen = {each.name: await cards(house, each) for each in everybody}
        assert seen == {each.name: int(each is office) for each in everybody}
        await house.at(office).tap("👁 查看")
        await house.at(office).sees(story.matter.narrative)


@pytest.mark.req("E6", "CH16", "G1", "AD3")
async def test_a_late_entry_is_accepted_at_once_and_consented_to_by_the_head(
    journeys: Journeys,
) -> None:
    async with a_house(journeys) as house:
        story = await review(house)
        await house.journey.move(at("2026-09-21 10:00"))
        await story.li.tap("✅ 确认提交")
        assert "按补记受理" in (await story.li.sees("存证回执")).text

        assert "请表明是否同意" in (await house.at(WANG).sees(CARD)).text
        await house.at(WANG).tap("同意补记")

        await story.li.sees("部门负责人同意")
        (record,) = await house.journey.books.records(LI)
        assert record.late
        assert record.filed_at >= at("2026-09-21 10:00"), "never back-dated"


@pytest.mark.req("CH16", "H18", "CH29")
async def test_where_the_head_is_the_subject_the_office_is_asked_and_the_head_hears_nothing(
    journeys: Journeys,
) -> None:
    async with a_house(journeys) as house:
        before = [each.text for each in await house.at(WANG).phone.messages()]
        story = await review(house, Matter(subject=WANG.name, post="第一检察部主任"))
        await house.journey.move(at("2026-09-21 10:00"))
        await story.li.tap("✅ 确认提交")

        assert "请表明是否同意" in (await house.at(ZHOU).sees(CARD)).text
        await house.at(ZHOU).tap("不同意补记")

        await story.li.sees("补记的标记保留")
        assert [each.text for each in await house.at(WANG).phone.messages()] == before
