"""Files made to cost time and memory; each stays within what the guard counts."""

import re
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Final

from openpyxl.utils import get_column_letter

from tests.samples import DATES, case, leaves
from tests.wizard.corpus import answered, parts_of_form
from tests.workbook.packages import SHEET, TYPES, WORKBOOK, WORKBOOK_RELS, pack
from tests.workbook.sheets import FORM

TEXTS: Final = "xl/sharedStrings.xml"
_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TABLES: Final = {
    "contacts": ("action", "name", "department", "phone", "email"),
    "web_certificates": (
        "action", "serial", "common_name", "not_after", "replaces", "replaces_not_after",
    ),
    "api.certificates": (
        "action", "serial", "common_name", "not_after", "replaces", "replaces_not_after",
    ),
}  # fmt: skip


def _blank(part: str) -> str:
    return parts_of_form("blank")[part].decode()


def _form(parts: Mapping[str, str]) -> bytes:
    """Give the blank form with parts replaced, and the part of shared texts if there is one."""
    written = {name: part.encode() for name, part in parts.items()}
    merged = {**parts_of_form("blank"), **written}
    if TEXTS in written and WORKBOOK_RELS not in written:
        merged[WORKBOOK_RELS] = merged[WORKBOOK_RELS].replace(
            b"</Relationships>",
            f'<Relationship Id="rId90" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>".encode(),
        )
    return pack(merged)


def _sheet(rows: Iterable[str], *, after_form: bool = True) -> str:
    """Give the form's sheet with more rows below, or another sheet."""
    data = "".join(rows)
    if after_form:
        return _blank(SHEET).replace("</sheetData>", data + "</sheetData>")
    return f"<worksheet {_MAIN}><sheetData>{data}</sheetData></worksheet>"


