"""Who confirms a zero report: the head, or whom the house puts in the head's place (CH15)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from register.conflicts import Involved
from register.deputies import Deputies, acting
from register.errors import NobodyToReceive
from register.ids import PersonId
from register.people import Person, Role
from register.zero_report import ConfirmedAs, Confirmer

_NOT_BELOW_A_HEAD = frozenset({Role.HEAD, Role.LEADER, Role.CHIEF})
_NOT_BELOW_A_LEADER = frozenset({Role.LEADER, Role.CHIEF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Superiors:
    """Who could confirm: the handler's heads, the leaders and the discipline office."""

    heads: tuple[Person, ...]
    leaders: tuple[Person, ...]
    inspectors: tuple[Person, ...]
    deputies: Deputies = field(default_factory=dict)


def confirmers(
    handler: Person,
    superiors: Superiors,
    named: Sequence[Involved],
    recused: Collection[PersonId] = (),
) -> tuple[Confirmer, ...]:
    """Return who may confirm; `named` is who stands in the handler's own records on the case.

    Who is `recused` withdrew, and is passed by as if they were named.

    The head (RUDONG 16). Of a head's own report, and where the head is absent or named, the
    leader; after them the discipline office (CH15, house rule). Raise NobodyToReceive.
    """
    heads = superiors.heads if handler.roles.isdisjoint(_NOT_BELOW_A_HEAD) else ()
    leaders = superiors.leaders if handler.roles.isdisjoint(_NOT_BELOW_A_LEADER) else ()
    for people, capacity in (
        (heads, ConfirmedAs.HEAD),
        (leaders, ConfirmedAs.LEADER),
        (superiors.inspectors, ConfirmedAs.INSPECTOR),
    ):
        if fit := _fit(people, superiors.deputies, {handler.id, *recused}, named):
            return tuple(Confirmer(person=each, capacity=capacity) for each in fit)
    raise NobodyToReceive


def _fit(
    people: Sequence[Person],
    deputies: Deputies,
    passed_by: Collection[PersonId],
    named: Sequence[Involved],
) -> Sequence[PersonId]:
    """Return who of these people can confirm, deputies in the place of the absent (T11)."""

    def may(person: Person) -> bool:
        stands_in = any(involved.stands_in(person) for involved in named)
        return person.id not in passed_by and not stands_in

    def present(person: Person) -> bool:
        return person.account is not None and person.reachable

    free = (each for each in people if may(each))
    fit = (acting(each, deputies, lambda one: may(one) and present(one)) for each in free)
    return tuple(dict.fromkeys(each.id for each in fit if present(each)))
