"""The way on of a record in words: steps of one route as one line, and how it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.texts import Texts
from register.profile import Profile
from register.referrals import Moved, Step
from register.routes import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class WayLine:
    """One route: who does what, for whom, on which articles."""

    who: str
    says: str
    names: str
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """How the way changed: addressees that came, that went, that get it otherwise now."""

    added: str = ""
    dropped: str = ""
    changed: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.changed)


def way_lines(steps: Iterable[Step], rules: Profile, texts: Texts) -> tuple[WayLine, ...]:
    """Return a line for each route; `rules` are those whose articles need no name before them."""
    routes = groupby(steps, key=lambda step: (step.basis, step.rule.id, step.cites))
    return tuple(_line(list(some), rules, texts) for _, some in routes)


def told_to_recorders(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that a recorder is told of: what is sent, owed and the house's to do."""
    return tuple(
        step
        for step in steps
        if step.is_ours and not step.rule.may and not step.rule.act.is_desk_work
    )


def cites(step: Step, rules: Profile, texts: Texts) -> str:
    """Cite the articles of a step, with the name of the text where it is another one."""
    found = (
        each.article
        if each.rules == rules.short
        else texts.label("ways.of_text", rules=each.rules, article=each.article)
        for each in step.cites
    )
    return _joined(found, texts)


def moved_line(moved: Moved, texts: Texts) -> MovedLine:
    """Word a change of the way; keeping and sorting are no addressees."""
    added, dropped = _names(moved.added), _names(moved.dropped)
    return MovedLine(
        added=_joined((each for each in added if each not in dropped), texts),
        dropped=_joined((each for each in dropped if each not in added), texts),
        changed=_joined((each for each in added if each in dropped), texts),
    )


def _names(steps: Sequence[Step]) -> tuple[str, ...]:
    sent = (step for step in steps if step.rule.act not in {Act.SORT, Act.KEEP})
    return tuple(dict.fromkeys(step.name for step in sent))


def _line(steps: Sequence[Step], rules: Profile, texts: Texts) -> WayLine:
    first = steps[0]
    return WayLine(
        who=first.who,
        says=first.rule.says,
        names=_joined((step.name for step in steps), texts),
        cites=cites(first, rules, texts),
    )


def _joined(words: Iterable[str], texts: Texts) -> str:
    return texts.words("ways")["and"].join(words)
