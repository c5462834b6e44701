"""Opinions, a question back, consent to a late entry; and what stays with whom (RUDONG 7, 14)."""

import pytest

from register.acts.opining import AnswerBack, AskBack, SayConsent, SignOpinion
from register.acts.supervising import OpenRecord
from register.afterwards import LONGEST, Capacity
from register.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    AlreadyConsented,
    AlreadySigned,
    AnswerTooLong,
    AnswerUnfit,
    ContentClosed,
    Gone,
    NotAllowed,
)
from register.ids import PersonId
from register.notes import NoteKind
from register.people import Person
from register.record import Record
from tests import cast
from tests.acts.world import World


async def sign(world: World, record: Record, by: PersonId, text: str = "已阅。") -> Record:
    return await SignOpinion(world.change_record)(record.id, text, by=by, cause=world.cause())


async def ask(world: World, record: Record, by: PersonId, text: str = "何时？") -> Record:
    return await AskBack(world.change_record)(record.id, text, by=by, cause=world.cause())


async def answer(world: World, record: Record, to: PersonId, by: PersonId) -> Record:
    act = AnswerBack(world.change_record)
    return await act(record.id, "下午三点。", to=to, by=by, cause=world.cause())


async def say(world: World, record: Record, by: PersonId, *, granted: bool = True) -> Record:
    act = SayConsent(world.change_record)
    return await act(record.id, granted=granted, by=by, cause=world.cause())


async def open_record(world: World, record: Record, by: PersonId) -> Record:
    return await OpenRecord(world.store, world.clock)(record.id, by=by, cause=world.cause())


@pytest.fixture
async def record(world: World) -> Record:
    """A record that lies with the head."""
    return await world.arrive(await world.file(await world.complete()))


@pytest.fixture
async def forwarded(world: World, record: Record) -> Record:
    """A record that lies with head, leader and discipline office."""
    return await world.forward(record)


@pytest.mark.req("E2", "F1-11", "F1-12", "F1-13", "TX1", "AC2")
@pytest.mark.parametrize(
    "order",
    [(cast.WANG, cast.CHEN, cast.ZHOU), (cast.ZHOU, cast.CHEN, cast.WANG)],
    ids=["down the chain", "the other way round"],
)
async def test_each_signs_an_own_box_in_any_order(
    world: World, forwarded: Record, order: tuple[Person, ...]
) -> None:
    for person in order:
        signed = await sign(world, forwarded, person.id, f"{person.name}的意见")

    assert [(o.name, o.text, o.capacity) for o in signed.opinions] == [
        (person.name, f"{person.name}的意见", forwarded.reception_of(person.id).capacity)
        for person in order
    ]
    told = [n.addressee for n in await world.notes(NoteKind.OPINION_SIGNED)]
    assert told == [cast.LI.id] * 3


@pytest.mark.req("E2")
async def test_nobody_waits_for_an_opinion(world: World, record: Record) -> None:
    forwarded = await world.forward(record)

    assert forwarded.opinions == ()
    assert set(forwarded.inspectors) == {cast.ZHOU.id}


@pytest.mark.req("E2")
async def test_what_is_signed_stands(world: World, forwarded: Record) -> None:
    await sign(world, forwarded, cast.ZHOU.id, "第一次")

    with pytest.raises(AlreadySigned):
        await sign(world, forwarded, cast.ZHOU.id, "第二次")


@pytest.mark.req("E2", "K1")
@pytest.mark.parametrize("person", [cast.LI, cast.SUN, cast.QIAN, cast.ZHENG], ids=lambda p: p.id)
async def test_nobody_but_an_addressee_signs(
    world: World, forwarded: Record, person: Person
) -> None:
    with pytest.raises(NotAllowed):
        await sign(world, forwarded, person.id)


