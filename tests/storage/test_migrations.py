"""Migrations: up, down and up again with rows and triggers; the tables are what the code says."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from register.draft import Draft
from register.duties import Deadline
from register.ports import Keys
from storage import migrate, triggers
from storage.drafts import drafts
from storage.engine import make_engine
from storage.mapping import Mapper
from storage.schema import TABLES, metadata
from storage.store import SqlStore
from storage.transactions import Transaction, writing
from tests.storage import samples
from tests.storage.databases import Databases, SqliteFiles
from tests.storage.samples import HOUSE, RECORDER

_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
REVISIONS = [
    str(script.revision)
    for script in ScriptDirectory.from_config(migrate._config()).walk_revisions("base", "heads")
][::-1]


async def _triggers(url: str) -> set[str]:
    engine = make_engine(url)
    async with engine.connect() as connection:
        rows = await connection.execute(text(_TRIGGERS[engine.dialect.name]))
        found = {str(name) for (name,) in rows}
    await engine.dispose()
    return found


async def _drift(url: str) -> Sequence[Any]:
    def compare(connection: Connection) -> Sequence[Any]:
        found: Sequence[Any] = compare_metadata(MigrationContext.configure(connection), metadata)
        return found

    engine = make_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(compare)
    await engine.dispose()
    return found


async def _tables(url: str) -> set[str]:
    engine = make_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    return set(found) - {"alembic_version"}


async def _fill(url: str, keys: Keys) -> None:
    engine = make_engine(url)
    async with SqlStore(engine, keys).begin() as uow:
        await uow.organisations.add(HOUSE)
        await uow.organisations.add_department(samples.DEPARTMENT)
        content = await uow.people.add(RECORDER)
        await uow.journal.append(
            "import_staff",
            RECORDER.id,
            organisation=HOUSE.id,
            actor=None,
            cause=samples.CAUSE,
            at=samples.NOW,
            content=content,
        )
    await engine.dispose()


async def _names(url: str, keys: Keys) -> list[str]:
    engine = make_engine(url)
    async with SqlStore(engine, keys).read() as uow:
        found = [person.name for person in await uow.people.of(HOUSE.id)]
    await engine.dispose()
    return found


async def _go(url: str, revision: str) -> None:
    def step(config: Config) -> None:
        down = revision in {"base", "-1"}
        (command.downgrade if down else command.upgrade)(config, revision)

    await migrate._move(url, step)


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> str:
    return databases.empty(tmp_path)


async def test_each_revision_goes_up_down_and_up_again(empty: str) -> None:
    for revision in REVISIONS:
        await _go(empty, revision)
        await _go(empty, "-1")
        await _go(empty, revision)

        assert await migrate.current(empty) == revision
        assert await _triggers(empty) == set(triggers.NAMES)

    await _go(empty, "base")
    assert await _tables(empty) == set()


async def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    assert await _drift(url) == []
    assert await _tables(url) == {table.name for table in TABLES}
    assert set(TABLES) == set(metadata.tables.values())


async def test_the_newest_revision_is_the_last_by_name() -> None:
    assert migrate.head() == REVISIONS[-1]


async def test_an_upgraded_database_needs_no_second_upgrade(url: str) -> None:
    assert await migrate.upgrade(url) is None
    assert await migrate.current(url) == migrate.head()


async def test_another_schema_is_told_by_its_number(empty: str) -> None:
    engine = make_engine(empty)

    with pytest.raises(migrate.WrongSchema) as caught:
        await migrate.ensure_current(engine)

    assert (caught.value.found, caught.value.wanted) == (None, migrate.head())
    await engine.dispose()


async def test_the_newest_schema_is_accepted(url: str) -> None:
    engine = make_engine(url)
    await migrate.ensure_current(engine)
    await engine.dispose()


# ── Duties leave the drafts ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyDraft(Draft):
    """A draft as it was written when it held its deadline itself."""

    deadline: Deadline
    remind_at: datetime


async def _fill_early(url: str, keys: Keys) -> None:
    """Leave a draft behind as the first schema kept it, in a house of one rule system."""
    await _run(url, "ALTER TABLE organisations RENAME COLUMN profile TO profiles")
    await _fill(url, keys)
    await _run(url, "ALTER TABLE organisations RENAME COLUMN profiles TO profile")
    facts = {each.name: getattr(samples.DRAFT, each.name) for each in fields(samples.DRAFT)}
    early = EarlyDraft(**facts, deadline=samples.DEADLINE, remind_at=samples.NOW)
    engine = make_engine(url)
    async with writing(engine) as connection:
        await Mapper(Transaction(connection, keys), drafts, EarlyDraft).add(early)
        await connection.execute(text("UPDATE drafts SET calendar_version = 'then'"))
    await engine.dispose()


async def _run(url: str, statement: str) -> None:
    engine = make_engine(url)
    async with writing(engine) as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def _draft(url: str, keys: Keys) -> tuple[Draft, int]:
    """Return the draft and how often it waits for its duty."""
    engine = make_engine(url)
    async with SqlStore(engine, keys).read() as uow:
        kept = await uow.drafts.get(samples.DRAFT.id)
        waiting = len(await uow.drafts.open_without_duty())
    await engine.dispose()
    return kept, waiting


async def test_drafts_are_carried_when_their_duties_leave_them(empty: str, keys: Keys) -> None:
    await _go(empty, "0002")
    await _fill_early(empty, keys)

    await _go(empty, "0003")
    assert await _draft(empty, keys) == (samples.DRAFT, 1)
    await _go(empty, "-1")
    assert await migrate.current(empty) == "0002"
    assert await _names(empty, keys) == [RECORDER.name]
    await _go(empty, "0003")
    assert await _draft(empty, keys) == (samples.DRAFT, 1)
    assert await _triggers(empty) == set(triggers.NAMES)


# ── A migration to come: it replaces tables, as SQLite alters them ─────────────────────────────

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {head!r}

def recreate():
    return "always" if op.get_context().dialect.name == "sqlite" else "never"


def upgrade():
    with op.batch_alter_table("people", recreate=recreate()) as people:
        people.add_column(sa.Column("later", sa.String))
    {more}


def downgrade():
    with op.batch_alter_table("people", recreate=recreate()) as people:
        people.drop_column("later")
"""


