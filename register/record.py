"""Records: one intervention or inquiry, filed. Never deleted, only supplemented and corrected."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from register.afterwards import (
    Capacity,
    Consent,
    Cosignature,
    Opinion,
    Question,
    Recusal,
    Supplement,
)
from register.bases import Basis, around
from register.draft import Answer, chosen
from register.duties import Deadline
from register.errors import (
    AlreadyAcknowledged,
    AlreadyAnswered,
    AlreadyAsked,
    AlreadyConsented,
    AlreadyForwarded,
    AlreadyRecused,
    AlreadySigned,
    ContentClosed,
    Gone,
    NotAllowed,
)
from register.ids import DepartmentId, DraftId, OrganisationId, PersonId, RecordId
from register.profile import Profile
from register.referrals import OfficeAnswer, Referral, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """One addressee of a record, on which articles, since when, and whether they said "received".

    `received_at` is when the whole bundle lay in their in-box, opened or not; it starts their
    clock. Acknowledging proves the opening of an envelope; it starts and stops none (CH1).
    A head who lets the last day pass, or withdraws before it, has `passed_on_at` duty and right to
    read to the discipline office. Who is named by a later supplement is `barred_at`: they learn
    nothing of it, and nothing more of the record; so is who withdraws from it. With what
    was referred to them form and material go along as `copies`, or they learn that there is
    something and no more (F6).
    """

    person: PersonId
    capacity: Capacity
    articles: tuple[str, ...]
    received_at: datetime | None = None
    acknowledged_at: datetime | None = None
    passed_on_at: datetime | None = None
    barred_at: datetime | None = None
    copies: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The recorder as they were on the day of filing (F1-4 to F1-6), not as they are now."""

    name: str
    department: str
    post: str
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A filed record. Its profile version is the one in force at the encounter (PD22).

    `answers` are as filed and stay so; what was corrected since stands in `supplements`.
    """

    id: RecordId
    number: str
    organisation: OrganisationId
    department: DepartmentId | None
    recorder: PersonId
    draft: DraftId
    profile: str
    profile_version: date
    encountered_at: datetime
    filed_at: datetime
    deadline: Deadline
    direct: bool
    by: Snapshot
    beside: tuple[Basis, ...] = ()
    """Further rule systems that bind the same contact: it is recorded once, and counted once."""
    deadline_of: Basis | None = None
    """The rule system that set the deadline, where it is one of those beside."""
    superior: bool = False
    """Whether the direct report went to the discipline office one level up."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    receptions: tuple[Reception, ...] = ()
    forwarded_at: datetime | None = None
    opinions: tuple[Opinion, ...] = ()
    questions: tuple[Question, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    consent: Consent | None = None
    """To a late entry; None while it is not asked for or not answered."""
    referrals: tuple[Referral, ...] = ()
    """What was done of the steps onward, each kept for good."""
    findings: tuple[OfficeAnswer, ...] = ()
    severities: tuple[Severity, ...] = ()
    """Whether it is serious, as was found one time after another; the last word counts."""
    recusals: tuple[Recusal, ...] = ()
    """Who withdrew; from then on they stand in it like somebody who is named."""
    cosignatures: tuple[Cosignature, ...] = ()
    """Of people present; they are no addressees."""
    version: int = 0

    @property
    def bases(self) -> tuple[Basis, ...]:
        """Every rule system that it rests on, the one by which it is recorded first."""
        return (Basis(profile=self.profile, version=self.profile_version), *self.beside)

    @property
    def around(self) -> tuple[str, ...]:
        """On which article it goes around the house, by what it says now; on none as a rule."""
        return around([each.rules for each in self.bases], chosen(self.answers_now))

    @property
    def deadline_rules(self) -> Profile:
        """The rule system by which it was due."""
        return (self.deadline_of or self.bases[0]).rules

    @property
    def late(self) -> bool:
        """Filed after the last day was over; a fact, nobody's judgment (CH39)."""
        return self.deadline.legal and self.filed_at >= self.deadline.due_at

    @property
    def heads(self) -> tuple[PersonId, ...]:
        """Who has the record as head."""
        return tuple(r.person for r in self.receptions if r.capacity is Capacity.HEAD)

    @property
    def inspectors(self) -> tuple[PersonId, ...]:
        """Who has the record as the office it comes to in the end, of the house or above it."""
        return tuple(
            r.person
            for r in self.receptions
            if r.capacity.is_office and r.person not in self.recused
        )

    @property
    def recused(self) -> frozenset[PersonId]:
        """Who withdrew from it."""
        return frozenset(recusal.person for recusal in self.recusals)

    @property
    def is_passed_on(self) -> bool:
        """Whether a head let the last day pass or withdrew: the discipline office reports on."""
        return any(reception.passed_on_at for reception in self.receptions)

    @property
    def forwarders(self) -> frozenset[PersonId]:
        """Who may report the record on: its heads, and the discipline office in their place."""
        heads = {r.person for r in self.receptions if r.capacity is Capacity.HEAD}
        silent = {r.person for r in self.receptions if r.passed_on_at}
        return frozenset((heads - silent - self.recused) | set(self.inspectors if silent else ()))

    @property
    def consenters(self) -> frozenset[PersonId]:
        """Who says whether a late entry is consented to (RUDONG 7, CH16).

        The heads it went through, else the discipline office; a head who let it lie, or withdrew,
        has no say. Nobody, where the rule system does not ask for it.
        """
        asked_for = self.bases[0].rules.late_entry
        if not self.late or asked_for is None or not asked_for.consent:
            return frozenset()
        silent = {r.person for r in self.receptions if r.passed_on_at}
        return frozenset(set(self.heads) - silent - self.recused or self.inspectors)

    @property
    def answers_now(self) -> Mapping[str, Answer]:
        """The answers with all corrections."""
        corrected = {s.question: s.after for s in self.supplements if s.question and s.after}
        return {**self.answers, **corrected}

    @property
    def answers_before(self) -> tuple[Mapping[str, Answer], ...]:
        """Every answer that was corrected; whoever it names still stands in the record."""
        return tuple({s.question: s.before} for s in self.supplements if s.before)

    @property
    def serious(self) -> bool:
        """Whether the office that has it found it serious (CH23)."""
        return bool(self.severities) and self.severities[-1].serious

    @property
    def referrers(self) -> frozenset[PersonId]:
        """Who sends it onward: the office that has it, as long as nobody names them in it."""
        barred = {each.person for each in self.receptions if each.barred_at}
        return frozenset(self.inspectors) - barred

    @property
    def supplemented_at(self) -> datetime | None:
        return self.supplements[-1].at if self.supplements else None

    def reception_of(self, person: PersonId) -> Reception:
        """Return how a person received the record. Raise NotAllowed if they are no addressee."""
        for reception in self.receptions:
            if reception.person == person:
                return reception
        raise NotAllowed

    def as_seen_by(self, person: PersonId) -> "Record":
        """Return what an addressee's card shows: to who is barred, the record before that.

        Who withdrew knows it, so nothing is made to look as if they had not.
        """
        reception = self.reception_of(person)
        if reception.barred_at is None or person in self.recused:
            return self
        before = tuple(each for each in self.supplements if each.at < reception.barred_at)
        unbarred = self._with(reception, replace(reception, barred_at=None))
        return replace(unbarred, supplements=before)

    def recusal_of(self, person: PersonId) -> Recusal | None:
        """Return how a person withdrew, None if they did not."""
        return next((each for each in self.recusals if each.person == person), None)

    def opinion_of(self, person: PersonId) -> Opinion | None:
        """Return what a person signed last."""
        signed = [opinion for opinion in self.opinions if opinion.person == person]
        return signed[-1] if signed else None

    def has_signed(self, person: PersonId) -> bool:
        """Tell whether a person signed an opinion on all that stands in the record by now."""
        since = self.supplemented_at
        return any(
            opinion.person == person and (since is None or opinion.at >= since)
            for opinion in self.opinions
        )

    def may_read(self, person: PersonId) -> bool:
        """Tell whether the content is open to a person. Raise NotAllowed for an outsider.

        Two copies stay, with recorder and discipline office; head and leader keep none once they
        have done what they owe (form note; RUDONG 15; E10).
        """
        if person == self.recorder:
            return True
        reception = self.reception_of(person)
        if reception.barred_at or reception.passed_on_at:
            return False
        match reception.capacity:
            case Capacity.HEAD:
                return self.forwarded_at is None or not self.has_signed(person)
            case Capacity.LEADER:
                return not self.has_signed(person)
            case Capacity.REFERRED:
                return reception.copies
            case _:
                return True

    def may_sign(self, person: PersonId) -> bool:
        """Tell whether an addressee's box waits for their opinion (RUDONG 14).

        A head and a leader sign first and lose the content then; the office may sign at any time.
        """
        return self._is_asked(person) and not self.has_signed(person)

    def may_consent(self, person: PersonId) -> bool:
        """Tell whether a late entry waits for this person's word."""
        return self.consent is None and person in self.consenters

    def takes_over(self, person: PersonId) -> bool:
        """Tell whether a person of the discipline office reports on in a head's place."""
        in_place = self.is_passed_on and self.forwarded_at is None
        return in_place and person in self.inspectors

    def may_ask(self, person: PersonId) -> bool:
        """Tell whether an addressee may ask the recorder something back."""
        asked = any(question.person == person for question in self.questions)
        return self._is_asked(person) and not asked

    def _is_asked(self, person: PersonId) -> bool:
        """Tell whether the form asks an addressee anything: nobody of another organisation."""
        if person == self.recorder or not self.may_read(person):
            return False
        return self.reception_of(person).capacity is not Capacity.REFERRED

    def deliver(self, *, to: PersonId, at: datetime) -> "Record":
        """Note that the bundle reached an addressee; the first time stands (CH2)."""
        reception = self.reception_of(to)
        if reception.received_at is not None:
            return self
        return self._with(reception, replace(reception, received_at=at))

    def forward(self, receptions: tuple[Reception, ...], *, at: datetime) -> "Record":
        """Add addressees. Raise AlreadyForwarded: one head reports on for all."""
        if self.forwarded_at is not None:
            raise AlreadyForwarded
        return replace(self.reach(receptions), forwarded_at=at)

    def reach(self, receptions: tuple[Reception, ...]) -> "Record":
        """Add addressees; who has the record already keeps it as it was (CH2)."""
        known = {reception.person for reception in self.receptions}
        added = tuple(r for r in receptions if r.person not in known)
        return replace(self, receptions=(*self.receptions, *added))

    def pass_on(self, *, silent: PersonId, to: tuple[Reception, ...], at: datetime) -> "Record":
        """Let duty and right to read go over from a silent head to the discipline office."""
        reception = self.reception_of(silent)
        return self._with(reception, replace(reception, passed_on_at=at)).reach(to)

    def bar(self, people: Collection[PersonId], *, at: datetime) -> "Record":
        """Keep from addressees whom a supplement names what they have not learned yet."""
        receptions = tuple(
            replace(each, barred_at=each.barred_at or at) if each.person in people else each
            for each in self.receptions
        )
        return replace(self, receptions=receptions)

    def recuse(self, recusal: Recusal) -> "Record":
        """Let an addressee withdraw: from now on they stand in it.

        Raise NotAllowed, AlreadyRecused, or ContentClosed for who has nothing more to do with it.
        """
        reception = self.reception_of(recusal.person)
        if recusal.person in self.recused:
            raise AlreadyRecused
        if not self.may_read(recusal.person):
            raise ContentClosed
        gone = replace(reception, barred_at=recusal.at)
        return replace(self._with(reception, gone), recusals=(*self.recusals, recusal))

    @property
    def is_without_head(self) -> bool:
        """Whether its heads withdrew before one of them reported it on: nobody would do it."""
        heads = [each for each in self.receptions if each.capacity is Capacity.HEAD]
        at_work = any(each.barred_at is None and each.passed_on_at is None for each in heads)
        return bool(heads) and self.forwarded_at is None and not at_work

    def acknowledge(self, *, by: PersonId, at: datetime) -> "Record":
        """Note that an addressee said "received". Raise NotAllowed or AlreadyAcknowledged."""
        reception = self.reception_of(by)
        if reception.acknowledged_at is not None:
            raise AlreadyAcknowledged
        return self._with(reception, replace(reception, acknowledged_at=at))

    def sign(self, opinion: Opinion) -> "Record":
        """Add an opinion; who signed may sign again only after a supplement.

        Raise NotAllowed, ContentClosed or AlreadySigned.
        """
        if self.has_signed(opinion.person):
            raise AlreadySigned
        if not self._is_asked(opinion.person):
            raise ContentClosed
        return replace(self, opinions=(*self.opinions, opinion))

    def ask(self, question: Question) -> "Record":
        """Ask the recorder something back, once. Raise NotAllowed, ContentClosed, AlreadyAsked."""
        if not self.may_read(question.person):
            raise ContentClosed
        if not self.may_ask(question.person):
            raise AlreadyAsked
        return replace(self, questions=(*self.questions, question))

    def question_of(self, person: PersonId) -> Question:
        """Return what a supervisor asked. Raise Gone."""
        for question in self.questions:
            if question.person == person:
                return question
        raise Gone

    def answer(self, text: str, *, to: PersonId, at: datetime) -> "Record":
        """Answer a supervisor's question, once. Raise Gone or AlreadyAnswered."""
        asked = self.question_of(to)
        if asked.answered_at is not None:
            raise AlreadyAnswered
        answered = replace(asked, answer=text, answered_at=at)
        questions = tuple(answered if each is asked else each for each in self.questions)
        return replace(self, questions=questions)

    def supplement(self, supplement: Supplement) -> "Record":
        return replace(self, supplements=(*self.supplements, supplement))

    def consent_to(self, consent: Consent) -> "Record":
        """Note the answer to a late entry; the first stands. Raise AlreadyConsented."""
        if self.consent is not None:
            raise AlreadyConsented
        return replace(self, consent=consent)

    def _with(self, old: Reception, new: Reception) -> "Record":
        receptions = tuple(new if each is old else each for each in self.receptions)
        return replace(self, receptions=receptions)

    def said(self, question: str) -> str:
        """Return the text of an answer as it is now, empty where it is missing or unknown."""
        answer = self.answers_now.get(question)
        return answer.text if answer and not answer.unknown else ""
