"""Ciphertext opens in its own row and version alone; errors carry no values."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from register.errors import LostRace, Unreadable
from storage.engine import Engine
from storage.store import SqlStore
from storage.transactions import writing
from tests.storage.samples import HEAD, RECORDER


@pytest.mark.parametrize(
    "tampering",
    [
        f"UPDATE people SET content = (SELECT content FROM people WHERE id = '{HEAD.id}')",
        f"UPDATE people SET version = 7 WHERE id = '{RECORDER.id}'",
    ],
    ids=["another row's", "another version's"],
)
async def test_content_that_was_moved_is_not_believed(
    house: SqlStore, engine: Engine, tampering: str
) -> None:
    async with writing(engine) as connection:
        await connection.execute(text(tampering))

    async with house.read() as uow:
        with pytest.raises(Unreadable):
            await uow.people.get(RECORDER.id)


async def test_an_error_of_the_database_names_no_values(house: SqlStore) -> None:
    with pytest.raises(LostRace) as caught:
        async with house.begin() as uow:
            await uow.people.save(replace(HEAD, account=RECORDER.account))

    assert RECORDER.account is not None
    # Before the statement stand PostgreSQL's own words, which name the id that is taken.
    assert RECORDER.account not in str(caught.value.__cause__).split("[SQL")[1]
