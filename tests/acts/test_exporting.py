"""Records leave the register for another system: those one may read, each written down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from register.acts.exporting import Exported, ExportRecords
from register.acts.supplementing import Correct, SupplementRecord
from register.draft import Answer
from register.errors import NotAllowed
from register.ids import OrganisationId, PersonId
from register.people import Person, Role
from register.record import Record
from tests import cast
from tests.acts.world import ANSWERS, World, at


async def export(
    world: World,
    by: PersonId = cast.ZHOU.id,
    house: OrganisationId = cast.COUNTY.id,
    *,
    since: str = "2026-09-01 00:00",
    until: str = "2026-11-01 00:00",
) -> Sequence[Exported]:
    act = ExportRecords(world.store, world.clock, world.conflicts)
    return await act(house, since=at(since), until=at(until), by=by, cause=world.cause())


async def direct(world: World, subject: str = "赵干预") -> Record:
    """File a record that goes to the discipline office at once."""
    answers = ANSWERS | {"subject_name": Answer(value=subject)}
    return await world.file(await world.report_directly(await world.complete(answers)))


def numbers(taken: Sequence[Exported]) -> set[str]:
    return {each.record.number for each in taken}


async def change(world: World, person: Person) -> None:
    async with world.store.begin() as uow:
        kept = await uow.people.get(person.id)
        await uow.people.save(replace(person, version=kept.version))


@pytest.mark.req("E5", "J9", "K1")
async def test_the_office_takes_what_reached_it_with_evidence_and_names(world: World) -> None:
    draft = await world.complete()
    item = await world.seal(b"a screenshot")
    await world.put(item, draft)
    record = await world.forward(await world.arrive(await world.file(draft)))
    await world.file(await world.complete())  # lies with the head alone

    (taken,) = await export(world)

    assert taken.record.id == record.id
    assert [each.sha256 for each in taken.evidence] == [item.sha256]
    assert taken.names[cast.ZHOU.id] == cast.ZHOU.name


@pytest.mark.req("K1", "K2")
async def test_each_record_that_is_taken_is_written_down(world: World) -> None:
    filed = [await direct(world), await direct(world)]

    await export(world)

    entries = [link.entry for link in await world.links() if link.entry.act == "export"]
    assert {(entry.object, entry.actor) for entry in entries} == {
        (record.id, cast.ZHOU.id) for record in filed
    }


@pytest.mark.req("J9")
async def test_the_days_of_filing_count_the_first_and_not_the_one_after_the_last(
    world: World,
) -> None:
    record = await direct(world)

    day = "2026-09-30 15:00"
    assert numbers(await export(world, since=day, until="2026-09-30 15:01")) == {record.number}
    assert not await export(world, since="2026-09-30 15:01")
    assert not await export(world, until=day)


@pytest.mark.req("H18", "K1")
async def test_what_somebody_stands_in_is_not_among_what_they_take(world: World) -> None:
    innocent = await direct(world)
    await direct(world, subject="周老三")
    await change(world, replace(cast.ZHOU, aliases=("周老三",)))

    assert numbers(await export(world)) == {innocent.number}
    assert (await world.acts())["export"] == 1


@pytest.mark.req("H18")
async def test_whom_a_correction_names_takes_nothing_of_it_any_more(world: World) -> None:
    record = await direct(world)
    grow = SupplementRecord(world.change_record, world.owing, world.conflicts)
    named = Answer(value=cast.ZHOU.name)
    await Correct(grow)(record.id, "principal", named, by=cast.LI.id, cause=world.cause())

    assert not await export(world)


@pytest.mark.req("E5", "K1")
@pytest.mark.parametrize("by", [cast.LI, cast.WANG, cast.CHEN, cast.ZHENG, cast.WU])
async def test_nobody_but_the_houses_own_office_takes_records(world: World, by: Person) -> None:
    await direct(world)

    with pytest.raises(NotAllowed):
        await export(world, by.id)

    assert (await world.acts())["export"] == 0


@pytest.mark.req("E5", "J3")
async def test_adjudication_management_may_take_and_gets_what_it_may_read(world: World) -> None:
    record = await direct(world)
    await change(world, replace(cast.CHEN, roles=frozenset({Role.ADJUDICATION})))

    assert not await export(world, cast.CHEN.id)
    await change(world, replace(cast.ZHOU, roles=frozenset({Role.ADJUDICATION})))
    assert numbers(await export(world)) == {record.number}


async def test_who_left_takes_nothing(world: World) -> None:
    await direct(world)
    await change(world, replace(cast.ZHOU, left_on=world.clock().date() - timedelta(days=1)))

    with pytest.raises(NotAllowed):
        await export(world)
