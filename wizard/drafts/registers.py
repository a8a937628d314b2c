"""Registers in the database: businesses, their applications as sent, and what a person said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import Row

from rules.register.fold import Gone
from rules.register.records import ApplicationState, RecordedApplication, record
from wizard.drafts.database import shrink
from wizard.drafts.store import SavedRows
from wizard.drafts.tables import APPLICATIONS, BUSINESSES, GONE_CERTIFICATES

_OF_BUSINESS: Final = (GONE_CERTIFICATES, APPLICATIONS, BUSINESSES)
"""What is deleted with a business, what refers to others first."""


@dataclass(frozen=True, slots=True)
class SavedApplication:
    """An application as it is kept, by its number, and whether its workbook is kept as well."""

    number: int
    record: RecordedApplication
    has_workbook: bool


class SavedRegisters(SavedRows):
    """The registers of an installation."""

    def add(self, one: RecordedApplication, workbook: bytes | None = None) -> int:
        """Keep an application, and return its number; the same answers are one application.

        Raises:
            DraftsError: it cannot be written; what was kept before still is.

        """
        return self._write(lambda connection: _add(connection, one, workbook))

    def set_state(
        self,
        number: int,
        state: ApplicationState | None,
        *,
        sent_on: date | None = None,
        registered_on: date | None = None,
    ) -> None:
        """Keep what a person says of an application.

        Raises:
            DraftsError: it cannot be written.

        """
        values = {"state": state, "sent_on": sent_on, "registered_on": registered_on}
        statement = update(APPLICATIONS).where(APPLICATIONS.c.id == number).values(values)
        self._write(lambda connection: connection.execute(statement))

    def mark_gone(self, gone: Gone) -> None:
        """Keep that a certificate is no longer registered.

        Raises:
            DraftsError: it cannot be written.

        """
        self._write(lambda connection: _mark_gone(connection, gone))

    def codes(self) -> Sequence[str]:
        """Return the codes of all businesses.

        Raises:
            DraftsError: they cannot be read.

        """
        statement = select(BUSINESSES.c.code).order_by(BUSINESSES.c.code)
        return self._read(lambda connection: connection.execute(statement).scalars().all())

    def applications(self, code: str | None = None) -> list[SavedApplication]:
        """Return the applications of a business, or of all; workbooks stay where they are.

        Raises:
            DraftsError: they cannot be read.

        """
        columns = [column for column in APPLICATIONS.c if column.name != "workbook"]
        has_workbook = APPLICATIONS.c.workbook.is_not(None).label("has_workbook")
        statement = select(*columns, has_workbook).order_by(APPLICATIONS.c.id)
        if code is not None:
            statement = statement.where(APPLICATIONS.c.code == code)
        found = self._read(lambda connection: connection.execute(statement).all())
        return [_saved(row) for row in found]

    def gone(self) -> list[Gone]:
        """Return the certificates that are no longer registered.

        Raises:
            DraftsError: they cannot be read.

        """
        statement = select(GONE_CERTIFICATES)
        rows = self._read(lambda connection: connection.execute(statement).all())
        return [Gone(row.code, row.certificate_table, row.serial, row.gone_on) for row in rows]

    def workbook(self, number: int) -> bytes | None:
        """Return the workbook of an application as it was sent; None where none is kept.

        Raises:
            DraftsError: it cannot be read.

        """
        statement = select(APPLICATIONS.c.workbook).where(APPLICATIONS.c.id == number)
        return self._read(lambda connection: connection.execute(statement).scalar_one_or_none())

    def delete_business(self, code: str) -> None:
        """Delete a business with all that is kept of it.

        Raises:
            DraftsError: it cannot be deleted.

        """
        self._write(lambda connection: _delete(connection, code))
        self._writer.do(lambda: shrink(self._engine))


def _add(connection: Connection, one: RecordedApplication, workbook: bytes | None) -> int:
    _ensure_business(connection, one.code)
    digest = sha256(one.content.encode()).hexdigest()
    is_same = APPLICATIONS.c.code == one.code, APPLICATIONS.c.digest == digest
    known = connection.execute(select(APPLICATIONS.c.id).where(*is_same)).scalar_one_or_none()
    if known is not None:
        return int(known)
    values = {
        "code": one.code,
        "digest": digest,
        "file": one.source,
        "state": one.state,
        "sent_on": one.sent_on,
        "registered_on": one.registered_on,
        "answers": json.dumps(one.answers, default=date.isoformat),
        "workbook": workbook,
    }
    made = connection.execute(insert(APPLICATIONS).values(values).returning(APPLICATIONS.c.id))
    return int(made.scalar_one())


def _ensure_business(connection: Connection, code: str) -> None:
    """Add a business where it is not there yet."""
    statement = select(BUSINESSES.c.code).where(BUSINESSES.c.code == code)
    if connection.execute(statement).scalar_one_or_none() is None:
        added_at = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(insert(BUSINESSES).values(code=code, added_at=added_at))


def _mark_gone(connection: Connection, gone: Gone) -> None:
    _ensure_business(connection, gone.code)
    table = GONE_CERTIFICATES
    key = {"code": gone.code, "certificate_table": gone.table, "serial": gone.serial}
    is_same = [table.c[name] == value for name, value in key.items()]
    connection.execute(delete(table).where(*is_same))
    connection.execute(insert(table).values(**key, gone_on=gone.on))


def _delete(connection: Connection, code: str) -> None:
    for table in _OF_BUSINESS:
        connection.execute(delete(table).where(table.c.code == code))


def _saved(row: Row[*tuple[Any, ...]]) -> SavedApplication:
    state = ApplicationState(row.state) if row.state else None
    answers = json.loads(row.answers)
    one = record(answers, [row.file], state, row.sent_on, row.registered_on)
    if one is None:
        message = f"application {row.id} of the database has no case, code or date"
        raise ValueError(message)
    return SavedApplication(row.id, one, bool(row.has_workbook))
