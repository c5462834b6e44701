"""Deputies: for days, step by step, by the rules that bind whom they stand in for (T11)."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.deputising import FindDeputies, ShowAbsence
from register.acts.passing_on import PassOnDuties
from register.acts.staffing import DeputyLine
from register.afterwards import Capacity
from register.draft import Answer
from register.errors import DeputyUnfit, NotAllowed
from register.ids import Account, PersonId
from register.notes import NoteKind
from register.people import Person, Role
from register.record import Record
from register.zero_report import ConfirmedAs
from tests import cast
from tests.acts.casework import Casework
from tests.acts.staff import FIRST_DAY, LAST_DAY, Staff, line
from tests.acts.world import ANSWERS, World

HU = replace(
    cast.LI, id=PersonId("hu"), name="胡代理", account=Account("account of hu"), aliases=("老胡",)
)
"""A colleague of the first department."""


@pytest.fixture
async def staff(world: World) -> Staff:
    staff = Staff(world)
    await staff.add(HU)
    return staff


async def filed(world: World, subject: str = "赵干预") -> Record:
    answers = ANSWERS | {"subject_name": Answer(value=subject)}
    return await world.file(await world.complete(answers))


def receivers(record: Record) -> list[tuple[str, Capacity]]:
    return [(each.person, each.capacity) for each in record.receptions]


@pytest.mark.req("T11")
async def test_the_deputy_receives_as_what_the_absent_one_would(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.WANG, HU)

    record = await filed(world)

    assert receivers(record) == [(HU.id, Capacity.HEAD)]
    await world.arrive(record, HU.id)
    assert (await world.duty(HU.id)).clock == "forward"
    assert receivers(await world.forward(record, by=HU.id))[1:] == [
        (cast.CHEN.id, Capacity.LEADER),
        (cast.ZHOU.id, Capacity.INSPECTOR),
    ]


@pytest.mark.req("T11")
async def test_before_and_after_the_days_the_deputy_receives_nothing(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.WANG, HU, since=date(2026, 10, 1), until=date(2026, 10, 8))

    before = await filed(world)
    world.clock.set("2026-10-08 23:59")
    during = await filed(world)
    world.clock.set("2026-10-09 00:00")
    after = await filed(world)

    assert [record.heads for record in (before, during, after)] == [
        (cast.WANG.id,),
        (HU.id,),
        (cast.WANG.id,),
    ]
    await world.arrive(during, HU.id)
    assert (await world.forward(during, by=HU.id)).forwarded_at, "what they received is theirs"


@pytest.mark.req("T11")
async def test_a_deputy_who_is_absent_too_is_stood_in_for(world: World, staff: Staff) -> None:
    await staff.appoint(cast.WANG, HU)
    await staff.appoint(HU, cast.QIAN)

    assert (await filed(world)).heads == (cast.QIAN.id,)


@pytest.mark.req("T11", "H18", "AC5")
@pytest.mark.parametrize("subject", ["胡代理", "老胡", "胡戴里"])
async def test_a_deputy_who_stands_in_the_record_is_as_good_as_none(
    world: World, staff: Staff, subject: str
) -> None:
    await staff.appoint(cast.WANG, HU)

    assert (await filed(world, subject)).heads == (cast.WANG.id,)


@pytest.mark.req("T11", "H18")
async def test_who_stands_in_for_a_named_head_gets_nothing_of_it(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.WANG, HU)

    assert receivers(await filed(world, "王主任")) == [(cast.ZHOU.id, Capacity.INSPECTOR)]


@pytest.mark.req("T11")
async def test_nobody_receives_their_own_record_as_a_deputy(world: World, staff: Staff) -> None:
    await staff.appoint(cast.WANG, cast.LI)

    assert (await filed(world)).heads == (cast.WANG.id,)


@pytest.mark.req("T11", "CH22")
async def test_a_head_who_stands_in_for_an_inspector_gets_no_direct_report(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.ZHOU, cast.WANG)

    record = await world.file(await world.report_directly(await world.complete()))

    assert receivers(record) == [(cast.ZHOU.id, Capacity.INSPECTOR)]


@pytest.mark.req("T11")
async def test_deputies_of_leader_and_inspector_get_what_is_reported_on(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.CHEN, cast.SUN)
    await staff.appoint(cast.ZHOU, HU)

    record = await world.forward(await filed(world))

    assert receivers(record)[1:] == [
        (cast.SUN.id, Capacity.LEADER),
        (HU.id, Capacity.INSPECTOR),
    ]


@pytest.mark.req("T11", "CH15")
async def test_the_deputy_confirms_zero_reports_and_never_their_own(
    world: World, staff: Staff
) -> None:
    work = Casework(world)
    await staff.appoint(cast.WANG, HU)

    theirs = await work.submit(await work.owed(by=HU.id))
    report = await work.submitted()

    assert [(each.person, each.capacity) for each in report.confirmers] == [
        (HU.id, ConfirmedAs.HEAD)
    ]
    assert [each.person for each in theirs.confirmers] == [cast.WANG.id]


@pytest.mark.req("T11", "CH15", "I5")
async def test_a_deputy_who_stands_in_a_record_on_the_case_does_not_confirm(
    world: World, staff: Staff
) -> None:
    work = Casework(world)
    await staff.appoint(cast.WANG, HU)
    await world.file(await world.complete(ANSWERS | {"subject_name": Answer(value="胡代理")}))
    case = await work.add(by=cast.QIAN.id)
    await work.add_handler(case, cast.LI.id, by=cast.QIAN.id)

    report = await work.submit(await work.owed(by=cast.QIAN.id))

    assert HU.id not in [each.person for each in report.confirmers]


async def test_a_deputy_who_left_stands_in_for_nobody(world: World, staff: Staff) -> None:
    await staff.appoint(cast.WANG, HU)
    await staff.let_go(HU)

    assert (await filed(world)).heads == (cast.WANG.id,)


async def test_a_deputy_can_be_taken_back(world: World, staff: Staff) -> None:
    await staff.appoint(cast.WANG, HU)

    assert (await staff.end_deputy(cast.WANG)).deputyship is None
    assert (await filed(world)).heads == (cast.WANG.id,)


@pytest.mark.req("T11")
@pytest.mark.parametrize(
    "deputy", [cast.WANG, cast.SUN, cast.WU], ids=["self", "circle", "another house"]
)
async def test_nobody_stands_in_for_themselves_in_a_circle_or_from_outside(
    staff: Staff, deputy: Person
) -> None:
    await staff.appoint(HU, cast.WANG)
    await staff.appoint(cast.SUN, HU)

    with pytest.raises(DeputyUnfit):
        await staff.appoint(cast.WANG, deputy)

    assert (await staff.now(cast.WANG)).deputyship is None


@pytest.mark.req("T11")
async def test_who_stands_in_for_each_other_on_different_days_goes_in_no_circle(
    staff: Staff,
) -> None:
    await staff.appoint(cast.WANG, HU, since=FIRST_DAY, until=date(2026, 10, 8))

    await staff.appoint(HU, cast.WANG, since=date(2026, 10, 9), until=LAST_DAY)


@pytest.mark.req("T11")
async def test_who_will_be_away_names_their_deputy_themselves(world: World, staff: Staff) -> None:
    await staff.appoint(cast.WANG, HU, by=cast.WANG)

    assert (await filed(world)).heads == (HU.id,)
    (told,) = await world.notes(NoteKind.DEPUTY_CHANGED)
    assert (told.addressee, told.object) == (HU.id, cast.WANG.id)


@pytest.mark.req("T11")
@pytest.mark.parametrize(
    ("person", "by"), [(cast.WANG, cast.SUN), (cast.LI, cast.LI)], ids=["another", "no desk"]
)
async def test_nobody_names_a_deputy_for_another_or_without_a_desk(
    staff: Staff, person: Person, by: Person
) -> None:
    with pytest.raises(NotAllowed):
        await staff.appoint(person, HU, by=by)


@pytest.mark.req("T11")
async def test_days_that_run_backwards_are_none(staff: Staff) -> None:
    with pytest.raises(DeputyUnfit):
        await staff.appoint(cast.WANG, HU, since=LAST_DAY, until=FIRST_DAY)


async def test_who_stood_in_until_now_is_told_too(world: World, staff: Staff) -> None:
    await staff.appoint(cast.WANG, HU)
    await staff.appoint(cast.WANG, cast.QIAN)

    told = [note.addressee for note in await world.notes(NoteKind.DEPUTY_CHANGED)]
    assert told == [HU.id, HU.id, cast.QIAN.id]


@pytest.mark.req("T11")
async def test_offered_is_who_can_receive_and_leads_to_no_circle(
    world: World, staff: Staff
) -> None:
    nobody = replace(HU, id=PersonId("nobody"), name="无账号", account=None)
    await staff.add(nobody)
    await staff.appoint(cast.SUN, cast.WANG)
    find = FindDeputies(world.store, world.clock, world.zone)

    found = await find(FIRST_DAY, LAST_DAY, by=cast.WANG.id)

    offered = {each.id for each in found}
    assert offered == {cast.LI.id, HU.id, cast.QIAN.id, cast.CHEN.id, cast.ZHOU.id, cast.ZHENG.id}
    assert {each.id for each in found[:2]} == {cast.LI.id, HU.id}, "the own department first"
    with pytest.raises(NotAllowed):
        await find(FIRST_DAY, LAST_DAY, by=cast.LI.id)


async def test_both_see_the_days_until_they_are_over(world: World, staff: Staff) -> None:
    show = ShowAbsence(world.store, world.clock, world.zone)
    await staff.appoint(cast.WANG, HU)

    own, theirs = await show(by=cast.WANG.id), await show(by=HU.id)
    world.clock.set("2027-01-01 09:00")
    later = await show(by=HU.id)

    assert own.deputy == HU
    assert [person.id for person, _ in theirs.stands_in_for] == [cast.WANG.id]
    assert later.stands_in_for == []


@pytest.mark.req("T11")
async def test_the_staff_file_names_deputies_and_an_empty_cell_changes_nothing(
    world: World, staff: Staff
) -> None:
    box = DeputyLine(name=HU.name, since=FIRST_DAY, until=LAST_DAY)
    await staff.bring_in([replace(line(cast.WANG), deputy=box), line(HU)])
    await staff.bring_in([line(cast.WANG), line(HU)])

    assert (await filed(world)).heads == (HU.id,)
    assert (await world.acts())["appoint_deputy"] == 1


@pytest.mark.req("T11")
async def test_a_file_that_closes_a_circle_with_the_directory_writes_nothing(
    world: World, staff: Staff
) -> None:
    await staff.appoint(HU, cast.WANG)
    box = DeputyLine(name=HU.name, since=FIRST_DAY, until=LAST_DAY)
    new = replace(line(cast.WANG), name="新来的")

    with pytest.raises(DeputyUnfit):
        await staff.bring_in([replace(line(cast.WANG), deputy=box), line(HU), new])

    async with world.store.read() as uow:
        assert list(await uow.people.named("新来的", organisation=cast.COUNTY.id)) == []


@pytest.mark.req("T11")
async def test_an_inspectors_deputy_is_told_that_a_leavers_draft_is_open(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.ZHOU, HU)
    await world.complete()

    await staff.let_go(cast.LI)

    assert {note.addressee for note in await world.notes()} == {HU.id}
    assert not (await staff.now(HU)).holds(Role.INSPECTOR)


@pytest.mark.req("T11", "G34")
async def test_an_inspectors_deputy_takes_over_from_a_silent_head(
    world: World, staff: Staff
) -> None:
    await staff.appoint(cast.ZHOU, HU)
    record = await filed(world)
    world.clock.set("2026-10-08 09:00")
    await world.arrive(record)
    world.clock.set("2026-10-13 00:00")

    await PassOnDuties(world.store, world.clock, world.owing, world.conflicts)()

    async with world.store.read() as uow:
        passed_on = await uow.records.get(record.id)
    assert receivers(passed_on)[1:] == [(HU.id, Capacity.INSPECTOR)]
    assert receivers(await world.forward(passed_on, by=HU.id))[2:] == [
        (cast.CHEN.id, Capacity.LEADER)
    ]
