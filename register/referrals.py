"""Where a record goes on to: the steps that its rule systems lay down, as one pure function (H17).

Who receives the record inside the house stands in `routing`; here is what happens afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from register.draft import Answer, chosen
from register.ids import OrganisationId, PersonId
from register.profile import Profile, load
from register.provisions import Field
from register.routes import Act, Facts, Lift, RouteRule, Routes, Soon, Topic, is_any_met

_KINDS = {Topic.SERIOUS: "serious", Topic.OUTCOME: "outcome", Topic.DOWNSTREAM: "downstream"}
_RANKS = (Soon.AT_ONCE, Soon.CLOCK, Soon.TIMELY, Soon.UNSAID, Soon.QUARTERLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the office that has the record knows beyond its answers.

    `found` are its findings, which go before what the recorder answered; `serious` is true once
    it said so (CH23). `barred` are addressees of the house who stand in the record (H18).
    """

    found: Facts = field(default_factory=dict)
    serious: bool = False
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An article on which a step rests; `article` is its title."""

    rules: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step onward: one addressee of one route.

    Steps of several rule systems to one addressee are one, with the earliest limit (CH21).
    `lifted_from` is who would have got it, if they did not stand in the record or lead whoever
    does. `clock` is one of `basis`, the id and version of the rule system that says how soon.
    """

    rule: RouteRule
    to: str
    name: str
    who: str
    cites: tuple[Citation, ...]
    basis: tuple[str, date]
    limit: tuple[int, int]
    copies: bool
    lifted_from: str = ""
    settles: tuple[str, ...]
    """What is settled once it is done: the routes' own addressees, lifted past or not."""

    @property
    def id(self) -> str:
        """What the step is known by: its addressee, and what it is about if not the clue alone."""
        return _named(self.rule, self.to)

    @property
    def soon(self) -> Soon:
        return self.rule.soon

    @property
    def clock(self) -> str:
        return self.rule.clock

    @property
    def is_ours(self) -> bool:
        """Whether the house does it; what other bodies do is printed and no more."""
        return not self.rule.printed_only

    @property
    def is_noted(self) -> bool:
        """Whether the office notes it as done by itself: no report of a quarter, no keeping."""
        return self.is_ours and self.soon is not Soon.QUARTERLY and self.rule.act is not Act.KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A step that was done, by whom and how; kept for good.

    Through an `organisation` of this deployment, or on paper with number and date of the letter;
    inside the house with neither. `proof` is the number of a sealed item with its SHA-256.
    """

    step: str
    to: str
    name: str
    settles: tuple[str, ...]
    person: PersonId
    by: str
    """The name of who noted it, as it was then."""
    at: datetime
    copies: bool = False
    organisation: OrganisationId | None = None
    document: str = ""
    document_on: date | None = None
    proof: str = ""
    proof_sha256: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswer:
    """What the office found about a question on which the way depends; the last one counts."""

    question: str
    code: str
    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """Whether a record is serious, with the reason and the name of who says so (CH23)."""

    serious: bool
    reason: str
    person: PersonId
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How the way changed: steps that were added and steps that fell away."""

    added: tuple[Step, ...] = ()
    dropped: tuple[Step, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped)


def _named(rule: RouteRule, addressee: str) -> str:
    kind = rule.act if rule.act.is_desk_work else _KINDS.get(rule.topic)
    return f"{kind}/{addressee}" if kind else addressee


def onward_steps(
    answers: Mapping[str, Answer], bases: Sequence[Profile], known: Known
) -> tuple[Step, ...]:
    """Return every step onward for a record with these answers, the most urgent first.

    `bases` are the rule systems that bind it, the one by which it is recorded first. What other
    bodies do with what reaches them stands last.
    """
    facts = facts_of(answers, bases, known.found)
    found = [step for rules in bases for step in _steps_under(rules, facts, known)]
    merged: dict[str, Step] = {}
    for step in found:
        twin = merged.get(step.id)
        merged[step.id] = _united(twin, step) if twin else step
    reached = {step.to for step in merged.values() if step.is_ours}
    steps = [step for step in merged.values() if step.is_ours or step.rule.who in reached]
    return tuple(sorted(steps, key=lambda step: (not step.is_ours, step.limit)))


def facts_of(answers: Mapping[str, Answer], bases: Sequence[Profile], found: Facts) -> Facts:
    """Return the codes that are known, by question; those of questions no longer shown are not."""
    facts: dict[str, tuple[str, ...]] = {**chosen(answers), **found}
    for rules in bases[:1]:
        for question in (*rules.fields, *rules.findings):
            if not rules.shown(question, facts):
                facts.pop(question.id, None)
    return facts


def deciding_questions(bases: Sequence[Profile]) -> tuple[Field, ...]:
    """Return the questions on which the way depends, as the first rule system asks them."""
    named = [
        question
        for rules in bases
        for own in _all_routes(rules)
        for facts in (*(each for _, each in own.conditions()), *_lifting(own))
        for question in facts
    ]
    asked = {
        each.id: each for rules in reversed(bases) for each in (*rules.fields, *rules.findings)
    }
    order = [each.id for rules in bases for each in (*rules.fields, *rules.findings)]
    wanted = {name for name in named if name in asked and asked[name].kind in {"choice", "yes_no"}}
    return tuple(asked[name] for name in dict.fromkeys(order) if name in wanted)


