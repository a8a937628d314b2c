"""A register as JSON, and applications and answers of a person back from it. FAQ 3-4."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    TypeAdapter,
    ValidationError,
)

from rules.dates.workdays import OfficeCalendar
from rules.register.board import BoardRow, renewal_cutoff
from rules.register.fold import AnsweredQuestion, FoldedApplication, Gone, HoldingState, Register
from rules.register.holdings import OpenQuestion, RegisteredCertificate
from rules.register.identity import serial_text
from rules.register.parts import TABLES_OF_CERTIFICATES
from rules.register.pending import PendingItem
from rules.register.progress import OVER
from rules.register.records import ApplicationState, RecordedApplication, record
from schemas.cleaning import FIRST_YEAR, LAST_YEAR


class RegisterJsonError(ValueError):
    """JSON that is no register."""


def _day(value: object) -> date:
    day = date.fromisoformat(str(value))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("no year of applications")
    return day


def _table(value: str) -> str:
    if value not in TABLES_OF_CERTIFICATES:
        raise ValueError("no table of certificates")
    return value


def _text(value: str) -> str:
    value.encode()  # half a character has no place in a database, nor has the character NUL
    if "\0" in value:
        raise ValueError("a character that is none")
    return value


WrittenDate = Annotated[date, BeforeValidator(_day)]
WrittenText = Annotated[str, AfterValidator(_text)]
WrittenSerial = Annotated[WrittenText, AfterValidator(serial_text)]
WrittenTable = Annotated[str, AfterValidator(_table)]


def register_json(register: Register, calendar: OfficeCalendar) -> dict[str, Any]:
    """Return a register; days and moments are ISO 8601."""
    return {
        "code": register.code,
        "name": register.name,
        "status": register.status,
        "previous_names": [
            {"name": one.name, "until": one.until.isoformat()} for one in register.previous_names
        ],
        "entries": {
            path: {"value": one.value, "since": one.since.isoformat(), "from": one.source}
            for path, one in register.entries.items()
        },
        "contacts": [
            {
                "name": one.name,
                "department": one.department,
                "phone": one.phone,
                "email": one.email,
                "state": state,
                "since": one.since.isoformat(),
                "from": one.source,
            }
            for one, state in register.contacts
        ],
        "certificates": [_certificate(*item, calendar) for item in register.certificates],
        "applications": [_application(one) for one in register.applications],
        "open_questions": [
            _question(one) | ({"suggestion": one.suggestion} if one.suggestion else {})
            for one in register.open_questions
        ],
        "answered_questions": [
            _question(one) | {"on": one.answered_on.isoformat() if one.answered_on else None}
            for one in register.answered_questions
        ],
        "gone": [
            {"table": one.table, "serial": one.serial, "on": one.on.isoformat()}
            for one in register.gone
        ],
    }


def _question(one: OpenQuestion) -> dict[str, Any]:
    return {"path": one.path, "question": one.question, "from": one.source, "key": one.key}


def _certificate(
    one: RegisteredCertificate, state: HoldingState, calendar: OfficeCalendar
) -> dict[str, Any]:
    last = renewal_cutoff(one, state, calendar)
    return {
        "table": one.table,
        "serial": one.serial,
        "common_name": one.common_name,
        "not_after": one.not_after.isoformat() if one.not_after else None,
        "state": state,
        "last_cutoff": last.cutoff.closes_at.isoformat() if last else None,
        "since": one.since.isoformat(),
        "from": one.source,
    }


def _application(one: FoldedApplication) -> dict[str, Any]:
    known, progress = one.record, one.progress
    days = {"sent_on": known.sent_on, "registered_on": known.registered_on}
    return {
        "files": list(known.files),
        "kind": known.kind,
        "applied_on": known.applied_on.isoformat(),
        "state": progress.state,
        "assumed": progress.is_assumed,
        "folded": not one.is_stranger,
        "expected": progress.expected.isoformat() if progress.state not in OVER else None,
        "stated": known.state,
        "digest": known.digest,
        "version": one.version,
        "superseded_by": one.superseded_by or None,
        "supersedes": known.supersedes,
        "sender": known.sender,
        **{name: day.isoformat() for name, day in days.items() if day},
        "answers": known.answers,
    }


def board_json(rows: Iterable[BoardRow]) -> list[dict[str, Any]]:
    """Return the rows of the board."""
    return [
        {
            "date": row.date.isoformat() if row.date else None,
            "code": row.code,
            "what": row.what,
            "last_cutoff": row.last.cutoff.closes_at.isoformat() if row.last else None,
            "cutoffs_left": row.cutoffs_left,
        }
        for row in rows
    ]


def pending_json(items: Iterable[PendingItem]) -> list[dict[str, Any]]:
    """Return what is waited for."""
    return [
        {
            "code": item.code,
            "kind": item.kind,
            "what": item.what,
            "expected": item.on.isoformat() if item.on else None,
            "files": list(item.files),
        }
        for item in items
    ]


def is_register_json(content: object) -> bool:
    """Return whether JSON is what ``register --json`` writes."""
    return isinstance(content, Mapping) and isinstance(content.get("registers"), list)


class _Written(BaseModel):
    """A part of a register as it is written; what is there beside is not read again."""

    model_config = ConfigDict(frozen=True)


class _WrittenApplication(_Written):
    answers: object
    files: list[WrittenText]
    stated: ApplicationState | None = None
    sent_on: WrittenDate | None = None
    registered_on: WrittenDate | None = None
    supersedes: WrittenText | None = None
    sender: WrittenText = ""

    def record(self) -> RecordedApplication:
        days = self.sent_on, self.registered_on
        application = record(self.answers, self.files, self.stated, *days)
        if application is None:
            raise RegisterJsonError("no application")
        return replace(application, supersedes=self.supersedes, sender=self.sender)


class _WrittenGone(_Written):
    table: WrittenTable
    serial: WrittenSerial
    on: WrittenDate


class _WrittenQuestion(_Written):
    key: WrittenText
    on: WrittenDate | None = None


class _WrittenRegister(_Written):
    code: WrittenText
    applications: list[_WrittenApplication]
    gone: list[_WrittenGone] = []
    answered_questions: list[_WrittenQuestion] = []


_REGISTERS: Final = TypeAdapter(list[_WrittenRegister])


def records_of(
    content: Mapping[str, Any],
) -> tuple[list[RecordedApplication], list[Gone], list[AnsweredQuestion]]:
    """Return the applications that registers were folded from, and what a person has said.

    Raises RegisterJsonError if it is no register.
    """
    try:
        registers = _REGISTERS.validate_python(content["registers"])
    except ValidationError as error:
        raise RegisterJsonError("no register") from error
    records = [one.record() for register in registers for one in register.applications]
    gone = [
        Gone(register.code, one.table, one.serial, one.on)
        for register in registers
        for one in register.gone
    ]
    answered = [
        AnsweredQuestion(register.code, one.key, one.on)
        for register in registers
        for one in register.answered_questions
    ]
    return records, gone, answered
