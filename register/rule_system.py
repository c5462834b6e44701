"""What one rule system holds, and what it answers: a limit, a question, a label."""

from collections.abc import Mapping
from datetime import date

from register.advice import Question, SayNo
from register.court_provisions import CosignRule, TransferRule
from register.note_kinds import CaseNoteKind
from register.paper import Paper, Signer
from register.provisions import (
    Article,
    Called,
    CaseNumberStyle,
    Choice,
    Circular,
    Cited,
    Complaint,
    Data,
    DutyHolder,
    Field,
    House,
    Keeping,
    LateEntry,
    NotRecording,
    OmissionRule,
    Report,
    Section,
    SubjectClass,
    Suppression,
    TimeLimit,
    Way,
    When,
    ZeroReportRule,
    is_met,
)
from register.routes import Facts, Lift, RouteRule, Routes


class RuleSystem(Data):
    """A rule system in one version; a record keeps the version of its encounter date (PD22).

    `effective_from` is empty where the text prints no day (TX8): it binds whenever it is asked.
    Where it is silent its `parents` speak (A17). `subjects` are those whose contacts it has
    recorded (PD13), `duty_holder` says by whom (PD3).
    """

    id: str
    version: date
    effective_from: date | None = None
    name: str
    short: str
    """How people of the field call it."""
    parents: tuple[str, ...]
    interpreter: str | None = None
    repeals: tuple[str, ...] = ()
    notice: str
    paper: Paper
    """On what its records are printed."""
    subjects: tuple[SubjectClass, ...]
    asker: str = ""
    """Whom it speaks of, as a house that runs several rule systems asks for it first."""
    binds: Mapping[str, tuple[str, ...]] = {}
    """Which choices bring a contact under it, in such a house; without any it always binds."""
    duty_holder: DutyHolder
    way: Way
    house: House
    called: Called
    zero_report: ZeroReportRule
    late_entry: LateEntry | None = None
    reports: tuple[Report, ...] = ()
    not_recording: NotRecording | None = None
    circulars: tuple[Circular, ...] = ()
    complaint: Complaint | None = None
    keeping: tuple[Keeping, ...] = ()
    cosign: CosignRule | None = None
    """Whether people present are asked to sign; most rule systems know nothing of it."""
    transfer: TransferRule | None = None
    """How material goes to the handler that was received for passing on."""
    omission: OmissionRule | None = None
    """Whether outsiders may report that nothing was recorded, or not truly (B10, PD20)."""
    clocks: tuple[TimeLimit, ...]
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    unknown_reasons: tuple[Choice, ...]
    case_numbers: tuple[CaseNumberStyle, ...]
    cited: Mapping[Cited, str] = {}
    suppression: Suppression | None = None
    asked_of_orders: Mapping[str, str] = {}
    """What is asked unbidden where an order is all that is recorded, each in these words."""
    check: tuple[Question, ...]
    """What the adviser asks, the first question first."""
    say_no: tuple[SayNo, ...]
    routes: tuple[RouteRule, ...] = ()
    """What becomes of a record after it was received; where it is silent its parents speak."""
    yields_when: tuple[Facts, ...] = ()
    """Whose records go the parents' way although it has routes of its own (A2, A17)."""
    lifts: tuple[Lift, ...] = ()
    addressees: Mapping[str, str] = {}
    """How those are called to whom a record goes on, and who sends it there."""
    findings: tuple[Field, ...] = ()
    """What the office that has the record finds, and its recorder is never asked."""
    notes: tuple[CaseNoteKind, ...] = ()
    """What is noted into a file instead of recorded, or beside it."""
    articles: Mapping[str, Article]

    def field(self, field_id: str) -> Field:
        """The question of that id; KeyError if the profile does not ask it."""
        return {field.id: field for field in self.fields}[field_id]

    @property
    def ways_on(self) -> Routes:
        """Everything that tells where a record goes on to."""
        return Routes(rules=self.routes, lifts=self.lifts, names=self.addressees)

    def clock(self, clock_id: str) -> TimeLimit:
        """The time limit of that id; KeyError if the profile has none."""
        return {clock.id: clock for clock in self.clocks}[clock_id]

    @property
    def deciding(self) -> frozenset[str]:
        """The questions on whose choices a time limit depends."""
        named = (when for each in self.clocks for when in (each.when, each.unless))
        return frozenset(question for when in named for question in when)

    def limit(self, clock_id: str, chosen: When) -> TimeLimit:
        """The time limit of that id as it binds here, or the one that stands in its place."""
        instead = (each for each in self.clocks if each.stands_in(clock_id, chosen))
        return next(instead, None) or self.clock(clock_id)

    def note_kind(self, kind_id: str) -> CaseNoteKind:
        """The kind of note of that id; KeyError if the profile has none."""
        return {kind.id: kind for kind in self.notes}[kind_id]

    def mandatory(
        self, field: Field, chosen: When, *, late: bool = False, has_evidence: bool = False
    ) -> bool:
        """Whether the form cannot do without `field`; `chosen` are the codes picked per field.

        `late` says that the last day is over, `has_evidence` that something is sealed in it.
        """
        if not self.shown(field, chosen) or (field.needless_with_evidence and has_evidence):
            return False
        owed_late = field.mandatory_when_late and late
        if self.suppression and self.suppression.is_all(chosen):
            return owed_late or field.id in self.asked_of_orders
        return field.mandatory or owed_late or is_met(field.mandatory_when, chosen)

    def shown(self, field: Field, chosen: When) -> bool:
        """Whether `field` can be answered at all; `chosen` are the codes picked per field."""
        hidden = is_met(field.hidden_when, chosen)
        return not hidden and (not field.shown_when or is_met(field.shown_when, chosen))

    def signers(self, chosen: When) -> tuple[Signer, ...]:
        """Who signs the paper; `chosen` are the codes picked per field."""
        return tuple(
            each for each in self.paper.signers if not each.when or is_met(each.when, chosen)
        )

    def asked_as(self, field: Field, chosen: When) -> Field:
        """Return a question in the words in which it is asked of what is recorded here."""
        if self.suppression is None or not self.suppression.is_all(chosen):
            return field
        ask = self.asked_of_orders.get(field.id)
        return field.model_copy(update={"ask": ask, "hint": None}) if ask else field

    def wants_cosigning(self, chosen: When) -> bool:
        """Whether people present sign such a contact; `chosen` are the codes picked per field."""
        return self.cosign is not None and is_met(self.cosign.when, chosen)

    def label(self, field: Field, code: str) -> str:
        """What is shown for the stored `code`; KeyError if the field has no such choice."""
        return {choice.code: choice.label for choice in field.choices}[code]
