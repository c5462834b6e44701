"""Sealing: the bytes are fixed once, kept once per sender, and given back only while loose."""

import hashlib
from datetime import timedelta

import pytest

from register.acts.sealing import ALBUM_PAUSE, Abandon, Album, Seal, ShowSealed, album_of
from register.draft import IN_HAND
from register.errors import (
    AlreadyFiled,
    EvidenceInDraft,
    EvidenceInRecord,
    Gone,
    NotAllowed,
    NotSealed,
)
from register.evidence import Evidence, Kind, Origin, State
from register.notes import NoteKind
from tests import cast
from tests.acts.world import World, chunks

SHOT, OTHER = b"a screenshot", b"another one"


async def item(world: World, sealed: Evidence) -> Evidence:
    async with world.store.read() as uow:
        return await uow.evidence.get(sealed.id)


async def abandon(world: World, item: Evidence) -> None:
    await Abandon(world.store, world.clock, world.vault)(
        item.id, by=item.sender, cause=world.cause()
    )


@pytest.mark.req("EC1", "F2")
async def test_what_is_sealed_is_what_was_received(world: World) -> None:
    sealed = await world.seal(SHOT)

    assert sealed.state is State.SEALED
    assert sealed.sealed_at == world.clock()
    assert (sealed.size, sealed.sha256) == (len(SHOT), hashlib.sha256(SHOT).digest())
    assert len(sealed.sm3) == 32
    assert await world.bytes_of(sealed) == SHOT
    assert await world.acts() == {"receive": 1, "seal": 1}


async def test_a_sender_keeps_the_same_bytes_once(world: World) -> None:
    first = await world.seal(SHOT)
    second = await world.seal(SHOT)

    assert second.id == first.id
    assert world.kept_files() == 1
    assert await world.bytes_of(first) == SHOT


async def test_the_same_bytes_of_another_sender_are_kept_apart(world: World) -> None:
    """A match would tell one person what another has."""
    mine = await world.seal(SHOT)
    theirs = await world.seal(SHOT, by=cast.QIAN.id)

    assert theirs.id != mine.id
    assert theirs.same_as is None
    await world.withdraw(mine)
    assert await world.bytes_of(theirs) == SHOT


async def test_withdrawn_bytes_are_received_anew(world: World) -> None:
    first = await world.seal(SHOT)
    await world.withdraw(first)

    second = await world.seal(SHOT)

    assert second.id != first.id
    assert await world.bytes_of(second) == SHOT


async def test_a_redelivered_item_is_not_received_twice(world: World) -> None:
    cause = world.cause()
    first = await world.seal(SHOT, cause=cause)

    again = await world.receive(cause=cause)

    assert again.sealed_at == first.sealed_at
    assert again.place == first.place


async def test_a_redelivered_duplicate_is_answered_by_the_item_that_was_kept(
    world: World,
) -> None:
    first = await world.seal(SHOT)
    cause = world.cause()
    await world.seal(SHOT, cause=cause)

    assert (await world.receive(cause=cause)).id == first.id


async def test_bytes_of_a_duplicate_go_even_if_the_first_attempt_died_before(
    world: World,
) -> None:
    """Between the commit and the discarding the process may die; the update comes again."""
    await world.seal(SHOT)
    cause = world.cause()
    row = await world.receive(cause=cause)
    stored = await world.vault.store(row.place, chunks(SHOT))
    seal = Seal(world.store, world.clock, world.vault)
    await seal(row.id, stored, mime="", by=cast.LI.id, cause=cause)
    await world.vault.store(row.place, chunks(SHOT))

    await seal(row.id, stored, mime="", by=cast.LI.id, cause=cause)

    assert world.kept_files() == 1


async def test_what_is_sent_while_a_draft_is_in_hand_goes_into_it(world: World) -> None:
    draft = await world.start()

    assert (await world.seal(SHOT)).draft == draft.id
    world.clock.move(IN_HAND + timedelta(seconds=1))
    assert (await world.seal(OTHER)).draft is None


async def test_what_is_sent_after_the_drafts_were_laid_aside_goes_into_none(world: World) -> None:
    first, _ = await world.start(), await world.start()
    await world.lay_aside()

    assert (await world.seal(SHOT)).draft is None

    await world.take_up(first)
    assert (await world.seal(OTHER)).draft == first.id


async def test_what_is_taken_out_of_a_laid_aside_draft_leaves_it_aside(world: World) -> None:
    draft = await world.start()
    sealed = await world.seal(SHOT)
    await world.lay_aside()

    await world.put(sealed, None)

    assert (await world.draft(draft)).laid_aside
    await world.put(sealed, draft)
    assert not (await world.draft(draft)).laid_aside


async def test_what_lies_in_a_draft_is_taken_out_before_it_is_withdrawn(world: World) -> None:
    await world.start()
    sealed = await world.seal(SHOT)

    with pytest.raises(EvidenceInDraft):
        await world.withdraw(sealed)

    await world.withdraw(await world.put(sealed, None))


async def test_a_loose_item_that_is_sent_again_joins_the_draft_in_hand(world: World) -> None:
    loose = await world.seal(SHOT)
    draft = await world.start()

    again = await world.seal(SHOT)

    assert (again.id, again.draft) == (loose.id, draft.id)
    assert (await world.acts())["put"] == 1


async def test_the_same_bytes_prove_two_records(world: World) -> None:
    first = await world.complete()
    in_first = await world.seal(SHOT)
    await world.file(first)
    second = await world.start()

    in_second = await world.seal(SHOT)

    assert (in_first.draft, in_second.draft) == (first.id, second.id)
    assert await world.bytes_of(in_first) == await world.bytes_of(in_second) == SHOT


