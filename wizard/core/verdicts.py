"""Verdicts: whether a filled form is acceptable, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation, is_acceptable
from rules.obligations.check import as_read_from_form, check_parsed
from rules.obligations.messages import make_finding, sort_by_severity
from rules.obligations.observations import LEGIBLE
from schemas.answer import Purpose
from schemas.catalogue import ENTRIES, TABLES, Need, column, entries_of
from schemas.parse import flat, parse
from wizard.core.form_findings import (
    WHOLE_FORM,
    finding_of,
    unidentified_tables,
    unofficial,
    unplaced_finding,
)
from workbook.forms.continued import belongs, head_of, with_continuation
from workbook.forms.observation import Observation
from workbook.forms.read import Reading, read_continuation, read_forms
from workbook.forms.statements import REMARKS
from workbook.opened import OpenedWorkbook
from workbook.places import capacity, is_placed
from workbook.xlsx.guard.unreadable import UnreadableError

ACCEPTABLE: Final = "acceptable"
DEFICIENT: Final = "deficient"
UNREADABLE: Final = "unreadable"
UNJUDGED: Final = "unjudged"  # read, and nothing said of it: no verdict that anybody sees
VERDICTS: Final = {
    ACCEPTABLE: "不備は見つかりませんでした（受理の判断は広域機関が行います）",
    DEFICIENT: "不備あり",
    UNREADABLE: "読み取れません",
}

LETTER: Final = "rename.notice_attachment"  # the answer that names the 周知文 of a rename


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of checking a workbook.

    ``full_tables`` are tables of another form whose rows are all filled, so that a 別紙 may have
    more. If a workbook contains several forms, ``sheet`` is the sheet title of this one, and
    ``others`` are the verdicts of the others. ``letter_cell`` is the cell in which the form names
    the 周知文 of a rename; ``cells`` are those of all answers, where they were asked for.
    """

    verdict: str
    kind: str | None
    answers: dict[str, Any] | None
    findings: tuple[Finding, ...]
    full_tables: tuple[str, ...] = ()
    sheet: str = ""
    others: "tuple[Verdict, ...]" = ()
    letter_cell: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> "tuple[Verdict, ...]":
        """The verdicts of all forms of the workbook, this one first."""
        return (self, *self.others)

    @property
    def whole(self) -> "Verdict":
        """The verdict with the findings of all forms of the workbook."""
        findings = (finding for form in self.forms for finding in form.findings)
        return replace(self, findings=tuple(findings), others=())


def check_form(
    content: bytes,
    at: datetime,
    calendar: OfficeCalendar,
    continuation: bytes | None = None,
    *,
    with_cells: bool = False,
) -> Verdict:
    """Return the verdict of a filled form, including other forms in its workbook.

    ``continuation`` is its 別紙, whose rows are judged with its own.
    """
    try:
        readings = _readings(content, continuation)
    except UnreadableError as error:
        return unreadable_verdict(error.why, error.mend, error.code)
    verdicts = [_judge(reading, at, calendar) for reading in readings]
    if with_cells:
        judged = zip(verdicts, readings, strict=True)
        verdicts = [replace(verdict, cells=_cells(reading)) for verdict, reading in judged]
    if len(verdicts) > 1:
        titles = (reading.sheet for reading in readings)
        verdicts = [_on_sheet(v, title) for v, title in zip(verdicts, titles, strict=True)]
    return replace(verdicts[0], others=tuple(verdicts[1:]))


def read_answers(content: bytes, continuation: bytes | None = None) -> Verdict:
    """Return the answers of a form, and of the others in its workbook, without judging them.

    ``continuation`` is its 別紙, whose rows follow its own.
    """
    try:
        readings = _readings(content, continuation)
    except UnreadableError as error:
        return unreadable_verdict(error.why, error.mend, error.code)
    first, *others = (
        Verdict(
            UNJUDGED,
            reading.answers.get("kind"),
            dict(reading.answers),
            (),
            sheet=reading.sheet if len(readings) > 1 else "",
        )
        for reading in readings
    )
    return replace(first, others=tuple(others))


def _readings(content: bytes, continuation: bytes | None) -> tuple[Reading, ...]:
    """Read the forms of a workbook; the one that a 別紙 belongs to gets its rows."""
    readings = read_forms(OpenedWorkbook(content))
    if continuation is None:
        return readings
    beside = read_continuation(OpenedWorkbook(continuation))
    head = head_of(beside.answers)
    return tuple(
        with_continuation(one, beside) if belongs(head, head_of(one.answers)) else one
        for one in readings
    )


