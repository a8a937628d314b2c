"""From answers to a finished form, and from a form to a verdict: what pages and commands share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from rules.check import as_read_from_form, check_parsed
from rules.cutoff import Round, round_at
from rules.finding import Finding, Hit, Severity, is_acceptable, shortened
from rules.messages import worded, worst_first
from rules.on_form import ON_FORM
from rules.workdays import OfficeCalendar
from schemas.catalogue import Need, column, entries_of
from schemas.parse import Parsed, parse
from workbook.fill import Filled, Unfilled, fill, refusals
from workbook.guard.unreadable import UnreadableError
from workbook.met import Met
from workbook.opened import OpenedWorkbook
from workbook.places import capacity, place_of
from workbook.read import Reading, read_forms
from workbook.template import Template, own_template

ACCEPTABLE: Final = "acceptable"
DEFICIENT: Final = "deficient"
UNREADABLE: Final = "unreadable"
VERDICTS: Final = {
    ACCEPTABLE: "不備は見つかりませんでした（受理の判断は広域機関が行います）",
    DEFICIENT: "不備あり",
    UNREADABLE: "読み取れません",
}

_WHOLE_FORM: Final = "3-4"


@dataclass(frozen=True, slots=True)
class Filing:
    """A form made of answers: its bytes (None where nothing may be written), and its dates.

    ``continuation`` is the 別紙 that is handed over beside it, None where the form needs none.
    """

    content: bytes | None
    continuation: bytes | None
    parsed: Parsed
    findings: tuple[Finding, ...]
    round: Round


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check of one workbook says.

    ``full_tables`` are the tables of somebody else's form whose rows are all filled, so that more
    may stand on a 別紙 beside it. Where a workbook holds several forms, ``sheet`` is the title of
    this one's, and ``others`` are the verdicts of the others.
    """

    verdict: str
    kind: str | None
    answers: dict[str, Any] | None
    findings: tuple[Finding, ...]
    full_tables: tuple[str, ...] = ()
    sheet: str = ""
    others: "tuple[Verdict, ...]" = ()

    @property
    def forms(self) -> "tuple[Verdict, ...]":
        """The verdicts of all forms of the workbook, this one first."""
        return (self, *self.others)

    @property
    def whole(self) -> "Verdict":
        """What is to be said of the workbook as a whole: the findings of all its forms."""
        found = (finding for form in self.forms for finding in form.findings)
        return replace(self, findings=tuple(found), others=())


def file_answers(
    answers: object,
    at: datetime,
    calendar: OfficeCalendar,
    *,
    template: Template | None = None,
    draft: bool = False,
) -> Filing:
    """Check answers and fill the form; with errors only a draft is filled."""
    template = template or own_template()
    parsed = parse(answers)
    findings = list(check_parsed(parsed, at, calendar))
    refused = refusals(parsed.answers, template)
    findings += refused_findings(refused, findings)
    content = continuation = None
    is_draft = draft and isinstance(answers, Mapping)
    if not refused and (is_draft or is_acceptable(findings)):
        filled = fill(parsed.answers, template)
        content, continuation = filled.content, filled.continuation
        findings += findings_of_filled(filled)
    located = [_located(finding, parsed, template) for finding in findings]
    return Filing(content, continuation, parsed, worst_first(located), round_at(at, calendar))


def refused_findings(refused: Iterable[Unfilled], known: Iterable[Finding]) -> list[Finding]:
    """Put into words what would not survive on a form, as far as it is not known yet."""
    said = {(finding.path, finding.code) for finding in known}
    return [
        worded(
            item.code, Severity.ERROR, _WHOLE_FORM, Hit(item.path, {"capacity": str(item.capacity)})
        )
        for item in refused
        if (item.path, item.code) not in said
    ]


def findings_of_filled(filled: Filled) -> list[Finding]:
    """Say which answers stand elsewhere than on the form, not at all, or cut off."""
    return [
        *(_continued(table, first) for table, first in filled.continued.items()),
        *(_warned("no-place", path) for path in filled.unplaced),
        *(_warned("cut-in-print", path) for path in filled.cut),
    ]


