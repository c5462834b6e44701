"""The zero reports of a month, where the house reports by the month as well (I4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from register.acts.zero_owing import day_of, has_record, open_report
from register.ids import Cause, OrganisationId, ZeroReportId, derive
from register.organisations import Organisation
from register.people import Role
from register.ports import Clock, Store, UnitOfWork
from register.profile import Profile, load
from register.zero_report import Occasion, ZeroReport

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenMonthlyReports:
    """When a month is over, every handler of a house that reports monthly owes its zero report.

    Who has a record of that month owes none. Idempotent: any process may tick, at any time of the
    following month.
    """

    store: Store
    clock: Clock
    zone: ZoneInfo

    async def __call__(self) -> int:
        """Return how many zero reports were opened."""
        today = day_of(self.clock(), self.zone)
        month = (today.replace(day=1) - _ONE_DAY).replace(day=1)
        async with self.store.read() as uow:
            houses = await uow.organisations.all()
        rules = {house.id: load(house.profile, on=today) for house in houses}
        monthly = [house for house in houses if rules[house.id].zero_report.per_month]
        return sum([await self._open(house, month, rules[house.id]) for house in monthly])

    async def _open(self, house: Organisation, month: date, profile: Profile) -> int:
        cause = Cause(f"month/{house.id}/{month}")
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, "open_month", house.id):
                return 0
            await uow.journal.append(
                "open_month",
                house.id,
                organisation=house.id,
                actor=None,
                cause=cause,
                at=self.clock(),
                codes={"month": month.isoformat()},
            )
            opened = 0
            for report in await self._owed(uow, house.id, month, cause):
                if not await has_record(uow, report, None, profile=profile, zone=self.zone):
                    await open_report(uow, report, by=None, cause=cause)
                    opened += 1
        return opened

    async def _owed(
        self, uow: UnitOfWork, house: OrganisationId, month: date, cause: Cause
    ) -> list[ZeroReport]:
        return [
            ZeroReport(
                id=ZeroReportId(derive(cause, f"owe/{handler.id}")),
                organisation=house,
                case=None,
                handler=handler.id,
                since=month,
                opened_at=self.clock(),
                occasion=Occasion.MONTH,
                month=month,
            )
            for handler in await uow.people.holding(Role.HANDLER, organisation=house)
        ]
