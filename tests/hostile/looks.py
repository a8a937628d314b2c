"""Files made to cost by how their cells look: formats, conditions, columns, print areas, runs."""

import re

from openpyxl.utils import get_column_letter

from tests.hostile.forms import (
    COLUMNS,
    MAIN,
    STYLES,
    TEXTS,
    book_xml,
    down_the_tables,
    packed,
    part_of_form,
    row_xml,
    rows_of,
    sheet_xml,
    table_names,
    texts_xml,
    words,
)
from tests.workbook.packages import SHEET, WORKBOOK
from tests.workbook.sheets import FORM

_NUMBER = '<c r="{}"><v>46350</v></c>'
_SHARED = '<c r="{}" t="s"><v>0</v></c>'


def _with_rules(sheet: str, rules: str) -> str:
    return sheet.replace("<pageMargins", rules + "<pageMargins", 1)


def conditions_over_many_areas() -> bytes:
    """Lay 500 rules over 20,000 areas each, under 18,700 answers."""
    areas = " ".join(f"AZ{row}" for row in range(1, 20_000)) + " A1:ZZ20000"
    rules = "".join(
        f'<cfRule type="cellIs" priority="{number}" operator="equal"><formula>"{number}"</formula>'
        "</cfRule>"
        for number in range(500)
    )
    group = f'<conditionalFormatting sqref="{areas}">{rules}</conditionalFormatting>'
    parts = down_the_tables('<c r="{}" t="str"><v>x</v></c>')
    return packed(parts | {SHEET: _with_rules(parts[SHEET], group)})


def conditions_one_by_one() -> bytes:
    """Lay each of 100,000 rules over an area of its own that covers all answers."""
    rules = "".join(
        f'<conditionalFormatting sqref="A1:ZZ20000"><cfRule type="expression" priority="{number}">'
        f'<formula>NOT(NOT(NOT(A{number}="x")))</formula></cfRule></conditionalFormatting>'
        for number in range(1, 40_000)
    )
    parts = down_the_tables('<c r="{}" t="str"><v>x</v></c>')
    return packed(parts | {SHEET: _with_rules(parts[SHEET], rules)})


def condition_nested_deeply() -> bytes:
    """Nest NOT( 300,000 times."""
    formula = "NOT(" * 300_000 + "A1" + ")" * 300_000
    rule = (
        '<conditionalFormatting sqref="A1:ZZ20000"><cfRule type="expression" priority="1">'
        f"<formula>{formula}</formula></cfRule></conditionalFormatting>"
    )
    parts = down_the_tables('<c r="{}" t="str"><v>x</v></c>', 100)
    return packed(parts | {SHEET: _with_rules(parts[SHEET], rule)})


def _styles(fonts: str, fills: str, borders: str, xfs: str, formats: str = "") -> str:
    return (
        f"<styleSheet {MAIN}><numFmts>{formats}</numFmts><fonts>{fonts}</fonts>"
        f"<fills>{fills}</fills><borders>{borders}</borders><cellXfs>{xfs}</cellXfs></styleSheet>"
    )


def styles_without_end() -> bytes:
    """Give each of 18,700 answers a style, a font, a fill and a frame of its own."""
    count = 18_700
    xfs = "".join(
        f'<xf fontId="{n}" fillId="{n}" borderId="{n}" numFmtId="49"/>' for n in range(count)
    )
    fonts = "".join(f'<font><sz val="{9 + n % 4}"/><name val="f{n}"/></font>' for n in range(count))
    fills = "".join(
        f'<fill><patternFill patternType="solid"><fgColor rgb="FFFF{n:04X}"/></patternFill></fill>'
        for n in range(count)
    )
    borders = "".join(f'<border><left style="thin"/><x n="{n}"/></border>' for n in range(count))
    rows = (
        row_xml(row, (
            f'<c r="{get_column_letter(column)}{row}" s="{(row - 100) * 17 + column}" t="str">'
            "<v>x</v></c>"
            for column in range(1, 18)
        ))
        for row in range(100, 1_200)
    )  # fmt: skip
    parts = {
        SHEET: sheet_xml(rows),
        WORKBOOK: book_xml(table_names()),
        STYLES: _styles(fonts, fills, borders, xfs),
    }
    return packed(parts)


def font_with_many_names() -> bytes:
    """Give a font 200,000 names, and let each of 30,000 styles have it, and 17,000 answers."""
    names = "".join('<name val="x"/>' for _ in range(200_000))
    xfs = '<xf fontId="0"/>' * 30_000
    rows = (
        row_xml(row, (
            f'<c r="{get_column_letter(column)}{row}" s="{(row - 100) * 17 + column}" t="str">'
            "<v>x</v></c>"
            for column in range(1, 18)
        ))
        for row in range(100, 1_100)
    )  # fmt: skip
    styles = _styles(f"<font>{names}</font>", "<fill/>", "<border/>", xfs)
    return packed({
        SHEET: sheet_xml(rows), WORKBOOK: book_xml(table_names(1_000)), STYLES: styles,
    })  # fmt: skip


