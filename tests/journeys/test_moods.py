"""Telegram's moods and people's fingers: whatever comes twice, late, mixed or not at all."""

import asyncio
import hashlib
from datetime import timedelta
from http import HTTPStatus

import pytest

from bot.delivery import LONGEST_RETRY
from sandbox.faults import FaultKind
from tests.harness.faults import Blow, Fault
from tests.harness.journey import Journeys, at
from tests.harness.town import LI
from tests.journeys.course import Course, holds_one_record, whole_course
from tests.journeys.story import sentence, tell

pytestmark = pytest.mark.asyncio(loop_scope="session")

ALBUM = tuple((f"{n}.jpg", b"\xff\xd8\xff\xe0 page %d" % n) for n in range(9))
A_DAY = timedelta(days=1)
OFTEN = 1000
FAILURES: tuple[FaultKind, ...] = ("429", "5xx", "drop")
STRUCK = ("editMessageText", "getFile", "sendDocument", "sendMessage")


@pytest.mark.req("T21", "AC7")
async def test_updates_that_come_twice_count_once(journeys: Journeys, undisturbed: Course) -> None:
    async with journeys.begin() as journey:
        await journey.sandbox.faults("twice", bot=journey.bot, times=OFTEN)
        story = await whole_course(journey)
        await journey.sandbox.clear_faults()
        assert await journey.books.acts() == undisturbed.acts
        await holds_one_record(story)


@pytest.mark.req("T21")
async def test_calls_that_fail_are_made_again(journeys: Journeys, undisturbed: Course) -> None:
    async with journeys.begin() as journey:
        for method in STRUCK:
            for kind in FAILURES:
                await journey.sandbox.faults(kind, bot=journey.bot, method=method)
        story = await whole_course(journey)
        await story.pass_time(LONGEST_RETRY)
        log = await journey.sandbox.log(journey.bot)
        assert set(STRUCK) <= {call.method for call in log if call.status != HTTPStatus.OK}
        assert await journey.books.acts() == undisturbed.acts
        await holds_one_record(story)


@pytest.mark.req("T20")
async def test_a_locked_database_only_makes_people_wait(
    journeys: Journeys, undisturbed: Course
) -> None:
    locked = Fault("Store.commit", 9, blow=Blow.BUSY, every=True)
    async with journeys.begin(locked) as journey:
        story = await whole_course(journey)
        await story.pass_time(LONGEST_RETRY)  # what could not be told is told again a little later
        assert await journey.books.acts() == undisturbed.acts
        await holds_one_record(story)


@pytest.mark.req("T21")
async def test_double_taps_act_once(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        review = await story.li.phone.last()
        await asyncio.gather(
            *[story.li.phone.click("✅ 确认提交", message=review) for _ in range(3)]
        )
        card = await story.wang.phone.see_button("✅ 签收")
        answers = await asyncio.gather(
            *[story.wang.phone.click("✅ 签收", message=card) for _ in range(3)]
        )
        await story.li.sees("已由部门负责人签收")
        await journey.rest()

        said = [answer.text for answer in answers]
        assert said.count(sentence("refusals/AlreadyAcknowledged.txt")) == 2
        acts = await journey.books.acts()
        assert (acts["file"], acts["acknowledge"]) == (1, 1)


@pytest.mark.req("AC7", "T23")
async def test_an_album_in_any_order_with_doubles_is_each_file_once(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await journey.sandbox.faults("shuffle", bot=journey.bot)
        await journey.sandbox.faults("twice", bot=journey.bot, times=OFTEN)
        await story.li.send("photo", *ALBUM, ALBUM[0])
        await story.pass_time(timedelta(seconds=2))
        await story.li.tap("📝 开始登记")
        await story.li.send("voice", story.matter.voice)
        await story.li.phone.send("张三那个案子", forward_from="赵德海")
        await story.answer()
        await story.li.tap("✅ 确认提交")
        await journey.sandbox.clear_faults()

        (record,) = await journey.books.records(LI)
        items = await journey.books.evidence(record)
        sent = [data for _, data in (*ALBUM, story.matter.voice)] + ["张三那个案子".encode()]
        assert sorted(each.sha256 for each in items) == sorted(
            hashlib.sha256(data).digest() for data in sent
        )
        answered = [each for each in await story.li.phone.messages() if "图片" in each.text]
        assert sum(each.text.count("已固定") == len(ALBUM) for each in answered) == 1


async def test_after_a_day_without_telegram_everything_arrives(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        story = await tell(journey)
        await story.begin()
        await story.answer()
        await journey.sandbox.faults("down", bot=journey.bot)
        with pytest.raises(AssertionError, match="no answer"):
            await story.li.phone.click("✅ 确认提交", timeout=0.1)
        await story.li.phone.upload("document", ("later.txt", b"sent into the void"))
        await journey.sandbox.clock.advance(A_DAY.total_seconds())
        await journey.sandbox.clear_faults()

        await story.li.sees("存证回执")
        await story.li.sees("已固定")
        await journey.move(at("2026-10-08 08:30"))  # the head's chat is quiet while the house is
        await story.wang.sees("收到一份登记表")
        (record,) = await journey.books.records(LI)
        assert record.filed_at - record.encountered_at > A_DAY
        assert not record.late
        (item,) = await journey.books.loose(LI)
        assert await journey.books.content(item) == b"sent into the void"
