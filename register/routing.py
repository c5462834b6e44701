"""Who must act on a record and who must be told, with the articles."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from register.afterwards import Capacity
from register.conflicts import Involved
from register.deputies import Deputies, acting
from register.errors import NobodyToReceive
from register.ids import PersonId
from register.people import Person, Role
from register.provisions import Receiver, Way
from register.record import Reception

_DISCIPLINE: Receiver = "discipline"
_OWN: Mapping[Receiver, Capacity] = {
    _DISCIPLINE: Capacity.INSPECTOR,
    "adjudication": Capacity.ADJUDICATION,
}
_ABOVE: Mapping[Receiver, Capacity] = {
    _DISCIPLINE: Capacity.SUPERIOR_INSPECTOR,
    "adjudication": Capacity.SUPERIOR_ADJUDICATION,
}
_TOGETHER = 2
"""How many of an office act where a colleague of theirs stands in the record (W5)."""
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
    SUPPRESSION = "suppression"
    """A superior ordered not to record: it goes around the house (house rule like CH29, B7)."""
    OFFICE = "office"
    """The rule system knows no chain: what is recorded goes to the competent office at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who works in an office of the house, and in the one above it."""

    own: tuple[Person, ...] = ()
    above: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Who could receive the record: the recorder's heads, their leaders, the offices.

    Which of them do, and on which articles, each rule system that binds it says by its way. The
    discipline office is always known: it watches, and it takes what another office cannot.
    """

    ways: tuple[Way, ...]
    heads: tuple[Person, ...]
    offices: Mapping[Receiver, Office]
    leaders: tuple[Person, ...] = ()
    deputies: Deputies = field(default_factory=dict)

    @property
    def chain(self) -> Way | None:
        """The way through the department, if a rule system knows one."""
        return next((way for way in self.ways if way.chain), None)

    @property
    def everybody(self) -> tuple[Person, ...]:
        """All who could receive it, and all who stand in for them."""
        offices = (p for office in self.offices.values() for p in (*office.own, *office.above))
        staff = (*self.heads, *self.leaders, *offices)
        return (*staff, *itertools.chain.from_iterable(self.deputies.get(p.id, ()) for p in staff))


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
    around: tuple[str, ...] = (),
) -> Route:
    """Return the record's way. Raise NobodyToReceive when everybody competent stands in it.

    A direct report may go to the `superior` discipline office at once (RUDONG 13). What a superior
    ordered not to record goes around the house, on the articles `around`: nobody who records it
    could be sure of an office there.
    """
    left_out = tuple(p for p in dict.fromkeys(directory.everybody) if involved.stands_in(p))
    why = _why(recorder=recorder, involved=involved, direct=direct, directory=directory)
    passed_by = frozenset({recorder.id})
    if around:
        why, receptions = Why.SUPPRESSION, _around(recorder, involved, directory, around)
    elif direct and superior:
        why, receptions = Why.DIRECT, _superior_offices(recorder, involved, directory)
    elif why is Why.CHAIN:
        heads = _acting(directory.heads, involved, directory, passed_by=passed_by)
        receptions = _in_chain(heads, Capacity.HEAD, directory)
    elif why is Why.OWN_RECORD and _owes_leaders(recorder, involved):
        receptions = onward(head=recorder, involved=involved, directory=directory)
    else:
        receptions = _offices(recorder, involved, directory)
    own_office = any(each.capacity in _OWN.values() for each in receptions)
    return Route(
        why=why,
        receptions=receptions,
        left_out=left_out,
        may_go_up=own_office
        and any(
            not involved.stands_in(p) for way in directory.ways for p in _above(way, directory)
        ),
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
    return _in_chain(acting, Capacity.LEADER, directory)


def taking_over(
    *, silent: Person, involved: Involved, directory: Directory
) -> tuple[Reception, ...]:
    """Return the offices that have the record without `silent`, who holds it.

    Raise NobodyToReceive as `route` does.
    """
    return _offices(silent, involved, replace(directory, heads=()))


def anew(
    capacity: Capacity,
    *,
    recorder: Person,
    involved: Involved,
    direct: bool,
    superior: bool,
    around: tuple[str, ...] = (),
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
        around=around,
        directory=directory,
    ).receptions
    if capacity is Capacity.HEAD:
        return receptions
    if any(each.capacity is Capacity.HEAD for each in receptions):
        receptions = onward(head=recorder, involved=involved, directory=directory)
    is_leader = capacity is Capacity.LEADER
    return tuple(each for each in receptions if (each.capacity is Capacity.LEADER) is is_leader)


def watching_office(
    *, involved: Involved, directory: Directory, besides: PersonId, above: bool = False
) -> tuple[Person, ...]:
    """Return who watches over a record's way: the discipline office that may know of it.

    `besides` is the person who is watched; nobody is returned where nobody is free of it. What
    goes past the house is watched from `above` it, where there is an office.
    """
    discipline, passed_by = directory.offices[_DISCIPLINE], frozenset({besides})
    if above and discipline.above:
        return _free(discipline.above, involved, directory, passed_by=passed_by)
    office, _ = _competent(discipline, involved, directory, passed_by=passed_by)
    return office


def _why(*, recorder: Person, involved: Involved, direct: bool, directory: Directory) -> Why:
    heads = directory.heads
    if directory.chain is None:
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


def _offices(recorder: Person, involved: Involved, directory: Directory) -> tuple[Reception, ...]:
    """Return the office of each rule system that binds, or the one above it (CH21).

    An inspector who heads the recorder's department gets nothing of what passes the heads by
    (CH22). Raise NobodyToReceive where all are concerned.
    """
    passed_by = frozenset({recorder.id, *(head.id for head in directory.heads)})
    found = (_office(way, involved, directory, passed_by) for way in directory.ways)
    return _once(itertools.chain.from_iterable(found))


def _superior_offices(
    recorder: Person, involved: Involved, directory: Directory
) -> tuple[Reception, ...]:
    passed_by = frozenset({recorder.id, *(head.id for head in directory.heads)})
    found: list[Reception] = []
    for way in directory.ways:
        above = _free(_above(way, directory), involved, directory, passed_by=passed_by)
        found += _all(above, _ABOVE[way.receiver], way.office)
    return _once(found)


def _around(
    recorder: Person, involved: Involved, directory: Directory, articles: tuple[str, ...]
) -> tuple[Reception, ...]:
    """Return the superior discipline office; the own one where nobody above can be reached.

    A record that could not be filed would be what the order wanted.
    """
    passed_by = frozenset({recorder.id, *(head.id for head in directory.heads)})
    discipline = directory.offices[_DISCIPLINE]
    above = _free(discipline.above, involved, directory, passed_by=passed_by)
    if above:
        return _once(_all(above, Capacity.SUPERIOR_INSPECTOR, articles))
    own, is_own = _competent(discipline, involved, directory, passed_by=passed_by)
    capacity = Capacity.INSPECTOR if is_own else Capacity.SUPERIOR_INSPECTOR
    return _once(_all(own, capacity, articles))


def _office(
    way: Way, involved: Involved, directory: Directory, passed_by: frozenset[PersonId]
) -> tuple[Reception, ...]:
    """Return who receives it by one rule system; for an office without anybody the discipline's.

    That the discipline office stands in is a house rule (H18): no text says what then.
    """
    for receiver in dict.fromkeys((way.receiver, _DISCIPLINE)):
        office = directory.offices.get(receiver, Office())
        people, is_own = _competent(office, involved, directory, passed_by=passed_by)
        if people:
            capacity = (_OWN if is_own else _ABOVE)[receiver]
            return _all(people, capacity, way.office)
    return ()


def _competent(
    office: Office, involved: Involved, directory: Directory, *, passed_by: frozenset[PersonId]
) -> tuple[tuple[Person, ...], bool]:
    """Return who of an office may have the record, and whether it is the own one.

    Where one of them stands in the record, the others have it together, if they are two at least:
    one alone shares a desk with them, and then the office above has it (house rule with RUDONG 13
    and 15).
    """
    free = _free(office.own, involved, directory, passed_by=passed_by)
    is_concerned = any(involved.stands_in(person) for person in office.own)
    if len(free) >= (_TOGETHER if is_concerned else 1):
        return free, True
    return _free(office.above, involved, directory, passed_by=passed_by), False


def _above(way: Way, directory: Directory) -> tuple[Person, ...]:
    return directory.offices.get(way.receiver, Office()).above


def _free(
    people: tuple[Person, ...],
    involved: Involved,
    directory: Directory,
    *,
    passed_by: frozenset[PersonId],
) -> tuple[Person, ...]:
    free = tuple(p for p in people if p.id not in passed_by and not involved.stands_in(p))
    return _acting(free, involved, directory, passed_by=passed_by)


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


def _in_chain(
    people: tuple[Person, ...], capacity: Capacity, directory: Directory
) -> tuple[Reception, ...]:
    way = directory.chain
    return _all(people, capacity, way.in_chain if way else ())


def _all(
    people: tuple[Person, ...], capacity: Capacity, articles: tuple[str, ...]
) -> tuple[Reception, ...]:
    return tuple(Reception(person=p.id, capacity=capacity, articles=articles) for p in people)


def _once(receptions: Iterable[Reception]) -> tuple[Reception, ...]:
    """Keep each person's first reception. Raise NobodyToReceive where there is none."""
    first: dict[PersonId, Reception] = {}
    for reception in receptions:
        first.setdefault(reception.person, reception)
    if not first:
        raise NobodyToReceive
    return tuple(first.values())
