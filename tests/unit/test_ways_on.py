"""Where a record goes on to by several rule systems, by findings, whoever is its subject."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.draft import Answer
from register.profile import Profile
from register.referrals import Moved, deciding_questions, facts_of, moved
from tests.unit.ways import INSIDER, LEADER, PROFILES, cited, ours, steps

COURT = (PROFILES["changchun"], PROFILES["spc"])
EVERY_SYSTEM = [*((profile,) for profile in PROFILES.values()), COURT]
LED = {
    "party_committee": {"party_committee", "political_legal"},
    "political_legal": {"political_legal"},
    "superior_organ": {"superior_organ", "court_above"},
}
"""By what somebody leads: to whom nothing about them may go."""


@pytest.mark.req("CH21", "A14")
def test_two_rule_systems_are_united_each_addressee_once_with_the_earliest_limit() -> None:
    leader = steps(COURT, subject_kind="judicial_leader", internal_organ="procuratorate")
    assert {"subject_discipline", "adjudication_office", "political_legal"} <= ours(leader)

    both = (PROFILES["rudong"], PROFILES["c-int"])
    said: dict[str, Any] = {**INSIDER, "internal_organ": "police", "is_leader": "yes"}
    united = steps(both, **said)
    told = united["subject_discipline"]
    assert (told.clock, told.basis[0]) == ("transfer", "rudong")
    assert {each.rules for each in told.cites} == {"如东县检察院实施细则", "司法机关内部过问规定"}
    assert len(united) == len({*steps("rudong", **said), *steps("c-int", **said)})


@pytest.mark.req("A17")
def test_a_rule_system_that_is_silent_goes_the_way_of_its_parents() -> None:
    silent = PROFILES["rudong"].model_copy(update={"routes": (), "parents": ("c-lead", "c-int")})
    leader = steps((silent,), **LEADER)
    staff = steps((silent,), **INSIDER, internal_organ="superior", is_leader="no")

    assert {"political_legal", "superior_organ"} <= ours(leader)
    assert ours(staff) == {"subject_discipline"}
    assert cited(staff["subject_discipline"]) == {"第八条第（三）项"}


@pytest.mark.req("A2", "A17")
def test_who_serves_outside_the_region_goes_the_way_of_the_central_rule() -> None:
    inside, outside = (steps("nmg", **LEADER, in_region=each) for each in ("yes", "no"))

    assert {each.basis[0] for each in inside.values()} == {"nmg"}
    assert {each.basis[0] for each in outside.values()} == {"c-lead"}


@pytest.mark.req("H18", "CH29")
def test_a_step_lifts_past_an_office_that_stands_in_the_record() -> None:
    found = steps("rudong", **INSIDER, internal_organ="own", barred=frozenset({"own_discipline"}))

    assert found["superior_discipline"].lifted_from == "本院纪检监察机构"
    assert "own_discipline" not in found
    assert "review/unit_head" not in steps("rudong", **LEADER, barred=frozenset({"unit_head"}))


@pytest.mark.req("H17")
def test_an_answer_to_a_question_no_longer_shown_leads_nowhere() -> None:
    corrected = steps("rudong", subject_class="external", internal_organ="own", is_leader="no")

    assert not any(step.clock == "transfer" for step in corrected.values())


@pytest.mark.req("H17")
def test_what_the_office_finds_goes_before_what_was_answered() -> None:
    found = steps("rudong", **INSIDER, internal_organ="own", found={"internal_organ": ("court",)})

    assert "subject_discipline" in found
    assert "own_discipline" not in found


@pytest.mark.req("H17")
def test_the_difference_names_what_was_added_and_what_fell_away() -> None:
    own = tuple(steps("rudong", **INSIDER, internal_organ="own").values())
    other = tuple(steps("rudong", **INSIDER, internal_organ="court").values())

    change = moved(own, other)
    assert [step.id for step in change.added] == ["subject_discipline"]
    assert [step.id for step in change.dropped] == ["own_discipline"]
    assert not moved(own, own)
    assert moved((), ()) == Moved()


def anybody(bases: tuple[Profile, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what may be answered to the questions on which the way depends; "" is no answer."""
    return st.fixed_dictionaries(
        {each.id: st.sampled_from(("", *each.codes)) for each in deciding_questions(bases)}
    )


@pytest.mark.req("H17", "H18", "A5", "PD4", "CH21")
@pytest.mark.parametrize(
    "bases", EVERY_SYSTEM, ids=["+".join(each.id for each in bases) for bases in EVERY_SYSTEM]
)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_everybody_has_a_way_and_nothing_goes_to_what_its_subject_leads(
    data: st.DataObject, bases: tuple[Profile, ...]
) -> None:
    said = {key: code for key, code in data.draw(anybody(bases)).items() if code}
    found = steps(bases, serious=True, **said)

    assert any(step.is_ours for step in found.values())
    to = {step.to for step in found.values() if step.is_ours}
    assert not to & LED.get(said.get("leads_body", ""), set())
    facts = facts_of({key: Answer(value=code) for key, code in said.items()}, bases, {})
    if facts.get("leadership_team") == ("yes",) and "jurisdiction" not in facts:
        assert not to & {"own_discipline", "unit_head"}
    assert len(found) == len({(step.id, step.to) for step in found.values()})
