"""Applications as the fold takes them, and what each of them touches. FAQ 3-4, 3-5."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

from rules.dates.cutoff import JST, round_at
from rules.dates.workdays import OfficeCalendar
from rules.obligations.rule import if_known
from rules.register.identity import person_key, serial_text
from schemas.application import AnyApplication, Block, Certificate, Contact
from schemas.catalogue import ENTRIES
from schemas.parse import Answers, Parsed, parse

NAME: Final = "business.name"
TABLES_OF_CERTIFICATES: Final = ("web_certificates", "api.certificates")
_KINDS_IN_ORDER: Final = ("new", "change", "rename", "stop")
_BESIDE_BUSINESS: Final = ("privacy_notice_url", "api.environment", "api.file_return_method")
ENTRY_PATHS: Final = tuple(
    path
    for path in ENTRIES
    if (path.startswith("business.") and path != "business.code") or path in _BESIDE_BUSINESS
)
"""The answers that stay registered; the others are history."""


class ApplicationState(StrEnum):
    """How far an application has come."""

    MADE = "made"
    SENT = "sent"
    REGISTERED = "registered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApplicationParts:
    """What an application asks for: code and name, entries that it sets, rows with their paths."""

    code: str
    name: str
    entries: Mapping[str, Any]
    contacts: Sequence[tuple[str, Contact]]
    certificates: Sequence[tuple[str, str, Certificate]]


@dataclass(frozen=True, slots=True)
class RecordedApplication:
    """An application with where it came from, and what a person has said of it.

    ``state`` is None where nobody has said: then it was sent on its date. ``sent_on`` and
    ``registered_on`` are days that a person gave. ``answers`` are cleaned, and ``content`` is all
    of them as text: equal for the same application; ``parts`` are what it asks for.
    ``supersedes`` is the digest of the returned application of which this is the next version;
    ``sender`` the domain of the mail that brought it, empty where none did.
    """

    application: AnyApplication
    answers: Answers
    content: str
    parts: ApplicationParts
    files: tuple[str, ...]
    state: ApplicationState | None = None
    sent_on: date | None = None
    registered_on: date | None = None
    supersedes: str | None = None
    sender: str = ""

    def __hash__(self) -> int:
        """Return the hash of the content, for what is folded once and asked for again."""
        return hash(self.content)

    @property
    def digest(self) -> str:
        """What names the application wherever text is too long: SHA-256 of its content."""
        return sha256(self.content.encode()).hexdigest()

    @property
    def code(self) -> str:
        """The 事業者コード."""
        return self.parts.code

    @property
    def applied_on(self) -> date:
        """The day on the form."""
        return self.application.applied_on

    @property
    def kind(self) -> str:
        """The case."""
        return self.application.kind

    @property
    def source(self) -> str:
        """The file that it came from, the first of those with the same answers."""
        return self.files[0] if self.files else ""

    @property
    def order(self) -> tuple[date, int, str]:
        """The place in history: by the day, never by the name of a file."""
        return self.applied_on, _KINDS_IN_ORDER.index(self.kind), self.content

    @property
    def sent_at(self) -> datetime:
        """The moment of sending: 00:00 of the day that a person gave, else of its date."""
        return datetime.combine(self.sent_on or self.applied_on, time(), JST)


def record(
    answers: object,
    files: Iterable[str],
    state: ApplicationState | None = None,
    sent_on: date | None = None,
    registered_on: date | None = None,
) -> RecordedApplication | None:
    """Return answers as an application for the fold; None where case, code or date are unknown."""
    return record_parsed(parse(answers), files, state, sent_on, registered_on)


def record_parsed(
    parsed: Parsed,
    files: Iterable[str],
    state: ApplicationState | None = None,
    sent_on: date | None = None,
    registered_on: date | None = None,
) -> RecordedApplication | None:
    """Return parsed answers as an application for the fold, as ``record`` does."""
    application = parsed.application
    if application is None or if_known(application, "applied_on") is None:
        return None
    business = if_known(application, "business")
    if business is None or not if_known(business, "code"):
        return None
    content = json.dumps(parsed.answers, sort_keys=True, ensure_ascii=False, default=str)
    return RecordedApplication(
        application,
        parsed.answers,
        content,
        parts_of(application),
        tuple(files),
        state,
        sent_on,
        registered_on,
    )


def without_doubles(records: Iterable[RecordedApplication]) -> list[RecordedApplication]:
    """Return applications oldest first; those equal in all answers are one, with all files."""
    single: dict[tuple[str, str], RecordedApplication] = {}
    for one in records:
        key = (one.code, one.content)
        before = single.setdefault(key, one)
        if before is not one:
            single[key] = _merged(before, one)
    ordered = sorted(single.values(), key=lambda one: one.order)
    return [replace(one, files=tuple(sorted(set(one.files)))) for one in ordered]


def _merged(one: RecordedApplication, other: RecordedApplication) -> RecordedApplication:
    """Return two equal applications as one; what a person has said of either holds."""
    return replace(
        one,
        files=(*one.files, *other.files),
        state=one.state or other.state,
        sent_on=one.sent_on or other.sent_on,
        registered_on=one.registered_on or other.registered_on,
        supersedes=one.supersedes or other.supersedes,
        sender=one.sender or other.sender,
    )


def mark_superseded(
    records: Iterable[RecordedApplication], successors: Iterable[RecordedApplication]
) -> list[RecordedApplication]:
    """Return applications; what one of the successors supersedes was returned, if not withdrawn."""
    superseded = {
        one.supersedes for one in successors if one.supersedes and one.supersedes != one.digest
    }
    if not superseded:
        return list(records)
    final = {ApplicationState.RETURNED, ApplicationState.WITHDRAWN}
    return [
        replace(one, state=ApplicationState.RETURNED)
        if one.state not in final and one.digest in superseded
        else one
        for one in records
    ]


def version_of(one: RecordedApplication, records: Iterable[RecordedApplication]) -> int:
    """Return which version an application is: 1, and one more for each that was returned before."""
    before = one.supersedes
    if before is None:
        return 1
    earlier = {other.digest: other.supersedes for other in records}
    chain = {one.digest}
    while before and before not in chain:
        chain.add(before)
        before = earlier.get(before)
    return len(chain)


class Progress(NamedTuple):
    """How far an application is at a moment.

    ``registration`` is the day from which it counts as registered; ``is_assumed`` says that it is
    taken as registered because its expected day has come.
    """

    state: ApplicationState
    expected: date
    registration: date
    is_assumed: bool = False

    @property
    def is_in_effect(self) -> bool:
        """Whether it is registered, or will be as things stand."""
        return self.state in {ApplicationState.SENT, ApplicationState.REGISTERED}


def progress(one: RecordedApplication, at: datetime, calendar: OfficeCalendar) -> Progress:
    """Return how far an application is at a moment."""
    expected = round_at(one.sent_at, calendar).registration.expected
    state = one.state or ApplicationState.SENT
    day = one.registered_on or expected
    if state is ApplicationState.REGISTERED and one.registered_on is None:
        day = min(day, at.date())  # a person knows that it is registered, and not since when
    if state in {ApplicationState.SENT, ApplicationState.REGISTERED}:
        state = ApplicationState.REGISTERED if day <= at.date() else ApplicationState.SENT
        state = state if one.sent_at <= at else ApplicationState.MADE
    is_stated = one.registered_on is not None or one.state is ApplicationState.REGISTERED
    is_assumed = state is ApplicationState.REGISTERED and not is_stated
    return Progress(state, expected, day, is_assumed)


def answer_at(block: Block, path: str) -> Any:  # noqa: ANN401 - as the answer is
    """Return an answer of an application; None where it is not given, or could not be read."""
    value: Any = block
    for name in path.split("."):
        if value is None or name not in type(value).model_fields:
            return None
        value = if_known(value, name)
    return value


def entries_given(application: AnyApplication) -> dict[str, Any]:
    """Return the registered entries that an application sets; a change never sets the name."""
    entries = {path: answer_at(application, path) for path in ENTRY_PATHS}
    if application.kind in {"change", "stop"}:
        entries.pop(NAME)
    return {path: value for path, value in entries.items() if value is not None}


def contact_rows(application: AnyApplication) -> Iterator[tuple[str, Contact]]:
    """Yield the contact rows that say whom they are about and what is asked, with their paths."""
    for number, row in enumerate(answer_at(application, "contacts") or ()):
        if {"name", "action"} <= row.model_fields_set:
            yield f"contacts.{number}", row


def certificate_rows(application: AnyApplication) -> Iterator[tuple[str, str, Certificate]]:
    """Yield table, path and row of the certificates that have a serial and an action."""
    for table in TABLES_OF_CERTIFICATES:
        for number, row in enumerate(answer_at(application, table) or ()):
            if {"serial", "action"} <= row.model_fields_set:
                yield table, f"{table}.{number}", row


def parts_of(application: AnyApplication) -> ApplicationParts:
    """Return what an application asks for."""
    return ApplicationParts(
        code=application.business.code,
        name=str(answer_at(application, NAME) or ""),
        entries=entries_given(application),
        # whoever is deleted and added in one form is registered anew; a certificate that is added
        # and deleted in one form is not registered
        contacts=sorted(contact_rows(application), key=lambda item: item[1].action != "delete"),
        certificates=sorted(
            certificate_rows(application), key=lambda item: item[2].action == "delete"
        ),
    )


Touch = tuple[str, ...]


def touches(application: AnyApplication) -> Mapping[Touch, tuple[str, object]]:
    """Return what of a register an application touches, with the path and what it says there."""
    touched: dict[Touch, tuple[str, object]] = {}
    for path, value in entries_given(application).items():
        touched[(path,)] = path, value
    for path, person in contact_rows(application):
        touched.setdefault(
            ("contacts", person_key(person.name)), (f"{path}.name", _content_of(person))
        )
    for table, path, row in certificate_rows(application):
        touched.setdefault((table, serial_text(row.serial)), (f"{path}.serial", _content_of(row)))
        if row.action == "renew" and (old := answer_at(row, "replaces")):
            successor = serial_text(row.serial)
            touched.setdefault((table, serial_text(old)), (f"{path}.replaces", successor))
    return touched


def _content_of(row: Block) -> object:
    """Return what a row says of its person or certificate, for comparison."""
    names = row.model_fields_set - {"name", "serial"}
    content = {name: answer_at(row, name) for name in names}
    if isinstance(old := content.get("replaces"), str):
        content["replaces"] = serial_text(old)
    return content
