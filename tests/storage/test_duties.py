"""Duties in their table: what a sweep, a person and a recount find, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from register.duties import Duty, DutyState
from register.errors import Gone, LostRace
from register.ids import DutyId
from storage.store import SqlStore
from tests.storage.samples import DEADLINE, DUTY, HEAD, MINUTE, NOW, RECORDER


def another(name: str, **changes: Any) -> Duty:
    return replace(DUTY, id=DutyId(name), **changes)


FIRST = another("first", remind_at=NOW)
NEVER = another("never", remind_at=None)
DONE = another("done").discharge(at=NOW)
ENDED = another("ended").end()
OF_HEAD = another("of-head", owner=HEAD.id, clock="forward")


@pytest.fixture
async def duties(house: SqlStore) -> SqlStore:
    async with house.begin() as uow:
        for duty in (DUTY, FIRST, NEVER, DONE, ENDED, OF_HEAD):
            await uow.duties.add(duty)
    return house


async def test_a_duty_reads_as_it_was(duties: SqlStore) -> None:
    async with duties.read() as uow:
        for duty in (DUTY, DONE, ENDED):
            assert await uow.duties.get(duty.id) == duty
        with pytest.raises(Gone):
            await uow.duties.get(DutyId("nothing"))


async def test_a_duty_that_was_discharged_is_kept(duties: SqlStore) -> None:
    async with duties.begin() as uow:
        await uow.duties.save(DUTY.discharge(at=NOW + MINUTE))

    async with duties.read() as uow:
        kept = await uow.duties.get(DUTY.id)
    assert (kept.state, kept.discharged_at) == (DutyState.DISCHARGED, NOW + MINUTE)
    assert (kept.deadline, kept.former, kept.version) == (DEADLINE, DUTY.former, 1)
    with pytest.raises(LostRace):
        async with duties.begin() as uow:
            await uow.duties.save(DUTY.end())


@pytest.mark.req("T14")
async def test_reminders_that_are_due_come_earliest_first(duties: SqlStore) -> None:
    async with duties.read() as uow:
        find = uow.duties.to_remind
        assert list(await find(until=NOW - MINUTE, limit=9)) == []
        assert list(await find(until=NOW, limit=9)) == [FIRST]
        assert list(await find(until=NOW + MINUTE, limit=9)) == [FIRST, DUTY, OF_HEAD]
        assert list(await find(until=NOW + MINUTE, limit=2)) == [FIRST, DUTY]


async def test_open_duties_about_a_thing_are_found_by_their_clock(duties: SqlStore) -> None:
    async with duties.read() as uow:
        assert list(await uow.duties.open_about(DUTY.about, "record")) == [DUTY, FIRST, NEVER]
        assert list(await uow.duties.open_about(DUTY.about, "forward")) == [OF_HEAD]
        assert list(await uow.duties.open_about("nothing", "record")) == []


async def test_what_a_person_owes_comes_by_its_last_day(duties: SqlStore) -> None:
    early = replace(
        DEADLINE, due_on=date(2026, 10, 9), due_at=datetime(2026, 10, 9, 16, tzinfo=UTC)
    )
    async with duties.begin() as uow:
        await uow.duties.add(another("zz-early", deadline=early))

    async with duties.read() as uow:
        found = [duty.id for duty in await uow.duties.open_of(RECORDER.id)]
    assert found == ["zz-early", DUTY.id, FIRST.id, NEVER.id]


@pytest.mark.req("T2")
async def test_duties_counted_by_another_calendar_are_found_and_no_others(
    duties: SqlStore,
) -> None:
    anew = replace(DEADLINE, calendar_version="2026.2")
    async with duties.begin() as uow:
        await uow.duties.save(replace(DUTY, deadline=anew))

    async with duties.read() as uow:
        found = await uow.duties.counted_by_others("2026.2", limit=9)
        assert {duty.id for duty in found} == {FIRST.id, NEVER.id, OF_HEAD.id}
        assert len(await uow.duties.counted_by_others("2026.2", limit=1)) == 1
