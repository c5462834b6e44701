"""Four hundred days in fast time: mornings, rest days, a notice that comes late, and no slip."""

import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

import pytest

from app.calendar import china
from register.acts.recounting import RecountDuties
from register.draft import Draft
from register.duties import Duty, DutyState, house_hour
from register.ids import PersonId
from register.notes import NoteKind
from register.profile import load
from register.record import Record
from register.workdays import Calendar, DayKind, SpecialDay
from tests import cast
from tests.acts.world import ZONE, World

FIRST, DAYS = date(2026, 1, 1), 400
LOADED = datetime(2027, 1, 6, 12, 0, tzinfo=ZONE)
"""When 2027 is known at last: duties of the turn of the year were counted without its notice."""
HEAD_OF = {cast.LI.id: cast.WANG.id, cast.QIAN.id: cast.SUN.id}
HOUSE = load("rudong", on=FIRST).house
DAY = timedelta(days=1)

Deed = Callable[[], Awaitable[None]]


def with_2027(before: Calendar) -> Calendar:
    """Return the calendar with a notice as it might come: bridges, and Sundays worked for them."""
    off = [date(2027, 1, 4), *(date(2027, 2, day) for day in range(5, 12))]
    on = [date(2027, 1, 10), date(2027, 1, 31)]
    notice = dict.fromkeys(off, SpecialDay(DayKind.HOLIDAY, "放假", "国办发明电"))
    notice |= dict.fromkeys(on, SpecialDay(DayKind.MAKE_UP_WORKDAY, "补班", "国办发明电"))
    return Calendar(
        special={**before.special, **notice},
        announced=before.announced | {2027},
        version="with 2027",
    )


@dataclass
class Year:
    """What happens when; chance decides how many days everybody lets pass."""

    world: World
    chance: Random
    moments: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    order: "count[int]" = field(default_factory=count)
    digests: set[tuple[PersonId, date]] = field(default_factory=set)
    """Whose morning was told of, as the checks found it."""
    promised: dict[str, datetime] = field(default_factory=dict)
    """The latest instant of breach that each duty was ever given."""

    def plan(self, moment: datetime, deed: Deed) -> None:
        heapq.heappush(self.moments, (moment, next(self.order), deed))

    def later(self, days: float, deed: Deed) -> None:
        self.plan(self.world.clock() + timedelta(days=self.chance.uniform(0, days)), deed)

    async def run(self) -> None:
        while self.moments:
            self.world.clock.now, _, deed = heapq.heappop(self.moments)
            await deed()

    # ── People ─────────────────────────────────────────────────────────────────────────────────

    async def meet(self) -> None:
        """Somebody is spoken to, and begins a record up to three days after."""
        by = self.chance.choice(list(HEAD_OF))
        met = self.world.clock() - timedelta(days=self.chance.uniform(0, 3))
        draft = await self.world.start(by)
        await self.world.answer(draft, "subject_name", "赵干预", by=by)
        await self.world.answer(draft, "encountered_at", met.isoformat(), by=by)
        if self.chance.random() < 0.1:
            self.later(9, lambda: self.give_up(draft))
        else:
            self.later(self.chance.choice([1, 3, 9]), lambda: self.file(draft))

    async def meet_over_new_year(self) -> None:
        """Whatever chance brings, something is owed when the notice comes, and not yet done."""
        draft = await self.world.start()
        await self.world.answer(draft, "subject_name", "赵干预")
        await self.world.answer(draft, "encountered_at", "2027-01-02T10:00")
        self.plan(LOADED + DAY, lambda: self.file(draft))

    async def give_up(self, draft: Draft) -> None:
        await self.world.discard(draft)

    async def file(self, draft: Draft) -> None:
        record = await self.world.file(draft)
        arrives = house_hour(self.world.clock(), HOUSE, self.world.calendar, ZONE)
        self.plan(arrives, lambda: self.arrive(record))

    async def arrive(self, record: Record) -> None:
        head = HEAD_OF[record.recorder]
        await self.world.arrive(record, head)
        self.later(self.chance.choice([2, 6, 12]), lambda: self.forward(record, head))

    async def forward(self, record: Record, head: PersonId) -> None:
        async with self.world.store.read() as uow:
            kept = await uow.records.get(record.id)
        if head in kept.forwarders:  # who was silent too long has nothing to report on any more
            await self.world.forward(record, by=head)

    # ── The service ────────────────────────────────────────────────────────────────────────────

    async def tick(self) -> None:
        await self.world.tick()

    async def tick_and_look(self) -> None:
        await self.world.tick()
        self.check_evaluated(await self.owed())

    async def open_house(self) -> None:
        await self.world.tick()
        owed = await self.owed()
        self.check_evaluated(owed)
        self.check_morning(owed)

    async def load_2027(self) -> None:
        before = await self.owed()
        assert any(duty.deadline.provisional for duty in before)
        self.world.calendar = with_2027(self.world.calendar)
        recount = RecountDuties(self.world.store, self.world.clock, self.world.owing)
        assert await recount() == len(before)
        after = {duty.id: duty for duty in await self.owed()}
        for duty in before:
            assert after[duty.id].deadline.due_at >= duty.deadline.due_at
        assert any(after[duty.id].deadline.due_on > duty.deadline.due_on for duty in before)

    # ── What must hold ─────────────────────────────────────────────────────────────────────────

    async def owed(self) -> list[Duty]:
        """Return every open duty: no calendar has an empty name."""
        async with self.world.store.read() as uow:
            return list(await uow.duties.counted_by_others("", limit=10_000))

    def check_evaluated(self, owed: list[Duty]) -> None:
        """No reminder is left behind, no date is moved against its owner, 2027 is firm."""
        now = self.world.clock()
        for duty in owed:
            assert duty.remind_at is not None
            assert duty.remind_at > now
            assert duty.deadline.due_at >= self.promised.get(duty.id, duty.deadline.due_at)
            self.promised[duty.id] = duty.deadline.due_at
            if now >= LOADED:
                assert not duty.deadline.provisional

    def check_morning(self, owed: list[Duty]) -> None:
        """Who owes what ends today, on the next working day or has ended is told, nobody else."""
        today = self.world.clock().astimezone(ZONE).date()
        if self.world.calendar.is_workday(today):
            for duty in owed:
                if self.workdays_left(today, duty.deadline.due_on) <= 1:
                    self.digests.add((duty.owner, today))

    def workdays_left(self, today: date, last: date) -> int:
        days = (today + n * DAY for n in range(1, (last - today).days + 1))
        return sum(self.world.calendar.is_workday(day) for day in days)


