"""A recorder takes all receipts along: their own, and one entry says so."""

import pytest

from register.acts.opening import OPEN_FOR
from register.acts.receipts import Filed, TakeReceipts
from register.ids import PersonId
from register.notes import NoteKind
from tests import cast
from tests.acts.world import World


async def take(world: World, by: PersonId = cast.LI.id) -> list[Filed]:
    taken = await TakeReceipts(world.store, world.clock)(by=by, cause=world.cause())
    return list(taken)


@pytest.mark.req("E4", "K1")
async def test_all_own_records_are_taken_with_their_evidence_and_none_of_others(
    world: World,
) -> None:
    draft = await world.complete()
    item = await world.seal(b"a screenshot")
    await world.put(item, draft)
    first = await world.file(draft)
    second = await world.file(await world.complete())
    await world.file(await world.complete(by=cast.QIAN.id), by=cast.QIAN.id)

    taken = {filed.record.id: filed.evidence for filed in await take(world)}

    assert taken.keys() == {first.id, second.id}
    assert [each.id for each in taken[first.id]] == [item.id]
    assert not taken[second.id]


@pytest.mark.req("K1", "F1")
async def test_taking_receipts_is_one_entry_about_the_recorder_and_is_taken_back(
    world: World,
) -> None:
    await world.file(await world.complete())
    await world.file(await world.complete())

    await take(world)

    (entry,) = [link.entry for link in await world.links() if link.entry.act == "take_receipts"]
    assert (entry.actor, entry.object) == (cast.LI.id, cast.LI.id)
    assert entry.codes == {"records": "2"}
    assert (await world.acts())["open"] == 0
    (note,) = await world.notes(NoteKind.TAKE_BACK)
    assert (note.object, note.addressee) == (cast.LI.id, cast.LI.id)
    assert note.not_before == world.clock() + OPEN_FOR


async def test_who_filed_nothing_takes_nothing_and_nothing_is_written_down(world: World) -> None:
    assert await take(world, cast.QIAN.id) == []

    assert (await world.acts())["take_receipts"] == 0
