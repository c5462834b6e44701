"""An open draft over National Day 2026: reminded on working days, in office hours, until filed."""

from datetime import timedelta

import pytest

from sandbox.driver import Message
from tests.harness.journey import ZONE, Journeys, at
from tests.journeys.story import tell

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOURS = (3, 9, 17)
"""When the service is made to look at its clock."""


@pytest.mark.req("G1", "CH4")
async def test_an_open_draft_is_in_the_digest_of_each_working_morning(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        day, last = at("2026-10-01 00:00"), at("2026-10-13 00:00")
        while day < last:
            for hour in HOURS:
                await journey.move(day + timedelta(hours=hour))
            day += timedelta(days=1)

        reminders = [each for each in await story.li.phone.messages() if is_reminder(each)]
        told = [each.date.astimezone(ZONE) for each in reminders]
        assert [f"{each:%m-%d %H}" for each in told] == ["10-09 09", "10-10 09", "10-12 09"]
        assert all("10月10日（周六）" in each.text for each in reminders)
        assert not any(each.silent for each in reminders)


async def test_a_filed_record_is_not_reminded_of(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        await story.li.tap("✅ 确认提交")
        for day in (9, 10, 11):
            await journey.move(at(f"2026-10-{day:02} 09:00"))

        assert not any(map(is_reminder, await story.li.phone.messages()))


def is_reminder(message: Message) -> bool:
    return "今日提醒" in message.text
