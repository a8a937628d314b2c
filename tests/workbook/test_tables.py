"""Workbooks of tables: what openpyxl and python-calamine find in them."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from workbook.reports.tables import SheetTable, Tone, Toned, Value, write_tables

HEAD: Final = ("確認結果", "次の締切は…", "全1件")
FORMS: Final = (
    ("ファイル", 30), ("事業者名", 26), ("事業者コード", 16), ("申請区分", 18), ("申込年月日", 18),
    ("判定", 34), ("不備（件）", 10), ("要確認（件）", 10), ("おもな指摘", 42), ("重複・新旧", 50),
)  # fmt: skip
FINDINGS: Final = (
    ("ファイル", 30), ("判定", 34), ("種類", 10), ("記入欄", 18), ("項目", 28), ("指摘", 46),
    ("修正方法", 54), ("FAQ", 14),
)  # fmt: skip
FINDING: Final[list[Value | Toned]] = [
    "a.xlsx", "不備あり", ("不備", Tone.BAD), "利用申込書!D14", "住所",
    "「住所」が記入されていません。", "「住所」を記入してください。", "3-4",
]  # fmt: skip


def form(**changes: Value | Toned) -> list[Value | Toned]:
    """Give a line about a form, with changes."""
    line: dict[str, Value | Toned] = {
        "file": "a.xlsx",
        "company": "サンプル電力株式会社",
        "business_code": "01233",
        "kind": "利用停止",
        "applied_on": date(2026, 11, 24),
        "verdict": ("不備あり", Tone.BAD),
        "errors": 2,
        "warnings": 10,
        "first_gap": "「住所」が記入されていません。",
        "remark": "新しい版があります（b.xlsx、2026年11月25日）",
    }
    return list((line | changes).values())


ROW: Final = form()


def report(
    forms: Sequence[list[Value | Toned]],
    findings: Sequence[list[Value | Toned]] = (),
    head: Sequence[str] = (),
) -> bytes:
    return write_tables(
        [SheetTable("一覧", FORMS, forms, head), SheetTable("指摘", FINDINGS, findings)]
    )


def grid(content: bytes, sheet: str = "一覧") -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_a_form_is_a_row_below_the_names_of_the_columns() -> None:
    content = report([ROW], [FINDING], HEAD)
    forms = grid(content)
    assert [row[:2] for row in forms[:3]] == [["確認結果", ""], ["次の締切は…", ""], ["全1件", ""]]
    assert forms[3:] == [
        [name for name, _ in FORMS],
        [
            "a.xlsx", "サンプル電力株式会社", "01233", "利用停止", date(2026, 11, 24), "不備あり",
            2.0, 10.0, "「住所」が記入されていません。",
            "新しい版があります（b.xlsx、2026年11月25日）",
        ],
    ]  # fmt: skip
    assert grid(content, "指摘") == [
        [name for name, _ in FINDINGS],
        [
            "a.xlsx", "不備あり", "不備", "利用申込書!D14", "住所",
            "「住所」が記入されていません。", "「住所」を記入してください。", "3-4",
        ],
    ]  # fmt: skip


def test_a_table_without_lines_has_the_names_of_its_columns() -> None:
    assert [row[0] for row in grid(report([]))] == ["ファイル"]


def test_the_names_of_the_columns_stay_in_sight_and_filter_the_rows() -> None:
    book = opened(report([ROW, ROW], [FINDING], HEAD))
    forms, findings = book["一覧"], book["指摘"]
    assert (forms.freeze_panes, forms.auto_filter.ref) == ("B5", "A4:J6")
    assert (findings.freeze_panes, findings.auto_filter.ref) == ("B2", "A1:H2")
    assert (forms.print_title_rows, findings.print_title_rows) == ("$4:$4", "$1:$1")
    assert all(cell.alignment.wrap_text for cell in [*forms[5], *findings[2]])
    assert forms["E5"].number_format == 'yyyy"年"m"月"d"日"'
    assert forms["E5"].value == datetime(2026, 11, 24)  # noqa: DTZ001 - a cell has no time zone


def test_a_row_is_as_tall_as_its_longest_text_needs() -> None:
    # おもな指摘 holds 20 full-width characters in a line: one line, two, four with a break
    gaps = ["あ" * 20, "あ" * 21, "あ" * 21 + "\n" + "あ" * 40, "あ" * 9_999]
    rows = [form(first_gap=gap, remark="") for gap in gaps]
    sheet = opened(report(rows))["一覧"]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4, 5)] == [18.0, 34.0, 66.0, 409.0]


def test_each_verdict_has_a_colour_beside_its_words() -> None:
    rows = [form(verdict=(tone.name, tone)) for tone in Tone]
    sheet = opened(report(rows))["一覧"]
    shades = {sheet.cell(2 + number, 6).fill.fgColor.rgb for number in range(len(Tone))}
    assert len(shades) == 4
    assert {sheet.cell(2, column).fill.fill_type for column in (1, 2, 10)} == {None}


HOSTILE: Final = [
    ("=1+1", "=1+1"),
    ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
    ("+81-3", "+81-3"),
    ("-1", "-1"),
    ("@SUM(A1)", "@SUM(A1)"),
    ("#N/A", "#N/A"),
    ("TRUE", "TRUE"),
    ("0012", "0012"),
    ("2026-11-24", "2026-11-24"),
    ("　 a ", "　 a "),
    ("𠮷﨑髙㈱ﾊﾝｶｸ", "𠮷﨑髙㈱ﾊﾝｶｸ"),
    ("חברת \u202eחשמל", "חברת \u202eחשמל"),
    ("一行目\n二行目", "一行目\n二行目"),
    ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
    ("a\x00b\x0bc\x1fd\x85e", "a�b�c�d�e"),
    ("a\ud800b\ufffe\uffff", "a�b��"),
    ("あ" * 300, "あ" * 300),
    ("𠮷" * 40_000, "𠮷" * 16_000 + "…"),
    ('<&>"]]>', '<&>"]]>'),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE, ids=[ascii(row[0])[:20] for row in HOSTILE])
def test_a_text_stays_a_text_wherever_it_stands(text: str, shown: str) -> None:
    row: list[Value | Toned] = [text, text, text, text, text, (text, Tone.BAD), 2, 10, text, text]
    content = report([row], [[text] * 8], [text])
    forms = grid(content)
    assert forms[0][0] == shown
    assert [*forms[2][:6], *forms[2][8:]] == [shown] * 8
    assert grid(content, "指摘")[1] == [shown] * 8
    book = opened(content)
    cells = [book["一覧"]["A1"], *book["一覧"][3], *book["指摘"][2]]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert len(texts) == 17
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in texts)


def test_a_text_that_resembles_an_escape_is_escaped() -> None:
    content = report([form(company="_x000D_")])
    assert opened(content)["一覧"]["B2"].value == "_x005F_x000D_"


CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"))


@given(st.text(CHARACTERS, max_size=40).filter(lambda name: "_x" not in name))
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    shown = name.replace("\ufffe", "�").replace("\uffff", "�")
    assert grid(report([form(company=name)]))[1][1] == shown


def test_a_big_pile_is_written_whole() -> None:
    rows = [form(file=f"{number}.xlsx") for number in range(300)]
    findings = [[f"{number % 300}.xlsx", *FINDING[1:]] for number in range(6_000)]
    content = report(rows, findings, HEAD)
    assert grid(content)[-1][0] == "299.xlsx"
    reported = grid(content, "指摘")
    assert (len(reported), reported[-1][0]) == (6_001, "299.xlsx")
