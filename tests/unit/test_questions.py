"""What the Rudong profile asks: unbidden, on a choice, late, or only if the recorder opens it."""

from datetime import date

import pytest

from register.profile import load
from register.provisions import When

RUDONG = load("rudong", date(2026, 9, 30))


def codes(field_id: str) -> list[str]:
    return [choice.code for choice in RUDONG.field(field_id).choices]


def asked_unbidden(chosen: When, *, late: bool = False) -> list[str]:
    return [field.id for field in RUDONG.fields if RUDONG.mandatory(field, chosen, late=late)]


@pytest.mark.req("E1", "F1-1", "F1-2", "F1-7", "F1-8", "F1-9")
@pytest.mark.parametrize("channel", codes("channel"))
def test_at_most_nine_questions_are_asked_unbidden_and_they_come_first(channel: str) -> None:
    asked = asked_unbidden({"channel": (channel,)})

    assert len(asked) <= 9
    assert [each for each in asked if each not in {"place", "material_missing"}] == [
        "subject_name",
        "subject_post",
        "encountered_at",
        "channel",
        "case",
        "case_stage",
        "narrative",
        "reply",
    ]
    assert asked == [field.id for field in RUDONG.fields if field.id in asked]
    assert not {field.id for field in RUDONG.fields[14:]} & set(asked)


@pytest.mark.req(
    "A1", "A4", "A5", "A6", "A7", "A8", "A15", "B8", "CH8", "D3", "D9", "E11", "F5", "EC9", "F1-3"
)
def test_every_other_fact_of_the_rules_has_a_question_that_can_be_left_alone() -> None:
    optional = {field.id for field in RUDONG.fields} - set(asked_unbidden({}))

    assert optional == {
        "place",
        "material_missing",
        "late_reason",
        "subject_contact",
        "subject_class",
        "internal_organ",
        "is_leader",
        "leadership_team",
        "leads_body",
        "serious_proposed",
        "subject_org_type",
        "subject_status",
        "proxy_relation",
        "principal",
        "persons_present",
        "noticed_at",
        "behaviours",
        "instigated",
        "procedural_data",
        "case_handler",
        "direction",
        "other_organ",
        "outward_act",
        "done_in_case",
        "reply_text",
        "rule_notice",
        "rule_notice_at",
        "evidence",
        "physical_material",
        "recording_made",
        "no_trace",
        "wish_investigation",
        "wish_referral",
        "wish_circular",
        "remarks",
    }


@pytest.mark.req("E6", "G1")
def test_the_reason_is_asked_once_the_last_day_is_over_and_not_before() -> None:
    assert "late_reason" not in asked_unbidden({})
    assert "late_reason" in asked_unbidden({}, late=True)


@pytest.mark.req("B2", "RD8a", "RD8b", "A8")
@pytest.mark.parametrize(
    ("question", "code", "asked"),
    [
        ("channel", "letter", True),
        ("channel", "phone", False),
        ("proxy_relation", "relative", True),
        ("proxy_relation", "aide", True),
        ("behaviours", "RD8a", True),
        ("behaviours", "RD11-1", False),
    ],
)
def test_material_or_the_reason_of_its_lack_is_asked_where_article_eight_wants_it(
    question: str, code: str, *, asked: bool
) -> None:
    field, chosen = RUDONG.field("material_missing"), {question: (code,)}

    assert RUDONG.mandatory(field, chosen) is asked
    assert not RUDONG.mandatory(field, chosen, has_evidence=True)


@pytest.mark.req("A8", "RD8b")
def test_who_stands_behind_is_asked_of_a_proxy_alone() -> None:
    principal = RUDONG.field("principal")

    assert not RUDONG.mandatory(principal, {})
    for relation in codes("proxy_relation"):
        assert RUDONG.mandatory(principal, {"proxy_relation": (relation,)})


@pytest.mark.req("B8", "CH18")
def test_the_six_wishes_of_article_eighteen_stand_each_by_itself() -> None:
    matters = ("wish_investigation", "wish_referral", "wish_circular")

    for matter in matters:
        wish = RUDONG.field(matter)
        assert codes(matter) == ["defer", "omit"]
        assert wish.article == "18"
        assert not RUDONG.shown(wish, {})
        assert not RUDONG.shown(wish, {"no_trace": ("no",)})
        assert RUDONG.shown(wish, {"no_trace": ("yes",)})


