"""`liuhen migrate`: bring the database to the schema of this version."""

from app.settings import load_settings

EXAMPLE = "liuhen migrate"


def migrate() -> None:
    """Make the database, or bring it to this version's schema; a SQLite file is copied before.

    Nothing happens where there is nothing to do. Stop the service first.
    """
    settings = load_settings()

    from app.cli.session import asynchronously  # noqa: PLC0415 - SQL is heavy
    from storage.migrate import head, upgrade  # noqa: PLC0415

    copy = asynchronously(upgrade(settings.database_url))
    print(f"schema {head()}" + (f"; a copy of what was before: {copy}" if copy else ""))
