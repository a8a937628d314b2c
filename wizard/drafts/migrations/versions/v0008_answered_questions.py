"""Open questions of registers that a person has answered."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "answered_questions",
        sa.Column("business", sa.Integer, sa.ForeignKey("businesses.id"), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("answered_questions")
