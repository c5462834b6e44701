"""The adviser of Rudong: every way ends, every exemption is reached, none of them in doubt."""

from collections.abc import Callable
from typing import Any

import pytest

from register.advice import MOST_QUESTIONS, Advice, Run, every_run, follow
from register.draft import Answer, check
from register.errors import AnswerUnfit
from register.profile import Profile
from tests.bot.examples import NOW, PROFILE, ZONE

RUNS = list(every_run(PROFILE.check))
EXEMPT = (Advice.NEED_NOT, Advice.NOTE)

ORAL = "12-2"
"""The proviso about what was said and not written."""


def ends_in(*advice: Advice) -> list[Run]:
    return [run for run in RUNS if run.end and run.end.advice in advice]


def articles(*advice: Advice) -> set[str]:
    return {article for run in ends_in(*advice) if run.end for article in run.end.articles}


@pytest.mark.req("C1")
def test_every_way_ends_after_six_questions_at_most() -> None:
    assert all(run.end for run in RUNS)
    assert max(len(run.asked) for run in RUNS) <= MOST_QUESTIONS


@pytest.mark.req(
    "C1",
    "RD12-1",
    "RD12-2",
    "RD12-3",
    "RD12-4",
    "RD12-5",
    "RD12-6",
    "RD12-7",
    "RD12-8",
    "RD12-9",
    "RD12-10",
)
@pytest.mark.parametrize("item", range(1, 11))
def test_every_exemption_is_reached_and_names_its_item(item: int) -> None:
    reached = [run for run in ends_in(*EXEMPT) if run.end and f"12({item})" in run.end.articles]

    assert reached
    assert all(run.end.articles[0] == "12" for run in reached if run.end)


@pytest.mark.req("RD12-3", "RD12-5", "C2", "CH28")
def test_what_is_oral_of_two_exemptions_goes_into_the_case_file() -> None:
    ends = {run.end.articles for run in ends_in(Advice.NOTE) if run.end}

    assert ends == {("12", "12(3)", ORAL), ("12", "12(5)", ORAL)}
    assert all("检察案卷" in run.end.note for run in ends_in(Advice.NOTE) if run.end)


@pytest.mark.req("RD12-3", "RD12-5")
def test_only_in_writing_do_these_two_leave_nothing_to_be_done() -> None:
    for run in ends_in(Advice.NEED_NOT):
        assert run.end is not None
        if {"12(3)", "12(5)"} & set(run.end.articles):
            assert run.end.code == "written"


@pytest.mark.req("CH28", "A9")
def test_whoever_is_not_sure_is_told_to_record_at_every_question() -> None:
    for question in PROFILE.check:
        unsure = [each for each in question.branches if each.code == "unsure"]
        assert [each.advice for each in unsure] == (
            [] if question.id == "kind" else [Advice.IN_DOUBT]
        )
    assert "5" in articles(Advice.IN_DOUBT)


@pytest.mark.req("CH28", "B11")
def test_no_exemption_without_a_last_question_whose_every_point_is_met() -> None:
    for run in ends_in(*EXEMPT):
        last = run.asked[-1]
        assert "违反法定职责或法定程序、有碍司法公正" in last.hint.splitlines()[-1]
        not_all = next(each for each in last.branches if each.code == "no")
        assert not_all.advice is Advice.RECORD


def test_every_behaviour_of_the_form_is_reached_save_those_a_superior_may_deny() -> None:
    filled = {code for run in RUNS for code in run.fills.get("behaviours", ())}
    known = set(PROFILE.field("behaviours").codes)

    assert known - filled == {"RD9a", "RD9b", "none"}


@pytest.mark.req("RD12-10")
def test_the_reason_why_it_is_clearly_none_is_asked_and_kept() -> None:
    run = follow(PROFILE.check, ["unrelated", "general", "yes"])

    assert run.path == "what.unrelated unrelated.general clear.yes"
    assert run.end is not None
    assert run.end.articles == ("12", "12(10)")


