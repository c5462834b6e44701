"""Who must not deal with a record withdraws: somebody else has it, and they learn nothing more."""

import pytest

from register.acts.opining import AnswerBack, AskBack, SignOpinion
from register.acts.recusing import Recuse, RecuseFromZeroReport
from register.acts.supervising import Acknowledge, OpenRecord
from register.afterwards import Capacity
from register.draft import Answer
from register.duties import FORWARD, DutyState
from register.errors import (
    AlreadyRecused,
    ContentClosed,
    NobodyToTakeOver,
    NotAllowed,
)
from register.ids import PersonId
from register.notes import NoteKind
from register.people import Role
from register.record import Record
from register.zero_report import ConfirmedAs, Confirmer, ZeroReport, ZeroState
from tests import cast, court
from tests.acts.casework import Casework
from tests.acts.staff import Staff
from tests.acts.test_supplementing import add, correct, told
from tests.acts.world import ANSWERS, World

REASON = "与当事人是同学"
CONTACT = {
    "subject_name": "赵干预",
    "subject_post": "某局局长",
    "encountered_at": "2026-09-30T10:00",
    "case": "张某盗窃案",
    "narrative": "要求从轻处理",
}
"""What a court is told of a contact from outside."""


async def recuse(
    world: World, record: Record, by: PersonId = cast.WANG.id, reason: str = REASON
) -> Record:
    act = Recuse(world.change_record, world.owing, world.conflicts)
    return await act(record.id, reason, by=by, cause=world.cause())


@pytest.fixture
async def record(world: World) -> Record:
    return await world.arrive(await world.file(await world.complete()))


@pytest.fixture
async def forwarded(world: World, record: Record) -> Record:
    record = await world.forward(record)
    for person in (cast.CHEN, cast.ZHOU):
        record = await world.arrive(record, person.id)
    return record


async def has_it(record: Record) -> dict[PersonId, Capacity]:
    return {each.person: each.capacity for each in record.receptions if not each.barred_at}


@pytest.mark.req("H18", "CH29", "W5", "G34")
async def test_a_heads_record_and_duty_go_over_to_the_discipline_office(
    world: World, record: Record
) -> None:
    duty = await world.duty(cast.WANG.id)

    recused = await recuse(world, record)

    assert await has_it(recused) == {cast.ZHOU.id: Capacity.INSPECTOR}
    assert (await world.kept(duty)).state is DutyState.PASSED_ON
    assert await world.duties(cast.WANG.id) == []
    assert await world.duties(cast.LI.id) == [], "the recorder stays discharged"
    assert await told(world, NoteKind.RECORD_RECEIVED) == [cast.WANG.id, cast.ZHOU.id]
    assert recused.takes_over(cast.ZHOU.id)
    reported = await world.forward(recused, by=cast.ZHOU.id)
    assert cast.CHEN.id in await has_it(reported)


@pytest.mark.req("H18", "W5")
async def test_who_withdrew_has_no_part_in_it_and_hears_no_news(
    world: World, record: Record
) -> None:
    ask = AskBack(world.change_record)
    await ask(record.id, "何时？", by=cast.WANG.id, cause=world.cause())
    recused = await recuse(world, record)
    before = len(await world.notes())

    for act in (
        OpenRecord(world.store, world.clock),
        Acknowledge(world.change_record),
    ):
        with pytest.raises(NotAllowed):
            await act(record.id, by=cast.WANG.id, cause=world.cause())
    for say in (SignOpinion(world.change_record), ask):
        with pytest.raises(NotAllowed):
            await say(record.id, "已阅。", by=cast.WANG.id, cause=world.cause())
    with pytest.raises(NotAllowed):
        await world.forward(recused)

    answer = AnswerBack(world.change_record)
    await answer(record.id, "三点", to=cast.WANG.id, by=cast.LI.id, cause=world.cause())
    await add(world, recused)
    await correct(world, recused, "place", "本院门口")
    fresh = (await world.notes())[before:]
    assert fresh
    assert cast.WANG.id not in {note.addressee for note in fresh}
    assert await world.digest(cast.WANG.id) == []


