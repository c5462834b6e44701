"""Duties in a table of their own: who owes what by when, swept by the next reminder.

The duty of a draft begins with what only its recorder's key opens, the time of the encounter: the
service owes it anew when it starts (`OweOutstanding`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TIME = sa.DateTime(timezone=True)
_MOVED = ("due_on", "due_at", "calendar_version", "remind_at")


def upgrade() -> None:
    op.create_table(
        "duties",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("organisation", sa.String, sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("owner", sa.String, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("clock", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("profile", sa.String, nullable=False),
        sa.Column("profile_version", sa.Date, nullable=False),
        sa.Column("event_at", _TIME, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("calendar_version", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("discharged_at", _TIME),
        sa.Column("remind_at", _TIME),
        sa.Column("escalated", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Index(None, "about", "clock", "state"),
        sa.Index(None, "owner", "state", "due_at"),
        sa.Index(None, "state", "remind_at"),
        sa.Index(None, "state", "calendar_version"),
    )
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_index("ix_drafts_state_remind_at")
        for name in _MOVED:
            drafts.drop_column(name)


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("due_on", sa.Date))
        drafts.add_column(sa.Column("due_at", _TIME))
        drafts.add_column(sa.Column("calendar_version", sa.String))
        drafts.add_column(sa.Column("remind_at", _TIME))
        drafts.create_index("ix_drafts_state_remind_at", ["state", "remind_at"])
    op.drop_table("duties")
