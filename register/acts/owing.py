"""How acts open, move and discharge duties, inside their own transactions."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from register.acts.journaling import Thing, write_down
from register.duties import Duty, deadline
from register.ids import Cause, DutyId, PersonId, derive
from register.ports import CurrentCalendar, UnitOfWork
from register.profile import Profile


@dataclass(frozen=True, slots=True)
class Owing:
    """Knows the calendar that duties are counted by."""

    calendar: CurrentCalendar
    zone: ZoneInfo

    async def owe(
        self,
        uow: UnitOfWork,
        clock: str,
        about: Thing,
        *,
        owner: PersonId,
        event_at: datetime,
        profile: Profile,
        cause: Cause,
        now: datetime,
    ) -> Duty:
        """Open a duty, or count the open one anew from another event."""
        calendar = self.calendar()
        due = deadline(profile.clock(clock), event_at, calendar, self.zone)
        known = await uow.duties.open_about(about.id, clock)
        duty = (
            replace(known, event_at=event_at, deadline=due)
            if known
            else Duty(
                id=DutyId(derive(cause, f"owe/{clock}/{about.id}")),
                organisation=about.organisation,
                owner=owner,
                clock=clock,
                about=about.id,
                profile=profile.id,
                profile_version=profile.version,
                event_at=event_at,
                deadline=due,
            )
        )
        duty = duty.with_ladder(now, profile.house, calendar)
        content = await (uow.duties.save(duty) if known else uow.duties.add(duty))
        await write_down(uow, "owe", duty, by=owner, cause=cause, at=now, content=content)
        return duty

    async def discharge(
        self, uow: UnitOfWork, clock: str, about: str, *, by: PersonId, cause: Cause, now: datetime
    ) -> Duty | None:
        """Discharge the open duty of this clock, if there is one."""
        duty = await uow.duties.open_about(about, clock)
        if duty is None:
            return None
        done = duty.discharge(at=now)
        content = await uow.duties.save(done)
        await write_down(uow, "discharge", done, by=by, cause=cause, at=now, content=content)
        return done

    async def end(
        self, uow: UnitOfWork, clock: str, about: str, *, by: PersonId, cause: Cause, now: datetime
    ) -> None:
        """End the open duty of this clock, if there is one: nothing is owed any more."""
        duty = await uow.duties.open_about(about, clock)
        if duty is not None:
            content = await uow.duties.save(duty.end())
            await write_down(uow, "end", duty, by=by, cause=cause, at=now, content=content)
