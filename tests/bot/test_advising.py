"""/check and /say on the phone: to an advice with its article, into a draft, and words to send."""

import pytest

from register.draft import Draft
from register.ports import Store
from tests.bot.examples import PROFILE
from tests.bot.stage import Actor, Stage, answer_all
from tests.bot.windows import tap_of

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def drafts_of(stage: Stage, actor: Actor) -> list[Draft]:
    store = await stage.container.get(Store)
    async with store.read() as uow:
        return list(await uow.drafts.open_of(actor.person.id))


async def check(actor: Actor, *labels: str) -> None:
    await actor.phone.send("/check")
    await actor.phone.see("请问对方做了什么？")
    for label in labels:
        await actor.phone.see_button(label)
        await actor.phone.click(label)


@pytest.mark.req("A9", "C1", "RD11-1")
async def test_a_plea_must_be_recorded_and_starts_a_record_that_knows_it(shared: Stage) -> None:
    li = await shared.recorder()
    await check(li, "说情、施压、约见、打探等", "说情，或提出职权外的要求")
    told = await li.phone.see("📌 应当登记")
    assert PROFILE.articles["11(1)"].text in told.text

    await li.phone.click("📝 开始登记")

    await li.phone.see("1/8")
    (draft,) = await drafts_of(shared, li)
    assert draft.answers["behaviours"].codes == ("RD11-1",)


@pytest.mark.req("C1")
async def test_a_letter_skips_the_question_that_it_answered(shared: Stage) -> None:
    li = await shared.recorder()
    await check(li, "说情、施压、约见、打探等", "以单位名义发函提出要求")
    await li.phone.see("第八条")

    await li.phone.click("📝 开始登记")

    await li.phone.see("1/9")
    (draft,) = await drafts_of(shared, li)
    assert draft.said("channel") == "letter"


@pytest.mark.req("CH28")
async def test_in_any_doubt_it_is_to_record(shared: Stage) -> None:
    li = await shared.recorder()
    await check(li, "因工作了解情况或提意见", "本院或上级检察院的人", "说不准")

    told = await li.phone.see("📌 有疑问，应当登记")

    assert "凡有疑问，一律登记" in told.text
    assert PROFILE.articles["5"].text in told.text


@pytest.mark.req("C1", "C2", "RD12-3")
async def test_oral_guidance_goes_into_the_case_file_and_back_leads_to_writing(
    shared: Stage,
) -> None:
    li = await shared.recorder()
    await check(
        li,
        "因工作了解情况或提意见",
        "本院或上级检察院的人",
        "院领导、上级检察院人员",
        "都符合，口头提出",
    )
    told = await li.phone.see("🗂 可以不登记，但要记录在案")
    assert "写什么、放哪里" in told.text
    assert PROFILE.articles["12-2"].text in told.text

    await li.phone.click("‹ 返回")
    await li.phone.see("第 4 问")
    await li.phone.click("都符合，书面提出")

    told = await li.phone.see("✅ 可以不登记")
    assert PROFILE.articles["12(3)"].text in told.text
    assert "随时可以登记" in told.text
    await li.phone.click("📝 开始登记")
    await li.phone.see("1/8")


@pytest.mark.req("C1", "RD12-8")
async def test_back_from_the_second_question_is_the_first(shared: Stage) -> None:
    li = await shared.recorder()
    await check(li, "咨询、查询案件信息")
    await li.phone.see("第 2 问")

    await li.phone.click("‹ 返回")

    assert (await li.phone.see("第 1 问")).button("‹ 返回") is None


async def test_a_button_tapped_twice_answers_once(shared: Stage) -> None:
    li = await shared.recorder()
    await check(li)
    first = await li.phone.see("第 1 问")
    data = tap_of(first, "咨询、查询案件信息")

    await li.phone.tap(first, data)
    again = await li.phone.tap(first, data)

    assert not again.text
    await li.phone.see("第 2 问")


@pytest.mark.req("D1b", "D3")
async def test_a_sentence_that_was_sent_fills_the_reply_of_the_draft_in_hand(
    shared: Stage,
) -> None:
    li = await shared.recorder()
    await answer_all(li.phone)
    await li.phone.send("/say")
    await li.phone.see("怎样回绝")
    await li.phone.click("司法机关人员：说情、干预")
    shown = await li.phone.see("说情我不能答应")
    assert "第二条" in shown.text

    await li.phone.click("✍️ 已这样回复，填入草稿")

    await li.phone.see("请核对")
    (draft,) = await drafts_of(shared, li)
    assert draft.said("reply") == "refused_in_writing"
    assert draft.said("rule_notice") == "yes"
    assert draft.said("reply_text") in shown.text


@pytest.mark.req("D2b")
async def test_without_a_draft_the_sentence_is_there_to_be_copied(shared: Stage) -> None:
    li = await shared.recorder()
    await li.phone.send("/say")
    await li.phone.see("怎样回绝")

    await li.phone.click("任何人：转递材料")

    shown = await li.phone.see("请依照程序向本院提交")
    assert shown.button("✍️ 已这样回复，填入草稿") is None
    await li.phone.click("‹ 返回")
    await li.phone.see("请选择是谁")
    await li.phone.click("❓ 要不要登记")
    await li.phone.see("第 1 问")


async def test_a_sentence_from_the_adviser_leads_back_to_its_advice(shared: Stage) -> None:
    li = await shared.recorder()
    await check(li, "说不准")
    await li.phone.see("📌 有疑问，应当登记")
    await li.phone.click("🙅 怎样回绝")
    await li.phone.see("请选择是谁")

    await li.phone.click("❓ 要不要登记")

    await li.phone.see("📌 有疑问，应当登记")
