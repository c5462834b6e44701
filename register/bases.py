"""On which rule systems a contact rests: a house may run several, and who asks decides (PD23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from register.duties import Deadline, deadline
from register.profile import Profile, load
from register.provisions import Suppression, When, is_met
from register.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One rule system in the version by which something is kept."""

    profile: str
    version: date

    @property
    def rules(self) -> Profile:
        return load(self.profile, on=self.version)


def basis_of(rules: Profile) -> Basis:
    return Basis(profile=rules.id, version=rules.version)


def binding(systems: Sequence[Profile], chosen: When) -> tuple[Profile, ...]:
    """Return which of a house's rule systems bind a contact, by the codes `chosen` so far.

    The first is the one by which it is recorded. While nothing tells them apart all of them bind:
    a contact goes rather to one office too many than to none (C-LEAD 12, C-INT 13; CH21).
    """
    met = tuple(each for each in systems if not each.binds or is_met(each.binds, chosen))
    return met or tuple(systems)


def around(systems: Sequence[Profile], chosen: When) -> tuple[str, ...]:
    """Return on which article a record goes around the house: a superior's order is in it (B7)."""
    orders = (each.suppression for each in systems)
    return next(((order.article,) for order in orders if order and order.lifts(chosen)), ())


def order_in(systems: Sequence[Profile]) -> Suppression | None:
    """Return by which of a house's rule systems a superior's order is recorded, and as what."""
    orders = ((each, each.suppression) for each in systems if each.suppression)
    return next(
        (order for each, order in orders if binding(systems, order.fills)[0].id == each.id), None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """By when an act is owed, and the rule system that says so."""

    rules: Profile
    deadline: Deadline


def earliest(
    systems: Sequence[Profile],
    clock_id: str,
    event: datetime,
    chosen: When,
    *,
    calendar: Calendar,
    zone: tzinfo,
) -> Bound:
    """Return the deadline that comes first, of all that bind (CH21).

    What a text fixes goes before a target of the house, which nobody can breach (CH11).
    """
    found = [
        Bound(rules=each, deadline=deadline(each.limit(clock_id, chosen), event, calendar, zone))
        for each in systems
    ]
    return min(found, key=lambda each: (not each.deadline.legal, each.deadline.due_at))
