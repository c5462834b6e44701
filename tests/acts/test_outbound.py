"""Own staff touched a case of another organ: recorded, and past the chain (RUDONG 4; A15)."""

import pytest

from register.acts.filing import PlanRoute
from register.acts.zero_owing import has_record
from register.afterwards import Capacity
from register.draft import Answer, Draft
from register.record import Record
from register.routing import Why
from tests import cast
from tests.acts.casework import NAME, Casework
from tests.acts.world import ANSWERS, World

OUTBOUND = ANSWERS | {
    "direction": Answer(value="outbound"),
    "subject_name": Answer(value="钱同事"),
    "subject_post": Answer(value="第二检察部检察官"),
    "other_organ": Answer(value="云溪县人民法院"),
    "outward_act": Answer(value="passed"),
}
del OUTBOUND["reply"]


def receivers(record: Record) -> list[tuple[str, Capacity]]:
    return [(each.person, each.capacity) for each in record.receptions]


async def planned(world: World, draft: Draft) -> Why:
    plan: PlanRoute = world.plan()
    return (await plan(draft.id, by=draft.recorder)).why


@pytest.mark.req("A15")
async def test_it_goes_to_the_own_discipline_office_and_no_head_learns_of_it(
    world: World,
) -> None:
    draft = await world.complete(OUTBOUND)

    why = await planned(world, draft)
    record = await world.file(draft)

    assert why is Why.OUTBOUND
    assert receivers(record) == [(cast.ZHOU.id, Capacity.INSPECTOR)]
    assert record.direct
    assert cast.WANG.id not in {str(note.addressee) for note in await world.notes()}
    assert (record.said("other_organ"), record.said("outward_act")) == (
        "云溪县人民法院",
        "passed",
    )


@pytest.mark.req("A15")
async def test_a_report_about_oneself_goes_the_same_way(world: World) -> None:
    answers = OUTBOUND | {
        "subject_name": Answer(value="李承办"),
        "outward_act": Answer(value="refused"),
    }

    record = await world.file(await world.complete(answers))

    assert receivers(record) == [(cast.ZHOU.id, Capacity.INSPECTOR)]


@pytest.mark.req("A15", "H18")
async def test_where_the_office_itself_is_named_it_goes_one_level_up(world: World) -> None:
    answers = OUTBOUND | {"subject_name": Answer(value="周纪检")}

    record = await world.file(await world.complete(answers))

    assert receivers(record) == [(cast.WU.id, Capacity.SUPERIOR_INSPECTOR)]


@pytest.mark.req("A15")
async def test_a_case_of_another_organ_takes_no_zero_reports_place(world: World) -> None:
    work = Casework(world)
    report = await work.submitted()
    (case,) = await work.cases()

    await world.file(await world.complete(OUTBOUND | {"case": Answer(value=NAME)}))

    assert (await work.now(report)).superseded_at is None
    async with world.store.read() as uow:
        assert not await has_record(uow, report, case, profile=cast.RUDONG, zone=world.zone)


@pytest.mark.req("A15")
async def test_turned_around_the_draft_asks_no_more_for_the_other_organ(world: World) -> None:
    draft = await world.complete(OUTBOUND)

    turned = await world.answer(draft, "direction", "inbound")

    assert {"other_organ", "outward_act"}.isdisjoint(turned.answers)
    assert await planned(world, turned) is Why.CHAIN
