"""Judging of an application against the register of its business. FAQ 3-5."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Final

from rules.dates.cutoff import round_at
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation
from rules.obligations.messages import make_finding, sort_by_severity
from rules.register.business_findings import WRONG_BUSINESS
from rules.register.context import RegisterContext
from rules.register.findings import REGISTER_RULES, dates_of
from rules.register.fold import FoldedApplication, Gone, Register, RegisterStatus, fold
from rules.register.holdings import OpenQuestion
from rules.register.progress import OVER, mark_superseded
from rules.register.records import ApplicationState, RecordedApplication, in_order
from schemas.catalogue import row_numbers

ALREADY_SENT: Final = "register-already-sent"
_WITHOUT_PREDECESSOR: Final = "renewal-without-predecessor"
_NOT_REGISTERED: Final = "register-not-registered"
_SAME: Final[Mapping[str, Container[str]]] = {
    "unknown-contact": {_NOT_REGISTERED},
    "unknown-certificate": {_NOT_REGISTERED},
    "unknown-predecessor": {_NOT_REGISTERED, "register-several-predecessors"},
    "other-last-day": {"register-other-last-day"},
    "other-system": {"register-other-system", "register-maybe-other-system"},
    "second-beginning": {"register-already-active", "register-new-under-way"},
    "stranger": {WRONG_BUSINESS},
    "contradiction": {"register-under-way"},
}
"""What is said of one thing as an open question of a register and as findings of its form."""


@dataclass(frozen=True, slots=True)
class FormOnRegister:
    """An application with what its register has to say of it."""

    record: RecordedApplication
    findings: tuple[Finding, ...]


def empty_register(code: str, at: datetime) -> Register:
    """Return the register of a code of which nothing is known."""
    unknown = RegisterStatus.UNKNOWN
    return Register(code, at, unknown, "", (), {}, (), (), (), ())


def context_of(
    one: RecordedApplication,
    before: Iterable[RecordedApplication],
    calendar: OfficeCalendar,
    gone: Iterable[Gone] = (),
    others: Sequence[Register] = (),
) -> RegisterContext:
    """Return what an application is held against: everything of its code that was sent before."""
    known, at = list(before), one.sent_at
    earlier = mark_superseded(known, [*known, one])
    register = fold(earlier, at, calendar, gone) if earlier else empty_register(one.code, at)
    day = round_at(at, calendar).registration.expected
    after = register.ahead.copy()
    after.apply(one, day)
    return RegisterContext(register, others, bool(earlier), one.sender, day, register.ahead, after)


def judge_all(
    records: Iterable[RecordedApplication],
    calendar: OfficeCalendar,
    gone: Iterable[Gone] = (),
    answered: Iterable[OpenQuestion] = (),
) -> list[FormOnRegister]:
    """Judge each application of one code against the register just before it, oldest first.

    What was returned or withdrawn, or was not sent as a person says, is not judged; nothing is said
    of what a person has looked into, as the answered questions tell.
    """
    ordered = sorted(in_order(records), key=attrgetter("sent_at"))
    ordered = mark_superseded(ordered, ordered)
    known_gone, settled = tuple(gone), tuple(answered)

    def gone_before(one: RecordedApplication) -> list[Gone]:
        # what went on the day on which it was sent may have gone because of it
        return [item for item in known_gone if item.on < one.sent_at.date()]

    judged = (
        (one, findings_against(one, context_of(one, ordered[:n], calendar, gone_before(one))))
        for n, one in enumerate(ordered)
        if one.state not in {*OVER, ApplicationState.MADE}
    )
    return [
        FormOnRegister(one, tuple(f for f in found if not _is_settled(f, one, settled)))
        for one, found in judged
    ]


def _is_settled(
    finding: Finding, one: RecordedApplication, answered: Iterable[OpenQuestion]
) -> bool:
    """Return whether a finding says of a form what a person has looked into as a question."""
    return any(
        finding.code in _SAME.get(asked.code, ())
        and _row_of(finding.path) == _row_of(asked.path)
        and any(one.is_same(about) for about in asked.records)
        for asked in answered
    )


def _row_of(path: str) -> str:
    """Return the row that a path leads into; what is in none stands for itself."""
    return path.rpartition(".")[0] if row_numbers(path) else path


def context_before(
    one: RecordedApplication,
    records: Iterable[RecordedApplication],
    calendar: OfficeCalendar,
    gone: Iterable[Gone] = (),
    others: Sequence[Register] = (),
) -> RegisterContext:
    """Return what an application is held against: all sent before it, never itself."""
    before = [
        other
        for other in records
        if other.code == one.code and other.content != one.content and other.sent_at <= one.sent_at
    ]
    return context_of(one, before, calendar, gone, others)


def findings_against(one: RecordedApplication, context: RegisterContext) -> tuple[Finding, ...]:
    """Return what is wrong or worth knowing of an application, by its register; worst first."""
    findings = [f for rule in REGISTER_RULES for f in rule.findings(one.application, context)]
    # of another business's form, nothing else is worth saying
    wrong = [f for f in findings if f.code == WRONG_BUSINESS]
    return sort_by_severity(wrong or findings)


def finding_of_sent(one: RecordedApplication, register: Register | None) -> list[Finding]:
    """Return that an application was sent already, with the same answers; else nothing."""
    known = register.applications if register else ()
    return [
        make_finding(ALREADY_SENT, Severity.NOTE, "3-4", Violation("", _how_far(o)))
        for o in known
        if o.is_in_effect and o.record.content == one.content
    ]


def finding_of_returned(one: RecordedApplication, register: Register | None) -> list[Finding]:
    """Return that an application is what was returned, but for its date; else nothing."""
    return [
        make_finding(
            "register-returned-unchanged", Severity.NOTE, "3-4", Violation("", dates_of(o))
        )
        for o in (register.returned if register else ())
        if _but_for_date(o.record) == _but_for_date(one)
    ]


def _but_for_date(one: RecordedApplication) -> dict[str, object]:
    return {name: answer for name, answer in one.answers.items() if name != "applied_on"}


def _how_far(one: FoldedApplication) -> dict[str, str]:
    is_registered = one.progress.state is ApplicationState.REGISTERED
    words = (
        {"state": "登録済み", "outlook": ""}
        if is_registered
        else {"state": "登録待ち", "outlook": "の見込み"}
    )
    return dates_of(one) | words


def with_predecessors(
    findings: Iterable[Finding], one: RecordedApplication, context: RegisterContext
) -> list[Finding]:
    """Return findings; a renewal that names no predecessor is offered the one of its name."""
    suggestions: dict[str, str] = {}
    for table, path, row in one.parts.certificates:
        known = context.before.certificates.get(
            context.before.predecessor(table, row, context.day) or (table, "")
        )
        if row.action == "renew" and known is not None:
            suggestions[path] = known.written
    return [
        replace(found, suggestion=suggestions.get(_row_of(found.path), ""))
        if found.code == _WITHOUT_PREDECESSOR
        else found
        for found in findings
    ]


def without_estimate(
    findings: Iterable[Finding], against: Iterable[Finding], context: RegisterContext
) -> list[Finding]:
    """Return all findings; the estimate about API certificates goes where the count is exact."""
    is_exact = context.register.status in {RegisterStatus.ACTIVE, RegisterStatus.PENDING}
    estimate = "api-certificate-count"
    kept = [f for f in findings if not (is_exact and f.code == estimate)]
    return [*kept, *against]