@pytest.mark.req("A1", "A4")
def test_the_class_of_a_leader_and_the_organ_of_an_internal_person_are_asked_of_them() -> None:
    organ, org_type = RUDONG.field("internal_organ"), RUDONG.field("subject_org_type")

    assert RUDONG.shown(organ, {"subject_class": ("internal_judicial",)})
    assert not RUDONG.shown(organ, {"subject_class": ("external",)})
    assert RUDONG.shown(org_type, {"is_leader": ("yes",)})
    assert not RUDONG.shown(org_type, {"is_leader": ("no",)})
    assert len(codes("subject_org_type")) == 10


@pytest.mark.req("A14")
def test_a_leader_inside_the_judiciary_can_be_said_to_be_both() -> None:
    both = {"subject_class": ("internal_judicial",), "is_leader": ("yes",)}

    assert RUDONG.shown(RUDONG.field("internal_organ"), both)
    assert RUDONG.shown(RUDONG.field("subject_org_type"), both)


@pytest.mark.req("A5", "A6", "A7", "CH31")
def test_retired_people_workers_units_and_anybody_else_can_be_recorded() -> None:
    assert codes("subject_status") == ["serving", "retired", "left", "worker", "contract"]
    assert {"unit", "external"} < set(codes("subject_class"))


@pytest.mark.req("RD10")
def test_the_procedural_data_are_those_of_article_ten() -> None:
    *named, other = RUDONG.field("procedural_data").choices

    assert "、".join(each.label for each in named) in RUDONG.articles["10"].text
    assert other.label == "其他程序性信息"
    assert RUDONG.shown(RUDONG.field("procedural_data"), {"behaviours": ("RD10",)})
    assert not RUDONG.shown(RUDONG.field("procedural_data"), {"behaviours": ("RD11-1",)})


def test_no_section_is_empty_or_longer_than_a_phone() -> None:
    for section in RUDONG.sections:
        lines = [field for field in RUDONG.fields if field.section == section.id]
        assert 1 <= len(lines) <= 12, section.label


@pytest.mark.req("F1-8", "B9")
@pytest.mark.parametrize(
    ("channel", "mandatory"),
    [("meeting", True), ("face_to_face", True), ("report_hearing", True), ("phone", False)],
)
def test_a_place_is_needed_where_people_met(channel: str, *, mandatory: bool) -> None:
    place = RUDONG.field("place")

    assert RUDONG.mandatory(place, {"channel": (channel,)}) is mandatory


def test_no_place_is_needed_before_the_channel_is_known() -> None:
    assert not RUDONG.mandatory(RUDONG.field("place"), {})
    assert RUDONG.mandatory(RUDONG.field("narrative"), {})


@pytest.mark.req("CH17", "F1-3")
def test_unknown_is_an_answer_with_a_reason_and_for_a_contact_without() -> None:
    unknown = {
        field.id: field.unknown_needs_reason for field in RUDONG.fields if field.unknown_allowed
    }

    assert unknown == {
        "subject_name": True,
        "subject_post": True,
        "place": True,
        "case": True,
        "case_stage": True,
        "subject_contact": False,
        "subject_class": True,
        "is_leader": True,
        "leadership_team": True,
        "leads_body": True,
        "subject_org_type": True,
        "subject_status": True,
        "principal": True,
    }
    assert [reason.code for reason in RUDONG.unknown_reasons][-1] == "other"


@pytest.mark.req("A15")
@pytest.mark.parametrize(("profile", "article"), [("rudong", "4"), ("c-int", "2"), ("spc", "5-2")])
def test_what_own_staff_did_elsewhere_asks_for_the_organ_and_no_reply(
    profile: str, article: str
) -> None:
    rules = load(profile, date(2026, 12, 1))
    outbound: When = {"direction": ("outbound",)}
    asked = [field for field in rules.fields if rules.mandatory(field, outbound)]

    assert len(asked) <= 9
    assert {"other_organ", "outward_act"} <= {field.id for field in asked}
    assert {field.article for field in asked if field.id in {"other_organ", "outward_act"}} == {
        article
    }
    assert not rules.shown(rules.field("reply"), outbound)
    for elsewhere in ("other_organ", "outward_act"):
        assert not rules.shown(rules.field(elsewhere), {})
        assert not rules.shown(rules.field(elsewhere), {"direction": ("inbound",)})
    assert rules.shown(rules.field("reply"), {"direction": ("inbound",)})
