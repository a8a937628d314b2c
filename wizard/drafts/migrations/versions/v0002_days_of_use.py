"""The days on which the drafts were in use."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; the newest draft says when the drafts were last in use."""
    days = op.create_table("days_of_use", sa.Column("day", sa.Date, primary_key=True))
    changed = sa.table("drafts", sa.column("changed_at", sa.DateTime))
    newest = op.get_bind().execute(sa.select(sa.func.max(changed.c.changed_at))).scalar_one()
    if newest is not None:
        op.bulk_insert(days, [{"day": newest.date()}])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("days_of_use")
