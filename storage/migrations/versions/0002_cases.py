"""Cases and their zero reports."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations", index=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("closing_on", sa.Date),
        *_content(),
    )
    op.create_table(
        "zero_reports",
        sa.Column("id", sa.String, primary_key=True),
        _reference("organisation", "organisations"),
        _reference("case", "cases", nullable=True, index=True),
        _reference("handler", "people"),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("occasion", sa.String, nullable=False),
        sa.Column("month", sa.Date),
        sa.Column("standing", sa.String, nullable=False),
        sa.Column("stated_on", sa.Date),
        _reference("confirmed_by", "people", nullable=True),
        sa.Column("confirmed_at", _TIME),
        sa.Column("superseded_at", _TIME),
        *_content(),
        sa.Index(None, "handler", "opened_at"),
    )


def downgrade() -> None:
    # What the blind index says of rows that are gone would find nothing and never be cleared.
    gone = ("case_number", "case_name", "case_handler", "zero_report_waits_for")
    index = sa.table("blind_index", sa.column("kind"))
    op.execute(sa.delete(index).where(index.c.kind.in_(gone)))
    for table in ("zero_reports", "cases"):
        op.drop_table(table)


def _reference(
    name: str, table: str, *, nullable: bool = False, index: bool = False
) -> sa.Column[str]:
    return sa.Column(name, sa.String, sa.ForeignKey(f"{table}.id"), nullable=nullable, index=index)


def _content() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
