"""Counting a deadline out: "why this date?"."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from register.duties import Deadline, deadline
from register.ids import PersonId
from register.ports import Clock, Store
from register.profile import load
from register.workdays import Calendar


@dataclass(frozen=True, slots=True)
class CountOut:
    """Count the record's deadline from a day of encounter under the person's own rules."""

    store: Store
    clock: Clock
    calendar: Calendar
    zone: ZoneInfo

    async def __call__(self, day: date, *, by: PersonId) -> Deadline:
        async with self.store.read() as uow:
            person = await uow.people.get(by)
            house = await uow.organisations.get(person.organisation)
        profile = load(house.profile, on=self.clock().astimezone(self.zone).date())
        met_at = datetime.combine(day, time.min, self.zone)
        return deadline(profile.clock("record"), met_at, self.calendar, self.zone)
