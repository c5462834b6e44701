"""One rule system as versioned data: its time limits, its questions, the articles behind both."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Self

from pydantic import model_validator

from register import advice
from register.advice import Branch, Fills, Question, SayNo
from register.court_provisions import CosignRule, TransferRule
from register.note_kinds import CaseNoteKind
from register.paper import Paper, Signer
from register.profile_files import profile_files, read
from register.provisions import (
    Article,
    Called,
    CaseNumberStyle,
    Choice,
    Circular,
    Cited,
    Complaint,
    Consequence,
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


class UnknownProfile(LookupError):
    """No profile has the id `asked`; those in `known` exist."""

    def __init__(self, asked: str, known: Collection[str]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.known = tuple(known)


class NotInForce(LookupError):
    """No version of the profile `asked` was in force on the day `on`; the first is of `first`."""

    def __init__(self, asked: str, on: date, first: date) -> None:
        super().__init__(asked, on)
        self.asked = asked
        self.on = on
        self.first = first


class Profile(Data):
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

    @model_validator(mode="after")
    def _refers_only_to_what_it_holds(self) -> Self:
        """A slip in the data stops the program at its start, not a recorder in the middle."""
        for name, ids in self._names().items():
            if twice := {each for each in ids if ids.count(each) > 1}:
                raise ValueError(f"{name} named twice: {sorted(twice)}")
        if missing := self._articles_named() - self.articles.keys():
            raise ValueError(f"articles without text: {sorted(missing)}")
        for place, field in enumerate(self.fields):
            self._ensure_sound(field, before={each.id for each in self.fields[:place]})
        for clock in self.clocks:
            self._ensure_stands_in(clock)
        self._ensure_asked(self.binds, self.id)
        for signer in self.paper.signers:
            self._ensure_asked(signer.when, f"paper {signer.who}")
        self._ensure_routes_sound()
        self._ensure_court_rules_fit()
        if self.omission and "omission" not in {clock.id for clock in self.clocks}:
            raise ValueError("omission: no clock for its result")
        advice.ensure_sound(self.check)
        for said in self._advice():
            self._ensure_fits(said.fills)
        self._ensure_noted()
        self._ensure_orders_can_be_recorded()
        self._ensure_quoted()
        return self

    def _ensure_quoted(self) -> None:
        """Raise ValueError unless the words of every card fit into their box."""
        for card in self.say_no:
            if self.field(card.quoted_in).kind != "text":
                raise ValueError(f"{card.id}: {card.quoted_in} takes no text")

    def _ensure_noted(self) -> None:
        """Raise ValueError unless the adviser leads to kinds of notes that there are."""
        kinds = {kind.id: kind for kind in self.notes}
        for question in self.check:
            for branch in question.branches:
                name = f"check {question.id}.{branch.code}"
                if branch.kind and branch.kind not in kinds:
                    raise ValueError(f"{name}: no note {branch.kind}")
                if branch.kind:
                    kinds[branch.kind].ensure_fits(branch.known, name)

    def _ensure_routes_sound(self) -> None:
        """Raise ValueError unless every route asks, counts and names what is there."""
        questions = {each.id: each.codes for each in (*self.fields, *self.findings)}
        self.ways_on.ensure_sound(questions, [each.id for each in self.clocks])

    def _ensure_court_rules_fit(self) -> None:
        """Raise ValueError or KeyError unless they speak of questions that are asked."""
        if self.cosign:
            self._ensure_asked(self.cosign.when, "cosign")
            for shown in self.cosign.shows:
                self.field(shown)
        if self.transfer:
            self._ensure_fits(self.transfer.chosen)
            for filled in self.transfer.fills:
                self.field(filled)

    def _ensure_fits(self, fills: Fills) -> None:
        """Raise ValueError unless the boxes take these choices."""
        for box, codes in fills.items():
            if not codes or set(codes) - set(self.field(box).codes):
                raise ValueError(f"{box}: cannot be filled with {list(codes)}")

    def _ensure_orders_can_be_recorded(self) -> None:
        """Raise ValueError unless such a record can be begun, and asks what the profile asks."""
        order = self.suppression
        if order is None:
            return
        self._ensure_fits(order.lifts_when)
        self._ensure_fits(order.fills)
        if not order.is_all(order.fills):
            raise ValueError("suppression: what it begins with says something else")
        for each in self.asked_of_orders:
            if not self.shown(self._asked(each), order.fills):
                raise ValueError(f"suppression: {each} is not shown in such a record")

    def _asked(self, field_id: str) -> Field:
        try:
            return self.field(field_id)
        except KeyError:
            raise ValueError(f"suppression: no question {field_id}") from None

    def _ensure_sound(self, field: Field, before: Collection[str]) -> None:
        """Raise ValueError unless the question fits its profile; `before` are asked earlier."""
        if bool(field.choices) != (field.kind in {"choice", "choices"}):
            raise ValueError(f"{field.id}: choices and kind do not agree")
        if field.section not in {section.id for section in self.sections}:
            raise ValueError(f"{field.id}: no section {field.section}")
        for when in (field.mandatory_when, field.shown_when, field.hidden_when):
            self._ensure_asked(when, field.id)
        if later := {*field.shown_when, *field.hidden_when} - {*before}:
            raise ValueError(f"{field.id}: shown before it can be: {sorted(later)}")

    def _ensure_stands_in(self, clock: TimeLimit) -> None:
        """Raise ValueError unless the limit that it stands in for and its conditions exist."""
        if clock.instead_of is None:
            return
        replaced = self.clock(clock.instead_of)
        if (replaced.owner, replaced.discharged_by) != (clock.owner, clock.discharged_by):
            raise ValueError(f"{clock.id}: stands in for another act than {replaced.id}")
        self._ensure_asked(clock.when, clock.id)
        self._ensure_asked(clock.unless, clock.id)

    def _ensure_asked(self, when: When, name: str) -> None:
        """Raise ValueError unless the questions and choices exist that a condition names."""
        asked = {field.id: field for field in self.fields}
        for other, codes in when.items():
            known = asked[other].codes if other in asked else ()
            if unknown := set(codes) - set(known):
                raise ValueError(f"{name}: {other} has no {sorted(unknown)}")

    def _names(self) -> dict[str, list[str]]:
        codes = {field.id: [choice.code for choice in field.choices] for field in self.fields}
        codes |= {f"check {each.id}": [it.code for it in each.branches] for each in self.check}
        return codes | {
            "check": [question.id for question in self.check],
            "say_no": [card.id for card in self.say_no],
            "notes": [kind.id for kind in self.notes],
            "sections": [section.id for section in self.sections],
            "fields": [field.id for field in (*self.fields, *self.findings)],
            "routes": [route.id for route in self.routes],
            "clocks": [clock.id for clock in self.clocks],
            "unknown_reasons": [reason.code for reason in self.unknown_reasons],
        }

    def _articles_named(self) -> set[str]:
        named = {field.article for field in (*self.fields, *self.findings)}
        named |= {*self.ways_on.articles()}
        named |= {clock.article for clock in self.clocks} | {*self.way.in_chain, *self.way.office}
        named |= self.paper.articles
        named |= {each for each in (self.zero_report.article, *self.cited.values()) if each}
        named |= {each.article for each in self._consequences()}
        named |= {self.suppression.article} if self.suppression else set()
        named |= {self.omission.article} if self.omission else set()
        named |= {clock.soft.article for clock in self.clocks if clock.soft}
        named |= {self.cosign.article} if self.cosign else set()
        named |= {self.transfer.article, self.transfer.function} if self.transfer else set()
        named |= {article for said in self._advice() for article in said.articles}
        named |= {article for kind in self.notes for article in kind.articles}
        noted = [field for kind in self.notes for field in kind.fields]
        named |= {field.article for field in noted}
        choices = [choice for field in (*self.fields, *noted) for choice in field.choices]
        return named | {choice.article for choice in choices if choice.article}

    def _consequences(self) -> Iterator[Consequence]:
        """Yield what the text has follow upon a record, or upon none."""
        yield from (each for each in (self.late_entry, self.not_recording, self.complaint) if each)
        yield from self.reports
        yield from self.circulars
        yield from self.keeping

    def _advice(self) -> list[Branch | SayNo]:
        """Return everything that rests on articles and can fill boxes."""
        branches = (branch for each in self.check for branch in each.branches)
        return [*branches, *self.say_no]


@cache
def load_all() -> tuple[Profile, ...]:
    """Every profile of the project, by id and version; ValueError if one is not sound."""
    texts = (path.read_text("utf-8") for path in profile_files())
    profiles = (Profile.model_validate(read(text)) for text in texts)
    return tuple(sorted(profiles, key=lambda profile: (profile.id, profile.version)))


def versions_of(profile_id: str) -> tuple[Profile, ...]:
    """Every version of a profile, the oldest first. Raises UnknownProfile."""
    versions = tuple(profile for profile in load_all() if profile.id == profile_id)
    if not versions:
        raise UnknownProfile(profile_id, sorted({profile.id for profile in load_all()}))
    return versions


def load(profile_id: str, on: date) -> Profile:
    """The version of the profile in force on the day `on`.

    Raises UnknownProfile, or NotInForce if `on` lies before the first version. A text that prints
    no day binds always; its later versions bind from the day of their writing down.
    """
    versions = versions_of(profile_id)
    in_force = [each for each in versions if (each.effective_from or each.version) <= on]
    if in_force:
        return in_force[-1]
    first = versions[0]
    if first.effective_from is None:
        return first
    raise NotInForce(profile_id, on, first.effective_from)
