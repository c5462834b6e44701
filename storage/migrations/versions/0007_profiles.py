"""A house may run several rule systems at once."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute("ALTER TABLE organisations RENAME COLUMN profile TO profiles")


def downgrade() -> None:
    op.execute("ALTER TABLE organisations RENAME COLUMN profiles TO profile")