def moved(before: Sequence[Step], after: Sequence[Step]) -> Moved:
    """Return how the way of a record changed; what other bodies do is left out."""
    old, new = ({_mark(each): each for each in steps if each.is_ours} for steps in (before, after))
    return Moved(
        added=tuple(step for mark, step in new.items() if mark not in old),
        dropped=tuple(step for mark, step in old.items() if mark not in new),
    )


def _mark(step: Step) -> tuple[str, Soon, bool]:
    return step.id, step.soon, step.copies


def _lifting(routes: Routes) -> Iterator[Facts]:
    for lift in routes.lifts:
        yield from lift.when


def _all_routes(rules: Profile) -> Iterator[Routes]:
    yield rules.ways_on
    for parent in _parents(rules):
        yield parent.ways_on


def _parents(rules: Profile) -> tuple[Profile, ...]:
    """Return the parents as they were in force on the day of this version."""
    return tuple(load(each, on=rules.version) for each in rules.parents)


def _systems(rules: Profile, facts: Facts) -> Iterator[tuple[Profile, tuple[RouteRule, ...]]]:
    """Yield a rule system's own routes, and those of its parents on what it is silent about (A17).

    Whom it does not speak of goes the way of the parents altogether (A2).
    """
    yields = is_any_met(rules.yields_when, facts)
    spoken = set() if yields else {route.topic for route in rules.routes}
    if not yields:
        yield rules, rules.routes
    for parent in _parents(rules):
        yield parent, tuple(each for each in parent.routes if each.topic not in spoken)


def _steps_under(rules: Profile, facts: Facts, known: Known) -> Iterator[Step]:
    """Yield the steps of one rule system, with what it leaves to its parents."""
    systems = [(system, route) for system, some in _systems(rules, facts) for route in some]
    applying = [
        (system, route)
        for system, route in systems
        if not route.otherwise and route.applies(facts)
    ]
    owed = [(system, route) for system, route in applying if _is_due(route, known)]
    if not any(_speaks_of_the_subject(route) for _, route in applying):
        owed += [(system, route) for system, route in systems if route.otherwise][:1]
    for system, route in owed:
        lifts = (*rules.lifts, *system.lifts)
        for addressee in route.to:
            if step := _step(system, route, _Way(addressee, lifts, facts, known)):
                yield step


def _is_due(route: RouteRule, known: Known) -> bool:
    """Tell whether a route is taken now: what must be reported as serious, once it is found so."""
    return route.may or known.serious or not route.serious


def _speaks_of_the_subject(route: RouteRule) -> bool:
    """Tell whether a route is for some people and not for others, and more than desk work."""
    about = route.topic in {Topic.CLUE, Topic.QUARTERLY} and bool(route.when or route.unless)
    return about and not route.act.is_desk_work


@dataclass(frozen=True, slots=True)
class _Way:
    """One addressee, and what may lift the step past them."""

    addressee: str
    lifts: Sequence[Lift]
    facts: Facts
    known: Known

    def lift(self) -> tuple[str, tuple[str, ...]]:
        """Return who is competent, nobody as an empty word, and the articles that say so."""
        to, left = self.addressee, list(self.lifts)
        articles: tuple[str, ...] = ()
        while lift := next((each for each in left if self._is_lifted(each, to)), None):
            articles = (*articles, *lift.articles)
            left = [each for each in left if each.addressee != to]
            to = lift.becomes
        return to, articles

    def _is_lifted(self, lift: Lift, to: str) -> bool:
        led = is_any_met(lift.when, self.facts)
        return lift.addressee == to and (led or to in self.known.barred)


def _step(rules: Profile, route: RouteRule, way: _Way) -> Step | None:
    """Return the step to one addressee, or to the next competent one; None where there is none."""
    to, lifting = (way.addressee, ()) if route.printed_only else way.lift()
    if not to:
        return None
    articles = dict.fromkeys((*route.articles, *lifting))
    return Step(
        rule=route,
        to=to,
        name=rules.addressees[to],
        who=rules.addressees[route.who],
        cites=tuple(
            Citation(rules=rules.short, article=rules.articles[each].title) for each in articles
        ),
        basis=(rules.id, rules.version),
        limit=_limit(rules, route),
        copies=route.copies,
        lifted_from=rules.addressees[way.addressee] if to != way.addressee else "",
        settles=(f"{rules.id}/{route.id}" if route.one_of else _named(route, way.addressee),),
    )


def _limit(rules: Profile, route: RouteRule) -> tuple[int, int]:
    """Return how urgent a route is; sorting goes first, and of two clocks the shorter one."""
    if route.act is Act.SORT:
        return -1, 0
    days = rules.clock(route.clock).n if route.clock else 0
    return _RANKS.index(route.soon), days


def _united(one: Step, other: Step) -> Step:
    """Return two steps to one addressee as one, with the earliest limit and both articles."""
    first, second = sorted((one, other), key=lambda step: step.limit)
    cites = tuple(dict.fromkeys((*first.cites, *second.cites)))
    return replace(
        first,
        cites=cites,
        copies=one.copies or other.copies,
        settles=tuple(dict.fromkeys((*one.settles, *other.settles))),
    )
