"""Opened content: protected, remembered, and out of the chat again after ten minutes."""

import pytest

from sandbox.driver import Refused
from tests.bot.stage import NARRATIVE, SAMPLES, Actor, Stage, answer_all, file_record, number_in
from tests.bot.windows import edit

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEN_MINUTES = 10 * 60.0
TWO_DAYS = 48 * 3600.0


async def opened(stage: Stage) -> tuple[Actor, Actor, str]:
    """Return recorder and head after the head has opened a record, with its number."""
    li, wang = await stage.pair()
    number = await file_record(li.phone)
    await wang.phone.see("收到一份登记表")
    await wang.phone.click("👁 查看")
    await wang.phone.see("内容应予保密")
    return li, wang, number


@pytest.mark.req("K1")
async def test_opened_content_is_whole_and_cannot_be_passed_on(shared: Stage) -> None:
    li, wang, number = await opened(shared)

    shown = await wang.phone.see(f"登记表 {number}")

    for fact in ("赵德海", "县某局局长", "张某某盗窃案", NARRATIVE, li.person.name, "口头拒绝"):
        assert fact in shown.text
    assert shown.protected
    with pytest.raises(Refused):
        await wang.phone.forward(shown)


async def test_opened_content_is_taken_back_after_ten_minutes(alone: Stage) -> None:
    _, wang, _ = await opened(alone)
    await alone.pass_time(TEN_MINUTES - 60)
    await alone.idle()
    await wang.phone.see("内容应予保密")

    await alone.pass_time(61)

    await wang.phone.gone("内容应予保密")
    await wang.phone.see("收到一份登记表")  # the card stays


async def test_content_too_old_to_delete_is_covered_by_a_neutral_line(alone: Stage) -> None:
    _, wang, number = await opened(alone)
    shown = await wang.phone.see("内容应予保密")
    await wang.phone.click("📄 登记表")
    form = await wang.phone.see(f"📄 登记表 {number}")

    await alone.pass_time(TWO_DAYS + 60)

    await wang.phone.gone("内容应予保密")
    await wang.phone.gone(f"📄 登记表 {number}")
    chat = {each.id: each for each in await wang.phone.messages()}
    assert chat[shown.id].text == "内容已收回。"
    cover = chat[form.id]
    assert cover.media is not None
    assert await wang.phone.download(cover) == "内容已收回。".encode()


@pytest.mark.req("E4", "E10")
async def test_the_recorder_may_keep_the_form_and_others_may_not(shared: Stage) -> None:
    li, wang, number = await opened(shared)
    await wang.phone.click("📄 登记表")

    mine = await li.phone.see(f"📄 登记表 {number}")
    theirs = await wang.phone.see(f"📄 登记表 {number}")

    assert mine.media is not None
    assert mine.media.name == f"登记表-{number}.pdf"
    assert not mine.protected
    assert theirs.protected
    assert (await li.phone.download(mine)).startswith(b"%PDF")


async def test_the_recorder_can_fetch_the_form_again(alone: Stage) -> None:
    li, _, number = await opened(alone)
    await li.phone.see(f"📄 登记表 {number}")
    await alone.pass_time(TEN_MINUTES + 1)
    await li.phone.gone(f"📄 登记表 {number}")

    await li.phone.click("📄 登记表")

    await li.phone.see(f"📄 登记表 {number}")


async def test_what_is_opened_again_stays_its_own_ten_minutes(alone: Stage) -> None:
    _, wang, _ = await opened(alone)
    first = await wang.phone.see("内容应予保密")
    await alone.pass_time(TEN_MINUTES / 2)
    await wang.phone.click("👁 查看")
    second = await wang.phone.see("内容应予保密", after=first.id)

    await alone.pass_time(TEN_MINUTES / 2 + 1)

    await wang.phone.until(
        lambda chat: first.id not in {each.id for each in chat.messages}, "the first to go"
    )
    assert second.id in {each.id for each in await wang.phone.messages()}


@pytest.mark.req("EC3", "F6")
async def test_material_comes_as_the_bytes_that_were_sealed(shared: Stage) -> None:
    li, wang = await shared.pair()
    await li.phone.upload("document", ("通知.png", (SAMPLES / "chat.png").read_bytes()))
    await li.phone.see("已固定")
    await answer_all(li.phone)
    await edit(li.phone, "相关材料")
    await li.phone.click("➕")
    await li.phone.click("✅ 完成")
    await li.phone.click("✅ 确认提交")
    number = number_in(await li.phone.see("存证回执"))
    await wang.phone.see("收到一份登记表")
    await wang.phone.click("👁 查看")
    await wang.phone.see(f"登记表 {number}")

    await wang.phone.click("📎")

    item = await wang.phone.see("SHA-256")
    assert item.protected
    assert await wang.phone.download(item) == (SAMPLES / "chat.png").read_bytes()
