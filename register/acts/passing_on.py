"""A head who stays silent: duty and right to read pass on to the discipline office.

House rule: article 13 of RUDONG says what a head owes and not what follows when nothing is done.
The recorder stays discharged (G34).
"""

from dataclasses import dataclass
from datetime import date, datetime

from register.acts.addressing import (
    note_about,
    record_directory,
    tell_addressees,
    tell_changed,
)
from register.acts.involving import involved_in
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.acts.zero_owing import day_of
from register.conflicts import Conflicts
from register.duties import FORWARD, Duty, house_hour
from register.errors import NobodyToReceive
from register.ids import Cause, RecordId
from register.notes import NoteKind
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.record import Reception, Record
from register.routing import taking_over

_BATCH = 200


@dataclass(frozen=True, slots=True)
class PassOnDuties:
    """Pass on what a head let lie, at 00:00 after the last day (CH4); idempotent.

    People are told in house hours. Where nobody may take over, the duty stays where it is.
    """

    store: Store
    clock: Clock
    owing: Owing
    conflicts: Conflicts

    async def __call__(self) -> int:
        """Return how many duties were passed on."""
        passed_on = 0
        while some := await self._batch():
            passed_on += some
        return passed_on

    async def _batch(self) -> int:
        now = self.clock()
        async with self.store.begin() as uow:
            silent = await uow.duties.passed(FORWARD, at=now, limit=_BATCH)
            return sum([await self._pass_on(uow, duty, now) for duty in silent])

    async def _pass_on(self, uow: UnitOfWork, duty: Duty, now: datetime) -> bool:
        rules = load(duty.profile, on=duty.profile_version)
        if rules.clock(duty.clock).passes_to is None:
            return False
        record = await uow.records.get(RecordId(duty.about))
        try:
            office = await self._office(uow, record, duty, day_of(now, self.owing.zone))
        except NobodyToReceive:
            return False
        cause = Cause(f"passed/{duty.id}")
        passed_on = record.pass_on(silent=duty.owner, to=office, at=now)
        content = await uow.records.save(passed_on)
        codes = {"silent": duty.owner}
        await write_down(
            uow, "pass_on", passed_on, by=None, cause=cause, at=now, content=content, codes=codes
        )
        await uow.duties.save(duty.pass_on())
        added = passed_on.receptions[len(record.receptions) :]
        await tell_addressees(uow, passed_on, added, self.owing, now)
        tell_at = house_hour(now, rules.house, self.owing.calendar(), self.owing.zone)
        await uow.outbox.add(
            note_about(passed_on, duty.owner, NoteKind.DUTY_PASSED, now=tell_at, of=duty.id)
        )
        for person in (duty.owner, *record.inspectors):
            await tell_changed(uow, passed_on, person, now=tell_at, why=f"passed:{duty.id}")
        return True

    async def _office(
        self, uow: UnitOfWork, record: Record, duty: Duty, today: date
    ) -> tuple[Reception, ...]:
        return taking_over(
            silent=await uow.people.get(duty.owner),
            involved=await involved_in(uow, record, self.conflicts),
            directory=await record_directory(uow, record, on=today),
        )
