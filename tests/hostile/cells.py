"""Files made to cost time and memory by their names, cells and merged areas.

Each stays within what the guard counts.
"""

import re

from openpyxl.utils import get_column_letter

from tests.hostile.forms import (
    OFFICE,
    TEXTS,
    book_xml,
    down_the_tables,
    packed,
    part_of_form,
    row_xml,
    rows_of,
    sheet_xml,
    texts_xml,
    words,
)
from tests.samples import DATES, case, leaves
from tests.wizard.corpus import answered
from tests.workbook.packages import SHEET, TYPES, WORKBOOK, WORKBOOK_RELS
from tests.workbook.sheets import FORM


def areas_in_a_name() -> bytes:
    """Have one name refer to 20,000 areas of 10,000 cells each."""
    areas = ",".join([f"'{FORM}'!$A$100:$CV$199"] * 20_000)
    return packed({WORKBOOK: book_xml({"business.code": areas})})


def areas_among_merges() -> bytes:
    """Have one name refer to 20,000 cells of a sheet with 19,500 tall merged areas."""
    merges = "".join(f'<mergeCell ref="AT{row}:AT{row + 1}"/>' for row in range(1000, 40_000, 2))
    sheet = re.sub(r"<mergeCells[^>]*>", "<mergeCells>", part_of_form(SHEET))
    sheet = sheet.replace("</mergeCells>", merges + "</mergeCells>")
    cells = ",".join(f"'{FORM}'!$A${row}" for row in range(100, 20_100))
    return packed({SHEET: sheet, WORKBOOK: book_xml({"business.code": cells})})


def names_of_many_sheets() -> bytes:
    """Have every name of the form refer to 10,000 cells, on each of 80 sheets."""
    names = re.findall(r'<definedName name="([a-z_.]+)">', part_of_form(WORKBOOK))
    sheets, types, related, local = [], [], [], []
    parts = {SHEET: part_of_form(SHEET)}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    for number in range(100, 180):
        part = f"worksheets/sheet{number}.xml"
        parts[f"xl/{part}"] = sheet_xml([row_xml(1, ['<c r="A1"><v>1</v></c>'])], after_form=False)
        types.append(f'<Override PartName="/xl/{part}" ContentType="{kind}"/>')
        sheets.append(
            f'<sheet xmlns:r="{OFFICE}" name="表{number}" sheetId="{number}" r:id="s{number}"/>'
        )
        related.append(f'<Relationship Id="s{number}" Type="{OFFICE}/worksheet" Target="{part}"/>')
        local += [
            f'<definedName name="{name}" localSheetId="{number - 98}">表{number}!$A$1:$CV$100'
            "</definedName>"
            for name in dict.fromkeys(names)
        ]
    parts[WORKBOOK] = part_of_form(WORKBOOK).replace("</sheets>", "".join(sheets) + "</sheets>")
    parts[WORKBOOK] = parts[WORKBOOK].replace("</definedNames>", "".join(local) + "</definedNames>")
    parts[WORKBOOK_RELS] = part_of_form(WORKBOOK_RELS).replace(
        "</Relationships>", "".join(related) + "</Relationships>"
    )
    parts[TYPES] = part_of_form(TYPES).replace("</Types>", "".join(types) + "</Types>")
    return packed(parts)


def a_long_text_in_every_cell() -> bytes:
    """Show one text of 50,000 characters in 100,000 cells."""
    rows = rows_of(range(100, 5_100), 20, '<c r="{}" t="s"><v>0</v></c>')
    return packed({SHEET: sheet_xml(rows), TEXTS: texts_xml(words(50_000))})


def a_long_text() -> bytes:
    """Write one text of 3,500,000 characters, and no form."""
    sheet = sheet_xml([row_xml(1, ['<c r="A1" t="s"><v>0</v></c>'])], after_form=False)
    return packed({SHEET: sheet, TEXTS: texts_xml(words(3_500_000)), **_unnamed()})


