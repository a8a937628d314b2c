"""Pending items: registrations, resubmissions and answers that a business waits for. FAQ 3-4."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.dates.date_text import long_date
from rules.register.fold import FoldedApplication, Register
from rules.register.holdings import CertificateKey
from rules.register.identity import person_key, serial_text
from rules.register.parts import TABLES_OF_CERTIFICATES, Touch, answer_at, touches
from rules.register.words import words
from schemas.answers import SHORT_KINDS
from schemas.catalogue import ENTRIES, SECTIONS, TABLES


class PendingKind(StrEnum):
    """What is waited for."""

    RESUBMISSION = "resubmission"
    REGISTRATION = "registration"
    CONFIRMATION = "confirmation"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class PendingItem:
    """An application that is not known to be registered, or a question that nobody has answered.

    ``on`` is the day of the expected registration, None where none is expected.
    """

    kind: PendingKind
    code: str
    name: str
    what: str
    on: date | None
    files: tuple[str, ...]


def pending_items(registers: Iterable[Register]) -> list[PendingItem]:
    """List what is waited for: what must be sent again, registrations by their day, questions."""
    order = list(PendingKind)
    items = [item for register in registers for item in _items(register)]
    return sorted(items, key=lambda o: (order.index(o.kind), o.on or date.max, o.code))


def _items(register: Register) -> Iterator[PendingItem]:
    business = register.code, register.name
    for one in register.returned:
        what = words("pending", "resubmission", application=_application_text(one))
        yield PendingItem(PendingKind.RESUBMISSION, *business, what, None, one.record.files)
    for one in register.under_way:
        on, sent = one.progress.registration, long_date(one.record.sent_at.date())
        details = {"application": _application_text(one), "sent": sent, "expected": long_date(on)}
        what = words("pending", "registration", **details)
        yield PendingItem(PendingKind.REGISTRATION, *business, what, on, one.record.files)
    for one in register.to_confirm:
        on = one.progress.registration
        details = {"application": _application_text(one), "expected": long_date(on)}
        what = words("pending", "confirmation", **details)
        yield PendingItem(PendingKind.CONFIRMATION, *business, what, on, one.record.files)
    for asked in register.open_questions:
        what = words("pending", "answer", question=asked.question)
        yield PendingItem(PendingKind.ANSWER, *business, what, None, asked.sources)


def _application_text(one: FoldedApplication) -> str:
    """Return which application it is: its day, its case with what it is about, its version."""
    day, kind = long_date(one.record.applied_on), SHORT_KINDS.word(one.record.kind)
    touched = {touch[0] for touch in touches(one.record.application)}
    nouns = (
        TABLES[place].row_noun if place in TABLES else SECTIONS[ENTRIES[place].section]
        for place in (*ENTRIES, *TABLES)
        if place in touched
    )
    about = "、".join(dict.fromkeys(noun.partition("（")[0] for noun in nouns))
    if one.record.kind == "change":
        kind = f"{kind}（{about}）"
    text = "version" if one.version > 1 else "application"
    return words("pending", text, day=day, kind=kind, version=str(one.version))


def action_about(one: FoldedApplication, touch: Touch) -> str:
    """Return what an application asks for where it touches a register: its case, or an action."""
    if one.record.kind == "stop":
        return "stop"
    parts, place = one.record.parts, touch[0]
    people = (
        row.action for _, row in parts.contacts if ("contacts", person_key(row.name)) == touch
    )
    deleted = (
        row.action
        for table, _, row in parts.certificates
        if (table, serial_text(row.serial)) == touch and row.action == "delete"
    )
    otherwise = "renew" if place in TABLES_OF_CERTIFICATES else "change"
    return next(people, next(deleted, otherwise))


def applications_about(register: Register) -> Mapping[Touch, FoldedApplication]:
    """Return what of a register an application touches that is under way or was returned.

    Of several it is the last; one that is under way goes before one that was returned. A stop
    touches everything.
    """
    found: dict[Touch, FoldedApplication] = {}
    for one in (*register.returned, *register.under_way):
        found |= dict.fromkeys(touches(one.record.application), one)
        if one.record.kind == "stop":
            found |= dict.fromkeys(_held(register), one)
        found |= dict.fromkeys(_predecessors(register, one), one)
    return found


def _held(register: Register) -> Iterator[Touch]:
    """Yield the places of all that is registered."""
    yield from ((path,) for path in register.entries)
    yield from (("contacts", person_key(one.name)) for one, _ in register.contacts)
    yield from ((one.table, one.serial) for one, _ in register.certificates)


def _predecessors(register: Register, one: FoldedApplication) -> Iterator[CertificateKey]:
    """Yield what an application renews by its common name alone."""
    for table, _, row in one.record.parts.certificates:
        if row.action != "renew" or answer_at(row, "replaces"):
            continue
        new = serial_text(row.serial)
        later = ((key, other) for key, other in register.ahead.certificates.items())
        renewed = [key for key, other in later if key[0] == table and other.replaced_by == new]
        same = register.ahead.namesakes(table, row, register.at.date())
        yield from renewed or (same if len(same) == 1 else ())
