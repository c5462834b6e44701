"""Who was present and signs what they witnessed (CHANGCHUN 4; refusal and silence: CH38)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from register.afterwards import Cosignature
from register.conflicts import Involved, normalise, titles_of
from register.draft import REASON_LENGTH
from register.errors import AlreadyCosigned, AnswerTooLong, NotAllowed
from register.ids import DepartmentId, PersonId
from register.people import Person
from register.profile import Profile
from register.provisions import When
from register.record import Record

_BETWEEN_PEOPLE = re.compile(r"[^\w\s]+")
_SHORTEST_WORD = 2
"""How many signs stand before a name at least, if any: one sign may be a surname."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Who of the house was present, as the recorder writes it.

    `asked` are to sign. Of the `unclear` names several of the house bear each, and nobody is asked
    before the recorder says the department: to ask all would open the contact to somebody who was
    elsewhere. `left_out` were there and stand in the record themselves.
    """

    asked: tuple[Person, ...] = ()
    unclear: tuple[str, ...] = ()
    left_out: tuple[Person, ...] = ()


def present(
    text: str,
    *,
    staff: Sequence[Person],
    departments: Mapping[DepartmentId, str],
    involved: Involved,
    recorder: PersonId,
) -> Present:
    """Read who of the staff is named in full; nothing is guessed from titles or surnames.

    A name counts alone, behind a word such as a post, or before the person's own post or
    department. Inside a longer word it does not: that may be somebody from outside.
    """
    words = _words(text)
    staff = [each for each in staff if each.left_on is None and each.id != recorder]
    named = [each for each in staff if any(_names(word, each, departments) for word in words)]
    named = [each for each in named if not _is_part_of_another(each, named, words)]
    named.sort(key=lambda each: normalise(text).find(normalise(each.name)))
    found, unclear = [], []
    for name in dict.fromkeys(each.name for each in named):
        namesakes = [each for each in named if each.name == name]
        if len(namesakes) > 1:
            namesakes = [each for each in namesakes if _is_placed(each, text, departments)]
        found += namesakes
        unclear += [] if namesakes else [name]
    return Present(
        asked=tuple(each for each in found if not involved.stands_in(each)),
        unclear=tuple(unclear),
        left_out=tuple(each for each in found if involved.stands_in(each)),
    )


def rules_of(systems: Iterable[Profile], chosen: When) -> Profile | None:
    """Return which of the rule systems that bind asks people present to sign such a contact."""
    return next((each for each in systems if each.wants_cosigning(chosen)), None)


def ask(record: Record, people: Iterable[Person], *, at: datetime) -> Record:
    """Ask people to sign; who was asked before is not asked again."""
    known = {each.person for each in record.cosignatures}
    asked = tuple(
        Cosignature(person=person.id, name=person.name, asked_at=at)
        for person in people
        if person.id not in known
    )
    return replace(record, cosignatures=(*record.cosignatures, *asked))


def bar(record: Record, present: Iterable[PersonId], *, at: datetime) -> Record:
    """Let nobody read any more who stands in the record, or was not there after all."""
    there = frozenset(present)
    return replace(
        record,
        cosignatures=tuple(
            each if each.person in there or each.barred_at else replace(each, barred_at=at)
            for each in record.cosignatures
        ),
    )


def of(record: Record, person: PersonId) -> Cosignature:
    """Return what became of a person's signature. Raise NotAllowed for who was never asked."""
    for each in record.cosignatures:
        if each.person == person:
            return each
    raise NotAllowed


def may_read(record: Record, person: PersonId) -> bool:
    """Tell whether what they witnessed is open to somebody: until they have answered."""
    asked = of(record, person)
    return asked.waits and asked.barred_at is None


def sign(record: Record, person: PersonId, *, at: datetime) -> Record:
    """Sign with name and time. Raise NotAllowed or AlreadyCosigned."""
    return _answered(record, person, signed_at=at)


def decline(record: Record, person: PersonId, reason: str, *, at: datetime) -> Record:
    """Note that somebody does not sign. Raise NotAllowed, AlreadyCosigned or AnswerTooLong."""
    return _answered(record, person, refused_at=at, reason=checked(reason))


def checked(reason: str) -> str:
    """Return a reason as it is kept; there need not be one. Raise AnswerTooLong."""
    reason = reason.strip()
    if len(reason) > REASON_LENGTH:
        raise AnswerTooLong(REASON_LENGTH)
    return reason


def _answered(
    record: Record,
    person: PersonId,
    *,
    signed_at: datetime | None = None,
    refused_at: datetime | None = None,
    reason: str = "",
) -> Record:
    asked = of(record, person)
    if not asked.waits:
        raise AlreadyCosigned
    answer = replace(asked, signed_at=signed_at, refused_at=refused_at, reason=reason)
    cosignatures = tuple(answer if each is asked else each for each in record.cosignatures)
    return replace(record, cosignatures=cosignatures)


def _words(text: str) -> frozenset[str]:
    """Return what stands between marks, with and without the blanks in it, as names compare."""
    found = set()
    for chunk in _BETWEEN_PEOPLE.split(unicodedata.normalize("NFKC", text)):
        found |= {normalise(chunk), *(normalise(word) for word in chunk.split())}
    return frozenset(found - {""})


def _names(word: str, person: Person, departments: Mapping[DepartmentId, str]) -> bool:
    name = normalise(person.name)
    if word.endswith(name):
        return len(word) == len(name) or len(word) - len(name) >= _SHORTEST_WORD
    if not word.startswith(name):
        return False
    own = normalise(departments.get(person.department, "")) if person.department else ""
    return word[len(name) :] in {own, *titles_of(person)}


def _is_part_of_another(person: Person, named: Sequence[Person], words: frozenset[str]) -> bool:
    """Tell whether a name is only seen as the end of a longer one."""
    name = normalise(person.name)
    longer = [normalise(each.name) for each in named]
    longer = [each for each in longer if each != name and each.endswith(name)]
    theirs = [word for word in words if name in word]
    return bool(longer) and all(any(each in word for each in longer) for word in theirs)


def _is_placed(person: Person, text: str, departments: Mapping[DepartmentId, str]) -> bool:
    """Tell whether the text names the department of somebody with namesakes."""
    own = departments.get(person.department, "") if person.department else ""
    return bool(own) and normalise(own) in normalise(text)
