"""Summary workbook of a batch of checked forms: one row per form, one row per finding.

All values are literal: no text of a form becomes a formula, a number or a date.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Final

from openpyxl import Workbook

from workbook.forms.cell_writing import book_bytes
from workbook.reports.table_sheet import Line, TableStyle, write_table

FORMS_SHEET: Final = "一覧"
FINDINGS_SHEET: Final = "指摘"
_NO_FINDINGS: Final = "指摘はありません。"


class Tone(Enum):
    """The colour of a word, the most severe first; the word itself has the same meaning."""

    BAD = "bad"
    UNSURE = "unsure"
    GOOD = "good"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form. ``applied_on`` is a date, or the text in its cell if that is not a date."""

    file: str
    company: str
    business_code: str
    kind: str
    applied_on: date | str
    verdict: str
    tone: Tone
    errors: int
    warnings: int
    first_gap: str
    remark: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; ``source`` is its FAQ item."""

    file: str
    verdict: str
    severity: str
    tone: Tone
    cell: str
    label: str
    message: str
    remedy: str
    source: str


_FORM_COLUMNS: Final = (
    ("ファイル", 30), ("事業者名", 26), ("事業者コード", 16), ("申請区分", 18), ("申込年月日", 18),
    ("判定", 34), ("不備（件）", 10), ("要確認（件）", 10), ("おもな指摘", 42), ("重複・新旧", 50),
)  # fmt: skip
_FINDING_COLUMNS: Final = (
    ("ファイル", 30), ("判定", 34), ("種類", 10), ("記入欄", 18), ("項目", 28), ("指摘", 46),
    ("修正方法", 54), ("FAQ", 14),
)  # fmt: skip

_PLAIN: Final = TableStyle()
_TITLE: Final = TableStyle(bold=True, boxed=False)
_HEAD: Final = TableStyle(boxed=False)
_TONES: Final = {
    Tone.BAD: TableStyle(color="FF8B1A1A", fill="FFFDE2E0", bold=True),
    Tone.UNSURE: TableStyle(color="FF5C4300", fill="FFFFF2CC", bold=True),
    Tone.GOOD: TableStyle(color="FF115A36", fill="FFE2F3E8"),
    Tone.PLAIN: _PLAIN,
}


def report(lines: Sequence[FormRow], findings: Sequence[FindingRow], head: Sequence[str]) -> bytes:
    """Return the summary; ``head`` is above the table of forms, its first line as the title."""
    book = Workbook(write_only=True)
    head_lines = [*head, _counts(lines)]
    top = [[(text, _HEAD if number else _TITLE)] for number, text in enumerate(head_lines)]
    rows = [_line(row, "verdict") for row in lines]
    write_table(book, FORMS_SHEET, _FORM_COLUMNS, top, rows)
    rows = [_line(row, "severity") for row in findings] or [[(_NO_FINDINGS, _PLAIN)]]
    write_table(book, FINDINGS_SHEET, _FINDING_COLUMNS, [], rows)
    return book_bytes(book)


def _counts(lines: Sequence[FormRow]) -> str:
    """Return the counts of verdicts, the most severe first."""
    order = list(Tone)
    counted = Counter((order.index(row.tone), row.verdict) for row in lines)
    texts = [f"{verdict} {count}件" for (_, verdict), count in sorted(counted.items())]
    return "　／　".join([f"全{len(lines)}件", *texts])


def _line(row: FormRow | FindingRow, coloured: str) -> Line:
    """Return the values of a row in order, one of them in the colour of its tone."""
    names = [field.name for field in fields(row) if field.name != "tone"]
    return [
        (getattr(row, name), _TONES[row.tone] if name == coloured else _PLAIN) for name in names
    ]
