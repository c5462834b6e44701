"""The Rudong profile holds what the rules and the form ask, and a slip in it cannot go unseen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from register.profile import NotInForce, Profile, UnknownProfile, load

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


@pytest.mark.req("PD22", "TX8")
def test_a_later_version_of_an_undated_text_leaves_what_was_filed_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    undated = load("spc", date(2026, 9, 30)).model_copy(update={"effective_from": None})
    newer = undated.model_copy(update={"version": date(2027, 1, 1)})
    monkeypatch.setattr("register.profile.load_all", lambda: (undated, newer))

    assert load("spc", undated.version) is undated
    assert load("spc", date(2001, 1, 1)) is undated, "no day is printed: it binds always"
    assert load("spc", date(2027, 1, 1)) is newer


@pytest.mark.req("TX8")
def test_nothing_is_in_force_before_its_day() -> None:
    with pytest.raises(NotInForce) as refused:
        load("rudong", date(2016, 2, 29))

    assert refused.value.first == date(2016, 3, 1)


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(UnknownProfile) as refused:
        load("rudongg", date(2026, 1, 1))

    assert refused.value.known == ("c-int", "c-lead", "changchun", "nmg", "rudong", "spc")


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
    "B1",
    "CH35",
    "B12",
)
def test_every_recording_duty_is_a_behaviour_and_none_may_fit() -> None:
    eleven = [f"RD11-{item}" for item in range(1, 11)]

    before = ["RD8a", "RD8b", "RD9a", "RD9b", "RD10"]
    assert codes("behaviours") == [*before, *eleven, "RD27", "none"]
    assert {choice.code: choice.article for choice in RUDONG.field("behaviours").choices} == dict(
        zip(
            codes("behaviours"),
            ["8", "8", "9", "9", "10", *(f"11({item})" for item in range(1, 11)), "27", None],
            strict=True,
        )
    )


@pytest.mark.req("A17", "J10")
def test_what_the_rules_stand_on_and_who_interprets_them_is_named() -> None:
    assert RUDONG.parents == ("c-lead", "c-int")
    assert RUDONG.interpreter == "如东县人民检察院纪检检察部门"


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


@pytest.mark.req("G1", "G1b", "G2", "G3", "G4", "G5", "G6", "G7", "CH3", "CH7", "CH12")
def test_every_printed_limit_is_three_working_days_after_its_event() -> None:
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
        ("transfer", "received_by_discipline_at", 3, "workday", True, "17"),
        ("one_matter", "found_serious_at", 1, "workday", True, "17(1)"),
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


def _begin_an_order_with_something_else(data: dict[str, Any]) -> None:
    data["suppression"]["fills"] = {"behaviours": ("RD11-1",)}


def _ask_of_an_order_what_is_no_question(data: dict[str, Any]) -> None:
    data["asked_of_orders"] = {"weather": "?"}


def _ask_of_an_order_what_it_does_not_show(data: dict[str, Any]) -> None:
    data["asked_of_orders"] = {"wish_circular": "?"}


def _lift_by_no_such_code(data: dict[str, Any]) -> None:
    data["suppression"]["lifts_when"] = {"behaviours": ("RD99",)}


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
        (_begin_an_order_with_something_else, "begins with says something else"),
        (_ask_of_an_order_what_is_no_question, "no question weather"),
        (_ask_of_an_order_what_it_does_not_show, "wish_circular is not shown"),
        (_lift_by_no_such_code, "behaviours: cannot be filled with .'RD99'"),
        (_misspell_a_key, "mandatry"),
    ],
)
def test_a_slip_in_the_data_is_found_when_it_is_read(spoil: Change, complaint: str) -> None:
    data = RUDONG.model_dump()
    spoil(data)

    with pytest.raises(ValueError, match=complaint):
        Profile.model_validate(data)
