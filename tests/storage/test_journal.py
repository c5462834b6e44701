"""The journal: one chain a house, which the database itself refuses to change."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from register.errors import LostRace, NotAllowed
from register.ids import Cause, OrganisationId
from register.journal import GENESIS, Link, first_break
from storage.engine import Engine
from storage.store import SqlStore, SqlUnitOfWork
from storage.transactions import writing
from tests.storage.samples import CHINA, HOUSE, NOW, RECORDER


async def _note(uow: SqlUnitOfWork, cause: str, *, house: OrganisationId = HOUSE.id) -> None:
    await uow.journal.append(
        "seal",
        "item",
        organisation=house,
        actor=RECORDER.id,
        cause=Cause(cause),
        at=NOW.astimezone(CHINA),
        codes={"kind": "photo"},
        content=b"\x00\xff" * 16,
    )


async def _links(store: SqlStore, house: OrganisationId = HOUSE.id) -> list[Link]:
    async with store.read() as uow:
        return [link async for link in uow.journal.links(house)]


@pytest.mark.req("F1")
async def test_entries_read_back_as_an_unbroken_chain(store: SqlStore) -> None:
    async with store.begin() as uow:
        await _note(uow, "1")
        await _note(uow, "2")
    async with store.begin() as uow:
        await _note(uow, "3")

    links = await _links(store)

    assert [link.number for link in links] == [1, 2, 3]
    assert links[0].previous == GENESIS
    assert first_break(links) is None
    assert links[0].entry.at == NOW
    assert links[0].entry.codes == {"kind": "photo"}


async def test_every_house_has_a_chain_of_its_own(store: SqlStore) -> None:
    other = OrganisationId("other")
    async with store.begin() as uow:
        await _note(uow, "1")
        await _note(uow, "2", house=other)

    for house in (HOUSE.id, other):
        links = await _links(store, house)
        assert [link.number for link in links] == [1]
        assert first_break(links) is None


async def test_a_cause_acts_once_on_an_object(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert not await uow.journal.seen(Cause("1"), "seal", "item")
        await _note(uow, "1")
        assert await uow.journal.seen(Cause("1"), "seal", "item")
        assert not await uow.journal.seen(Cause("1"), "seal", "another")

    with pytest.raises(LostRace):
        async with store.begin() as uow:
            await _note(uow, "1")


async def test_simultaneous_acts_stand_in_one_row(store: SqlStore) -> None:
    async def act(cause: str) -> None:
        async with store.begin() as uow:
            await _note(uow, cause)

    await asyncio.gather(*[act(str(number)) for number in range(8)])

    links = await _links(store)
    assert [link.number for link in links] == list(range(1, 9))
    assert first_break(links) is None


async def test_an_act_that_fails_leaves_no_entry(store: SqlStore) -> None:
    async def fails() -> None:
        async with store.begin() as uow:
            await _note(uow, "1")
            raise NotAllowed

    with pytest.raises(NotAllowed):
        await fails()

    assert await _links(store) == []


@pytest.mark.req("F1")
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE journal SET act = 'withdraw'",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE 1=1",
    ],
)
async def test_the_database_refuses_to_change_the_journal(
    store: SqlStore, engine: Engine, attempt: str
) -> None:
    async with store.begin() as uow:
        await _note(uow, "1")

    with pytest.raises(DBAPIError, match="append-only"):
        async with writing(engine) as connection:
            await connection.execute(text(attempt))

    assert first_break(await _links(store)) is None
