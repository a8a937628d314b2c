"""Filing: from answers to a finished form, and from a form to a verdict."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from rules.dates.cutoff import Round, round_at
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation, is_acceptable, shortened
from rules.obligations.check import as_read_from_form, check_parsed
from rules.obligations.messages import make_finding, sort_by_severity
from rules.obligations.on_form import LEGIBLE, ON_FORM
from rules.obligations.unplaced import CERTIFICATE_TABLES, IDENTIFYING, unidentified, unplaced
from schemas.answer import Purpose
from schemas.catalogue import ENTRIES, TABLES, Need, column, entries_of
from schemas.parse import Answers, Parsed, flat, parse
from schemas.suggestions import with_zeros
from workbook.forms.fill import Filled, Unfilled, placement_of
from workbook.forms.observation import Observation
from workbook.forms.read import Reading, read_forms
from workbook.forms.read_back import read_back
from workbook.forms.statements import REMARKS
from workbook.forms.template import Template, own_template
from workbook.opened import OpenedWorkbook
from workbook.places import Places, capacity, is_placed, lacking_names, place_of
from workbook.xlsx.guard.unreadable import UnreadableError

ACCEPTABLE: Final = "acceptable"
DEFICIENT: Final = "deficient"
UNREADABLE: Final = "unreadable"
UNJUDGED: Final = "unjudged"
"""Read, and nothing said of it: no verdict that anybody sees."""
VERDICTS: Final = {
    ACCEPTABLE: "不備は見つかりませんでした（受理の判断は広域機関が行います）",
    DEFICIENT: "不備あり",
    UNREADABLE: "読み取れません",
}

LETTER: Final = "rename.notice_attachment"
"""The answer that names the 周知文 of a rename."""
UNOFFICIAL: Final = "unofficial-form"
"""The code of the finding that this project's own form is used."""
_WHOLE_FORM: Final = "3-4"


@dataclass(frozen=True, slots=True)
class Filing:
    """A form filled with answers (None if there are errors), its findings and its dates."""

    filled: Filled | None
    parsed: Parsed
    findings: tuple[Finding, ...]
    round: Round

    @property
    def content(self) -> bytes | None:
        """The bytes of the form, or None if there are errors."""
        return self.filled.content if self.filled else None

    @property
    def continuation(self) -> bytes | None:
        """The 別紙 (continuation workbook) to submit with the form, or None."""
        return self.filled.continuation if self.filled else None


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


def file_answers(  # noqa: PLR0913 - what is filled, and how
    answers: object,
    at: datetime,
    calendar: OfficeCalendar,
    *,
    template: Template | None = None,
    draft: bool = False,
    observations: Iterable[Observation] = (),
    against: Callable[[Answers, Iterable[Finding]], list[Finding]] | None = None,
) -> Filing:
    """Check answers and fill the form; with errors only a draft is filled.

    ``observations`` are what was odd about the answers where they were read; ``against`` adds to
    the findings of answers what their register says.
    """
    template = template or own_template()
    parsed = parse(answers)
    findings = [*map(finding_of, observations), *check_parsed(parsed, at, calendar)]
    if against is not None:
        findings = against(parsed.answers, findings)
    placement = placement_of(parsed.answers, template)
    findings += refused_findings(placement.refused, findings)
    filled = None
    is_draft = draft and isinstance(answers, Mapping)
    if not placement.refused and (is_draft or is_acceptable(findings)):
        filled = placement.write()
        findings += findings_of_filled(filled, parsed.answers, template, findings)
        if not is_draft and not is_acceptable(findings):
            filled = None
    located = [_with_form_cell(finding, parsed, template, filled) for finding in findings]
    return Filing(filled, parsed, sort_by_severity(located), round_at(at, calendar))


def refused_findings(refused: Iterable[Unfilled], known: Iterable[Finding]) -> list[Finding]:
    """Return findings for answers that do not fit on the form, unless already known."""
    known_findings = {(finding.path, finding.code) for finding in known}
    return [
        make_finding(
            item.code,
            Severity.ERROR,
            _WHOLE_FORM,
            Violation(item.path, {"capacity": str(item.capacity)}),
        )
        for item in refused
        if (item.path, item.code) not in known_findings
    ]


def findings_of_filled(
    filled: Filled, answers: Answers, template: Template, known: Iterable[Finding]
) -> list[Finding]:
    """Return the findings about a filled form, beyond those about its answers.

    They report answers without a cell of their own, or not on the form at all; and, if there are no
    errors so far, what a reader of the form would read differently.
    """
    findings = [
        *([] if template.continues else [_unofficial()]),
        *_without_place(filled, str(answers.get("kind", "")), template),
        *(_continued(table, first) for table, first in filled.continued.items()),
    ]
    if is_acceptable([*known, *findings]):
        findings += _read_back(filled, template)
    return findings


def _unofficial() -> Finding:
    return make_finding(UNOFFICIAL, Severity.WARNING, "2-1, 3-3", Violation(""))


