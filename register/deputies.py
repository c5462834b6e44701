"""Deputies: who acts for the absent; time-boxed, step by step, never in a circle (T11)."""

from collections.abc import Callable, Mapping
from itertools import takewhile

from register.ids import PersonId
from register.people import Deputyship, Person

Deputies = Mapping[PersonId, tuple[Person, ...]]
"""Of each absent person their deputy, the deputy's own where that one is absent too, and so on."""


def acting(person: Person, deputies: Deputies, fit: Callable[[Person], bool]) -> Person:
    """Return who acts for a person: the last deputy up to whom all are fit, or the person.

    Where a deputy may not act, it is as if there were none: the one before them does.
    """
    *_, last = (person, *takewhile(fit, deputies.get(person.id, ())))
    return last


def comes_back(start: PersonId, boxes: Mapping[PersonId, Deputyship]) -> bool:
    """Tell whether a chain of deputies leads back to a person on any one day."""
    box, passed = boxes[start], {start}
    since, until, at = box.since, box.until, box.deputy
    while since <= until and at not in passed and at in boxes:
        passed.add(at)
        box = boxes[at]
        since, until, at = max(since, box.since), min(until, box.until), box.deputy
    return since <= until and at == start
