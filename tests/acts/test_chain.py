"""The journal of a whole story is one sound chain per house, and tampering shows."""

import pytest
from sqlalchemy import text

from register.acts.supervising import Acknowledge, OpenRecord
from register.journal import first_break
from register.record import Record
from tests import cast
from tests.acts.world import World

TRIGGERS = ("journal_keeps_rows", "journal_keeps_words")


@pytest.fixture
async def story(world: World) -> World:
    """From a blank draft to an acknowledged record, beside a colleague's and a superior's."""
    draft = await world.complete()
    await world.seal(b"a screenshot")
    record = await world.file(draft)
    await _received(world, record)
    await world.start(cast.QIAN.id)
    await world.start(cast.WU.id)
    return world


async def _received(world: World, record: Record) -> None:
    await OpenRecord(world.store, world.clock)(record.id, by=cast.WANG.id, cause=world.cause())
    await Acknowledge(world.change_record)(record.id, by=cast.WANG.id, cause=world.cause())


async def _tamper(world: World, statements: list[str]) -> None:
    """Write past the triggers, as whoever owns the file can."""
    async with world.engine.begin() as connection:
        for statement in (*(f"DROP TRIGGER {name}" for name in TRIGGERS), *statements):
            await connection.execute(text(statement))


@pytest.mark.req("F1")
async def test_every_act_stands_in_the_chain_of_its_house(story: World) -> None:
    county, city = await story.links(), await story.links(cast.CITY.id)

    assert first_break(county) is None
    assert first_break(city) is None
    assert [link.entry.act for link in county] == [
        "start_draft",
        *["answer"] * 3,
        "owe",
        *["answer"] * 5,
        "receive",
        "seal",
        "file",
        "discharge",
        "open",
        "acknowledge",
        "start_draft",
    ]
    assert [link.entry.actor for link in city] == [cast.WU.id]


EDIT = ["UPDATE journal SET actor = 'qian' WHERE organisation = 'county' AND number = 12"]
EDIT_OF_CODES = ["UPDATE journal SET codes = '{}' WHERE organisation = 'county' AND number = 3"]
DELETION = ["DELETE FROM journal WHERE organisation = 'county' AND number = 5"]
REORDERING = [
    f"UPDATE journal SET number = {new} WHERE organisation = 'county' AND number = {old}"
    for old, new in ((4, -4), (5, 4), (-4, 5))
]


@pytest.mark.req("F1")
@pytest.mark.parametrize(
    ("statements", "found_at"),
    [(EDIT, 12), (EDIT_OF_CODES, 3), (DELETION, 5), (REORDERING, 4)],
    ids=["edit", "edit of codes", "deletion", "reordering"],
)
async def test_tampering_with_the_file_shows(
    story: World, statements: list[str], found_at: int
) -> None:
    await _tamper(story, statements)

    assert first_break(await story.links()) == found_at
    assert first_break(await story.links(cast.CITY.id)) is None


async def test_no_word_of_the_content_stands_in_the_journal(story: World) -> None:
    """Ids and codes only: names and texts stay in ciphertext."""
    told = repr(await story.links())

    for word in ("赵干预", "某局局长", "盗窃", "从轻", "截图", "李承办", "王主任"):
        assert word not in told
