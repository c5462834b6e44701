"""Routes as data of a rule system: what becomes of a record after it was received, and where to.

A route says who acts, what they do, to whom it goes, for whom it applies, how soon and on which
articles. Nothing of that stands in Python: six texts say it in six ways (requirements 1H).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

Facts = Mapping[str, tuple[str, ...]]
"""Ids of questions, each with the codes that were picked; in a condition all have to be met."""
UNSAID = ""
"""In a condition: the question was not answered, or its answer is unknown."""


class Topic(StrEnum):
    """What a route is about: where a text is silent on one, its parents speak (A17)."""

    CLUE = "clue"
    """The record as a clue against somebody: sorted, investigated, handed on."""
    QUARTERLY = "quarterly"
    SERIOUS = "serious"
    """What is reported by itself because it is serious (CH23)."""
    OUTCOME = "outcome"
    """What follows once a breach is found (RUDONG 3)."""
    DOWNSTREAM = "downstream"
    """What other bodies do with what they get: printed, never ours to do (H9, H11)."""


class Act(StrEnum):
    """What is done; `sort`, `review` and `keep` are the house's own desk work."""

    SORT = "sort"
    REVIEW = "review"
    KEEP = "keep"
    INVESTIGATE = "investigate"
    TRANSFER = "transfer"
    REPORT = "report"
    INFORM = "inform"
    CIRCULARISE = "circularise"
    HAND_DOWN = "hand_down"
    ACCOUNT = "account"
    STUDY = "study"

    @property
    def is_desk_work(self) -> bool:
        return self in {Act.SORT, Act.REVIEW, Act.KEEP}


class Soon(StrEnum):
    """How soon: a `clock` of the rule system, or what the text says in words.

    What is to be done at once or timely may have a clock too: the house's own target (CH11).
    """

    AT_ONCE = "at_once"
    CLOCK = "clock"
    TIMELY = "timely"
    UNSAID = "unsaid"
    QUARTERLY = "quarterly"


_CLOCKED = {Soon.CLOCK, Soon.AT_ONCE, Soon.TIMELY}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRule:
    """One route. `says` is it in plain words, before the addressees are named.

    It applies where one of `when` is met, or always without any, and none of `unless`;
    `otherwise` where nothing else applies: then it is the house's own rule, for no text says it.
    `one_of` its addressees is enough; with `copies` the form and the material go along (F6).
    What `may` be done is offered, not owed.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    id: str
    topic: Topic
    who: str
    act: Act
    says: str
    to: tuple[str, ...]
    articles: tuple[str, ...]
    when: tuple[Facts, ...] = ()
    unless: tuple[Facts, ...] = ()
    otherwise: bool = False
    soon: Soon = Soon.UNSAID
    clock: str = ""
    copies: bool = False
    one_of: bool = False
    may: bool = False

    @property
    def serious(self) -> bool:
        return self.topic is Topic.SERIOUS

    @property
    def printed_only(self) -> bool:
        """Whether it is for other bodies to do."""
        return self.topic is Topic.DOWNSTREAM

    def applies(self, facts: Facts) -> bool:
        """Tell whether it holds for somebody of whom these facts are known."""
        return (not self.when or is_any_met(self.when, facts)) and not is_any_met(
            self.unless, facts
        )

    def ensure_clocked(self, clocks: Sequence[str]) -> None:
        """Raise ValueError if its clock is missing, unknown, or at odds with how soon it is."""
        if self.soon is Soon.CLOCK and not self.clock:
            raise ValueError(f"route {self.id}: soon names a clock, and there is none")
        if self.clock and self.soon not in _CLOCKED:
            raise ValueError(f"route {self.id}: a clock, and soon is {self.soon.value}")
        if self.clock and self.clock not in clocks:
            raise ValueError(f"route {self.id}: no clock {self.clock}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """Where an addressee is led by the subject: the next competent one, or nobody (H8, H18).

    Without articles it is the house's own rule.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    addressee: str
    becomes: str = ""
    when: tuple[Facts, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """Everything of a rule system that tells where a record goes on to."""

    rules: tuple[RouteRule, ...]
    lifts: tuple[Lift, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def articles(self) -> Iterator[str]:
        yield from (article for each in self.rules for article in each.articles)
        yield from (article for each in self.lifts for article in each.articles)

    def conditions(self) -> Iterator[tuple[str, Facts]]:
        """Yield every condition of a route, with its id; lifts are shared and may ask for more."""
        for rule in self.rules:
            for facts in (*rule.when, *rule.unless):
                yield rule.id, facts

    def ensure_sound(
        self, questions: Mapping[str, Collection[str]], clocks: Sequence[str]
    ) -> None:
        """Raise ValueError for a slip; `questions` are those that can be known, by id."""
        for rule in self.rules:
            if unnamed := {*rule.to, rule.who} - self.names.keys():
                raise ValueError(f"route {rule.id}: no name for {sorted(unnamed)}")
            rule.ensure_clocked(clocks)
        for lift in self.lifts:
            if unnamed := {lift.addressee, lift.becomes or lift.addressee} - self.names.keys():
                raise ValueError(f"lift of {lift.addressee}: no name for {sorted(unnamed)}")
        for name, facts in self.conditions():
            for question, codes in facts.items():
                if unknown := {*codes} - {*questions.get(question, ()), UNSAID}:
                    raise ValueError(f"route {name}: {question} has no {sorted(unknown)}")


def is_any_met(conditions: Sequence[Facts], facts: Facts) -> bool:
    """Tell whether one of the conditions is met in full."""
    return any(
        all(not {*codes}.isdisjoint(facts.get(name) or (UNSAID,)) for name, codes in each.items())
        for each in conditions
    )
