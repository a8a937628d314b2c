"""Businesses, their applications, and certificates that a person says are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "businesses",
        sa.Column("code", sa.String(5), primary_key=True),
        sa.Column("added_at", sa.DateTime(timezone=False), nullable=False),
    )
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(5), sa.ForeignKey("businesses.code"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("state", sa.String(10)),
        sa.Column("sent_on", sa.Date),
        sa.Column("registered_on", sa.Date),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("workbook", sa.LargeBinary),
        sa.UniqueConstraint("code", "digest", name="uq_applications_code_digest"),
    )
    op.create_index("ix_applications_code", "applications", ["code"])
    op.create_table(
        "gone_certificates",
        sa.Column("code", sa.String(5), sa.ForeignKey("businesses.code"), primary_key=True),
        sa.Column("certificate_table", sa.String(20), primary_key=True),
        sa.Column("serial", sa.String(64), primary_key=True),
        sa.Column("gone_on", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("gone_certificates")
    op.drop_table("applications")
    op.drop_table("businesses")
