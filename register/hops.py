"""Who signs for handed-on material at a level, past whoever stands in it (house rule CH29)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from register.conflicts import Involved
from register.deputies import Deputies, acting
from register.errors import NobodyToReceive
from register.people import Person
from register.transfer import Hop, Level, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Competent:
    """Who could sign, of each kind.

    `in_charge` are the leaders of the handler's department, `leaders` all of the house; the first
    of the `handlers` is the one it is for, the others handle the same case.
    """

    registry: tuple[Person, ...]
    in_charge: tuple[Person, ...]
    leaders: tuple[Person, ...]
    heads: tuple[Person, ...]
    handlers: tuple[Person, ...]
    deputies: Deputies = field(default_factory=dict)


def hop_at(level: Level, competent: Competent, involved: Involved, *, at: datetime) -> Hop:
    """Return the hop of a level: its own people, a deputy, another of the kind, or the registry.

    Raise NobodyToReceive when nobody is free.
    """
    own, others = _of(level, competent)
    free = _free(own, involved)
    present = _acting(free, competent.deputies, involved)
    if present:
        standing = Standing.OWN if set(present) <= set(own) else Standing.DEPUTY
        return _hop(level, present, standing, at)
    in_place = (
        (Standing.DEPUTY, _free(_deputies(own, competent.deputies), involved)),
        (Standing.OTHER, _acting(_free(others, involved), competent.deputies, involved)),
        (
            Standing.REGISTRY,
            _acting(_free(competent.registry, involved), competent.deputies, involved),
        ),
    )
    for standing, people in in_place:
        if people:
            return _hop(level, people, standing, at)
    raise NobodyToReceive


def _of(level: Level, competent: Competent) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Return a level's own people, and the others of their kind."""
    match level:
        case Level.REGISTRY:
            return competent.registry, ()
        case Level.LEADER:
            return competent.in_charge, competent.leaders
        case Level.HEAD:
            return competent.heads, ()
        case Level.HANDLER:
            return competent.handlers[:1], competent.handlers[1:]


def _free(people: Iterable[Person], involved: Involved) -> tuple[Person, ...]:
    return tuple(each for each in people if not involved.stands_in(each))


def _deputies(people: Iterable[Person], deputies: Deputies) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(each for one in people for each in deputies.get(one.id, ())))


def _acting(
    people: Iterable[Person], deputies: Deputies, involved: Involved
) -> tuple[Person, ...]:
    """Let deputies stand in for the absent (T11)."""

    def fit(deputy: Person) -> bool:
        return not involved.stands_in(deputy)

    return tuple(dict.fromkeys(acting(each, deputies, fit) for each in people))


def _hop(level: Level, people: tuple[Person, ...], standing: Standing, at: datetime) -> Hop:
    return Hop(
        level=level, people=tuple(each.id for each in people), standing=standing, asked_at=at
    )
