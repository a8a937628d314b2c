"""Summary of a batch of checked forms: a line for each, and a workbook."""

import json
import re
import unicodedata
from collections import Counter
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
from schemas.days import date_text
from wizard.core.answer_text import one_line
from wizard.core.checking.batch_remarks import FormVersion, remarks
from wizard.core.draft import get_at
from wizard.core.verdicts import ACCEPTABLE, DEFICIENT, UNREADABLE, VERDICTS, Verdict
from workbook.reports.tables import SheetTable, Tone, Toned, Value, write_tables

_TONES: Final = {
    ACCEPTABLE: Tone.GOOD,
    DEFICIENT: Tone.BAD,
    UNREADABLE: Tone.UNSURE,
    Severity.ERROR: Tone.BAD,
    Severity.WARNING: Tone.UNSURE,
    Severity.NOTE: Tone.PLAIN,
}
_GRAVEST_FIRST: Final = (DEFICIENT, UNREADABLE, ACCEPTABLE)
_FORMS: Final = (
    ("ファイル", 30), ("事業者名", 26), ("事業者コード", 16), ("申請区分", 18), ("申込年月日", 18),
    ("判定", 34), ("不備（件）", 10), ("要確認（件）", 10), ("おもな指摘", 42), ("重複・新旧", 50),
)  # fmt: skip
_FINDINGS: Final = (
    ("ファイル", 30), ("判定", 34), ("種類", 10), ("記入欄", 18), ("項目", 28), ("指摘", 46),
    ("修正方法", 54), ("FAQ", 14),
)  # fmt: skip
_WHOLE_FORM: Final = "申込書全体"
_LONGEST_FILE: Final = 250  # characters: a name with its folders (an estimate)

_CODE: Final = re.compile("[0-9A-Za-z]{5}")  # a 事業者コード


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file name and its verdict."""

    file: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A form in one line, in Japanese. Answers are as read, or empty.

    ``first_gap`` is the message of the most severe finding; ``remark`` is about other forms of the
    same company in the batch.
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


def lines(checked: Iterable[CheckedFile]) -> list[SummaryLine]:
    """Return a line for each form, in input order."""
    forms = list(checked)
    texts = remarks([_form(item) for item in forms])
    return [_line(item, remark) for item, remark in zip(forms, texts, strict=True)]


def _line(item: CheckedFile, remark: str) -> SummaryLine:
    verdict = item.verdict
    severities = [finding.severity for finding in verdict.findings]
    return SummaryLine(
        file=item.file,
        company=answer_text(verdict, "business.name"),
        business_code=answer_text(verdict, "business.code"),
        kind=case_of(verdict),
        applied_on=answer_text(verdict, "applied_on"),
        verdict=VERDICTS[verdict.verdict],
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        first_gap=_worst(verdict.findings),
        remark=remark,
    )


def _worst(findings: Iterable[Finding]) -> str:
    worst = min(findings, key=lambda finding: WEIGHT[finding.severity], default=None)
    return worst.message if worst else ""


def answer_text(verdict: Verdict, path: str) -> str:
    """Return an answer of a form as text, or empty."""
    answer = _answer(verdict, path)
    if (day := _day(answer)) is not None:
        return date_text(day)
    return "" if answer is None else str(answer)


def case_of(verdict: Verdict) -> str:
    """Return the Japanese name of the case of a form, or empty."""
    return title_of(CASES.get(verdict.kind or ""))


def place_of_gap(finding: Finding) -> str:
    """Return the label of the answer that a finding is about."""
    return label(finding.path) or _WHOLE_FORM


def _answer(verdict: Verdict, path: str) -> Any:  # noqa: ANN401 - as read
    return get_at(verdict.answers or {}, path)


def _day(answer: object) -> date | None:
    """Return an answer as a date if it is valid on the form, else None."""
    if not isinstance(answer, date) or isinstance(answer, datetime):
        return None
    return answer if FIRST_YEAR <= answer.year <= LAST_YEAR else None


def _form(item: CheckedFile) -> FormVersion:
    """Return the compared properties of a form; an invalid code is ignored."""
    verdict = item.verdict
    code = answer_text(verdict, "business.code")
    name = unicodedata.normalize("NFKC", answer_text(verdict, "business.name")).casefold()
    return FormVersion(
        file=one_line(item.file, _LONGEST_FILE),
        code=code if _CODE.fullmatch(code) else "",
        name="".join(name.split()),
        kind=case_of(verdict),
        applied_on=_day(_answer(verdict, "applied_on")),
        content=json.dumps(verdict.answers, sort_keys=True, ensure_ascii=False, default=str),
    )


def head(at: datetime, now_round: Round) -> list[str]:
    """Return the head lines of a summary made at a moment (Japan time)."""
    cutoff = cutoff_text(now_round.cutoff)
    registration = registration_text(now_round.registration)
    return [
        f"『スイッチング支援システム利用申込書』の確認結果（{long_moment(at)}現在）",
        f"次の締切は{cutoff}、登録は{registration}の見込みです（FAQ 3-4）。",
        *reasons(now_round),
        "「重複・新旧」は、事業者コード（ない場合は事業者名）が同じ申込書を比較した結果です。",
    ]


def summary(checked: Iterable[CheckedFile], top: Sequence[str]) -> bytes:
    """Return the summary of a batch as a workbook with head lines: its forms, and its findings."""
    forms = list(checked)
    rows = [_row(item, line) for item, line in zip(forms, lines(forms), strict=True)]
    found = [_finding_row(item, finding) for item in forms for finding in item.verdict.findings]
    counted = Counter(item.verdict.verdict for item in forms)
    counts = [f"{VERDICTS[one]} {counted[one]}件" for one in _GRAVEST_FIRST if counted[one]]
    return write_tables(
        [
            SheetTable("一覧", _FORMS, rows, [*top, "　／　".join([f"全{len(forms)}件", *counts])]),
            SheetTable("指摘", _FINDINGS, found or [["指摘はありません。"]]),
        ]
    )


def _row(item: CheckedFile, line: SummaryLine) -> list[Value | Toned]:
    values = asdict(line) | {
        "applied_on": _day(_answer(item.verdict, "applied_on")) or line.applied_on,
        "verdict": (line.verdict, _TONES[item.verdict.verdict]),
    }
    return list(values.values())


def _finding_row(item: CheckedFile, finding: Finding) -> list[Value | Toned]:
    return [
        item.file,
        VERDICTS[item.verdict.verdict],
        (SEVERITY_WORDS[finding.severity], _TONES[finding.severity]),
        finding.cell or "",
        place_of_gap(finding),
        finding.message,
        finding.advice,
        finding.source,
    ]
