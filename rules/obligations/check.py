"""The check: everything that the schemas refuse and the rules object to, as findings."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from types import ModuleType
from typing import Final

from rules.dates.cutoff import in_japan, previous_cutoff, round_at
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation
from rules.obligations import (
    api,
    applied_on,
    business,
    cases,
    certificates,
    characters,
    contacts,
    postal,
    reachable,
)
from rules.obligations.messages import make_finding, sort_by_severity
from rules.obligations.rule import RULES, Now
from schemas.application import CASES, AnyApplication
from schemas.catalogue import ENTRIES, column, entries_of, row_numbers
from schemas.parse import Answers, ParsedAnswers, Problem, flat, parse
from schemas.suggestions import suggestion

RULE_MODULES: Final[tuple[ModuleType, ...]] = (
    applied_on,
    business,
    cases,
    contacts,
    certificates,
    api,
    characters,
    postal,
    reachable,
)
"""Where the rules stand; importing them registers them."""
_PLACES: Final = {module.__name__: place for place, module in enumerate(RULE_MODULES)}
# in this order whichever was imported first: findings of one weight come as their rules do
RULES.sort(key=lambda rule: _PLACES[rule.judge.__module__])

_TABLE_OF_THE_FAQ: Final = "参考"


def now_at(at: datetime, calendar: OfficeCalendar) -> Now:
    """Return the moment of judging with the collections around it."""
    at = in_japan(at)
    return Now(at, round_at(at, calendar), previous_cutoff(at, calendar))


def check(
    application: AnyApplication, at: datetime, calendar: OfficeCalendar
) -> tuple[Finding, ...]:
    """Judge an application, whole or not, as of a moment; the worst findings come first."""
    now = now_at(at, calendar)
    return sort_by_severity([f for rule in RULES for f in rule.findings(application, now)])


def check_answers(answers: object, at: datetime, calendar: OfficeCalendar) -> tuple[Finding, ...]:
    """Judge answers as they came: their shape, and all that can be said of what is right."""
    return check_parsed(parse(answers), at, calendar)


def check_parsed(
    parsed: ParsedAnswers, at: datetime, calendar: OfficeCalendar
) -> tuple[Finding, ...]:
    """Judge answers that have been parsed already."""
    findings = problem_findings(parsed.problems, parsed.answers)
    if parsed.application is not None:
        findings += check(parsed.application, at, calendar)
    elif parsed.answers:
        findings += _whatever_the_case(parsed.answers, at, calendar)
    return sort_by_severity(findings)


def _whatever_the_case(
    answers: Answers, at: datetime, calendar: OfficeCalendar
) -> Iterator[Finding]:
    """Yield what is wrong where the case is not known: as the case that fits the answers best.

    Only what is given is judged, and what every case asks.
    """
    given = {path for path, _ in flat(answers) if path != "kind"}
    if not given:
        return
    around = {block for path in given for block in _blocks_of(path)}
    judged = [check_answers({**answers, "kind": kind}, at, calendar) for kind in CASES]
    best = min(judged, key=_misfit)
    for finding in best:
        is_asked = finding.code != "not-asked"
        if is_asked and (_is_given(finding.path, given, around) or _is_always_asked(finding.path)):
            yield finding


def _misfit(findings: Iterable[Finding]) -> tuple[int, int]:
    """Return how badly answers fit a case: what it does not ask, then what is wrong in it."""
    codes = [finding.code for finding in findings if finding.severity is Severity.ERROR]
    return codes.count("not-asked"), len(codes)


def _blocks_of(path: str) -> Iterator[str]:
    """Yield what an answer is in: contacts.0.name in contacts.0 and contacts."""
    while "." in path:
        path = path.rpartition(".")[0]
        yield path


def _is_given(path: str, given: Container[str], around: Container[str]) -> bool:
    """Return whether an answer is given, one inside it, or another of its row."""
    block = path.rpartition(".")[0] if row_numbers(path) else path
    return path in given or block in around


def _is_always_asked(path: str) -> bool:
    bare = column(path)
    return bare != "kind" and all(
        any(entry.path == bare or entry.path.startswith(f"{bare}.") for entry in entries_of(kind))
        for kind in CASES
    )


def problem_findings(problems: Iterable[Problem], answers: Answers) -> list[Finding]:
    """Put into words what keeps answers from being an application."""
    given = dict(flat(answers))
    return [_of_problem(problem, given.get(problem.path)) for problem in problems]


def _of_problem(problem: Problem, typed: object) -> Finding:
    entry = ENTRIES.get(column(problem.path))
    source = entry.answer.source if entry else _TABLE_OF_THE_FAQ
    meant = suggestion(entry, typed) if entry else ""
    return make_finding(
        problem.code, Severity.ERROR, source, Violation(problem.path, problem.details, meant)
    )


def as_read_from_form(findings: Iterable[Finding], lacking: Iterable[str]) -> list[Finding]:
    """Judge a form as a form: an answer that the case does not ask does no harm there.

    ``lacking`` are the paths that the form has no place for: what is said of them is not.
    """
    missing = set(lacking) - {"kind"}  # without its case nothing on a form can be judged
    return [_on_form(finding) for finding in findings if column(finding.path) not in missing]


def _on_form(finding: Finding) -> Finding:
    if finding.code == "not-asked":
        return replace(finding, severity=Severity.WARNING)
    return finding
