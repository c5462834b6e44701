"""Where a zero report and a colleague's record do not go together: to be looked at, not blamed.

A handler who was not asked in a case that a colleague was asked about signs the truth (I3). What
stands here is shown to the discipline office that has the record, and to nobody else (P5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from register.cases import Case
from register.draft import ENCOUNTER, SUBJECT, moment
from register.people import Person
from register.record import Record
from register.zero_report import ZeroReport, ZeroState

_SIGNED = frozenset({ZeroState.SUBMITTED, ZeroState.CONFIRMED})


class Reason(StrEnum):
    """Why the two are shown beside each other."""

    SAME_CASE = "same_case"
    """The record names the case that the handler signed for, in their time with it."""
    SAME_MONTH = "same_month"
    """The record names a case of the handler's, in the month that they signed for."""
    SAME_CALLER = "same_caller"
    """Both were asked by the same person on the same day; of the record's case nothing is known,
    and the handler recorded one case of theirs and signed for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A record, and another handler's statement that it does not go together with."""

    record: Record
    report: ZeroReport
    case: Case | None
    handler: Person
    reason: Reason


def day_of_encounter(record: Record, zone: tzinfo) -> date | None:
    """Return the day on which it happened as far as that is known now, corrections included."""
    met = moment(record.said(ENCOUNTER), zone)
    return met.date() if met else None


def covers(report: ZeroReport, day: date) -> bool:
    """Tell whether a signed statement that holds speaks of a day."""
    if report.state not in _SIGNED or report.stated_on is None:
        return False
    if report.month is not None:
        return day.replace(day=1) == report.month
    return report.since <= day <= report.stated_on


def handled(case: Case, report: ZeroReport, day: date) -> bool:
    """Tell whether the handler of a statement had a case on a day."""
    return any(
        each.person == report.handler
        and each.since <= day
        and (each.until is None or day <= each.until)
        for each in case.handlings
    )


def same_caller(one: Record, other: Record, zone: tzinfo) -> bool:
    """Tell whether two colleagues recorded the same subject on the same day."""
    day = day_of_encounter(one, zone)
    return (
        one.recorder != other.recorder
        and day is not None
        and day == day_of_encounter(other, zone)
        and bool(one.said(SUBJECT))
        and one.said(SUBJECT) == other.said(SUBJECT)
    )


def in_order(found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Return each statement once beside a record, for its strongest reason; nobody is ranked."""
    strength = list(Reason)
    best: dict[tuple[str, str], Contradiction] = {}
    for each in sorted(found, key=lambda it: strength.index(it.reason)):
        best.setdefault((each.record.id, each.report.id), each)
    return tuple(best.values())