@pytest.mark.req("H18")
async def test_the_recorder_learns_the_fact_and_the_reason_is_kept(
    world: World, record: Record
) -> None:
    recused = await recuse(world, record)

    assert await told(world, NoteKind.ADDRESSEE_RECUSED) == [cast.LI.id]
    (recusal,) = recused.recusals
    assert (recusal.person, recusal.capacity, recusal.reason) == (
        cast.WANG.id,
        Capacity.HEAD,
        REASON,
    )


@pytest.mark.req("H18")
async def test_no_reason_is_asked_for(world: World, record: Record) -> None:
    recused = await recuse(world, record, reason="")

    assert recused.recusals[0].reason == ""


@pytest.mark.req("H18", "W5")
async def test_the_only_inspector_who_withdraws_lifts_it_one_level_up(
    world: World, forwarded: Record
) -> None:
    recused = await recuse(world, forwarded, cast.ZHOU.id)

    assert (await has_it(recused))[cast.WU.id] is Capacity.SUPERIOR_INSPECTOR
    assert cast.ZHOU.id not in recused.inspectors


async def test_a_leader_needs_no_successor(world: World, forwarded: Record) -> None:
    recused = await recuse(world, forwarded, cast.CHEN.id)

    assert set(await has_it(recused)) == {cast.WANG.id, cast.ZHOU.id}
    assert len(recused.receptions) == len(forwarded.receptions)


@pytest.mark.req("H18", "W5")
async def test_a_leader_who_withdrew_does_not_receive_it_from_a_colleague(
    world: World, forwarded: Record
) -> None:
    other = cast.person("other", "方副检", "副检察长", Role.LEADER)
    async with world.store.begin() as uow:
        await uow.people.add(other)

    recused = await recuse(world, forwarded, cast.CHEN.id)

    assert other.id in await has_it(recused), "another leader takes the place"
    assert cast.CHEN.id not in await has_it(recused)


@pytest.mark.req("H18", "CH16")
async def test_who_withdrew_says_nothing_about_a_late_entry(world: World) -> None:
    draft = await world.complete()
    world.clock.set("2026-10-12 10:00")
    record = await world.arrive(await world.file(draft))

    recused = await recuse(world, record)

    assert recused.consenters == {cast.ZHOU.id}


async def test_nobody_withdraws_twice_and_nobody_else_does(world: World, record: Record) -> None:
    await recuse(world, record)

    with pytest.raises(AlreadyRecused):
        await recuse(world, record)
    with pytest.raises(NotAllowed):
        await recuse(world, record, cast.QIAN.id)


async def test_who_is_done_with_it_has_nothing_to_withdraw_from(
    world: World, forwarded: Record
) -> None:
    sign = SignOpinion(world.change_record)
    await sign(forwarded.id, "已阅。", by=cast.CHEN.id, cause=world.cause())

    with pytest.raises(ContentClosed):
        await recuse(world, forwarded, cast.CHEN.id)


@pytest.mark.req("H18")
async def test_nobody_withdraws_where_nobody_would_have_it(
    world: World, forwarded: Record
) -> None:
    lifted = await recuse(world, forwarded, cast.ZHOU.id)
    lifted = await recuse(world, lifted, cast.WANG.id)

    with pytest.raises(NobodyToTakeOver):
        await recuse(world, lifted, cast.WU.id)


@pytest.mark.req("H18", "T11")
async def test_a_heads_deputy_who_withdraws_leaves_record_and_duty_to_the_head(
    world: World,
) -> None:
    staff = Staff(world)
    await staff.appoint(cast.WANG, cast.QIAN)
    record = await world.arrive(await world.file(await world.complete()), cast.QIAN.id)

    recused = await recuse(world, record, cast.QIAN.id)

    assert await has_it(recused) == {cast.WANG.id: Capacity.HEAD}
    await world.arrive(recused)
    assert (await world.duty(cast.WANG.id)).clock == FORWARD
    assert await world.duties(cast.QIAN.id) == []
    assert recused.forwarders == {cast.WANG.id}


@pytest.mark.req("H18", "W5")
async def test_of_two_heads_one_withdraws_and_the_other_goes_on(world: World) -> None:
    other = cast.person("other", "孟主任", "副主任", Role.HEAD, department=cast.FIRST)
    await Staff(world).add(other)
    record = await world.file(await world.complete())
    for head in (cast.WANG, other):
        record = await world.arrive(record, head.id)

    recused = await recuse(world, record)

    assert recused.forwarders == {other.id}
    assert (await world.duty(other.id)).clock == FORWARD
    assert cast.ZHOU.id in await has_it(recused), "as where the head is named"


