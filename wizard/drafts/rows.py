"""The rows of the tables."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, func, select, update

from wizard.drafts.clock import PROOF
from wizard.drafts.database import insert_if_absent
from wizard.drafts.tables import DAYS_OF_USE, DRAFTS


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as it is written, how often it was saved, and whose it is (None: nobody's)."""

    content: str
    version: int
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """A draft in the list of its owner, and when it was saved."""

    row: DraftRow
    token: str
    saved_at: datetime


def find(connection: Connection, token: str, oldest: datetime) -> DraftRow | None:
    """Return the row of a token; None where there is none, or it is older than a moment."""
    found = connection.execute(
        select(DRAFTS.c.content, DRAFTS.c.version).where(
            DRAFTS.c.digest == _digest(token), DRAFTS.c.changed_at >= _naive(oldest)
        )
    ).one_or_none()
    return DraftRow(found.content, found.version) if found else None


def save(connection: Connection, token: str, row: DraftRow, now: datetime) -> DraftRow | None:
    """Put a row over the version that was read; give what stands there instead, if another does.

    A row that was deleted in the meantime is written anew. Whoever saves a draft first owns it.
    """
    values = {"content": row.content, "version": row.version + 1, "changed_at": _naive(now)}
    digest = _digest(token)
    if row.owner is not None:
        values |= {
            "owner": func.coalesce(DRAFTS.c.owner, row.owner),
            "token": func.coalesce(DRAFTS.c.token, token),
        }
    is_ours = DRAFTS.c.digest == digest, DRAFTS.c.version == row.version
    if row.version and connection.execute(update(DRAFTS).where(*is_ours).values(values)).rowcount:
        return None
    is_owned = {} if row.owner is None else {"owner": row.owner, "token": token}
    if insert_if_absent(connection, DRAFTS, {"digest": digest, **values, **is_owned}):
        return None
    found = find(connection, token, datetime.min.replace(tzinfo=UTC))
    # it may have been there a moment ago, and be deleted by now
    return found or save(connection, token, row, now)


def owned_by(connection: Connection, owner: str, oldest: datetime, most: int) -> list[OwnedRow]:
    """Return the rows of an owner that were changed since a moment, the newest first."""
    found = connection.execute(
        select(DRAFTS.c.content, DRAFTS.c.version, DRAFTS.c.token, DRAFTS.c.changed_at)
        .where(DRAFTS.c.owner == owner, DRAFTS.c.changed_at >= _naive(oldest))
        .order_by(DRAFTS.c.changed_at.desc())
        .limit(most)
    )
    return [
        OwnedRow(
            DraftRow(one.content, one.version, owner), one.token, one.changed_at.replace(tzinfo=UTC)
        )
        for one in found
    ]


def delete_one(connection: Connection, token: str) -> None:
    """Delete the row of a token, if there is one."""
    connection.execute(delete(DRAFTS).where(DRAFTS.c.digest == _digest(token)))


def newest(connection: Connection, now: datetime) -> datetime | None:
    """Return when a row was last changed, whatever is dated later than now; None if none was."""
    changed = select(func.max(DRAFTS.c.changed_at)).where(DRAFTS.c.changed_at <= _naive(now))
    found = connection.execute(changed).scalar_one()
    return None if found is None else found.replace(tzinfo=UTC)


def delete_older(connection: Connection, oldest: datetime) -> int:
    """Delete the rows that were last changed before a moment; give how many there were."""
    return connection.execute(delete(DRAFTS).where(DRAFTS.c.changed_at < _naive(oldest))).rowcount


def days_of_use(connection: Connection) -> list[date]:
    """Return the last days (UTC) on which the drafts were in use, as the clock had them."""
    return list(connection.execute(select(DAYS_OF_USE.c.day)).scalars())


def note_use(connection: Connection, today: date) -> None:
    """Note that the drafts are in use, and forget the days that prove nothing any more."""
    known = {day for day in days_of_use(connection) if day <= today} | {today}
    forgotten = sorted(known, reverse=True)[PROOF:]
    connection.execute(delete(DAYS_OF_USE).where(DAYS_OF_USE.c.day.in_(forgotten)))
    insert_if_absent(connection, DAYS_OF_USE, {"day": today})


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _naive(moment: datetime) -> datetime:
    """Return a moment as the table holds it: UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)
