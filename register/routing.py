"""Who must act on a record and who must be told, with the articles."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

from register.afterwards import Capacity
from register.conflicts import Involved
from register.deputies import Deputies, acting
from register.errors import NobodyToReceive
from register.ids import PersonId
from register.people import Person, Role
from register.provisions import Way
from register.record import Reception

_ABOVE_THE_CHAIN = frozenset({Role.HEAD, Role.LEADER, Role.CHIEF})


class Why(StrEnum):
    """Why a record takes its way."""

    CHAIN = "chain"
    """The usual way: to the department head (RUDONG 13)."""
    DIRECT = "direct"
    """The recorder chose the direct report and owes no reason (RUDONG 13, CH22).

    Where the record passes the head by anyway, that is why, whatever was chosen."""
    SUBJECT_UNKNOWN = "subject_unknown"
    """Nobody is named, so the head may be the one (house rule with RUDONG 15)."""
    HEAD_INVOLVED = "head_involved"
    """The head is named (house rule CH29)."""
    OWN_RECORD = "own_record"
    """The recorder is a head or leads the house (RUDONG 13, third and fourth sentence)."""
    NO_HEAD = "no_head"
    """The department has no head in the directory."""
    OFFICE = "office"
    """The rule system knows no chain: what is recorded goes to the discipline office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Who could receive the record: the recorder's heads, the own and the superior inspectors.

    Which of them do, and on which articles, the rule system says by its `way`.
    """

    way: Way
    heads: tuple[Person, ...]
    inspectors: tuple[Person, ...]
    superior_inspectors: tuple[Person, ...]
    leaders: tuple[Person, ...] = ()
    deputies: Deputies = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The way of one record. `left_out` stand in it and learn nothing, not even that it exists.

    `may_go_up`: the recorder may choose the discipline office one level up instead of the own.
    """

    why: Why
    receptions: tuple[Reception, ...]
    left_out: tuple[Person, ...]
    may_go_up: bool


def route(
    *,
    recorder: Person,
    involved: Involved,
    direct: bool,
    directory: Directory,
    superior: bool = False,
) -> Route:
    """Return the record's way. Raise NobodyToReceive when everybody competent stands in it.

    A direct report may go to the `superior` discipline office at once (RUDONG 13).
    """
    staff = (
        *directory.heads,
        *directory.leaders,
        *directory.inspectors,
        *directory.superior_inspectors,
    )
    everybody = (*staff, *chain.from_iterable(directory.deputies.get(p.id, ()) for p in staff))
    left_out = tuple(p for p in dict.fromkeys(everybody) if involved.stands_in(p))
    why = _why(recorder=recorder, involved=involved, direct=direct, directory=directory)
    passed_by = frozenset({recorder.id})
    if direct and superior:
        why, receptions = Why.DIRECT, _superior_office(recorder, involved, directory)
    elif why is Why.CHAIN:
        heads = _acting(directory.heads, involved, directory, passed_by=passed_by)
        receptions = _all(heads, Capacity.HEAD, directory.way)
    elif why is Why.OWN_RECORD and _owes_leaders(recorder, involved):
        receptions = onward(head=recorder, involved=involved, directory=directory)
    else:
        receptions = _discipline_office(recorder, involved, directory)
    own_office = any(each.capacity is Capacity.INSPECTOR for each in receptions)
    return Route(
        why=why,
        receptions=receptions,
        left_out=left_out,
        may_go_up=own_office
        and any(not involved.stands_in(each) for each in directory.superior_inspectors),
    )


def onward(*, head: Person, involved: Involved, directory: Directory) -> tuple[Reception, ...]:
    """Return to whom the head reports on: branch leader and discipline office at once (RUDONG 13).

    A leader who stands in the record gets nothing. Raise NobodyToReceive as `route` does.
    """
    office = taking_over(silent=head, involved=involved, directory=directory)
    taken = {head.id, *(reception.person for reception in office)}
    leaders = fit_leaders(
        involved=involved,
        directory=directory,
        passed_by=frozenset({*taken, *(each.id for each in directory.heads)}),
    )
    return (*(each for each in leaders if each.person not in taken), *office)


def fit_leaders(
    *, involved: Involved, directory: Directory, passed_by: frozenset[PersonId] = frozenset()
) -> tuple[Reception, ...]:
    """Return the branch leaders who do not stand in the record.

    Who is in `passed_by` has it already, and stands in for no leader.
    """
    fit = tuple(leader for leader in directory.leaders if not involved.stands_in(leader))
    acting = _acting(fit, involved, directory, passed_by=passed_by)
    return _all(acting, Capacity.LEADER, directory.way)


def taking_over(
    *, silent: Person, involved: Involved, directory: Directory
) -> tuple[Reception, ...]:
    """Return the discipline office that has the record without `silent`, who holds it.

    Raise NobodyToReceive as `route` does.
    """
    return _discipline_office(silent, involved, replace(directory, heads=()))


