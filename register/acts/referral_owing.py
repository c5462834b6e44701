"""What the discipline office owes of the steps onward: opened, discharged and ended with them."""

from datetime import datetime

from register.acts.owing import Owing, discharge, end, owed_by
from register.duties import Duty
from register.ids import Cause, PersonId
from register.onward import bases_of, pending, way_on
from register.ports import UnitOfWork
from register.profile import load
from register.record import Record
from register.referrals import Step


async def tend_referrals(
    uow: UnitOfWork,
    record: Record,
    owing: Owing,
    *,
    by: PersonId,
    cause: Cause,
    now: datetime,
    since: datetime | None = None,
) -> None:
    """Let the office owe the steps that run by days, and owe no more than that.

    The days begin when the first of the office has the form; who has it later owes by the same
    day (CH2). What the recorder's new facts bring about begins with them: nobody is late for what
    nobody knew. `since` is another beginning.
    """
    steps = way_on(record)
    owed = pending(record, steps)
    for rules in bases_of(record):
        for clock in (each.id for each in rules.clocks if each.owner == "inspector"):
            if step := next((each for each in owed if each.clock == clock), None):
                await _owe(uow, record, step, owing, cause=cause, now=now, since=since)
            elif any(each.clock == clock for each in steps):
                await discharge(uow, clock, record.id, by=by, cause=cause, now=now)
            else:
                await end(uow, clock, record.id, by=by, cause=cause, now=now)


async def referral_duty(uow: UnitOfWork, record: Record, owner: PersonId) -> Duty | None:
    """Return what somebody of the office owes of the steps onward, the next due."""
    clocks = {
        each.id for rules in bases_of(record) for each in rules.clocks if each.owner == "inspector"
    }
    owed = [await owed_by(uow, owner, clock, record.id) for clock in sorted(clocks)]
    return min(
        (duty for duty in owed if duty), key=lambda duty: duty.deadline.due_at, default=None
    )


async def _owe(
    uow: UnitOfWork,
    record: Record,
    step: Step,
    owing: Owing,
    *,
    cause: Cause,
    now: datetime,
    since: datetime | None,
) -> None:
    duties = await uow.duties.open_about(record.id, step.clock)
    begins = min((duty.event_at for duty in duties), default=since or now)
    owners = {duty.owner for duty in duties}
    for reception in record.receptions:
        has_it = reception.received_at and reception.person in record.referrers
        if not has_it or reception.person in owners:
            continue
        if (await uow.people.get(reception.person)).left_on is None:
            await owing.owe(
                uow,
                step.clock,
                record,
                owner=reception.person,
                event_at=begins,
                systems=[load(step.basis[0], on=step.basis[1])],
                cause=cause,
                now=now,
            )
