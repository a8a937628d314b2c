"""Holdings: what is registered of a business, as applications change it. FAQ 3-5, 3-6, 3-7."""

from collections.abc import Container, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any, Final, NamedTuple

from rules.dates.date_text import long_date
from rules.register.identity import (
    company_key,
    person_key,
    serial_text,
    suggest_person,
    suggest_serial,
)
from rules.register.parts import NAME, Touch, answer_at
from rules.register.records import RecordedApplication
from rules.register.words import words
from schemas.application import Certificate, Contact
from schemas.catalogue import label
from schemas.serials import readable_serial

CONTACT_DETAILS: Final = ("department", "phone", "email")
CertificateKey = tuple[str, str]
_KEY: Final = 12
"""Hexadecimal digits, enough to distinguish the questions of one business."""


@dataclass(frozen=True, slots=True)
class RegisteredEntry:
    """A registered value, the day of its registration and the file that it came from."""

    value: Any
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class RegisteredContact:
    """A registered person (窓口責任者)."""

    name: str
    department: str | None
    phone: str | None
    email: str | None
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class RegisteredCertificate:
    """A registered client certificate; ``replaced_by`` is the serial of its renewal.

    ``written`` is the serial for who reads it and for the next application: as the application
    gives it, zeros and all, in capitals without separators.
    """

    table: str
    serial: str
    written: str
    common_name: str | None
    not_after: date | None
    since: date
    source: str
    replaced_by: str | None = None
    replaced_on: date | None = None

    def is_valid(self, day: date) -> bool:
        """Return whether it has not ended by a day; its last day is included."""
        return self.not_after is None or day <= self.not_after


class PreviousName(NamedTuple):
    """A name that a business had, and the day from which it had another."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the applications do not tell, for a person to answer.

    ``code`` names the question; ``records`` are the applications that it is about. ``answered_on``
    is when a person looked into it, None where nobody has, or the day is not known.
    """

    code: str
    path: str
    question: str
    records: tuple[RecordedApplication, ...]
    suggestion: str = ""
    answered_on: date | None = None

    @property
    def key(self) -> str:
        """What names the question for its answer: what it asks, and of which applications."""
        about = (self.code, self.path, *(one.digest for one in self.records))
        return sha256(" ".join(about).encode()).hexdigest()[:_KEY]

    @property
    def source(self) -> str:
        """The file that it came from."""
        return self.records[0].source

    @property
    def sources(self) -> tuple[str, ...]:
        """The files that it is about."""
        return tuple(one.source for one in self.records)

    def answer(self, unsent: str) -> str:
        """Return how it is answered; ``unsent`` is how a form is said not to have been sent."""
        return words("answer", self.code, unsent=unsent)


class _Step(NamedTuple):
    """An application that is applied: what it is, when it is registered, what is left out."""

    record: RecordedApplication
    day: date
    skipped: Container[Touch]

    @property
    def source(self) -> str:
        """The file that it came from."""
        return self.record.source


