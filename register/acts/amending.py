"""The calendar's own life: a notice is added to it, and administrators hear when it runs out."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from register.duties import house_hour
from register.ids import Cause
from register.notes import Note, NoteKind
from register.people import Role
from register.ports import Clock, CurrentCalendar, Store
from register.profile import load
from register.workdays import ONE_DAY, Amendments

WARNED_BEFORE = timedelta(days=60)
"""How long before the announced years end somebody is asked to load the next one (T17)."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class AmendCalendar:
    """Add days and announced years. Open duties are counted anew at the next tick (T2)."""

    store: Store
    clock: Clock

    async def __call__(self, amendments: Amendments, *, cause: Cause) -> None:
        """Keep what was not known before; a notice that is added again changes nothing."""
        now = self.clock()
        async with self.store.begin() as uow:
            news = amendments.beyond(await uow.calendar.known())
            if news == Amendments():
                return
            await uow.calendar.add(news, at=now)
            years = " ".join(str(year) for year in sorted(news.announced))
            for house in await uow.organisations.all():
                await uow.journal.append(
                    "amend_calendar",
                    house.id,
                    organisation=house.id,
                    actor=None,
                    cause=cause,
                    at=now,
                    codes={"days": str(len(news.days)), "years": years},
                )


@dataclass(frozen=True, slots=True)
class WarnOfCalendarEnd:
    """Tell the administrators that a year is not announced: 60 days before it, then each week."""

    store: Store
    clock: Clock
    calendar: CurrentCalendar
    zone: ZoneInfo

    async def __call__(self) -> None:
        now, calendar = self.clock(), self.calendar()
        today = now.astimezone(self.zone).date()
        end = calendar.covered_until(today)
        begin = end - WARNED_BEFORE
        if today < begin:
            return
        week = (today - begin) // _WEEK
        about = f"{end.year + 1}/{begin + (week + 1) * _WEEK - ONE_DAY}"
        async with self.store.begin() as uow:
            for house in await uow.organisations.all():
                rules = load(house.profile, on=today)
                at = house_hour(now, rules.house, calendar, self.zone)
                for administrator in await uow.people.holding(
                    Role.ADMINISTRATOR, organisation=house.id
                ):
                    await uow.outbox.add(
                        Note(
                            kind=NoteKind.CALENDAR_ENDS,
                            organisation=house.id,
                            object=about,
                            addressee=administrator.id,
                            key=f"calendar_ends:{about}:{administrator.id}",
                            not_before=at,
                        )
                    )
