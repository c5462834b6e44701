"""People who leave: they count nowhere any more, and what waited for them finds somebody else."""

from dataclasses import replace
from datetime import date

import pytest

from register.acts.binding import Bind, InvitePerson
from register.acts.recounting import RecountDuties
from register.acts.suggesting import Suggest
from register.afterwards import Capacity
from register.draft import Answer
from register.duties import DutyState
from register.errors import Gone, HandlerUnfit, InviteExpired, NobodyToReceive
from register.ids import Account, PersonId
from register.notes import NoteKind
from register.people import Person, Role
from register.record import Record
from register.zero_report import ConfirmedAs
from tests import cast
from tests.acts.casework import Casework
from tests.acts.staff import Staff, line
from tests.acts.world import ANSWERS, World

FENG = replace(cast.WANG, id=PersonId("feng"), name="冯主任", account=Account("account of feng"))
"""Who heads the first department after, or beside, Wang."""


async def told(world: World, kind: NoteKind = NoteKind.RECORD_RECEIVED) -> list[str]:
    return [str(note.addressee) for note in await world.notes(kind)]


async def with_the_head(world: World, subject: str = "赵干预") -> Record:
    """Return a record that lies with the head, who owes reporting it on."""
    answers = ANSWERS | {"subject_name": Answer(value=subject)}
    record = await world.file(await world.complete(answers))
    world.clock.set("2026-10-08 09:00")
    return await world.arrive(record)


async def kept(world: World, record: Record) -> Record:
    async with world.store.read() as uow:
        return await uow.records.get(record.id)


async def receivers(world: World, record: Record) -> list[tuple[str, Capacity]]:
    return [(each.person, each.capacity) for each in (await kept(world, record)).receptions]


# ── Who left ───────────────────────────────────────────────────────────────────────────────────


async def test_who_left_has_no_account_and_no_role_and_stays_on_file(world: World) -> None:
    staff = Staff(world)

    await staff.let_go(cast.WANG)

    left = await staff.now(cast.WANG)
    assert (left.left_on, left.account) == (date(2026, 9, 30), None)
    assert (left.name, left.roles) == (cast.WANG.name, cast.WANG.roles)
    async with world.store.read() as uow:
        assert list(await uow.people.holding(Role.HEAD, organisation=cast.COUNTY.id)) == [cast.SUN]
        assert cast.WANG.account
        assert await uow.people.bound_to(cast.WANG.account) is None
    assert (await world.acts())["leave"] == 1


async def test_who_left_is_suggested_nowhere_and_takes_no_case(world: World) -> None:
    staff, work = Staff(world), Casework(world)
    draft = await world.answer(await world.start(), "subject_name", cast.QIAN.name)
    suggest = Suggest(world.store)
    assert await suggest(draft.id, "subject_post", by=cast.LI.id)

    await staff.let_go(cast.QIAN)

    assert await suggest(draft.id, "subject_post", by=cast.LI.id) == []
    with pytest.raises(HandlerUnfit):
        await work.hand_over(await work.add(), cast.QIAN.id)


async def test_an_invite_of_who_left_binds_nobody(world: World) -> None:
    staff, new = Staff(world), replace(FENG, account=None)
    await staff.add(new)
    code = await InvitePerson(world.store, world.clock)(new.id, cause=world.cause())

    await staff.let_go(new)

    with pytest.raises(InviteExpired):
        await Bind(world.store, world.clock)(code, account=Account("7"), cause=world.cause())
    with pytest.raises(Gone):
        await InvitePerson(world.store, world.clock)(new.id, cause=world.cause())


async def test_who_is_named_again_works_here_again_and_is_reminded_again(world: World) -> None:
    staff = Staff(world)
    await world.complete()
    await staff.let_go(cast.LI)
    assert (await world.duty()).remind_at is None

    await staff.bring_in([line(cast.LI)])

    back = await staff.now(cast.LI)
    assert (back.left_on, back.account) == (None, None)
    assert (await world.duty()).remind_at is not None
    async with world.store.read() as uow:
        handlers = await uow.people.holding(Role.HANDLER, organisation=cast.COUNTY.id)
    assert back.id in {each.id for each in handlers}


