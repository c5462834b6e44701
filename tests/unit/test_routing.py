"""Routes: who gets a record, and who never learns of it (RUDONG 13, 15)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.afterwards import Capacity
from register.conflicts import Involved
from register.draft import Answer
from register.errors import NobodyToReceive
from register.ids import PersonId
from register.people import Person, Role
from register.provisions import Receiver
from register.routing import Directory, Office, Route, Why, onward, route, watching_office
from tests import cast, court

HOUSE = Directory(
    ways=(cast.RUDONG.way,),
    heads=(cast.WANG,),
    offices=cast.discipline((cast.ZHOU,), (cast.WU,)),
)


def named(subject: str) -> Involved:
    return cast.CONFLICTS.of({"subject_name": Answer(value=subject)})


NOBODY_NAMED = cast.CONFLICTS.of({})
STRANGER = named("赵干预")


def way(
    involved: Involved = STRANGER,
    *,
    recorder: Person = cast.LI,
    direct: bool = False,
    around: tuple[str, ...] = (),
    directory: Directory = HOUSE,
) -> Route:
    return route(
        recorder=recorder,
        involved=involved,
        direct=direct,
        around=around,
        directory=directory,
    )


def ends(found: Route) -> tuple[Why, Capacity, list[PersonId]]:
    (capacity,) = {reception.capacity for reception in found.receptions}
    return found.why, capacity, [reception.person for reception in found.receptions]


@pytest.mark.req("G2", "AD3")
def test_a_record_goes_to_the_department_head() -> None:
    found = way()

    assert ends(found) == (Why.CHAIN, Capacity.HEAD, [cast.WANG.id])
    assert [r.articles for r in found.receptions] == [("13",)]
    assert found.left_out == ()


@pytest.mark.req("CH22", "AD8")
def test_a_direct_report_goes_to_the_own_discipline_office() -> None:
    found = way(direct=True)

    assert ends(found) == (Why.DIRECT, Capacity.INSPECTOR, [cast.ZHOU.id])
    assert [r.articles for r in found.receptions] == [("13", "15")]


@pytest.mark.req("H18", "CH29")
def test_a_named_head_is_passed_by() -> None:
    found = way(named("王主任"))

    assert ends(found) == (Why.HEAD_INVOLVED, Capacity.INSPECTOR, [cast.ZHOU.id])
    assert found.left_out == (cast.WANG,)


def test_where_nobody_is_named_the_head_is_passed_by() -> None:
    assert ends(way(NOBODY_NAMED)) == (Why.SUBJECT_UNKNOWN, Capacity.INSPECTOR, [cast.ZHOU.id])


@pytest.mark.req("G5")
@pytest.mark.parametrize("role", [Role.HEAD, Role.LEADER, Role.CHIEF])
def test_whoever_stands_above_the_chain_reports_to_the_discipline_office(role: Role) -> None:
    recorder = replace(cast.CHEN, roles=frozenset({role}), department=cast.FIRST.id)

    assert ends(way(recorder=recorder)) == (
        Why.OWN_RECORD,
        Capacity.INSPECTOR,
        [cast.ZHOU.id],
    )


@pytest.mark.parametrize(
    ("involved", "why"),
    [(named("王主任"), Why.HEAD_INVOLVED), (NOBODY_NAMED, Why.SUBJECT_UNKNOWN)],
    ids=["the head is named", "nobody is named"],
)
def test_a_direct_choice_is_no_reason_where_the_head_is_passed_by_anyway(
    involved: Involved, why: Why
) -> None:
    assert way(involved, direct=True).why is way(involved).why is why


WHOLE_HOUSE = replace(HOUSE, leaders=(cast.CHEN,))


@pytest.mark.req("G4", "CH9")
def test_a_heads_own_record_goes_to_branch_leader_and_discipline_office() -> None:
    found = way(recorder=cast.WANG, directory=WHOLE_HOUSE)

    assert found.why is Why.OWN_RECORD
    assert [(r.person, r.capacity) for r in found.receptions] == [
        (cast.CHEN.id, Capacity.LEADER),
        (cast.ZHOU.id, Capacity.INSPECTOR),
    ]


@pytest.mark.req("G4", "G5", "CH9")
@pytest.mark.parametrize(
    ("recorder", "involved", "direct"),
    [
        (cast.WANG, NOBODY_NAMED, False),
        (cast.WANG, named("陈副检"), False),
        (cast.WANG, STRANGER, True),
        (cast.CHEN, STRANGER, False),
    ],
    ids=["nobody is named", "the leader is named", "direct", "a leader's own"],
)
def test_an_own_record_passes_the_branch_leader_by(
    recorder: Person, involved: Involved, *, direct: bool
) -> None:
    found = way(involved, recorder=recorder, direct=direct, directory=WHOLE_HOUSE)

    assert [r.person for r in found.receptions] == [cast.ZHOU.id]


@pytest.mark.req("G3", "TX1")
def test_what_a_head_reports_on_goes_to_nobody_twice() -> None:
    both = replace(cast.CHEN, roles=frozenset({Role.LEADER, Role.INSPECTOR}))
    directory = replace(
        HOUSE, leaders=(both, cast.WANG), offices=cast.discipline((both, cast.ZHOU), (cast.WU,))
    )

    found = onward(head=cast.WANG, involved=STRANGER, directory=directory)

    assert [r.person for r in found] == [both.id, cast.ZHOU.id]


@pytest.mark.req("H18")
@pytest.mark.parametrize(
    ("subject", "watching"),
    [("赵干预", [cast.ZHOU]), ("周纪检", [cast.WU]), ("周纪检和吴监察", [])],
)
def test_whoever_watches_over_a_record_does_not_stand_in_it(
    subject: str, watching: list[Person]
) -> None:
    found = watching_office(involved=named(subject), directory=HOUSE, besides=cast.WANG.id)

    assert list(found) == watching


def test_nobody_watches_over_themselves() -> None:
    for_zhou = watching_office(involved=STRANGER, directory=HOUSE, besides=cast.ZHOU.id)
    assert for_zhou == (cast.WU,)
    alone = replace(HOUSE, offices=cast.discipline((), (cast.WU,)))
    assert watching_office(involved=STRANGER, directory=alone, besides=cast.WU.id) == ()


def test_a_department_without_a_head_reports_to_the_discipline_office() -> None:
    directory = replace(HOUSE, heads=())

    assert ends(way(directory=directory))[0] is Why.NO_HEAD


FENG = replace(cast.ZHOU, id=PersonId("feng"), name="冯廉洁", post="纪检员", account=None)
LU = replace(cast.ZHOU, id=PersonId("lu"), name="陆清风", post="纪检员", account=None)
"""Colleagues of the inspector."""


@pytest.mark.req("H18", "W5")
def test_where_one_inspector_is_named_two_others_have_the_record_together() -> None:
    directory = replace(HOUSE, offices=cast.discipline((cast.ZHOU, FENG, LU), (cast.WU,)))

    found = way(named("周纪检"), direct=True, directory=directory)

    assert ends(found) == (Why.DIRECT, Capacity.INSPECTOR, [FENG.id, LU.id])
    assert found.left_out == (cast.ZHOU,)
    watching = watching_office(involved=named("周纪检"), directory=directory, besides=cast.WANG.id)
    assert watching == (FENG, LU)


@pytest.mark.req("H18", "W5")
def test_adjudication_management_goes_on_by_the_same_rule() -> None:
    meng = court.MENG
    colleagues = tuple(
        replace(meng, id=PersonId(name), name=name, account=None) for name in ("仇案管", "陆案管")
    )

    def receiving(*own: Person) -> list[tuple[PersonId, Capacity]]:
        offices: dict[Receiver, Office] = {
            "adjudication": Office(own=own),
            "discipline": Office(own=(court.TANG,)),
        }
        directory = Directory(ways=(court.CHANGCHUN.way,), heads=(), offices=offices)
        found = way(named(meng.name), recorder=court.HAN, directory=directory)
        return [(each.person, each.capacity) for each in found.receptions]

    assert receiving(meng, *colleagues) == [
        (each.id, Capacity.ADJUDICATION) for each in colleagues
    ]
    assert receiving(meng, colleagues[0]) == [(court.TANG.id, Capacity.INSPECTOR)]


@pytest.mark.req("H18", "W5", "T11")
def test_two_who_are_stood_in_for_by_one_are_not_two() -> None:
    stands_in = replace(cast.QIAN, id=PersonId("deputy"))
    directory = replace(
        HOUSE,
        offices=cast.discipline((cast.ZHOU, FENG, LU), (cast.WU,)),
        deputies={FENG.id: (stands_in,), LU.id: (stands_in,)},
    )

    found = way(named("周纪检"), direct=True, directory=directory)

    assert ends(found)[1:] == (Capacity.SUPERIOR_INSPECTOR, [cast.WU.id])


@pytest.mark.req("H18", "W5")
def test_where_all_inspectors_are_named_the_superior_office_has_it() -> None:
    directory = replace(HOUSE, offices=cast.discipline((cast.ZHOU, FENG, LU), (cast.WU,)))

    found = way(named("周纪检、冯廉洁、陆清风"), direct=True, directory=directory)

    assert ends(found)[1:] == (Capacity.SUPERIOR_INSPECTOR, [cast.WU.id])


@pytest.mark.req("B7", "B15", "CH29", "H18")
def test_an_order_not_to_record_goes_around_the_house() -> None:
    for involved in (STRANGER, NOBODY_NAMED, named("陈副检")):
        found = way(involved, around=("27",))

        assert ends(found) == (Why.SUPPRESSION, Capacity.SUPERIOR_INSPECTOR, [cast.WU.id])
        assert [each.articles for each in found.receptions] == [("27",)]
        assert not found.may_go_up


@pytest.mark.req("B7", "CH29")
def test_an_order_is_recorded_also_where_no_office_stands_above() -> None:
    alone = replace(HOUSE, offices=cast.discipline((cast.ZHOU,), ()))

    assert ends(way(around=("27",), directory=alone)) == (
        Why.SUPPRESSION,
        Capacity.INSPECTOR,
        [cast.ZHOU.id],
    )
    with pytest.raises(NobodyToReceive):
        way(named("周纪检"), around=("27",), directory=alone)


@pytest.mark.req("B7", "H18")
def test_what_goes_around_the_house_is_watched_from_above_it() -> None:
    def watching(directory: Directory, besides: PersonId) -> tuple[Person, ...]:
        return watching_office(involved=STRANGER, directory=directory, besides=besides, above=True)

    assert watching(HOUSE, cast.LI.id) == (cast.WU,)
    assert watching(HOUSE, cast.WU.id) == ()
    alone = replace(HOUSE, offices=cast.discipline((cast.ZHOU,), ()))
    assert watching(alone, cast.LI.id) == (cast.ZHOU,)


@pytest.mark.req("H18", "AD9")
def test_one_named_inspector_lifts_the_record_past_an_office_of_two() -> None:
    directory = replace(HOUSE, offices=cast.discipline((cast.ZHOU, FENG), (cast.WU,)))

    found = way(named("周纪检"), direct=True, directory=directory)

    assert ends(found) == (Why.DIRECT, Capacity.SUPERIOR_INSPECTOR, [cast.WU.id])
    assert found.left_out == (cast.ZHOU,)


def test_an_inspector_sends_no_record_to_themselves() -> None:
    found = way(recorder=cast.ZHOU, direct=True)

    assert ends(found)[1:] == (Capacity.SUPERIOR_INSPECTOR, [cast.WU.id])


@pytest.mark.req("CH22")
@pytest.mark.parametrize(("involved", "direct"), [(STRANGER, True), (NOBODY_NAMED, False)])
def test_a_head_who_is_inspector_too_gets_nothing_of_what_passes_heads_by(
    involved: Involved, *, direct: bool
) -> None:
    both = replace(cast.WANG, roles=frozenset({Role.HEAD, Role.INSPECTOR}))
    directory = replace(HOUSE, heads=(both,), offices=cast.discipline((both,), (cast.WU,)))

    found = way(involved, direct=direct, directory=directory)

    assert ends(found)[1:] == (Capacity.SUPERIOR_INSPECTOR, [cast.WU.id])


def test_whoever_is_left_out_twice_is_named_once() -> None:
    both = replace(cast.WANG, roles=frozenset({Role.HEAD, Role.INSPECTOR}))

    found = way(
        named("王主任"),
        directory=replace(HOUSE, heads=(both,), offices=cast.discipline((both,), (cast.WU,))),
    )

    assert found.left_out == (both,)


def test_where_everybody_stands_in_it_nobody_receives() -> None:
    with pytest.raises(NobodyToReceive):
        way(named("周纪检和吴监察"), direct=True)

    with pytest.raises(NobodyToReceive):
        way(direct=True, directory=replace(HOUSE, offices=cast.discipline((), ())))


# ── Whatever the house looks like ──────────────────────────────────────────────────────────────

NAMES = ("王建国", "周正", "吴明", "孙丽", "郑强", "冯廉洁", "陈东", "褚卫")
POSTS = ("部主任", "组长", "检察长", "检察官", "")


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    """Draw staff of one county and its superior; one person may be head and inspector."""
    return [
        replace(
            cast.LI,
            id=PersonId(name),
            name=name,
            post=draw(st.sampled_from(POSTS)),
            roles=draw(st.frozensets(st.sampled_from([*Role]))),
        )
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True))
    ]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Person, Involved, bool, Directory]:
    staff = draw(people())
    above = draw(st.integers(0, len(staff)))
    own, superior = staff[above:], staff[:above]
    recorder = draw(st.sampled_from([cast.LI, *own]))
    chain = st.lists(st.sampled_from([cast.LI, *staff]), unique=True, max_size=3).map(tuple)
    directory = Directory(
        ways=(cast.RUDONG.way,),
        heads=tuple(p for p in own if p.holds(Role.HEAD)),
        offices=cast.discipline(
            tuple(p for p in own if p.holds(Role.INSPECTOR)),
            tuple(p for p in superior if p.holds(Role.INSPECTOR)),
        ),
        deputies={person.id: draw(chain) for person in staff},
    )
    forms = [
        *NAMES,
        *(f"{name[0]}{post}" for name in NAMES for post in ("主任", "组长", "检察长")),
        "赵干预",
    ]
    text = st.lists(st.sampled_from(forms), max_size=3).map("、".join)
    unknown = st.just(Answer(unknown=True, reason="没有说"))
    said = st.one_of(text.map(lambda value: Answer(value=value)), unknown)
    answers = draw(st.fixed_dictionaries({}, optional={"subject_name": said, "principal": said}))
    return recorder, cast.CONFLICTS.of(answers), draw(st.booleans()), directory


@pytest.mark.req("H18", "CH29", "CH22", "T11", "AC5")
@settings(max_examples=300)
@given(cases())
def test_no_record_reaches_whoever_may_not_learn_of_it(
    case: tuple[Person, Involved, bool, Directory],
) -> None:
    recorder, involved, direct, directory = case
    everybody = {p.id: p for p in directory.everybody}
    heads = {head.id for head in directory.heads}
    try:
        found = route(recorder=recorder, involved=involved, direct=direct, directory=directory)
    except NobodyToReceive:
        free = [p for p in directory.offices["discipline"].above if not involved.stands_in(p)]
        assert not free
        return

    receivers = {reception.person for reception in found.receptions}
    assert receivers, "somebody competent always receives"
    assert len(receivers) == len(found.receptions)
    assert not any(involved.stands_in(everybody[person]) for person in receivers)
    assert recorder.id not in receivers
    assert receivers.isdisjoint(person.id for person in found.left_out)
    if direct or involved.unknown:
        assert receivers.isdisjoint(heads)
    assert len({reception.capacity for reception in found.receptions}) == 1
