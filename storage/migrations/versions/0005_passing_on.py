"""A supervisor's passed duty goes over to somebody else instead of being told on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_column("duties", "escalated")


def downgrade() -> None:
    op.add_column(
        "duties", sa.Column("escalated", sa.Boolean, nullable=False, server_default=sa.false())
    )
