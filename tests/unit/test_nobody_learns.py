"""Whatever the house looks like: nobody who stands in a record has a part in its way."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.afterwards import Capacity
from register.confirming import confirmers
from register.conflicts import Involved
from register.errors import NobodyToReceive
from register.ids import PersonId
from register.people import Person
from register.record import Reception
from register.routing import Directory, onward, route, watching_office
from tests.unit.houses import Accusation, House, a_house, an_accusation


@dataclass(frozen=True, slots=True)
class Trial:
    """One house and what somebody in it records; drawn from a seed, for a house has many parts."""

    house: House
    recorder: Person
    accusation: Accusation
    direct: bool


def trial(seed: int) -> Trial:
    draw = Random(seed)
    house = a_house(draw)
    recorder = draw.choice(house.own())
    return Trial(house, recorder, an_accusation(draw, house), draw.choice([True, False]))


TRIALS = st.integers(0, 2**32).map(trial)


def receivers(receptions: tuple[Reception, ...]) -> set[PersonId]:
    return {each.person for each in receptions}


def ensure_nobody_else_could(involved: Involved, directory: Directory, *passed_by: Person) -> None:
    """A record is nobody's only where every competent person stands in it, or there is none.

    One inspector who stands in it takes a single colleague with them; two go on together.
    """
    office = directory.offices["discipline"]
    assert all(map(involved.stands_in, office.above))
    free = {p for p in office.own if p not in passed_by and not involved.stands_in(p)}
    assert len(free) <= any(map(involved.stands_in, office.own))


@pytest.mark.req("A7", "A8", "H18", "CH29", "AC5", "W5")
@settings(max_examples=300)
@given(TRIALS)
def test_nobody_who_stands_in_a_record_has_a_part_in_its_way(trial: Trial) -> None:
    house, recorder, accusation = trial.house, trial.recorder, trial.accusation
    involved = accusation.involved(house, recorder)
    directory = house.directory(recorder.department)
    standing_in = {each.id for each in house.people if involved.stands_in(each)}

    assert accusation.meant - {recorder.id} <= standing_in, "whoever was meant is found"
    try:
        found = route(
            recorder=recorder, involved=involved, direct=trial.direct, directory=directory
        )
    except NobodyToReceive:
        ensure_nobody_else_could(involved, directory, recorder, *directory.heads)
        return
    assert found.receptions
    assert receivers(found.receptions).isdisjoint({*standing_in, recorder.id})
    assert {each.id for each in found.left_out} <= standing_in

    for reception in found.receptions:
        watching = watching_office(
            involved=involved, directory=directory, besides=reception.person
        )
        assert {each.id for each in watching}.isdisjoint({*standing_in, reception.person})
        if reception.capacity is Capacity.HEAD:
            ensure_the_head_reports_on(reception.person, involved, directory, standing_in)


def ensure_the_head_reports_on(
    head_id: PersonId, involved: Involved, directory: Directory, standing_in: set[PersonId]
) -> None:
    head = next(each for each in directory.heads if each.id == head_id)
    try:
        reported = onward(head=head, involved=involved, directory=directory)
    except NobodyToReceive:
        ensure_nobody_else_could(involved, directory, head)
        return
    assert receivers(reported).isdisjoint({*standing_in, head_id})
    assert any(each.capacity is not Capacity.LEADER for each in reported), "the office always"


@pytest.mark.req("CH15", "H18", "AC5")
@settings(max_examples=300)
@given(TRIALS)
def test_nobody_who_stands_in_the_handlers_record_confirms_their_zero_report(
    trial: Trial,
) -> None:
    house, handler = trial.house, trial.recorder
    involved = trial.accusation.involved(house, handler)
    superiors = house.superiors(handler.department)
    try:
        found = confirmers(handler, superiors, [involved])
    except NobodyToReceive:
        for each in superiors.inspectors:
            absent = each.account is None or not each.reachable
            assert absent or each == handler or involved.stands_in(each)
        return

    people = {each.id: each for each in house.people}
    assert found
    assert not any(involved.stands_in(people[each.person]) for each in found)
    assert handler.id not in {each.person for each in found}
