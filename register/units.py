"""Units as subjects (A7): which of the house, or of the one above it, a text speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from register.conflicts import Involved, normalise, parts_of, titles_of
from register.organisations import Department, Organisation
from register.people import Person, Role, Unit
from register.provisions import Called

ABOVE_THE_CHAIN = frozenset({Role.HEAD, Role.LEADER, Role.CHIEF})
"""Who is meant where the house itself, or its leadership, is the subject."""

_LEAD = re.compile(r"^\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a text speaks of a unit, with what stands around it."""

    unit: Unit
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How the units of a house, and of the one above it, are called.

    `anywhere` are the names that need no house before them, or have one; `first` the words that
    mean the own house only where they stand first.
    """

    anywhere: Mapping[str, Unit]
    first: Mapping[str, Unit]
    silent: tuple[str, ...]

    def mentions(self, texts: Sequence[str]) -> Iterator[Mention]:
        """Yield every mention in normalised texts; of two that overlap, the longer one."""
        words = sorted({*self.anywhere, *self.first}, key=len, reverse=True)
        spoken = re.compile("|".join(map(re.escape, words)))
        for part in (part for text in texts for part in parts_of(_without(text, self.silent))):
            for found in spoken.finditer(part):
                if unit := self._meant(found[0], first=not found.start()):
                    after = _LEAD.sub("", part[found.end() :])
                    yield Mention(unit=unit, before=part[: found.start()], after=after)

    def _meant(self, word: str, *, first: bool) -> Unit | None:
        return self.anywhere.get(word) or (self.first.get(word) if first else None)


def vocabulary(
    own: Organisation,
    superior: Organisation | None,
    departments: Sequence[Department],
    called: Called,
) -> Vocabulary:
    """Return how people of a house call its units; `departments` are of both houses.

    A department's name alone means the own one, for those of all houses are named alike.
    """
    first = dict(_leading(own, called))
    anywhere = {
        _spelt(each.name, called): Unit(organisation=own.id, department=each.id)
        for each in departments
        if each.organisation == own.id
    }
    own_units = anywhere | first
    for name in (own.name, *called.house):
        anywhere |= _of_house(own, _spelt(name, called), own_units)
    if superior:
        theirs = {_spelt(each.name, called): _nobody(superior) for each in departments}
        theirs |= {
            _spelt(each.name, called): Unit(organisation=superior.id, department=each.id)
            for each in departments
            if each.organisation == superior.id
        }
        theirs |= dict(_leading(superior, called))
        anywhere |= _of_house(superior, _spelt(superior.name, called), theirs)
    return Vocabulary(anywhere, first, called.silent)


def speaking_of(
    involved: Involved, mentions: Sequence[Mention], staff: Sequence[Person]
) -> Involved:
    """Add whom the mentions mean: who of the staff is named beside the unit, or else all of it.

    Beside a name that nobody of the staff bears it is the unit: anybody there may be meant.
    """
    titled = {person.id for each in mentions for person in staff if _is_titled(person, each)}
    units = frozenset(
        each.unit
        for each in mentions
        if not any(
            involved.is_named(person, each.before)
            or involved.begins_with(person, each.after)
            or _is_titled(person, each)
            for person in staff
        )
    )
    return replace(involved, people=involved.people | titled, units=involved.units | units)


def _of_house(house: Organisation, name: str, units: Mapping[str, Unit]) -> dict[str, Unit]:
    """Return the house's own name, and each of its units behind it."""
    itself = Unit(organisation=house.id, roles=ABOVE_THE_CHAIN)
    return {name: itself} | {name + each: unit for each, unit in units.items()}


def _leading(house: Organisation, called: Called) -> Iterator[tuple[str, Unit]]:
    for words, roles in (
        (called.leadership, ABOVE_THE_CHAIN),
        (called.heads, frozenset({Role.HEAD})),
        (called.inspectors, frozenset({Role.INSPECTOR})),
    ):
        for word in words:
            yield _spelt(word, called), Unit(organisation=house.id, roles=roles)


def _nobody(house: Organisation) -> Unit:
    """Return a department that the directory does not know."""
    return Unit(organisation=house.id, roles=frozenset())


def _is_titled(person: Person, mention: Mention) -> bool:
    """Tell whether somebody of the unit is meant by their title alone."""
    return mention.unit.employs(person) and any(map(mention.after.startswith, titles_of(person)))


def _spelt(name: str, called: Called) -> str:
    return _without(normalise(name), called.silent)


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text
