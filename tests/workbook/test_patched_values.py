"""Patched cells with dates, and formulas beside them."""

import re
from datetime import date
from typing import Final

import pytest

from tests.workbook.blank_parts import (
    BOOK,
    CHAIN,
    SECOND_SHEET,
    SHEET,
    STYLE_SHEET,
    STYLES,
    TITLE,
    Blank,
    sheet_xml,
)
from tests.workbook.patched import changed, parts_of, patched, values_of, xml_of
from tests.workbook.sheets import opened

DAY: Final = date(2026, 11, 24)
WIDE: Final = '<cols><col min="1" max="4" width="40"/></cols>'


def _number(content: bytes, cell: str) -> tuple[str, int]:
    found = re.search(f'<c r="{cell}"([^>]*)><v>(\\d+)</v></c>', xml_of(content))
    assert found
    return found[1].strip(), int(found[2])


@pytest.mark.parametrize(
    ("settings_", "day", "number"),
    [
        ("", DAY, 46350),
        ("", date(1900, 3, 1), 61),
        ("", date(1900, 2, 28), 59),
        ("", date(2099, 12, 31), 73050),
        ('date1904="1"', DAY, 44888),
        ('date1904="true"', date(1949, 1, 1), 16437),
    ],
)
def test_a_date_is_the_number_that_the_workbook_counts(
    settings_: str, day: date, number: int
) -> None:
    data = '<sheetData><row r="2"><c r="B2" s="1"/></row></sheetData>'
    blank = Blank(sheet=sheet_xml(data, before=WIDE), book=f"<workbookPr {settings_}/>").packed()
    filled = patched(blank, {"B2": day})
    assert _number(filled, "B2") == ('s="1"', number)
    assert changed(blank, filled) == {SHEET}
    assert opened(filled)[TITLE]["B2"].value.date() == day
    assert values_of(filled) == {"B2": day}


def test_a_style_for_dates_is_put_behind_the_others() -> None:
    data = '<sheetData><row r="2"><c r="B2" s="2"/><c r="C2" s="2"/><c r="D2"/></row></sheetData>'
    blank = Blank(sheet=sheet_xml(data, before=WIDE)).packed()
    filled = patched(blank, {"B2": DAY, "D2": DAY, "C2": "本文"})
    assert changed(blank, filled) == {SHEET, STYLES}
    assert [_number(filled, cell)[0] for cell in ("B2", "D2")] == ['s="6"', 's="5"']
    assert '<c r="C2" s="2" t="inlineStr">' in xml_of(filled)
    before, after = xml_of(blank, STYLES), xml_of(filled, STYLES)
    assert '<numFmts count="2">' in after
    assert '<cellXfs count="7">' in after
    new = [
        '<numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>',
        '<xf numFmtId="177" fontId="0" applyNumberFormat="1"/>',
        '<xf numFmtId="177" fontId="1" applyNumberFormat="1"><alignment horizontal="center"/></xf>',
    ]
    for piece in new:
        assert piece in after
        after = after.replace(piece, "")
    old = after.replace('numFmts count="2"', 'numFmts count="1"').replace(
        'cellXfs count="7"', 'cellXfs count="5"'
    )
    assert old.partition("?>")[2].strip() == before.partition("?>")[2].strip()
    cell = opened(filled)[TITLE]["B2"]
    assert (cell.value.date(), cell.alignment.horizontal) == (DAY, "center")
    assert cell.number_format == 'yyyy"年"m"月"d"日"'


def test_a_blank_without_formats_of_its_own_gets_one() -> None:
    styles = STYLE_SHEET.partition("</numFmts>")[2].replace('numFmtId="176"', 'numFmtId="0"')
    filled = patched(Blank(styles=styles).packed(), {"B2": DAY})
    assert opened(filled)[TITLE]["B2"].number_format == 'yyyy"年"m"月"d"日"'
    assert xml_of(filled, STYLES).index("<numFmts") < xml_of(filled, STYLES).index("<fonts")


