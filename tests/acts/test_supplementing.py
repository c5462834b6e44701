"""After filing: facts are added, boxes corrected; the old text stays, the route is found anew."""

import pytest

from register.acts.opining import SignOpinion
from register.acts.supervising import OpenRecord
from register.acts.supplementing import AddEvidence, AddText, Correct, SupplementRecord
from register.afterwards import Capacity
from register.draft import Answer
from register.errors import (
    AnswerUnfit,
    ContentClosed,
    EncounterInFuture,
    EvidenceInRecord,
    NotAllowed,
)
from register.ids import PersonId
from register.notes import NoteKind
from register.people import Person
from register.record import Record
from tests import cast
from tests.acts.world import World


def supplementing(world: World) -> SupplementRecord:
    return SupplementRecord(world.change_record, world.owing, world.conflicts)


async def add(
    world: World, record: Record, text: str = "另有一次", by: PersonId = cast.LI.id
) -> Record:
    return await AddText(supplementing(world))(record.id, text, by=by, cause=world.cause())


async def correct(world: World, record: Record, question: str, value: str) -> Record:
    act = Correct(supplementing(world))
    return await act(record.id, question, Answer(value=value), by=cast.LI.id, cause=world.cause())


async def may_open(world: World, record: Record, by: PersonId) -> bool:
    try:
        await OpenRecord(world.store, world.clock)(record.id, by=by, cause=world.cause())
    except ContentClosed:
        return False
    return True


async def told(world: World, kind: NoteKind) -> list[str]:
    return [str(note.addressee) for note in await world.notes(kind)]


@pytest.fixture
async def record(world: World) -> Record:
    return await world.arrive(await world.file(await world.complete()))


@pytest.fixture
async def forwarded(world: World, record: Record) -> Record:
    return await world.forward(record)


@pytest.mark.req("F1", "F1-10")
async def test_what_was_filed_stays_as_it_was(world: World, record: Record) -> None:
    owed = await world.duty(cast.WANG.id)

    await add(world, record)
    grown = await correct(world, record, "place", "本院门口")

    assert grown.answers == record.answers
    assert grown.answers_now["place"].text == "本院门口"
    first, second = grown.supplements
    assert (first.text, second.question, second.before) == ("另有一次", "place", None)
    assert (grown.number, grown.filed_at, grown.deadline) == (
        record.number,
        record.filed_at,
        record.deadline,
    )
    assert await world.duty(cast.WANG.id) == owed


async def test_everybody_who_has_the_record_is_told(world: World, forwarded: Record) -> None:
    await add(world, forwarded)

    assert set(await told(world, NoteKind.RECORD_SUPPLEMENTED)) == {
        cast.WANG.id,
        cast.CHEN.id,
        cast.ZHOU.id,
    }


@pytest.mark.req("E2", "E10")
async def test_who_had_signed_reads_what_changed_and_may_sign_again(
    world: World, forwarded: Record
) -> None:
    sign = SignOpinion(world.change_record)
    await sign(forwarded.id, "已阅。", by=cast.CHEN.id, cause=world.cause())
    assert not await may_open(world, forwarded, cast.CHEN.id)

    world.clock.set("2026-10-08 09:00")
    await add(world, forwarded)

    assert await may_open(world, forwarded, cast.CHEN.id)
    signed = await sign(forwarded.id, "再阅。", by=cast.CHEN.id, cause=world.cause())
    assert [opinion.text for opinion in signed.opinions] == ["已阅。", "再阅。"]
    assert not await may_open(world, forwarded, cast.CHEN.id)


@pytest.mark.parametrize("person", [cast.WANG, cast.QIAN, cast.ZHOU], ids=lambda p: p.id)
async def test_nobody_but_the_recorder_adds(
    world: World, forwarded: Record, person: Person
) -> None:
    with pytest.raises(NotAllowed):
        await add(world, forwarded, by=person.id)


async def test_a_correction_fits_its_box_and_changes_something(
    world: World, record: Record
) -> None:
    with pytest.raises(AnswerUnfit):
        await correct(world, record, "channel", "carrier pigeon")
    with pytest.raises(EncounterInFuture):
        await correct(world, record, "encountered_at", "2027-01-01T10:00")
    with pytest.raises(AnswerUnfit):
        await correct(world, record, "channel", "phone")


@pytest.mark.req("F2", "F1")
async def test_evidence_that_turns_up_later_is_added(world: World, record: Record) -> None:
    item = await world.seal(b"found later")
    act = AddEvidence(supplementing(world))

    grown = await act(record.id, item.id, by=cast.LI.id, cause=world.cause())

    assert [each.evidence for each in grown.supplements] == [item.number]
    async with world.store.read() as uow:
        (kept,) = await uow.evidence.of_draft(record.draft)
    assert kept.id == item.id
    with pytest.raises(EvidenceInRecord):
        await act(record.id, item.id, by=cast.LI.id, cause=world.cause())


@pytest.mark.req("H17", "H18", "CH29")
async def test_a_head_who_is_named_now_learns_nothing_more(world: World, record: Record) -> None:
    owed = await world.duty(cast.WANG.id)
    before = len(await world.notes())

    grown = await correct(world, record, "principal", cast.WANG.name)

    assert not await may_open(world, record, cast.WANG.id)
    assert grown.as_seen_by(cast.WANG.id) == record.as_seen_by(cast.WANG.id).__class__(
        **{
            name: getattr(grown, name)
            for name in record.__dataclass_fields__
            if name not in {"supplements", "receptions"}
        },
        supplements=(),
        receptions=(record.receptions[0], *grown.receptions[1:]),
    )
    fresh = (await world.notes())[before:]
    assert cast.WANG.id not in {note.addressee for note in fresh}
    assert grown.reception_of(cast.ZHOU.id).capacity is Capacity.INSPECTOR
    assert await world.duty(cast.WANG.id) == owed  # an end of it would tell


@pytest.mark.req("H18")
async def test_an_inspector_who_is_named_now_lifts_it_one_level_up(
    world: World, forwarded: Record
) -> None:
    grown = await correct(world, forwarded, "subject_name", cast.ZHOU.name)

    assert not await may_open(world, forwarded, cast.ZHOU.id)
    assert grown.reception_of(cast.WU.id).capacity is Capacity.SUPERIOR_INSPECTOR
    assert cast.ZHOU.id not in await told(world, NoteKind.RECORD_SUPPLEMENTED)


@pytest.mark.req("H18", "W4")
async def test_whom_a_correction_names_no_longer_stands_in_the_record_all_the_same(
    world: World,
) -> None:
    draft = await world.complete()
    named = await world.answer(draft, "principal", cast.CHEN.name)
    record = await world.arrive(await world.file(named))
    await correct(world, record, "principal", "别人")

    forwarded = await world.forward(record)

    assert cast.CHEN.id not in {each.person for each in forwarded.receptions}


@pytest.mark.req("H18")
async def test_facts_are_kept_also_where_nobody_is_left_to_receive_them(
    world: World, record: Record
) -> None:
    grown = await correct(world, record, "subject_name", "王主任、周纪检、吴监察")

    assert grown.said("subject_name") == "王主任、周纪检、吴监察"
    assert not grown.inspectors


async def test_the_same_tap_adds_once(world: World, record: Record) -> None:
    cause = world.cause()
    act = AddText(supplementing(world))

    for _ in range(2):
        grown = await act(record.id, "另有一次", by=cast.LI.id, cause=cause)

    assert len(grown.supplements) == 1
