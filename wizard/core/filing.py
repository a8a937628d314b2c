"""Filing: from answers to a finished form."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rules.dates.cutoff import Round, round_at
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation, is_acceptable
from rules.obligations.check import check_parsed
from rules.obligations.messages import make_finding, sort_by_severity
from schemas.answer import Purpose
from schemas.catalogue import ENTRIES, TABLES, column
from schemas.parse import Answers, ParsedAnswers, flat, parse
from wizard.core.form_findings import (
    WHOLE_FORM,
    finding_of,
    unidentified_tables,
    unofficial,
    unplaced_finding,
)
from wizard.core.verdicts import unreadable_verdict
from workbook.forms.fill import FilledForm, UnfilledAnswer, placement_of
from workbook.forms.observation import Observation
from workbook.forms.read_back import read_back
from workbook.forms.statements import REMARKS
from workbook.forms.template import Template, own_template
from workbook.places import place_of
from workbook.xlsx.guard.unreadable import UnreadableError


@dataclass(frozen=True, slots=True)
class Filing:
    """A form filled with answers (None if there are errors), its findings and its dates."""

    filled: FilledForm | None
    parsed: ParsedAnswers
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


def refused_findings(refused: Iterable[UnfilledAnswer], known: Iterable[Finding]) -> list[Finding]:
    """Return findings for answers that do not fit on the form, unless already known."""
    known_findings = {(finding.path, finding.code) for finding in known}
    return [
        make_finding(
            item.code,
            Severity.ERROR,
            WHOLE_FORM,
            Violation(item.path, {"capacity": str(item.capacity)}),
        )
        for item in refused
        if (item.path, item.code) not in known_findings
    ]


def findings_of_filled(
    filled: FilledForm, answers: Answers, template: Template, known: Iterable[Finding]
) -> list[Finding]:
    """Return the findings about a filled form, beyond those about its answers.

    They report answers without a cell of their own, or not on the form at all; and, if there are no
    errors so far, what a reader of the form would read differently.
    """
    findings = [
        *([] if template.continues else [unofficial()]),
        *_without_place(filled, answers, template),
        *(_continued(table, first) for table, first in filled.continued.items()),
    ]
    if is_acceptable([*known, *findings]):
        findings += _read_back(filled, template)
    return findings


def _without_place(filled: FilledForm, answers: Answers, template: Template) -> Iterator[Finding]:
    kind = str(answers.get("kind", ""))
    declared = (path for path, _ in flat(answers) if _is_declared(path, kind))
    elsewhere = [path for path in declared if not template.has(path, kind)]
    for path in (*filled.stated, *filled.unplaced, *elsewhere):
        is_stated = path in filled.stated
        yield unplaced_finding(
            path, kind, template.places, template.absent, is_stated=is_stated, is_given=True
        )
    given = {ENTRIES[column(path)].table for path in (*filled.on_form, *filled.unplaced)}
    yield from unidentified_tables(given, template.places)


def _is_declared(path: str, kind: str) -> bool:
    return ENTRIES[column(path)].purpose(kind) is Purpose.DECLARATION


def _read_back(filled: FilledForm, template: Template) -> Iterator[Finding]:
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
        WHOLE_FORM,
        Violation(table, {"first": TABLES[table].nth(first - 1)}),
    )


def _with_form_cell(
    finding: Finding, parsed: ParsedAnswers, template: Template, filled: FilledForm | None
) -> Finding:
    if finding.cell:
        return finding
    is_stated = filled is not None and finding.path in filled.stated
    path = REMARKS if is_stated else finding.path
    place = place_of(path, template.places, str(parsed.answers.get("kind", "")))
    return replace(finding, cell=str(place) if place else None)
