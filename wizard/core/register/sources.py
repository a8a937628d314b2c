"""Sources of applications for registers: forms, folders, archives, mails and JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation
from rules.obligations.messages import make_finding
from rules.register.fold import AnsweredQuestion, Gone
from rules.register.records import ApplicationState, RecordedApplication, record_parsed
from rules.register.register_json import RegisterJsonError, is_register_json, records_of
from schemas.parse import ParsedAnswers, parse, parse_cleaned
from wizard.core.checking.contents import contents_at
from wizard.core.checking.continuations import with_continuations
from wizard.core.checking.judging import Task, judge_uploads
from wizard.core.checking.uploads import PassedOver, Upload
from wizard.core.files import FileError, is_folder, printable, read_json
from wizard.core.register.sidecar import SIDECAR, Sidecar, StatedProgress, read_sidecar
from wizard.core.verdicts import UNREADABLE

_JSON: Final = ".json"
Statements = Mapping[str, StatedProgress]
"""What a person stated of forms, by the names of their files."""


@dataclass(slots=True)
class RegisterSources:
    """What was read: applications, what a person said, and what could not be taken."""

    records: list[RecordedApplication] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    answered: list[AnsweredQuestion] = field(default_factory=list)
    refused: list[tuple[str, Finding]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    files: int = 0
    superseded_files: dict[str, str] = field(default_factory=dict)
    """By the file of a next version, the file of what was returned."""

    def add(
        self, answers: object, file: str, stated: StatedProgress | None = None, sender: str = ""
    ) -> None:
        """Take an application; one without case, code or date is refused.

        ``sender`` is the domain of the mail that brought it, empty where none did.
        """
        self.add_parsed(parse(answers), file, stated, sender)

    def add_parsed(
        self,
        parsed: ParsedAnswers,
        file: str,
        stated: StatedProgress | None = None,
        sender: str = "",
    ) -> None:
        """Take parsed answers, as ``add`` does."""
        self.files += 1
        state, on = (stated.state, stated.on) if stated else (None, None)
        is_registered = state is ApplicationState.REGISTERED
        sent_on, registered_on = (None, on) if is_registered else (on, None)
        one = record_parsed(parsed, [file], state, sent_on, registered_on)
        if one is None:
            hit = Violation("")
            finding = make_finding("register-not-folded", Severity.ERROR, "参考", hit)
            self.refused.append((file, finding))
        else:
            self.records.append(replace(one, sender=sender) if sender else one)
            if stated and stated.supersedes:
                self.superseded_files[file] = stated.supersedes

    def link_versions(self) -> None:
        """Have every next version name what it supersedes, once all files are read."""
        digests = {file: one.digest for one in self.records for file in one.files}
        for number, one in enumerate(self.records):
            before = digests.get(self.superseded_files.get(one.source, ""))
            if before:
                self.records[number] = replace(one, supersedes=before)


def read_sources(paths: Iterable[Path], at: datetime, calendar: OfficeCalendar) -> RegisterSources:
    """Read all applications of some files and folders, with what a person stated of them.

    Raises FileError if a file that is given by itself cannot be read.
    """
    sources = RegisterSources()
    uploads: list[Upload] = []
    stated: dict[str, StatedProgress] = {}
    for path in paths:
        sidecar = read_sidecar(path) if is_folder(path) else Sidecar()
        sources.gone += sidecar.gone
        sources.answered += sidecar.answered
        statements = _by_name(path, sidecar)
        stated |= statements
        if path.suffix.lower() == _JSON and not is_folder(path):
            if not add_document(sources, printable(path), read_json(path), statements):
                message = f"「{printable(path)}」は、申込内容または登録台帳のJSONではありません。"
                raise FileError(message)
            continue
        for item in contents_at(path):
            if isinstance(item, PassedOver):
                _add_beside(sources, item.name, statements)
            else:
                uploads.append(item)
    _add_forms(sources, with_continuations(uploads), stated, at, calendar)
    if sources.superseded_files:
        sources.link_versions()
    sources.refused += _without_form(stated, sources, uploads)
    return sources


def _without_form(
    stated: Statements, sources: RegisterSources, uploads: Iterable[Upload]
) -> Iterator[tuple[str, Finding]]:
    """Yield what was stated of forms that are not there: they may bear another name now."""
    read = {file for one in sources.records for file in one.files}
    read |= {file for file, _ in sources.refused} | {one.name for one in uploads}
    named = {name for file, one in stated.items() for name in (file, one.supersedes) if name}
    for name in sorted(named - read):
        hit = Violation("", {"file": Path(name).name, "sidecar": SIDECAR})
        yield name, make_finding("register-form-missing", Severity.WARNING, "参考", hit)


def _by_name(path: Path, sidecar: Sidecar) -> Statements:
    """Return what a person stated, by the names that the files of the folder are read under."""
    return {
        printable(path / file): replace(
            one, supersedes=printable(path / one.supersedes) if one.supersedes else ""
        )
        for file, one in sidecar.progress.items()
    }


def _add_beside(sources: RegisterSources, name: str, statements: Statements) -> None:
    """Take a file that lies beside forms: JSON that is an application, nothing else."""
    path = Path(name)
    if path.suffix.lower() != _JSON or path.name == SIDECAR or not path.is_file():
        sources.passed_over += [name] * (path.name != SIDECAR)
        return
    try:
        content = read_json(path)
    except FileError:
        sources.passed_over.append(name)
        return
    if not add_document(sources, name, content, statements):
        sources.passed_over.append(name)


def add_document(
    sources: RegisterSources, name: str, content: object, statements: Statements | None = None
) -> bool:
    """Take JSON: an application, a list of them, or a register; return whether it is one."""
    if isinstance(content, Mapping) and is_register_json(content):
        try:
            records, gone, answered = records_of(content)
        except RegisterJsonError:
            return False
        sources.records += records
        sources.gone += gone
        sources.answered += answered
        sources.files += len(records)
        return True
    several = content if isinstance(content, list) else [content]
    if not several or not all(isinstance(one, Mapping) and "kind" in one for one in several):
        return False
    for number, one in enumerate(several, 1):
        file = f"{name}（{number}件目）" if len(several) > 1 else name
        stated = statements.get(file) or statements.get(name) if statements else None
        sources.add(one, file, stated)
    return True


def _add_forms(
    sources: RegisterSources,
    uploads: list[Upload],
    statements: Statements,
    at: datetime,
    calendar: OfficeCalendar,
) -> None:
    tasks = [Task(upload, at, calendar.closures, reads_only=True) for upload in uploads]
    verdicts = {id(task): verdict for task, verdict in judge_uploads(tasks)}
    for task, upload in zip(tasks, uploads, strict=True):
        for file, form in _forms(upload.name, verdicts[id(task)].forms):
            if form.verdict == UNREADABLE:
                sources.files += 1
                sources.refused += [(file, finding) for finding in form.findings]
            else:
                stated = statements.get(file) or statements.get(upload.name)
                sources.add_parsed(parse_cleaned(form.answers), file, stated, upload.sender)


def _forms(name: str, forms: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for form in forms:
        yield (f"{name}（{form.sheet}）" if form.sheet else name), form
