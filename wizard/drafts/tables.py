"""The tables of the database. A change of theirs needs a migration."""

from typing import Final

from sqlalchemy import Column, Date, DateTime, Integer, MetaData, String, Table, Text

METADATA: Final = MetaData()

DRAFTS: Final = Table(
    "drafts",
    METADATA,
    Column("digest", String(64), primary_key=True),  # of the token
    Column("version", Integer, nullable=False),  # counted up by every save
    Column("changed_at", DateTime(timezone=False), nullable=False, index=True),  # UTC
    Column("content", Text, nullable=False),  # JSON
    Column("owner", Text, index=True),  # who lists it: empty for this machine's own, else nobody
    Column("token", Text),  # only of a draft that its owner lists
)

DAYS_OF_USE: Final = Table(
    "days_of_use",
    METADATA,
    Column("day", Date, primary_key=True),  # UTC; the last few tell whether the clock has jumped
)