def _unnamed() -> dict[str, str]:
    book = re.sub(r"<definedNames>.*</definedNames>", "", part_of_form(WORKBOOK))
    return {WORKBOOK: re.sub(r'<sheet [^>]*name="別紙"[^>]*/>', "", book)}


def bands_everywhere() -> bytes:
    """Print a band in 150,000 cells, and labels in 19 more places each."""
    labels = (
        "申込年月日※", "事業者名（申込者）※", "部署名※", "申込責任者※", "事業者コード※",
        "事業者名※", "住所", "区分", "氏名", "シリアル番号", "有効期限", "証明書名(CN)",
        "電話番号", "停止理由",
    )  # fmt: skip
    printed = [
        row_xml(row, (
            f'<c r="{get_column_letter(number)}{row}" t="s"><v>{number}</v></c>'
            for number in range(1, len(labels) + 1)
        ))
        for row in range(100, 119)
    ]  # fmt: skip
    bands = rows_of(range(1_000, 2_500), 100, '<c r="{}" t="s"><v>0</v></c>')
    return packed({SHEET: sheet_xml([*printed, *bands]), TEXTS: texts_xml("備考", *labels)})


def hidden_columns_without_end() -> bytes:
    """Hide columns 300,000 times, and answer in 9,900 rows of others."""
    hidden = '<col min="900" max="901" hidden="1"/>' * 300_000
    sheet = sheet_xml(row_xml(row, [f'<c r="BA{row}"><v>1</v></c>']) for row in range(100, 10_000))
    sheet = re.sub(r"<cols>.*?</cols>", f"<cols>{hidden}</cols>", sheet)
    return packed({
        SHEET: sheet,
        WORKBOOK: book_xml({"contacts.phone": f"'{FORM}'!$BA$100:$BA$9999"}),
    })  # fmt: skip


def formulas_down_the_tables() -> bytes:
    """Fill 1,100 rows of every table with formulas."""
    return packed(down_the_tables('<c r="{}"><f>1</f></c>'))


def words_down_the_tables() -> bytes:
    """Fill 1,100 rows of every table with words."""
    return packed(down_the_tables('<c r="{}" t="str"><v>x</v></c>'))


def as_many_cells_as_may_be() -> bytes:
    """Fill 190,000 cells beside the form."""
    return packed({SHEET: sheet_xml(rows_of(range(100, 9_600), 20, '<c r="{}"><v>1</v></c>'))})


def values_under_merges() -> bytes:
    """Fill 90,000 cells under 18,000 merged areas."""
    merges = "".join(f'<mergeCell ref="A{row}:E{row}"/>' for row in range(100, 18_100))
    sheet = sheet_xml(rows_of(range(100, 18_100), 5, '<c r="{}"><v>1</v></c>'))
    sheet = re.sub(r"<mergeCells[^>]*>", "<mergeCells>", sheet)
    return packed({SHEET: sheet.replace("</mergeCells>", merges + "</mergeCells>")})


def answers_as_long_as_cells() -> bytes:
    """Answer everything with 32,767 characters."""
    answers = case("new")
    long = {
        path: "1" * 32_767
        for path, value in leaves(answers)
        if isinstance(value, str) and path.rpartition(".")[2] not in {*DATES, "kind", "action"}
    }
    mails = {"business.result_email": "a." * 16_000 + "@example.jp"}
    pages = {"privacy_notice_url": "https://" + "a." * 16_000 + "/"}
    numbers = {"business.phone": "0-" * 16_000, "contacts.0.phone": "0 内線" + "1" * 32_000}
    return answered("new", long | mails | pages | numbers)()


HOSTILE = (
    areas_in_a_name,
    areas_among_merges,
    names_of_many_sheets,
    a_long_text_in_every_cell,
    a_long_text,
    bands_everywhere,
    hidden_columns_without_end,
    formulas_down_the_tables,
    words_down_the_tables,
    as_many_cells_as_may_be,
    values_under_merges,
    answers_as_long_as_cells,
)
