"""Whose a business is: the same code may be in the registers of several owners."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_APPLICATIONS = sa.table(
    "applications",
    *map(sa.column, ("code", "digest", "file", "state", "answers")),
    sa.column("sent_on", sa.Date),
    sa.column("registered_on", sa.Date),
    sa.column("workbook", sa.LargeBinary),
)
_GONE = sa.table(
    "gone_certificates",
    *map(sa.column, ("code", "certificate_table", "serial")),
    sa.column("gone_on", sa.Date),
)
_BUSINESSES = sa.table("businesses", sa.column("code"), sa.column("added_at", sa.DateTime))


def upgrade() -> None:
    """Make the tables anew around a number of each business, and put all rows into them.

    What was kept before belongs to the person at this machine, whose owner is empty. There is no
    way back: by then a code may have several owners.
    """
    connection = op.get_bind()
    before = (_BUSINESSES, _APPLICATIONS, _GONE)
    kept = [connection.execute(sa.select(table)).mappings().all() for table in before]
    for table in reversed(before):
        op.drop_table(table.name)
    businesses, *others = _make_tables()
    op.bulk_insert(businesses, [{"owner": "", **row} for row in kept[0]])
    rows = connection.execute(sa.select(businesses.c.code, businesses.c.id))
    numbers = {row.code: row.id for row in rows}
    for table, old in zip(others, kept[1:], strict=True):
        new = [{"business": numbers[row["code"]], **row} for row in old]
        op.bulk_insert(table, [{n: v for n, v in row.items() if n != "code"} for row in new])


def _make_tables() -> tuple[sa.Table, sa.Table, sa.Table]:
    businesses = op.create_table(
        "businesses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=False), nullable=False),
        sa.UniqueConstraint("owner", "code", name="uq_businesses_owner_code"),
    )
    applications = op.create_table(
        "applications",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("business", sa.Integer, sa.ForeignKey("businesses.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("state", sa.String(10)),
        sa.Column("sent_on", sa.Date),
        sa.Column("registered_on", sa.Date),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("workbook", sa.LargeBinary),
        sa.UniqueConstraint("business", "digest", name="uq_applications_business_digest"),
        sqlite_autoincrement=True,
    )
    gone_certificates = op.create_table(
        "gone_certificates",
        sa.Column("business", sa.Integer, sa.ForeignKey("businesses.id"), primary_key=True),
        sa.Column("certificate_table", sa.String(20), primary_key=True),
        sa.Column("serial", sa.String(64), primary_key=True),
        sa.Column("gone_on", sa.Date, nullable=False),
    )
    return businesses, applications, gone_certificates
