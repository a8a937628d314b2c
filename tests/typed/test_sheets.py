"""Input typed into a form with a spreadsheet: read from whole workbooks, and checked."""

import io
from collections.abc import Callable
from typing import Final

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.samples import AT, besides_form, case, edited
from tests.wizard.corpus import CELLS, typed
from tests.workbook.sheets import FORM, opened
from wizard.core.verdicts import Verdict, check_form
from workbook.forms.fill import fill

FindingKeys = set[tuple[str, str, str]]


def _finding_keys(verdict: Verdict) -> FindingKeys:
    found = besides_form(verdict.findings)
    return {(f.code, f.path, f.suggestion) for f in found if f.severity is not Severity.NOTE}


ROW: Final = "web_certificates.1"

# Cells of a correct form that are overwritten, and the resulting findings.
SHEETS: Final[list[tuple[str, str, dict[str, object], FindingKeys]]] = [
    ("a code with a zero-width space", "change", {"business.code": "01233\u200b"}, set()),
    ("a date with its weekday", "stop", {"applied_on": "2026年11月24日（火）"}, set()),
    ("a date with minus signs", "stop", {"applied_on": "2026−11−24"}, set()),
    ("a date of an era in short", "stop", {"applied_on": "令8.11.24"}, set()),
    ("a date as Windows shows it", "change",
     {"web_certificates.0.not_after": "\u200e2028\u200e年\u200e11\u200e月\u200e23\u200e日 8:59:59"},
     set()),
    ("a date in kanji", "stop", {"applied_on": "令和八年十一月二十四日"}, set()),
    ("a circle for a tick", "change", {"kind.change": "〇"}, set()),
    ("half-width kana for a tick", "change", {"kind.change": "ﾚ"}, set()),
    ("a tick as emoji", "stop", {"stop.completed": "✔\ufe0f"}, set()),
    ("a cross for no tick", "stop", {"kind.new": "×"}, set()),
    ("a letter that may be either", "stop", {"stop.completed": "x"},
     {("tick-unread", "stop.completed", "")}),
    ("dashes in cells that may stay empty", "change",
     {f"{ROW}.common_name": "－", f"{ROW}.replaces": "―",
      "web_certificates.2.replaces_not_after": "-",
      "remarks": "特になし", "contacts.2.phone": "なし", "contacts.2.email": "N/A"}, set()),
    ("a dash in a cell that must be filled", "stop", {"applicant.department": "－"},
     {("missing", "applicant.department", "")}),
    ("a serial of another form", "change", {f"{ROW}.serial": "0x00AA0001"},
     {("duplicate-serial", f"{ROW}.serial", "")}),
    ("the serial itself, from a dialog", "change",
     {"web_certificates.0.replaces": "\u200e00 aa 00 01"},
     {("renewal-of-itself", "web_certificates.0.replaces", "")}),
    ("a serial that was rounded and copied", "change", {f"{ROW}.serial": "1.23457E+15"},
     {("digits-lost", f"{ROW}.serial", "")}),
    ("a scheme twice", "new", {"privacy_notice_url": "https://https://www.example.co.jp/"},
     {("url-shape", "privacy_notice_url", "https://www.example.co.jp/")}),
    ("a full stop behind an address", "new",
     {"privacy_notice_url": "https://www.example.co.jp/privacy。"},
     {("page-cut-out", "privacy_notice_url", "https://www.example.co.jp/privacy")}),
    ("radicals out of a PDF", "change", {"contacts.1.name": "⾼⽊ ⼤⼆郎"},
     {("radicals", "contacts.1.name", "高木 大二郎")}),
    ("a phone number that became a number", "change", {"business.phone": 335011511},
     {("zero-lost", "business.phone", "03-3501-1511")}),
    ("a code that became a number", "change", {"business.code": 1233},
     {("zero-lost", "business.code", "01233")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "cells", "expected"), [row[1:] for row in SHEETS], ids=[row[0] for row in SHEETS]
)
def test_a_form_is_understood_as_people_fill_it(
    kind: str, cells: dict[str, object], expected: FindingKeys, calendar: OfficeCalendar
) -> None:
    verdict = check_form(typed(kind, cells)(), AT, calendar)
    assert verdict.kind == kind
    assert _finding_keys(verdict) == expected


def _changed(kind: str, change: Callable[[Workbook], None]) -> bytes:
    book = opened(fill(case(kind)).content)
    change(book)
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


@pytest.mark.parametrize("number_format", ["General", "0", "yyyy/m/d"])
def test_a_number_is_a_day_by_the_workbooks_own_calendar(
    number_format: str, calendar: OfficeCalendar
) -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        cell = book[FORM][CELLS["applied_on"]]
        cell.value, cell.number_format = 44888, number_format  # 2026-11-24, from 1904-01-01

    verdict = check_form(_changed("stop", count_from_1904), AT, calendar)
    assert verdict.answers is not None
    assert verdict.answers["applied_on"].isoformat() == "2026-11-24"
    assert _finding_keys(verdict) == set()


def test_a_row_that_says_nothing_is_no_row_and_shifts_none(calendar: OfficeCalendar) -> None:
    rows = [{"action": "delete", "name": "一番"}, {"action": "delete", "name": "三番"}]
    answers = edited(case("change"), {"contacts": rows})
    content = fill(answers).content
    book = opened(content)
    sheet = book[FORM]
    moved = {part: sheet[CELLS[f"contacts.1.{part}"]].value for part in ("action", "name")}
    rows = [{"action": "－", "name": "なし", "department": "\u3164"}, {**moved, "phone": "同上"}]
    for number, row in enumerate(rows, 1):
        for part, value in row.items():
            sheet[CELLS[f"contacts.{number}.{part}"]].value = value
    result = io.BytesIO()
    book.save(result)
    verdict = check_form(result.getvalue(), AT, calendar)
    (finding,) = [f for f in besides_form(verdict.findings) if f.code == "phone-shape"]
    assert (finding.path, finding.cell) == (
        "contacts.1.phone",
        f"{FORM}!{CELLS['contacts.2.phone']}",
    )
