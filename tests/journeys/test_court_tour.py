"""The court's tour: two rule systems, one door, each record with the office that it goes to."""

import re
from pathlib import Path

import pytest

from app.tale import Tale, read_story
from tests.journeys.touring import Toured, toured

RECORDER = "方晓"
ADJUDICATION = "梁静"
SUPERVISION = "程立"
WITNESS = "叶青"
COURT_ABOVE = "罗平"
NUMBER = re.compile(r"\b\d{4}-[0-9A-Z]{6}-[0-9A-Z]\b")


def numbers(tour: Toured, who: str) -> list[str]:
    """Return the records that a person was told of, in order."""
    return [*dict.fromkeys(NUMBER.findall(tour.seen_by(who)))]


@pytest.mark.req("J3", "PD23", "P13", "CH21", "H12", "H13", "K3", "H18", "F8", "B7")
def test_each_system_has_its_own_office_and_what_falls_under_both_is_recorded_once(
    tmp_path: Path,
) -> None:
    tour = toured(tmp_path, Tale.COURT, "--tour", "court")

    call, question, letter, order = numbers(tour, RECORDER)
    story = read_story(Tale.COURT)
    assert {who: told for step in story.steps if (told := numbers(tour, who := step.who))} == {
        RECORDER: [call, question, letter, order],
        WITNESS: [call],
        ADJUDICATION: [call, letter],
        SUPERVISION: [question, letter],
        COURT_ABOVE: [order],
    }
    assert {*tour.papers} == {step.saves for step in story.steps if step.saves}
    assert all(paper.startswith(b"%PDF-") for paper in tour.papers.values())
