"""Reports from outside that nothing was recorded, or not truly."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "omissions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("organisation", sa.String, sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("profile", sa.String, nullable=False),
        sa.Column("profile_version", sa.Date, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("omissions")
