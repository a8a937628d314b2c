"""A pile of checked forms: one line for each, and the summary of all as a workbook."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from rules.dates.cutoff import Round
from rules.dates.date_text import long_moment
from rules.dates.round_text import cutoff_text, reasons, registration_text
from rules.finding import SEVERITY_WORDS, WEIGHT, Finding, Severity
from schemas.application import CASES
from schemas.catalogue import label, title_of
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from wizard.core.checking.batch_remarks import FormVersion, remarks, written
from wizard.core.draft import get_at
from wizard.core.filing import ACCEPTABLE, DEFICIENT, UNREADABLE, VERDICTS, Verdict
from workbook.reports.summary import FindingRow, FormRow, Tone, report

_TONES: Final = {
    ACCEPTABLE: Tone.GOOD,
    DEFICIENT: Tone.BAD,
    UNREADABLE: Tone.UNSURE,
    Severity.ERROR: Tone.BAD,
    Severity.WARNING: Tone.UNSURE,
    Severity.NOTE: Tone.PLAIN,
}
_WHOLE_FORM: Final = "申込書全体"

_LONGEST_NAME: Final = 80
_BREAKS: Final = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSHOWN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_CODE: Final = re.compile("[0-9A-Za-z]{5}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, by its name, and what the check says of it."""

    file: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A form in one line, in Japanese. Answers stand as they were read, empty where unknown.

    ``first_gap`` is the message of the worst finding; ``remark`` tells what else of the same
    company is in the pile.
    """

    file: str
    company: str
    business_code: str
    kind: str
    applied_on: str
    verdict: str
    errors: int
    warnings: int
    first_gap: str
    remark: str


def lines(checked: Iterable[Checked]) -> list[SummaryLine]:
    """Return a line for each form, in the order of the pile."""
    pile = list(checked)
    told = remarks([_form(item) for item in pile])
    return [_line(item, remark) for item, remark in zip(pile, told, strict=True)]


def _line(item: Checked, remark: str) -> SummaryLine:
    verdict = item.verdict
    severities = [finding.severity for finding in verdict.findings]
    return SummaryLine(
        file=item.file,
        company=said(verdict, "business.name"),
        business_code=said(verdict, "business.code"),
        kind=case_of(verdict),
        applied_on=said(verdict, "applied_on"),
        verdict=VERDICTS[verdict.verdict],
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        first_gap=_worst(verdict.findings),
        remark=remark,
    )


def _worst(findings: Iterable[Finding]) -> str:
    worst = min(findings, key=lambda finding: WEIGHT[finding.severity], default=None)
    return worst.message if worst else ""


def said(verdict: Verdict, path: str) -> str:
    """Return an answer of a form as text, empty where there is none."""
    answer = _answer(verdict, path)
    if (day := _day(answer)) is not None:
        return written(day)
    return "" if answer is None else str(answer)


def case_of(verdict: Verdict) -> str:
    """Return the case of a form in Japanese, empty where it is not known."""
    return title_of(CASES.get(verdict.kind or ""))


def place_of_gap(finding: Finding) -> str:
    """Return which answer a finding is about."""
    return label(finding.path) or _WHOLE_FORM


def one_line(text: str, longest: int = _LONGEST_NAME) -> str:
    """Write a name within a line of other words: no line breaks, nothing that turns the text."""
    shown = _UNSHOWN.sub("\ufffd", _BREAKS.sub(" ", text))
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _answer(verdict: Verdict, path: str) -> Any:  # noqa: ANN401 - as read
    return get_at(verdict.answers or {}, path)


def _day(answer: object) -> date | None:
    """Return a day that the form may hold, else None: what else stands there is text."""
    if not isinstance(answer, date) or isinstance(answer, datetime):
        return None
    return answer if FIRST_YEAR <= answer.year <= LAST_YEAR else None


def _form(item: Checked) -> FormVersion:
    """Take what is compared of a form; a code that cannot be right tells no company."""
    verdict = item.verdict
    code = said(verdict, "business.code")
    name = unicodedata.normalize("NFKC", said(verdict, "business.name")).casefold()
    return FormVersion(
        file=one_line(item.file),
        code=code if _CODE.fullmatch(code) else "",
        name="".join(name.split()),
        kind=case_of(verdict),
        applied_on=_day(_answer(verdict, "applied_on")),
        content=json.dumps(verdict.answers, sort_keys=True, ensure_ascii=False, default=str),
    )


def head(at: datetime, now_round: Round) -> list[str]:
    """Return the lines on top of a summary that was made at a moment (Japan time)."""
    cutoff = cutoff_text(now_round.cutoff)
    registration = registration_text(now_round.registration)
    return [
        f"『スイッチング支援システム利用申込書』の確認結果（{long_moment(at)}現在）",
        f"次の締切は{cutoff}、登録は{registration}の見込みです（FAQ 3-4）。",
        *reasons(now_round),
        "「重複・新旧」は、事業者コード（ない場合は事業者名）が同じ申込書を比較した結果です。",
    ]


def summary(checked: Iterable[Checked], top: Sequence[str]) -> bytes:
    """Write the summary of a pile as a workbook, with these lines on top."""
    pile = list(checked)
    rows = [_row(item, line) for item, line in zip(pile, lines(pile), strict=True)]
    told = [_finding_row(item, finding) for item in pile for finding in item.verdict.findings]
    return report(rows, told, top)


def _row(item: Checked, line: SummaryLine) -> FormRow:
    day = _day(_answer(item.verdict, "applied_on"))
    told = asdict(line) | {"applied_on": day or line.applied_on}
    return FormRow(**told, tone=_TONES[item.verdict.verdict])


def _finding_row(item: Checked, finding: Finding) -> FindingRow:
    return FindingRow(
        file=item.file,
        verdict=VERDICTS[item.verdict.verdict],
        severity=SEVERITY_WORDS[finding.severity],
        tone=_TONES[finding.severity],
        cell=finding.cell or "",
        label=place_of_gap(finding),
        message=finding.message,
        remedy=finding.advice,
        source=finding.source,
    )
