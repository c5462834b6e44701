"""Drafts: a record not yet filed. What is sealed in it already counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from register.bases import Basis, around, binding
from register.errors import (
    AlreadyFiled,
    AnswerTooLong,
    AnswerUnfit,
    BeforeTheRules,
    EncounterInFuture,
    Gone,
)
from register.ids import DraftId, OrganisationId, PersonId
from register.profile import NotInForce, Profile, load
from register.provisions import YES_NO, Field

ENCOUNTER = "encountered_at"
SUBJECT = "subject_name"
POST = "subject_post"
PRINCIPAL = "principal"
EVIDENCE = "evidence"
CASE = "case"
PRESENT = "persons_present"

IN_HAND = timedelta(minutes=30)
"""How long after its latest touch a draft takes what its recorder sends."""

REASON_LENGTH = 200
"""How many signs the reason of a missing answer takes, and the words for what is "other"."""

OTHER = "other"
"""The code of the choice that says by itself nothing: words stand beside it."""


class DraftState(StrEnum):
    OPEN = "open"
    FILED = "filed"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands in one box: a value, or the statement that it is unknown, with the reason.

    `value` is text, a code, several codes, or a moment in ISO 8601: with minutes, or a bare date
    where the recorder remembers the day alone.
    """

    value: str | tuple[str, ...] = ""
    unknown: bool = False
    reason: str = ""
    words: str = ""
    """What is meant by the choice "other"."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The chosen codes of a choice, one or several."""
        if isinstance(self.value, tuple):
            return self.value
        return (self.value,) if self.value else ()

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ", ".join(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One record in the making; its profile is the one in force when it was begun.

    In a house that runs several rule systems, `systems` are all of them, in the order of the
    house, and the profile is the first that binds by what is answered so far.
    """

    id: DraftId
    organisation: OrganisationId
    recorder: PersonId
    profile: str
    profile_version: date
    started_at: datetime
    touched_at: datetime
    state: DraftState = DraftState.OPEN
    answers: Mapping[str, Answer] = field(default_factory=dict)
    direct: bool = False
    superior: bool = False
    """Whether the direct report goes to the discipline office one level up."""
    laid_aside: bool = False
    systems: tuple[Basis, ...] = ()
    """Whether its recorder put it away; whatever touches it takes it up again."""
    version: int = 0

    def ensure_open(self) -> None:
        """Raise AlreadyFiled or Gone unless the draft can still be changed."""
        if self.state is DraftState.FILED:
            raise AlreadyFiled
        if self.state is DraftState.DISCARDED:
            raise Gone

    def answer(self, question: str, answer: Answer | None, *, at: datetime) -> "Draft":
        """Put an answer into a box, or take it out with None. Raise AlreadyFiled or Gone."""
        self.ensure_open()
        answers = {key: value for key, value in self.answers.items() if key != question}
        if answer is not None:
            answers[question] = answer
        return replace(self.take_up(at=at), answers=answers)

    def take_up(self, *, at: datetime) -> "Draft":
        """Take the draft in hand."""
        return replace(self, touched_at=at, laid_aside=False)

    def is_in_hand(self, *, now: datetime) -> bool:
        """Tell whether its recorder works on it, or did until a short while ago."""
        return not self.laid_aside and now - self.touched_at <= IN_HAND

    @property
    def binding(self) -> tuple[Profile, ...]:
        """The rule systems that bind as things stand, the one of the record first (PD23)."""
        known = tuple(each.rules for each in self.systems)
        if not known:
            return (load(self.profile, on=self.profile_version),)
        return binding(known, chosen(self.answers))

    @property
    def around(self) -> tuple[str, ...]:
        """On which article it goes around the house; on none as a rule (B7)."""
        return around(self.binding, chosen(self.answers))

    def answers_to(self, rules: Profile) -> Mapping[str, Answer]:
        """Return what answers the questions of one rule system."""
        asked = {field.id for field in rules.fields}
        return {key: answer for key, answer in self.answers.items() if key in asked}

    @property
    def deciding(self) -> frozenset[str]:
        """The questions whose choices decide which rules bind, and by which limit it is due."""
        return frozenset(
            question for rules in self.binding for question in rules.deciding
        ) | frozenset(question for each in self.systems for question in each.rules.binds)

    def bound(self) -> "Draft":
        """Turn to the rule system that the answers call for.

        What is answered in words stays for whoever comes back; choices that it does not know go.
        """
        rules = self.binding[0]
        if rules.id == self.profile:
            return self
        offered = {field.id: field for field in rules.fields}
        answers = {
            key: answer
            for key, answer in self.answers.items()
            if key not in offered or _is_among(answer, offered[key])
        }
        return replace(self, profile=rules.id, profile_version=rules.version, answers=answers)

    def said(self, question: str) -> str:
        """Return the text of an answer, empty where it is missing or unknown."""
        answer = self.answers.get(question)
        return answer.text if answer and not answer.unknown else ""

    def encounter(self, zone: tzinfo) -> datetime | None:
        """Return when it happened, in `zone`; a bare date counts from its first minute."""
        return moment(self.said(ENCOUNTER), zone)


def _is_among(answer: Answer, question: Field) -> bool:
    return not question.codes or set(answer.codes) <= set(question.codes)


def moment(text: str, zone: tzinfo) -> datetime | None:
    """Read an ISO 8601 moment; without an offset it is meant in `zone`."""
    if not text:
        return None
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def rules_at(profile: str, encountered_at: datetime) -> Profile:
    """Return the version in force on the day of the encounter (PD22). Raise BeforeTheRules."""
    try:
        return load(profile, on=encountered_at.date())
    except NotInForce as early:
        raise BeforeTheRules from early


def has_minutes(text: str) -> bool:
    """Tell whether a moment names the time of day, or the day alone."""
    return "T" in text


def in_hand(drafts: Sequence[Draft], *, now: datetime) -> Draft | None:
    """Return the open draft that its recorder is working on: what they send goes into it."""
    held = (draft for draft in drafts if draft.is_in_hand(now=now))
    return max(held, key=lambda draft: draft.touched_at, default=None)


def asked(
    answers: Mapping[str, Answer],
    profile: Profile,
    *,
    late: bool = False,
    has_evidence: bool = False,
) -> tuple[Field, ...]:
    """Return the questions that are asked unbidden, in order, given what is answered so far.

    `late` says that the last day is over, `has_evidence` that something is sealed in the draft.
    """
    codes = chosen(answers)
    return tuple(
        field
        for field in profile.fields
        if profile.mandatory(field, codes, late=late, has_evidence=has_evidence)
    )


def gaps(
    answers: Mapping[str, Answer],
    profile: Profile,
    *,
    late: bool = False,
    has_evidence: bool = False,
) -> tuple[Field, ...]:
    """Return every mandatory question without an answer, in the order of the form (RUDONG 28)."""
    questions = asked(answers, profile, late=late, has_evidence=has_evidence)
    return tuple(field for field in questions if field.id not in answers)


def offered(answers: Mapping[str, Answer], profile: Profile) -> tuple[Field, ...]:
    """Return every question that can be answered, asked unbidden or not."""
    codes = chosen(answers)
    return tuple(field for field in profile.fields if profile.shown(field, codes))


def without_hidden(draft: Draft, profile: Profile) -> Draft:
    """Take out what answers a question that is offered no longer.

    Nothing may stand in a record that its recorder did not see at review.
    """
    answers = dict(draft.answers)
    for question in profile.fields:  # whether it is shown depends on those before it alone
        if not profile.shown(question, chosen(answers)):
            answers.pop(question.id, None)
    return replace(draft, answers=answers)


def chosen(answers: Mapping[str, Answer]) -> dict[str, tuple[str, ...]]:
    """Return which codes were picked, by question."""
    return {key: answer.codes for key, answer in answers.items()}


def check(answer: Answer, question: Field, *, now: datetime, zone: tzinfo) -> None:
    """Raise AnswerUnfit, AnswerTooLong or EncounterInFuture unless the answer fits."""
    if answer.unknown:
        _check_unknown(answer, question)
        return
    if question.max_length and len(answer.text) > question.max_length:
        raise AnswerTooLong(question.max_length)
    match question.kind:
        case "choice" | "choices":
            _check_choice(answer, question)
        case "yes_no":
            if answer.value not in YES_NO:
                raise AnswerUnfit
        case "when":
            _check_moment(answer.text, now=now, zone=zone)
        case _:
            if not answer.text.strip():
                raise AnswerUnfit


def _check_unknown(answer: Answer, question: Field) -> None:
    reason = answer.reason.strip()
    if not question.unknown_allowed or (question.unknown_needs_reason and not reason):
        raise AnswerUnfit
    if len(reason) > REASON_LENGTH:
        raise AnswerTooLong(REASON_LENGTH)


def _check_choice(answer: Answer, question: Field) -> None:
    known = {choice.code for choice in question.choices}
    one_only = question.kind == "choice"
    if not set(answer.codes) <= known or (one_only and len(answer.codes) != 1):
        raise AnswerUnfit
    if answer.words and OTHER not in answer.codes:
        raise AnswerUnfit
    if len(answer.words) > REASON_LENGTH:
        raise AnswerTooLong(REASON_LENGTH)


def _check_moment(text: str, *, now: datetime, zone: tzinfo) -> None:
    try:
        at = moment(text, zone)
    except ValueError as error:
        raise AnswerUnfit from error
    if at is None:
        raise AnswerUnfit
    if at > now:
        raise EncounterInFuture
