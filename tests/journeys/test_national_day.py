"""J5: every rung of the ladder, and deadlines that pass in the National Day week of 2026.

What begins on 24 September ends on the 30th, for the recorder with a draft and for the head with a
record. The week is silent; on 8 October it is told what passed, and to whom.
"""

from datetime import datetime, timedelta

import pytest

from app.calendar import china
from sandbox.driver import Message, Phone
from tests.harness.journey import ZONE, Journey, Journeys, at
from tests.harness.town import ZHOU
from tests.journeys.story import Person, Story, tell

pytestmark = pytest.mark.asyncio(loop_scope="session")

ENCOUNTER = at("2026-09-24 15:00")
CALENDAR = china([2026])
LOOKS = tuple(timedelta(hours=hours) for hours in (0, 8.51, 9, 18))
"""When the service is made to look at its clock: at midnight, when the house opens, for what had
to wait for the pace of one message a second, and after hours."""
DAY = timedelta(days=1)


@pytest.mark.req("AC4", "CH1", "CH4", "G1", "G3", "G34", "K3", "T4", "T5", "T9", "T12")
async def test_the_ladder_is_climbed_in_house_hours_and_what_passes_is_passed_on_once(
    journeys: Journeys,
) -> None:
    async with journeys.begin() as journey:
        await journey.move(ENCOUNTER)
        story = await tell(journey)
        zhou = Person(await journey.phone(ZHOU), journey)
        number = await file(story)
        await story.begin()
        await story.answer()

        await live(journey, until="2026-09-29 12:00")
        await put_off(story.li)
        await live(journey, until="2026-10-01 00:00")
        assert await digests(story.wang.phone) == ["09-29", "09-30"]
        assert await digests(story.li.phone) == ["09-30"]
        (last,) = [each for each in await story.li.phone.messages() if is_digest(each)]
        assert "今天到期" in last.text
        assert last.button("明早再提醒") is None

        before = await said_to(story.wang, zhou)
        await live(journey, until="2026-10-03 23:00")
        await story.li.write("/new")
        await story.li.tap("➕ 新的登记")
        await story.answer()
        at_night = await file_now(story)
        await live(journey, until="2026-10-08 08:00")
        assert await said_to(story.wang, zhou) == before, "the week is silent"

        await live(journey, until="2026-10-09 12:00")
        digest = await story.li.sees("今日提醒")
        assert "期限 9月30日（周三） 已过" in digest.text
        passed = await story.wang.sees("已转由纪检监察机构承担")
        assert number in passed.text
        passed_on = await zhou.sees("部门负责人未在期限内报送")
        assert number in passed_on.text
        card = await story.wang.sees("最迟应于 10月12日（周一） 报送")
        assert at_night in card.text

        await live(journey, until="2026-10-12 23:00")
        mornings = ["10-08", "10-09", "10-10", "10-12"]
        assert (await digests(story.li.phone))[1:] == mornings
        assert (await digests(story.wang.phone))[2:] == mornings[2:], "what passed on is not owed"
        told = texts(await story.wang.phone.messages(), "已转由纪检监察机构承担")
        assert told == [passed.text], "told once"

        await zhou.tap("📤 报送分管院领导")
        await zhou.phone.gone("部门负责人未在期限内报送")
        await story.wang.write("/todo")
        await story.wang.tap(f"📨 {at_night}", "📤 报送院领导和纪检")
        await story.li.tap("📝 继续填写")
        await story.li.write("开庭在外，返院后补记。")
        await story.li.tap("✅ 确认提交")
        await story.li.sees("已超过登记期限")
        await live(journey, until="2026-10-15 00:00")
        for phone in (story.li.phone, story.wang.phone):
            assert (await digests(phone))[-1] == mornings[-1], "what was done is not reminded of"
        for phone in (story.wang.phone, zhou.phone):
            said = "".join(texts(await phone.messages()))
            assert "填写登记表" not in said, "a recorder's clock is the recorder's alone"
            assert story.matter.subject not in said
        await all_in_house_hours(zhou.phone)


async def live(journey: Journey, *, until: str) -> None:
    """Let the days pass, the service looking at its clock now and then."""
    now, end = (await journey.sandbox.clock.read()).now.astimezone(ZONE), at(until)
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= end:
        for look in LOOKS:
            if now < day + look <= end:
                await journey.move(day + look)
        day += DAY
    await journey.move(end)


async def file(story: Story) -> str:
    """Record and file; return the record's number, when its head has the card."""
    await story.begin()
    await story.answer()
    number = await file_now(story)
    card = await story.wang.sees("最迟应于 9月30日（周三） 报送")
    assert number in card.text
    return number


async def file_now(story: Story) -> str:
    last = (await story.li.phone.last()).id
    await story.li.tap("✅ 确认提交")
    receipt = await story.li.phone.see("存证回执", after=last)
    return receipt.text.split("编号 ")[1].split()[0]


async def put_off(li: Person) -> None:
    await li.tap("明早再提醒")
    await li.sees("好的，9月30日（周三）上午再提醒您。")


def is_digest(message: Message) -> bool:
    return message.by_bot and "今日提醒" in message.text


async def digests(phone: Phone) -> list[str]:
    """Return the days of the digests that are still there to be read."""
    return [
        f"{each.date.astimezone(ZONE):%m-%d}" for each in await phone.messages() if is_digest(each)
    ]


def texts(messages: list[Message], part: str = "") -> list[str]:
    return [each.text for each in messages if each.by_bot and part in each.text]


async def said_to(*people: Person) -> list[str]:
    return [text for person in people for text in texts(await person.phone.messages())]


async def all_in_house_hours(phone: Phone) -> None:
    told = [each.date.astimezone(ZONE) for each in await phone.messages() if each.by_bot]
    assert all(CALENDAR.is_workday(each.date()) for each in told)
    assert all(_open(each) for each in told), told


def _open(moment: datetime) -> bool:
    return (
        timedelta(hours=8, minutes=30)
        <= moment - moment.replace(hour=0, minute=0)
        < timedelta(hours=17, minutes=30)
    )
