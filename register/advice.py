"""The adviser: a few questions from "must I record this?" to an end; and ready words to say no.

Both are data of a profile. What is asked, and where it leads, stands there and nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from register.errors import AnswerUnfit

MOST_QUESTIONS = 6

Fills = Mapping[str, tuple[str, ...]]
"""Boxes of the form with choices, each with the codes that what was said means there."""


class Advice(StrEnum):
    """What the adviser says; in any doubt it is to record (CH28)."""

    RECORD = "record"
    IN_DOUBT = "in_doubt"
    NOTE = "note"
    """Need not be recorded, but a note belongs into the case file (RUDONG 12, last sentence)."""
    NEED_NOT = "need_not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One answer to a question: it leads to the question `next`, or ends in an `advice`.

    `articles` are what the advice rests on. `kind` is the kind of note that can be written there,
    `note` what to write into it, and `known` what of its own questions is answered by then.
    """

    code: str
    label: str
    next: str = ""
    advice: Advice | None = None
    articles: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""
    known: Fills = field(default_factory=dict)
    fills: Fills = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the adviser, in plain words."""

    id: str
    ask: str
    hint: str = ""
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNo:
    """The right sentence to send back, by who asks and how.

    In a draft it means the choices `fills`, and its words stand in the box `quoted_in`.
    """

    id: str
    asker: str
    manner: str
    articles: tuple[str, ...]
    text: str
    fills: Fills
    quoted_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One person's way through the questions: those asked so far, and what was answered."""

    asked: tuple[Question, ...]
    taken: tuple[Branch, ...] = ()

    @property
    def end(self) -> Branch | None:
        """The answer that settled it; None while a question is open."""
        last = self.taken[-1] if self.taken else None
        return last if last and last.advice else None

    @property
    def path(self) -> str:
        """The ids of questions and answers, without a word of what happened."""
        steps = zip(self.asked, self.taken, strict=False)
        return " ".join(f"{question.id}.{branch.code}" for question, branch in steps)

    @property
    def fills(self) -> Fills:
        """What was said, as far as the form asks for it."""
        return {box: codes for branch in self.taken for box, codes in branch.fills.items()}


def follow(questions: Sequence[Question], codes: Sequence[str]) -> Run:
    """Return the run with these answers. Raise AnswerUnfit if one of them is not offered."""
    run = Run(asked=(questions[0],))
    for code in codes:
        offered = {} if run.end else {branch.code: branch for branch in run.asked[-1].branches}
        if code not in offered:
            raise AnswerUnfit
        run = _take(questions, run, offered[code])
    return run


def every_run(questions: Sequence[Question]) -> Iterator[Run]:
    """Return every way to an end. Raise ValueError if one takes too many questions, or circles."""
    open_runs = [Run(asked=(questions[0],))]
    while open_runs:
        run = open_runs.pop()
        if run.end:
            yield run
        elif len(run.asked) > MOST_QUESTIONS:
            raise ValueError(f"check: more than {MOST_QUESTIONS} questions: {run.path}")
        else:
            open_runs += [_take(questions, run, branch) for branch in run.asked[-1].branches]


def ensure_sound(questions: Sequence[Question]) -> None:
    """Raise ValueError unless every way ends and every question is asked on one."""
    known = {question.id for question in questions}
    for question in questions:
        for branch in question.branches:
            _ensure_leads_on(branch, f"check {question.id}.{branch.code}", known)
    reached = {question.id for run in every_run(questions) for question in run.asked}
    if unasked := known - reached:
        raise ValueError(f"check: never asked: {sorted(unasked)}")


def _ensure_leads_on(branch: Branch, name: str, known: set[str]) -> None:
    if bool(branch.next) == bool(branch.advice):
        raise ValueError(f"{name}: needs either a next question or an advice")
    if branch.next and branch.next not in known:
        raise ValueError(f"{name}: no question {branch.next}")
    if bool(branch.advice) != bool(branch.articles):
        raise ValueError(f"{name}: an advice and its articles belong together")
    wanted = branch.advice is Advice.NOTE or bool(branch.note or branch.known)
    if (wanted and not branch.kind) or bool(branch.kind) != bool(branch.note):
        raise ValueError(f"{name}: a note, its kind and its words belong together")
    if branch.kind and branch.advice in {None, Advice.RECORD}:
        raise ValueError(f"{name}: what is to be recorded is no note")


def _take(questions: Sequence[Question], run: Run, branch: Branch) -> Run:
    asked = tuple(question for question in questions if question.id == branch.next)
    return replace(run, asked=run.asked + asked, taken=(*run.taken, branch))
