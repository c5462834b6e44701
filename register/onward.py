"""The way on of one record: its steps as things stand, what was done of them, how they changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from register.afterwards import Supplement
from register.draft import Answer
from register.profile import Profile
from register.record import Record
from register.referrals import Known, Moved, Referral, Step, moved, onward_steps
from register.routes import Act

NOBODY: frozenset[str] = frozenset()


def bases_of(record: Record) -> tuple[Profile, ...]:
    """Return the rule systems that bind a record, the one by which it is recorded first."""
    return tuple(each.rules for each in record.bases)


def known_of(record: Record, barred: frozenset[str] = NOBODY) -> Known:
    """Return what the office knows beyond the answers of a record."""
    found = {each.question: (each.code,) for each in record.findings}
    return Known(found=found, serious=record.serious, barred=barred)


def reached_office_at(record: Record) -> datetime | None:
    """Return when the first of the office had form and material; later ones are none (CH2)."""
    offices = (each for each in record.receptions if each.person in record.referrers)
    return min((each.received_at for each in offices if each.received_at), default=None)


def way_on(record: Record, barred: frozenset[str] = NOBODY) -> tuple[Step, ...]:
    """Return every step onward; `barred` are addressees of the house who stand in the record."""
    return onward_steps(record.answers_now, bases_of(record), known_of(record, barred))


def done(record: Record, step: Step) -> Referral | None:
    """Return how a step was done, the first time with all that had to go along.

    Whoever sent it anywhere has sorted it.
    """
    if step.rule.act is Act.SORT:
        return next(iter(record.referrals), None)
    return next(
        (
            each
            for each in record.referrals
            if not {*each.settles}.isdisjoint(step.settles) and each.copies >= step.copies
        ),
        None,
    )


def pending(record: Record, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps that the office still owes; what it may do is not owed."""
    return tuple(
        step
        for step in steps
        if step.is_noted and not step.rule.may and done(record, step) is None
    )


def changes(record: Record, barred: frozenset[str] = NOBODY) -> Iterator[tuple[Supplement, Moved]]:
    """Yield what each supplement changed of the way on, the earliest first."""
    bases, known = bases_of(record), known_of(record, barred)
    answers: Mapping[str, Answer] = record.answers
    before = onward_steps(answers, bases, known)
    for added in record.supplements:
        if added.question and added.after:
            answers = {**answers, added.question: added.after}
        after = onward_steps(answers, bases, known)
        yield added, moved(before, after)
        before = after


def latest_change(record: Record, barred: frozenset[str] = NOBODY) -> Moved:
    """Return what the latest supplement changed of the way on."""
    return next((change for _, change in reversed([*changes(record, barred)])), Moved())
