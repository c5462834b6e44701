"""An update may come again: the act answers as the first time and leaves nothing more behind."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from importlib import import_module
from inspect import getmembers, isclass, signature
from pkgutil import iter_modules

import pytest
from sqlalchemy import func, select

from register import acts
from register.acts.reaching import MarkReachable
from storage.schema import TABLES
from storage.transactions import reading
from tests import cast
from tests.acts.repeatable import ACTS, NOT_REPEATABLE, Prepare
from tests.acts.world import World


def every_act() -> set[type]:
    """Return the classes of `register.acts` that are called with a cause."""
    modules = [
        import_module(f"{acts.__name__}.{found.name}") for found in iter_modules(acts.__path__)
    ]
    return {
        kind
        for module in modules
        for _, kind in getmembers(module, isclass)
        if kind.__module__ == module.__name__ and "cause" in signature(kind.__call__).parameters
    }


def test_the_table_names_every_act() -> None:
    assert {act for act, _ in ACTS} == every_act() - NOT_REPEATABLE


@dataclass(frozen=True, slots=True)
class Left:
    """How many rows each table holds, how often each act is journaled, which files are kept."""

    rows: dict[str, int]
    acts: dict[str, int]
    notes: list[tuple[object, ...]]
    files: int


async def left_in(world: World) -> Left:
    async with reading(world.engine) as connection:
        rows = {
            table.name: (
                await connection.execute(select(func.count()).select_from(table))
            ).scalar_one()
            for table in TABLES
        }
    return Left(
        rows=rows,
        acts=dict(await world.acts()),
        notes=[tuple(note) for note in await world.notes()],
        files=world.kept_files(),
    )


def told(answer: object) -> object:
    """Return an answer without its version, and with its times as moments."""
    if isinstance(answer, list | tuple):
        return [told(each) for each in answer]
    if isinstance(answer, datetime):
        return answer.timestamp()
    if is_dataclass(answer):
        named = {each.name: told(getattr(answer, each.name)) for each in fields(answer)}
        return type(answer), {key: each for key, each in named.items() if key != "version"}
    return answer


@pytest.mark.req("T21")
@pytest.mark.parametrize("prepare", [row[1] for row in ACTS], ids=lambda prepare: prepare.__name__)
async def test_an_act_that_is_repeated_answers_as_before_and_leaves_nothing_more(
    world: World, prepare: Prepare
) -> None:
    act, cause = await prepare(world), world.cause()
    before = await world.links()

    first = await act(cause)
    once = await left_in(world)
    again = await act(cause)

    assert told(again) == told(first)
    assert await left_in(world) == once
    entries = [link.entry for link in (await world.links())[len(before) :]]
    assert all(entry.cause == cause for entry in entries)
    assert len({(entry.act, entry.object) for entry in entries}) == len(entries)


@pytest.mark.req("T21")
async def test_a_late_repetition_undoes_nothing(world: World) -> None:
    """Blocked, then back, then the first finding again: the person stays reachable."""
    mark = MarkReachable(world.store, world.clock)
    blocked = world.cause()
    await mark(cast.WANG.id, reachable=False, cause=blocked)
    await mark(cast.WANG.id, reachable=True, cause=world.cause())

    person = await mark(cast.WANG.id, reachable=False, cause=blocked)

    assert person.reachable
    assert len(await world.notes()) == 1


@pytest.mark.req("T21")
async def test_a_repeated_answer_does_not_overwrite_a_later_one(world: World) -> None:
    draft, first = await world.start(), world.cause()
    await world.answer(draft, "place", "走廊", cause=first)
    await world.answer(draft, "place", "楼梯")

    await world.answer(draft, "place", "走廊", cause=first)

    assert (await world.draft(draft)).said("place") == "楼梯"
