"""Deputies: who acts in the end, and which chains lead back to where they began (T11)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.afterwards import Capacity
from register.conflicts import Involved
from register.deputies import acting, comes_back
from register.errors import NobodyToReceive
from register.ids import PersonId
from register.people import Deputyship, Person
from register.routing import Directory, onward, watching_office
from tests import cast
from tests.unit.test_routing import STRANGER, cases, named

A, B, C = PersonId("a"), PersonId("b"), PersonId("c")
HOUSE = Directory(
    ways=(cast.RUDONG.way,),
    heads=(cast.WANG,),
    leaders=(cast.CHEN,),
    offices=cast.discipline((cast.ZHOU,), (cast.WU,)),
)


def box(deputy: PersonId, first: int = 1, last: int = 31) -> Deputyship:
    """Return days of October."""
    return Deputyship(deputy=deputy, since=date(2026, 10, first), until=date(2026, 10, last))


@pytest.mark.req("T11")
def test_a_deputyship_holds_from_its_first_day_to_its_last() -> None:
    days = [date(2026, 10, day) for day in (7, 8, 16, 17)]

    assert [box(B, 8, 16).holds(day) for day in days] == [False, True, True, False]


@pytest.mark.req("T11")
@pytest.mark.parametrize(
    ("unfit", "acts"),
    [((), cast.SUN), ((cast.SUN,), cast.QIAN), ((cast.QIAN,), cast.WANG)],
    ids=["all are fit", "the last is not", "the first is not"],
)
def test_the_last_deputy_acts_up_to_whom_all_are_fit(unfit: object, acts: object) -> None:
    chain = {cast.WANG.id: (cast.QIAN, cast.SUN)}
    assert isinstance(unfit, tuple)

    assert acting(cast.WANG, chain, lambda one: one not in unfit) is acts


@pytest.mark.req("T11")
@pytest.mark.parametrize(
    ("boxes", "back"),
    [
        ({A: box(A)}, True),
        ({A: box(B), B: box(A)}, True),
        ({A: box(B), B: box(C), C: box(A)}, True),
        ({A: box(B), B: box(C)}, False),
        ({A: box(B, 1, 8), B: box(A, 9, 31)}, False),
        ({A: box(B, 1, 8), B: box(A, 8, 31)}, True),
        ({A: box(B, 1, 8), B: box(C, 8, 20), C: box(A, 9, 31)}, False),
        ({A: box(B), B: box(C), C: box(B)}, False),
    ],
    ids=[
        "self",
        "two",
        "three",
        "a straight chain",
        "on different days",
        "on one day",
        "never all on one day",
        "a circle of others",
    ],
)
def test_a_chain_comes_back_if_it_does_so_on_any_one_day(
    boxes: dict[PersonId, Deputyship], *, back: bool
) -> None:
    assert comes_back(A, boxes) is back


_DAYS = st.integers(1, 31)


@st.composite
def _boxes(draw: st.DrawFn) -> dict[PersonId, Deputyship]:
    people = (A, B, C)
    chosen = draw(st.dictionaries(st.sampled_from(people), st.sampled_from(people)))
    days = {person: sorted((draw(_DAYS), draw(_DAYS))) for person in chosen}
    return {person: box(deputy, *days[person]) for person, deputy in chosen.items()}


@pytest.mark.req("T11")
@given(_boxes())
def test_it_comes_back_exactly_if_somebody_walks_in_a_circle_on_a_day(
    boxes: dict[PersonId, Deputyship],
) -> None:
    def walks_back(start: PersonId, day: date) -> bool:
        at = start
        for _ in boxes:
            if at not in boxes or not boxes[at].holds(day):
                return False
            at = boxes[at].deputy
            if at == start:
                return True
        return False

    days = [date(2026, 10, day) for day in range(1, 32)]
    for start in boxes:
        assert comes_back(start, boxes) is any(walks_back(start, day) for day in days)


@pytest.mark.req("T11")
def test_nobody_receives_twice_or_what_they_report_on_themselves() -> None:
    stood_in = replace(HOUSE, deputies={cast.CHEN.id: (cast.WANG,), cast.ZHOU.id: (cast.CHEN,)})

    found = onward(head=cast.WANG, involved=STRANGER, directory=stood_in)

    assert [(each.person, each.capacity) for each in found] == [(cast.CHEN.id, Capacity.INSPECTOR)]


@pytest.mark.req("T11", "H18", "AC5")
@given(cases())
def test_whoever_reports_on_or_watches_nobody_named_learns_of_it_as_a_deputy(
    case: tuple[Person, Involved, bool, Directory],
) -> None:
    head, involved, _, drawn = case
    directory = replace(drawn, leaders=drawn.heads)
    watching = watching_office(involved=involved, directory=directory, besides=head.id)
    assert head not in watching
    assert not any(involved.stands_in(each) for each in watching)
    try:
        found = onward(head=head, involved=involved, directory=directory)
    except NobodyToReceive:
        return

    known = {each.id: each for each in directory.everybody}
    receivers = [each.person for each in found]
    assert len(receivers) == len(set(receivers))
    assert head.id not in receivers
    assert not any(involved.stands_in(known[each]) for each in receivers)


@pytest.mark.req("T11")
def test_who_is_watched_does_not_watch_as_a_deputy() -> None:
    stood_in = replace(HOUSE, deputies={cast.ZHOU.id: (cast.WANG,)})

    watching = watching_office(involved=STRANGER, directory=stood_in, besides=cast.WANG.id)

    assert watching == (cast.ZHOU,)


@pytest.mark.req("T11", "H18")
def test_the_superiors_deputy_stands_in_where_the_own_office_is_passed_by() -> None:
    stood_in = replace(HOUSE, deputies={cast.WU.id: (cast.QIAN,)})

    watching = watching_office(involved=named("周纪检"), directory=stood_in, besides=cast.WANG.id)

    assert watching == (cast.QIAN,)