def test_a_date_is_text_where_no_cell_has_a_style() -> None:
    assert values_of(patched(Blank(styles=None).packed(), {"B2": DAY})) == {"B2": "2026年11月24日"}


# --- formulas ---

FORMULAS = (
    '<sheetData><row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>old</v></c>'
    '<c r="B1" s="2"/><c r="C1"><f t="shared" ref="C1:C3" si="0">A1&amp;B1</f><v>1</v></c>'
    '<c r="D1"><v>7</v></c></row><row r="2"><c r="C2" t="e"><f t="shared" si="0"/><v>#N/A</v></c>'
    '</row><row r="3"><c r="C3"><f t="shared" si="0"></f><v>3</v></c></row></sheetData>'
)


def test_formulas_are_computed_anew_where_an_answer_changes_them() -> None:
    blank = Blank(sheet=sheet_xml(FORMULAS)).packed()
    filled = patched(blank, {"B1": "値"})
    assert changed(blank, filled) == {SHEET, BOOK}
    assert re.findall(r"<v>[^<]*</v>", xml_of(filled)) == ["<v>7</v>", "<v>#N/A</v>", "<v>3</v>"]
    assert '<c r="A1"><f>B1&amp;"x"</f></c>' in xml_of(filled)
    assert '<c r="C1"><f t="shared" ref="C1:C3" si="0">A1&amp;B1</f></c>' in xml_of(filled)
    assert '</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in xml_of(filled, BOOK)
    assert {"A1", "C1", "C2", "C3"} <= values_of(filled).keys()


KEPT = (
    "TODAY()", "NOW()+1", "1+1", "A1&amp;A2", "SUM(C1:C9,A2)", '"B1"', '"a""B1"', "LOG10(5)",
    "IF(A1=&quot;&quot;,0,1.5E+3)", "$A$1", "{1,2;3,4}", "TRUE", "-C1%", "ROW()", "AB1+B10+BB1",
    "_xlfn.XLOOKUP(A1,C1:C3,C4:C6)",
)  # fmt: skip
"""Formulas that read nothing of B1."""
REMOVED = (
    "B1", "$B$1+1", "$B1", "b1", "SUM(A1:C3)", "SUM(C3:A1)", "sum(a1:b2)", "IF(A1,B1,C1)",
    'INDIRECT("A"&amp;1)', "OFFSET(A1,0,1)", "_xlfn.SINGLE(INDIRECT(A1))", 'CELL("contents")',
    "rate*2", "SUM(B:B)", "SUM($1:$1)", "別紙!A1", "'別 紙'!A1", "Table1[col]", "[1]Sheet1!A1",
    "A1:INDEX(A1:C1,2)", "A1#", "A1:A2:B3", "#REF!", "_xlfn.LET(x,A1,x)", "A1048577", "ZZZ1",
)  # fmt: skip
"""Formulas that read B1, or may read anything."""


def computed(formulas: dict[str, str], written: str = "B1") -> set[str]:
    """Say of which formulas the result of last time is left out once a cell is written."""
    cells = "".join(
        f'<c r="{cell}"><f>{formula}</f><v>7</v></c>' for cell, formula in formulas.items()
    )
    blank = Blank(sheet=sheet_xml(f'<sheetData><row r="1">{cells}</row></sheetData>')).packed()
    filled = xml_of(patched(blank, {written: "値"}))
    return {cell for cell in formulas if f'<c r="{cell}"><f>{formulas[cell]}</f></c>' in filled}


@pytest.mark.parametrize("formula", KEPT)
def test_what_no_answer_changes_keeps_its_result(formula: str) -> None:
    assert computed({"D1": formula}) == set()


@pytest.mark.parametrize("formula", REMOVED)
def test_what_an_answer_may_change_loses_its_result(formula: str) -> None:
    assert computed({"D1": formula}) == {"D1"}