def _cells(reading: Reading) -> dict[str, str]:
    """Return where the answers, the rows and the tables of a form stand."""
    paths = [path for path, _ in flat(reading.answers)]
    blocks = [path.rpartition(".")[0] for path in paths]
    found = {path: _cell_of(path, reading) for path in (*paths, *blocks, *TABLES) if path}
    return {path: cell for path, cell in found.items() if cell}


def _on_sheet(verdict: Verdict, title: str) -> Verdict:
    """Return the verdict with its sheet named; findings with a cell already name the sheet."""
    findings = (
        finding
        if finding.cell
        else replace(finding, message=f"シート「{title}」：{finding.message}")
        for finding in verdict.findings
    )
    return replace(verdict, sheet=title, findings=tuple(findings))


def _judge(reading: Reading, at: datetime, calendar: OfficeCalendar) -> Verdict:
    parsed = parse(reading.answers)
    kind = reading.answers.get("kind")
    unplaced_paths = _unplaced_paths(reading, kind or "")
    observed = [finding_of(rule_findings) for rule_findings in reading.observations]
    unread = {
        finding.path
        for finding in observed
        if finding.severity is Severity.ERROR and finding.code not in LEGIBLE
    }
    observed += [unofficial()] if reading.is_own else []
    observed += unidentified_tables(
        {entry.table for entry in entries_of(kind)} if kind else TABLES, reading.places
    )
    observed += _not_on_form(reading, unplaced_paths, kind or "")
    rule_findings = [
        finding for finding in check_parsed(parsed, at, calendar) if finding.path not in unread
    ]
    stated = {column(path) for path in reading.stated}
    judged = as_read_from_form(rule_findings, {*unplaced_paths} - stated)
    all_findings = sort_by_severity(
        [*observed, *(replace(finding, cell=_cell_of(finding.path, reading)) for finding in judged)]
    )
    verdict = ACCEPTABLE if is_acceptable(all_findings) else DEFICIENT
    letter = _cell_of(LETTER, reading)
    return Verdict(
        verdict,
        kind,
        dict(reading.answers),
        all_findings,
        tuple(_full_tables(reading)),
        letter_cell=letter,
    )


def _unplaced_paths(reading: Reading, kind: str) -> list[str]:
    """Return the answers without a cell that the case asks for, or any case if it is unknown."""
    asked = entries_of(kind) if kind else ENTRIES.values()
    return [entry.path for entry in asked if not is_placed(entry.path, reading.places, kind)]


def _not_on_form(reading: Reading, unplaced_paths: Iterable[str], kind: str) -> Iterator[Finding]:
    """Yield findings for answers that the form has no cell for."""
    stated = {column(path) for path in reading.stated}
    for path in (*reading.stated, *(path for path in unplaced_paths if path not in stated)):
        entry = ENTRIES[column(path)]
        is_asked = entry.needs.get(kind) is Need.REQUIRED or entry.purpose(kind) is Purpose.ENTRY
        if reading.is_own and is_asked:
            yield finding_of(Observation("field-gone", path))
            continue
        is_stated = path in reading.stated
        yield unplaced_finding(
            path, kind, reading.places, reading.absent, is_stated=is_stated, is_given=False
        )


def _full_tables(reading: Reading) -> Iterator[str]:
    for table, on_form in reading.rows.items():
        # This project's own form has its 別紙 as a sheet, so that it has no limit.
        room = capacity(table, reading.places)
        if not reading.is_own and on_form and on_form == tuple(range(room)):
            yield table


def unreadable_verdict(why: str, mend: str, code: str = "unreadable") -> Verdict:
    """Return the verdict of an unreadable file, with explanation and remedy."""
    hit = Violation("", {"why": why, "mend": mend})
    finding = make_finding("unreadable", Severity.ERROR, WHOLE_FORM, hit)
    return Verdict(UNREADABLE, None, None, (replace(finding, code=code),))


def _cell_of(path: str, reading: Reading) -> str | None:
    """Return the cell of an answer: its own, or that of 備考 if stated there."""
    place = reading.cell(REMARKS if path in reading.stated else path)
    return str(place) if place else None
