"""Who may never learn of a record because they stand in it (RUDONG 13, 15; house rule CH29)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from register.draft import POST, PRINCIPAL, SUBJECT, Answer
from register.evidence import Evidence
from register.ids import Account, OrganisationId, PersonId
from register.people import Person, Unit

_TITLE = 2  # the fewest signs at the end of a post that serve as a form of address
_LONGEST_SURNAME = 2
_SOME = "\u67d0"  # "a certain": how a name is written that is not to be written out
_BETWEEN_PEOPLE = re.compile(r"[^\w()]+")


class Readings(Protocol):
    """Knows how signs are read aloud."""

    def __call__(self, sign: str, /) -> frozenset[str]:
        """Return every reading of a sign without tones; nothing for one that is not Chinese."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Who is said to have intervened, themselves or behind somebody else.

    `designations` is what the recorder calls them, `senders` the names under which their messages
    were forwarded; `accounts` and `people` are whose messages these are, and who is meant by a
    title; `units` are subjects themselves (A7). `unknown` is true where the subject, or whoever
    stands behind, is not named: then anybody in the house may be the one.
    """

    organisation: OrganisationId | None
    designations: tuple[str, ...]
    unknown: bool
    readings: Readings
    senders: tuple[str, ...] = ()
    accounts: frozenset[Account] = frozenset()
    people: frozenset[PersonId] = frozenset()
    units: frozenset[Unit] = frozenset()
    recorder: PersonId | None = None

    def stands_in(self, person: Person) -> bool:
        """Tell whether a person is named: by name, an alias, one that sounds the same, or a title.

        Or whether a message of theirs is in evidence, or a unit is named that they belong to. A
        name inside a longer text counts: to leave out one person too many costs a detour, to leave
        out one too few shows the record to its subject. Nobody stands in a record of their own.
        """
        return person.id != self.recorder and (
            person.id in self.people
            or person.account in self.accounts
            or any(unit.includes(person) for unit in self.units)
            or any(self.is_named(person, text) for text in (*self.designations, *self.senders))
            or self._is_titled(person)
        )

    def with_messages(self, items: Iterable[Evidence], recorder: Person) -> "Involved":
        """Add whose messages were forwarded; what comes from the recorder's account is a note.

        Where the messenger hides the account, its name is all there is.
        """
        theirs = [item for item in items if not _is_own(item, recorder)]
        names = (normalise(item.origin.forwarded_from) for item in theirs)
        accounts = (item.origin.account for item in theirs)
        people = (item.first_sender for item in theirs)
        return replace(
            self,
            senders=tuple(dict.fromkeys(name for name in names if name)),
            accounts=frozenset(account for account in accounts if account),
            people=self.people | frozenset(person for person in people if person),
            recorder=recorder.id,
        )

    def is_named(self, person: Person, text: str) -> bool:
        """Tell whether a normalised text has a person's name, or their surname with a title."""
        return any(self._sounds(name, text) for name in _names(person)) or any(
            address in text for address in _addresses(person)
        )

    def begins_with(self, person: Person, text: str) -> bool:
        """Tell whether a normalised text begins with a person, be it behind their title."""
        rests = [text[len(title) :] for title in titles_of(person) if text.startswith(title)]
        return any(
            self._sounds(name, rest[: len(name)])
            for name in _names(person)
            for rest in (text, *rests)
        ) or any(text.startswith(address) for address in _addresses(person))

    def _is_titled(self, person: Person) -> bool:
        """Tell whether somebody of the house is designated by a title and nothing else."""
        if person.organisation != self.organisation:
            return False
        titles = set(titles_of(person))
        return any(part in titles for text in self.designations for part in parts_of(text))

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
        self,
        answers: Mapping[str, Answer],
        organisation: OrganisationId | None = None,
        *,
        before: Iterable[Mapping[str, Answer]] = (),
    ) -> Involved:
        """Return who is named in the answers of a draft or record of an organisation.

        The post speaks of somebody of its own only where the subject has no name. `before` are
        answers that were corrected: whoever they name stands in it all the same.
        """
        told = [*_naming(answers), *(answer for each in before for answer in _naming(each))]
        return Involved(
            organisation=organisation,
            designations=tuple(normalise(answer.text) for answer in told if not answer.unknown),
            unknown=_nameless(answers) or answers.get(PRINCIPAL, Answer()).unknown,
            readings=self.readings,
        )


def _nameless(answers: Mapping[str, Answer]) -> bool:
    return SUBJECT not in answers or answers[SUBJECT].unknown


def _naming(answers: Mapping[str, Answer]) -> list[Answer]:
    """Return the answers that speak of who intervened: the post where the subject has no name."""
    asked = (SUBJECT, PRINCIPAL, POST) if _nameless(answers) else (SUBJECT, PRINCIPAL)
    return [answers[key] for key in asked if key in answers]


def normalise(text: str) -> str:
    """Return a text without width variants, spaces and case, as names are compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def parts_of(text: str) -> list[str]:
    """Return what stands between the commas of a normalised text that may speak of several."""
    return [part for part in _BETWEEN_PEOPLE.split(text) if part]


def titles_of(person: Person) -> Iterator[str]:
    """Yield the ends of a person's post that serve as a form of address, up to the whole of it."""
    post = normalise(person.post)
    for start in range(len(post) - _TITLE + 1):
        yield post[start:]


def _is_own(item: Evidence, recorder: Person) -> bool:
    return item.first_sender == recorder.id or (
        item.origin.account is not None and item.origin.account == recorder.account
    )


def _names(person: Person) -> Iterator[str]:
    for name in (person.name, *person.aliases):
        if known_as := normalise(name):
            yield known_as


def _addresses(person: Person) -> Iterator[str]:
    """Yield surname and title, and the surname of whom somebody is careful not to name."""
    name = normalise(person.name)
    for length in range(1, min(_LONGEST_SURNAME, len(name) - 1) + 1):
        surname = name[:length]
        yield surname + _SOME
        for title in titles_of(person):
            yield surname + title