def _row(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _filled(rows: range, columns: int, cell: str) -> Iterable[str]:
    """Write a cell over and over; {} is its place."""
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    return (_row(row, (cell.format(f"{letter}{row}") for letter in letters)) for row in rows)


def _texts(*texts: str) -> str:
    return f"<sst {_MAIN}>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>"


def _renamed(names: Mapping[str, str]) -> str:
    """Give the workbook's part where names of the form refer to something else."""
    book = _blank(WORKBOOK)
    for name, refers_to in names.items():
        book, found = re.subn(
            rf'(<definedName name="{re.escape(name)}">)[^<]*', rf"\g<1>{refers_to}", book, count=1
        )
        assert found
    return book


def _words(length: int) -> str:
    random = Random(20)  # noqa: S311 - the same text every time, no secret
    return "".join(random.choices("あいうえおかきくけこさしすせそabcdefghijklmnopqrst", k=length))


def areas_in_a_name() -> bytes:
    """Have one name refer to 20,000 areas of 10,000 cells each."""
    areas = ",".join([f"'{FORM}'!$A$100:$CV$199"] * 20_000)
    return _form({WORKBOOK: _renamed({"business.code": areas})})


def areas_among_merges() -> bytes:
    """Have one name refer to 20,000 cells of a sheet with 19,500 tall merged areas."""
    merges = "".join(f'<mergeCell ref="AT{row}:AT{row + 1}"/>' for row in range(1000, 40_000, 2))
    sheet = re.sub(r"<mergeCells[^>]*>", "<mergeCells>", _blank(SHEET))
    sheet = sheet.replace("</mergeCells>", merges + "</mergeCells>")
    cells = ",".join(f"'{FORM}'!$A${row}" for row in range(100, 20_100))
    return _form({SHEET: sheet, WORKBOOK: _renamed({"business.code": cells})})


def names_of_many_sheets() -> bytes:
    """Have every name of the form refer to 10,000 cells, on each of 80 sheets."""
    names = re.findall(r'<definedName name="([a-z_.]+)">', _blank(WORKBOOK))
    sheets, types, related, local = [], [], [], []
    parts = {SHEET: _blank(SHEET)}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    for number in range(100, 180):
        part = f"worksheets/sheet{number}.xml"
        parts[f"xl/{part}"] = _sheet([_row(1, ['<c r="A1"><v>1</v></c>'])], after_form=False)
        types.append(f'<Override PartName="/xl/{part}" ContentType="{kind}"/>')
        sheets.append(
            f'<sheet xmlns:r="{_OFFICE}" name="表{number}" sheetId="{number}" r:id="s{number}"/>'
        )
        related.append(f'<Relationship Id="s{number}" Type="{_OFFICE}/worksheet" Target="{part}"/>')
        local += [
            f'<definedName name="{name}" localSheetId="{number - 98}">表{number}!$A$1:$CV$100'
            "</definedName>"
            for name in dict.fromkeys(names)
        ]
    parts[WORKBOOK] = _blank(WORKBOOK).replace("</sheets>", "".join(sheets) + "</sheets>")
    parts[WORKBOOK] = parts[WORKBOOK].replace("</definedNames>", "".join(local) + "</definedNames>")
    parts[WORKBOOK_RELS] = _blank(WORKBOOK_RELS).replace(
        "</Relationships>", "".join(related) + "</Relationships>"
    )
    parts[TYPES] = _blank(TYPES).replace("</Types>", "".join(types) + "</Types>")
    return _form(parts)


def a_long_text_in_every_cell() -> bytes:
    """Show one text of 50,000 characters in 100,000 cells."""
    rows = _filled(range(100, 5_100), 20, '<c r="{}" t="s"><v>0</v></c>')
    return _form({SHEET: _sheet(rows), TEXTS: _texts(_words(50_000))})


def a_long_text() -> bytes:
    """Write one text of 3,500,000 characters, and no form."""
    sheet = _sheet([_row(1, ['<c r="A1" t="s"><v>0</v></c>'])], after_form=False)
    return _form({SHEET: sheet, TEXTS: _texts(_words(3_500_000)), **_unnamed()})


def _unnamed() -> dict[str, str]:
    book = re.sub(r"<definedNames>.*</definedNames>", "", _blank(WORKBOOK))
    return {WORKBOOK: re.sub(r'<sheet [^>]*name="別紙"[^>]*/>', "", book)}


def bands_everywhere() -> bytes:
    """Print a band in 150,000 cells, and labels in 19 more places each."""
    labels = (
        "申込年月日※", "事業者名（申込者）※", "部署名※", "申込責任者※", "事業者コード※",
        "事業者名※", "住所", "区分", "氏名", "シリアル番号", "有効期限", "証明書名(CN)",
        "電話番号", "停止理由",
    )  # fmt: skip
    printed = [
        _row(row, (
            f'<c r="{get_column_letter(number)}{row}" t="s"><v>{number}</v></c>'
            for number in range(1, len(labels) + 1)
        ))
        for row in range(100, 119)
    ]  # fmt: skip
    bands = _filled(range(1_000, 2_500), 100, '<c r="{}" t="s"><v>0</v></c>')
    return _form({SHEET: _sheet([*printed, *bands]), TEXTS: _texts("備考", *labels)})


def hidden_columns_without_end() -> bytes:
    """Hide columns 300,000 times, and answer in 9,900 rows of others."""
    hidden = '<col min="900" max="901" hidden="1"/>' * 300_000
    sheet = _sheet(_row(row, [f'<c r="BA{row}"><v>1</v></c>']) for row in range(100, 10_000))
    sheet = re.sub(r"<cols>.*?</cols>", f"<cols>{hidden}</cols>", sheet)
    return _form({
        SHEET: sheet,
        WORKBOOK: _renamed({"contacts.phone": f"'{FORM}'!$BA$100:$BA$9999"}),
    })  # fmt: skip


def _down_the_tables(cell: str) -> bytes:
    columns = [(table, name) for table, names in _TABLES.items() for name in names]
    names = {
        f"{table}.{name}": f"'{FORM}'!${get_column_letter(number)}$100:"
        f"${get_column_letter(number)}$10099"
        for number, (table, name) in enumerate(columns, start=1)
    }
    sheet = _sheet(_filled(range(100, 10_100), len(columns), cell))
    ticked = '<c r="M7" t="str"><v>✔</v></c>'
    sheet = re.sub(r'<c r="M7"[^>]*/>', ticked, sheet)
    return _form({SHEET: sheet, WORKBOOK: _renamed(names)})


def formulas_down_the_tables() -> bytes:
    """Fill 10,000 rows of every table with formulas."""
    return _down_the_tables('<c r="{}"><f>1</f></c>')


def words_down_the_tables() -> bytes:
    """Fill 10,000 rows of every table with words."""
    return _down_the_tables('<c r="{}" t="str"><v>x</v></c>')


def as_many_cells_as_may_be() -> bytes:
    """Fill 190,000 cells beside the form."""
    return _form({SHEET: _sheet(_filled(range(100, 9_600), 20, '<c r="{}"><v>1</v></c>'))})


def values_under_merges() -> bytes:
    """Fill 90,000 cells under 18,000 merged areas."""
    merges = "".join(f'<mergeCell ref="A{row}:E{row}"/>' for row in range(100, 18_100))
    sheet = _sheet(_filled(range(100, 18_100), 5, '<c r="{}"><v>1</v></c>'))
    sheet = re.sub(r"<mergeCells[^>]*>", "<mergeCells>", sheet)
    return _form({SHEET: sheet.replace("</mergeCells>", merges + "</mergeCells>")})


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


HOSTILE: Final[tuple[Callable[[], bytes], ...]] = (
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