def anew(
    capacity: Capacity,
    *,
    recorder: Person,
    involved: Involved,
    direct: bool,
    superior: bool,
    directory: Directory,
) -> tuple[Reception, ...]:
    """Return who takes the place of an addressee who is gone. Raise NobodyToReceive.

    In a head's place it goes the way that it would go now; in a leader's or an inspector's to
    others of their kind, of whom there may be none but those who have it already.
    """
    receptions = route(
        recorder=recorder,
        involved=involved,
        direct=direct,
        superior=superior,
        directory=directory,
    ).receptions
    if capacity is Capacity.HEAD:
        return receptions
    if any(each.capacity is Capacity.HEAD for each in receptions):
        receptions = onward(head=recorder, involved=involved, directory=directory)
    is_leader = capacity is Capacity.LEADER
    return tuple(each for each in receptions if (each.capacity is Capacity.LEADER) is is_leader)


def watching_office(
    *, involved: Involved, directory: Directory, besides: PersonId
) -> tuple[Person, ...]:
    """Return who watches over a record's way: the discipline office that may know of it.

    `besides` is the person who is watched; nobody is returned where nobody is free of it.
    """
    office, _ = _competent(involved, directory, passed_by=frozenset({besides}))
    return office


def _why(*, recorder: Person, involved: Involved, direct: bool, directory: Directory) -> Why:
    heads = directory.heads
    if not directory.way.chain:
        return Why.DIRECT if direct else Why.OFFICE
    if not recorder.roles.isdisjoint(_ABOVE_THE_CHAIN):
        return Why.DIRECT if direct else Why.OWN_RECORD
    if not heads:
        return Why.NO_HEAD
    if any(involved.stands_in(head) for head in heads):
        return Why.HEAD_INVOLVED
    if involved.unknown:
        return Why.SUBJECT_UNKNOWN
    return Why.DIRECT if direct else Why.CHAIN


def _discipline_office(
    recorder: Person, involved: Involved, directory: Directory
) -> tuple[Reception, ...]:
    """Return the own discipline office, or the superior one when nobody there is free of it.

    One inspector who stands in the record lifts it past the whole office: its others share a desk
    with them (house rule with RUDONG 13 and 15). An inspector who heads the recorder's department
    gets nothing of what passes the heads by (CH22).
    """
    passed_by = frozenset({recorder.id, *(head.id for head in directory.heads)})
    office, capacity = _competent(involved, directory, passed_by=passed_by)
    if not office:
        raise NobodyToReceive
    return _all(office, capacity, directory.way)


def _superior_office(
    recorder: Person, involved: Involved, directory: Directory
) -> tuple[Reception, ...]:
    passed_by = frozenset({recorder.id, *(head.id for head in directory.heads)})
    above = _above(involved, directory, passed_by=passed_by)
    if not above:
        raise NobodyToReceive
    return _all(above, Capacity.SUPERIOR_INSPECTOR, directory.way)


def _above(
    involved: Involved, directory: Directory, *, passed_by: frozenset[PersonId]
) -> tuple[Person, ...]:
    free = tuple(
        p
        for p in directory.superior_inspectors
        if p.id not in passed_by and not involved.stands_in(p)
    )
    return _acting(free, involved, directory, passed_by=passed_by)


def _competent(
    involved: Involved, directory: Directory, *, passed_by: frozenset[PersonId]
) -> tuple[tuple[Person, ...], Capacity]:
    own = tuple(p for p in directory.inspectors if p.id not in passed_by)
    if own and not any(involved.stands_in(person) for person in directory.inspectors):
        return _acting(own, involved, directory, passed_by=passed_by), Capacity.INSPECTOR
    above = _above(involved, directory, passed_by=passed_by)
    return above, Capacity.SUPERIOR_INSPECTOR


def _acting(
    people: tuple[Person, ...],
    involved: Involved,
    directory: Directory,
    *,
    passed_by: frozenset[PersonId],
) -> tuple[Person, ...]:
    """Let deputies stand in for the absent, by the rules that bind those themselves (T11).

    An absent person whose deputy may not learn of the record receives it as ever.
    """

    def fit(deputy: Person) -> bool:
        return deputy.id not in passed_by and not involved.stands_in(deputy)

    return tuple(dict.fromkeys(acting(each, directory.deputies, fit) for each in people))


def _owes_leaders(recorder: Person, involved: Involved) -> bool:
    """Tell whether the branch leader gets the own record too: a head's, of a named subject.

    Where nobody is named, the leader may be the one (RUDONG 13, third sentence).
    """
    leads = not recorder.roles.isdisjoint({Role.LEADER, Role.CHIEF})
    return recorder.holds(Role.HEAD) and not leads and not involved.unknown


def _all(people: tuple[Person, ...], capacity: Capacity, way: Way) -> tuple[Reception, ...]:
    in_chain = capacity in {Capacity.HEAD, Capacity.LEADER}
    articles = way.in_chain if in_chain else way.office
    return tuple(Reception(person=p.id, capacity=capacity, articles=articles) for p in people)
