"""Whose a draft is, and how it is reached from the list of its owner."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; drafts of before are nobody's until they are saved again."""
    op.add_column("drafts", sa.Column("owner", sa.Text))
    op.add_column("drafts", sa.Column("token", sa.Text))
    op.create_index("ix_drafts_owner", "drafts", ["owner"])


def downgrade() -> None:
    """Take the columns away."""
    op.drop_index("ix_drafts_owner", "drafts")
    op.drop_column("drafts", "token")
    op.drop_column("drafts", "owner")