@pytest.mark.req("H18", "CH29", "W5")
async def test_in_a_court_adjudication_management_withdraws_for_the_discipline_office(
    world: World,
) -> None:
    async with world.store.begin() as uow:
        await uow.organisations.add(court.COURT)
        await uow.organisations.add_department(court.BENCH)
        for person in court.EVERYBODY:
            await uow.people.add(person)
    draft = await world.start(court.HAN.id)
    for question, value in {"subject_kind": "leader", **CONTACT}.items():
        draft = await world.answer(draft, question, value, by=court.HAN.id)
    record = await world.file(draft)
    assert await has_it(record) == {court.MENG.id: Capacity.ADJUDICATION}

    recused = await recuse(world, record, court.MENG.id)

    assert await has_it(recused) == {court.TANG.id: Capacity.INSPECTOR}


@pytest.mark.req("H18", "W5", "AC5", "K3")
async def test_where_two_inspectors_go_on_the_named_one_has_nothing_of_it(world: World) -> None:
    staff = Staff(world)
    colleagues = [
        cast.person(f"feng{number}", f"冯纪检{number}", "纪检员", Role.INSPECTOR)
        for number in range(2)
    ]
    for each in colleagues:
        await staff.add(each)
    named = {**ANSWERS, "subject_name": Answer(value=f"{cast.ZHOU.name}、{cast.WANG.name}")}

    record = await world.file(await world.complete(named))
    for each in colleagues:
        record = await world.arrive(record, each.id)
    await recuse(world, record, colleagues[0].id)

    assert set(await has_it(record)) == {each.id for each in colleagues}
    for somebody in (cast.ZHOU, cast.WANG):
        assert not [note for note in await world.notes() if note.addressee == somebody.id]
        assert await world.duties(somebody.id) == []
        assert await world.digest(somebody.id) == []
        async with world.store.read() as uow:
            assert list(await uow.records.received_by(somebody.id, limit=9)) == []


@pytest.mark.req("H18", "W5")
async def test_of_three_inspectors_who_have_it_the_others_go_on_together(world: World) -> None:
    staff = Staff(world)
    for number in range(2):
        name = f"冯纪检{number}"
        await staff.add(cast.person(f"feng{number}", name, "纪检员", Role.INSPECTOR))
    record = await world.file(await world.report_directly(await world.complete()))

    recused = await recuse(world, record, cast.ZHOU.id)

    assert await has_it(recused) == {
        PersonId("feng0"): Capacity.INSPECTOR,
        PersonId("feng1"): Capacity.INSPECTOR,
    }


async def not_confirm(world: World, report: ZeroReport, by: PersonId) -> ZeroReport:
    act = RecuseFromZeroReport(world.store, world.clock, world.zone, world.conflicts)
    return await act(report.id, by=by, cause=world.cause())


@pytest.mark.req("CH15", "H18", "I5")
async def test_a_zero_report_waits_for_who_comes_after_a_superior_who_withdrew(
    world: World,
) -> None:
    report = await Casework(world).submitted()
    before = len(await world.notes())

    moved = await not_confirm(world, report, cast.WANG.id)

    assert moved.confirmers == (Confirmer(person=cast.CHEN.id, capacity=ConfirmedAs.LEADER),)
    assert moved.standing is ZeroState.SUBMITTED
    fresh = (await world.notes())[before:]
    assert {note.addressee for note in fresh} == {cast.CHEN.id}, "the handler is not told"
    with pytest.raises(NotAllowed):
        await Casework(world).confirm(report)

    again = await not_confirm(world, report, cast.CHEN.id)
    assert again.confirmers == (Confirmer(person=cast.ZHOU.id, capacity=ConfirmedAs.INSPECTOR),)
    with pytest.raises(NobodyToTakeOver):
        await not_confirm(world, report, cast.ZHOU.id)


@pytest.mark.req("CH15", "H18")
async def test_who_withdrew_does_not_confirm_what_was_returned_and_signed_again(
    world: World,
) -> None:
    work = Casework(world)
    report = await not_confirm(world, await work.submitted(), cast.WANG.id)
    await work.give_back(report, by=cast.CHEN.id)

    signed = await work.submit(report)

    assert {each.person for each in signed.confirmers} == {cast.CHEN.id}
