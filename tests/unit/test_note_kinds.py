"""Kinds of case notes: each rule system's own, sound when read, and nothing presumed (PD8)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from register.advice import Advice, every_run
from register.case_note import CaseNote, complete, may_write
from register.draft import Answer
from register.errors import AnswerUnfit, EncounterInFuture
from register.ids import CaseNoteId
from register.note_kinds import CaseNoteKind
from register.profile import Profile, load_all
from tests import cast

PROFILES = {profile.id: profile for profile in load_all()}
NOW = datetime(2026, 9, 30, 7, tzinfo=UTC)
RETURNED = {"disposition": "returned", "disposed_at": "2026-09-29"}
DESTROYED = {
    "disposition": "destroyed",
    "destruction_photo": "an item",
    "destruction_witness": "何书记员",
    "disposed_at": "2026-09-29",
}


def kept(kind: CaseNoteKind, said: dict[str, str]) -> set[str]:
    answers = {question: Answer(value=value) for question, value in said.items()}
    return set(complete(kind, answers, now=NOW, zone=UTC))


def kind_of(profile: str, kind: str) -> CaseNoteKind:
    return PROFILES[profile].note_kind(kind)


# ── What each text has noted ───────────────────────────────────────────────────────────────────


@pytest.mark.req("PD8", "B4", "B5", "B6", "B16", "C2", "C3", "D5a", "D8")
@pytest.mark.parametrize(
    ("profile", "noted"),
    [
        ("c-lead", {}),
        ("nmg", {"letter": ("3",)}),
        (
            "rudong",
            {
                "guidance": ("12(3)", "12(5)", "12-2"),
                "liaison": ("12(4)",),
                "letter": ("4",),
            },
        ),
        ("changchun", {"opinion": ("6",)}),
        ("c-int", {"guidance": ("4",), "liaison": ("5", "6")}),
        (
            "spc",
            {
                "guidance": ("6", "7"),
                "duty_inquiry": ("5-1",),
                "liaison": ("8",),
                "posted": ("3-2",),
            },
        ),
    ],
)
def test_each_text_has_its_own_kinds_on_its_own_articles(
    profile: str, noted: dict[str, tuple[str, ...]]
) -> None:
    assert {kind.id: kind.articles for kind in PROFILES[profile].notes} == noted


@pytest.mark.req("C2", "C3", "F5", "B5", "D5a")
def test_where_the_paper_lies_is_the_word_of_the_text() -> None:
    files = {
        (profile.id, kind.id): kind.case_file
        for profile in PROFILES.values()
        for kind in profile.notes
    }

    assert files["rudong", "guidance"] == "检察案卷"
    assert files["changchun", "opinion"] == "案件正卷"
    assert files["spc", "guidance"] == "案卷"
    assert files["spc", "posted"] == "", "it may lie in no case file"


@pytest.mark.req("CH14")
def test_notes_of_exempt_contacts_alone_stand_on_zero_reports() -> None:
    exempt = {kind.id for each in PROFILES.values() for kind in each.notes if kind.exempt}

    assert exempt == {"guidance", "liaison", "opinion", "duty_inquiry"}


@pytest.mark.req("D5a", "D8", "B16")
def test_what_everybody_may_come_upon_everybody_may_note() -> None:
    for profile in PROFILES.values():
        for kind in profile.notes:
            everybodys = kind.id in {"letter", "posted", "duty_inquiry"}
            assert may_write(kind, cast.ZHENG) == everybodys, (profile.id, kind.id)
            assert may_write(kind, cast.LI)


@pytest.mark.req("B6", "B17", "CH36")
def test_whatever_the_adviser_has_noted_has_a_kind_that_notes_it() -> None:
    for profile in PROFILES.values():
        for run in every_run(profile.check):
            assert run.end is not None
            if run.end.advice is Advice.NOTE:
                assert profile.note_kind(run.end.kind).exempt, run.path


def test_every_label_fits_a_button() -> None:
    kinds = [kind for each in PROFILES.values() for kind in each.notes]
    labels = [kind.label for kind in kinds]
    labels += [choice.label for kind in kinds for field in kind.fields for choice in field.choices]

    assert [label for label in labels if len(label) > 20] == []


def test_a_note_from_before_the_kinds_were_data_is_one_of_rudongs() -> None:
    for kind in ("guidance", "letter"):
        old = CaseNote(
            id=CaseNoteId("old"),
            number="N-7K4M2X",
            organisation=cast.COUNTY.id,
            owner=cast.LI.id,
            kind=kind,
            case=None,
            source="孙指导",
            happened="2026-09-29",
            text="补充核实。",
            noted_at=NOW,
        )

        assert old.rules is PROFILES["rudong"]
        assert old.kind_in_rules.id == kind
        assert old.waits_for_place


# ── Nothing is presumed ────────────────────────────────────────────────────────────────────────


@pytest.mark.req("D5a", "D5b", "CH27")
def test_return_is_offered_first_and_nothing_is_preset() -> None:
    disposition = kind_of("spc", "posted").field("disposition")

    assert disposition.codes == ("returned", "destroyed")
    assert disposition.default is None
    with pytest.raises(AnswerUnfit):
        kept(kind_of("spc", "posted"), {"disposed_at": "2026-09-29"})


@pytest.mark.req("D5b", "CH27", "W6")
@pytest.mark.parametrize("missing", ["destruction_photo", "destruction_witness", "disposed_at"])
def test_without_witness_photo_and_day_nothing_was_destroyed(missing: str) -> None:
    posted = kind_of("spc", "posted")
    assert kept(posted, DESTROYED) == set(DESTROYED)

    with pytest.raises(AnswerUnfit):
        kept(posted, {name: said for name, said in DESTROYED.items() if name != missing})


@pytest.mark.req("D5a")
def test_what_was_returned_needs_neither_and_keeps_nothing_of_it() -> None:
    posted = kind_of("spc", "posted")

    assert kept(posted, RETURNED) == set(RETURNED)
    assert kept(posted, DESTROYED | RETURNED) == set(RETURNED)
    with pytest.raises(EncounterInFuture):
        kept(posted, RETURNED | {"disposed_at": "2026-10-01"})


@pytest.mark.req("B6")
@pytest.mark.parametrize("profile", ["spc", "c-int", "rudong"])
def test_paper_and_outcome_are_two_questions_and_the_scan_none_that_is_owed(profile: str) -> None:
    liaison = kind_of(profile, "liaison")
    shown = {"credential_shown": "yes", "credential_name": "介绍信"}

    assert kept(liaison, shown | {"information_outcome": "refused"})
    assert kept(liaison, {"credential_shown": "no", "information_outcome": "provided"})
    for short_of in ({"credential_shown": "no"}, {"information_outcome": "partly"}):
        with pytest.raises(AnswerUnfit):
            kept(liaison, short_of)


@pytest.mark.req("B5")
def test_guidance_in_writing_names_its_document_and_oral_guidance_none() -> None:
    guidance = kind_of("spc", "guidance")

    assert kept(guidance, {"guidance_form": "oral", "duty_document": "函"}) == {"guidance_form"}
    with pytest.raises(AnswerUnfit):
        kept(guidance, {"guidance_form": "instruction"})


# ── Slips in the data ──────────────────────────────────────────────────────────────────────────


def _no_such_kind(data: dict[str, Any]) -> None:
    data["check"][0]["branches"][-1] |= {"kind": "poem", "note": "写诗"}


def _known_that_is_not_asked(data: dict[str, Any]) -> None:
    said = {"kind": "posted", "note": "写", "known": {"disposition": ["burnt"]}}
    data["check"][0]["branches"][-1] |= said


def _note_of_what_is_recorded(data: dict[str, Any]) -> None:
    said = {"advice": "record", "kind": "posted", "note": "写"}
    data["check"][0]["branches"][-1] |= said


def _no_article(data: dict[str, Any]) -> None:
    data["notes"][0]["articles"] = []


def _no_text_of_its_article(data: dict[str, Any]) -> None:
    data["notes"][0]["articles"] = ["99"]


def _twice(data: dict[str, Any]) -> None:
    data["notes"].append(data["notes"][0])


def _asks_people(data: dict[str, Any]) -> None:
    data["notes"][0]["fields"][0] |= {"kind": "people", "choices": []}


def _asks_twice(data: dict[str, Any]) -> None:
    data["notes"][0]["fields"].append(data["notes"][0]["fields"][0])


def _choice_without_choices(data: dict[str, Any]) -> None:
    data["notes"][0]["fields"][0]["choices"] = []


def _shown_by_what_comes_later(data: dict[str, Any]) -> None:
    data["notes"][0]["fields"].reverse()


def _unknown_allowed(data: dict[str, Any]) -> None:
    data["notes"][0]["fields"][0]["unknown_allowed"] = True


@pytest.mark.req("PD21")
@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_no_such_kind, "who.unsure: no note poem"),
        (_known_that_is_not_asked, "who.unsure: disposition cannot be"),
        (_note_of_what_is_recorded, "who.unsure: what is to be recorded"),
        (_no_article, "guidance: rests on no article"),
        (_no_text_of_its_article, "articles without text: .'99'"),
        (_twice, "notes named twice: .'guidance'"),
        (_asks_people, "guidance.guidance_form: a note asks no people"),
        (_asks_twice, "guidance.guidance_form: named twice"),
        (_choice_without_choices, "guidance.guidance_form: choices and kind"),
        (_shown_by_what_comes_later, "guidance.duty_document: guidance_form has no"),
        (_unknown_allowed, "guidance.guidance_form: a note asks it or leaves it open"),
    ],
)
def test_a_slip_in_the_kinds_is_found_when_they_are_read(
    spoil: Callable[[dict[str, Any]], None], complaint: str
) -> None:
    data = PROFILES["spc"].model_dump(mode="json", exclude_unset=True)
    spoil(data)

    with pytest.raises(ValueError, match=complaint):
        Profile.model_validate(data)
