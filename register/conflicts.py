"""Who may never learn of a record because they stand in it (RUDONG 13, 15; house rule CH29)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from register.draft import PRINCIPAL, SUBJECT, Answer
from register.people import Person

_TITLE = 2  # the fewest signs at the end of a post that serve as a form of address


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Who is said to have intervened, themselves or behind somebody else.

    `unknown` is true where the subject, or whoever stands behind, is not named: then anybody in
    the house may be the one.
    """

    texts: tuple[str, ...]
    unknown: bool

    def stands_in(self, person: Person) -> bool:
        """Tell whether a person is named, by full name or as surname and title.

        A title is any end of the post that is long enough, up to the whole of it.
        A name inside a longer text counts: to leave out one person too many costs a detour,
        to leave out one too few shows the record to its subject.
        """
        name, post = normalise(person.name), normalise(person.post)
        titles = (post[start:] for start in range(len(post) - _TITLE + 1))
        known_as = {name, *(name[:1] + title for title in titles)}
        return any(known in text for known in known_as for text in self.texts)


def involved_in(answers: Mapping[str, Answer]) -> Involved:
    """Return who stands in a draft or record."""
    named = [answers[key] for key in (SUBJECT, PRINCIPAL) if key in answers]
    return Involved(
        texts=tuple(normalise(answer.text) for answer in named if not answer.unknown),
        unknown=SUBJECT not in answers or any(answer.unknown for answer in named),
    )


def normalise(text: str) -> str:
    """Return a text without width variants, spaces and case, as names are compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
