"""A corpus of spoilt forms, each with the verdict it must get: no gap missed, none invented."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from rules.obligations.messages import words
from rules.obligations.observations import ON_FORM
from rules.register.findings import REGISTER_RULES
from tests.nightly import NIGHTLY
from tests.rules.examples import RAISING, Raises
from tests.rules.test_rules import WEIGHTS
from tests.samples import AT, KINDS, OWN_FORM, besides_form, case, dated, edited
from tests.wizard.corpus import (
    CELLS,
    Make,
    answered,
    assert_readable,
    book_of,
    empty,
    forget_names,
    formatted,
    in_xml,
    insert_rows,
    moved_down,
    of_version,
    parts_of_form,
    place,
    point_names,
    retitle,
    row_of,
    sample_beside,
    saved,
    spoilt,
    typed,
)
from tests.wizard.unseen_forms import SEEN, UNSEEN, WARNED
from tests.workbook.packages import PARTS, SHEET, pack
from tests.workbook.refused_files import REFUSED
from tests.workbook.sheets import CONTINUATION, FORM
from wizard.core.verdicts import Verdict, check_form
from workbook.reports.tables import SheetTable, write_tables
from workbook.xlsx.guard.refusals import Refusal

ACCEPTABLE: Final = "acceptable"
DEFICIENT: Final = "deficient"
UNREADABLE: Final = "unreadable"
E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _checked(content: bytes, calendar: OfficeCalendar) -> Verdict:
    """Check a form; what holds for every verdict is made sure of here."""
    verdict = check_form(content, AT, calendar)
    assert_readable(verdict.findings)
    errors = [finding for finding in verdict.findings if finding.severity is E]
    assert bool(errors) == (verdict.verdict != ACCEPTABLE)
    if verdict.verdict == UNREADABLE:
        assert (verdict.kind, verdict.answers, len(verdict.findings)) == (None, None, 1)
    return verdict


def _codes_and_cells(verdict: Verdict) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.cell) for finding in besides_form(verdict.findings)}


# What the rules object to


@pytest.mark.parametrize("example", RAISING, ids=lambda example: example.says)
def test_what_a_rule_objects_to_is_found_on_a_form(
    example: Raises, calendar: OfficeCalendar
) -> None:
    verdict = _checked(answered(example.base, example.edits)(), calendar)
    severity, _ = WEIGHTS[example.code]
    assert verdict.verdict == (DEFICIENT if severity is E else ACCEPTABLE)
    assert verdict.kind == example.base
    cell = place(example.path, example.base)
    assert (example.code, severity, cell) in {
        (found.code, found.severity, found.cell) for found in verdict.findings
    }


# What is lacking

REQUIRED: Final = [
    *((kind, path, "missing") for kind in KINDS for path in (
        "applied_on", "applicant.company", "applicant.department", "applicant.responsible",
        "business.code", "business.name",
    )),
    *(("new", path, "missing") for path in (
        "business.address", "business.phone", "business.result_email", "privacy_notice_url",
        "contacts.0.action", "contacts.0.name", "contacts.1.action", "contacts.1.name",
        "web_certificates.0.action", "web_certificates.0.serial", "web_certificates.1.serial",
        "api.certificates.0.action", "api.certificates.0.serial",
    )),
    ("new", "api.environment", "half-filled"), ("new", "api.file_return_method", "half-filled"),
    ("new", "new.prepared", "preparations-undone"),
    ("change", "contacts.2.action", "missing"), ("change", "contacts.2.name", "missing"),
    ("change", "web_certificates.2.action", "missing"),
    ("change", "web_certificates.2.serial", "missing"),
    ("change", "api.certificates.0.serial", "missing"),
    ("rename", "contacts.0.name", "missing"),
    ("rename", "rename.notice_method", "notice-method-missing"),
    ("rename", "rename.notice_attachment", "notice-letter-missing"),
    ("stop", "stop.completed", "stop-before-completion"),
]  # fmt: skip


LEFT: Final = {
    "nothing": ">",
    "spaces": ' t="inlineStr"><is><t xml:space="preserve">　 \n</t></is>',
}


EMPTIED: Final = [
    pytest.param(left, *required, id=" ".join((left, *required)))
    for number, required in enumerate(REQUIRED)
    for turn, left in enumerate(LEFT)
    if NIGHTLY or (number + turn) % 2 == 0
]
"""Every cell is emptied in one way, by night in both."""


@pytest.mark.parametrize(("left", "kind", "path", "code"), EMPTIED)
def test_an_empty_cell_is_found_where_it_is(
    left: str, kind: str, path: str, code: str, calendar: OfficeCalendar
) -> None:
    verdict = _checked(in_xml(kind, {path: LEFT[left]})(), calendar)
    assert (verdict.verdict, verdict.kind) == (DEFICIENT, kind)
    errors = [(f.code, f.cell) for f in verdict.findings if f.severity is E]
    assert errors == [(code, place(path, kind))]


@pytest.mark.parametrize(
    ("table", "code"),
    [("contacts", "missing"), ("web_certificates", "missing"), ("api.certificates", "half-filled")],
)
def test_an_empty_table_is_found_at_its_first_row(
    table: str, code: str, calendar: OfficeCalendar
) -> None:
    cells = [path for path in CELLS if path.startswith(f"{table}.")]
    verdict = _checked(typed("new", dict.fromkeys(cells))(), calendar)
    assert [(f.code, f.cell) for f in verdict.findings if f.severity is E] == [
        (code, place(table, "new"))
    ]


# Whatever else is spoilt


@dataclass(frozen=True)
class Spoilt:
    """A spoilt form, its verdict, and findings that must be told, each with its cell.

    A cell is an answer's path or an address; without a sheet's title it is on the form's first
    sheet; empty is any, or none.
    """

    says: str
    make: Make
    verdict: str
    reported: tuple[tuple[str, str], ...]
    kind: str | None


def _bad(says: str, kind: str | None, make: Make, *reported: tuple[str, str]) -> Spoilt:
    return Spoilt(says, make, DEFICIENT, reported, kind)


def _warned(says: str, kind: str, make: Make, *reported: tuple[str, str]) -> Spoilt:
    return Spoilt(says, make, ACCEPTABLE, reported, kind)


_AT_CODE: Final = CELLS["business.code"]
_ROW: Final = row_of("business.code")


def _in(cell: str, xml: str, kind: str = "stop") -> Make:
    return in_xml(kind, {cell: xml})


COMPUTED: Final[dict[str, Make]] = {
    "a formula": typed("stop", {"business.code": '="0"&1233'}),
    "a formula with what it came to": _in(
        "business.code", ' t="str"><f>"0"&amp;1233</f><v>01233</v>'
    ),
    "a formula with a number": _in("business.code", "><f>12345</f><v>12345</v>"),
    "a formula in capitals of nothing": _in("business.code", ' t="str"><f/><v>01233</v>'),
    "the first of a shared formula": _in(
        "business.code",
        f' t="str"><f t="shared" ref="{_AT_CODE}:G{_ROW + 1}" si="0">"01233"</f><v>01233</v>',
    ),
    "one that shares a formula": _in(
        "business.code", ' t="str"><f t="shared" si="0"/><v>01233</v>'
    ),
    "an array formula": _in(
        "business.code", f' t="str"><f t="array" ref="{_AT_CODE}">"01233"</f><v>01233</v>'
    ),
    "what an array formula above fills": in_xml("stop", {
        f"A{_ROW - 1}": f' t="str"><f t="array" ref="A{_ROW - 1}:R{_ROW}">"01233"</f>'
                        "<v>事業者情報</v>",
        "business.code": ' t="str"><v>01233</v>',
    }),
    "a data table": _in(
        "business.code", f' t="str"><f t="dataTable" ref="{_AT_CODE}" r1="A1"/><v>01233</v>'
    ),
    "a call of a program": _in("business.code", ' t="str"><f>cmd|\'/c calc\'!A0</f><v>01233</v>'),
    "another workbook": _in("business.code", ' t="str"><f>[1]Sheet1!$A$1</f><v>01233</v>'),
    "an address on the web": _in(
        "business.code", ' t="str"><f>WEBSERVICE("https://example.jp/")</f><v>01233</v>'
    ),
    "an error": _in("business.code", ' t="e"><v>#REF!</v>'),
    "an error of no value": _in("business.code", ' t="e"><v>#N/A</v>'),
    "an error that openpyxl writes": formatted("stop", {"business.code": "#NAME?"}),
}  # fmt: skip


def _with_note(book: Workbook) -> None:
    book[FORM]["A2"] = "提出先：○○担当"


CHANGED: Final = [
    # a number took the leading zero, or the last digits
    _bad("a code that lost its zero", "stop",
         typed("stop", {"business.code": 1233}), ("zero-lost", "business.code")),
    _bad("a code that lost two zeros", "stop",
         typed("stop", {"business.code": 17}), ("zero-lost", "business.code")),
    _bad("a phone number that lost its zero", "change",
         typed("change", {"business.phone": 662031234}), ("zero-lost", "business.phone")),
    _bad("a contact's phone number that lost its zero", "change",
         typed("change", {"contacts.1.phone": 335011513}), ("zero-lost", "contacts.1.phone")),
    _bad("a phone number as Excel writes long numbers", "change",
         _in("business.phone", "><v>6.62031234E8</v>", "change"), ("zero-lost", "business.phone")),
    _bad("a serial of sixteen digits", "change",
         typed("change", {"web_certificates.1.serial": 1234567890123456}),
         ("digits-lost", "web_certificates.1.serial")),
    _bad("a serial of twenty digits", "change",
         _in("web_certificates.1.serial", "><v>1.2345678901234567E19</v>", "change"),
         ("digits-lost", "web_certificates.1.serial")),
    _bad("a replaced serial of sixteen digits", "change",
         typed("change", {"web_certificates.0.replaces": 1234567890123456}),
         ("digits-lost", "web_certificates.0.replaces")),
    _bad("a serial with a fraction", "change",
         typed("change", {"web_certificates.1.serial": 0.5}),
         ("digits-lost", "web_certificates.1.serial")),
    _warned("a serial as a number", "change",
            typed("change", {"web_certificates.1.serial": 1234567}),
            ("serial-as-number", "web_certificates.1.serial")),
    _warned("a serial of fifteen digits, which a number keeps", "change",
            formatted("change", {"web_certificates.1.serial": 123456789012345}, "0"),
            ("serial-as-number", "web_certificates.1.serial")),
    _warned("a serial with an E, taken for a power of ten", "change",
            _in("web_certificates.1.serial", "><v>1.2E+06</v>", "change"),
            ("serial-as-number", "web_certificates.1.serial")),
    # a date, or not a date
    _bad("a serial that became a date", "change",
         formatted("change", {"web_certificates.1.serial": date(2026, 1, 2)}, "m-d"),
         ("turned-into-date", "web_certificates.1.serial")),
    _bad("an address that became a date", "change",
         formatted("change", {"business.address": date(2026, 1, 2)}, 'm"月"d"日"'),
         ("turned-into-date", "business.address")),
    _bad("a name that became a time", "stop",
         formatted("stop", {"applicant.responsible": time(12, 30)}, "h:mm"),
         ("turned-into-date", "applicant.responsible")),
    _bad("a tick that became a date", "stop",
         formatted("stop", {"stop.completed": date(2026, 1, 1)}, "m/d"),
         ("turned-into-date", "stop.completed")),
    _bad("a code that became a date", "stop",
         _in("business.code", ' t="d"><v>2026-01-02</v>'), ("turned-into-date", "business.code")),
    _warned("a date as its number", "stop",
            formatted("stop", {"applied_on": 46350}, "General"), ("date-as-number", "applied_on")),
    _warned("a certificate's end as its number", "change",
            formatted("change", {"web_certificates.0.not_after": 47081}, "0"),
            ("date-as-number", "web_certificates.0.not_after")),
    _bad("a day and a half", "stop",
         formatted("stop", {"applied_on": 46350.5}, "0.0"), ("not-a-date", "applied_on")),
    _bad("a time of day for a date", "stop",
         formatted("stop", {"applied_on": time(9)}), ("not-a-date", "applied_on")),
    _bad("a number that is no day of these years", "stop",
         formatted("stop", {"applied_on": 24}, "General"), ("not-a-date", "applied_on")),
    _bad("a truth for a date", "stop",
         typed("stop", {"applied_on": True}), ("not-a-date", "applied_on")),
    _bad("words for a date", "stop",
         typed("stop", {"applied_on": "本日"}), ("not-a-date", "applied_on")),
    _bad("a day that is not", "stop",
         typed("stop", {"applied_on": "2026/11/31"}), ("not-a-date", "applied_on")),
    _bad("a day before its era", "stop",
         typed("stop", {"applied_on": "令和元年4月30日"}), ("not-a-date", "applied_on")),
    _bad("a year before all", "stop",
         typed("stop", {"applied_on": "1985-12-31"}), ("date-out-of-range", "applied_on")),
    # ticks
    _bad("two ticks", None, typed("stop", {"kind.new": "✔"}), ("several-kinds", "")),
    _bad("three ticks", None,
         typed("new", {"kind.change": "レ", "kind.stop": "○"}), ("several-kinds", "")),
    _bad("no tick", None, typed("stop", {"kind.stop": None}), ("missing", "kind.new")),
    _bad("a box with a word", "stop",
         typed("stop", {"kind.new": "予定"}), ("tick-unread", "kind.new")),
    _bad("a procedure with a word", "rename",
         typed("rename", {"rename.done.2": "予定"}), ("tick-unread", "rename.done.2")),
    _bad("a formula for a tick", None,
         typed("stop", {"kind.stop": '="✔"'}), ("computed", "kind.stop")),
    # shapes
    _bad("a code of four digits", "stop",
         typed("stop", {"business.code": "1233"}), ("code-shape", "business.code")),
    _bad("a code with a fraction", "stop",
         typed("stop", {"business.code": 1233.5}), ("code-shape", "business.code")),
    _bad("a negative code", "stop",
         typed("stop", {"business.code": -1233}), ("code-shape", "business.code")),
    _bad("words for a phone number", "change",
         typed("change", {"business.phone": "同上"}), ("phone-shape", "business.phone")),
    _bad("two phone numbers", "change",
         typed("change", {"business.phone": "03-3501-1511／03-3501-1512"}),
         ("phone-several", "business.phone")),
    _bad("a phone number without its 0", "change",
         typed("change", {"business.phone": "3-3501-1511"}),
         ("phone-without-zero", "business.phone")),
    _bad("no e-mail address", "new",
         typed("new", {"business.result_email": "なし"}), ("missing", "business.result_email")),
    _bad("words for an e-mail address", "change",
         typed("change", {"business.result_email": "同上"}),
         ("email-shape", "business.result_email")),
    _bad("two e-mail addresses", "change",
         typed("change", {"business.result_email": "a@example.jp, b@example.jp"}),
         ("email-several", "business.result_email")),
    _bad("a page that the house alone can open", "change",
         typed("change", {"privacy_notice_url": "http://192.168.0.10/privacy"}),
         ("url-unreachable", "privacy_notice_url")),
    _bad("words for a serial", "change",
         typed("change", {"web_certificates.1.serial": "別紙のとおり"}),
         ("serial-shape", "web_certificates.1.serial")),
    _bad("the weekday of another day", "stop",
         typed("stop", {"applied_on": "2026年11月24日（水）"}), ("wrong-weekday", "applied_on")),
    _bad("a web address without http", "change",
         typed("change", {"privacy_notice_url": "www.example.co.jp"}),
         ("url-shape", "privacy_notice_url")),
    _bad("an action that is none", "change",
         typed("change", {"contacts.1.action": "登録"}), ("wrong-choice", "contacts.1.action")),
    _bad("a renewal in a new application", "new",
         typed("new", {"web_certificates.0.action": "更新"}),
         ("wrong-choice", "web_certificates.0.action")),
    _bad("a line break in a name", "stop",
         typed("stop", {"business.name": "サンプル電力\n株式会社"}),
         ("line-break", "business.name")),
    _bad("a control character, escaped", "stop",
         typed("stop", {"applicant.responsible": "申込_x0007_太郎"}),
         ("unwritable", "applicant.responsible")),
    _bad("half a character, escaped", "stop",
         typed("stop", {"remarks": "_xD842_"}), ("unwritable", "remarks")),
    _bad("a text longer than a cell", "stop",
         _in("remarks", f' t="inlineStr"><is><t>{"あ" * 32_768}</t></is>'),
         ("too-long", "remarks")),
    _bad("a text that fills its cell", "stop", answered("stop", {"remarks": "備" * 32_767}),
         ("clipped", "remarks")),
    _warned("a text of which a part is not seen", "stop",
            typed("stop", {"remarks": "備\n備\n備"}), ("clipped-part", "remarks")),
    _warned("a note that has a placeholder", "stop",
            spoilt("stop", _with_note), ("sample-printed", f"{FORM}!A2")),
    _bad("a sample that was left", "stop", typed("stop", {"business.name": "○○電力株式会社"}),
         ("sample-left", "business.name")),
    _warned("an answer that the case does not ask", "stop",
            typed("stop", {"business.address": "東京都千代田区"}),
            ("not-asked", "business.address")),
    _warned("a block that the case does not ask", "stop",
            typed("stop", {"contacts.0.action": "追加", "contacts.0.name": "窓口 花子"}),
            ("not-asked", "contacts.0.action")),
    # computed
    *(_bad(f"a code by {says}", "stop", make, ("computed", "business.code"))
      for says, make in COMPUTED.items()),
    _bad("a date by a formula", "stop",
         _in("applied_on", "><f>TODAY()</f><v>46350</v>"), ("computed", "applied_on")),
    _bad("a tick by a formula", "stop",
         _in("stop.completed", ' t="b"><f>TRUE()</f><v>1</v>'), ("computed", "stop.completed")),
    _bad("a procedure by a formula", "rename",
         _in("rename.done.1", ' t="str"><f>A1</f><v>✔</v>', "rename"),
         ("computed", "rename.done.1")),
    _bad("a row's name by a formula", "change",
         _in("contacts.1.name", ' t="str"><f>A1</f><v>後任 次郎</v>', "change"),
         ("computed", "contacts.1.name")),
    _warned("a formula beside the form", "stop", formatted("stop", {"AM11": "=1+1"}),
            ("formula", "AM11")),
    _warned("a call of a program beside the form", "stop",
            formatted("stop", {"AM11": "=cmd|'/c calc'!A0"}), ("formula", "AM11")),
]  # fmt: skip


def _hide_row(row: int) -> Callable[[Workbook], None]:
    def hide(book: Workbook) -> None:
        book[FORM].row_dimensions[row].hidden = True

    return hide


def _hide_column(book: Workbook) -> None:
    book[FORM].column_dimensions["G"].hidden = True


def _flat_row() -> bytes:
    parts = parts_of_form("stop")
    sheet, found = re.subn(b'<row r="%d"[^>]*>' % _ROW, b'<row r="%d" ht="0">' % _ROW, parts[SHEET])
    assert found == 1
    return pack({**parts, SHEET: sheet})


def _write_under(address: str, area: str, text: str) -> Callable[[Workbook], None]:
    """Leave a value under a merged area, as an area merged by a program does."""

    def write(book: Workbook) -> None:
        sheet = book[FORM]
        sheet.unmerge_cells(area)
        sheet[address] = text
        below = sheet[address]
        sheet.merge_cells(area)
        sheet._cells[below.row, below.column] = below  # noqa: SLF001 - merging has emptied it

    return write


def _twice(book: Workbook) -> None:
    """Have a name lead to a cell beside the form, and leave another answer at the label."""
    book.defined_names["business.code"] = DefinedName("business.code", attr_text=f"'{FORM}'!$AM$11")
    book[FORM]["AM11"] = "99999"


def _without_code(book: Workbook) -> None:
    forget_names("business.code")(book)
    book[FORM]["A11"] = "番号"


def _without_row(book: Workbook) -> None:
    """Delete the row of an answer, its label and its name: openpyxl leaves the rest in place."""
    forget_names("applied_on", "applicant.company")(book)
    empty(book[FORM], ("A4", "G4", "S4", "Y4"))


def _without_reason(book: Workbook) -> None:
    forget_names("stop.reason")(book)
    reason = book[FORM][CELLS["stop.reason"]]
    empty(book[FORM], (f"A{reason.row}", reason.coordinate))


def _small_form(*, sample: bool) -> bytes:
    """Bind a form of one's own, which has no ticks of a rename, and show beside how to fill it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "様式"
    for row, path in enumerate(("kind.stop", "business.code", "stop.completed"), start=1):
        book.defined_names[path] = DefinedName(path, attr_text=f"様式!$B${row}")
        sheet.cell(row, 1, path)
    if sample:
        book.create_sheet("記入例")["B2"] = "01233"
    return saved(book)


