"""Reminding of zero reports: they have no clock, so the morning's digest names them (CH13)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from register.acts.digesting import digest_for
from register.acts.owing import Owing
from register.acts.zero_owing import case_of, day_of
from register.duties import house_hour
from register.ids import Cause, OrganisationId, PersonId
from register.organisations import Organisation
from register.ports import Clock, Store, UnitOfWork
from register.profile import load

_ACT = "remind_of_zero_reports"


@dataclass(frozen=True, slots=True)
class RemindOfZeroReports:
    """Put what is to be signed into the digest of each working morning, once a house and day.

    Handlers alone are reminded: no list, count or silence tells anybody else (I5). Idempotent, any
    process may tick; after a standstill the digest comes when the house is open.
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self) -> None:
        now = self.clock()
        today = day_of(now, self.owing.zone)
        if not self.owing.calendar().is_workday(today):
            return
        async with self.store.read() as uow:
            pending = [
                house
                for house in await uow.organisations.all()
                if not await uow.journal.seen(_cause(house, today), _ACT, house.id)
            ]
        for house in pending:
            await self._remind(house, now)

    async def _remind(self, house: Organisation, now: datetime) -> None:
        calendar, zone = self.owing.calendar(), self.owing.zone
        today = day_of(now, zone)
        hours = load(house.profile, on=today).house
        if now.astimezone(zone).time() < hours.reminder_at:
            return
        cause = _cause(house, today)
        tell_at = house_hour(now, hours, calendar, zone)
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, _ACT, house.id):
                return
            handlers = await self._reminded(uow, house.id, today)
            if not handlers:
                return
            for handler in handlers:
                await uow.outbox.add(digest_for(handler, house.id, tell_at=tell_at))
            await uow.journal.append(
                _ACT, house.id, organisation=house.id, actor=None, cause=cause, at=now
            )

    async def _reminded(
        self, uow: UnitOfWork, house: OrganisationId, today: date
    ) -> Collection[PersonId]:
        """Return who has one to sign that is near; those of today were told of one by one."""
        calendar, zone = self.owing.calendar(), self.owing.zone
        return dict.fromkeys(
            [
                report.handler
                for report in await uow.zero_reports.to_sign(house)
                if day_of(report.opened_at, zone) < today
                and report.is_near(await case_of(uow, report), today=today, calendar=calendar)
            ]
        )


def _cause(house: Organisation, today: date) -> Cause:
    return Cause(f"zero_reports/{house.id}/{today}")
