"""A court runs two rule systems: who asks decides which of them bind, and who receives (PD23)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
import pytest_asyncio

from register.acts.drafting import ChangeDraft, ReportDirectly
from register.acts.filling import FillIn
from register.afterwards import Capacity
from register.draft import Answer, Draft
from register.errors import AnswerUnfit
from register.people import Role
from register.record import Record
from tests import cast, court
from tests.acts.world import World

CALL = {
    "subject_name": Answer(value="赵干预"),
    "subject_post": Answer(value="某局局长"),
    "encountered_at": Answer(value="2026-09-29T10:00"),
    "channel": Answer(value="phone"),
    "case": Answer(value="张某合同案"),
    "narrative": Answer(value="要求尽快判决"),
}


@pytest_asyncio.fixture
async def bench(empty_world: World) -> World:
    """A court with a handler, their head and two offices that keep records."""
    async with empty_world.store.begin() as uow:
        await uow.organisations.add(court.COURT)
        await uow.organisations.add_department(court.BENCH)
        for person in court.EVERYBODY:
            await uow.people.add(person)
    return empty_world


async def drafted(world: World, kind: str, answers: Mapping[str, Answer] = CALL) -> Draft:
    said = {"subject_kind": Answer(value=kind), **answers}
    return await world.complete(said, by=court.HAN.id)


async def filed(world: World, kind: str, answers: Mapping[str, Answer] = CALL) -> Record:
    return await world.file(await drafted(world, kind, answers))


def received(record: Record) -> list[tuple[str, Capacity]]:
    return [(each.person, each.capacity) for each in record.receptions]


BY_ADJUDICATION = (court.MENG.id, Capacity.ADJUDICATION)
BY_SUPERVISION = (court.TANG.id, Capacity.INSPECTOR)


@pytest.mark.req("PD23", "H12", "A3", "B3", "PD4")
@pytest.mark.parametrize("kind", ["leader", "external", "unit"])
async def test_an_outsiders_contact_goes_to_adjudication_management(
    bench: World, kind: str
) -> None:
    record = await filed(bench, kind)

    assert [each.profile for each in record.bases] == ["changchun"]
    assert received(record) == [BY_ADJUDICATION]
    assert record.receptions[0].articles == court.CHANGCHUN.way.office


@pytest.mark.req("PD23", "H13", "A3", "A4", "B17", "E7")
@pytest.mark.parametrize("kind", ["court", "judicial"])
async def test_an_insiders_question_goes_to_the_supervision_department(
    bench: World, kind: str
) -> None:
    record = await filed(bench, kind)

    assert [each.profile for each in record.bases] == ["spc"]
    assert received(record) == [BY_SUPERVISION]
    assert record.receptions[0].articles == court.SPC.way.office


@pytest.mark.req("A14", "CH21", "J3", "P13")
async def test_a_leader_of_another_judicial_organ_is_recorded_once_for_both(bench: World) -> None:
    record = await filed(bench, "judicial_leader")

    assert [each.profile for each in record.bases] == ["changchun", "spc"]
    assert received(record) == [BY_ADJUDICATION, BY_SUPERVISION]
    async with bench.store.read() as uow:
        assert [each.id for each in await uow.records.by(court.HAN.id)] == [record.id]


@pytest.mark.req("CH21")
async def test_where_nobody_knows_who_asked_both_offices_receive(bench: World) -> None:
    draft = await bench.complete(CALL, by=court.HAN.id)
    kind = Answer(unknown=True, reason="对方没有说")

    record = await bench.file(await bench.answer(draft, "subject_kind", kind, by=court.HAN.id))

    assert received(record) == [BY_ADJUDICATION, BY_SUPERVISION]


@pytest.mark.req("G9", "G25", "CH11", "CH34", "PD1")
@pytest.mark.parametrize(
    ("kind", "channel", "clock", "due_on", "legal"),
    [
        ("leader", "letter", "record", "2026-10-08", True),  # the second day is a holiday: rolled
        ("leader", "phone", "record_oral", "2026-09-30", False),
        ("external", "letter", "record_outsider", "2026-10-08", False),
        ("court", "letter", "record", "2026-09-30", False),
        ("judicial_leader", "letter", "record", "2026-10-08", True),
    ],
)
async def test_the_limit_depends_on_who_asked_and_how(
    bench: World, kind: str, channel: str, clock: str, due_on: str, *, legal: bool
) -> None:
    draft = await drafted(bench, kind, {**CALL, "channel": Answer(value=channel)})

    owed = await bench.duty(court.HAN.id)
    record = await bench.file(draft)

    for due in (owed.deadline, record.deadline):
        assert (due.clock_id, due.due_on.isoformat(), due.legal) == (clock, due_on, legal)


@pytest.mark.req("CH34", "A8")
async def test_the_aide_of_a_leader_is_no_mere_outsider(bench: World) -> None:
    letter = {**CALL, "channel": Answer(value="letter"), "proxy_relation": Answer(value="aide")}

    await drafted(bench, "external", letter)

    assert (await bench.duty(court.HAN.id)).deadline.legal


@pytest.mark.req("CH21")
async def test_under_two_bases_the_promise_of_the_earlier_is_kept_and_told_by_its_rules(
    bench: World,
) -> None:
    record = await filed(bench, "judicial_leader")  # by phone: neither text has a limit

    assert not record.late
    assert record.deadline_rules.clock(record.deadline.clock_id).article == record.deadline.article


@pytest.mark.req("H17", "PD23")
async def test_what_was_told_of_the_wrong_person_is_still_there_when_it_is_mended(
    bench: World,
) -> None:
    answers = {**CALL, "behaviours": Answer(value=("CC10-1",))}
    draft = await drafted(bench, "leader", answers)

    turned = await bench.answer(draft, "subject_kind", "court", by=court.HAN.id)
    assert turned.profile == "spc"
    assert "behaviours" not in turned.answers, "a choice of another list is none"
    assert turned.said("narrative") == "要求尽快判决"

    back = await bench.answer(turned, "subject_kind", "leader", by=court.HAN.id)
    assert received(await bench.file(back)) == [BY_ADJUDICATION]


async def test_nothing_is_filed_that_the_rule_system_does_not_ask(bench: World) -> None:
    letter = {
        **CALL,
        "channel": Answer(value="letter"),
        "letter_form": Answer(value="公函一份"),
    }
    draft = await drafted(bench, "leader", letter)

    record = await bench.file(await bench.answer(draft, "subject_kind", "court", by=court.HAN.id))

    assert "letter_form" not in record.answers


@pytest.mark.req("H18", "H12")
async def test_adjudication_management_that_stands_in_it_is_passed_by(bench: World) -> None:
    record = await filed(bench, "leader", {**CALL, "subject_name": Answer(value="孟审管")})

    assert received(record) == [BY_SUPERVISION]


@pytest.mark.req("C1", "PD23")
async def test_what_the_adviser_heard_turns_the_draft_to_its_rules(bench: World) -> None:
    fill = FillIn(ChangeDraft(bench.store, bench.clock), bench.owing)
    draft = await bench.start(court.HAN.id)

    heard = {"behaviours": ("SPC12-1",), "subject_kind": ("court",)}
    filled = await fill(draft.id, heard, by=court.HAN.id, cause=bench.cause())

    assert filled.profile == "spc"
    assert filled.answers["behaviours"].value == ("SPC12-1",)
    with pytest.raises(AnswerUnfit):
        await fill(draft.id, {"letter_form": ("x",)}, by=court.HAN.id, cause=bench.cause())


@pytest.mark.req("PD10", "CH16")
async def test_where_the_text_asks_for_no_consent_nobody_is_asked(bench: World) -> None:
    letter = {**CALL, "channel": Answer(value="letter")}
    draft = await drafted(bench, "leader", letter)
    bench.clock.set("2026-10-12 09:00")

    record = await bench.file(draft)

    assert record.late
    assert record.consenters == frozenset()


@pytest.mark.req("H18", "F8")
async def test_what_goes_past_the_house_asks_nobody_of_it_to_sign(bench: World) -> None:
    city = replace(cast.CITY, profiles=court.COURT.profiles)
    async with bench.store.begin() as uow:
        await uow.organisations.add(city)
        house = await uow.organisations.get(court.COURT.id)
        await uow.organisations.save(replace(house, superior=city.id))
        await uow.people.add(replace(cast.WU, roles=frozenset({Role.ADJUDICATION})))
    draft = await drafted(bench, "leader", {**CALL, "persons_present": Answer(value="罗庭长")})
    report = ReportDirectly(ChangeDraft(bench.store, bench.clock))
    up = await report(draft.id, direct=True, superior=True, by=court.HAN.id, cause=bench.cause())

    record = await bench.file(up)

    assert received(record) == [(cast.WU.id, Capacity.SUPERIOR_ADJUDICATION)]
    assert record.cosignatures == ()
