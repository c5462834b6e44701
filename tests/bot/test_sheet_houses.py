"""Houses by rule systems that print no form: from /new to the sheet in the chat."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from register.acts.staffing import FoundOrganisation
from register.people import Role
from register.profile import Profile, load
from register.provisions import Field
from sandbox.driver import Message
from tests.bot.stage import Actor, PlainPapers, Stage, number_in
from tests.papers.forms import pages, papers

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAID = {
    "subject_name": "赵德海",
    "subject_post": "某县某局局长",
    "channel": "打电话",
    "place": "办公楼三楼走廊",
    "persons_present": "无",
    "case": "甲公司诉乙公司买卖合同纠纷案",
    "narrative": "来电要求照顾本地企业。",
}
"""What is typed or tapped, by question; a moment is "just now", any other text its label."""


@pytest.fixture(autouse=True)
def _real_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print what the stage would only name: the paper is what is looked at here."""
    monkeypatch.setattr(
        PlainPapers, "registration_sheet", lambda _, sheet: papers().registration_sheet(sheet)
    )


COURT = ("changchun", "spc")
SHEETS = {
    "changchun": {"title": "外部领导干部过问案件信息表", "called": "信息表"},
    "spc": {"title": "司法机关内部人员过问案件信息专库录入表", "called": "录入表"},
    "c-int": {"title": "司法机关内部人员过问案件情况记录表", "called": "记录表"},
}


async def house_by(stage: Stage, *profiles: str) -> tuple[Actor, Actor]:
    """Return a handler of a house that keeps its records by these rules, and who receives them."""
    found = await stage.container.get(FoundOrganisation)
    cause = stage.cause()
    house = await found(f"云溪县第{cause}人民法院", profiles=profiles, cause=cause)
    stage.house = house.id
    handler = await stage.actor("钱承办", department="民事审判庭")
    roles = (Role.INSPECTOR, Role.ADJUDICATION)
    office = await stage.actor("孙监督", *roles, department="监督部门")
    return handler, office


async def file_by(stage: Stage, who: Actor, rules: Profile, kind: str = "") -> Message:
    """Answer whatever is asked unbidden of that kind of subject, and file; return the receipt."""
    await to_review(stage, who, rules, kind)
    await who.phone.click("✅ 确认提交")
    return await who.phone.see("存证回执")


async def to_review(stage: Stage, who: Actor, rules: Profile, kind: str = "") -> Message:
    """Answer whatever is asked unbidden of that kind of subject; return the review."""
    await who.phone.send("/new")
    for _ in range(2 * len(rules.fields)):
        await stage.idle()
        window = await who.phone.last()
        if "请核对" in window.text:
            return window
        await reply(who, asked_in(window, rules), SAID | {"subject_kind": kind})
    raise AssertionError(window.text)


async def reply(who: Actor, question: Field, answers: Mapping[str, str]) -> None:
    said = answers.get(question.id, question.label)
    match question.kind:
        case "when":
            await who.phone.click("刚才")
        case "choice" | "choices" | "yes_no":
            choices = [choice.label for choice in question.choices]
            await who.phone.click(said if said in choices else choices[0])
        case _:
            await who.phone.send(said)


def asked_in(window: Message, rules: Profile) -> Field:
    return next(field for field in rules.fields if field.ask in window.text)


@pytest.mark.req("A17", "E5", "E7", "E8", "F5", "PD21")
@pytest.mark.parametrize(
    ("profiles", "profile", "kind"),
    [
        (COURT, "changchun", "法院以外的领导干部"),
        (COURT, "spc", "法院的人"),
        (("c-int",), "c-int", ""),
    ],
    ids=["changchun", "spc", "c-int"],
)
async def test_a_record_goes_from_the_first_question_to_its_own_sheet(
    shared: Stage, profiles: Sequence[str], profile: str, kind: str
) -> None:
    rules = load(profile, on=date(2026, 9, 30))
    handler, office = await house_by(shared, *profiles)

    number = number_in(await file_by(shared, handler, rules, kind))

    called = SHEETS[profile]["called"]
    mine = await handler.phone.see(f"📄 {called} {number}")
    assert mine.media is not None
    assert mine.media.name == f"{called}-{number}.pdf"
    own = "".join(pages(await handler.phone.download(mine)))
    for words in (
        SHEETS[profile]["title"],
        number,
        *(SAID[key] for key in ("subject_name", "narrative")),
    ):
        assert words in own
    assert re.search(rf"{handler.person.name}.*签名：{handler.person.name}", own)

    await office.phone.see(f"收到一份{called}")
    await office.phone.click(f"📄 {called}")
    theirs = await office.phone.see(f"📄 {called} {number}")
    assert theirs.protected
    marked = pages(await office.phone.download(theirs))
    assert all(f"{office.person.name}" in page for page in marked)
    assert "阅看" not in own


@pytest.mark.req("E5", "E10")
async def test_the_office_signs_its_box_and_the_sheet_shows_it(shared: Stage) -> None:
    rules = load("changchun", on=date(2026, 9, 30))
    handler, office = await house_by(shared, "changchun")
    number = number_in(await file_by(shared, handler, rules))
    await office.phone.see("收到一份信息表")

    await office.phone.click("✍️ 签署意见")
    await office.phone.click("已收到，依规办理。")
    await shared.idle()
    before = (await handler.phone.last()).id
    await handler.phone.click("📄 信息表")

    paper = await handler.phone.see(f"📄 信息表 {number}", after=before)
    signed = "".join(pages(await handler.phone.download(paper)))
    assert f"已收到，依规办理。签名：{office.person.name}" in signed


@pytest.mark.req("AD9", "H12", "PD4")
async def test_a_report_past_a_court_is_taken_back_to_its_own_office(alone: Stage) -> None:
    found = await alone.container.get(FoundOrganisation)
    cause = alone.cause()
    house = await found("云溪县人民法院", profiles=COURT, superior=alone.superior, cause=cause)
    alone.house = house.id
    han = await alone.actor("韩法官", department="民事审判庭")
    await alone.actor("孟审管", Role.ADJUDICATION, department="审判管理办公室")
    await alone.actor("吴审管", Role.ADJUDICATION, department="审判管理办公室", superior=True)
    rules = load("changchun", date(2026, 10, 1))
    review = await to_review(alone, han, rules, "法院以外的领导干部")
    assert "提交后送：本院审判管理部门" in review.text
    assert review.button("改为直接报告纪检") is None, "no way leads through the department"

    await han.phone.click("改为直接报告上一级院")
    up = await han.phone.see("提交后送：上一级法院审判管理部门")
    assert up.button("改为直接报告纪检") is None
    await han.phone.click("改回送本院接收部门")

    await han.phone.see("提交后送：本院审判管理部门")
