"""What a rule system is made of: articles, time limits, questions, the way of a record."""

import re
from collections.abc import Mapping
from datetime import time
from string import Formatter
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

FieldKind = Literal["text", "people", "when", "choice", "choices", "yes_no", "evidence"]

YES_NO = ("yes", "no")


When = Mapping[str, tuple[str, ...]]
"""Ids of questions with choices, each with the codes one of which has to be chosen."""


class Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(Data):
    """A provision, word for word; `title` is how people cite it."""

    title: str
    text: str


class SoftLimit(Data):
    """An earlier target beside a time limit; missing it is never a breach (CH7)."""

    n: int
    unit: Literal["day"]
    article: str


class TimeLimit(Data):
    """One clock: `n` units from the event `started_by` for the act that `discharged_by` names.

    What a recorder owes is nobody else's to know, for a draft has no addressees yet; what anybody
    else lets pass is told on. A limit of calendar days `rolls` from a day off to the next working
    day unless the rules fix the very day (CH5); working days have no need of it.
    Where a text says no more than "timely", the limit is the house's own and not `legal`: it is
    reminded of, and nobody breaches it (CH11).
    A limit `instead_of` another stands in its place once a choice of `when` is made, and none of
    `unless` (CH34); of several the first that fits.
    """

    id: str
    name: str
    owner: Literal["recorder", "head", "leader", "inspector"]
    started_by: str
    discharged_by: str
    n: int
    unit: Literal["workday", "day"]
    start_excluded: bool
    rolls: bool = True
    legal: bool = True
    passes_to: Literal["inspector"] | None = None
    """Whose duty it becomes when the last day is over: a house rule, no text has one."""
    article: str
    soft: SoftLimit | None = None
    instead_of: str | None = None
    when: When = {}
    unless: When = {}

    def stands_in(self, clock_id: str, chosen: When) -> bool:
        """Tell whether it takes the place of another limit; `chosen` are the codes picked."""
        taken = self.instead_of == clock_id and is_met(self.when, chosen)
        return taken and not is_met(self.unless, chosen)


class Choice(Data):
    """One possible answer; `code` is what is stored, `label` what is shown.

    `same_as` are the items of central lists that say the same, as `c-lead.8(1)`: a statistic over
    several rule systems counts by them (B1). What the recorder has to know who chose it, review
    `says`.
    """

    code: str
    label: str
    article: str | None = None
    same_as: tuple[str, ...] = ()
    says: str = ""


class Section(Data):
    """Questions that stand together when the recorder looks for one to answer or to change."""

    id: str
    label: str


class Field(Data):
    """A question of the guided record.

    One of a note stands in no `section`.
    `label` is the word of the printed form and `box` its place there, `ask` the question as shown.
    It is mandatory always, `mandatory_when` a choice says so, or `mandatory_when_late`, once the
    last day is over; not where evidence says it, if it is `needless_with_evidence`. With
    `shown_when`, it is neither asked nor offered before one of these choices is made.
    `unknown_needs_reason` says something only where `unknown_allowed` is true.
    `default` names whose name stands where nothing was answered.
    """

    id: str
    section: str = ""
    kind: FieldKind
    label: str
    ask: str
    hint: str | None = None
    box: str | None = None
    article: str
    mandatory: bool = False
    mandatory_when: When = {}
    mandatory_when_late: bool = False
    needless_with_evidence: bool = False
    shown_when: When = {}
    unknown_allowed: bool = False
    unknown_needs_reason: bool = True
    default: Literal["recorder"] | None = None
    choices: tuple[Choice, ...] = ()
    max_length: int | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be chosen; nothing where the question has no choices."""
        return YES_NO if self.kind == "yes_no" else tuple(each.code for each in self.choices)


class CaseNumberStyle(Data):
    """One way in which offices number cases.

    `pattern` is a regular expression over half-width signs, `printed` the number's normal form:
    its names in braces are the pattern's groups, from which spaces are taken out.
    """

    pattern: str
    printed: str

    @model_validator(mode="after")
    def _prints_what_it_reads(self) -> Self:
        try:
            groups = re.compile(self.pattern).groupindex
        except re.error as error:
            raise ValueError(f"case number: {error}") from error
        printed = {name for _, name, _, _ in Formatter().parse(self.printed) if name is not None}
        if unread := printed - groups.keys():
            raise ValueError(f"case number: printed but not read: {sorted(unread)}")
        return self


class House(Data):
    """What no text fixes and the house has to: local wall-clock times."""

    opens: time
    closes: time
    reminder_at: time


class Called(Data):
    """By which words people of the house speak of it, and of those in it, without a name.

    `leadership` is everybody who stands above the chain, the house itself as a subject included.
    `silent` are words that a house's own name may lack.
    """

    house: tuple[str, ...]
    leadership: tuple[str, ...]
    heads: tuple[str, ...]
    inspectors: tuple[str, ...]
    silent: tuple[str, ...]


class ZeroReportRule(Data):
    """Whether a zero report is owed for each case, for each month, for both (I4) or for none."""

    owed: Literal["none", "per_case", "per_month", "both"]
    article: str | None = None

    @property
    def per_case(self) -> bool:
        return self.owed in {"per_case", "both"}

    @property
    def per_month(self) -> bool:
        return self.owed in {"per_month", "both"}


Receiver = Literal["discipline", "adjudication"]
"""The office to which a record comes in the end: in courts it may be adjudication management."""


class Way(Data):
    """Who receives a record first, and the articles on each reception.

    With a chain it is the department head, who reports on; without one the `receiver` at once.
    `receiver_name` is what the text calls whom everything comes to in the end.
    """

    chain: bool
    receiver: Receiver = "discipline"
    receiver_name: str
    in_chain: tuple[str, ...] = ()
    office: tuple[str, ...]


class LateEntry(Data):
    """A record made after its last day: whether somebody's consent is asked for (RUDONG 7)."""

    consent: bool
    article: str


