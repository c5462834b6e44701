"""The head reports on: from when, until when, to whom, and once (RUDONG 13)."""

from dataclasses import replace

import pytest

from register.acts.supervising import Acknowledge, OpenRecord
from register.afterwards import Capacity
from register.draft import Answer
from register.duties import DutyState
from register.errors import AlreadyForwarded, NobodyToReceive, NotAllowed
from register.ids import PersonId
from register.notes import NoteKind
from register.people import Person, Role
from register.record import Record
from tests import cast
from tests.acts.world import ANSWERS, World

SECOND_HEAD = replace(cast.WANG, id=PersonId("feng"), name="冯主任", account=None)


async def filed(world: World, subject: str = "赵干预", principal: str = "") -> Record:
    answers = ANSWERS | {"subject_name": Answer(value=subject)}
    if principal:
        answers |= {"principal": Answer(value=principal)}
    return await world.file(await world.complete(answers))


async def told(world: World, kind: NoteKind = NoteKind.RECORD_RECEIVED) -> list[str]:
    return [str(note.addressee) for note in await world.notes(kind)]


@pytest.mark.req("G3", "CH1")
async def test_the_heads_clock_starts_when_the_card_lies_there(world: World) -> None:
    record = await filed(world)
    assert await world.duties(cast.WANG.id) == []

    world.clock.set("2026-10-08 09:00")
    await world.arrive(record)

    owed = await world.duty(cast.WANG.id)
    assert (owed.clock, owed.event_at) == ("forward", world.clock())
    assert owed.deadline.due_on.isoformat() == "2026-10-12"


@pytest.mark.req("CH1")
async def test_neither_opening_nor_acknowledging_starts_or_stops_the_clock(world: World) -> None:
    record = await filed(world)
    await OpenRecord(world.store, world.clock)(record.id, by=cast.WANG.id, cause=world.cause())
    await Acknowledge(world.change_record)(record.id, by=cast.WANG.id, cause=world.cause())
    assert await world.duties(cast.WANG.id) == []

    await world.arrive(record)
    before = await world.duty(cast.WANG.id)
    world.clock.set("2026-10-09 10:00")
    await OpenRecord(world.store, world.clock)(record.id, by=cast.WANG.id, cause=world.cause())

    assert await world.duty(cast.WANG.id) == before


@pytest.mark.req("CH2")
async def test_a_second_arrival_restarts_nothing(world: World) -> None:
    record = await filed(world)
    first = await world.arrive(record)
    owed = await world.duty(cast.WANG.id)
    world.clock.set("2026-10-09 10:00")

    again = await world.arrive(record)

    assert again.reception_of(cast.WANG.id) == first.reception_of(cast.WANG.id)
    assert await world.duty(cast.WANG.id) == owed
    assert (await world.acts())["deliver"] == 1


async def test_only_a_head_owes_the_reporting_on(world: World) -> None:
    draft = await world.report_directly(await world.complete())

    await world.arrive(await world.file(draft), cast.ZHOU.id)

    assert await world.duties(cast.ZHOU.id) == []


async def test_a_card_reaches_no_one_who_is_no_addressee(world: World) -> None:
    with pytest.raises(NotAllowed):
        await world.arrive(await filed(world), cast.SUN.id)


@pytest.mark.req("TX1", "AC2", "G3")
async def test_leader_and_discipline_office_learn_of_it_in_one_moment(world: World) -> None:
    record = await filed(world)
    await world.arrive(record)
    owed = await world.duty(cast.WANG.id)
    world.clock.set("2026-10-08 14:00")

    forwarded = await world.forward(record)

    assert [(r.person, r.capacity) for r in forwarded.receptions] == [
        (cast.WANG.id, Capacity.HEAD),
        (cast.CHEN.id, Capacity.LEADER),
        (cast.ZHOU.id, Capacity.INSPECTOR),
    ]
    assert await told(world) == [cast.WANG.id, cast.CHEN.id, cast.ZHOU.id]
    done = await world.kept(owed)
    assert (done.state, done.discharged_at) == (DutyState.DISCHARGED, world.clock())
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "forward"]
    assert (entry.actor, entry.at) == (cast.WANG.id, forwarded.forwarded_at)


@pytest.mark.req("TX1", "AC2")
async def test_where_nobody_can_receive_nothing_of_it_happens(world: World) -> None:
    record = await filed(world, "周纪检和吴监察")
    await world.arrive(record)

    with pytest.raises(NobodyToReceive):
        await world.forward(record)

    assert (await world.duty(cast.WANG.id)).state is DutyState.OPEN
    assert await told(world) == [cast.WANG.id]
    assert (await world.acts())["forward"] == 0


