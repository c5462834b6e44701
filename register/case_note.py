"""Case notes: what a handler notes into the case file and records nowhere else (RUDONG 4, 12)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from register.afterwards import said
from register.draft import has_minutes, moment
from register.errors import AnswerTooLong, AnswerUnfit, EncounterInFuture
from register.ids import CaseId, CaseNoteId, OrganisationId, PersonId

WORDS_LENGTH = 200
"""How many signs it takes to say who spoke or wrote."""
PLACE_LENGTH = 20
"""How many signs a volume or a page takes."""


class CaseNoteKind(StrEnum):
    GUIDANCE = "guidance"
    """Supervision, guidance or reference opinions, given orally (RUDONG 12(3), 12(5))."""
    LETTER = "letter"
    """A letter that came to a person and was handed to the functional department (RUDONG 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the case file a note lies, and when its owner said so."""

    volume: str
    page: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """One note of a handler for the case file. It is no record: nobody is told, no clock runs.

    `source` gave the guidance or sent the letter, at the moment `happened` (ISO 8601, the day
    alone where no more is known); `text` says what was said, or what was handed over and to whom.
    Of its `places` the last one counts; a file that is bound anew loses none.
    """

    id: CaseNoteId
    number: str
    organisation: OrganisationId
    owner: PersonId
    kind: CaseNoteKind
    case: CaseId | None
    source: str
    happened: str
    text: str
    noted_at: datetime
    places: tuple[Place, ...] = ()
    version: int = 0

    @property
    def place(self) -> Place | None:
        """Where it lies now, None while it waits to be filed."""
        return self.places[-1] if self.places else None

    def file(self, volume: str, page: str, *, at: datetime) -> "CaseNote":
        """Say where in the case file it lies. Raise AnswerUnfit or AnswerTooLong."""
        volume, page = (short(words, PLACE_LENGTH) for words in (volume, page))
        return replace(self, places=(*self.places, Place(volume=volume, page=page, at=at)))

    def stands_beside(self, *, case: CaseId | None, month: date | None) -> bool:
        """Tell whether a zero report on a case, or a month, names this note (CH14)."""
        if self.kind is not CaseNoteKind.GUIDANCE:
            return False
        if case is not None:
            return self.case == case
        return date.fromisoformat(self.happened[:10]).replace(day=1) == month


def short(words: str, limit: int) -> str:
    """Return one line as it is kept. Raise AnswerUnfit or AnswerTooLong."""
    words = " ".join(words.split())
    if not words:
        raise AnswerUnfit
    if len(words) > limit:
        raise AnswerTooLong(limit)
    return words


def checked(
    source: str, happened: str, text: str, *, now: datetime, zone: tzinfo
) -> tuple[str, str, str]:
    """Return the three as they are kept, the moment in local time.

    Raise AnswerUnfit, AnswerTooLong or EncounterInFuture.
    """
    at = moment(happened, zone)
    if at is None:
        raise AnswerUnfit
    if at > now:
        raise EncounterInFuture
    local = at.isoformat(timespec="minutes") if has_minutes(happened) else happened
    return short(source, WORDS_LENGTH), local, said(text)