def _plan(folder: Path, monkeypatch: pytest.MonkeyPatch, *, more: str = "pass") -> None:
    """Let one more migration stand behind those of today."""
    scripts = folder / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts)
    (scripts / "versions" / "9999_next.py").write_text(
        _NEXT.format(head=migrate.head(), more=more)
    )
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)


async def test_a_migration_carries_rows_and_puts_the_triggers_back(
    url: str, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _fill(url, keys)
    _plan(tmp_path, monkeypatch)

    await migrate.upgrade(url)
    assert await migrate.current(url) == "9999"
    assert await _triggers(url) == set(triggers.NAMES)
    await _go(url, "-1")
    assert await _names(url, keys) == [RECORDER.name]
    await _go(url, "9999")
    assert await _names(url, keys) == [RECORDER.name]


async def test_triggers_that_a_migration_lost_are_put_back(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = " ON journal" if url.startswith("postgresql") else ""
    drops = "; ".join(f'op.execute("DROP TRIGGER {name}{place}")' for name in triggers.NAMES)
    _plan(tmp_path, monkeypatch, more=drops)

    await migrate.upgrade(url)

    assert await _triggers(url) == set(triggers.NAMES)


async def test_a_copy_of_the_file_is_taken_first(
    sqlite: SqliteFiles, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite.migrated(tmp_path)
    await _fill(url, keys)
    before = migrate.head()
    _plan(tmp_path, monkeypatch)

    copy = await migrate.upgrade(url)

    assert copy is not None
    copied = f"sqlite+aiosqlite:///{copy}"
    assert await migrate.current(copied) == before
    assert await _names(copied, keys) == [RECORDER.name]


async def test_a_migration_that_breaks_references_is_taken_back(
    sqlite: SqliteFiles, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite.migrated(tmp_path)
    await _fill(url, keys)
    before = migrate.head()
    _plan(tmp_path, monkeypatch, more='op.execute("DELETE FROM organisations")')

    with pytest.raises(migrate.BrokenReferences) as caught:
        await migrate.upgrade(url)

    assert "people" in caught.value.tables
    assert await migrate.current(url) == before
    assert await _names(url, keys) == [RECORDER.name]
