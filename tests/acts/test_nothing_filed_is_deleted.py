"""What was filed stays: no port takes it away, no statement deletes it, no act asks for it."""

import ast
import re
from collections.abc import Iterator
from inspect import getmembers, isfunction
from pathlib import Path
from typing import get_type_hints

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

import storage
from register import acts, ports
from register.errors import AlreadyFiled, EvidenceInRecord
from storage.schema import TABLES
from storage.store import SqlUnitOfWork
from storage.transactions import Transaction, reading, writing
from tests.acts.casework import Casework
from tests.acts.noting import Noting
from tests.acts.repeatable_records import SHOT
from tests.acts.world import World
from tests.custody.keyring import keys

pytestmark = pytest.mark.req("F7c")

STORAGE = Path(storage.__file__).parent
TAKES_AWAY = re.compile(r"delete|remove|discard|drop|erase|purge|prune|clear|forget|destroy|wipe")
OF_THE_MOMENT = {"blind_index", "updates", "dialog_memory", "cards", "conversation"}
"""Tables whose rows go: ways to find things again, and what a chat remembers of its messages."""


def repositories() -> dict[str, type]:
    """Return the ports through which a transaction reaches what is kept, by name."""
    found = getmembers(ports.UnitOfWork, lambda member: isinstance(member, property))
    return {name: get_type_hints(member.fget)["return"] for name, member in found}


def methods(kind: type) -> set[str]:
    return {name for name, _ in getmembers(kind, isfunction) if not name.startswith("_")}


def deletions() -> Iterator[tuple[str, str]]:
    """Yield file and table of every statement of the storage room that deletes rows."""
    for path in STORAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "delete":
                yield path.name, ast.unparse(node.args[0]) if node.args else ""


def test_no_repository_has_a_way_to_take_anything_away() -> None:
    kept = repositories()

    assert {"records", "case_notes", "evidence", "zero_reports", "journal"} <= kept.keys()
    for name, port in kept.items():
        assert not [each for each in methods(port) if TAKES_AWAY.search(each)], name


async def test_what_lies_behind_the_ports_offers_no_more_than_they_do(world: World) -> None:
    async with reading(world.engine) as connection:
        uow = SqlUnitOfWork(Transaction(connection, keys()))
        for name in repositories():
            found = methods(type(getattr(uow, name)))
            assert not [each for each in found if TAKES_AWAY.search(each)], name


def test_the_only_rows_that_are_deleted_hold_nothing_filed() -> None:
    found = set(deletions())

    assert {table for _, table in found} == OF_THE_MOMENT
    assert {table.name for table in TABLES} > OF_THE_MOMENT
    code = "\n".join(path.read_text("utf-8") for path in STORAGE.glob("*.py"))
    assert not re.search(r"DELETE FROM|ondelete|TRUNCATE TABLE", code)


def test_bytes_leave_the_vault_only_while_they_lie_in_no_record() -> None:
    """A broken or double reception, and the sender's withdrawal, which a record refuses."""
    callers = {
        kind.name
        for path in Path(acts.__path__[0]).glob("*.py")
        for kind in ast.parse(path.read_text("utf-8")).body
        if isinstance(kind, ast.ClassDef) and "vault.discard" in ast.unparse(kind)
    }

    assert callers == {"Seal", "Abandon", "Withdraw", "AbandonFile"}


async def test_every_act_on_filed_things_leaves_each_row_where_it_was(world: World) -> None:
    work, notes = Casework(world), Noting(world)
    report = await work.submitted()
    draft = await world.complete()
    item = await world.seal(SHOT)
    record = await world.file(draft)
    note = await notes.add()
    before = await rows(world)

    with pytest.raises(EvidenceInRecord):
        await world.withdraw(item)
    with pytest.raises(AlreadyFiled):
        await world.discard(draft)
    await notes.file(note)
    await notes.file(note, page="16")

    after = await rows(world)
    assert all(after[table] >= count for table, count in before.items())
    async with world.store.read() as uow:
        assert (await uow.records.get(record.id)).answers == record.answers
        assert [each.id for each in await uow.evidence.of_draft(draft.id)] == [item.id]
        assert await uow.zero_reports.get(report.id)
    assert await world.bytes_of(item) == SHOT
    assert (await notes.now(note)).text == note.text


async def test_the_database_itself_refuses_to_lose_an_entry_of_the_journal(world: World) -> None:
    await Noting(world).add()

    for statement in ("DELETE FROM journal", "UPDATE journal SET act = 'other'"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with writing(world.engine) as connection:
                await connection.execute(text(statement))
    assert (await world.acts())["add_note"] == 1


async def rows(world: World) -> dict[str, int]:
    """Return how many rows each table of filed things holds."""
    kept = [table for table in TABLES if table.name not in OF_THE_MOMENT]
    async with reading(world.engine) as connection:
        counts = [await connection.scalar(select(func.count()).select_from(it)) for it in kept]
    return {table.name: count or 0 for table, count in zip(kept, counts, strict=True)}
