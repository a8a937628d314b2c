"""Records: applications with their files and what a person said of them. FAQ 3-4."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import reduce
from hashlib import sha256
from typing import Final

from rules.dates.cutoff import JST
from rules.obligations.rule import if_known
from rules.register.identity import company_key
from rules.register.parts import ApplicationParts, answer_at, parts_of
from schemas.application import AnyApplication
from schemas.parse import Answers, ParsedAnswers, parse

_KINDS_IN_ORDER: Final = ("new", "rename", "change", "stop")  # a day's rename names its changes


class ApplicationState(StrEnum):
    """How far an application has come."""

    MADE = "made"
    SENT = "sent"
    REGISTERED = "registered"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


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
        return sha256(self.content.encode(errors="surrogatepass")).hexdigest()

    def is_same(self, other: "RecordedApplication") -> bool:
        """Return whether another one is the same application, whatever was said of it."""
        return (self.code, self.content) == (other.code, other.content)

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
        """The file that it came from, the original of those with the same answers."""
        return self.files[0] if self.files else ""

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
    parsed: ParsedAnswers,
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


def in_order(
    records: Iterable[RecordedApplication],
    version: Callable[[RecordedApplication], int] = lambda _: 1,
) -> list[RecordedApplication]:
    """Return applications oldest first, those of a day by kind and version, never by file names.

    A new application on the day of a stop follows it: who leaves may begin anew (FAQ 3-8). What
    bears the old name on the day of a rename comes before it.
    """
    known = list(records)
    ended = {(one.code, one.applied_on) for one in known if one.kind == "stop"}
    old_names = {
        (one.code, one.applied_on, company_key(old))
        for one in known
        if (old := answer_at(one.application, "rename.previous_name"))
    }

    def place(one: RecordedApplication) -> tuple[date, bool, bool, int, int, str]:
        begins_anew = one.kind == "new" and (one.code, one.applied_on) in ended
        name = company_key(one.parts.name)
        is_renamed = one.kind == "rename" or (one.code, one.applied_on, name) not in old_names
        kind = _KINDS_IN_ORDER.index(one.kind)
        return one.applied_on, begins_anew, is_renamed, kind, version(one), one.content

    return sorted(known, key=place)


def without_doubles(records: Iterable[RecordedApplication]) -> list[RecordedApplication]:
    """Return applications oldest first; those equal in all answers are one, with all files.

    The shortest name comes first: a copy is called after what it is a copy of.
    """
    same: dict[tuple[str, str], list[RecordedApplication]] = defaultdict(list)
    for one in records:
        same[one.code, one.content].append(one)
    single = [
        several[0] if len(several) == 1 else reduce(_merged, sorted(several, key=_statements))
        for several in same.values()
    ]
    ordered = in_order(single)
    return [
        replace(one, files=tuple(sorted({*one.files}, key=lambda file: (len(file), file))))
        for one in ordered
    ]


def _statements(one: RecordedApplication) -> str:
    """Return what a person has said, for an order that no name of a file changes."""
    return f"{one.state} {one.sent_on} {one.registered_on} {one.supersedes} {one.sender}"


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
