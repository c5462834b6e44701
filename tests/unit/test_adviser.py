"""The adviser of a court: one question tells its two rule systems apart."""

import pytest

from register.advice import MOST_QUESTIONS, Advice, every_run
from register.adviser import DOOR, Adviser
from tests import cast, court

BOTH = Adviser((court.CHANGCHUN, court.SPC))


@pytest.mark.req("PD23", "C1")
def test_a_court_is_asked_first_who_it_was() -> None:
    door = BOTH.questions[0]

    assert door.ask == court.CHANGCHUN.field("subject_kind").ask
    assert [branch.label for branch in door.branches] == [court.CHANGCHUN.asker, court.SPC.asker]


@pytest.mark.req("C1", "CH36")
def test_every_way_of_a_court_ends_in_time_on_articles_of_one_text() -> None:
    runs = list(every_run(BOTH.questions))

    assert max(len(run.asked) for run in runs) <= MOST_QUESTIONS
    for run in runs:
        rules = court.CHANGCHUN if run.taken[0].code == "changchun" else court.SPC
        assert run.end is not None
        assert [each.title for each in BOTH.articles(run)] == [
            rules.short + rules.articles[each].title for each in run.end.articles
        ]


def test_what_is_heard_fits_the_boxes_of_its_text() -> None:
    run = BOTH.follow(["spc", "court", "meddling", "spc12_1"])

    assert run.end is not None
    assert run.end.advice is Advice.RECORD
    assert run.path.startswith(f"{DOOR}.spc spc:who.court")
    assert run.fills == {"subject_kind": ("court",), "behaviours": ("SPC12-1",)}


def test_a_house_of_one_text_is_asked_its_first_question_at_once() -> None:
    assert Adviser((cast.RUDONG,)).questions == cast.RUDONG.check


@pytest.mark.req("D1c", "D4")
def test_the_sentences_of_both_texts_are_offered_each_with_its_articles() -> None:
    cards = BOTH.cards

    assert len(cards) == len(court.CHANGCHUN.say_no) + len(court.SPC.say_no)
    for key, card in cards.items():
        rules = court.SPC if key.startswith("spc:") else court.CHANGCHUN
        assert [each.text for each in BOTH.articles_of_card(key)] == [
            rules.articles[each].text for each in card.articles
        ]