def _long_table() -> bytes:
    """Bind a form with 201 rows of contacts, all filled."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "様式"
    for path, area in {"kind.change": "$A$1", "contacts.action": "$A$2:$A$202",
                       "contacts.name": "$B$2:$B$202"}.items():  # fmt: skip
        book.defined_names[path] = DefinedName(path, attr_text=f"様式!{area}")
    sheet["A1"] = "✔"
    for row in range(2, 203):
        sheet.cell(row, 1, "削除")
        sheet.cell(row, 2, f"窓口 {row}")
    return saved(book)


BENT: Final = [
    # hidden and covered
    _bad("a hidden row", "stop", spoilt("stop", _hide_row(_ROW)),
         ("hidden-answer", "business.code"), ("hidden-answer", "business.name")),
    _bad("a row without height", "stop", _flat_row, ("hidden-answer", "business.code")),
    _bad("a hidden column", "stop", spoilt("stop", _hide_column),
         ("hidden-answer", "applied_on"), ("hidden-answer", "applicant.department"),
         ("hidden-answer", "business.code")),
    _warned("a value under a merged area", "stop",
            spoilt("stop", _write_under(f"H{_ROW}", f"{_AT_CODE}:R{_ROW}", "99999")),
            ("under-merge", f"H{_ROW}")),
    _bad("two ticks, a wrong code and an expired certificate", None,
         typed("change", {"kind.new": "✔", "business.code": "12",
                          "web_certificates.0.not_after": "2020/1/1"}),
         ("several-kinds", ""), ("code-shape", "business.code"),
         ("certificate-expired", "web_certificates.0.not_after")),
    _bad("a serial twice, as a number", "change",
         typed("change", dict.fromkeys(
             ("web_certificates.0.serial", "web_certificates.1.serial"), 1234567)),
         ("serial-as-number", "web_certificates.1.serial"),
         ("duplicate-serial", "web_certificates.1.serial")),
    # names and labels
    _bad("an answer by the name and another by the label", "stop",
         spoilt("stop", _twice), ("two-answers", "AM11")),
    _bad("neither name nor label of the code", "stop",
         spoilt("stop", _without_code), ("field-gone", "")),
    _bad("a row that is gone", "stop", spoilt("stop", _without_row), ("field-gone", "")),
    _warned("neither name nor label of what need not be told", "stop",
            spoilt("stop", _without_reason), ("not-on-form", "")),
    _warned("another version of the form", "stop",
            spoilt("stop", of_version("0")), ("other-version", "")),
    # other forms
    _bad("a filled sample beside an empty form", None,
         lambda: _small_form(sample=True), ("filled-in-sample", ""), ("missing", "様式!B1")),
    _bad("an empty form", None, OWN_FORM.read_bytes, ("missing", "kind.new")),
    _bad("an empty form of one's own", None,
         lambda: _small_form(sample=False), ("missing", "様式!B1"), ("place-unknown", ""),
         ("declaration-not-on-form", "")),
    _bad("more rows than an application may have", "change",
         _long_table, ("too-many-rows", "様式!A2")),
]  # fmt: skip

SPOILT: Final = [
    *CHANGED,
    *BENT,
    *(_bad(f"unseen: {says}", "stop", make, (code, cell))
      for says, (make, code, cell) in UNSEEN.items()),
    *(_warned(f"unseen: {says}", "stop", make, (code, cell))
      for says, (make, code, cell) in WARNED.items()),
]  # fmt: skip


@pytest.mark.one_in(2)
@pytest.mark.parametrize("spoilt_form", SPOILT, ids=lambda one: one.says)
def test_a_spoilt_form_gets_its_verdict_and_its_findings(
    spoilt_form: Spoilt, calendar: OfficeCalendar
) -> None:
    verdict = _checked(spoilt_form.make(), calendar)
    assert (verdict.verdict, verdict.kind) == (spoilt_form.verdict, spoilt_form.kind)
    for code, cell in spoilt_form.reported:
        at = cell if "!" in cell else f"{FORM}!{CELLS.get(cell, cell)}"
        assert (code, at) in _codes_and_cells(verdict) or (
            not cell and code in dict(_codes_and_cells(verdict))
        )


@pytest.mark.parametrize("make", COMPUTED.values(), ids=COMPUTED)
def test_what_a_formula_came_to_is_never_believed(make: Make, calendar: OfficeCalendar) -> None:
    verdict = _checked(make(), calendar)
    assert verdict.answers is not None
    assert verdict.answers["business"] == {"name": "サンプル電力株式会社"}


# Forms that say the same in other ways

_OTHER_PHONE: Final = {"business.phone": "06-6203-1234"}
_TICKED: Final = ("✓", "☑", "レ", "■", "○", "はい", "TRUE", True, 1, "１", " ✔　")
_UNTICKED: Final = (False, 0, "□", "－", "×", "無", " ")
LITERAL: Final = (
    "=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("https://example.jp/","x")', "+81-3-3501-1511",
    "-1+1", "@SUM(A1)", "#REF!", "#N/A", "TRUE", "46350", "2026/11/24", "1-2", "'=1", "_x000D_",
    "<f>1</f>", "]]>",
)  # fmt: skip


def _saying_the_same() -> Iterator[tuple[str, str, Make, Mapping[str, object], set[str]]]:
    """Give what each is, its kind, how it is made, answers that differ, codes it may be told."""
    for text in ("2026年11月24日", "2026/11/24", "2026-11-24", "２０２６年１１月２４日",
                 "令和8年11月24日", "令和８年１１月２４日", "R8.11.24", "Ｒ８．１１．２４",
                 "20261124"):  # fmt: skip
        yield f"the date {text}", "stop", typed("stop", {"applied_on": text}), {}, set()
    moment = datetime(2026, 11, 24, 16, 59)  # noqa: DTZ001 - as Excel keeps it
    yield "a date with a time", "stop", formatted("stop", {"applied_on": moment}), {}, set()
    yield (
        "a date without dashes",
        "stop",
        formatted("stop", {"applied_on": 20261124}, "General"),
        {},
        set(),
    )
    for name, make in SEEN.items():
        yield name, "stop", make, {}, set()
    wide = {
        "business.code": "０１２３３",
        "business.phone": "０６－６２０３－１２３４",
        "web_certificates.0.serial": "００ＡＡ０００１",
        "business.result_email": "ｋｅｋｋａ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
        "privacy_notice_url": "ｈｔｔｐｓ：／／ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏ．ｊｐ／ｐｏｌｉｃｙ／",
        "web_certificates.0.not_after": "２０２８／１１／２３",
        "contacts.1.phone": "０３ー３５０１―１５１３",
    }
    # which are wider than their cells
    yield "full-width letters and digits", "change", typed("change", wide), {}, {"clipped-part"}
    spaced = {
        "business.code": " 01233\n",
        "business.name": "　サンプル電力株式会社 ",
        "contacts.0.action": "削除　",
        "web_certificates.2.serial": "0012AB35 ",
    }
    # a second line, which is empty, pushes the first one half out of its row
    yield "spaces around", "change", typed("change", spaced), {}, {"clipped-part"}
    yield (
        "a five-digit code as a number",
        "stop",
        typed("stop", {"business.code": 12345}),
        {"business.code": "12345"},
        set(),
    )
    yield (
        "a code as a number with .0",
        "stop",
        _in("business.code", "><v>12345.0</v>"),
        {"business.code": "12345"},
        set(),
    )
    for tick in _TICKED:
        cells: dict[str, object] = {"kind.stop": tick, "stop.completed": tick}
        yield f"the tick {tick!r}", "stop", typed("stop", cells), {}, set()
    for box in _UNTICKED:
        cells = {
            "kind.new": box,
            "kind.change": box,
            "new.prepared": box,
            "api.test_passed": box,
            "rename.done.0": box,
            "rename.no_contracts": box,
        }
        yield f"boxes with {box!r}", "stop", typed("stop", cells), {}, set()
    for text in LITERAL:
        yield (
            f"the text {text}",
            "stop",
            answered("stop", {"remarks": text}),
            {"remarks": text},
            set(),
        )
    yield (
        "a text in runs, with furigana",
        "stop",
        _in(
            "applicant.responsible",
            ' t="inlineStr"><is><r><t xml:space="preserve">申込 </t></r><r><rPr><b/></rPr>'
            '<t>太郎</t></r><rPh sb="0" eb="2"><t>モウシコミ</t></rPh></is>',
        ),
        {},
        set(),
    )
    yield (
        "a name that looks like a formula",
        "stop",
        answered("stop", {"applicant.responsible": "=1+1"}),
        {"applicant.responsible": "=1+1"},
        set(),
    )
    yield (
        "the tick of a rename alone",
        "rename",
        typed("rename", {"kind.change": None}),
        {},
        {"rename-tick-unconfirmed"},
    )
    yield (
        "the tick of a change for a rename",
        "rename",
        typed("rename", {"kind.rename": None}),
        {},
        {"rename-tick-unconfirmed"},
    )
    yield (
        "another number format",
        "change",
        formatted("change", {"business.phone": "06-6203-1234"}, "0.00E+00"),
        (_OTHER_PHONE),
        set(),
    )


@pytest.mark.parametrize(
    ("kind", "make", "edits", "codes"),
    [
        pytest.param(kind, make, edits, codes, id=says)
        for says, kind, make, edits, codes in _saying_the_same()
    ],
)
def test_another_wording_is_understood(
    kind: str,
    make: Make,
    edits: Mapping[str, object],
    codes: set[str],
    calendar: OfficeCalendar,
) -> None:
    verdict = _checked(make(), calendar)
    assert verdict.verdict == ACCEPTABLE, verdict.findings
    assert verdict.answers == edited(dated(case(kind)), edits)
    assert {found.code for found in besides_form(verdict.findings)} == codes


# Forms that were worked upon


def _chart_sheet_first(book: Workbook) -> None:
    book.create_chartsheet("図", 0)


def _sheets_around(book: Workbook) -> None:
    book.create_sheet("表紙", 0)["A1"] = "申込書を送ります。"
    book.create_sheet("集計")["B2"] = 12345


def _retitled_with_names(book: Workbook) -> None:
    retitle("申込(本社)")(book)
    point_names(lambda reference: reference.replace(FORM, "申込(本社)"))(book)


def _gap_in_tables(book: Workbook) -> None:
    """Move the last rows of the contacts and of the certificates down, as after deleting one."""
    sheet = book[FORM]
    for name in ("action", "serial"):
        cell = sheet[CELLS[f"web_certificates.2.{name}"]]
        cell.offset(row=1).value, cell.value = cell.value, None


def _onto_continuation(book: Workbook) -> None:
    """Write the last contact onto the 別紙, as people do who show that sheet."""
    sheet, further = book[FORM], book[CONTINUATION]
    further.sheet_state = "visible"
    for there, name in {"A4": "action", "B4": "name", "C4": "department"}.items():
        cell = sheet[CELLS[f"contacts.2.{name}"]]
        further[there], cell.value = cell.value, None


def _onto_hidden_continuation(book: Workbook) -> None:
    _onto_continuation(book)
    book[CONTINUATION].sheet_state = "hidden"


@dataclass(frozen=True)
class Work:
    """What was done to a form that says the same after it, and the codes it may be told."""

    does: str
    work: Callable[[Workbook], object]
    codes: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = KINDS


_BY_LABEL: Final = frozenset({"read-by-label"})
_WITHOUT_TABLES: Final = ("stop",)

WORKED_UPON: Final = [
    Work("saved again by openpyxl", lambda _: None),
    Work("a chart sheet before it", _chart_sheet_first),
    Work("sheets around it", _sheets_around),
    Work("a filled sample beside it", sample_beside),
    Work("its sheet retitled", _retitled_with_names),
    Work("its sheet retitled, the names left behind", retitle("申込"), _BY_LABEL, _WITHOUT_TABLES),
    Work("without its names", forget_names(), _BY_LABEL),
    Work("with names that lead nowhere", point_names(lambda _: "#REF!"), _BY_LABEL,
         _WITHOUT_TABLES),
    Work("with names of another workbook",
         point_names(lambda reference: reference.replace(f"'{FORM}'", f"'[1]{FORM}'")),
         _BY_LABEL, _WITHOUT_TABLES),
    Work("with names far below", point_names(lambda r: moved_down(r, 100)), _BY_LABEL),
    Work("a row more at the top", insert_rows(1)),
    Work("a row more above the business", insert_rows(10)),
    Work("two rows more among the contacts", insert_rows(20, 2), kinds=_WITHOUT_TABLES),
    Work("a row more at the foot", insert_rows(51)),
    Work("without the 別紙", lambda book: book.remove(book[CONTINUATION])),
]  # fmt: skip


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("done", "kind"),
    [pytest.param(done, kind, id=f"{done.does}-{kind}") for done in WORKED_UPON
     for kind in done.kinds],
)  # fmt: skip
def test_a_form_that_was_worked_upon_says_the_same(
    done: Work, kind: str, calendar: OfficeCalendar
) -> None:
    verdict = _checked(spoilt(kind, done.work)(), calendar)
    assert verdict.verdict == ACCEPTABLE, verdict.findings
    assert verdict.answers == dated(case(kind))
    of_every = {"new": {"who-may-use"}, "rename": {"rename-tick-unconfirmed"}}
    reported = {found.code for found in besides_form(verdict.findings)}
    reported -= {"clipped-part"}  # openpyxl leaves the heights of rows where they were
    assert reported == done.codes | of_every.get(kind, set())


@pytest.mark.parametrize(
    ("work", "reported"),
    [
        (_gap_in_tables, set()),
        (_onto_continuation, set()),
        (_onto_hidden_continuation, {("hidden-answer", f"別紙!{c}4") for c in "ABC"}),
    ],
    ids=["a gap in a table", "on the 別紙", "on the 別紙, hidden"],
)
def test_rows_are_read_wherever_they_stand(
    work: Callable[[Workbook], object], reported: set[tuple[str, str]], calendar: OfficeCalendar
) -> None:
    verdict = _checked(spoilt("change", work)(), calendar)
    assert verdict.answers == dated(case("change"))
    assert verdict.verdict == (DEFICIENT if reported else ACCEPTABLE)
    assert _codes_and_cells(verdict) == reported


# openpyxl moves cells and leaves names and merged areas where they were.
def _shift_names(rows: int) -> Callable[[Workbook], None]:
    return point_names(lambda reference: moved_down(reference, rows))


def _put_in(row: int) -> Callable[[Workbook], None]:
    return lambda book: book[FORM].insert_rows(row)


def _take_out(row: int) -> Callable[[Workbook], None]:
    return lambda book: book[FORM].delete_rows(row)


UNHINGED: Final = {
    **{f"names {rows} rows below": _shift_names(rows) for rows in (-3, -2, -1, 1, 2, 3)},
    **{f"row {row} put in": _put_in(row) for row in (3, 4, 11, 18, 20, 25, 31, 37, 42, 48)},
    **{f"row {row} taken out": _take_out(row)
       for row in (1, 4, 6, 11, 16, 18, 23, 29, 33, 39, 43, 47)},
    "a column put in": lambda book: book[FORM].insert_cols(1),
    "a column taken out": lambda book: book[FORM].delete_cols(7),
}  # fmt: skip


@pytest.mark.one_in(2)
@pytest.mark.parametrize("kind", ["new", "stop"] if NIGHTLY else ["new"])
@pytest.mark.parametrize("work", UNHINGED.values(), ids=UNHINGED)
def test_an_unhinged_form_is_never_taken_for_another(
    kind: str, work: Callable[[Workbook], object], calendar: OfficeCalendar
) -> None:
    content = spoilt(kind, work)()
    verdict = check_form(content, AT, calendar)
    if verdict.verdict == ACCEPTABLE:
        assert verdict.answers == dated(case(kind))
    else:
        assert verdict.findings


# Other workbooks, and what is no workbook


def _one_sheet(*texts: str) -> Make:
    def make() -> bytes:
        book = Workbook()
        for row, text in enumerate(texts, start=1):
            book.worksheets[0].cell(row, 1, text)
        return saved(book)

    return make


def _only_a_chart() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.create_chartsheet("図")
    return saved(book)


OTHERS: Final[dict[str, tuple[Make, str, str]]] = {
    "an empty workbook": (_one_sheet(), "not-the-form", "申込書の欄が見つかりません"),
    "a chart alone": (_only_a_chart, "not-the-form", "申込書の欄が見つかりません"),
    "an invoice": (_one_sheet("請求書", "合計", "=1+1"), "not-the-form", "申込書の欄が"),
    "the form of the API test": (
        _one_sheet("API連携テスト申込書", "事業者コード", "01233"), "other-form",
        "API連携テスト申込書",
    ),
    "a form of the same name that no name binds": (
        _one_sheet("スイッチング支援システム利用申込書", "事業者コード", "事業者名", "住所"),
        "unbound", "欄とセルの対応が不明なため",
    ),
    "a list of this project": (
        partial(write_tables, [SheetTable("一覧", [("事業者名", 20)], [["見本電力株式会社"]])]),
        "own-list", "moushikomiで出力した一覧または台帳",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code", "why"), OTHERS.values(), ids=OTHERS)
def test_another_workbook_is_distinguished_from_the_form(
    make: Make, code: str, why: str, calendar: OfficeCalendar
) -> None:
    verdict = _checked(make(), calendar)
    (finding,) = verdict.findings
    assert (verdict.verdict, finding.code) == (UNREADABLE, code)
    assert why in finding.message


_ONE_OF_EACH: Final = dict(reversed(REFUSED.values()))


@pytest.mark.parametrize("refusal", Refusal, ids=lambda refusal: refusal.code)
def test_a_file_that_is_refused_gets_a_verdict_in_its_own_words(
    refusal: Refusal, calendar: OfficeCalendar
) -> None:
    verdict = _checked(_ONE_OF_EACH[refusal](), calendar)
    (finding,) = verdict.findings
    assert (verdict.verdict, finding.code) == (UNREADABLE, refusal.code)
    assert (finding.message, finding.remedy) == refusal.value


def _cut(part: str) -> Make:
    """Cut a part of a form in the middle."""

    def make() -> bytes:
        parts = parts_of_form("stop")
        return pack({**parts, part: parts[part][: len(parts[part]) // 2]})

    return make


@pytest.mark.parametrize("part", PARTS)
def test_a_form_with_half_a_part_is_unreadable_or_says_the_same(
    part: str, calendar: OfficeCalendar
) -> None:
    verdict = _checked(_cut(part)(), calendar)
    if verdict.verdict != UNREADABLE:
        assert part in {"xl/theme/theme1.xml", "docProps/app.xml"}  # nobody reads these
        assert (verdict.verdict, verdict.answers) == (ACCEPTABLE, dated(case("stop")))


# LibreOffice


@pytest.mark.nightly
@pytest.mark.browser  # `make test` alone sees to it that LibreOffice is there
def test_forms_that_libreoffice_saved_say_the_same(
    tmp_path: Path, calendar: OfficeCalendar
) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind}.xlsx").write_bytes(answered(kind, {})())
    office = shutil.which("soffice")
    assert office, "scripts/browser.sh installs it"
    command = [
        office, "--headless", "--norestore", f"-env:UserInstallation={(tmp_path / 'own').as_uri()}",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved",
        *(f"{kind}.xlsx" for kind in KINDS),
    ]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    for kind in KINDS:
        content = (tmp_path / "saved" / f"{kind}.xlsx").read_bytes()
        assert content != (tmp_path / f"{kind}.xlsx").read_bytes()
        verdict = _checked(content, calendar)
        assert (verdict.verdict, verdict.answers) == (ACCEPTABLE, dated(case(kind)))


# Nothing is left untried

NEVER_ON_FORMS: Final = {
    "unknown-answer", "unknown-kind", "not-answers", "wrong-type",  # answers in JSON
    "no-place", "no-room", "continued", "read-back",  # filling
    "part-empty", "api-empty",  # the pages
    "unreadable",  # the refusal's own code stands in its place
    "unofficial-form",  # told of every form here, and left out
    "letter-not-enclosed",  # told of the mail that a form came in
    "stated", "entry-not-on-form", "unidentified",  # blanks of others: test_unplaced
}  # fmt: skip


# what is found of a register, but by no rule
BESIDE_RULES: Final = {
    "register-not-folded",
    "register-not-read",
    "register-already-sent",
    "register-returned-unchanged",
    "register-form-missing",
}


def test_every_code_is_tried() -> None:
    tried = {code for one in SPOILT for code, _ in one.reported} | {code for _, _, code in REQUIRED}
    tried |= {code for done in WORKED_UPON for code in done.codes}
    assert tried >= set(ON_FORM) - NEVER_ON_FORMS
    by_rules = {example.code for example in RAISING}
    of_registers = {rule.code for rule in REGISTER_RULES} | BESIDE_RULES
    assert tried | by_rules == set(words()["finding"]) - NEVER_ON_FORMS - of_registers
    assert set(_ONE_OF_EACH) == set(Refusal)


def test_every_cell_of_the_form_is_counted_right() -> None:
    """The cells stand in this file by hand; the form's own XML says that they are input cells."""
    book = book_of("blank")
    boxes = {CELLS[path] for path in CELLS}
    assert all(book[FORM][cell].protection.locked is False for cell in boxes)
