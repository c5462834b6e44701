"""The first schema: the register with its journal, and what the bot keeps for itself."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)

_BOT = ("pace", "conversation", "cards", "dialog_memory", "lanes", "updates", "notes")
_REGISTER = ("records", "evidence", "drafts", "invites", "people", "departments")


def upgrade() -> None:
    _create_houses()
    _create_drafts()
    _create_evidence()
    _create_records()
    _create_journal()
    _create_notes()
    _create_inbox()
    _create_screens()


def downgrade() -> None:
    for table in (*_BOT, "journal_heads", "journal", "blind_index", *_REGISTER, "organisations"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION journal_refuses()")


def _create_houses() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.String, primary_key=True),
        _reference("superior", "organisations", nullable=True),
        sa.Column("profile", sa.String, nullable=False),
        *_content(),
    )
    op.create_table(
        "departments",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations", index=True),
        *_content(),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations", index=True),
        _reference("department", "departments", nullable=True),
        sa.Column("account", sa.String, unique=True),
        sa.Column("reachable", sa.Boolean, nullable=False),
        *_content(),
    )
    op.create_table(
        "invites",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations"),
        _reference("person", "people"),
        sa.Column("code_hash", sa.String, nullable=False, unique=True),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME),
        *_content(),
    )


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations"),
        _reference("recorder", "people"),
        sa.Column("profile", sa.String, nullable=False),
        sa.Column("profile_version", sa.Date, nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("touched_at", _TIME, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("direct", sa.Boolean, nullable=False),
        *_duty(nullable=True),
        sa.Column("remind_at", _TIME),
        *_content(),
        sa.Index(None, "recorder", "state", "touched_at"),
        sa.Index(None, "state", "remind_at"),
    )


def _create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations"),
        _reference("sender", "people"),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("mark", sa.String, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("sealed_at", _TIME),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("ciphertext_sha256", sa.LargeBinary, nullable=False),
        _reference("same_as", "evidence", nullable=True),
        _reference("draft", "drafts", nullable=True, index=True),
        *_content(),
        sa.Index(None, "sender", "state", "received_at"),
    )


def _create_records() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("number", sa.String, nullable=False, unique=True),
        _reference("organisation", "organisations"),
        _reference("department", "departments", nullable=True),
        _reference("recorder", "people"),
        sa.Column("draft", sa.String, sa.ForeignKey("drafts.id"), nullable=False, unique=True),
        sa.Column("profile", sa.String, nullable=False),
        sa.Column("profile_version", sa.Date, nullable=False),
        sa.Column("encountered_at", _TIME, nullable=False),
        sa.Column("filed_at", _TIME, nullable=False),
        sa.Column("direct", sa.Boolean, nullable=False),
        *_duty(nullable=False),
        *_content(),
        sa.Index(None, "recorder", "filed_at"),
    )
    op.create_table(
        "blind_index",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("object", sa.String, primary_key=True, index=True),
        _reference("organisation", "organisations"),
    )


def _create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("actor", sa.String),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("object", sa.String, nullable=False),
        sa.Column("cause", sa.String, nullable=False),
        sa.Column("codes", sa.JSON, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("previous", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("cause", "act", "object"),
    )
    op.create_table(
        "journal_heads",
        sa.Column("organisation", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )


def _create_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("object", sa.String, nullable=False),
        sa.Column("addressee", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("not_before", _TIME, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("token", sa.String),
        sa.Column("claimed_until", sa.Double, nullable=False),
        sa.Index(None, "state", "urgent", "not_before"),
    )
    op.create_table(
        "pace",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("free_at", _TIME, nullable=False),
    )


def _create_inbox() -> None:
    op.create_table(
        "updates",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("bot", sa.BigInteger, nullable=False),
        sa.Column("update_id", sa.BigInteger, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("handled_at", _TIME),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary),
        sa.UniqueConstraint("bot", "update_id"),
        sa.Index(None, "bot", "state", "chat", "id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lanes",
        sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("token", sa.String),
        sa.Column("leased_until", sa.Double, nullable=False),
        sa.Column("rests_until", sa.Double, nullable=False),
    )
    op.create_table(
        "dialog_memory",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _create_screens() -> None:
    op.create_table(
        "cards",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("object", sa.String, nullable=False, index=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.UniqueConstraint("chat", "message", "kind", "object"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "conversation",
        sa.Column("draft", sa.String, primary_key=True),
        sa.Column("chat", sa.BigInteger, primary_key=True),
        sa.Column("message", sa.BigInteger, primary_key=True),
        sa.Column("at", _TIME, nullable=False),
    )


def _reference(
    name: str, table: str, *, nullable: bool = False, index: bool = False
) -> sa.Column[str]:
    return sa.Column(name, sa.String, sa.ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _duty(*, nullable: bool) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("due_on", sa.Date, nullable=nullable),
        sa.Column("due_at", _TIME, nullable=nullable),
        sa.Column("calendar_version", sa.String, nullable=nullable),
    )


def _content() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