def test_a_result_goes_with_those_that_it_depends_on() -> None:
    formulas = {"C1": "E1", "D1": "A1", "E1": "F1+A1", "F1": "SUM(B1:B3)", "G1": "H1", "H1": "1"}
    assert computed(formulas) == {"C1", "E1", "F1"}
    assert computed(formulas, "A1") == {"C1", "D1", "E1"}
    assert computed(formulas, "B9") == set()
    assert computed({"C1": "INDIRECT(A9)", "D1": "C1", "E1": "A1"}) == {"C1", "D1"}


def test_a_formula_that_is_written_over_changes_what_reads_it() -> None:
    blank = Blank(sheet=sheet_xml(
        '<sheetData><row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
        "</sheetData>"
    )).packed()  # fmt: skip
    assert '<c r="B1"><f>A1</f></c>' in xml_of(patched(blank, {"A1": "値"}))
    assert '<c r="A1"><f>1</f><v>1</v></c>' in xml_of(patched(blank, {"B1": "値"}))


def test_all_cells_that_a_formula_fills_lose_what_it_came_to() -> None:
    array = (
        '<sheetData><row r="1"><c r="C1"><f t="array" ref="C1:D2">A1:B2</f><v>1</v></c>'
        '<c r="D1"><v>2</v></c></row><row r="2"><c r="C2"><v>3</v></c><c r="D2" t="str"><v>4</v>'
        '</c><c r="E2"><v>5</v></c></row><row r="3"><c r="C3"><f>D2</f><v>6</v></c></row>'
        "</sheetData>"
    )
    blank = Blank(sheet=sheet_xml(array)).packed()
    values = re.findall(r"<v>(\d)</v>", xml_of(patched(blank, {"A2": "値"})))
    assert values == ["5"]
    assert re.findall(r"<v>(\d)</v>", xml_of(patched(blank, {"A3": "値"}))) == [*"123456"]


def test_more_formulas_than_can_be_compared_lose_their_results() -> None:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><f>C1</f><v>7</v></c></row>' for n in range(1, 2_000)
    )
    blank = Blank(sheet=sheet_xml(f"<sheetData>{cells}</sheetData>")).packed()
    assert "<v>" not in xml_of(patched(blank, {"B1": "値"}))


def test_formulas_of_other_sheets_are_computed_anew_too() -> None:
    after = (
        f"<definedNames><definedName name=\"a\">'{TITLE}'!$A$1</definedName></definedNames>"
        '<calcPr calcId="191029"/><oleSize ref="A1"/>'
    )
    formulas = FORMULAS.replace('B1&amp;"x"', f"'{TITLE}'!B1")
    blank = Blank(second=sheet_xml(formulas), after_sheets=after).packed()
    filled = patched(blank, {"B1": "値"})
    assert changed(blank, filled) == {SHEET, SECOND_SHEET, BOOK}
    assert "<v>" in xml_of(filled, SECOND_SHEET)
    assert '<calcPr calcId="191029" fullCalcOnLoad="1"/><oleSize' in xml_of(filled, BOOK)


def test_a_workbook_without_formulas_keeps_its_own_part() -> None:
    blank = Blank(after_sheets='<calcPr calcId="191029"/>').packed()
    assert changed(blank, patched(blank, {"B1": "値"})) == {SHEET}


def test_a_formula_that_is_written_over_leaves_no_trace() -> None:
    uri = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    blank = Blank(
        sheet=sheet_xml(FORMULAS),
        parts={CHAIN: f'<calcChain xmlns="{uri}"><c r="A1" i="1"/><c r="C1"/></calcChain>'},
        types={CHAIN: "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"},
        book_related={CHAIN: "calcChain"},
    ).packed()
    kept = patched(blank, {"B1": "値"})
    assert changed(blank, kept) == {SHEET, BOOK}
    filled = patched(blank, {"C1": "値"})
    assert CHAIN not in parts_of(filled)
    assert "calcChain" not in xml_of(filled, "[Content_Types].xml")
    assert "calcChain" not in xml_of(filled, "xl/_rels/workbook.xml.rels")
    assert 't="shared"' not in xml_of(filled)
    sheet = opened(filled)[TITLE]
    assert [sheet[cell].value for cell in ("C1", "C2", "C3")] == ["値", "=A2&B2", "=A3&B3"]