# ── A head who received a record ───────────────────────────────────────────────────────────────


@pytest.mark.req("G34")
async def test_a_record_of_a_head_who_left_goes_to_the_new_head(world: World) -> None:
    staff, record = Staff(world), await with_the_head(world)
    owed = await world.duty(cast.WANG.id)
    await staff.add(FENG)

    await staff.let_go(cast.WANG)

    assert (await world.kept(owed)).state is DutyState.ENDED
    assert await receivers(world, record) == [
        (cast.WANG.id, Capacity.HEAD),
        (FENG.id, Capacity.HEAD),
    ]
    assert await told(world) == [cast.WANG.id, FENG.id]
    assert await world.duties(cast.LI.id) == [], "the recorder stays discharged"
    await world.arrive(record, FENG.id)
    assert (await world.duty(FENG.id)).event_at == world.clock()
    assert (await world.forward(record, by=FENG.id)).forwarded_at


async def test_without_another_head_it_goes_to_the_discipline_office(world: World) -> None:
    record = await with_the_head(world)

    await Staff(world).let_go(cast.WANG)

    assert (await receivers(world, record))[1:] == [(cast.ZHOU.id, Capacity.INSPECTOR)]


@pytest.mark.req("H18", "CH29")
async def test_a_new_head_who_stands_in_the_record_is_passed_by(world: World) -> None:
    staff, record = Staff(world), await with_the_head(world, subject="冯主任")
    await staff.add(FENG)

    await staff.let_go(cast.WANG)

    assert (await receivers(world, record))[1:] == [(cast.ZHOU.id, Capacity.INSPECTOR)]
    assert FENG.id not in await told(world)


@pytest.mark.req("H18")
async def test_an_inspector_who_stands_in_it_lifts_it_to_the_superior(world: World) -> None:
    record = await with_the_head(world, subject="周纪检")

    await Staff(world).let_go(cast.WANG)

    assert (await receivers(world, record))[1:] == [(cast.WU.id, Capacity.SUPERIOR_INSPECTOR)]


async def test_a_head_who_leaves_beside_another_leaves_only_to_who_stays(world: World) -> None:
    staff, record = Staff(world), await with_the_head(world)
    await staff.add(FENG)

    await staff.let_go(cast.WANG, FENG)

    assert (await receivers(world, record))[1:] == [(cast.ZHOU.id, Capacity.INSPECTOR)]


async def test_what_was_reported_on_already_is_left_alone(world: World) -> None:
    staff, record = Staff(world), await with_the_head(world)
    await world.forward(record)
    before = await kept(world, record)

    await staff.let_go(cast.WANG)

    assert await kept(world, record) == before


async def test_what_nobody_can_take_over_waits_for_the_next_import(world: World) -> None:
    staff, record = Staff(world), await with_the_head(world)
    await staff.let_go(cast.ZHOU)
    async with world.store.begin() as uow:
        await uow.people.save(replace(cast.WU, roles=frozenset()))
    await staff.let_go(cast.WANG)
    assert await world.duties(cast.WANG.id)

    await staff.add(FENG)
    await staff.let_go()

    assert await world.duties(cast.WANG.id) == []
    assert (await receivers(world, record))[1:] == [(FENG.id, Capacity.HEAD)]


async def test_a_card_that_never_arrived_is_routed_when_it_is_to_be_told(world: World) -> None:
    staff = Staff(world)
    record = await world.file(await world.complete())
    await staff.let_go(cast.WANG)
    assert await receivers(world, record) == [(cast.WANG.id, Capacity.HEAD)]

    await staff.route_again(record.id, gone=cast.WANG.id, cause=world.cause())
    await staff.route_again(record.id, gone=cast.WANG.id, cause=world.cause())

    assert (await receivers(world, record))[1:] == [(cast.ZHOU.id, Capacity.INSPECTOR)]
    assert (await world.acts())["route_again"] == 1


