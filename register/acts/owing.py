"""How acts open, move and discharge duties, inside their own transactions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from register.acts.journaling import Thing, write_down
from register.bases import earliest
from register.duties import Duty
from register.ids import Cause, DutyId, PersonId, derive
from register.ports import CurrentCalendar, UnitOfWork
from register.profile import Profile
from register.provisions import When

_NOTHING: When = MappingProxyType({})


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
        systems: Sequence[Profile],
        cause: Cause,
        now: datetime,
        chosen: When = _NOTHING,
    ) -> Duty:
        """Open the owner's duty, or count their open one anew from other facts.

        Of several rule `systems` that bind, by the codes `chosen`, the earliest deadline counts.
        """
        calendar = self.calendar()
        due = earliest(systems, clock, event_at, chosen, calendar=calendar, zone=self.zone)
        rules = due.rules
        known = await owed_by(uow, owner, clock, about.id)
        duty = replace(
            known
            or Duty(
                id=DutyId(derive(cause, f"owe/{clock}/{about.id}/{owner}")),
                organisation=about.organisation,
                owner=owner,
                clock=clock,
                about=about.id,
                profile=rules.id,
                profile_version=rules.version,
                event_at=event_at,
                deadline=due.deadline,
            ),
            profile=rules.id,
            profile_version=rules.version,
            event_at=event_at,
            deadline=due.deadline,
        ).with_ladder(now, rules.house, calendar)
        content = await (uow.duties.save(duty) if known else uow.duties.add(duty))
        await write_down(uow, "owe", duty, by=owner, cause=cause, at=now, content=content)
        return duty


async def owed_by(uow: UnitOfWork, owner: PersonId, clock: str, about: str) -> Duty | None:
    """Return the owner's open duty of a clock about a draft or record."""
    owed = await uow.duties.open_about(about, clock)
    return next((duty for duty in owed if duty.owner == owner), None)


async def discharge(
    uow: UnitOfWork, clock: str, about: str, *, by: PersonId, cause: Cause, now: datetime
) -> None:
    """Discharge every open duty of a clock: where several owe an act, one does it for all."""
    for duty in await uow.duties.open_about(about, clock):
        content = await uow.duties.save(duty.discharge(at=now))
        await write_down(uow, "discharge", duty, by=by, cause=cause, at=now, content=content)


async def end(
    uow: UnitOfWork, clock: str, about: str, *, by: PersonId, cause: Cause, now: datetime
) -> None:
    """End every open duty of a clock: nothing is owed any more."""
    for duty in await uow.duties.open_about(about, clock):
        await end_one(uow, duty, by=by, cause=cause, now=now)


async def end_one(
    uow: UnitOfWork, duty: Duty, *, by: PersonId | None, cause: Cause, now: datetime
) -> None:
    """End one person's duty; what others owe stays."""
    content = await uow.duties.save(duty.end())
    await write_down(uow, "end", duty, by=by, cause=cause, at=now, content=content)
