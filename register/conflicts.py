"""Who may never learn of a record because they stand in it (RUDONG 13, 15; house rule CH29)."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from register.draft import PRINCIPAL, SUBJECT, Answer
from register.people import Person

_TITLE = 2  # the fewest signs at the end of a post that serve as a form of address
_LONGEST_SURNAME = 2
_SOME = "\u67d0"  # "a certain": how a name is written that is not to be written out


class Readings(Protocol):
    """Knows how signs are read aloud."""

    def __call__(self, sign: str, /) -> frozenset[str]:
        """Return every reading of a sign without tones; nothing for one that is not Chinese."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Who is said to have intervened, themselves or behind somebody else.

    `unknown` is true where the subject, or whoever stands behind, is not named: then anybody in
    the house may be the one.
    """

    texts: tuple[str, ...]
    unknown: bool
    readings: Readings

    def stands_in(self, person: Person) -> bool:
        """Tell whether a person is named: by name, an alias, one that sounds the same, or a title.

        A title is any end of the post that is long enough, up to the whole of it. A name inside a
        longer text counts: to leave out one person too many costs a detour, to leave out one too
        few shows the record to its subject.
        """
        return any(
            self._sounds(name, text) for name in _names(person) for text in self.texts
        ) or any(address in text for address in _addresses(person) for text in self.texts)

    def _sounds(self, name: str, text: str) -> bool:
        """Tell whether the name, or one that can be read the same, stands anywhere in the text."""
        places = range(len(text) - len(name) + 1)
        return any(all(map(self._alike, name, text[start:])) for start in places)

    def _alike(self, one: str, other: str) -> bool:
        return one == other or not self.readings(one).isdisjoint(self.readings(other))


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Finds out who stands in what was answered."""

    readings: Readings

    def of(
        self, answers: Mapping[str, Answer], *, before: Iterable[Mapping[str, Answer]] = ()
    ) -> Involved:
        """Return who stands in a draft or record.

        `before` are answers that were corrected: whoever they name stands in it all the same.
        """
        named, named_before = _naming(answers), [a for each in before for a in _naming(each)]
        known = [answer for answer in (*named, *named_before) if not answer.unknown]
        return Involved(
            texts=tuple(normalise(answer.text) for answer in known),
            unknown=SUBJECT not in answers or any(answer.unknown for answer in named),
            readings=self.readings,
        )


def _naming(answers: Mapping[str, Answer]) -> list[Answer]:
    return [answers[key] for key in (SUBJECT, PRINCIPAL) if key in answers]


def normalise(text: str) -> str:
    """Return a text without width variants, spaces and case, as names are compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _names(person: Person) -> Iterator[str]:
    for name in (person.name, *person.aliases):
        if known_as := normalise(name):
            yield known_as


def _addresses(person: Person) -> Iterator[str]:
    """Yield surname and title, and the surname of whom somebody is careful not to name."""
    name, post = normalise(person.name), normalise(person.post)
    for length in range(1, min(_LONGEST_SURNAME, len(name) - 1) + 1):
        surname = name[:length]
        yield surname + _SOME
        for start in range(len(post) - _TITLE + 1):
            yield surname + post[start:]
