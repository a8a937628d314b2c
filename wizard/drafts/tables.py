"""The tables of the database. A change of theirs needs a migration."""

from typing import Final

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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

BUSINESSES: Final = Table(
    "businesses",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, nullable=False),  # empty for the person at this machine
    Column("code", String(5), nullable=False),
    Column("added_at", DateTime(timezone=False), nullable=False),  # UTC
    UniqueConstraint("owner", "code", name="uq_businesses_owner_code"),
)

APPLICATIONS: Final = Table(
    "applications",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("business", Integer, ForeignKey("businesses.id"), nullable=False),
    Column("digest", String(64), nullable=False),  # of all answers: the same are one application
    Column("file", Text, nullable=False),
    Column("state", String(10)),  # what a person said; without it, it was sent on its date
    Column("sent_on", Date),
    Column("registered_on", Date),
    Column("answers", Text, nullable=False),  # JSON
    Column("workbook", LargeBinary),  # as it was sent
    Column("supersedes", String(64)),  # the digest of the returned one that it is a version of
    Column("sender", Text),  # the domain of the mail that brought it
    UniqueConstraint("business", "digest", name="uq_applications_business_digest"),
    sqlite_autoincrement=True,  # a page that is still open never acts on another one's number
)

GONE_CERTIFICATES: Final = Table(
    "gone_certificates",
    METADATA,
    Column("business", Integer, ForeignKey("businesses.id"), primary_key=True),
    Column("certificate_table", String(20), primary_key=True),
    Column("serial", Text, primary_key=True),
    Column("gone_on", Date, nullable=False),
)

ANSWERED_QUESTIONS: Final = Table(
    "answered_questions",
    METADATA,
    Column("business", Integer, ForeignKey("businesses.id"), primary_key=True),
    Column("question", String(64), primary_key=True),  # the key of an open question
    Column("answered_on", Date),
)
