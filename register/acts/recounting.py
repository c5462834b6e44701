"""When the calendar or the service learns more: what is owed is counted anew (AC4)."""

from dataclasses import dataclass
from datetime import datetime

from register.acts.drafting import owe_record
from register.acts.journaling import write_down
from register.acts.owing import Owing
from register.duties import Duty, deadline
from register.ids import Cause
from register.ports import Clock, Store
from register.profile import load
from register.workdays import Calendar

_BATCH = 200


@dataclass(frozen=True, slots=True)
class RecountDuties:
    """Count every open duty by the calendar of today that was counted by another one (T2, T16).

    A recount never moves a duty against its owner.
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self) -> int:
        """Return how many duties were counted anew."""
        recounted = 0
        while batch := await self._batch():
            recounted += batch
        return recounted

    async def _batch(self) -> int:
        now, calendar = self.clock(), self.owing.calendar()
        version = calendar.version
        async with self.store.begin() as uow:
            outdated = await uow.duties.counted_by_others(version, limit=_BATCH)
            for duty in outdated:
                anew = self._recounted(duty, calendar, now)
                content = await uow.duties.save(anew)
                cause = Cause(f"calendar/{version}/{duty.id}/{duty.version}")
                await write_down(
                    uow, "recount", duty, by=None, cause=cause, at=now, content=content
                )
        return len(outdated)

    def _recounted(self, duty: Duty, calendar: Calendar, now: datetime) -> Duty:
        profile = load(duty.profile, on=duty.profile_version)
        limit = profile.clock(duty.deadline.clock_id)
        anew = duty.recount(deadline(limit, duty.event_at, calendar, self.owing.zone))
        rests = duty.remind_at is None  # its owner left
        return anew if rests else anew.with_ladder(now, profile.house, calendar)


@dataclass(frozen=True, slots=True)
class OweOutstanding:
    """Open the duties of drafts that come from a version of the service without duties."""

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self) -> None:
        async with self.store.begin() as uow:
            for draft in await uow.drafts.open_without_duty():
                cause = Cause(f"outstanding/{draft.id}")
                await owe_record(uow, draft, self.owing, cause=cause, now=self.clock())
