"""From which mail domain an application came."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; of what was kept before nobody knows."""
    op.add_column("applications", sa.Column("sender", sa.Text))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("applications", "sender")