def prepared(world: World, seed: int, encounters: int) -> Year:
    world.calendar = china(range(2026, 2028))
    assert world.calendar.announced == {2026}
    year = Year(world, Random(seed))
    for day in (FIRST + n * DAY for n in range(DAYS)):
        year.plan(datetime.combine(day, HOUSE.opens, ZONE), year.open_house)
        year.plan(datetime.combine(day, HOUSE.closes, ZONE), year.tick)
    begins = datetime.combine(FIRST, time.min, ZONE)
    for deed, often in ((year.meet, encounters), (year.tick_and_look, DAYS // 2)):
        for _ in range(often):
            year.plan(begins + timedelta(days=year.chance.uniform(3, DAYS - 1)), deed)
    year.plan(LOADED - DAY, year.meet_over_new_year)
    year.plan(LOADED, year.load_2027)
    return year


@pytest.mark.req("AC4", "T2", "T4", "T5", "T7", "T9", "T15", "T16")
@pytest.mark.parametrize(
    ("seed", "encounters"),
    [(1, 60), *[pytest.param(seed, 600, marks=pytest.mark.soak) for seed in range(2, 12)]],
)
async def test_four_hundred_days_hold(world: World, seed: int, encounters: int) -> None:
    year = prepared(world, seed, encounters)

    await year.run()

    told = [
        (PersonId(note.addressee), note.not_before.astimezone(ZONE))
        for note in await world.notes(NoteKind.DIGEST)
    ]
    assert {moment.time() for _, moment in told} == {HOUSE.reminder_at}
    assert len(told) == len({(person, moment.date()) for person, moment in told})
    assert {(person, moment.date()) for person, moment in told} == year.digests
    assert len(year.digests) > encounters
    await each_passed_duty_of_a_head_went_over_once(world)


async def each_passed_duty_of_a_head_went_over_once(world: World) -> None:
    notes = await world.notes(NoteKind.DUTY_PASSED)
    assert notes
    assert len({note.object for note in notes}) == len(notes)
    async with world.store.read() as uow:
        for note in notes:
            record_id, duty_id = note.object.split("/")
            duty, record = await uow.duties.get(duty_id), await uow.records.get(record_id)
            assert (duty.clock, duty.state) == ("forward", DutyState.PASSED_ON)
            assert note.addressee == duty.owner
            assert note.not_before >= duty.deadline.due_at
            assert record.inspectors == (cast.ZHOU.id,)
