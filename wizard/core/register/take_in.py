"""Past applications on their way into the register: what each changed, what is double or open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.register.fold import AnsweredQuestion, Gone, Register, fold_all
from rules.register.holdings import OpenQuestion
from rules.register.progress import OVER
from rules.register.records import RecordedApplication, without_doubles
from wizard.core.checking.batch_summary import CheckedFile
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.judging import Task
from wizard.core.files import FileError, parse_json
from wizard.core.register.changes import changes_of
from wizard.core.register.sources import RegisterSources, add_document
from wizard.core.verdicts import UNREADABLE, Verdict

_SAME_DAY: Final = "同じ日付で内容の異なる申込書があります"
_KNOWN: Final = "台帳に入っています"
_SAME: Final = "同じ内容のファイルが{}件あります"
_JSON: Final = ".json"
_NO_REGISTER: Final = "「{}」は、台帳のバックアップではありません。"
_CHOOSE_ANOTHER: Final = "別のファイルを選択してください。"


@dataclass(frozen=True, slots=True)
class TakenApplication:
    """An application that was read: what it changed, in words, and how it relates to others."""

    record: RecordedApplication
    changes: tuple[str, ...]
    remarks: tuple[str, ...]
    is_known: bool
    workbook: bytes | None


@dataclass(frozen=True, slots=True)
class TakeIn:
    """What was read, oldest first, what could not be, and the registers that come of it."""

    applications: Sequence[TakenApplication]
    refused: Sequence[tuple[str, Finding]]
    registers: Sequence[Register]
    gone: Sequence[Gone] = ()
    answered: Sequence[AnsweredQuestion] = ()

    @property
    def unknown(self) -> list[TakenApplication]:
        """The applications that are not in the register yet."""
        return [one for one in self.applications if not one.is_known]


@dataclass
class TakeInSession(CheckSession):
    """The files that a visitor takes in; ``documents`` are those that hold registers as JSON."""

    documents: list[tuple[str, bytes]] = field(default_factory=list)

    def lay_down(self, given: Iterable[tuple[str, bytes]], at: datetime) -> None:
        """Replace the files by an upload; JSON is no form, and stands beside them."""
        files = list(given)
        self.documents = [one for one in files if one[0].lower().endswith(_JSON)]
        super().lay_down((one for one in files if one not in self.documents), at)

    def task(self, number: int, at: datetime, calendar: OfficeCalendar) -> Task:
        """Return the reading of a file."""
        return Task(self.uploads[number], at, calendar.closures, reads_only=True)

    def keep(self, number: int, verdict: Verdict) -> None:
        """Keep what was read of a file."""
        self.checked[number] = CheckedFile(self.uploads[number].name, verdict)


def take_in(
    session: TakeInSession, stored: RegisterSources, at: datetime, calendar: OfficeCalendar
) -> TakeIn:
    """Return what the files of a session bring to the stored applications."""
    found, workbooks = RegisterSources(), dict[str, bytes]()
    for name, content in session.documents:
        _add_document(found, name, content)
    for number, checked in sorted(session.checked.items()):
        upload = session.uploads[number]
        for form in checked.verdict.forms:
            name = f"{upload.name}（{form.sheet}）" if form.sheet else upload.name
            if form.verdict == UNREADABLE:
                found.refused += [(name, finding) for finding in form.findings]
                continue
            found.add(form.answers, name, sender=upload.sender)
            if isinstance(upload.source, bytes):
                workbooks[name] = upload.source
    known = {(one.code, one.content) for one in stored.records}
    records = without_doubles(found.records)
    codes = {one.code for one in records}
    codes |= {one.code for one in found.gone} | {one.code for one in found.answered}
    together = [one for one in stored.records if one.code in codes] + records
    gone, answered = [*stored.gone, *found.gone], [*stored.answered, *found.answered]
    registers = fold_all(together, at, calendar, gone, answered)
    asked = [question for register in registers for question in register.open_questions]
    days = Counter((one.code, one.kind, one.applied_on) for one in records)
    applications = [
        TakenApplication(
            one,
            changes,
            tuple(_remarks(one, days[one.code, one.kind, one.applied_on], known, asked)),
            (one.code, one.content) in known,
            workbooks.get(one.source),
        )
        for one, changes in changes_of((one, one.state not in OVER) for one in records)
    ]
    return TakeIn(applications, found.refused, registers, found.gone, found.answered)


def _add_document(found: RegisterSources, name: str, content: bytes) -> None:
    """Take JSON; what is none, or something else, is refused with its reason."""
    try:
        is_register = add_document(found, name, parse_json(name, content))
        why = "" if is_register else _NO_REGISTER.format(name)
    except FileError as error:
        why = str(error)
    if why:
        finding = Finding("unreadable", Severity.ERROR, "", why, _CHOOSE_ANOTHER, "参考")
        found.refused.append((name, finding))


def _remarks(
    one: RecordedApplication,
    of_the_day: int,
    known: set[tuple[str, str]],
    asked: Iterable[OpenQuestion],
) -> Iterator[str]:
    """Yield how an application relates to others, and what is open about it."""
    if (one.code, one.content) in known:
        yield _KNOWN
    if len(one.files) > 1:
        yield _SAME.format(len(one.files))
    own = [question for question in asked if any(one.is_same(o) for o in question.records)]
    if of_the_day > 1 and all(question.code != "contradiction" for question in own):
        yield _SAME_DAY
    for question in own:
        meant = f"候補：{question.suggestion}" if question.suggestion else ""
        yield f"{question.question}{meant}"
