"""Material received for passing on: by whom, through whose hands, and what begins at the end."""

from datetime import date

import pytest

from register.draft import DraftState
from register.duties import RECORD
from register.errors import (
    AlreadyHandedOn,
    ContentClosed,
    EvidenceInTransfer,
    HandlerUnfit,
    NobodyToReceive,
    NotAllowed,
    NotCompetentToReceive,
)
from register.notes import NoteKind
from register.people import Person
from register.transfer import Level, Standing
from tests import cast
from tests.acts.court import GUAN, LIN
from tests.acts.handing import JIE, Handing
from tests.acts.staff import Staff
from tests.acts.world import World, at


@pytest.mark.req("D7", "AD18", "E9")
async def test_what_a_competent_department_received_waits_for_adjudication_management(
    world: World,
) -> None:
    hands = await Handing.at_a_court(world)

    transfer = await hands.register()

    assert transfer.number.startswith("T-")
    assert await hands.waiting(GUAN) == [transfer]
    for person in (cast.CHEN, cast.WANG, cast.LI):
        assert await hands.waiting(person) == []
    asked = await world.notes(NoteKind.TRANSFER_ASKED)
    assert [(note.object, note.addressee) for note in asked] == [(transfer.id, GUAN.id)]


@pytest.mark.req("D6")
@pytest.mark.parametrize("person", [LIN, cast.WANG, cast.CHEN, cast.ZHOU])
async def test_nobody_without_the_function_receives_or_passes_on(
    world: World, person: Person
) -> None:
    hands = await Handing.at_a_court(world)

    with pytest.raises(NotCompetentToReceive):
        await hands.register(by=person)


@pytest.mark.req("D6")
async def test_no_handler_takes_it_in_for_themselves_and_none_from_elsewhere(world: World) -> None:
    hands = await Handing.at_a_court(world)

    with pytest.raises(NotCompetentToReceive):
        await hands.register(handler=JIE)
    with pytest.raises(HandlerUnfit):
        await hands.register(handler=cast.WU)


@pytest.mark.req("D6")
async def test_a_house_whose_rules_know_no_handing_on_has_none(world: World) -> None:
    async with world.store.begin() as uow:
        await uow.people.add(JIE)

    with pytest.raises(NotCompetentToReceive):
        await Handing(world).register()


@pytest.mark.req("D7", "AD19")
async def test_each_level_signs_and_only_then_the_next_one_is_asked(world: World) -> None:
    hands = await Handing.at_a_court(world)
    transfer = await hands.register()

    for level, person, then in (
        (Level.REGISTRY, GUAN, cast.CHEN),
        (Level.LEADER, cast.CHEN, cast.WANG),
        (Level.HEAD, cast.WANG, cast.LI),
    ):
        with pytest.raises(NotAllowed):
            await hands.sign(transfer, level, then)
        transfer = await hands.sign(transfer, level, person)
        assert await hands.waiting(person) == []
        assert await hands.waiting(then) == [await hands.kept(transfer)]
    asked = [note.addressee for note in await world.notes(NoteKind.TRANSFER_ASKED)]
    assert asked == [GUAN.id, cast.CHEN.id, cast.WANG.id, cast.LI.id]
    assert (await world.acts())["hand_on"] == 3


@pytest.mark.req("D7", "G9")
async def test_when_the_handler_has_it_their_record_begins_and_its_days_run(world: World) -> None:
    hands = await Handing.at_a_court(world)
    item = await world.seal(b"a letter", by=JIE.id)
    transfer = await hands.register(item)

    arrived = await hands.through(transfer)

    async with world.store.read() as uow:
        (draft,) = await uow.drafts.open_of(cast.LI.id)
        (kept,) = await uow.evidence.of_draft(draft.id)
    assert arrived.draft == draft.id
    assert draft.state is DraftState.OPEN
    assert draft.laid_aside, "what the handler sends meanwhile is not meant for it"
    assert {key: answer.text for key, answer in draft.answers.items()} == {
        "subject_kind": "leader",
        "subject_name": "赵干预",
        "subject_post": "某局局长",
        "letter_form": "来函一份两页，无文号",
        "case": "张某买卖合同纠纷案",
        "encountered_at": "2026-09-30T15:00+08:00",
        "first_receiver": "competent",
    }
    assert kept.id == item.id
    duty = await world.duty(cast.LI.id)
    assert (duty.clock, duty.about) == (RECORD, draft.id)
    assert duty.deadline.counted[0].date == date(2026, 9, 30)
    (told,) = await world.notes(NoteKind.TRANSFER_ARRIVED)
    assert (told.object, told.addressee) == (transfer.id, JIE.id)


@pytest.mark.req("D7")
async def test_the_record_made_of_it_holds_what_was_sealed(world: World) -> None:
    hands = await Handing.at_a_court(world)
    item = await world.seal(b"a letter", by=JIE.id)
    arrived = await hands.through(await hands.register(item))
    assert arrived.draft is not None
    async with world.store.read() as uow:
        draft = await uow.drafts.get(arrived.draft)

    record = await world.file(draft)

    async with world.store.read() as uow:
        assert [each.id for each in await uow.evidence.of_draft(record.draft)] == [item.id]


