"""What is said about a record after it was filed; all of it is added, nothing is taken away."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register.draft import Answer
from register.errors import AnswerTooLong, AnswerUnfit
from register.ids import PersonId

LONGEST = 2000
"""How many signs an opinion, a question, its answer or a supplement takes."""


class Capacity(StrEnum):
    """As what somebody receives a record."""

    HEAD = "head"
    LEADER = "leader"
    INSPECTOR = "inspector"
    SUPERIOR_INSPECTOR = "superior_inspector"
    ADJUDICATION = "adjudication"
    """Adjudication management, which keeps the records of outsiders in a court (CHANGCHUN 14)."""
    SUPERIOR_ADJUDICATION = "superior_adjudication"
    REFERRED = "referred"
    """The discipline office of an organisation to which the record was referred."""

    @property
    def is_office(self) -> bool:
        """Whether it is one of the offices to which a record comes in the end."""
        return self not in {Capacity.HEAD, Capacity.LEADER, Capacity.REFERRED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A signed box of the form: what somebody thinks, with their name (RUDONG 14)."""

    person: PersonId
    capacity: Capacity
    name: str
    """As signed; people may be called otherwise later."""
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a supervisor asked back, and what the recorder answered; no clock waits for it."""

    person: PersonId
    capacity: Capacity
    text: str
    at: datetime
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Facts that the recorder added: a text, an item of evidence, or the new answer of a box.

    The last is a correction: `before` is what stood there until then, None if nothing did.
    """

    at: datetime
    text: str = ""
    evidence: str = ""
    """The number of the item."""
    question: str = ""
    before: Answer | None = None
    after: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Whether a late entry was consented to, asked after it was accepted (RUDONG 7, CH16)."""

    person: PersonId
    capacity: Capacity
    name: str
    granted: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """An addressee withdrew from a record: the fact, and why if they said so.

    The reason is for the discipline office; the recorder learns the fact alone.
    """

    person: PersonId
    capacity: Capacity
    name: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosignature:
    """Somebody present was asked to sign what they witnessed (CHANGCHUN 4).

    They sign or do not, once, and owe no reason; the record stands either way (CH38). To be asked
    makes nobody an addressee. Whom a supplement names, or says not to have been there after all,
    is `barred_at`: they read no more.
    """

    person: PersonId
    name: str
    asked_at: datetime
    signed_at: datetime | None = None
    refused_at: datetime | None = None
    reason: str = ""
    barred_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether nothing was answered; silence is a fact as well."""
        return self.signed_at is None and self.refused_at is None


def said(text: str) -> str:
    """Return a typed text as it is kept. Raise AnswerUnfit or AnswerTooLong."""
    text = text.strip()
    if not text:
        raise AnswerUnfit
    if len(text) > LONGEST:
        raise AnswerTooLong(LONGEST)
    return text
