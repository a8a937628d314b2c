"""Registers in the database: businesses, their applications as sent, and what a person said.

A business belongs to an owner, as drafts do: the same code may be in the registers of several, and
nobody sees, changes or deletes what is another's.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, select, update

from rules.register.fold import AnsweredQuestion, Gone
from rules.register.records import ApplicationState, RecordedApplication, record
from wizard.drafts.database import insert_if_absent, shrink
from wizard.drafts.saved_rows import SavedRows
from wizard.drafts.tables import ANSWERED_QUESTIONS, APPLICATIONS, BUSINESSES, GONE_CERTIFICATES

_KEPT: Final = 20_000  # so many applications are parsed once: those of a thousand businesses, twice
THIS_MACHINE: Final = ""
"""The owner of what belongs to the person at this machine: the pages on its own address, and the
command line."""


_RECORDED: Final = [
    APPLICATIONS.c[name]
    for name in ("answers", "file", "state", "sent_on", "registered_on", "supersedes", "sender")
]
"""What an application is parsed from; the workbook, which may be large, is not loaded with it."""


@dataclass(frozen=True, slots=True)
class SavedApplication:
    """An application as it is kept, by its number.

    The record is shared by all who read it: its answers are copied before they are changed.
    """

    number: int
    record: RecordedApplication


class SavedRegisters(SavedRows):
    """The registers of an installation, each of an owner."""

    def add(self, owner: str, one: RecordedApplication, workbook: bytes | None = None) -> int:
        """Keep an application, and return its number; the same answers are one application.

        Of one that is there already, everything stays as it is: sent once more without a change, it
        has another day (``set_state``) and is no next version.
        """
        return self.add_all(owner, [(one, workbook)])[0]

    def add_all(
        self, owner: str, applications: Iterable[tuple[RecordedApplication, bytes | None]]
    ) -> list[int]:
        """Keep applications with their workbooks, all or none, and return their numbers."""
        given = list(applications)
        return self._write(lambda connection: [_add(connection, owner, *one) for one in given])

    def set_state(
        self,
        owner: str,
        number: int,
        state: ApplicationState | None,
        *,
        sent_on: date | None = None,
        registered_on: date | None = None,
    ) -> bool:
        """Keep what a person says of an application; return whether the owner (still) has it."""
        values = {"state": state, "sent_on": sent_on, "registered_on": registered_on}
        statement = update(APPLICATIONS).where(*_is_numbered(owner, number)).values(values)
        return bool(self._write(lambda connection: connection.execute(statement).rowcount))

    def set_version(self, owner: str, number: int, supersedes: str | None) -> bool:
        """Keep which returned application an application supersedes, by its digest, or that none.

        Return whether the owner (still) has it.
        """
        is_same = _is_numbered(owner, number)
        statement = update(APPLICATIONS).where(*is_same).values(supersedes=supersedes)
        return bool(self._write(lambda connection: connection.execute(statement).rowcount))

    def mark_gone(self, owner: str, gone: Gone) -> bool:
        """Keep that a certificate is no longer registered.

        Return whether the business is (still) there.
        """
        return self._write(lambda connection: _mark_gone(connection, owner, gone))

    def unmark_gone(self, owner: str, code: str, table: str, serial: str) -> None:
        """Forget that a certificate is no longer registered."""
        gone = GONE_CERTIFICATES.c
        is_same = gone.certificate_table == table, gone.serial == serial
        is_owned = gone.business.in_(_businesses(owner, code))
        statement = delete(GONE_CERTIFICATES).where(*is_same, is_owned)
        self._write(lambda connection: connection.execute(statement))

    def mark_answered(self, owner: str, answered: AnsweredQuestion) -> bool:
        """Keep that an open question is answered; return whether the business is (still) there."""
        return self._write(lambda connection: _mark_answered(connection, owner, answered))

    def unmark_answered(self, owner: str, answered: AnsweredQuestion) -> None:
        """Forget that an open question is answered."""
        questions = ANSWERED_QUESTIONS.c
        is_owned = questions.business.in_(_businesses(owner, answered.code))
        is_same = questions.question == answered.key
        statement = delete(ANSWERED_QUESTIONS).where(is_same, is_owned)
        self._write(lambda connection: connection.execute(statement))

    def codes(self, owner: str) -> Sequence[str]:
        """Return the codes of an owner's businesses, in order."""
        codes = select(BUSINESSES.c.code).where(BUSINESSES.c.owner == owner)
        statement = codes.order_by(BUSINESSES.c.code)
        return self._read(lambda connection: connection.execute(statement).scalars().all())

    def applications(self, owner: str) -> list[SavedApplication]:
        """Return the applications of an owner's businesses; workbooks are not loaded."""
        is_owned = APPLICATIONS.c.business.in_(_businesses(owner))
        statement = select(APPLICATIONS.c.id, *_RECORDED).where(is_owned)
        rows = self._read(lambda connection: connection.execute(statement).all())
        saved = [SavedApplication(row[0], _recorded(*row[1:])) for row in rows]
        return sorted(saved, key=attrgetter("number"))  # SQLite would sort whole rows

    def gone(self, owner: str) -> list[Gone]:
        """Return the certificates that are no longer registered."""
        statement = (
            select(BUSINESSES.c.code, GONE_CERTIFICATES)
            .join_from(GONE_CERTIFICATES, BUSINESSES)
            .where(BUSINESSES.c.owner == owner)
        )
        rows = self._read(lambda connection: connection.execute(statement).all())
        return [Gone(row.code, row.certificate_table, row.serial, row.gone_on) for row in rows]

    def answered(self, owner: str) -> list[AnsweredQuestion]:
        """Return the open questions that are answered."""
        statement = (
            select(
                BUSINESSES.c.code, ANSWERED_QUESTIONS.c.question, ANSWERED_QUESTIONS.c.answered_on
            )
            .join_from(ANSWERED_QUESTIONS, BUSINESSES)
            .where(BUSINESSES.c.owner == owner)
        )
        rows = self._read(lambda connection: connection.execute(statement).all())
        return [AnsweredQuestion(*row) for row in rows]

    def stamp(self, owner: str) -> str:
        """Return what is another text whenever something of an owner's registers has changed."""
        rows = APPLICATIONS.c
        columns = (
            rows.id,
            rows.digest,
            rows.state,
            rows.sent_on,
            rows.registered_on,
            rows.supersedes,
        )
        is_owned = _businesses(owner)
        applications = select(*columns).where(rows.business.in_(is_owned)).order_by(rows.id)
        others = [
            select(table).where(table.c.business.in_(is_owned))
            for table in (GONE_CERTIFICATES, ANSWERED_QUESTIONS)
        ]

        def read(connection: Connection) -> str:
            found = [
                *connection.execute(applications).all(),
                *(sorted(map(str, connection.execute(other).all())) for other in others),
            ]
            return sha256(repr(found).encode()).hexdigest()

        return self._read(read)

    def workbook(self, owner: str, number: int) -> bytes | None:
        """Return the workbook of an application as it was sent; None where none is kept."""
        statement = select(APPLICATIONS.c.workbook).where(*_is_numbered(owner, number))
        return self._read(lambda connection: connection.execute(statement).scalar_one_or_none())

    def delete_business(self, owner: str, code: str) -> None:
        """Delete a business with all that is kept of it."""
        self._write(lambda connection: _delete(connection, owner, code))
        self._writer.do(lambda: shrink(self._engine))


