"""The calendar learns a year: what is owed firms up, nobody is late by it, somebody is asked."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from app.calendar import StoredCalendar, china
from register.acts.amending import AmendCalendar, WarnOfCalendarEnd
from register.acts.owing import Owing
from register.acts.recounting import RecountDuties
from register.acts.telling import TellableAt
from register.duties import Duty
from register.errors import Gone
from register.notes import NoteKind
from register.workdays import Amendments, DayKind, SpecialDay
from tests import cast
from tests.acts.world import World, at
from tests.notices import NOTICE, SOURCE

DATA = china(range(2026, 2029))
WORKED_SATURDAY = date(2027, 1, 2)


async def amend(world: World, notice: Amendments = NOTICE) -> None:
    await AmendCalendar(world.store, world.clock)(notice, cause=world.cause())


async def recount(world: World) -> int:
    return await RecountDuties(world.store, world.clock, world.owing)()


async def load(world: World, notice: Amendments = NOTICE) -> int:
    """Add a notice, and do what the next tick does; return how many duties it counted anew."""
    await amend(world, notice)
    async with world.store.read() as uow:
        world.calendar = DATA.amended(await uow.calendar.known())
    return await recount(world)


async def owed(world: World, encounter: str, *, on: str = "2026-12-30 15:00") -> Duty:
    """Let Li owe a record, counted while 2027 is not announced."""
    world.calendar = DATA
    world.clock.set(on)
    await world.answer(await world.start(), "encountered_at", encounter)
    return await world.duty()


class TestANotice:
    async def test_is_written_down_in_every_house_once(self, world: World) -> None:
        await amend(world)
        await amend(world)

        (entry,) = [link.entry for link in await world.links()]
        assert entry.codes == {"days": str(len(NOTICE.days)), "years": "2027"}
        assert len(await world.links(cast.CITY.id)) == 1

    async def test_that_changes_one_day_is_news_of_that_day_alone(self, world: World) -> None:
        await amend(world)
        corrected = {WORKED_SATURDAY: SpecialDay(DayKind.MAKE_UP_WORKDAY, "", "更正通知")}

        await amend(world, replace(NOTICE, days={**NOTICE.days, **corrected}))

        last = (await world.links())[-1].entry
        assert last.codes == {"days": "1", "years": ""}
        async with world.store.read() as uow:
            known = await uow.calendar.known()
        assert known.days == {**NOTICE.days, **corrected}

    @pytest.mark.req("T2", "T17")
    async def test_counts_in_a_running_service_at_its_next_look(self, world: World) -> None:
        calendar = StoredCalendar(world.store, DATA)
        owing = Owing(calendar, world.zone)
        before = calendar()
        await calendar.look_again()
        assert calendar() is before

        await amend(world)
        await calendar.look_again()

        assert calendar().is_announced(2027)
        assert owing.calendar().kind_of(date(2026, 12, 31)) is DayKind.HOLIDAY


class TestWhatIsOwed:
    @pytest.mark.req("V11", "T2", "T16", "AC4")
    async def test_firms_up_when_the_year_is_loaded(self, world: World) -> None:
        duty = await owed(world, "2026-12-30T10:00")
        assert (duty.deadline.due_on, duty.deadline.provisional) == (date(2027, 1, 5), True)

        assert await load(world) == 1

        firm = await world.duty()
        assert (firm.deadline.due_on, firm.deadline.provisional) == (date(2027, 1, 6), False)
        assert firm.former == (date(2027, 1, 5),)
        assert await recount(world) == 0

    @pytest.mark.req("AC4", "T16")
    async def test_keeps_its_promised_day_where_a_make_up_day_would_bring_it_forward(
        self, world: World
    ) -> None:
        await owed(world, "2026-12-30T10:00")
        make_up = SpecialDay(DayKind.MAKE_UP_WORKDAY, "", SOURCE)
        world.clock.set("2027-01-05 09:00")

        await load(world, Amendments(days={WORKED_SATURDAY: make_up}, announced={2027: SOURCE}))

        duty = await world.duty()
        assert duty.deadline.due_on == date(2027, 1, 5)
        assert not duty.deadline.provisional
        assert not duty.passed(world.clock())

    @pytest.mark.req("AC4")
    async def test_is_never_late_by_a_notice_loaded_on_any_day(self, world: World) -> None:
        """Whoever is in time on the eve of a notice is in time after it."""
        duty = await owed(world, "2026-12-25T10:00", on="2026-12-25 15:00")
        promised = duty.deadline.due_at

        for day, notice in enumerate((NOTICE, Amendments(announced={2028: SOURCE}))):
            world.clock.set(f"2026-12-{28 + day} 12:00")
            await load(world, notice)
            assert (await world.duty()).deadline.due_at >= promised

    async def test_is_counted_anew_also_back_to_a_calendar_that_counted_it_before(
        self, world: World
    ) -> None:
        await owed(world, "2026-12-30T10:00")
        first, second = world.calendar, DATA.amended(NOTICE)

        for calendar in (second, first, second, first):
            world.calendar = calendar
            assert await recount(world) == 1


class TestAdministrators:
    async def warn(self, world: World, moment: str) -> None:
        world.clock.set(moment)
        calendar = world.current_calendar
        await WarnOfCalendarEnd(world.store, world.clock, calendar, world.zone)()

    async def told(self, world: World) -> list[str]:
        notes = await world.notes(NoteKind.CALENDAR_ENDS)
        return [f"{note.not_before.astimezone(world.zone):%Y-%m-%d %H:%M}" for note in notes]

    @pytest.mark.req("T17")
    async def test_are_asked_for_a_notice_sixty_days_before_in_house_hours(
        self, world: World
    ) -> None:
        await self.warn(world, "2026-10-31 23:59")
        assert await self.told(world) == []

        await self.warn(world, "2026-11-01 00:00")

        assert await self.told(world) == ["2026-11-02 08:30"]
        (note,) = await world.notes(NoteKind.CALENDAR_ENDS)
        assert (note.addressee, note.organisation) == (cast.ZHENG.id, cast.COUNTY.id)

    @pytest.mark.req("T17", "AC4")
    async def test_are_asked_once_a_week_until_the_year_is_loaded(self, world: World) -> None:
        await self.warn(world, "2026-10-01 10:00")
        while world.clock() < at("2026-12-15 10:00"):
            world.clock.move(timedelta(hours=6))
            await WarnOfCalendarEnd(world.store, world.clock, world.current_calendar, world.zone)()
        asked = [note.not_before for note in await world.notes(NoteKind.CALENDAR_ENDS)]
        assert len(asked) == 7
        assert {(later - earlier).days for earlier, later in pairwise(asked)} == {7}

        await load(world)
        await self.warn(world, "2026-12-28 10:00")

        assert len(await self.told(world)) == 7

    async def test_are_asked_on_when_the_year_has_begun_without_its_notice(
        self, world: World
    ) -> None:
        await self.warn(world, "2026-12-30 10:00")
        await self.warn(world, "2027-01-04 10:00")

        notes = await world.notes(NoteKind.CALENDAR_ENDS)
        assert [note.object[:4] for note in notes] == ["2027", "2027"]

    async def test_hear_of_the_newest_week_alone_after_an_absence(self, world: World) -> None:
        await self.warn(world, "2026-11-02 10:00")
        (note,) = await world.notes(NoteKind.CALENDAR_ENDS)
        tellable = TellableAt(world.store, world.owing)

        async def may_be_told() -> datetime:
            house, now = note.organisation, world.clock()
            return await tellable(note.kind, note.object, organisation=house, now=now)

        assert await may_be_told() == world.clock()
        world.clock.set("2026-11-09 10:00")
        with pytest.raises(Gone):
            await may_be_told()