@pytest.mark.req("D7", "EC1")
async def test_what_is_handed_on_is_its_senders_no_more(world: World) -> None:
    hands = await Handing.at_a_court(world)
    item = await world.seal(b"a letter", by=JIE.id)
    await hands.register(item)
    draft = await world.start(JIE.id)

    with pytest.raises(EvidenceInTransfer):
        await world.withdraw(item)
    with pytest.raises(EvidenceInTransfer):
        await world.put(item, draft)
    with pytest.raises(EvidenceInTransfer):
        await hands.register(item)
    async with world.store.read() as uow:
        assert await uow.evidence.loose(JIE.id) == []


@pytest.mark.req("D7", "K1")
async def test_nobody_hands_on_what_somebody_else_sealed(world: World) -> None:
    hands = await Handing.at_a_court(world)
    item = await world.seal(b"a letter", by=LIN.id)

    with pytest.raises(NotAllowed):
        await hands.register(item)


@pytest.mark.req("H18", "AD19")
async def test_a_head_who_stands_in_it_never_learns_of_it(world: World) -> None:
    hands = await Handing.at_a_court(world)
    transfer = await hands.register(source="王主任")

    transfer = await hands.through(transfer, until=Level.LEADER)

    assert transfer.current is not None
    assert (transfer.current.level, transfer.current.people) == (Level.HEAD, (GUAN.id,))
    assert transfer.current.standing is Standing.REGISTRY
    arrived = await hands.sign(transfer, Level.HEAD, GUAN)
    arrived = await hands.sign(arrived, Level.HANDLER, cast.LI)
    assert [each.level for each in arrived.signed] == list(Level)
    assert cast.WANG.id not in {note.addressee for note in await world.notes()}
    with pytest.raises(NotAllowed):
        await hands.open(arrived, cast.WANG)


@pytest.mark.req("H18")
async def test_where_nobody_is_free_to_file_it_it_is_not_taken_in(world: World) -> None:
    hands = await Handing.at_a_court(world)

    with pytest.raises(NobodyToReceive):
        await hands.register(source="管审理")


@pytest.mark.req("E10", "K1")
async def test_opening_is_written_down_and_closed_to_who_has_passed_it_on(world: World) -> None:
    hands = await Handing.at_a_court(world)
    transfer = await hands.register()
    await hands.open(transfer, GUAN)
    transfer = await hands.through(transfer, until=Level.LEADER)

    assert (await world.acts())["open_transfer"] == 1
    assert [note.addressee for note in await world.notes(NoteKind.TAKE_BACK)] == [GUAN.id]
    await hands.open(transfer, GUAN)
    await hands.open(transfer, cast.WANG)
    with pytest.raises(ContentClosed):
        await hands.open(transfer, cast.CHEN)
    with pytest.raises(NotAllowed):
        await hands.open(transfer, cast.LI)


async def test_of_two_who_are_asked_the_first_one_signs(world: World) -> None:
    hands = await Handing.at_a_court(world)
    lu = cast.person("lu", "陆审管", "审判管理办公室科员", *GUAN.roles)
    async with world.store.begin() as uow:
        await uow.people.add(lu)
    transfer = await hands.register()

    await hands.sign(transfer, Level.REGISTRY, lu)

    with pytest.raises(AlreadyHandedOn):
        await hands.sign(transfer, Level.REGISTRY, GUAN)


async def test_where_who_was_asked_leaves_the_level_is_asked_again(world: World) -> None:
    hands = await Handing.at_a_court(world)
    transfer = await hands.through(await hands.register(), until=Level.LEADER)

    await Staff(world).let_go(cast.WANG)

    moved = await hands.kept(transfer)
    assert moved.current is not None
    assert (moved.current.level, moved.current.people) == (Level.HEAD, (GUAN.id,))
    assert await hands.waiting(GUAN) == [moved]


@pytest.mark.req("D7", "T11")
async def test_a_deputy_signs_for_an_absent_head(world: World) -> None:
    hands = await Handing.at_a_court(world)
    await Staff(world).appoint(cast.WANG, cast.SUN)
    world.clock.set("2026-10-09 10:00")

    transfer = await hands.through(await hands.register(), until=Level.LEADER)

    assert transfer.current is not None
    assert (transfer.current.people, transfer.current.standing) == (
        (cast.SUN.id,),
        Standing.DEPUTY,
    )


@pytest.mark.req("D7", "T9")
async def test_who_lets_it_lie_is_reminded_on_two_working_mornings(world: World) -> None:
    hands = await Handing.at_a_court(world)

    await hands.register()

    reminded = await world.notes(NoteKind.TRANSFER_REMINDED)
    assert [note.not_before for note in reminded] == [
        at("2026-10-08 08:30"),
        at("2026-10-09 08:30"),
    ]