def _warned(code: str, path: str) -> Finding:
    return worded(code, Severity.WARNING, _WHOLE_FORM, Hit(path))


def _continued(table: str, first: int) -> Finding:
    return worded("continued", Severity.NOTE, _WHOLE_FORM, Hit(table, {"first": str(first)}))


def _located(finding: Finding, parsed: Parsed, template: Template) -> Finding:
    place = place_of(finding.path, template.places, str(parsed.answers.get("kind", "")))
    return replace(finding, cell=str(place) if place else None)


def check_form(content: bytes, at: datetime, calendar: OfficeCalendar) -> Verdict:
    """Read a form that somebody filled, and judge it, and the others in its workbook."""
    try:
        readings = read_forms(OpenedWorkbook(content))
    except UnreadableError as error:
        return unreadable(error.why, error.mend, error.code)
    verdicts = [_judged(reading, at, calendar) for reading in readings]
    if len(verdicts) > 1:
        titles = (reading.sheet for reading in readings)
        verdicts = [replace(v, sheet=title) for v, title in zip(verdicts, titles, strict=True)]
    return replace(verdicts[0], others=tuple(verdicts[1:]))


def _judged(reading: Reading, at: datetime, calendar: OfficeCalendar) -> Verdict:
    parsed = parse(reading.answers)
    kind = reading.answers.get("kind")
    met = [_of_met(found) for found in reading.met]
    told = {finding.path for finding in met if finding.severity is Severity.ERROR}
    gone = set(_gone(reading, kind))
    met += [_of_met(Met("field-gone", path)) for path in gone]
    found = [
        finding
        for finding in check_parsed(parsed, at, calendar)
        if finding.path not in told and column(finding.path) not in gone
    ]
    judged = as_read_from_form(found, set(_absent(reading, kind)) - gone)
    located = worst_first([*met, *(_with_cell(finding, reading) for finding in judged)])
    verdict = ACCEPTABLE if is_acceptable(located) else DEFICIENT
    return Verdict(verdict, kind, dict(reading.answers), located, tuple(_full_tables(reading)))


def _full_tables(reading: Reading) -> Iterator[str]:
    for table, on_form in reading.rows.items():
        # The 別紙 of this project's own form is inside.
        if not reading.is_own and on_form and len(on_form) == capacity(table, reading.places):
            yield table


def unreadable(why: str, mend: str, code: str = "unreadable") -> Verdict:
    """Say that a file could not be read: why, and what to do."""
    hit = Hit("", {"why": why, "mend": mend})
    finding = worded("unreadable", Severity.ERROR, _WHOLE_FORM, hit)
    return Verdict(UNREADABLE, None, None, (replace(finding, code=code),))


def _of_met(met: Met) -> Finding:
    """Put into words what was met on a form."""
    hit = Hit(
        met.path,
        {
            "shown": shortened(met.shown),
            "held": shortened(met.held),
            "cell": str(met.place or ""),
        },
    )
    finding = worded(met.code, ON_FORM[met.code], _WHOLE_FORM, hit)
    return replace(finding, cell=str(met.place) if met.place else None)


def _absent(reading: Reading, kind: str | None) -> Iterator[str]:
    asked = None if kind is None else {entry.path for entry in entries_of(kind)}
    return (path for path in reading.absent if asked is None or path in asked)


def _gone(reading: Reading, kind: str | None) -> Iterator[str]:
    """Give the fields that the FAQ asks for, and that a form of this project has lost."""
    if reading.is_own and kind is not None:
        for entry in entries_of(kind):
            if entry.path in reading.absent and entry.needs[kind] is Need.REQUIRED:
                yield entry.path


def _with_cell(finding: Finding, reading: Reading) -> Finding:
    place = reading.cell(finding.path)
    return replace(finding, cell=str(place) if place else None)