def _without_place(filled: Filled, kind: str, template: Template) -> Iterator[Finding]:
    for path in (*filled.stated, *filled.unplaced):
        is_stated = path in filled.stated
        yield _unplaced(
            path, kind, template.places, template.absent, is_stated=is_stated, is_given=True
        )
    given = {ENTRIES[column(path)].table for path in (*filled.on_form, *filled.unplaced)}
    yield from _unidentified(given, template.places)


def _unplaced(  # noqa: PLR0913 - an answer, and what is known of the form
    path: str,
    kind: str,
    places: Places,
    absent: Container[str],
    *,
    is_stated: bool,
    is_given: bool,
) -> Finding:
    names = lacking_names(path, places, kind)
    unknown = [name for name in names if name not in absent]
    return unplaced(
        path,
        kind,
        next(iter((*unknown, *names))),
        is_absent=not unknown,
        is_stated=is_stated,
        is_given=is_given,
    )


def _unidentified(tables: Container[str], places: Places) -> Iterator[Finding]:
    """Yield findings for certificate tables of a form without a column that identifies a row."""
    for table in CERTIFICATE_TABLES:
        has_rows = table in tables and is_placed(f"{table}.action", places)
        if has_rows and not any(is_placed(f"{table}.{name}", places) for name in IDENTIFYING):
            yield unidentified(table)


def _read_back(filled: Filled, template: Template) -> Iterator[Finding]:
    try:
        observations = read_back(filled, template)
    except UnreadableError as error:
        yield from unreadable_verdict(error.why, error.mend, error.code).findings
        return
    yield from (finding_of(found) for found in observations)


def _continued(table: str, first: int) -> Finding:
    return make_finding(
        "continued",
        Severity.NOTE,
        _WHOLE_FORM,
        Violation(table, {"first": TABLES[table].nth(first - 1)}),
    )


def _with_form_cell(
    finding: Finding, parsed: Parsed, template: Template, filled: Filled | None
) -> Finding:
    if finding.cell:
        return finding
    is_stated = filled is not None and finding.path in filled.stated
    path = REMARKS if is_stated else finding.path
    place = place_of(path, template.places, str(parsed.answers.get("kind", "")))
    return replace(finding, cell=str(place) if place else None)


def check_form(
    content: bytes, at: datetime, calendar: OfficeCalendar, *, with_cells: bool = False
) -> Verdict:
    """Return the verdict of a filled form, including other forms in its workbook."""
    try:
        readings = read_forms(OpenedWorkbook(content))
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


def read_answers(content: bytes) -> Verdict:
    """Return the answers of a form, and of the others in its workbook, without judging them."""
    try:
        readings = read_forms(OpenedWorkbook(content))
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
    observed += [_unofficial()] if reading.is_own else []
    observed += _unidentified(
        {entry.table for entry in entries_of(kind)} if kind else TABLES, reading.places
    )
    observed += _not_on_form(reading, unplaced_paths, kind or "")
    rule_findings = [
        finding for finding in check_parsed(parsed, at, calendar) if finding.path not in unread
    ]
    stated = {column(path) for path in reading.stated}
    judged = as_read_from_form(rule_findings, {*unplaced_paths} - stated)
    all_findings = sort_by_severity(
        [*observed, *(_with_cell(finding, reading) for finding in judged)]
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
        yield _unplaced(
            path, kind, reading.places, reading.absent, is_stated=is_stated, is_given=False
        )


def _full_tables(reading: Reading) -> Iterator[str]:
    for table, on_form in reading.rows.items():
        # This project's own form has its 別紙 as a sheet, so that it has no limit.
        if not reading.is_own and on_form and len(on_form) == capacity(table, reading.places):
            yield table


def unreadable_verdict(why: str, mend: str, code: str = "unreadable") -> Verdict:
    """Return the verdict of an unreadable file, with explanation and remedy."""
    hit = Violation("", {"why": why, "mend": mend})
    finding = make_finding("unreadable", Severity.ERROR, _WHOLE_FORM, hit)
    return Verdict(UNREADABLE, None, None, (replace(finding, code=code),))


def finding_of(observation: Observation) -> Finding:
    """Return the finding that an observation on a form or on a list is told as."""
    place, shown = observation.place, observation.shown
    violation = Violation(
        observation.path,
        {
            "shown": shortened(shown),
            "held": shortened(observation.held),
            "cell": str(place or ""),
        },
        with_zeros(observation.path, shown) if observation.code == "zero-lost" else "",
    )
    finding = make_finding(observation.code, ON_FORM[observation.code], _WHOLE_FORM, violation)
    return replace(finding, cell=str(place) if place else None)


def _with_cell(finding: Finding, reading: Reading) -> Finding:
    return replace(finding, cell=_cell_of(finding.path, reading))


def _cell_of(path: str, reading: Reading) -> str | None:
    """Return the cell of an answer: its own, or that of 備考 if stated there."""
    place = reading.cell(REMARKS if path in reading.stated else path)
    return str(place) if place else None
