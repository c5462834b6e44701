"""A house that keeps its records by another rule system: its questions, its days, its way."""

import pytest

from register.acts.staffing import FoundOrganisation
from register.people import Role
from register.profile import Profile, load_all
from register.profile_files import read
from tests.bot.stage import Stage, number_in
from tests.guide import SEVENTH

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def seventh(monkeypatch: pytest.MonkeyPatch) -> Profile:
    """Let the rule system of the guide stand beside the others, and be in force today."""
    rules = Profile.model_validate(read(SEVENTH.replace("2027-01-01", "2026-01-01")))
    known = (*load_all(), rules)
    monkeypatch.setattr("register.profile.load_all", lambda: known)
    return rules


@pytest.mark.req("PD21", "PD22", "H17")
async def test_a_record_is_asked_counted_and_sent_by_the_rules_of_the_house(
    alone: Stage, seventh: Profile
) -> None:
    found = await alone.container.get(FoundOrganisation)
    house = await found("云溪县第二人民检察院", profiles=(seventh.id,), cause=alone.cause())
    alone.house = house.id
    li = await alone.actor("李承办", department="第一检察部")
    wang = await alone.actor("王主任", Role.HEAD, department="第一检察部")

    await li.phone.send("/new")
    for step, said in enumerate(("赵德海", "县某局局长", None, None, "张某某盗窃案"), start=1):
        await li.phone.see(f"{step}/6")
        if said:
            await li.phone.send(said)
        else:
            await li.phone.click("刚才" if step == 3 else "打电话")
    await li.phone.see("6/6")
    await li.phone.send("请托从轻处理。")
    await li.phone.see("请核对")
    await li.phone.click("✅ 确认提交")
    receipt = await li.phone.see("存证回执")

    record = await alone.record(number_in(receipt), li)
    assert "条）" not in receipt.text, "no article of other rules"
    assert (record.profile, record.deadline.due_on.isoformat()) == ("yunxi", "2026-10-09")
    assert [(each.person, each.articles) for each in record.receptions] == [
        (wang.person.id, ("3",))
    ]
    await wang.phone.see_button("✅ 签收")
    assert (await li.phone.see("登记表")).media
