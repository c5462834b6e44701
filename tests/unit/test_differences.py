"""Where the texts differ: the table of the requirements, cell by cell, against the data (1P)."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from register.advice import Advice, every_run
from register.profile import Profile, load_all

PROFILES = {profile.id: profile for profile in load_all()}
ORDER = ("c-lead", "nmg", "rudong", "changchun", "c-int", "spc")


def across(of: Callable[[Profile], Any]) -> Mapping[str, Any]:
    return {name: of(PROFILES[name]) for name in ORDER}


@pytest.mark.req("PD3", "A11", "A18", "A10")
def test_who_has_to_record() -> None:
    assert across(lambda rules: rules.duty_holder) == {
        "c-lead": "judicial_staff",
        "nmg": "judicial_staff",
        "rudong": "any_staff",
        "changchun": "case_handler",
        "c-int": "case_handler",
        "spc": "case_handler",
    }


@pytest.mark.req("PD4")
def test_who_receives_and_by_which_chain() -> None:
    assert across(lambda rules: (rules.way.chain, rules.way.receiver)) == {
        "c-lead": (False, "discipline"),
        "nmg": (False, "discipline"),
        "rudong": (True, "discipline"),
        "changchun": (False, "adjudication"),
        "c-int": (False, "discipline"),
        "spc": (False, "discipline"),
    }


@pytest.mark.req("PD5", "PD6", "G11", "G12", "G13", "G14", "G15", "G16", "G17", "G18")
def test_which_reports_are_owed_by_when_and_to_whom() -> None:
    def reports(rules: Profile) -> list[tuple[str, int | None, tuple[str, ...], str]]:
        return [(each.every, each.day, each.to, each.article) for each in rules.reports]

    same_level = ("同级党委政法委", "上级司法机关")
    assert across(reports) == {
        "c-lead": [("quarter", None, same_level, "7")],
        "nmg": [("quarter", 10, same_level, "7")],
        "rudong": [
            ("quarter", None, ("同级党委政法委", "上级检察机关"), "17(1)"),
            ("quarter", None, ("上级院纪检监察机构",), "34"),
            ("year", None, ("院党组",), "32"),
        ],
        "changchun": [("quarter", 10, ("长春中院审判管理办公室", "各地区党委政法委"), "8")],
        "c-int": [],
        "spc": [("quarter", None, ("本院监察部门",), "11")],
    }
    assert PROFILES["rudong"].reports[0].reviewed_by == "单位主要负责人"


@pytest.mark.req("PD7", "B12", "B14")
def test_how_long_each_list_is_and_on_which_article() -> None:
    def listed(rules: Profile) -> tuple[int, set[str]]:
        cited = [each.article for each in rules.field("behaviours").choices if each.article]
        items = [each for each in cited if "(" in each]
        return len(items), {each.partition("(")[0] for each in items}

    assert across(listed) == {
        "c-lead": (5, {"8"}),
        "nmg": (5, {"8"}),
        "rudong": (10, {"11"}),
        "changchun": (15, {"10"}),
        "c-int": (5, {"9"}),
        "spc": (5, {"12"}),
    }
    beside = {each.article for each in PROFILES["rudong"].field("behaviours").choices}
    assert {"8", "9", "10"} <= beside, "recording duties of their own (RUDONG 8 to 10)"


@pytest.mark.req("B14", "A3")
def test_special_report_matters_are_asked_of_leaders_alone() -> None:
    rules = PROFILES["changchun"]
    behaviours = rules.field("behaviours")

    assert rules.shown(behaviours, {"subject_kind": ("leader",)})
    assert rules.shown(behaviours, {"proxy_relation": ("relative",)})
    assert not rules.shown(behaviours, {"subject_kind": ("external",)})
    assert not behaviours.mandatory


@pytest.mark.req("B13", "CH33")
def test_either_circumstance_or_means_makes_a_typical_case() -> None:
    aggravators = PROFILES["nmg"].field("aggravators")

    assert aggravators.kind == "choices"
    assert {each.article for each in aggravators.choices if each.code != "none"} == {"9"}
    others = {name for name in ORDER if any(f.id == "aggravators" for f in PROFILES[name].fields)}
    assert others == {"nmg"}


@pytest.mark.req("PD8", "C3", "C4")
def test_on_which_articles_nothing_need_be_recorded() -> None:
    def spared(rules: Profile) -> set[str]:
        ends = [run.end for run in every_run(rules.check)]
        kinds = {Advice.NEED_NOT, Advice.NOTE}
        return {each for end in ends if end and end.advice in kinds for each in end.articles}

    found = across(spared)
    assert "3" in found["c-lead"]
    assert "3" in found["nmg"]
    assert {f"12({number})" for number in range(1, 11)} <= found["rudong"]
    assert "6" in found["changchun"]
    assert {"4", "5"} <= found["c-int"]
    assert {"5-1", "6", "8"} <= found["spc"]


@pytest.mark.req("PD9")
def test_the_zero_report_is_rudongs_alone() -> None:
    owed = across(lambda rules: rules.zero_report.owed)
    assert {name for name, each in owed.items() if each != "none"} == {"rudong"}


@pytest.mark.req("PD10")
def test_consent_to_a_late_entry_is_rudongs_alone() -> None:
    late = across(lambda rules: rules.late_entry)
    assert {name for name, each in late.items() if each} == {"rudong"}


@pytest.mark.req("PD11")
def test_the_wish_to_defer_is_rudongs_alone() -> None:
    asked = across(lambda rules: any(field.article == "18" for field in rules.fields))
    assert {name for name, each in asked.items() if each} == {"rudong"}


@pytest.mark.req("PD13", "A2", "A5")
def test_of_whom_each_text_speaks() -> None:
    assert across(lambda rules: set(rules.subjects)) == {
        "c-lead": {"leader", "unit"},
        "nmg": {"leader", "unit"},
        "rudong": {"leader", "insider", "unit"},
        "changchun": {"leader", "outsider", "unit"},
        "c-int": {"insider"},
        "spc": {"insider"},
    }
    organs = {each.code for each in PROFILES["nmg"].field("subject_org_type").choices}
    assert "military" not in organs
    assert "military" in {e.code for e in PROFILES["c-lead"].field("subject_org_type").choices}


@pytest.mark.req("A12", "A13", "A16")
def test_whom_the_courts_measures_know() -> None:
    rules = PROFILES["spc"]

    roles = {each.code for each in rules.field("requester_role").choices}
    assert {"party", "defender", "agent", "near_relative", "interested"} <= roles
    by_reference = {e.code for e in rules.field("subject_status").choices if e.article == "22-2"}
    assert by_reference == {"retired", "left", "lay_assessor", "contract"}
    assert rules.field("is_leader").article == "22-1"


@pytest.mark.req("PD14", "PD15", "CH24")
def test_what_follows_where_nothing_is_recorded() -> None:
    def faults(rules: Profile) -> tuple[str, int, bool, bool, int | None]:
        fault = rules.not_recording
        assert fault is not None
        return (
            fault.first,
            fault.repeat,
            fault.intent,
            fault.once_if_serious,
            fault.department,
        )

    warned = ("予以警告、通报批评", 2, False, False, None)
    assert across(faults) == {
        "c-lead": warned,
        "nmg": warned,
        "rudong": ("予以批评教育", 2, True, True, 3),
        "changchun": warned,
        "c-int": warned,
        "spc": warned,
    }


@pytest.mark.req("PD16", "F7a", "F7b", "TX5")
def test_for_good_only_outsiders_contacts_and_lawful_inquiries_are_kept_by_the_texts() -> None:
    def for_good(rules: Profile) -> list[str]:
        return [each.article for each in rules.keeping if each.permanent]

    assert {name: each for name, each in across(for_good).items() if each} == {
        "changchun": ["3-1"],
        "spc": ["5-1"],
    }
    assert all(across(lambda rules: rules.keeping).values())


@pytest.mark.req("PD18")
def test_who_makes_interference_known_and_whether_they_must() -> None:
    def circulars(rules: Profile) -> list[tuple[str, bool, str]]:
        return [(each.by, each.must, each.article) for each in rules.circulars]

    assert across(circulars) == {
        "c-lead": [("党委政法委", True, "8")],
        "nmg": [("党委政法委", True, "8"), ("党委政法委", True, "9")],
        "rudong": [("本院", True, "22"), ("本院纪检监察机构", True, "23")],
        "changchun": [("省高级人民法院和各中级人民法院", True, "9")],
        "c-int": [("负有干部管理权限的司法机关", True, "9")],
        "spc": [("人民法院监察部门", False, "13")],
    }


@pytest.mark.req("PD19", "L3a", "L3b", "L3c", "AD29")
def test_where_a_recorder_complains_of_retaliation() -> None:
    def complaint(rules: Profile) -> tuple[str, str, str] | None:
        found = rules.complaint
        return (found.name, found.to, found.article) if found else None

    assert across(complaint) == {
        "c-lead": None,
        "nmg": ("申诉", "上一级司法机关", "6"),
        "rudong": ("控告", "上级", "37-2"),
        "changchun": ("控告", "上一级法院", "12"),
        "c-int": None,
        "spc": None,
    }


@pytest.mark.req("D1a", "D2a", "AD30")
def test_a_leader_can_be_refused_and_told_the_procedure_in_the_words_of_nmg() -> None:
    cards = PROFILES["nmg"].say_no

    assert any("4" in card.articles for card in cards)
    filled = {code for card in cards for code in card.fills.get("reply", ())}
    assert {"refused_in_writing", "told_procedure"} <= filled