@pytest.mark.parametrize(
    ("text", "error"), [("  ", AnswerUnfit), ("字" * (LONGEST + 1), AnswerTooLong)]
)
async def test_an_opinion_has_words_and_an_end(
    world: World, forwarded: Record, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await sign(world, forwarded, cast.ZHOU.id, text)


# ── Who keeps the content ──────────────────────────────────────────────────────────────────────


@pytest.mark.req("E10", "F1-14")
async def test_the_head_keeps_nothing_once_it_is_signed_and_reported_on(
    world: World, record: Record
) -> None:
    await sign(world, record, cast.WANG.id)
    await open_record(world, record, cast.WANG.id)

    await world.forward(record)

    with pytest.raises(ContentClosed):
        await open_record(world, record, cast.WANG.id)


@pytest.mark.req("E10", "E2")
async def test_a_head_who_reported_on_first_may_still_read_and_sign(
    world: World, forwarded: Record
) -> None:
    await open_record(world, forwarded, cast.WANG.id)
    await sign(world, forwarded, cast.WANG.id)

    with pytest.raises(ContentClosed):
        await open_record(world, forwarded, cast.WANG.id)


@pytest.mark.req("E10")
async def test_the_leader_keeps_nothing_once_it_is_signed(world: World, forwarded: Record) -> None:
    await open_record(world, forwarded, cast.CHEN.id)
    await sign(world, forwarded, cast.CHEN.id)

    with pytest.raises(ContentClosed):
        await open_record(world, forwarded, cast.CHEN.id)


@pytest.mark.req("E4", "E10")
@pytest.mark.parametrize("person", [cast.LI, cast.ZHOU], ids=lambda p: p.id)
async def test_recorder_and_discipline_office_keep_their_copies(
    world: World, forwarded: Record, person: Person
) -> None:
    for each in (cast.WANG, cast.CHEN, cast.ZHOU):
        await sign(world, forwarded, each.id)

    opened = await open_record(world, forwarded, person.id)

    assert opened.answers == forwarded.answers
    assert len(opened.opinions) == 3


# ── A question back ────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("F1-10", "G3")
async def test_a_question_and_its_answer_become_part_of_the_record(
    world: World, record: Record
) -> None:
    owed = await world.duty(cast.WANG.id)
    await ask(world, record, cast.WANG.id)
    (told,) = await world.notes(NoteKind.ASKED_BACK)
    assert (told.addressee, told.object) == (cast.LI.id, f"{record.id}/{cast.WANG.id}")

    answered = await answer(world, record, cast.WANG.id, cast.LI.id)

    (question,) = answered.questions
    assert (question.text, question.answer) == ("何时？", "下午三点。")
    assert question.capacity is Capacity.HEAD
    assert [n.addressee for n in await world.notes(NoteKind.ANSWERED_BACK)] == [cast.WANG.id]
    assert await world.duty(cast.WANG.id) == owed


async def test_each_supervisor_asks_once(world: World, forwarded: Record) -> None:
    await ask(world, forwarded, cast.WANG.id)
    await ask(world, forwarded, cast.CHEN.id)

    with pytest.raises(AlreadyAsked):
        await ask(world, forwarded, cast.WANG.id)


async def test_a_question_is_answered_once_by_its_recorder(world: World, record: Record) -> None:
    await ask(world, record, cast.WANG.id)
    with pytest.raises(NotAllowed):
        await answer(world, record, cast.WANG.id, cast.QIAN.id)
    await answer(world, record, cast.WANG.id, cast.LI.id)

    with pytest.raises(AlreadyAnswered):
        await answer(world, record, cast.WANG.id, cast.LI.id)
    with pytest.raises(Gone):
        await answer(world, record, cast.CHEN.id, cast.LI.id)


async def test_who_keeps_no_content_asks_nothing(world: World, forwarded: Record) -> None:
    await sign(world, forwarded, cast.CHEN.id)

    with pytest.raises(ContentClosed):
        await ask(world, forwarded, cast.CHEN.id)


# ── Late entry ─────────────────────────────────────────────────────────────────────────────────


async def filed_late(world: World, *, direct: bool = False) -> Record:
    draft = await world.complete()
    if direct:
        draft = await world.report_directly(draft)
    world.clock.set("2026-10-12 10:00")
    return await world.file(draft)


@pytest.mark.req("E6", "CH16", "AD3")
async def test_a_late_entry_through_the_head_is_for_the_head_to_consent_to(world: World) -> None:
    record = await world.forward(await world.arrive(await filed_late(world)))
    assert record.late
    assert record.filed_at > record.deadline.due_at

    with pytest.raises(NotAllowed):
        await say(world, record, cast.ZHOU.id)
    answered = await say(world, record, cast.WANG.id)

    assert answered.consent is not None
    assert (answered.consent.granted, answered.consent.name) == (True, cast.WANG.name)
    (told,) = await world.notes(NoteKind.CONSENT_SAID)
    assert told.addressee == cast.LI.id


@pytest.mark.req("E6", "CH16", "CH22")
async def test_of_a_direct_late_entry_the_head_is_not_asked(world: World) -> None:
    record = await filed_late(world, direct=True)

    with pytest.raises(NotAllowed):
        await say(world, record, cast.WANG.id)
    assert (await say(world, record, cast.ZHOU.id)).consent is not None


@pytest.mark.req("CH16")
async def test_a_late_entry_that_is_refused_stays_accepted_and_marked(world: World) -> None:
    record = await filed_late(world)

    refused = await say(world, record, cast.WANG.id, granted=False)

    assert refused.late
    assert refused.consent is not None
    assert not refused.consent.granted
    assert refused.answers == record.answers
    with pytest.raises(AlreadyConsented):
        await say(world, record, cast.WANG.id)


@pytest.mark.req("CH16")
async def test_a_silent_head_is_not_asked_for_consent_any_more(world: World) -> None:
    record = await world.arrive(await filed_late(world))
    world.clock.set("2026-10-16 08:00")
    await world.tick()

    with pytest.raises(NotAllowed):
        await say(world, record, cast.WANG.id)
    assert (await say(world, record, cast.ZHOU.id)).consent is not None


async def test_nobody_consents_to_what_came_in_time(world: World, record: Record) -> None:
    with pytest.raises(NotAllowed):
        await say(world, record, cast.WANG.id)