def formats_as_long_as_books() -> bytes:
    """Show numbers in 300 formats of 30,000 characters, in turn."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{"0,x " * 7_500}{n}"/>' for n in range(300)
    )
    xfs = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(300))
    rows = (
        row_xml(row, (
            f'<c r="{get_column_letter(column)}{row}" s="{(row * 17 + column) % 300}"><v>{row}</v>'
            "</c>"
            for column in range(1, 18)
        ))
        for row in range(100, 1_200)
    )  # fmt: skip
    styles = _styles("<font/>", "<fill/>", "<border/>", xfs, formats)
    return packed({
        SHEET: sheet_xml(rows), WORKBOOK: book_xml(table_names()), STYLES: styles,
    })  # fmt: skip


def columns_without_end() -> bytes:
    """Tell the widths of columns 200,000 times, beside texts that are too wide for theirs."""
    bands = '<col min="300" max="16384" width="1"/>' * 200_000
    parts = down_the_tables(_SHARED)
    sheet = re.sub(r"<cols>.*?</cols>", f"<cols>{bands}</cols>", parts[SHEET])
    return packed(parts | {SHEET: sheet, TEXTS: texts_xml("長い本文" * 30)})


def merges_beside_wide_texts() -> bytes:
    """Have 19,500 merged areas beside 18,700 texts that are too wide for their cells."""
    merges = "".join(f'<mergeCell ref="AT{row}:AU{row}"/>' for row in range(100, 19_600))
    parts = down_the_tables(_SHARED)
    sheet = re.sub(r"<mergeCells[^>]*>", "<mergeCells>", parts[SHEET])
    sheet = sheet.replace("</mergeCells>", merges + "</mergeCells>")
    return packed(parts | {SHEET: sheet, TEXTS: texts_xml("長い本文" * 30)})


def print_areas_without_end() -> bytes:
    """Print 250,000 areas, none of which has an answer."""
    areas = ",".join([f"{FORM}!$XFD$1"] * 250_000)
    parts = down_the_tables('<c r="{}" t="str"><v>x</v></c>')
    name = f'<definedName name="_xlnm.Print_Area" localSheetId="0">{areas}</definedName>'
    book = parts[WORKBOOK].replace("</definedNames>", name + "</definedNames>")
    return packed(parts | {WORKBOOK: book})


def runs_in_every_cell() -> bytes:
    """Show one text of 30,000 runs in 18,700 answers."""
    run = '<r><rPr><sz val="9"/><name val="x"/></rPr><t>a</t></r>' * 30_000
    parts = down_the_tables(_SHARED)
    return packed(parts | {TEXTS: f"<sst {MAIN}><si>{run}</si></sst>"})


def a_long_text_in_every_answer() -> bytes:
    """Show one text of 30,000 characters in 18,700 answers."""
    return packed(down_the_tables(_SHARED) | {TEXTS: texts_xml(words(30_000))})


def hidden_rows() -> bytes:
    """Hide each of 60,000 rows, a quarter of them with an answer."""
    rows = (f'<row r="{row}" hidden="1"><c r="A{row}" t="str"><v>x</v></c></row>'
            for row in range(100, 60_000))  # fmt: skip
    names = {f"{table}.{name}": f"'{FORM}'!$A$100:$A$10099" for table, name in COLUMNS}
    return packed({SHEET: sheet_xml(rows), WORKBOOK: book_xml(names)})


def rows_of_all_columns() -> bytes:
    """Frame all 16,384 columns of 11 rows, and the last cell of the sheet."""
    cells = rows_of(range(100, 111), 16_384, '<c r="{}" s="5" t="str"><v>x</v></c>')
    last = row_xml(1_048_576, ['<c r="XFD1048576" s="5"/>'])
    return packed({SHEET: sheet_xml([*cells, last])})


def lists_to_choose_from() -> bytes:
    """Offer 1,000 words in each of 3,000 lists over 39,000 cells each."""
    items = ",".join(f"w{n}" for n in range(500))
    rules = "".join(
        f'<dataValidation type="list" sqref="A{n}:B{n + 19_000}"><formula1>"{items}"</formula1>'
        "</dataValidation>"
        for n in range(1, 3_000)
    )
    sheet = re.sub(r"<dataValidations.*?</dataValidations>", "", part_of_form(SHEET))
    return packed({SHEET: _with_rules(sheet, f"<dataValidations>{rules}</dataValidations>")})


HOSTILE = (
    conditions_over_many_areas,
    conditions_one_by_one,
    condition_nested_deeply,
    styles_without_end,
    font_with_many_names,
    formats_as_long_as_books,
    columns_without_end,
    merges_beside_wide_texts,
    print_areas_without_end,
    runs_in_every_cell,
    a_long_text_in_every_answer,
    hidden_rows,
    rows_of_all_columns,
    lists_to_choose_from,
)
