"""The copy for adjudication management: handed over by filing, a duty of its own (G10)."""

import pytest
from sqlalchemy import select

from register.afterwards import Capacity
from register.draft import Answer
from register.duties import HANDOVER, DutyState
from storage.duties import duties
from storage.transactions import reading
from tests import cast
from tests.acts.court import ANSWERS, GUAN, Court
from tests.acts.world import World

LETTER = ANSWERS | {
    "channel": Answer(value="letter"),
    "letter_form": Answer(value="公函一份"),
    "first_receiver": Answer(value="handler"),
}


async def handovers(world: World) -> list[tuple[str, str, str]]:
    """Return who owed a copy about what, and what became of it."""
    async with reading(world.engine) as connection:
        rows = await connection.execute(select(duties).where(duties.c.clock == HANDOVER))
        return [(row.owner, row.about, row.state) for row in rows]


@pytest.mark.req("G10", "AD18", "PD4", "CH10")
async def test_filing_hands_the_copy_to_adjudication_management_and_discharges_the_handler(
    world: World,
) -> None:
    court = await Court.of(world)

    record = await court.filed(LETTER)

    assert [(each.person, each.capacity) for each in record.receptions] == [
        (GUAN.id, Capacity.ADJUDICATION)
    ]
    assert await handovers(world) == [(cast.LI.id, record.id, DutyState.DISCHARGED)]
    assert await world.duties(cast.LI.id) == [], "nothing is owed, and nothing reminded of"


@pytest.mark.req("G10", "CH11", "CH34")
@pytest.mark.parametrize(
    "answers",
    [ANSWERS, LETTER | {"subject_kind": Answer(value="external")}],
    ids=["oral", "an outsider"],
)
async def test_where_the_text_fixes_no_days_none_are_kept_for_the_copy(
    world: World, answers: dict[str, Answer]
) -> None:
    court = await Court.of(world)

    record = await court.filed(answers)

    assert record.receptions[0].person == GUAN.id
    assert await handovers(world) == []