async def test_a_leader_or_inspector_who_left_is_followed_by_their_own_kind(
    world: World,
) -> None:
    staff, record = Staff(world), await with_the_head(world)
    await world.forward(record)
    leader = replace(cast.CHEN, id=PersonId("he"), name="何副检", account=None)
    inspector = replace(cast.ZHOU, id=PersonId("shi"), name="施纪检", account=None)
    await staff.add(leader, inspector)
    await staff.let_go(cast.CHEN, cast.ZHOU)

    for gone in (cast.CHEN, cast.ZHOU):
        await staff.route_again(record.id, gone=gone.id, cause=world.cause())

    assert (await receivers(world, record))[3:] == [
        (leader.id, Capacity.LEADER),
        (inspector.id, Capacity.INSPECTOR),
    ]


async def test_with_nobody_to_follow_the_note_waits(world: World) -> None:
    staff = Staff(world)
    record = await world.file(await world.complete())
    await staff.let_go(cast.WANG, cast.ZHOU)
    async with world.store.begin() as uow:
        await uow.people.save(replace(cast.WU, roles=frozenset()))

    with pytest.raises(NobodyToReceive):
        await staff.route_again(record.id, gone=cast.WANG.id, cause=world.cause())


# ── Drafts of who left ─────────────────────────────────────────────────────────────────────────


@pytest.mark.req("H18")
@pytest.mark.parametrize(
    ("subject", "watches"), [("赵干预", cast.ZHOU), ("周纪检", cast.WU)], ids=["own", "superior"]
)
async def test_an_open_draft_is_told_to_the_discipline_office_and_never_to_the_head(
    world: World, subject: str, watches: Person
) -> None:
    draft = await world.complete(ANSWERS | {"subject_name": Answer(value=subject)})

    await Staff(world).let_go(cast.LI)
    await Staff(world).let_go()

    (note,) = await world.notes(NoteKind.LEAVER_DRAFT)
    assert (note.object, note.addressee) == (draft.id, watches.id)
    assert {note.addressee for note in await world.notes()} == {watches.id}


async def test_a_leavers_draft_is_owed_still_and_reminds_nobody(world: World) -> None:
    await world.complete()
    await Staff(world).let_go(cast.LI)
    world.clock.set("2026-10-12 09:00")

    world.calendar = replace(world.calendar, version="of a later notice")
    assert await RecountDuties(world.store, world.clock, world.owing)() == 1

    assert await world.tick() == 0
    assert (await world.duty()).state is DutyState.OPEN
    assert await world.digests() == []


# ── Zero reports that wait for who left ────────────────────────────────────────────────────────


@pytest.mark.req("CH15")
async def test_zero_reports_that_wait_for_a_leaver_get_confirmers_anew(world: World) -> None:
    staff, work = Staff(world), Casework(world)
    report = await work.submitted()
    await staff.add(FENG)

    await staff.let_go(cast.WANG)

    assert [each.person for each in (await work.now(report)).confirmers] == [FENG.id]
    assert await work.waiting() == []
    assert FENG.id in await told(world, NoteKind.ZERO_REPORT_SUBMITTED)
    (confirmed,) = await work.confirm(report, by=FENG.id)
    assert confirmed.confirmed_by == FENG.id


@pytest.mark.req("CH15")
async def test_without_another_head_the_leader_confirms(world: World) -> None:
    work = Casework(world)
    report = await work.submitted()

    await Staff(world).let_go(cast.WANG)

    (confirmer,) = (await work.now(report)).confirmers
    assert (confirmer.person, confirmer.capacity) == (cast.CHEN.id, ConfirmedAs.LEADER)