def test_what_was_said_on_the_way_is_said_once() -> None:
    run = follow(PROFILE.check, ["views", "house", "colleague", "no"])

    assert run.fills == {"subject_class": ("internal_judicial",), "internal_organ": ("own",)}


def test_no_button_tapped_twice_answers_the_question_that_it_led_to() -> None:
    questions = {question.id: question for question in PROFILE.check}

    for question in PROFILE.check:
        for branch in question.branches:
            if branch.next:
                following = questions[branch.next]
                assert branch.code not in {each.code for each in following.branches}


@pytest.mark.parametrize("codes", [["pigeon"], ["meddling", "rd11_1", "rd11_2"]])
def test_an_answer_that_is_not_offered_is_refused(codes: list[str]) -> None:
    with pytest.raises(AnswerUnfit):
        follow(PROFILE.check, codes)


@pytest.mark.req("D1b", "D2b", "D3")
def test_a_sentence_refuses_or_shows_the_procedure_and_always_tells_the_rules() -> None:
    replies = {card.id: card.fills["reply"] for card in PROFILE.say_no}

    assert replies == {
        "leader_demand": ("refused_in_writing",),
        "insider_plea": ("refused_in_writing",),
        "insider_probe": ("refused_in_writing",),
        "material": ("told_procedure",),
        "request": ("told_procedure",),
        "asking": ("told_rules",),
    }
    for card in PROFILE.say_no:
        assert "6" in card.articles
        assert card.fills["rule_notice"] == ("yes",)
        assert "如实记录" in card.text
        said, box = Answer(value=card.text), PROFILE.field(card.quoted_in)
        check(said, box, now=NOW, zone=ZONE)


# ── A slip in the data ─────────────────────────────────────────────────────────────────────────


def _lead_nowhere(branch: dict[str, Any]) -> None:
    branch["next"] = "cellar"


def _lead_and_end(branch: dict[str, Any]) -> None:
    branch["advice"] = "record"


def _end_without_article(branch: dict[str, Any]) -> None:
    branch |= {"next": "", "advice": "record"}


def _end_on_no_such_article(branch: dict[str, Any]) -> None:
    branch |= {"next": "", "advice": "record", "articles": ["99"]}


def _note_without_words(branch: dict[str, Any]) -> None:
    branch |= {"next": "", "advice": "note", "articles": ["12"]}


def _skip_a_question(branch: dict[str, Any]) -> None:
    branch["next"] = "who"


def _go_round(branch: dict[str, Any]) -> None:
    branch["next"] = "what"


def _fill_what_is_no_box(branch: dict[str, Any]) -> None:
    branch["fills"] = {"reply": ["pigeon"]}


@pytest.mark.req("PD21")
@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_lead_nowhere, "what.meddling: no question cellar"),
        (_lead_and_end, "what.meddling: needs either"),
        (_end_without_article, "what.meddling: an advice and its articles"),
        (_end_on_no_such_article, "articles without text: .'99'"),
        (_note_without_words, "what.meddling: a note, its kind"),
        (_skip_a_question, "never asked: .'kind'"),
        (_go_round, "more than 6 questions"),
        (_fill_what_is_no_box, "reply: cannot be filled"),
    ],
)
def test_a_slip_in_the_questions_is_found_when_they_are_read(
    spoil: Callable[[dict[str, Any]], None], complaint: str
) -> None:
    data = PROFILE.model_dump()
    spoil(data["check"][0]["branches"][0])

    with pytest.raises(ValueError, match=complaint):
        Profile.model_validate(data)


def test_a_sentence_needs_a_box_that_takes_words() -> None:
    data = PROFILE.model_dump()
    data["say_no"][0]["quoted_in"] = "channel"

    with pytest.raises(ValueError, match="leader_demand: channel takes no text"):
        Profile.model_validate(data)
