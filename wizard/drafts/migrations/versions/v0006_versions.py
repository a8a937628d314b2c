"""Which returned application another one is the next version of."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; what was kept before is no next version."""
    op.add_column("applications", sa.Column("supersedes", sa.String(64)))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("applications", "supersedes")
