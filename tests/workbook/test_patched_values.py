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
    sheet = sheet_xml('<sheetData><row r="2"><c r="B2" s="1"/></row></sheetData>')
    blank = Blank(sheet=sheet, book=f"<workbookPr {settings_}/>").packed()
    filled = patched(blank, {"B2": day})
    assert _number(filled, "B2") == ('s="1"', number)
    assert changed(blank, filled) == {SHEET}
    assert opened(filled)[TITLE]["B2"].value.date() == day
    assert values_of(filled) == {"B2": day}


def test_a_style_for_dates_is_put_behind_the_others() -> None:
    data = '<sheetData><row r="2"><c r="B2" s="2"/><c r="C2" s="2"/><c r="D2"/></row></sheetData>'
    blank = Blank(sheet=sheet_xml(data)).packed()
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


def test_formulas_are_computed_anew() -> None:
    blank = Blank(sheet=sheet_xml(FORMULAS)).packed()
    filled = patched(blank, {"B1": "値"})
    assert changed(blank, filled) == {SHEET, BOOK}
    assert re.findall(r"<v>[^<]*</v>", xml_of(filled)) == ["<v>7</v>"]
    assert '<c r="A1"><f>B1&amp;"x"</f></c>' in xml_of(filled)
    assert '<c r="C2"><f t="shared" si="0"/></c>' in xml_of(filled)
    assert '</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in xml_of(filled, BOOK)
    assert {"A1", "C1", "C2", "C3"} <= values_of(filled).keys()


def test_formulas_of_other_sheets_are_computed_anew_too() -> None:
    after = (
        f"<definedNames><definedName name=\"a\">'{TITLE}'!$A$1</definedName></definedNames>"
        '<calcPr calcId="191029"/><oleSize ref="A1"/>'
    )
    blank = Blank(second=sheet_xml(FORMULAS), after_sheets=after).packed()
    filled = patched(blank, {"B1": "値"})
    assert changed(blank, filled) == {SHEET, SECOND_SHEET, BOOK}
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
