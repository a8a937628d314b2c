"""Lookup of an application in registers: reports of them, and what they say of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rules.dates.workdays import OfficeCalendar
from rules.errors import UserError
from rules.finding import Finding, Severity, Violation, is_acceptable
from rules.obligations.messages import make_finding, sort_by_severity
from rules.register.board import BoardRow, expiring
from rules.register.fold import Register, fold_all
from rules.register.identity import company_key
from rules.register.judging import (
    context_before,
    finding_of_returned,
    finding_of_sent,
    findings_against,
    judge_all,
    with_predecessors,
    without_estimate,
)
from rules.register.pending import PendingItem, pending_items
from rules.register.records import RecordedApplication, record, record_parsed
from schemas.parse import ParsedAnswers
from wizard.core.checking.uploads import first_names
from wizard.core.register.sources import RegisterSources
from wizard.core.verdicts import ACCEPTABLE, DEFICIENT, UNREADABLE, Verdict
from wizard.core.versions import ApplicationVersion, version_on_register


class UnknownCodeError(UserError):
    """A 事業者コード that no register has; the text is in Japanese."""


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """Registers at a moment, what runs out, what is waited for, and what is wrong by file."""

    registers: Sequence[Register]
    expiring: Sequence[BoardRow]
    pending: Sequence[PendingItem]
    findings: Sequence[tuple[str, Finding]]
    passed_over: Sequence[str] = ()

    @property
    def board(self) -> list[BoardRow]:
        """What must still be renewed."""
        return [row for row in self.expiring if not row.is_renewed_in_time]


def report_of(
    sources: RegisterSources, at: datetime, calendar: OfficeCalendar, code: str | None = None
) -> RegisterReport:
    """Return the registers of all applications, or of one code.

    Raises UnknownCodeError if no application is of this code.
    """
    registers = fold_all(sources.records, at, calendar, sources.gone, sources.answered)
    if code is not None:
        known = [one.code for one in registers]
        registers = [one for one in registers if one.code == code]
        if not registers:
            codes = "、".join(first_names(known)) or "なし"
            raise UnknownCodeError(
                f"事業者コード「{code}」の申込書がありません（台帳の事業者コード：{codes}）。"
            )
    findings = list(sources.refused)
    for register in registers:
        records = (one.record for one in register.applications)
        answered = register.answered_questions
        for judged in judge_all(records, calendar, sources.gone, answered):
            findings += [(judged.record.source, finding) for finding in judged.findings]
    rows = expiring(registers, at, calendar)
    return RegisterReport(registers, rows, pending_items(registers), findings, sources.passed_over)


class RegisterLookup:
    """The registers that applications are judged against.

    ``leaves_unknown``: a business whose code and name no register has is not judged, because
    registers of a whole installation say nothing of a new one. ``is_unread``: they could not be
    read, which is said of every application.
    """

    def __init__(
        self,
        sources: RegisterSources,
        at: datetime,
        calendar: OfficeCalendar,
        *,
        leaves_unknown: bool = False,
        is_unread: bool = False,
    ) -> None:
        """Fold the registers of all applications."""
        self.sources = sources
        self.registers = fold_all(sources.records, at, calendar, sources.gone, sources.answered)
        self._at = at
        self._calendar = calendar
        self._leaves_unknown = leaves_unknown
        self._is_unread = is_unread

    def judge(
        self, answers: object, findings: Iterable[Finding], sender: str = ""
    ) -> list[Finding]:
        """Return the findings of answers together with those of their register.

        ``sender`` is the domain of the mail that brought them, empty where none did.
        """
        if self._is_unread:
            unread = make_finding("register-not-read", Severity.WARNING, "参考", Violation(""))
            return list(sort_by_severity([*findings, unread]))
        one = record(answers, [])
        if one is None or (self._leaves_unknown and not self._knows(one)):
            return list(findings)
        one = replace(one, sender=sender)
        others = [register for register in self.registers if register.code != one.code]
        context = context_before(
            one, self.sources.records, self._calendar, self.sources.gone, others
        )
        register = next((known for known in self.registers if known.code == one.code), None)
        against = [
            *findings_against(one, context),
            *finding_of_sent(one, register),
            *finding_of_returned(one, register),
        ]
        own = with_predecessors(findings, one, context)
        return list(sort_by_severity(without_estimate(own, against, context)))

    def version_of(self, parsed: ParsedAnswers) -> ApplicationVersion:
        """Return which version an application is, after what was returned of its business."""
        one = record_parsed(parsed, [])
        register = next((known for known in self.registers if one and known.code == one.code), None)
        return version_on_register(one, register) if one and register else ApplicationVersion()

    def _knows(self, one: RecordedApplication) -> bool:
        """Return whether a register has the code of an application, or its name."""
        name = company_key(one.parts.name)
        return any(
            register.code == one.code or name in register.name_keys for register in self.registers
        )

    def judge_verdict(self, verdict: Verdict, sender: str = "") -> Verdict:
        """Return the verdict on a workbook with what the register says of each of its forms."""
        first, *others = (self._judged(form, sender) for form in verdict.forms)
        return replace(first, others=tuple(others))

    def _judged(self, form: Verdict, sender: str) -> Verdict:
        if form.verdict == UNREADABLE:
            return form
        findings = tuple(
            finding if finding.cell else replace(finding, cell=form.cells.get(finding.path))
            for finding in self.judge(form.answers, form.findings, sender)
        )
        verdict = ACCEPTABLE if is_acceptable(findings) else DEFICIENT
        return replace(form, verdict=verdict, findings=findings)
