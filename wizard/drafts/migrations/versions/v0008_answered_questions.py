"""Open questions of registers that a person has answered; serials of any length."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table; what stands for a serial may be longer than one (PostgreSQL counts)."""
    with op.batch_alter_table("gone_certificates") as gone:
        gone.alter_column("serial", type_=sa.Text, existing_nullable=False)
    op.create_table(
        "answered_questions",
        sa.Column("business", sa.Integer, sa.ForeignKey("businesses.id"), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
    )


def downgrade() -> None:
    """Take the table away; serials stay as long as they are."""
    op.drop_table("answered_questions")
