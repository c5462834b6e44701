"""Whoever has no chat gets the record on paper from the discipline office (CH1)."""

import pytest

from register.acts.serving import HandOverOnPaper, ServeOnPaper
from register.draft import Answer
from register.errors import NotAllowed
from register.ids import PersonId
from register.notes import NoteKind
from register.people import Person
from register.record import Record
from tests import cast
from tests.acts.world import ANSWERS, World, at


async def waiting(world: World, subject: str = "赵干预") -> Record:
    """Return a record that waits for its head, whose chat cannot be reached."""
    draft = await world.complete(ANSWERS | {"subject_name": Answer(value=subject)})
    return await world.file(draft)


async def ask(world: World, record: Record, to: PersonId = cast.WANG.id) -> list[str]:
    """Return who is asked to hand the record over."""
    await ServeOnPaper(world.store, world.clock, world.owing, world.conflicts)(record.id, to=to)
    return [note.addressee for note in await world.notes(NoteKind.SERVE_ON_PAPER)]


async def hand_over(world: World, record: Record, *, by: PersonId = cast.ZHOU.id) -> Record:
    act = HandOverOnPaper(world.store, world.clock, world.owing, world.conflicts)
    return await act(record.id, to=cast.WANG.id, by=by, cause=world.cause())


@pytest.mark.req("CH1", "G34")
async def test_the_office_is_asked_once_on_the_next_working_day(world: World) -> None:
    draft = await world.complete()
    mine = await world.duty()
    record = await world.file(draft)

    assert await ask(world, record) == [cast.ZHOU.id]
    world.clock.set("2026-10-09 12:00")
    assert await ask(world, record) == [cast.ZHOU.id]

    (note,) = await world.notes(NoteKind.SERVE_ON_PAPER)
    assert (note.object, note.not_before) == (
        f"{record.id}/{cast.WANG.id}",
        at("2026-10-08 08:30"),
    )
    assert (await world.kept(mine)).discharged_at == record.filed_at
    assert await world.duties(cast.WANG.id) == []


@pytest.mark.req("CH1", "G3")
async def test_handing_over_starts_the_heads_clock(world: World) -> None:
    record = await waiting(world)
    await ask(world, record)
    world.clock.set("2026-10-09 11:00")

    handed = await hand_over(world, record)

    assert handed.reception_of(cast.WANG.id).received_at == world.clock()
    owed = await world.duty(cast.WANG.id)
    assert owed.deadline.due_on.isoformat() == "2026-10-13"
    (entry,) = [link.entry for link in await world.links() if link.entry.act == "deliver"]
    assert (entry.actor, entry.codes) == (cast.ZHOU.id, {"to": cast.WANG.id})


@pytest.mark.req("CH2")
async def test_a_card_that_comes_after_the_paper_restarts_nothing(world: World) -> None:
    record = await waiting(world)
    await hand_over(world, record)
    owed = await world.duty(cast.WANG.id)
    world.clock.set("2026-10-09 11:00")

    await world.arrive(record)

    assert await world.duty(cast.WANG.id) == owed


async def test_nobody_is_asked_for_what_was_handed_over(world: World) -> None:
    record = await waiting(world)
    await hand_over(world, record)

    assert await ask(world, record) == []


@pytest.mark.req("H18")
async def test_an_office_that_stands_in_the_record_is_passed_by(world: World) -> None:
    record = await waiting(world, "周纪检")

    assert await ask(world, record) == [cast.WU.id]
    with pytest.raises(NotAllowed):
        await hand_over(world, record)
    await hand_over(world, record, by=cast.WU.id)
    assert len(await world.duties(cast.WANG.id)) == 1


@pytest.mark.parametrize("person", [cast.LI, cast.WANG, cast.SUN, cast.CHEN], ids=lambda p: p.id)
async def test_nobody_else_hands_over(world: World, person: Person) -> None:
    record = await waiting(world)

    with pytest.raises(NotAllowed):
        await hand_over(world, record, by=person.id)


async def test_where_nobody_is_free_of_it_nobody_is_asked(world: World) -> None:
    record = await waiting(world, "周纪检和吴监察")

    assert await ask(world, record) == []
