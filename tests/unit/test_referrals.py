"""Where a record goes on to, row by row of the routes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.calendar import china
from register.duties import deadline
from register.referrals import Step
from register.routes import Soon
from tests.unit.ways import INSIDER, LEADER, PROFILES, cited, ours, steps

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = china([2026])


@pytest.mark.req("H1a", "H19", "G16")
def test_a_leaders_clue_is_sorted_reviewed_and_reported_by_the_quarter() -> None:
    found = steps("rudong", **LEADER)

    assert list(found)[:4] == [
        "sort/own_discipline",
        "review/unit_head",
        "political_legal",
        "superior_organ",
    ]
    assert found["sort/own_discipline"].is_noted
    assert cited(found["sort/own_discipline"]) == {"第十七条"}
    for name in ("review/unit_head", "political_legal", "superior_organ"):
        assert found[name].soon is Soon.QUARTERLY
        assert not found[name].is_noted, "a report of the quarter is not one record's"
        assert cited(found[name]) == {"第十七条第（一）项"}
    assert cited(found["superior_discipline"]) == {"第三十四条"}


@pytest.mark.req("H1b")
def test_the_central_rule_reports_by_the_quarter() -> None:
    found = steps("c-lead", **LEADER)

    assert {"political_legal", "superior_organ"} <= ours(found)
    assert found["superior_organ"].soon is Soon.QUARTERLY
    assert cited(found["superior_organ"]) == {"第七条"}


@pytest.mark.req("H1c")
def test_inner_mongolia_reports_the_quarter_as_a_special_topic() -> None:
    found = steps("nmg", **LEADER, in_region="yes")

    assert ours(found) == {"political_legal", "superior_organ"}
    assert "专题报告" in found["political_legal"].rule.says
    assert "第一个月上旬" in found["political_legal"].rule.says


@pytest.mark.req("H1d", "H12", "PD4")
def test_a_court_reports_leaders_level_by_level_and_keeps_everybody() -> None:
    found = steps("changchun", subject_kind="leader")

    assert ours(found) == {"adjudication_office", "political_legal"}
    assert found["adjudication_office"].name == "长春中院审判管理办公室"
    assert "层报" in found["adjudication_office"].rule.says
    assert cited(found["keep/external_register"]) == {"第十三条", "第十四条"}
    assert list(steps("changchun", subject_kind="external")) == ["keep/external_register"]


@pytest.mark.req("H2a", "G6", "F6")
def test_own_staff_are_transferred_within_days_and_with_copies() -> None:
    found = steps("rudong", **INSIDER, internal_organ="own")["own_discipline"]

    assert (found.soon, found.clock, found.copies) == (Soon.CLOCK, "transfer", True)
    assert cited(found) == {"第十七条第（二）项"}


@pytest.mark.req("H2b")
def test_an_organs_own_person_is_investigated_by_its_own_department() -> None:
    found = steps("c-int", **INSIDER, internal_organ="own", is_leader="no")

    assert ours(found) == {"own_discipline"}
    assert cited(found["own_discipline"]) == {"第八条第（一）项"}


@pytest.mark.req("H2c", "H13")
def test_jurisdiction_is_found_and_the_workplace_only_presumed() -> None:
    presumed = steps("spc", subject_kind="court", internal_organ="own")
    elsewhere = steps(
        "spc", subject_kind="court", internal_organ="own", found={"jurisdiction": ("superior",)}
    )

    assert ours(presumed) == {"own_discipline"}
    assert cited(presumed["own_discipline"]) == {"第十一条第（一）项"}
    assert ours(elsewhere) == {"superior_supervision"}
    assert cited(presumed["keep/internal_register"]) == {"第九条"}


@pytest.mark.req("H3a")
def test_an_own_leading_cadre_goes_to_who_manages_cadres() -> None:
    found = steps("c-int", **INSIDER, internal_organ="own", is_leader="yes")

    assert ours(found) == {"cadre_discipline"}
    assert cited(found["cadre_discipline"]) == {"第八条第（二）项"}


@pytest.mark.req("H3b", "CH20", "F6")
def test_the_own_leadership_goes_one_level_up_in_the_same_days_with_copies() -> None:
    found = steps("rudong", **INSIDER, internal_organ="own", leadership_team="yes")

    up = found["superior_discipline"]
    assert (up.clock, up.copies) == ("transfer", True)
    assert "第十七条第（二）项" in cited(up)
    assert "own_discipline" not in found
    assert "review/unit_head" not in steps(
        "rudong", **INSIDER, internal_organ="own", leadership_team="yes", is_leader="yes"
    ), "nobody reviews what is said of them"


@pytest.mark.req("H4a")
def test_superior_staff_are_reported_to_the_department_of_their_organ() -> None:
    found = steps("c-int", **INSIDER, internal_organ="superior")

    assert ours(found) == {"subject_discipline"}
    assert cited(found["subject_discipline"]) == {"第八条第（三）项"}


@pytest.mark.req("H4b")
@pytest.mark.parametrize(
    "said",
    [
        {"internal_organ": "superior"},
        {"internal_organ": "own", "leadership_team": "yes"},
    ],
    ids=["of the superior court", "an own president"],
)
def test_who_is_under_superior_supervision_is_reported_there_directly(
    said: dict[str, Any],
) -> None:
    found = steps("spc", subject_kind="court", **said)

    assert ours(found) == {"superior_supervision"}
    assert "直接呈报" in found["superior_supervision"].rule.says
    assert cited(found["superior_supervision"]) == {"第十一条第（二）项"}


@pytest.mark.req("H5")
def test_a_lower_courts_people_are_handed_down_or_investigated() -> None:
    found = steps("spc", subject_kind="court", internal_organ="lower")

    assert ours(found) == {"lower_supervision", "own_discipline"}
    assert found["lower_supervision"].rule.one_of
    assert cited(found["lower_supervision"]) == {"第十一条第（三）项"}


@pytest.mark.req("H6a")
def test_organs_without_subordination_are_circularised() -> None:
    found = steps("c-int", **INSIDER, internal_organ="court")["subject_discipline"]

    assert "通报" in found.rule.says
    assert cited(found) == {"第八条第（四）项"}


@pytest.mark.req("H6b")
def test_other_organs_people_are_handed_over_directly() -> None:
    found = steps("spc", subject_kind="judicial")

    assert ours(found) == {"subject_discipline"}
    assert cited(found["subject_discipline"]) == {"第十一条第（四）项"}
    assert not found["subject_discipline"].copies


@pytest.mark.req("H6c", "G7", "F6")
def test_other_organs_staff_are_told_of_with_copies() -> None:
    found = steps("rudong", **INSIDER, internal_organ="police", is_leader="no")

    assert "political_legal" not in found
    told = found["subject_discipline"]
    assert (told.clock, told.copies) == ("transfer", True)
    assert cited(told) == {"第十七条第（三）项"}


@pytest.mark.req("H7", "CH19", "F6")
@pytest.mark.parametrize(
    "said",
    [{"internal_organ": "police", "is_leader": "yes"}, {"internal_organ": "superior"}],
    ids=["another organ's leader", "superior staff"],
)
def test_the_additional_report_goes_to_both_and_without_copies(said: dict[str, Any]) -> None:
    found = steps("rudong", **INSIDER, **said)

    assert found["subject_discipline"].copies
    for name in ("political_legal", "superior_organ"):
        assert (found[name].clock, found[name].copies) == ("transfer", False)
        assert "第十七条第（三）项" in cited(found[name])


@pytest.mark.req("H8", "CH32")
@pytest.mark.parametrize("led", ["party_committee", "political_legal"])
def test_whoever_leads_the_same_level_is_reported_one_level_up_instead(led: str) -> None:
    found = steps("changchun", subject_kind="leader", leads_body=led)

    assert {"political_legal_above", "court_above"} <= ours(found)
    assert "political_legal" not in found
    assert cited(found["court_above"]) == {"第八条"}


@pytest.mark.req("H9", "H11", "AD23", "AD24", "AD25")
@pytest.mark.parametrize("system", ["c-lead", "nmg", "rudong"])
def test_what_the_commission_does_with_it_is_printed_and_no_step(system: str) -> None:
    found = steps(system, **LEADER)

    printed = {key for key, step in found.items() if not step.is_ours}
    assert printed == {
        "downstream/party_committee",
        "downstream/discipline_organs",
        "downstream/organisation_department",
        "downstream/managing_committee",
        "downstream/managing_body",
    }
    assert not any(found[key].is_noted for key in printed)
    own = steps(system, **INSIDER, internal_organ="own", is_leader="no")
    assert all(step.is_ours for step in own.values()), "the commission gets nothing of it"


@pytest.mark.req("H10", "G23e", "CH37", "AD17")
def test_a_serious_matter_of_a_court_goes_up_at_once() -> None:
    found = steps("changchun", serious=True, subject_kind="leader")
    lifted = steps("changchun", serious=True, subject_kind="leader", leads_body="party_committee")

    for name in ("serious/court_above", "serious/political_legal", "serious/supreme_court"):
        assert found[name].soon is Soon.AT_ONCE
    assert "层报" in found["serious/supreme_court"].rule.says
    assert "serious/political_legal" not in lifted
    assert lifted["serious/political_legal_above"].lifted_from == "本地区党委政法委"
    assert not any("serious" in key for key in steps("changchun", subject_kind="leader"))


@pytest.mark.req("G23a")
def test_the_central_rule_offers_a_report_at_once_and_owes_none() -> None:
    found = steps("c-lead", **LEADER)

    assert found["serious/political_legal"].rule.may
    assert found["serious/political_legal"].soon is Soon.AT_ONCE


@pytest.mark.req("G23b", "CH37", "CH23")
def test_a_special_matter_of_inner_mongolia_is_owed_once_it_is_found_serious() -> None:
    plain = steps("nmg", **LEADER)
    found = steps("nmg", serious=True, **LEADER)

    assert found.keys() - plain.keys() == {"serious/political_legal", "serious/superior_organ"}
    assert not found["serious/superior_organ"].rule.may
    assert found["serious/superior_organ"].soon is Soon.TIMELY


@pytest.mark.req("G23b", "G23e", "CH11")
@pytest.mark.parametrize(
    ("name", "step", "facts"),
    [
        ("nmg", "serious/superior_organ", LEADER),
        ("changchun", "serious/supreme_court", {"subject_kind": "leader"}),
    ],
)
def test_a_special_matter_has_the_same_day_for_a_target_of_the_house(
    name: str, step: str, facts: dict[str, Any]
) -> None:
    """On the day it is found; on a day off, the next working day."""
    rules = PROFILES[name]
    limit = rules.clock(steps(name, serious=True, **facts)[step].clock)

    assert not limit.legal
    found_on = [datetime(2026, 9, 30, 23, 40, tzinfo=ZONE), datetime(2026, 10, 3, 9, tzinfo=ZONE)]
    due_on = [deadline(limit, found, CALENDAR, ZONE).due_on for found in found_on]
    assert due_on == [date(2026, 9, 30), date(2026, 10, 8)]


@pytest.mark.req("G23c", "G23d", "CH12", "CH23")
def test_one_matter_one_report_goes_to_three_of_a_leader_and_to_one_of_staff() -> None:
    leader = steps("rudong", serious=True, **LEADER)
    staff = steps("rudong", serious=True, **INSIDER, internal_organ="own", is_leader="no")

    assert {key for key in leader if key.startswith("serious/")} == {
        "serious/political_legal",
        "serious/superior_organ",
        "serious/superior_discipline",
    }
    assert {key for key in staff if key.startswith("serious/")} == {"serious/superior_discipline"}
    one = leader["serious/political_legal"]
    assert one.clock == "one_matter"
    assert not PROFILES["rudong"].clock("one_matter").legal, "no time is printed"
    assert cited(leader["serious/superior_discipline"]) == {"第三十四条"}


@pytest.mark.req("PD17", "CH23")
def test_each_text_treats_what_is_serious_in_its_own_way() -> None:
    def way(found: Mapping[str, Step]) -> set[tuple[bool, Soon]]:
        return {
            (step.rule.may, step.soon) for key, step in found.items() if key.startswith("serious/")
        }

    assert way(steps("c-lead", serious=True, **LEADER)) == {(True, Soon.AT_ONCE)}
    assert way(steps("nmg", serious=True, **LEADER)) == {(False, Soon.TIMELY)}
    assert way(steps("rudong", serious=True, **LEADER)) == {(False, Soon.CLOCK)}
    assert way(steps("changchun", serious=True, subject_kind="leader")) == {(False, Soon.AT_ONCE)}
    assert way(steps("c-int", serious=True, **INSIDER)) == set()
    assert way(steps("spc", serious=True, subject_kind="court")) == set()


@pytest.mark.req("H16")
def test_a_breach_is_circularised_or_reported_and_its_consequences_answered_for() -> None:
    plain = steps("rudong", **LEADER)
    breach = steps("rudong", found={"breach": ("yes",)}, **LEADER)
    grave = steps("rudong", found={"breach": ("yes",), "consequences": ("yes",)}, **LEADER)

    assert breach.keys() - plain.keys() == {
        "outcome/circular",
        "outcome/political_legal",
        "outcome/superior_organ",
    }
    assert breach["outcome/circular"].rule.one_of
    assert grave.keys() - breach.keys() == {"outcome/cadre_managers"}
    assert cited(grave["outcome/cadre_managers"]) == {"第三条"}
