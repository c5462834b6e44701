"""The end of a month: whose zero reports are missing, to each handler and the office alone (I5).

No count and no order of people: a list that is paid by makes zeros, not truth (N5b, P14).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from register.acts.contradicting import may_compare
from register.acts.owing import Owing
from register.acts.zero_owing import day_of
from register.cases import Case
from register.duties import house_hour
from register.ids import Cause, OrganisationId, PersonId
from register.notes import Note, NoteKind
from register.organisations import Organisation
from register.people import Person, Role
from register.ports import Clock, Store, UnitOfWork
from register.profile import load
from register.provisions import ZeroReportRule
from register.workdays import Calendar
from register.zero_report import ZeroReport, ZeroState

_ACT = "warn_of_month_end"
_ONE_DAY = timedelta(days=1)
_STATED = frozenset({ZeroState.SUBMITTED, ZeroState.CONFIRMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstated:
    """A case that ends, or a month, for which somebody signed no zero report that stands.

    `recorded` says that the reader has a record of that handler on the case, which asks for none
    (RUDONG 16). Whether there is one that the reader has not, it never tells (I5).
    """

    case: Case | None
    month: date | None
    handler: Person
    recorded: bool


def rungs(today: date, calendar: Calendar) -> tuple[date, date]:
    """Return the working days of this month on which it is asked: the last but one, the last."""
    first_of_next = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    last = calendar.previous_workday(first_of_next)
    return calendar.previous_workday(last), last


@dataclass(frozen=True, slots=True)
class ShowUnstated:
    """Read the list of a house for an inspector; for anybody else there is none.

    It looks at cases and at statements as they were given, never at records or at what they took
    the place of: a case with a secret record is on it like any other.
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self, *, by: PersonId) -> Sequence[Unstated]:
        today = day_of(self.clock(), self.owing.zone)
        async with self.store.read() as uow:
            reader = await uow.people.get(by)
            if not reader.holds(Role.INSPECTOR):
                return ()
            house = await uow.organisations.get(reader.organisation)
            rule = load(house.profile, on=today).zero_report
            return await unstated(uow, house.id, rule, today=today, by=by)


async def unstated(
    uow: UnitOfWork,
    organisation: OrganisationId,
    rule: ZeroReportRule,
    *,
    today: date,
    by: PersonId,
) -> Sequence[Unstated]:
    """Return the cases of the month by name, then the month before by who handles cases."""
    found: list[Unstated] = []
    if rule.per_case:
        ending = await uow.cases.ending(organisation, since=today.replace(day=1))
        for case in sorted(ending, key=lambda each: (each.name, each.number, each.id)):
            found += await _of_case(uow, case, today=today, by=by)
    if rule.per_month:
        found += await _of_month(uow, organisation, today=today)
    return [each for each in found if each.handler.id != by]


async def _of_case(uow: UnitOfWork, case: Case, *, today: date, by: PersonId) -> list[Unstated]:
    """Return who ends, or ended this month, their time with such a case and signed nothing."""
    first = today.replace(day=1)
    ends = [each.person for each in case.handlings if each.until is None or each.until >= first]
    reports = await uow.zero_reports.of_case(case.id)
    missing = [person for person in dict.fromkeys(ends) if not _stated(reports, person)]
    known = {
        record.recorder for record in await uow.records.naming(case) if may_compare(record, by)
    }
    return [
        Unstated(
            case=case,
            month=None,
            handler=await uow.people.get(person),
            recorded=person in known,
        )
        for person in sorted(missing)
    ]


async def _of_month(
    uow: UnitOfWork, organisation: OrganisationId, *, today: date
) -> list[Unstated]:
    month = (today.replace(day=1) - _ONE_DAY).replace(day=1)
    return [
        Unstated(case=None, month=month, handler=handler, recorded=False)
        for handler in await uow.people.holding(Role.HANDLER, organisation=organisation)
        if not _stated(
            [each for each in await uow.zero_reports.of(handler.id) if each.month == month],
            handler.id,
        )
    ]


def _stated(reports: Sequence[ZeroReport], person: PersonId) -> bool:
    """Tell whether a statement was given, whatever took its place since."""
    return any(each.handler == person and each.standing in _STATED for each in reports)


@dataclass(frozen=True, slots=True)
class WarnOfMonthEnd:
    """Before a month ends: each handler hears of their own, the discipline office of the list.

    On the last two working days, once a house and day. Heads hear nothing (I5). Idempotent, any
    process may tick; after a standstill it is told when the house is open, or not at all.
    """

    store: Store
    clock: Clock
    owing: Owing

    async def __call__(self) -> None:
        now, calendar, zone = self.clock(), self.owing.calendar(), self.owing.zone
        today = day_of(now, zone)
        if today not in rungs(today, calendar):
            return
        async with self.store.read() as uow:
            houses = await uow.organisations.all()
            waiting = [
                house
                for house in houses
                if not await uow.journal.seen(_cause(house, today), _ACT, house.id)
            ]
        for house in waiting:
            await self._warn(house, now)

    async def _warn(self, house: Organisation, now: datetime) -> None:
        calendar, zone = self.owing.calendar(), self.owing.zone
        today = day_of(now, zone)
        rules = load(house.profile, on=today)
        if now.astimezone(zone).time() < rules.house.reminder_at:
            return
        tell_at = house_hour(now, rules.house, calendar, zone)
        cause = _cause(house, today)
        async with self.store.begin() as uow:
            if await uow.journal.seen(cause, _ACT, house.id):
                return
            handlers = [each.handler for each in await uow.zero_reports.to_sign(house.id)]
            office = [
                inspector.id
                for inspector in await uow.people.holding(Role.INSPECTOR, organisation=house.id)
                if await unstated(uow, house.id, rules.zero_report, today=today, by=inspector.id)
            ]
            for person in dict.fromkeys((*handlers, *office)):
                await uow.outbox.add(_note(person, house.id, today, tell_at=tell_at))
            await uow.journal.append(
                _ACT, house.id, organisation=house.id, actor=None, cause=cause, at=now
            )


def _note(person: PersonId, organisation: OrganisationId, day: date, *, tell_at: datetime) -> Note:
    about = f"{person}/{day.isoformat()}"
    return Note(
        kind=NoteKind.MONTH_ENDS,
        organisation=organisation,
        object=about,
        addressee=person,
        key=f"month_ends:{about}",
        not_before=tell_at,
    )


def _cause(house: Organisation, today: date) -> Cause:
    return Cause(f"month_end/{house.id}/{today}")