@dataclass
class Holdings:
    """Entries, contacts and certificates, to which applications are applied in order.

    ``last_name`` is the name of the business even after a stop, when nothing is registered;
    ``deleted`` are certificates that an application took out, by itself or with everything.
    """

    entries: dict[str, RegisteredEntry] = field(default_factory=dict)
    contacts: dict[str, RegisteredContact] = field(default_factory=dict)
    certificates: dict[CertificateKey, RegisteredCertificate] = field(default_factory=dict)
    deleted: set[CertificateKey] = field(default_factory=set)
    previous_names: list[PreviousName] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    last_name: str = ""
    has_begun: bool = False
    has_ended: bool = False

    def copy(self) -> "Holdings":
        """Return a copy that can be changed by itself."""
        return Holdings(**{name: copy(value) for name, value in vars(self).items()})

    @property
    def name(self) -> str:
        """The registered name; empty where none is."""
        entry = self.entries.get(NAME)
        return str(entry.value) if entry else ""

    def valid(self, table: str, day: date) -> list[RegisteredCertificate]:
        """Return the certificates of a table that have not ended by a day."""
        return [c for c in self.certificates.values() if c.table == table and c.is_valid(day)]

    def predecessor(self, table: str, row: Certificate, day: date) -> CertificateKey | None:
        """Return which certificate a renewal replaces; None where that cannot be told.

        It is the one that the row names, else the only one of the same common name.
        """
        if old := answer_at(row, "replaces"):
            key = (table, serial_text(old))
            return key if key in self.certificates else None
        same = self.namesakes(table, row, day)
        return same[0] if len(same) == 1 else None

    def namesakes(self, table: str, row: Certificate, day: date) -> list[CertificateKey]:
        """Return what a renewal may replace by its common name: valid ones, else expired ones."""
        name = person_key(answer_at(row, "common_name") or "")
        same = [
            key
            for key, one in self.certificates.items()
            if name
            and key[0] == table
            and key[1] != serial_text(row.serial)
            and one.replaced_by is None
            and person_key(one.common_name or "") == name
        ]
        return [key for key in same if self.certificates[key].is_valid(day)] or same

    def elsewhere(self, table: str, serial: str = "", name: str = "") -> str:
        """Return the other table where a serial or common name is registered; empty if none."""
        key = person_key(name)
        tables = (
            one.table
            for one in self.certificates.values()
            if (serial and one.serial == serial_text(serial))
            or (key and person_key(one.common_name or "") == key)
        )
        return next((other for other in tables if other != table), "")

    def apply(self, record: RecordedApplication, day: date, skipped: Container[Touch] = ()) -> None:
        """Apply an application that is registered on a day, but for what is skipped."""
        step = _Step(record, day, skipped)
        name = record.parts.name
        self.last_name = name if record.kind in {"new", "rename"} or not self.name else self.name
        if record.kind == "stop":
            self._end()
            return
        if record.kind == "new":
            self._begin(record)
        self._set_entries(step, name)
        for path, person in record.parts.contacts:
            if ("contacts", person_key(person.name)) not in skipped:
                self._apply_contact(path, person, step)
        for table, path, row in record.parts.certificates:
            key = (table, serial_text(row.serial))
            if key not in skipped:
                self._apply_certificate(key, path, row, step)

    def ask(
        self,
        code: str,
        path: str,
        *records: RecordedApplication,
        suggestion: str = "",
        **details: str,
    ) -> None:
        """Note an open question about applications."""
        question = words("question", code, **details)
        self.questions.append(OpenQuestion(code, path, question, records, suggestion))

    def _begin(self, record: RecordedApplication) -> None:
        if self.has_begun:
            self.ask("second-beginning", "kind", record)
        if self.has_ended:
            self.previous_names.clear()
        self._clear()
        self.has_begun, self.has_ended = True, False

    def _end(self) -> None:
        self.deleted |= {*self.certificates}
        self._clear()
        self.has_begun, self.has_ended = False, True

    def _clear(self) -> None:
        self.entries.clear()
        self.contacts.clear()
        self.certificates.clear()

    def _set_entries(self, step: _Step, name: str) -> None:
        record = step.record
        entries = dict(record.parts.entries)
        if not self.name and name:
            entries.setdefault(NAME, name)  # the first that is seen of a business names it
        if record.kind == "rename" and (NAME,) not in step.skipped:
            old = self.name or str(answer_at(record.application, "rename.previous_name") or "")
            if old and company_key(old) != company_key(name):
                self.previous_names.append(PreviousName(old, step.day))
        for path, value in entries.items():
            before = self.entries.get(path)
            # a change to the same value registers nothing anew: its first day stays
            if (path,) not in step.skipped and (before is None or before.value != value):
                self.entries[path] = RegisteredEntry(value, step.day, step.source)

    def _apply_contact(self, path: str, row: Contact, step: _Step) -> None:
        key = person_key(row.name)
        before = self.contacts.get(key)
        # nobody is made up: whoever was registered before what is seen is asked about
        if row.action != "add" and before is None:
            known = (one.name for one in self.contacts.values())
            similar = suggest_person(row.name, known)
            details = {"suggestion": similar, "name": row.name}
            self.ask("unknown-contact", f"{path}.name", step.record, **details)
            return
        details = {name: answer_at(row, name) for name in CONTACT_DETAILS}
        if row.action == "delete":
            self.contacts.pop(key)
        elif before is None:
            self.contacts[key] = RegisteredContact(
                row.name, **details, since=step.day, source=step.source
            )
        elif changes := {n: v for n, v in details.items() if v and v != getattr(before, n)}:
            self.contacts[key] = replace(before, **changes, since=step.day, source=step.source)

    def _apply_certificate(
        self, key: CertificateKey, path: str, row: Certificate, step: _Step
    ) -> None:
        if row.action != "delete":
            self._register(key, path, row, step)
            if row.action == "renew":
                self._replace(key, path, row, step)
        elif self.certificates.pop(key, None) is not None:
            self.deleted.add(key)
        else:
            self._ask_about(key[0], row.serial, f"{path}.serial", step)

    def _register(self, key: CertificateKey, path: str, row: Certificate, step: _Step) -> None:
        name, ends = answer_at(row, "common_name"), answer_at(row, "not_after")
        before = self.certificates.get(key)
        self.deleted.discard(key)
        if before is None:
            self.certificates[key] = RegisteredCertificate(
                *key, readable_serial(row.serial), name, ends, step.day, step.source
            )
            return
        self.certificates[key] = replace(before, common_name=before.common_name or name)
        self._set_last_day(key, ends, f"{path}.not_after", step.record)

    def _replace(self, key: CertificateKey, path: str, row: Certificate, step: _Step) -> None:
        old, named = self.predecessor(key[0], row, step.day), answer_at(row, "replaces")
        if old == key or (named and (key[0], serial_text(named)) in step.skipped):
            return  # a certificate does not replace itself, and a contradiction is asked about
        if old is not None:
            known = self.certificates[old]
            # it stays registered until its last day (FAQ 3-6): both are valid while they overlap
            self.certificates[old] = replace(known, replaced_by=key[1], replaced_on=step.day)
            ends = answer_at(row, "replaces_not_after")
            self._set_last_day(old, ends, f"{path}.replaces_not_after", step.record)
        elif named:
            self._ask_about(key[0], named, f"{path}.replaces", step)
        else:
            shown = readable_serial(row.serial)
            self.ask("unknown-predecessor", f"{path}.replaces", step.record, serial=shown)

    def _ask_about(self, table: str, serial: str, path: str, step: _Step) -> None:
        """Ask about a certificate that is not registered."""
        shown = readable_serial(serial)
        if other := self.elsewhere(table, serial):
            self.ask("other-system", path, step.record, serial=shown, known=label(other))
            return
        similar = suggest_serial(serial, self.serials(table))
        self.ask("unknown-certificate", path, step.record, suggestion=similar, serial=shown)

    def _set_last_day(
        self, key: CertificateKey, ends: date | None, path: str, record: RecordedApplication
    ) -> None:
        """Set the last day of a certificate where none is known; ask about another one."""
        before = self.certificates[key].not_after
        if ends is None or ends == before:
            return
        if before is None:
            self.certificates[key] = replace(self.certificates[key], not_after=ends)
            return
        self.ask(
            "other-last-day",
            path,
            record,
            serial=self.certificates[key].written,
            known=long_date(before),
            stated=long_date(ends),
        )

    def serials(self, table: str) -> Iterator[str]:
        """Return the serials that are registered in a table."""
        return (serial for other, serial in self.certificates if other == table)


def certificate_label(one: RegisteredCertificate) -> str:
    """Return in Japanese which certificate it is."""
    name = f" {one.common_name}" if one.common_name else ""
    return f"{label(one.table)}{name}（シリアル番号 {one.written}）"
