"""The day on which a person answered an open question of a register."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the column; of what was answered before, no day is known."""
    op.add_column("answered_questions", sa.Column("answered_on", sa.Date))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("answered_questions", "answered_on")