def _businesses(owner: str, code: str | None = None) -> Select[tuple[int]]:
    """Return the numbers of an owner's businesses, or of the one with a code."""
    numbers = select(BUSINESSES.c.id).where(BUSINESSES.c.owner == owner)
    if code is not None:
        numbers = numbers.where(BUSINESSES.c.code == code)
    return numbers


def _is_numbered(owner: str, number: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for an owner's application of a number."""
    return APPLICATIONS.c.id == number, APPLICATIONS.c.business.in_(_businesses(owner))


def _add(
    connection: Connection, owner: str, one: RecordedApplication, workbook: bytes | None
) -> int:
    values = {
        "file": one.source,
        "state": one.state,
        "sent_on": one.sent_on,
        "registered_on": one.registered_on,
        "answers": json.dumps(one.answers, default=date.isoformat),
        "workbook": workbook,
        "supersedes": one.supersedes,
        "sender": one.sender or None,
    }
    business = _ensure_business(connection, owner, one.code)
    return _ensure(connection, APPLICATIONS, {"business": business, "digest": one.digest}, values)


def _ensure_business(connection: Connection, owner: str, code: str) -> int:
    now = datetime.now(UTC).replace(tzinfo=None)
    return _ensure(connection, BUSINESSES, {"owner": owner, "code": code}, {"added_at": now})


def _ensure(
    connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]
) -> int:
    """Return the number of the row of a key, which is added where it is not there yet.

    Another process may add it at the same time.
    """
    known = select(table.c.id).filter_by(**key)
    number = connection.execute(known).scalar_one_or_none()
    if number is None:
        insert_if_absent(connection, table, key | values)
        number = connection.execute(known).scalar_one()
    return int(number)


def _mark_gone(connection: Connection, owner: str, gone: Gone) -> bool:
    business = connection.execute(_businesses(owner, gone.code)).scalar_one_or_none()
    if business is None:
        return False
    key = {"business": business, "certificate_table": gone.table, "serial": gone.serial}
    if not insert_if_absent(connection, GONE_CERTIFICATES, {**key, "gone_on": gone.on}):
        statement = update(GONE_CERTIFICATES).filter_by(**key).values(gone_on=gone.on)
        connection.execute(statement)
    return True


def _mark_answered(connection: Connection, owner: str, answered: AnsweredQuestion) -> bool:
    business = connection.execute(_businesses(owner, answered.code)).scalar_one_or_none()
    if business is None:
        return False
    key = {"business": business, "question": answered.key}
    insert_if_absent(connection, ANSWERED_QUESTIONS, key | {"answered_on": answered.on})
    return True


def _delete(connection: Connection, owner: str, code: str) -> None:
    is_business = {"owner": owner, "code": code}
    locked = select(BUSINESSES.c.id).filter_by(**is_business).with_for_update()
    number = connection.execute(locked).scalar_one_or_none()
    for table in (ANSWERED_QUESTIONS, GONE_CERTIFICATES, APPLICATIONS):
        connection.execute(delete(table).where(table.c.business == number))
    connection.execute(delete(BUSINESSES).where(BUSINESSES.c.id == number))


@lru_cache(maxsize=_KEPT)
def _recorded(  # noqa: PLR0913, PLR0917 - the columns
    answers: str,
    file: str,
    state: str | None,
    sent_on: date | None,
    registered_on: date | None,
    supersedes: str | None,
    sender: str | None,
) -> RecordedApplication:
    """Return an application out of its columns; the same ones are parsed once."""
    stated = ApplicationState(state) if state else None
    one = record(json.loads(answers), [file], stated, sent_on, registered_on)
    if one is None:
        raise ValueError("an application of the database has no case, code or date")
    return replace(one, supersedes=supersedes, sender=sender or "")
