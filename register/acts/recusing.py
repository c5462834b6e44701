"""Withdrawing: who must not deal with a record says so, and has no part in it from then on.

House rule: no text of the sources gives an addressee this way. It goes on as if they were named.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from register.acts.addressing import instead_of, note_about, tell_addressees, tell_changed
from register.acts.changing import ChangeRecord
from register.acts.journaling import write_down
from register.acts.owing import Owing, owed_by
from register.acts.zero_owing import day_of
from register.acts.zero_reporting import confirmers_of, tell_confirmers
from register.afterwards import Capacity, Recusal, said
from register.conflicts import Conflicts
from register.duties import FORWARD
from register.errors import NobodyToReceive, NobodyToTakeOver
from register.ids import Cause, PersonId, RecordId, ZeroReportId
from register.notes import NoteKind
from register.permissions import Right, ensure
from register.ports import Clock, Store, UnitOfWork
from register.record import Reception, Record
from register.zero_report import ZeroReport


@dataclass(frozen=True, slots=True)
class Recuse:
    """An addressee withdraws: the record goes to who is competent in their place.

    A head's duty to report on passes to who takes over: another head, as where a deputy withdraws,
    or the discipline office. The recorder stays discharged (G34) and learns the fact without the
    reason.
    """

    change: ChangeRecord
    owing: Owing
    conflicts: Conflicts

    async def __call__(
        self, record_id: RecordId, reason: str, *, by: PersonId, cause: Cause
    ) -> Record:
        """Withdraw, for a reason or for none.

        Raise NotAllowed, Gone, AlreadyRecused, ContentClosed, AnswerTooLong, or NobodyToTakeOver
        where nobody competent would have the record any more.
        """
        known = 0

        async def withdraw(uow: UnitOfWork, record: Record, now: datetime) -> Record:
            nonlocal known
            known = len(record.receptions)
            capacity = record.reception_of(by).capacity
            recused = record.recuse(
                Recusal(
                    person=by,
                    capacity=capacity,
                    name=(await uow.people.get(by)).name,
                    at=now,
                    reason=said(reason) if reason else "",
                )
            )
            if duty := await owed_by(uow, by, FORWARD, record_id):
                await uow.duties.save(duty.pass_on())
            reached = recused.reach(await self._instead(uow, recused, capacity, now))
            if capacity is Capacity.HEAD and reached.is_without_head:
                return reached.pass_on(silent=by, to=(), at=now)
            return reached

        async def tell(uow: UnitOfWork, recused: Record, now: datetime) -> None:
            await tell_addressees(uow, recused, recused.receptions[known:], self.owing, now)
            for person in (by, *recused.inspectors):
                await tell_changed(uow, recused, person, now=now, why=f"recused:{by}")
            kind = NoteKind.ADDRESSEE_RECUSED
            await uow.outbox.add(note_about(recused, recused.recorder, kind, now=now, of=by))

        return await self.change(
            "recuse", record_id, Right.RECUSE, withdraw, by=by, cause=cause, tell=tell
        )

    async def _instead(
        self, uow: UnitOfWork, recused: Record, capacity: Capacity, now: datetime
    ) -> tuple[Reception, ...]:
        """Return who has it besides those who have it; a leader may have no successor."""
        try:
            return await instead_of(
                uow, recused, capacity, self.conflicts, on=day_of(now, self.owing.zone)
            )
        except NobodyToReceive:
            if _is_held(recused):
                return ()
            raise NobodyToTakeOver from None


@dataclass(frozen=True, slots=True)
class RecuseFromZeroReport:
    """A superior withdraws from confirming one zero report; it waits for who comes after them.

    The handler is not told: a detour around a head would speak (I5).
    """

    store: Store
    clock: Clock
    zone: ZoneInfo
    conflicts: Conflicts

    async def __call__(self, report_id: ZeroReportId, *, by: PersonId, cause: Cause) -> ZeroReport:
        """Raise NotAllowed, Gone, ZeroReportNotOpen or NobodyToTakeOver."""
        act, now = "recuse_zero_report", self.clock()
        async with self.store.begin() as uow:
            report = await uow.zero_reports.get(report_id)
            if await uow.journal.seen(cause, act, report_id):
                return report.for_confirmer()
            ensure(Right.CONFIRM_ZERO_REPORT, by, report)
            recused = report.recuse(by)
            try:
                found = await confirmers_of(
                    uow, recused, self.conflicts, on=day_of(now, self.zone)
                )
            except NobodyToReceive:
                raise NobodyToTakeOver from None
            moved = replace(recused, confirmers=found)
            content = await uow.zero_reports.save(moved)
            await write_down(uow, act, moved, by=by, cause=cause, at=now, content=content)
            known = {each.person for each in report.confirmers}
            fresh = tuple(each for each in found if each.person not in known)
            await tell_confirmers(uow, replace(moved, confirmers=fresh), now, once_for=cause)
        return moved.for_confirmer()


def _is_held(record: Record) -> bool:
    """Tell whether a head or the discipline office goes on with the record."""
    return any(
        each.capacity is not Capacity.LEADER and not each.barred_at and not each.passed_on_at
        for each in record.receptions
    )
