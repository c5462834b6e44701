"""Drafts: what fits a box, what is still missing, which draft is in hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.draft import (
    IN_HAND,
    REASON_LENGTH,
    Answer,
    Draft,
    DraftState,
    check,
    gaps,
    has_minutes,
    in_hand,
    moment,
    offered,
    rules_at,
    without_hidden,
)
from register.errors import (
    AlreadyFiled,
    AnswerTooLong,
    AnswerUnfit,
    BeforeTheRules,
    EncounterInFuture,
    Gone,
    Refusal,
)
from register.ids import DraftId
from register.profile import load
from tests import cast

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 30, 7, 0, tzinfo=UTC)
RUDONG = load("rudong", date(2026, 9, 30))
DRAFT = Draft(
    id=DraftId("draft"),
    organisation=cast.COUNTY.id,
    recorder=cast.LI.id,
    profile="rudong",
    profile_version=RUDONG.version,
    started_at=NOW,
    touched_at=NOW,
)


def fits(question: str, answer: Answer) -> None:
    check(answer, RUDONG.field(question), now=NOW, zone=ZONE)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("subject_name", "赵干预"),
        ("encountered_at", "2026-09-30T15:00"),
        ("encountered_at", "2026-09-30"),
        ("encountered_at", "2026-09-30T07:00+00:00"),
        ("channel", "phone"),
        ("behaviours", ("RD11-1", "RD10")),
        ("behaviours", ()),
        ("rule_notice", "yes"),
        ("narrative", "说" * 4000),
    ],
)
def test_an_answer_of_the_right_kind_fits(question: str, value: str | tuple[str, ...]) -> None:
    fits(question, Answer(value=value))


@pytest.mark.parametrize(
    ("question", "value", "refusal"),
    [
        ("subject_name", "", AnswerUnfit),
        ("subject_name", " \n　", AnswerUnfit),
        ("subject_name", "赵" * 61, AnswerTooLong),
        ("narrative", "说" * 4001, AnswerTooLong),
        ("encountered_at", "", AnswerUnfit),
        ("encountered_at", "昨天", AnswerUnfit),
        ("encountered_at", "2026-02-30", AnswerUnfit),
        ("encountered_at", "2026-09-30T15:01", EncounterInFuture),
        ("encountered_at", "2026-10-01", EncounterInFuture),
        ("channel", "pigeon", AnswerUnfit),
        ("channel", "", AnswerUnfit),
        ("channel", ("phone", "letter"), AnswerUnfit),
        ("behaviours", ("RD11-1", "RD99"), AnswerUnfit),
        ("rule_notice", "perhaps", AnswerUnfit),
    ],
)
def test_an_answer_of_another_kind_is_refused(
    question: str, value: str | tuple[str, ...], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        fits(question, Answer(value=value))


def test_a_refused_length_names_its_limit() -> None:
    with pytest.raises(AnswerTooLong) as refused:
        fits("place", Answer(value="楼" * 201))

    assert refused.value.limit == 200


@pytest.mark.req("E1", "CH17", "F1-3")
def test_unknown_needs_a_reason_except_for_the_contact() -> None:
    fits("subject_name", Answer(unknown=True, reason="对方没有说明"))
    fits("subject_contact", Answer(unknown=True))

    for answer in (Answer(unknown=True), Answer(unknown=True, reason="  ")):
        with pytest.raises(AnswerUnfit):
            fits("subject_name", answer)


def test_a_reason_is_short() -> None:
    fits("subject_name", Answer(unknown=True, reason="因" * REASON_LENGTH))

    with pytest.raises(AnswerTooLong):
        fits("subject_name", Answer(unknown=True, reason="因" * (REASON_LENGTH + 1)))


@pytest.mark.parametrize("question", ["encountered_at", "narrative", "channel"])
def test_what_every_record_needs_cannot_be_unknown(question: str) -> None:
    with pytest.raises(AnswerUnfit):
        fits(question, Answer(unknown=True, reason="记不清楚"))


@settings(max_examples=300)
@given(text=st.text(max_size=40))
def test_any_text_as_a_moment_fits_or_is_refused_by_name(text: str) -> None:
    try:
        fits("encountered_at", Answer(value=text))
    except AnswerUnfit:
        return
    except EncounterInFuture:
        pass
    assert moment(text, ZONE) is not None


@settings(max_examples=300)
@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),  # noqa: DTZ001
    st.sampled_from(["", "+00:00", "-12:00", "+14:00"]),
)
def test_a_moment_is_read_in_the_zone_unless_it_names_one(when: datetime, offset: str) -> None:
    read = moment(f"{when.isoformat()}{offset}", ZONE)

    assert read is not None
    assert read.tzinfo is ZONE
    if not offset:
        assert read.replace(tzinfo=None) == when


def test_a_bare_date_means_its_first_minute() -> None:
    draft = DRAFT.answer("encountered_at", Answer(value="2026-09-30"), at=NOW)

    assert draft.encounter(ZONE) == datetime(2026, 9, 30, tzinfo=ZONE)
    assert not has_minutes("2026-09-30")
    assert has_minutes("2026-09-30T10:00")


@pytest.mark.req("PD22")
def test_no_version_of_the_rules_is_older_than_the_first() -> None:
    first = RUDONG.version
    assert rules_at("rudong", datetime(first.year, first.month, first.day, tzinfo=ZONE)) == RUDONG

    with pytest.raises(BeforeTheRules):
        rules_at("rudong", datetime(2016, 2, 29, 23, 59, tzinfo=ZONE))


def test_an_answer_replaces_the_one_before_and_none_empties_the_box() -> None:
    draft = DRAFT.answer("place", Answer(value="走廊"), at=NOW)
    later = NOW + timedelta(minutes=1)
    draft = draft.answer("place", Answer(value="楼梯"), at=later)

    assert draft.said("place") == "楼梯"
    assert draft.touched_at == later
    assert draft.answer("place", None, at=later).answers == {}


def test_what_is_unknown_says_nothing() -> None:
    draft = DRAFT.answer("place", Answer(value="x", unknown=True, reason="记不清楚"), at=NOW)

    assert not draft.said("place")
    assert not draft.said("narrative")


@pytest.mark.parametrize(
    ("state", "refusal"), [(DraftState.FILED, AlreadyFiled), (DraftState.DISCARDED, Gone)]
)
def test_a_closed_draft_takes_no_answer(state: DraftState, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        replace(DRAFT, state=state).answer("place", Answer(value="走廊"), at=NOW)


@pytest.mark.req("E1")
def test_the_questions_come_in_the_order_of_the_form_until_none_is_left() -> None:
    asked = []
    draft = DRAFT
    while waiting := gaps(draft.answers, RUDONG):
        question = waiting[0]
        asked.append(question.id)
        value = "face_to_face" if question.id == "channel" else "something"
        draft = draft.answer(question.id, Answer(value=value), at=NOW)

    assert asked == [
        "subject_name",
        "subject_post",
        "encountered_at",
        "channel",
        "place",
        "case",
        "case_stage",
        "narrative",
        "reply",
    ]


def test_the_place_is_asked_where_people_meet_and_not_on_the_phone() -> None:
    met = DRAFT.answer("channel", Answer(value="meeting"), at=NOW)
    called = DRAFT.answer("channel", Answer(value="phone"), at=NOW)

    assert "place" in {field.id for field in gaps(met.answers, RUDONG)}
    assert "place" not in {field.id for field in gaps(called.answers, RUDONG)}


@pytest.mark.req("B2")
def test_a_letter_leaves_a_gap_until_its_scan_is_sealed_or_its_lack_is_explained() -> None:
    letter = DRAFT.answer("channel", Answer(value="letter"), at=NOW)
    explained = letter.answer("material_missing", Answer(value="原件已由对方带走"), at=NOW)

    def open_questions(draft: Draft, *, has_evidence: bool = False) -> set[str]:
        return {f.id for f in gaps(draft.answers, RUDONG, has_evidence=has_evidence)}

    assert "material_missing" in open_questions(letter)
    assert "material_missing" not in open_questions(letter, has_evidence=True)
    assert "material_missing" not in open_questions(explained)


@pytest.mark.req("E6", "CH17")
def test_a_late_draft_has_a_gap_until_its_reason_is_given() -> None:
    reasoned = DRAFT.answer("late_reason", Answer(value="住院，今日方能书写"), at=NOW)

    assert "late_reason" not in {field.id for field in gaps(DRAFT.answers, RUDONG)}
    assert "late_reason" in {field.id for field in gaps(DRAFT.answers, RUDONG, late=True)}
    assert "late_reason" not in {f.id for f in gaps(reasoned.answers, RUDONG, late=True)}


@pytest.mark.req("B8")
def test_a_question_is_offered_only_where_it_has_a_sense_and_its_answer_goes_with_it() -> None:
    hinted = DRAFT.answer("no_trace", Answer(value="yes"), at=NOW)
    wished = hinted.answer("wish_circular", Answer(value="defer"), at=NOW)
    taken_back = wished.answer("no_trace", Answer(value="no"), at=NOW)

    assert "wish_circular" not in {field.id for field in offered(DRAFT.answers, RUDONG)}
    assert "wish_circular" in {field.id for field in offered(hinted.answers, RUDONG)}
    assert without_hidden(wished, RUDONG) == wished
    assert without_hidden(taken_back, RUDONG).answers == {"no_trace": Answer(value="no")}


def test_unknown_is_an_answer_and_leaves_no_gap() -> None:
    draft = DRAFT.answer("subject_name", Answer(unknown=True, reason="未能辨认"), at=NOW)

    assert "subject_name" not in {field.id for field in gaps(draft.answers, RUDONG)}


def test_the_draft_touched_last_is_in_hand_for_half_an_hour() -> None:
    older = replace(DRAFT, id=DraftId("older"), touched_at=NOW - timedelta(minutes=5))

    assert in_hand([older, DRAFT], now=NOW) is DRAFT
    assert in_hand([older, DRAFT], now=NOW + IN_HAND) is DRAFT
    assert in_hand([older, DRAFT], now=NOW + IN_HAND + timedelta(seconds=1)) is None
    assert in_hand([], now=NOW) is None


def test_what_was_laid_aside_is_in_hand_again_once_it_is_touched() -> None:
    aside = replace(DRAFT, laid_aside=True)

    assert in_hand([aside], now=NOW) is None
    again = aside.answer("place", Answer(value="走廊"), at=NOW)
    assert in_hand([again], now=NOW) is again


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (Answer(value="phone", words="传真"), AnswerUnfit),
        (Answer(value="other", words="字" * (REASON_LENGTH + 1)), AnswerTooLong),
    ],
    ids=["words beside another choice", "too many words"],
)
def test_words_stand_beside_the_choice_other_alone(answer: Answer, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check(answer, RUDONG.field("channel"), now=NOW, zone=ZONE)

    check(Answer(value="other", words="传真"), RUDONG.field("channel"), now=NOW, zone=ZONE)
