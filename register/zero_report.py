"""Zero reports: a handler states that nobody interfered in a case, or in a month (RUDONG 16)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from register.cases import Case, CaseState
from register.draft import CASE, ENCOUNTER, Answer, moment
from register.errors import AnswerTooLong, AnswerUnfit, RecordOnCase, ZeroReportNotOpen
from register.ids import CaseId, OrganisationId, PersonId, ZeroReportId
from register.profile import Profile
from register.provisions import CaseNumberStyle
from register.workdays import Calendar

REASON_LENGTH = 200
"""How many signs the reason of a return takes."""


class Occasion(StrEnum):
    """Why a zero report is owed (CH13)."""

    CLOSING = "closing"
    HANDED_OVER = "handed_over"
    GIVEN_AWAY = "given_away"
    """The case leaves the house."""
    REOPENED = "reopened"
    """The case closes once more after it was reopened."""
    MONTH = "month"


class ZeroState(StrEnum):
    OWED = "owed"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


class ConfirmedAs(StrEnum):
    """As what somebody confirms; all but the head by house rule, for the text is silent (CH15)."""

    HEAD = "head"
    LEADER = "leader"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmer:
    """Who may confirm. The handler is never told: a detour around a named head speaks (I5)."""

    person: PersonId
    capacity: ConfirmedAs


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroReport:
    """One person's statement about their own handling, or about one of their months (I3).

    It speaks from `since`, when the person took the case, to `stated_on`, when they signed; `case`
    is None and `month` the first day of the month where it is about a month.

    `standing` is how far it came between handler and head, and all that the head ever learns. A
    record on the same case sets `superseded_at` and leaves the standing alone: a report that
    vanished from the head's list would betray the record (I2, I5). `state` is for the handler and
    the discipline office.
    """

    id: ZeroReportId
    organisation: OrganisationId
    case: CaseId | None
    handler: PersonId
    since: date
    opened_at: datetime
    occasion: Occasion
    month: date | None = None
    standing: ZeroState = ZeroState.OWED
    stated_on: date | None = None
    confirmers: tuple[Confirmer, ...] = ()
    recused: frozenset[PersonId] = frozenset()
    """Who withdrew from confirming it; the handler is never told."""
    confirmed_by: PersonId | None = None
    confirmed_at: datetime | None = None
    returned_reason: str = ""
    superseded_at: datetime | None = None
    exempt_notes: tuple[str, ...] = ()
    version: int = 0

    @property
    def state(self) -> ZeroState:
        return ZeroState.SUPERSEDED if self.superseded_at else self.standing

    @property
    def to_sign(self) -> bool:
        """Whether the handler owes a signature: never given, or returned."""
        return self.state in {ZeroState.OWED, ZeroState.RETURNED}

    def sign_by(self, case: Case | None) -> date | None:
        """Return the day on which its case is to close, as far as that is known (CH13).

        Who hands a case on or reports for a month signs without such a day.
        """
        closes = self.occasion in {Occasion.CLOSING, Occasion.REOPENED}
        return case.closing_on if case and closes else None

    def is_near(self, case: Case | None, *, today: date, calendar: Calendar) -> bool:
        """Tell whether it is worth a reminder: from the working day before its last one on."""
        last = self.sign_by(case)
        return last is None or today >= calendar.previous_workday(last)

    def submit(
        self, *, on: date, confirmers: tuple[Confirmer, ...], exempt_notes: Sequence[str] = ()
    ) -> "ZeroReport":
        """Sign the statement on the day `on`, beside the notes that it names (CH14).

        Raise RecordOnCase or ZeroReportNotOpen.
        """
        if self.superseded_at is not None:
            raise RecordOnCase
        if not self.to_sign:
            raise ZeroReportNotOpen
        return replace(
            self,
            standing=ZeroState.SUBMITTED,
            stated_on=on,
            confirmers=confirmers,
            exempt_notes=tuple(exempt_notes),
        )

    def confirm(self, *, by: PersonId, at: datetime) -> "ZeroReport":
        """Confirm what was submitted. Raise ZeroReportNotOpen."""
        self._ensure_submitted()
        return replace(self, standing=ZeroState.CONFIRMED, confirmed_by=by, confirmed_at=at)

    def give_back(self, reason: str) -> "ZeroReport":
        """Refuse to confirm. Raise AnswerUnfit, AnswerTooLong or ZeroReportNotOpen."""
        self._ensure_submitted()
        reason = reason.strip()
        if not reason:
            raise AnswerUnfit
        if len(reason) > REASON_LENGTH:
            raise AnswerTooLong(REASON_LENGTH)
        return replace(self, standing=ZeroState.RETURNED, returned_reason=reason)

    def recuse(self, person: PersonId) -> "ZeroReport":
        """Let a confirmer withdraw; others are found anew. Raise ZeroReportNotOpen."""
        self._ensure_submitted()
        return replace(self, recused=self.recused | {person})

    def supersede(self, *, at: datetime) -> "ZeroReport":
        """Let a record take its place; the report is kept (I2)."""
        return replace(self, superseded_at=self.superseded_at or at)

    def for_confirmer(self) -> "ZeroReport":
        """Return the report without what only its handler and the discipline office may know."""
        return replace(self, superseded_at=None)

    def confirmed_as(self) -> ConfirmedAs | None:
        """Return the capacity in which it was confirmed, None while it is not."""
        capacities = {each.person: each.capacity for each in self.confirmers}
        return capacities[self.confirmed_by] if self.confirmed_by else None

    def is_contradicted_by(
        self,
        answers: Mapping[str, Answer],
        case: Case | None,
        *,
        styles: Sequence[CaseNumberStyle],
        zone: tzinfo,
    ) -> bool:
        """Tell whether what a person recorded or drafts falls into what the report speaks of.

        `case` is the report's own. A draft without a time may lie anywhere in the handling, and
        in no month.
        """
        met_at = moment(_said(answers, ENCOUNTER), zone)
        if case is None:
            return met_at is not None and met_at.date().replace(day=1) == self.month
        in_time = met_at is None or met_at.date() >= self.since
        return in_time and case.is_named_in(_said(answers, CASE), styles)

    def _ensure_submitted(self) -> None:
        if self.standing is not ZeroState.SUBMITTED:
            raise ZeroReportNotOpen


def rules_owing(rules: Sequence[Profile]) -> Profile | None:
    """Return by which of a house's rule systems zero reports are owed, None if by none."""
    return next((each for each in rules if each.zero_report.owed != "none"), None)


def owed_after(before: Case, after: Case) -> Iterator[tuple[PersonId, Occasion]]:
    """Yield who owes a zero report because a case changed, and why (CH13).

    Whoever leaves it, and everybody who handles it once it is to close.
    """
    if before.state is CaseState.CLOSED:
        return
    for person in before.handlers:
        if person not in after.handlers:
            yield person, Occasion.HANDED_OVER if after.handlers else Occasion.GIVEN_AWAY
    if after.state is CaseState.OPEN:
        return
    closing = Occasion.REOPENED if after.reopened_on else Occasion.CLOSING
    for person in after.handlers:
        if before.state is CaseState.OPEN or person not in before.handlers:
            yield person, closing


def _said(answers: Mapping[str, Answer], question: str) -> str:
    answer = answers.get(question)
    return answer.text if answer and not answer.unknown else ""
