"""The Rudong profile holds what the rules and the form ask, and a slip in it cannot go unseen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from register.profile import Choice, NotInForce, Profile, UnknownProfile, When, load, load_all

RUDONG = load("rudong", date(2026, 9, 30))

Change = Callable[[dict[str, Any]], None]


def codes(field_id: str) -> list[str]:
    return [choice.code for choice in RUDONG.field(field_id).choices]


@pytest.mark.req("PD21", "PD22")
def test_a_record_gets_the_version_that_was_in_force_on_its_day() -> None:
    assert RUDONG.version == load("rudong", date(2016, 3, 1)).version == date(2016, 3, 1)


def test_of_two_versions_the_one_in_force_on_the_day_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newer = RUDONG.model_copy(
        update={"version": date(2027, 1, 1), "effective_from": date(2027, 1, 1)}
    )
    monkeypatch.setattr("register.profile.load_all", lambda: (RUDONG, newer))

    assert load("rudong", date(2026, 12, 31)) is RUDONG
    assert load("rudong", date(2027, 1, 1)) is newer


@pytest.mark.req("TX8")
def test_nothing_is_in_force_before_its_day() -> None:
    with pytest.raises(NotInForce) as refused:
        load("rudong", date(2016, 2, 29))

    assert refused.value.first == date(2016, 3, 1)


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(UnknownProfile) as refused:
        load("rudongg", date(2026, 1, 1))

    assert refused.value.known == ("rudong",)


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
    assert not {field.id for field in RUDONG.fields[11:]} & set(asked)


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
        "subject_org_type",
        "subject_status",
        "proxy_relation",
        "principal",
        "persons_present",
        "noticed_at",
        "behaviours",
        "procedural_data",
        "case_handler",
        "direction",
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
        assert 1 <= len(lines) <= 10, section.label


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
        "subject_org_type": True,
        "subject_status": True,
        "principal": True,
    }
    assert [reason.code for reason in RUDONG.unknown_reasons][-1] == "other"


@pytest.mark.req(
    "RD8a",
    "RD8b",
    "RD9a",
    "RD9b",
    "RD10",
    "RD11-1",
    "RD11-2",
    "RD11-3",
    "RD11-4",
    "RD11-5",
    "RD11-6",
    "RD11-7",
    "RD11-8",
    "RD11-9",
    "RD11-10",
    "CH35",
    "B12",
)
def test_every_recording_duty_is_a_behaviour_and_none_may_fit() -> None:
    eleven = [f"RD11-{item}" for item in range(1, 11)]

    assert codes("behaviours") == ["RD8a", "RD8b", "RD9a", "RD9b", "RD10", *eleven, "none"]
    assert {choice.code: choice.article for choice in RUDONG.field("behaviours").choices} == dict(
        zip(
            codes("behaviours"),
            ["8", "8", "9", "9", "10", *(f"11({item})" for item in range(1, 11)), None],
            strict=True,
        )
    )


@pytest.mark.req("B9")
def test_every_medium_and_manner_of_the_texts_is_a_channel() -> None:
    assert codes("channel") == [
        "letter",
        "report_hearing",
        "meeting",
        "phone",
        "face_to_face",
        "sms",
        "microblog",
        "chat",
        "email",
        "post",
        "hint",
        "third_person",
        "other",
    ]


@pytest.mark.req("RD11-1")
def test_the_stages_are_those_of_article_eleven_and_other() -> None:
    *stages, other = RUDONG.field("case_stage").choices

    assert other.code == "other"
    assert "、".join(stage.label for stage in stages) in RUDONG.articles["11(1)"].text


@pytest.mark.req("G1", "G1b", "G2", "G3", "G4", "G5", "CH3", "CH7")
def test_every_limit_of_the_chain_is_three_working_days_after_its_event() -> None:
    limits = [
        (c.id, c.started_by, c.n, c.unit, c.start_excluded, c.article) for c in RUDONG.clocks
    ]
    soft = RUDONG.clock("record").soft

    assert limits == [
        ("record", "encountered_at", 3, "workday", True, "7"),
        ("report", "recorded_at", 3, "workday", True, "13"),
        ("forward", "received_by_head_at", 3, "workday", True, "13"),
        ("head_own", "head_recorded_at", 3, "workday", True, "13"),
        ("leader_own", "leader_recorded_at", 3, "workday", True, "13"),
    ]
    assert soft is not None
    assert (soft.n, soft.unit, soft.article) == (3, "day", "form-note")


@pytest.mark.req("E1")
def test_articles_and_notes_stand_word_for_word() -> None:
    assert RUDONG.articles["7"].text.startswith(
        "检察人员遇有干预、插手、过问司法办案活动情形的，应当在三个工作日内记录，"
    )
    assert RUDONG.articles["form-note"].text.startswith("检察人员（被过问人）遇有")


def test_a_code_has_its_label_and_an_unknown_one_has_none() -> None:
    assert RUDONG.label(RUDONG.field("channel"), "phone") == "打电话"
    with pytest.raises(KeyError):
        RUDONG.label(RUDONG.field("channel"), "pigeon")


def test_every_label_fits_a_button() -> None:
    choices: list[Choice] = [each for field in RUDONG.fields for each in field.choices]

    assert [each.label for each in choices if len(each.label) > 20] == []


def test_all_profiles_are_sound() -> None:
    assert [(each.id, each.version.isoformat()) for each in load_all()] == [
        ("rudong", "2016-03-01")
    ]


def _double_a_field(data: dict[str, Any]) -> None:
    data["fields"] = [*data["fields"], data["fields"][0]]


def _name_a_missing_article(data: dict[str, Any]) -> None:
    data["clocks"][0]["article"] = "99"


def _give_a_text_choices(data: dict[str, Any]) -> None:
    data["fields"][1]["choices"] = data["unknown_reasons"]


def _depend_on_no_such_code(data: dict[str, Any]) -> None:
    data["fields"][4]["mandatory_when"] = {"channel": ["pigeon"]}


def _show_when_no_such_code(data: dict[str, Any]) -> None:
    data["fields"][4]["shown_when"] = {"channel": ["pigeon"]}


def _show_before_it_can_be(data: dict[str, Any]) -> None:
    data["fields"][0]["shown_when"] = {"channel": ["phone"]}


def _name_no_such_section(data: dict[str, Any]) -> None:
    data["fields"][0]["section"] = "cellar"


def _break_a_pattern(data: dict[str, Any]) -> None:
    data["case_numbers"][0]["pattern"] = "("


def _print_what_is_not_read(data: dict[str, Any]) -> None:
    data["case_numbers"][0]["printed"] = "{yaer}"


def _misspell_a_key(data: dict[str, Any]) -> None:
    data["mandatry"] = True


@pytest.mark.req("PD21")
@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_double_a_field, "fields named twice"),
        (_name_a_missing_article, "articles without text"),
        (_give_a_text_choices, "choices and kind do not agree"),
        (_depend_on_no_such_code, "channel has no"),
        (_show_when_no_such_code, "channel has no"),
        (_show_before_it_can_be, "subject_name: shown before it can be: .'channel'"),
        (_name_no_such_section, "subject_name: no section cellar"),
        (_break_a_pattern, "case number: missing"),
        (_print_what_is_not_read, "printed but not read: .'yaer'"),
        (_misspell_a_key, "mandatry"),
    ],
)
def test_a_slip_in_the_data_is_found_when_it_is_read(spoil: Change, complaint: str) -> None:
    data = RUDONG.model_dump()
    spoil(data)

    with pytest.raises(ValueError, match=complaint):
        Profile.model_validate(data)
