"""Cases: who handles what, from when to when; and case numbers as their office writes them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from register.errors import CaseNotOpen, HandlerUnfit
from register.ids import CaseId, OrganisationId, PersonId
from register.provisions import CaseNumberStyle

# One sign for one, so that what is found in the copy stands at the same place in the text.
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BETWEEN = re.compile(r"[\s,;:\u3001\u3002]+")


class CaseState(StrEnum):
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One person's time with a case; `until` is its last day, None while it lasts."""

    person: PersonId
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case of the house. What is typed into a draft stays there and never becomes one of these.

    `number` is in the normal form, empty where there is none. `charge` is the cause of action.
    `closing_on` is the day on which it is to close. A case is `imported` once a file named it:
    from then on the file tells who handles it.
    """

    id: CaseId
    organisation: OrganisationId
    name: str
    number: str = ""
    charge: str = ""
    handlings: tuple[Handling, ...] = ()
    state: CaseState = CaseState.OPEN
    closing_on: date | None = None
    reopened_on: date | None = None
    imported: bool = False
    version: int = 0

    @property
    def handlers(self) -> tuple[PersonId, ...]:
        """Who handles the case now."""
        return tuple(each.person for each in self.handlings if each.until is None)

    def since(self, person: PersonId) -> date:
        """Return when a person took the case, the last time; KeyError if they never did."""
        return {each.person: each.since for each in self.handlings}[person]

    def take(self, person: PersonId, *, on: date) -> "Case":
        """Let one more person handle the case. Raise HandlerUnfit if they do already."""
        if person in self.handlers:
            raise HandlerUnfit
        return replace(self, handlings=(*self.handlings, Handling(person=person, since=on)))

    def leave(self, people: Iterable[PersonId], *, on: date) -> "Case":
        """End these people's handling with the day `on`."""
        leaving = set(people)
        return replace(
            self,
            handlings=tuple(
                replace(each, until=on) if each.until is None and each.person in leaving else each
                for each in self.handlings
            ),
        )

    def hand_over(self, *, by: PersonId, to: PersonId, on: date) -> "Case":
        """Let one handler follow another. Raise HandlerUnfit or CaseNotOpen."""
        if self.state is CaseState.CLOSED:
            raise CaseNotOpen
        return self.take(to, on=on).leave([by], on=on)

    def give_away(self, *, on: date) -> "Case":
        """Let the case leave the house: nobody handles it any more. Raise CaseNotOpen."""
        return self.close(on=on).leave(self.handlers, on=on)

    def mark_closing(self, *, on: date | None = None) -> "Case":
        """Say that the case is about to close, on a known day or soon. Raise CaseNotOpen."""
        if self.state is not CaseState.OPEN:
            raise CaseNotOpen
        return replace(self, state=CaseState.CLOSING, closing_on=on)

    def plan_closing(self, *, on: date) -> "Case":
        """Say on which day it closes; another day may be said later. Raise CaseNotOpen."""
        if self.state is not CaseState.CLOSING:
            raise CaseNotOpen
        return replace(self, closing_on=on)

    def close(self, *, on: date) -> "Case":
        """Close the case. No zero report is waited for: a gate makes zeros, not truth (P14)."""
        if self.state is CaseState.CLOSED:
            raise CaseNotOpen
        return replace(self, state=CaseState.CLOSED, closing_on=on)

    def reopen(self, *, on: date) -> "Case":
        """Go on with a case that was closing or closed. Raise CaseNotOpen if it was neither."""
        if self.state is CaseState.OPEN:
            raise CaseNotOpen
        return replace(self, state=CaseState.OPEN, closing_on=None, reopened_on=on)

    def is_named_in(self, text: str, styles: Sequence[CaseNumberStyle]) -> bool:
        """Tell whether a free text speaks of this case: its number, or its name without another.

        A name inside a longer text counts, for a zero report beside a record of the same case
        would be false; a different number in the text tells namesakes apart.
        """
        reference = read_case(text, styles)
        said = _squeezed(reference.text)
        if self.number and _squeezed(self.number) in said:
            return True
        if self.number and reference.number:
            return False
        return _squeezed(self.name) in said


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReference:
    """What a recorder wrote of a case (F1-7): a name, a number, a charge, or all of them.

    `number` is its case number in the normal form, None where none was recognised; `text` is as
    typed, but for the number, which stands there in its normal form.
    """

    text: str
    number: str | None = None

    @property
    def parts(self) -> frozenset[str]:
        """The whole text, the number, and each run of words beside it: what it is found by."""
        beside = self.text.replace(self.number, " ") if self.number else self.text
        found = {self.text, self.number or "", *_BETWEEN.split(beside.translate(_HALF_WIDTH))}
        return frozenset(found - {""})


def read_case(text: str, styles: Sequence[CaseNumberStyle]) -> CaseReference:
    """Look for the first number of the first style that fits; anything else stays as typed."""
    typed = text.strip()
    half_width = typed.translate(_HALF_WIDTH)
    for style in styles:
        if found := re.search(style.pattern, half_width):
            groups = {name: "".join(said.split()) for name, said in found.groupdict("").items()}
            number = style.printed.format(**groups)
            return CaseReference(
                text=typed[: found.start()] + number + typed[found.end() :], number=number
            )
    return CaseReference(text=typed)


def _squeezed(text: str) -> str:
    return "".join(text.translate(_HALF_WIDTH).casefold().split())