async def test_withdrawing_removes_the_bytes_and_keeps_digest_and_time(world: World) -> None:
    sealed = await world.seal(SHOT)

    await world.withdraw(sealed)

    kept = await item(world, sealed)
    assert kept.state is State.WITHDRAWN
    assert (kept.sha256, kept.sm3, kept.sealed_at) == (sealed.sha256, sealed.sm3, sealed.sealed_at)
    assert world.kept_files() == 0
    with pytest.raises(Gone):
        await world.bytes_of(sealed)


async def test_what_stands_in_a_record_is_not_withdrawn(world: World) -> None:
    draft = await world.complete()
    sealed = await world.seal(SHOT)
    await world.file(draft)

    with pytest.raises(EvidenceInRecord):
        await world.withdraw(sealed)
    with pytest.raises(AlreadyFiled):
        await world.put(sealed, None)

    assert await world.bytes_of(sealed) == SHOT


async def test_evidence_is_used_by_its_sender_alone(world: World) -> None:
    theirs = await world.seal(SHOT, by=cast.QIAN.id)
    mine = await world.start()

    with pytest.raises(NotAllowed):
        await world.put(theirs, mine)


async def test_what_is_still_coming_can_neither_be_used_nor_withdrawn(world: World) -> None:
    coming = await world.receive()

    with pytest.raises(NotSealed):
        await world.withdraw(coming)
    with pytest.raises(NotSealed):
        await world.put(coming, await world.start())


async def test_a_discarded_draft_lets_its_evidence_go(world: World) -> None:
    draft = await world.start()
    sealed = await world.seal(SHOT)

    await world.discard(draft)

    assert (await item(world, sealed)).draft is None
    assert await world.bytes_of(sealed) == SHOT


async def test_abandoning_leaves_the_row_alone(world: World) -> None:
    coming = await world.receive()

    await abandon(world, coming)

    assert (await item(world, coming)).state is State.WITHDRAWN
    assert world.kept_files() == 0


async def test_nothing_that_is_sealed_is_abandoned(world: World) -> None:
    """A second worker that finds no file any more must not destroy what the first one kept."""
    sealed = await world.seal(SHOT)

    await abandon(world, sealed)

    assert (await item(world, sealed)).state is State.SEALED
    assert await world.bytes_of(sealed) == SHOT
    assert (await world.acts())["abandon"] == 0


# ── Albums ─────────────────────────────────────────────────────────────────────────────────────

GROUP = Origin(group="album 1")


async def test_an_album_is_answered_two_seconds_after_its_latest_item(world: World) -> None:
    first = await world.seal(SHOT, kind=Kind.PHOTO, origin=GROUP)
    world.clock.move(timedelta(seconds=1.5))
    await world.seal(OTHER, kind=Kind.PHOTO, origin=GROUP)

    (note,) = await world.notes(NoteKind.ALBUM_SEALED)
    assert note.not_before == world.clock() + ALBUM_PAUSE
    assert timedelta(seconds=2) == ALBUM_PAUSE
    assert (note.object, note.addressee) == (album_of(first), cast.LI.id)


async def test_albums_of_two_senders_are_answered_apart(world: World) -> None:
    await world.seal(SHOT, origin=GROUP)
    await world.seal(SHOT, origin=GROUP, by=cast.QIAN.id)

    notes = await world.notes(NoteKind.ALBUM_SEALED)

    assert {note.addressee for note in notes} == {cast.LI.id, cast.QIAN.id}


async def test_an_album_shows_what_is_kept_of_it(world: World) -> None:
    before = await world.seal(SHOT)
    repeated = await world.seal(SHOT, origin=GROUP)
    world.clock.move(timedelta(seconds=1))
    fresh = await world.seal(OTHER, origin=GROUP)
    await abandon(world, await world.receive(origin=GROUP))
    await world.receive(origin=GROUP)

    album = await Album(world.store)(fresh.id)

    assert repeated.id == before.id
    assert [each.id for each in album] == [before.id, fresh.id]


async def test_an_album_with_a_duplicate_goes_into_a_draft_as_a_whole(world: World) -> None:
    await world.seal(SHOT)
    await world.seal(SHOT, origin=GROUP)
    fresh = await world.seal(OTHER, origin=GROUP)
    draft = await world.start()

    for each in await Album(world.store)(fresh.id):
        await world.put(each, draft)

    async with world.store.read() as uow:
        assert len(await uow.evidence.of_draft(draft.id)) == 2


# ── The answer ─────────────────────────────────────────────────────────────────────────────────


async def test_the_answer_counts_from_the_claimed_time_of_the_message(world: World) -> None:
    sealed = await world.seal(SHOT, origin=Origin(sent_at=world.clock() - timedelta(days=12)))

    shown = await _show(world)([sealed], by=cast.LI.id)

    assert shown.due.due_on.isoformat() == "2026-09-22"
    assert shown.draft is None


async def test_the_answer_takes_the_deadline_of_the_draft_it_went_into(world: World) -> None:
    draft = await world.complete()
    sealed = await world.seal(SHOT, origin=Origin(sent_at=world.clock() - timedelta(days=12)))

    shown = await _show(world)([sealed], by=cast.LI.id)

    assert shown.draft is not None
    assert shown.draft.id == draft.id
    assert (shown.due, shown.met) == ((await world.duty()).deadline, True)


async def test_nothing_is_shown_of_what_was_withdrawn(world: World) -> None:
    sealed = await world.withdraw(await world.seal(SHOT))

    with pytest.raises(Gone):
        await _show(world)([sealed], by=cast.LI.id)


def _show(world: World) -> ShowSealed:
    return ShowSealed(world.store, world.clock, world.current_calendar, world.zone)
