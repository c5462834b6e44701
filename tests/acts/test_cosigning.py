"""People present are asked at filing; they read what they witnessed, and sign or do not."""

import pytest

from register.draft import Answer
from register.errors import AlreadyCosigned, ContentClosed, NotAllowed
from register.notes import NoteKind
from register.people import Person
from register.profile import load
from tests import cast
from tests.acts.court import ANSWERS, HE, LIN, Court
from tests.acts.world import World, at


@pytest.mark.req("F8", "AD2", "PD12")
async def test_filing_asks_the_colleagues_who_were_present_and_nobody_else(world: World) -> None:
    court = await Court.of(world)

    record = await court.filed()

    assert [(each.person, each.name) for each in record.cosignatures] == [
        (LIN.id, "林书记"),
        (HE.id, "何助理"),
    ]
    assert all(each.waits and each.asked_at == world.clock() for each in record.cosignatures)
    asked = await world.notes(NoteKind.COSIGN_ASKED)
    assert {(note.object, note.addressee) for note in asked} == {
        (record.id, LIN.id),
        (record.id, HE.id),
    }
    assert not {LIN.id, HE.id} & {each.person for each in record.receptions}


@pytest.mark.req("F8", "PD12")
@pytest.mark.parametrize(
    "changed",
    [
        {"channel": Answer(value="chat")},
        {"persons_present": Answer(value="无")},
        {"persons_present": Answer(unknown=True, reason="没有留意")},
    ],
    ids=["in writing", "nobody", "unknown"],
)
async def test_nobody_is_asked_about_what_nobody_of_the_house_witnessed(
    world: World, changed: dict[str, Answer]
) -> None:
    court = await Court.of(world)

    record = await court.filed(ANSWERS | changed)

    assert record.cosignatures == ()
    assert await world.notes(NoteKind.COSIGN_ASKED) == []


@pytest.mark.req("PD12")
def test_only_changchun_asks_people_present_to_sign() -> None:
    oral = {"channel": ("face_to_face",)}

    for name in ("c-lead", "nmg", "rudong", "c-int", "spc"):
        assert not load(name, on=at("2026-09-30 10:00").date()).wants_cosigning(oral)
    assert load("changchun", on=at("2026-09-30 10:00").date()).wants_cosigning(oral)


@pytest.mark.req("F8")
async def test_the_review_says_whom_filing_will_ask(world: World) -> None:
    court = await Court.of(world)
    named = ANSWERS | {"subject_name": Answer(value="何助理")}
    draft = await world.complete(named)

    planned = await court.plan()(draft.id, by=cast.LI.id)
    record = await world.file(draft)

    assert [each.id for each in planned.asked] == [LIN.id]
    assert [each.id for each in planned.left_out] == [HE.id]
    assert [each.person for each in record.cosignatures] == [LIN.id]


@pytest.mark.req("F8", "K1")
async def test_opening_is_written_down_and_taken_back_and_ends_with_the_answer(
    world: World,
) -> None:
    court = await Court.of(world)
    record = await court.filed()

    await court.open(record)
    signed = await court.sign(record)

    assert (await world.acts())["open_witnessed"] == 1
    (back,) = await world.notes(NoteKind.TAKE_BACK)
    assert back.addressee == LIN.id
    assert signed.cosignatures[0].signed_at == world.clock()
    (said,) = await world.notes(NoteKind.COSIGN_SAID)
    assert (said.object, said.addressee) == (f"{record.id}/{LIN.id}", cast.LI.id)
    with pytest.raises(ContentClosed):
        await court.open(record)
    with pytest.raises(AlreadyCosigned):
        await court.decline(record)


@pytest.mark.req("CH38")
async def test_a_refusal_is_noted_with_time_and_reason_and_the_record_stands(
    world: World,
) -> None:
    court = await Court.of(world)
    record = await court.filed()
    world.clock.set("2026-09-30 16:00")

    declined = await court.decline(record, "当时已离开")

    (refused, silent) = declined.cosignatures
    assert (refused.refused_at, refused.reason) == (at("2026-09-30 16:00"), "当时已离开")
    assert silent.waits
    assert declined.receptions == record.receptions
    assert declined.answers == record.answers


@pytest.mark.req("CH38", "T9")
async def test_who_is_silent_is_reminded_on_the_next_two_working_mornings(world: World) -> None:
    """The first of them comes after the National Day holidays."""
    court = await Court.of(world)

    await court.filed()

    mornings = [
        note.not_before.astimezone(world.zone).isoformat(timespec="minutes")[:16]
        for note in await world.notes(NoteKind.COSIGN_REMINDED)
        if note.addressee == LIN.id
    ]
    assert mornings == ["2026-10-08T08:30", "2026-10-09T08:30"]


@pytest.mark.req("H18")
@pytest.mark.parametrize("person", [cast.QIAN, cast.WANG])
async def test_nobody_else_opens_signs_or_refuses(world: World, person: Person) -> None:
    court = await Court.of(world)
    record = await court.filed()

    for act in (court.open, court.sign, court.decline):
        with pytest.raises(NotAllowed):
            await act(record, by=person)


@pytest.mark.req("F8", "CH38")
async def test_a_correction_that_names_somebody_present_asks_them_too(world: World) -> None:
    court = await Court.of(world)
    record = await court.filed(ANSWERS | {"persons_present": Answer(value="林书记")})
    await court.sign(record)

    grown = await court.correct(record, "persons_present", "林书记、何助理")

    assert [each.person for each in grown.cosignatures] == [LIN.id, HE.id]
    assert grown.cosignatures[0].signed_at is not None
    asked = [note.addressee for note in await world.notes(NoteKind.COSIGN_ASKED)]
    assert asked == [LIN.id, HE.id]


@pytest.mark.req("H18")
@pytest.mark.parametrize(
    ("question", "value"), [("principal", "林书记"), ("persons_present", "何助理")]
)
async def test_who_is_named_later_or_was_not_there_reads_and_signs_no_more(
    world: World, question: str, value: str
) -> None:
    court = await Court.of(world)
    record = await court.filed()

    await court.correct(record, question, value)

    with pytest.raises(ContentClosed):
        await court.open(record)
    with pytest.raises(ContentClosed):
        await court.sign(record)
    assert await court.open(record, by=HE)


@pytest.mark.req("E10")
async def test_a_witness_has_no_other_right_to_the_record(world: World) -> None:
    court = await Court.of(world)
    record = await court.filed()

    with pytest.raises(NotAllowed):
        record.may_read(LIN.id)
    async with world.store.read() as uow:
        assert await uow.records.received_by(LIN.id, limit=10) == []