class Report(Data):
    """A report that is owed at regular times, and to whom.

    It is due on the `day` of the first month after the quarter; without one the text names none.
    `reviewed_by` passes it first.
    """

    name: str
    every: Literal["quarter", "year"]
    day: int | None = None
    to: tuple[str, ...]
    reviewed_by: str | None = None
    article: str


class NotRecording(Data):
    """What follows where somebody does not record, or not truly: a human judges, never a count.

    `first` is for the first time; from the `repeat`th on it is discipline. With `intent`, only
    what was wilful counts; `once_if_serious`, once is enough where the consequences were serious.
    From `department` persons or times on, its head answers too (CH24).
    """

    first: str
    repeat: int
    intent: bool = False
    once_if_serious: bool = False
    department: int | None = None
    article: str


class Circular(Data):
    """Who makes confirmed interference known, and whether they have to."""

    by: str
    of: str
    must: bool
    article: str


class Complaint(Data):
    """How a recorder may complain of retaliation: `name` is the text's word for it."""

    name: str
    to: str
    article: str


class Keeping(Data):
    """What is kept, and whether for good; the register deletes nothing in any case (F7c)."""

    what: str
    permanent: bool
    article: str


Consequence = LateEntry | Report | NotRecording | Circular | Complaint | Keeping
"""What a text has follow upon a record, or upon none."""

Cited = Literal["late", "forward", "direct", "own_record", "secrecy", "opinion", "gaps", "shelter"]
"""For what the chat cites an article; `gaps` are a form that is not full, `shelter` is the
recorder's protection."""
SubjectClass = Literal["leader", "insider", "outsider", "unit"]
DutyHolder = Literal["any_staff", "judicial_staff", "case_handler"]


class Suppression(Data):
    """A superior's order not to record, or not truthfully, and so on (B7, B15).

    The choices of `lifts_when` say it; a record in which one of them stands goes around the house.
    `fills` are the choices with which a record of nothing else begins.
    """

    article: str
    lifts_when: When
    fills: When

    def lifts(self, chosen: When) -> bool:
        """Tell whether an order is recorded; `chosen` are the codes picked per field."""
        return is_met(self.lifts_when, chosen)

    def is_all(self, chosen: When) -> bool:
        """Tell whether the order is all that is recorded."""
        return self.lifts(chosen) and all(
            set(chosen.get(box, ())) <= set(codes) for box, codes in self.lifts_when.items()
        )


def is_met(when: When, chosen: When) -> bool:
    """Tell whether one of the choices is made that `when` names."""
    return any(not set(codes).isdisjoint(chosen.get(other, ())) for other, codes in when.items())
