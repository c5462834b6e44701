"""What keeps the journal append-only: the database refuses to change or delete its rows.

Altering a table may drop its triggers without a word, so every migration ends by putting them
back.
"""

from sqlalchemy import Connection, inspect

JOURNAL = "journal"
NAMES = ("journal_keeps_rows", "journal_keeps_words")

_SAYS = "the journal is append-only"
_EVENTS = dict(zip(NAMES, ("DELETE", "UPDATE"), strict=True))

_REFUSAL = f"""
CREATE OR REPLACE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$
"""


def put_back(connection: Connection) -> None:
    """Create the triggers where the journal exists."""
    if not inspect(connection).has_table(JOURNAL):
        return
    if connection.dialect.name == "sqlite":
        _on_sqlite(connection)
    else:
        _on_postgres(connection)


def _on_sqlite(connection: Connection) -> None:
    for name, event in _EVENTS.items():
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {JOURNAL} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        )


def _on_postgres(connection: Connection) -> None:
    connection.exec_driver_sql(_REFUSAL)
    for name, event in _EVENTS.items():
        covered = f"{event} OR TRUNCATE" if event == "DELETE" else event
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {JOURNAL}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE {covered} ON {JOURNAL} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()"
        )
