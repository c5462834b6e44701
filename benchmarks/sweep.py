"""What a tick costs that finds 200 due duties, among few open ones and among very many."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from dishka import AsyncContainer
from sqlalchemy import text

from app.core_providers import make_register
from app.directory import Directory
from benchmarks.conversation import read_conversation
from benchmarks.service import prepare, settings_in
from register.acts.owing import Owing
from register.acts.reminding import WatchDuties
from register.duties import RECORD, Duty, deadline
from register.ids import DutyId
from register.people import Person
from register.ports import Store
from register.profile import load
from storage.engine import Engine
from storage.transactions import writing

DUE = 200
"""Duties of one morning."""
MORNING = datetime(2026, 9, 18, 0, 30, tzinfo=UTC)
"""Half past eight in Shanghai, on a working day; each round is one working day later."""
_FAR = "2099-01-01 00:00:00.000000"
_COPIED = (
    "organisation, owner, clock, about, profile, profile_version, event_at, due_on, due_at,"
    " calendar_version, state, version, content"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """CPU and wall seconds of one tick among so many open duties."""

    open_duties: int
    cpu: float
    wall: float


@dataclass(slots=True)
class Morning:
    """A clock that is set."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


async def measure(sizes: Sequence[int], rounds: int, folder: Path) -> Sequence[Sweep]:
    """Measure in this process, each size in a database of its own."""
    sweeps = []
    for size in sizes:
        own = folder / str(size)
        own.mkdir()
        sweeps.append(await _sweep(size, rounds, own))
    return sweeps


async def _sweep(size: int, rounds: int, folder: Path) -> Sweep:
    settings = settings_in(folder, "1:sweep", "http://127.0.0.1:1")
    await prepare(settings, read_conversation().house, 1)
    register = make_register(settings)
    try:
        owing = await register.get(Owing)
        await _fill(register, owing, size)
        clock = Morning()
        watch = WatchDuties(await register.get(Store), clock, owing)
        await watch()  # the first one compiles the statements
        costs = []
        for _ in range(rounds):
            clock.now = _next_morning(clock.now, owing)
            costs.append(await _timed(watch))
        cpu, wall = zip(*costs, strict=True)
        return Sweep(open_duties=size, cpu=median(cpu), wall=median(wall))
    finally:
        await register.close()


async def _timed(watch: WatchDuties) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    reminded = await watch()
    if reminded != DUE:
        raise RuntimeError(f"{reminded} duties were due instead of {DUE}")
    return time.process_time() - cpu, time.perf_counter() - wall


async def _fill(register: AsyncContainer, owing: Owing, size: int) -> None:
    """Open the due ones as acts do, and the others as copies that are due in another century."""
    store, engine = await register.get(Store), await register.get(Engine)
    members = await (await register.get(Directory)).members()
    owner = members[0].person
    async with store.begin() as uow:
        for number in range(DUE):
            await uow.duties.add(_due(f"due {number}", owner, owing))
    copies = text(
        f"INSERT INTO duties (id, remind_at, {_COPIED}) "
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :n) "
        f"SELECT 'far ' || n, '{_FAR}', {_COPIED} FROM duties, numbers WHERE id = 'due 0'"
    )
    async with writing(engine) as connection:
        await connection.execute(copies, {"n": size - DUE})


def _due(name: str, owner: Person, owing: Owing) -> Duty:
    profile = load("rudong", on=date(2026, 9, 1))
    event = MORNING - timedelta(days=1)
    duty = Duty(
        id=DutyId(name),
        organisation=owner.organisation,
        owner=owner.id,
        clock=RECORD,
        about=name,
        profile=profile.id,
        profile_version=profile.version,
        event_at=event,
        deadline=deadline(profile.clock(RECORD), event, owing.calendar(), owing.zone),
    )
    return replace(duty, remind_at=MORNING)


def _next_morning(now: datetime, owing: Owing) -> datetime:
    """Return the next morning on which all of them are reminded of."""
    today = max(now.astimezone(owing.zone).date(), date(2026, 9, 21))
    day = owing.calendar().next_workday(today)
    return datetime.combine(day, now.astimezone(owing.zone).time(), owing.zone).astimezone(UTC)
