"""Who is let in, and what the others are told: each its own sentence."""

import pytest

from sandbox.driver import Phone
from tests.harness.journey import Journeys, at
from tests.harness.town import LI, QIAN, SUN, WANG, invite
from tests.journeys.story import sentence

pytestmark = pytest.mark.asyncio(loop_scope="session")

STRANGER = 900
GROUP = -500


async def hears(phone: Phone, words: str) -> None:
    await phone.see(sentence(words), after=(await phone.last()).id - 1)


async def test_an_invite_opens_the_door_once(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        qian, sun = await journey.phone(QIAN), await journey.phone(SUN)
        code = await invite(journey.register, QIAN)

        await qian.start(code)
        await qian.see("绑定成功")
        assert "new" in (await qian.chat()).commands
        await sun.start(code)
        await hears(sun, "refusals/InviteUsed.txt")
        await journey.rest()
        assert (await journey.books.person(QIAN)).name == QIAN.name


@pytest.mark.parametrize("days", [6, 8])
async def test_an_invite_lasts_seven_days(days: int, journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        code = await invite(journey.register, QIAN)
        qian = await journey.phone(QIAN)
        await journey.move(at(f"2026-10-{days:02} 15:00"))

        await qian.start(code)

        if days <= 7:
            await qian.see("绑定成功")
        else:
            await hears(qian, "refusals/InviteExpired.txt")


async def test_forged_and_foreign_invites_are_told_apart(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        code = await invite(journey.register, QIAN)
        qian, li = await journey.phone(QIAN), await journey.phone(LI)

        await qian.start(code[:-1] + "-")
        await hears(qian, "refusals/InviteUnknown.txt")
        await li.start(code)
        await hears(li, "refusals/InviteForeign.txt")
        await qian.start(code)
        await qian.see("绑定成功")


async def test_strangers_and_groups_get_one_polite_sentence(journeys: Journeys) -> None:
    async with journeys.begin() as journey:
        stranger = await journey.sandbox.user(STRANGER, "陌生人", bot=journey.bot)
        await stranger.send("张三的案子有人登记吗")
        await hears(stranger, "messages/stranger.html")
        await stranger.upload("document", ("a.txt", b"take this"))
        await journey.rest()
        assert (await stranger.last()).text == sentence("messages/stranger.html")

        li, wang = await journey.phone(LI), await journey.phone(WANG)
        await journey.sandbox.group(GROUP - int(journey.bot.id), "办案群", li, wang)
        group = journey.sandbox.phone(
            LI.account, bot=journey.bot, chat=GROUP - int(journey.bot.id)
        )
        await group.send("/new")
        await hears(group, "messages/group.html")
        await journey.rest()
        assert await journey.books.acts() == {}