async def test_it_is_reported_on_once(world: World) -> None:
    record = await filed(world)
    await world.arrive(record)
    cause = world.cause()
    first = await world.forward(record, cause=cause)

    again = await world.forward(record, cause=cause)
    with pytest.raises(AlreadyForwarded):
        await world.forward(record)

    assert again.forwarded_at == first.forwarded_at
    assert (await world.acts())["forward"] == 1
    assert len(await told(world)) == 3


@pytest.mark.parametrize("person", [cast.LI, cast.SUN, cast.CHEN, cast.ZHOU], ids=lambda p: p.id)
async def test_nobody_but_its_head_reports_it_on(world: World, person: Person) -> None:
    record = await filed(world)
    await world.arrive(record)

    with pytest.raises(NotAllowed):
        await world.forward(record, by=person.id)

    assert (await world.acts())["forward"] == 0


@pytest.mark.req("H18", "CH29")
@pytest.mark.parametrize("subject", ["陈副检", "陈副检察长"])
async def test_a_leader_who_stands_in_the_record_gets_nothing(world: World, subject: str) -> None:
    record = await filed(world, principal=subject)
    await world.arrive(record)

    forwarded = await world.forward(record)

    assert cast.CHEN.id not in {reception.person for reception in forwarded.receptions}
    assert cast.CHEN.id not in {note.addressee for note in await world.notes()}


@pytest.mark.req("CH2")
async def test_the_discipline_office_keeps_the_first_time_it_had_the_record(world: World) -> None:
    both = replace(cast.CHEN, roles=frozenset({Role.LEADER, Role.INSPECTOR}))
    async with world.store.begin() as uow:
        await uow.people.save(both)
    record = await filed(world)
    await world.arrive(record)

    forwarded = await world.forward(record)

    people = [reception.person for reception in forwarded.receptions]
    assert len(people) == len(set(people))


# ── Two heads ──────────────────────────────────────────────────────────────────────────────────


async def with_two_heads(world: World) -> Record:
    async with world.store.begin() as uow:
        await uow.people.add(SECOND_HEAD)
    return await filed(world)


@pytest.mark.req("CH2", "T6")
async def test_each_of_two_heads_owes_from_their_own_receipt(world: World) -> None:
    record = await with_two_heads(world)
    await world.arrive(record)
    first = await world.duty(cast.WANG.id)

    world.clock.set("2026-10-09 09:00")
    await world.arrive(record, SECOND_HEAD.id)

    assert await world.duty(cast.WANG.id) == first
    assert (await world.duty(SECOND_HEAD.id)).deadline.due_on.isoformat() == "2026-10-13"


async def test_one_head_reports_on_for_both(world: World) -> None:
    record = await with_two_heads(world)
    for head in (cast.WANG.id, SECOND_HEAD.id):
        await world.arrive(record, head)

    await world.forward(record, by=SECOND_HEAD.id)

    assert await world.duties(cast.WANG.id) == await world.duties(SECOND_HEAD.id) == []
    changed = [note.addressee for note in await world.notes(NoteKind.RECORD_CHANGED)]
    assert changed.count(cast.WANG.id) == changed.count(SECOND_HEAD.id) == 2


async def test_a_head_who_gets_it_after_the_other_reported_on_owes_nothing(world: World) -> None:
    record = await with_two_heads(world)
    await world.arrive(record)
    await world.forward(record)

    await world.arrive(record, SECOND_HEAD.id)

    assert await world.duties(SECOND_HEAD.id) == []


@pytest.mark.req("G3", "AD3")
async def test_only_the_leader_in_charge_of_the_department_gets_it(world: World) -> None:
    in_charge = replace(
        cast.CHEN,
        id=PersonId("fu"),
        name="傅副检",
        account=None,
        leads=frozenset({cast.FIRST.id}),
    )
    async with world.store.begin() as uow:
        await uow.people.add(in_charge)
    record = await filed(world)
    await world.arrive(record)

    forwarded = await world.forward(record)

    leaders = [r.person for r in forwarded.receptions if r.capacity is Capacity.LEADER]
    assert leaders == [in_charge.id]


@pytest.mark.req("H18")
async def test_a_head_whose_name_sounds_like_the_subjects_gets_nothing(world: World) -> None:
    record = await filed(world, subject="汪主人")  # read like the name of the head

    assert not record.heads
