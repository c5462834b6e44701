"""A head who stays silent: duty and right to read pass on to the discipline office."""

from dataclasses import replace

import pytest

from register.acts.supervising import OpenRecord
from register.afterwards import Capacity
from register.duties import DutyState
from register.errors import ContentClosed, NotAllowed
from register.ids import PersonId
from register.notes import NoteKind
from register.record import Record
from tests import cast
from tests.acts.world import ANSWERS, World, at

SECOND_HEAD = replace(cast.WANG, id=PersonId("feng"), name="冯主任", account=None)


async def at_the_head(world: World, subject: str = "赵干预") -> Record:
    """Let a record lie with the head on 30 September; reporting on is due on 10 October."""
    draft = await world.complete(ANSWERS)
    record = await world.file(await world.answer(draft, "subject_name", subject))
    return await world.arrive(record)


async def kept(world: World, record: Record) -> Record:
    async with world.store.read() as uow:
        return await uow.records.get(record.id)


async def addressees(world: World, record: Record) -> dict[PersonId, Capacity]:
    return {each.person: each.capacity for each in (await kept(world, record)).receptions}


@pytest.mark.req("G3", "CH4")
async def test_until_midnight_of_the_last_day_it_is_the_heads(world: World) -> None:
    record = await at_the_head(world)

    world.clock.set("2026-10-10 23:59")
    await world.tick()

    assert set(await addressees(world, record)) == {cast.WANG.id}
    assert (await world.duty(cast.WANG.id)).state is DutyState.OPEN


@pytest.mark.req("G3", "G34", "H18")
async def test_at_midnight_after_it_the_discipline_office_has_it(world: World) -> None:
    record = await at_the_head(world)
    owed = await world.duty(cast.WANG.id)

    world.clock.set("2026-10-11 00:00")
    await world.tick()
    await world.tick()

    passed = await kept(world, record)
    assert (await world.kept(owed)).state is DutyState.PASSED_ON
    assert await addressees(world, record) == {
        cast.WANG.id: Capacity.HEAD,
        cast.ZHOU.id: Capacity.INSPECTOR,
    }
    assert passed.reception_of(cast.WANG.id).passed_on_at == world.clock()
    assert passed.filed_at == record.filed_at
    (told,) = [n for n in await world.notes("record_received") if n.addressee == cast.ZHOU.id]
    assert told.not_before == at("2026-10-12 08:30")  # 11 October is a Sunday off
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "pass_on"]
    assert (entry.actor, entry.codes) == (None, {"silent": cast.WANG.id})


@pytest.mark.req("E10", "K1")
async def test_who_was_silent_reads_no_more_and_is_told_the_fact(world: World) -> None:
    record = await at_the_head(world)
    world.clock.set("2026-10-11 00:00")
    await world.tick()

    with pytest.raises(ContentClosed):
        await OpenRecord(world.store, world.clock)(record.id, by=cast.WANG.id, cause=world.cause())
    with pytest.raises(NotAllowed):
        await world.forward(record)

    (fact,) = await world.notes(NoteKind.DUTY_PASSED)
    assert (fact.addressee, fact.not_before) == (cast.WANG.id, at("2026-10-12 08:30"))
    assert await world.digest(cast.WANG.id) == []


@pytest.mark.req("G3", "AD4", "TX1")
async def test_the_office_reports_to_the_leader_in_the_heads_place(world: World) -> None:
    record = await at_the_head(world)
    world.clock.set("2026-10-12 09:00")
    await world.tick()

    forwarded = await world.forward(record, by=cast.ZHOU.id)

    assert forwarded.forwarded_at == world.clock()
    assert (await addressees(world, record))[cast.CHEN.id] is Capacity.LEADER


@pytest.mark.req("H18", "CH29")
async def test_an_inspector_who_stands_in_it_takes_nothing_over(world: World) -> None:
    record = await at_the_head(world, subject="周纪检")

    world.clock.set("2026-10-11 00:00")
    await world.tick()

    assert await addressees(world, record) == {
        cast.WANG.id: Capacity.HEAD,
        cast.WU.id: Capacity.SUPERIOR_INSPECTOR,
    }


@pytest.mark.req("H18")
async def test_where_nobody_may_take_over_it_stays_with_the_head(world: World) -> None:
    record = await at_the_head(world, subject="周纪检和吴监察")

    world.clock.set("2026-10-13 12:00")
    await world.tick()

    assert set(await addressees(world, record)) == {cast.WANG.id}
    assert (await world.duty(cast.WANG.id)).state is DutyState.OPEN
    assert await world.notes(NoteKind.DUTY_PASSED) == []


@pytest.mark.req("T6")
async def test_each_of_two_heads_has_their_own_last_day(world: World) -> None:
    async with world.store.begin() as uow:
        await uow.people.add(SECOND_HEAD)
    record = await at_the_head(world)
    world.clock.set("2026-10-09 09:00")
    await world.arrive(record, SECOND_HEAD.id)

    world.clock.set("2026-10-11 00:00")
    await world.tick()

    passed = await kept(world, record)
    assert passed.forwarders == {SECOND_HEAD.id, cast.ZHOU.id}
    assert (await world.duty(SECOND_HEAD.id)).state is DutyState.OPEN
    await world.forward(record, by=SECOND_HEAD.id)
    assert await world.duties(SECOND_HEAD.id) == []


@pytest.mark.req("CH1")
async def test_whom_no_card_reached_was_not_silent(world: World) -> None:
    draft = await world.complete()
    record = await world.file(draft)

    world.clock.set("2026-10-20 12:00")
    await world.tick()

    assert set(await addressees(world, record)) == {cast.WANG.id}
