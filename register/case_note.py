"""Case notes: what is noted into a file and recorded nowhere else (RUDONG 4, 12; SPC 3, 5-8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from register.afterwards import said
from register.draft import Answer, check, chosen, has_minutes, moment
from register.errors import AnswerTooLong, AnswerUnfit, EncounterInFuture
from register.evidence import Evidence
from register.ids import CaseId, CaseNoteId, EvidenceId, OrganisationId, PersonId
from register.note_kinds import CaseNoteKind
from register.people import Person, Role
from register.profile import Profile, load

WORDS_LENGTH = 200
"""How many signs it takes to say who spoke or wrote, or which case it was about."""
PLACE_LENGTH = 20
"""How many signs a volume or a page takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the case file a note lies, and when its owner said so."""

    volume: str
    page: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedItem:
    """A sealed item that a note names: the digests stand in the note itself, for good."""

    id: EvidenceId
    number: str
    sealed_at: datetime
    sha256: str
    """Hexadecimal, over the bytes as received; so is `sm3`."""
    sm3: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """One note for a file. It is no record: nobody is told, no clock runs.

    `source` gave the guidance or sent the letter, at the moment `happened` (ISO 8601, the day
    alone where no more is known); `text` says what was said, or what was handed over and to whom.
    `answers` are those to the questions of its kind. What it is about is a `case` of the register
    or, in the owner's words, the `case_words`. Of its `places` the last one counts; a file that is
    bound anew loses none. It keeps the rules by which it was written; the defaults are those of
    all notes from before the kinds were data.
    """

    id: CaseNoteId
    number: str
    organisation: OrganisationId
    owner: PersonId
    kind: str
    """The id of its kind in the profile."""
    case: CaseId | None
    source: str
    happened: str
    text: str
    noted_at: datetime
    case_words: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    items: tuple[NotedItem, ...] = ()
    profile: str = "rudong"
    profile_version: date = date(2016, 3, 1)
    places: tuple[Place, ...] = ()
    version: int = 0

    @property
    def place(self) -> Place | None:
        """Where it lies now, None while it waits to be filed."""
        return self.places[-1] if self.places else None

    @property
    def rules(self) -> Profile:
        """The rule system under which it was written."""
        return load(self.profile, on=self.profile_version)

    @property
    def kind_in_rules(self) -> CaseNoteKind:
        return self.rules.note_kind(self.kind)

    @property
    def waits_for_place(self) -> bool:
        """Whether it belongs into a case file, and its owner has not said where it lies."""
        return bool(self.kind_in_rules.case_file) and not self.places

    def file(self, volume: str, page: str, *, at: datetime) -> "CaseNote":
        """Say where in the case file it lies.

        Raise AnswerUnfit, also where it lies in none, or AnswerTooLong.
        """
        if not self.kind_in_rules.case_file:
            raise AnswerUnfit
        volume, page = (short(words, PLACE_LENGTH) for words in (volume, page))
        return replace(self, places=(*self.places, Place(volume=volume, page=page, at=at)))

    def stands_beside(self, *, case: CaseId | None, month: date | None) -> bool:
        """Tell whether a zero report on a case, or a month, names this note (CH14)."""
        if not self.kind_in_rules.exempt:
            return False
        if case is not None:
            return self.case == case
        return date.fromisoformat(self.happened[:10]).replace(day=1) == month


def may_write(kind: CaseNoteKind, person: Person) -> bool:
    """Tell whether a note of this kind is a person's to write."""
    return kind.by == "anybody" or person.holds(Role.HANDLER)


def item_of(evidence: Evidence) -> NotedItem:
    """Return what a note keeps of a sealed item."""
    return NotedItem(
        id=evidence.id,
        number=evidence.number,
        sealed_at=evidence.sealed_at or evidence.received_at,
        sha256=evidence.sha256.hex(),
        sm3=evidence.sm3.hex(),
    )


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


def complete(
    kind: CaseNoteKind, answers: Mapping[str, Answer], *, now: datetime, zone: tzinfo
) -> Mapping[str, Answer]:
    """Return the answers to the questions that the kind asks, given these answers.

    Nothing is presumed: what has to be said and is not raises AnswerUnfit (CH27), as does what a
    question does not take. Raise AnswerTooLong or EncounterInFuture.
    """
    kept: dict[str, Answer] = {}
    for question in kind.fields:
        if question not in kind.asked(chosen(kept)):
            continue
        answer = answers.get(question.id)
        if answer is None and question.mandatory:
            raise AnswerUnfit
        if answer is not None:
            check(answer, question, now=now, zone=zone)
            kept[question.id] = answer
    return kept
