"""Watching the clocks: a tick turns what is due into notes; idempotent, any process may tick."""

from dataclasses import dataclass
from datetime import datetime

from register.acts.digesting import digest_for
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.duties import Duty, Rung, house_hour
from register.ids import Cause
from register.ports import Clock, Store, UnitOfWork
from register.profile import load

_BATCH = 200


@dataclass(frozen=True, slots=True)
class WatchDuties:
    """Remind of what is owed: one digest a person and morning, from the duties as they are then.

    After a standstill the reminders that were missed are told as one, when the house is open.
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self) -> int:
        """Return how many duties were reminded of."""
        reminded = 0
        while batch := await self._batch():
            reminded += batch
        return reminded

    async def _batch(self) -> int:
        now = self.clock()
        async with self.store.begin() as uow:
            due = await uow.duties.to_remind(until=now, limit=_BATCH)
            for duty in due:
                content = await uow.duties.save(await self._climb(uow, duty, now))
                cause = Cause(f"tick/{duty.id}/{duty.version}")
                await write_down(
                    uow, "remind", duty, by=None, cause=cause, at=now, content=content
                )
        return len(due)

    async def _climb(self, uow: UnitOfWork, duty: Duty, now: datetime) -> Duty:
        """Take the next rung of the ladder."""
        rules = load(duty.profile, on=duty.profile_version)
        house = rules.house
        calendar = self.owing.calendar()
        tell_at = house_hour(now, house, calendar, self.owing.zone)
        await uow.outbox.add(
            digest_for(
                duty.owner,
                duty.organisation,
                tell_at=tell_at,
                urgent=duty.rung(now, calendar) is not Rung.DAY_BEFORE,
            )
        )
        return duty.with_ladder(now, house, calendar)
