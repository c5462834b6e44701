"""Omission reports: somebody from outside says that nothing was recorded, or not truly (NMG 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from register.afterwards import LONGEST, Capacity, said
from register.case_note import short
from register.errors import AnswerUnfit, Gone, NothingTold, TooManyFiles
from register.evidence import Kind
from register.ids import Account, OmissionId, OrganisationId, PersonId
from register.provisions import OmissionRule

PER_DAY = 3
"""How many reports one account may begin within a day: more is a flood."""
A_DAY = timedelta(days=1)
MOST_FILES = 10
"""How many files go with one report."""
RELEASED_LENGTH = 500
"""How many signs the office may release about a result: one line, or a few."""
DONE = "done"
"""Stands for the files once their sender says that there are no more."""


class Ask(StrEnum):
    """What is asked, in this order."""

    GROUND = "ground"
    CASE = "case"
    HANDLER = "handler"
    ACCOUNT = "account"
    ROLE = "role"
    NAME = "name"
    CONTACT = "contact"
    FILES = "files"


SKIPPABLE = frozenset({Ask.HANDLER, Ask.NAME, Ask.CONTACT, Ask.FILES})
"""Who reports may stay unnamed, and need not know whose omission it was."""
_LIMITS = {Ask.CASE: 200, Ask.HANDLER: 200, Ask.NAME: 60, Ask.CONTACT: 100}


class Reporter(StrEnum):
    """Who reports: a party, or another participant in the proceedings (NMG 6)."""

    PARTY = "party"
    DEFENDER = "defender"
    AGENT = "agent"
    RELATIVE = "relative"
    OTHER = "other"


class OmissionState(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    DISCARDED = "discarded"


class Outcome(StrEnum):
    """What the inquiry found."""

    SUBSTANTIATED = "substantiated"
    UNSUBSTANTIATED = "unsubstantiated"
    LAWFUL = "lawful"
    """Nothing was to be recorded by the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OmissionFile:
    """One file of a report, digests of the bytes received; `place` is its name in the vault."""

    id: str
    kind: Kind
    name: str
    place: str
    received_at: datetime
    sealed_at: datetime | None = None
    mime: str = ""
    size: int = 0
    sha256: bytes = b""
    sm3: bytes = b""
    ciphertext_sha256: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far the inquiry is, said by an inspector from month to month (CH11)."""

    text: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result, as the law wants it recorded; `released` is what the reporter may read."""

    outcome: Outcome
    text: str
    released: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody of the discipline office who has the report."""

    person: PersonId
    capacity: Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """One report by somebody who is not of the staff, under the rules of the house it is about.

    `account` is whose chat it is written in: the reporter's own, or that of an inspector who
    enters a letter or what was said at the counter (`entered_by`). What was told stays as it is
    from `submitted_at` on; `statuses` and `findings` are added and never changed.
    """

    id: OmissionId
    organisation: OrganisationId
    profile: str
    profile_version: date
    account: Account
    started_at: datetime
    entered_by: PersonId | None = None
    state: OmissionState = OmissionState.OPEN
    number: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    files: tuple[OmissionFile, ...] = ()
    readers: tuple[Reader, ...] = ()
    submitted_at: datetime | None = None
    touched_at: datetime | None = None
    """When its writer last did anything to it: of several open ones it takes what they type."""
    statuses: tuple[Status, ...] = ()
    findings: tuple[Finding, ...] = ()
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.state is OmissionState.OPEN

    @property
    def next_question(self) -> Ask | None:
        """The first question without an answer, None when it is time for review."""
        return next((each for each in Ask if each not in self.answers), None)

    @property
    def kept_files(self) -> tuple[OmissionFile, ...]:
        """The files whose bytes are sealed."""
        return tuple(each for each in self.files if each.sealed_at)

    @property
    def finding(self) -> Finding | None:
        """The result that holds: the last one."""
        return self.findings[-1] if self.findings else None

    @property
    def in_hand_since(self) -> datetime:
        return self.touched_at or self.started_at

    def said(self, question: Ask) -> str:
        """Return what was answered, empty where it was left out or not reached yet."""
        return self.answers.get(question, "")

    def ensure_open(self) -> None:
        """Raise Gone unless it is still being written."""
        if not self.is_open:
            raise Gone

    def answer(self, question: Ask, value: str, rule: OmissionRule) -> "Omission":
        """Answer a question; empty leaves it out. Raise Gone, AnswerUnfit or AnswerTooLong."""
        self.ensure_open()
        return replace(self, answers={**self.answers, question: _checked(question, value, rule)})

    def take_back(self, question: Ask) -> "Omission":
        """Take an answer out, so that it is asked for again. Raise Gone."""
        self.ensure_open()
        answers = {key: value for key, value in self.answers.items() if key != question}
        return replace(self, answers=answers)

    def receive(self, file: OmissionFile) -> "Omission":
        """Add a file whose bytes are on their way. Raise Gone or TooManyFiles."""
        self.ensure_open()
        if len(self.files) >= MOST_FILES:
            raise TooManyFiles
        return replace(self, files=(*self.files, file))

    def file(self, file_id: str) -> OmissionFile:
        """Return one file. Raise Gone."""
        for each in self.files:
            if each.id == file_id:
                return each
        raise Gone

    def with_file(self, file: OmissionFile) -> "Omission":
        """Put the sealed file in the place of what was on its way."""
        files = tuple(file if each.id == file.id else each for each in self.files)
        return replace(self, files=files)

    def without_file(self, file_id: str) -> "Omission":
        """Give up a file whose bytes will never come."""
        return replace(self, files=tuple(each for each in self.files if each.id != file_id))

    def submit(self, *, number: str, readers: tuple[Reader, ...], at: datetime) -> "Omission":
        """Send it to the discipline office. Raise Gone, or NothingTold while a question waits."""
        self.ensure_open()
        if self.next_question is not None:
            raise NothingTold
        return replace(
            self,
            state=OmissionState.SUBMITTED,
            number=number,
            files=self.kept_files,
            readers=readers,
            submitted_at=at,
        )

    def discard(self) -> "Omission":
        """Give up what was never submitted. Raise Gone."""
        self.ensure_open()
        return replace(self, state=OmissionState.DISCARDED)

    def reach(self, readers: tuple[Reader, ...]) -> "Omission":
        """Add readers; who has it already keeps it."""
        known = {each.person for each in self.readers}
        return replace(
            self, readers=(*self.readers, *(each for each in readers if each.person not in known))
        )

    def note_status(self, status: Status) -> "Omission":
        """Add how far the inquiry is. Raise Gone once a result is recorded."""
        if self.state is not OmissionState.SUBMITTED:
            raise Gone
        return replace(self, statuses=(*self.statuses, status))

    def decide(self, finding: Finding) -> "Omission":
        """Add a result; a later one is added behind it. Raise Gone before it is submitted."""
        if self.submitted_at is None:
            raise Gone
        return replace(self, state=OmissionState.DECIDED, findings=(*self.findings, finding))


def _checked(question: Ask, value: str, rule: OmissionRule) -> str:
    if not value.strip():
        if question in SKIPPABLE:
            return ""
        raise AnswerUnfit
    match question:
        case Ask.GROUND:
            codes = {each.code for each in rule.grounds}
        case Ask.ROLE:
            codes = set(Reporter)
        case Ask.FILES:
            codes = {DONE}
        case Ask.ACCOUNT:
            return said(value)
        case _:
            return short(value, _LIMITS[question])
    if value not in codes:
        raise AnswerUnfit
    return value


def limit_of(question: Ask) -> int:
    """Return how many signs an answer takes."""
    return _LIMITS.get(question, LONGEST)
