"""Whatever the house looks like: nobody who stands in a record has a part in its way."""

from collections.abc import Collection
from dataclasses import dataclass, replace
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
from register.routing import Directory, Why, anew, onward, route, watching_office
from tests.unit.houses import Accusation, House, a_house, an_accusation


@dataclass(frozen=True, slots=True)
class Trial:
    """One house and what somebody in it records; drawn from a seed, for a house has many parts.

    `around` is the article of an order not to record, if that is recorded; of those who receive
    it, those whom `lot` hits withdraw.
    """

    house: House
    recorder: Person
    accusation: Accusation
    direct: bool
    around: tuple[str, ...]
    lot: Random


def trial(seed: int) -> Trial:
    draw = Random(seed)
    house = a_house(draw)
    recorder = draw.choice(house.own())
    return Trial(
        house,
        recorder,
        an_accusation(draw, house),
        direct=draw.choice([True, False]),
        around=draw.choice([(), (), ("27",)]),
        lot=draw,
    )


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
    if any(map(involved.stands_in, office.own)):
        assert len(free) < 2 or directory.deputies, "one may stand in for both"
    else:
        assert not free


@pytest.mark.req("A7", "A8", "H18", "CH29", "AC5", "W5", "B7", "T11")
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
            recorder=recorder,
            involved=involved,
            direct=trial.direct,
            around=trial.around,
            directory=directory,
        )
    except NobodyToReceive:
        ensure_nobody_else_could(involved, directory, recorder, *directory.heads)
        return
    assert found.receptions
    assert receivers(found.receptions).isdisjoint({*standing_in, recorder.id})
    assert receivers(found.receptions).isdisjoint(
        {each.id for each in house.people if each.left_on}
    )
    assert {each.id for each in found.left_out} <= standing_in
    if trial.around:
        ensure_it_goes_around_the_house(found.why, found.receptions, involved, directory)

    for reception in found.receptions:
        watching = watching_office(
            involved=involved,
            directory=directory,
            besides=reception.person,
            above=bool(trial.around),
        )
        assert {each.id for each in watching}.isdisjoint({*standing_in, reception.person})
        if reception.capacity is Capacity.HEAD:
            ensure_the_head_reports_on(reception.person, involved, directory, standing_in)
    ensure_who_withdraws_is_passed_by(trial, involved, directory, found.receptions)


def ensure_it_goes_around_the_house(
    why: Why, receptions: tuple[Reception, ...], involved: Involved, directory: Directory
) -> None:
    assert why is Why.SUPPRESSION
    if not all(map(involved.stands_in, directory.offices["discipline"].above)):
        assert {each.capacity for each in receptions} == {Capacity.SUPERIOR_INSPECTOR}


def ensure_the_head_reports_on(
    head_id: PersonId, involved: Involved, directory: Directory, standing_in: set[PersonId]
) -> None:
    deputies = [each for chain in directory.deputies.values() for each in chain]
    head = next(each for each in (*directory.heads, *deputies) if each.id == head_id)
    try:
        reported = onward(head=head, involved=involved, directory=directory)
    except NobodyToReceive:
        ensure_nobody_else_could(involved, directory, head)
        return
    assert receivers(reported).isdisjoint({*standing_in, head_id})
    assert any(each.capacity is not Capacity.LEADER for each in reported), "the office always"


def ensure_who_withdraws_is_passed_by(
    trial: Trial, involved: Involved, directory: Directory, receptions: tuple[Reception, ...]
) -> None:
    """From then on they stand in it: neither they nor who stood in it before gets it anew."""
    gone: Collection[PersonId] = ()
    for reception in receptions:
        if trial.lot.random() < 1 / 2:
            continue
        gone = {*gone, reception.person}
        withdrawn = replace(involved, people=involved.people | set(gone))
        try:
            instead = anew(
                reception.capacity,
                recorder=trial.recorder,
                involved=withdrawn,
                direct=trial.direct,
                superior=False,
                around=trial.around,
                directory=directory,
            )
        except NobodyToReceive:
            ensure_nobody_else_could(withdrawn, directory, trial.recorder, *directory.heads)
            continue
        standing_in = {each.id for each in trial.house.people if withdrawn.stands_in(each)}
        assert receivers(instead).isdisjoint({*standing_in, *gone, trial.recorder.id})


@pytest.mark.req("CH15", "H18", "AC5", "T11")
@settings(max_examples=300)
@given(TRIALS, st.booleans())
def test_nobody_who_stands_in_the_handlers_record_confirms_their_zero_report(
    trial: Trial,
    monthly: bool,  # noqa: FBT001 - hypothesis gives it by its place
) -> None:
    """A monthly report is about no case, so no record of one bears on who confirms it."""
    house, handler = trial.house, trial.recorder
    named = [] if monthly else [trial.accusation.involved(house, handler)]
    superiors = house.superiors(handler.department)
    staff = (*superiors.heads, *superiors.leaders, *superiors.inspectors)
    recused = {each.id for each in staff if trial.lot.random() < 1 / 4}

    def stands_in(person: Person) -> bool:
        return person.id in recused or any(each.stands_in(person) for each in named)

    try:
        found = confirmers(handler, superiors, named, recused)
    except NobodyToReceive:
        for each in superiors.inspectors:
            absent = each.account is None or not each.reachable
            assert absent or each == handler or stands_in(each)
        return

    people = {each.id: each for each in house.people}
    assert found
    assert not any(stands_in(people[each.person]) for each in found)
    assert handler.id not in {each.person for each in found}
