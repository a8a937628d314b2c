"""The summary workbook: what openpyxl and python-calamine find in it."""

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from workbook.reports.summary import FindingRow, FormRow, Tone, report

HEAD: Final = ("確認結果", "次の締切は…")
ROW: Final = FormRow(
    file="a.xlsx",
    company="サンプル電力株式会社",
    business_code="01233",
    kind="利用停止",
    applied_on=date(2026, 11, 24),
    verdict="不備あり",
    tone=Tone.BAD,
    errors=2,
    warnings=10,
    first_gap="「住所」が記入されていません。",
    remark="新しい版があります（b.xlsx、2026年11月25日）",
)
FINDING: Final = FindingRow(
    file="a.xlsx",
    verdict="不備あり",
    severity="不備",
    tone=Tone.BAD,
    cell="利用申込書!D14",
    label="住所",
    message="「住所」が記入されていません。",
    remedy="「住所」を記入してください。",
    source="3-4",
)
COLUMNS: Final = [
    "ファイル", "事業者名", "事業者コード", "申請区分", "申込年月日", "判定", "不備（件）",
    "要確認（件）", "おもな指摘", "重複・新旧",
]  # fmt: skip
FINDING_COLUMNS: Final = [
    "ファイル", "判定", "種類", "記入欄", "項目", "指摘", "修正方法", "FAQ",
]  # fmt: skip


def grid(content: bytes, sheet: str = "一覧") -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_a_form_is_a_row_below_the_names_of_the_columns() -> None:
    content = report([ROW], [FINDING], HEAD)
    forms = grid(content)
    assert [row[0] for row in forms[:2]] == ["確認結果", "次の締切は…"]
    assert forms[2][:2] == ["全1件　／　不備あり 1件", ""]
    assert forms[3:] == [
        COLUMNS,
        [
            "a.xlsx", "サンプル電力株式会社", "01233", "利用停止", date(2026, 11, 24), "不備あり",
            2.0, 10.0, "「住所」が記入されていません。",
            "新しい版があります（b.xlsx、2026年11月25日）",
        ],
    ]  # fmt: skip
    assert grid(content, "指摘") == [
        FINDING_COLUMNS,
        [
            "a.xlsx", "不備あり", "不備", "利用申込書!D14", "住所",
            "「住所」が記入されていません。", "「住所」を記入してください。", "3-4",
        ],
    ]  # fmt: skip


def test_the_verdicts_are_counted_the_gravest_first() -> None:
    good = replace(ROW, verdict="不備なし", tone=Tone.GOOD)
    odd = replace(ROW, verdict="読み取れません", tone=Tone.UNSURE)
    (counts,) = [row[0] for row in grid(report([good, odd, ROW, good, good], [], []))[:1]]
    assert counts == "全5件　／　不備あり 1件　／　読み取れません 1件　／　不備なし 3件"


def test_nothing_checked_is_reported_too() -> None:
    content = report([], [], [])
    assert [row[0] for row in grid(content)] == ["全0件", "ファイル"]
    assert grid(content, "指摘")[1][0] == "指摘はありません。"


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
    rows = [replace(ROW, first_gap=gap, remark="") for gap in gaps]
    sheet = opened(report(rows, [], []))["一覧"]
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5, 6)] == [18.0, 34.0, 66.0, 409.0]


def test_each_verdict_has_a_colour_beside_its_words() -> None:
    rows = [replace(ROW, tone=tone, verdict=tone.value) for tone in Tone]
    sheet = opened(report(rows, [], []))["一覧"]
    shades = {sheet.cell(3 + number, 6).fill.fgColor.rgb for number in range(len(Tone))}
    assert len(shades) == 4
    assert {sheet.cell(3, column).fill.fill_type for column in (1, 2, 10)} == {None}


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
    row = replace(
        ROW, file=text, company=text, business_code=text, kind=text, applied_on=text,
        verdict=text, first_gap=text, remark=text,
    )  # fmt: skip
    finding = FindingRow(text, text, text, Tone.PLAIN, text, text, text, text, text)
    content = report([row], [finding], [text])
    forms = grid(content)
    assert forms[0][0] == shown
    assert [*forms[3][:6], *forms[3][8:]] == [shown] * 8
    assert grid(content, "指摘")[1] == [shown] * 8
    book = opened(content)
    cells = [book["一覧"]["A1"], *book["一覧"][4], *book["指摘"][2]]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert len(texts) == 17
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in texts)


def test_a_text_that_resembles_an_escape_is_escaped() -> None:
    content = report([replace(ROW, company="_x000D_")], [], [])
    assert opened(content)["一覧"]["B3"].value == "_x005F_x000D_"


CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"))


@given(st.text(CHARACTERS, max_size=40).filter(lambda name: "_x" not in name))
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    shown = name.replace("\ufffe", "�").replace("\uffff", "�")
    assert grid(report([replace(ROW, company=name)], [], []))[2][1] == shown


def test_a_big_pile_is_written_whole() -> None:
    rows = [replace(ROW, file=f"{number}.xlsx") for number in range(300)]
    findings = [replace(FINDING, file=f"{number % 300}.xlsx") for number in range(6_000)]
    content = report(rows, findings, HEAD)
    assert grid(content)[-1][0] == "299.xlsx"
    reported = grid(content, "指摘")
    assert (len(reported), reported[-1][0]) == (6_001, "299.xlsx")
