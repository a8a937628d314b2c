"""Builders of forms that cost much: the blank form with parts replaced, and parts beside it."""

import re
from collections.abc import Iterable, Mapping
from itertools import cycle
from random import Random
from typing import Final

from openpyxl.utils import get_column_letter

from tests.wizard.corpus import parts_of_form
from tests.workbook.packages import OWN, SHEET, TYPES, WORKBOOK, WORKBOOK_RELS
from tests.workbook.sheets import FORM
from workbook.xlsx.editing.repack import repack

TEXTS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
SHEET_RELS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROWS: Final = 1_100
"""Of every table: more are more cells than a form may have answers."""
_TABLES: Final = {
    "contacts": ("action", "name", "department", "phone", "email"),
    "web_certificates": (
        "action", "serial", "common_name", "not_after", "replaces", "replaces_not_after",
    ),
    "api.certificates": (
        "action", "serial", "common_name", "not_after", "replaces", "replaces_not_after",
    ),
}  # fmt: skip
COLUMNS: Final = [(table, name) for table, names in _TABLES.items() for name in names]


def part_of_form(part: str) -> str:
    """Give a part of the blank form."""
    return parts_of_form("blank")[part].decode()


def packed(parts: Mapping[str, str]) -> bytes:
    """Give the blank form with parts replaced or added, and related where they are shared texts.

    What would look like a bomb is packed less tightly.
    """
    written = {name: part.encode() for name, part in parts.items()}
    if TEXTS in written and WORKBOOK_RELS not in written:
        shared = f'<Relationship Id="rId90" Type="{OFFICE}/sharedStrings" Target="{TEXTS[3:]}"/>'
        rels = part_of_form(WORKBOOK_RELS).replace("</Relationships>", shared + "</Relationships>")
        written[WORKBOOK_RELS] = rels.encode()
    there = parts_of_form("blank")
    changed = {name: part for name, part in written.items() if name in there}
    added = {name: part for name, part in written.items() if name not in there}
    return repack(OWN, changed, added)


def related(*targets: tuple[str, str]) -> str:
    """Write relationships: kinds and targets."""
    entries = (
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATED}">{"".join(entries)}</Relationships>'


def typed(**types: str) -> str:
    """Write the content types with more extensions."""
    more = (f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return part_of_form(TYPES).replace("</Types>", "".join(more) + "</Types>")


def sheet_xml(rows: Iterable[str], *, after_form: bool = True) -> str:
    """Give the form's sheet with more rows below, or another sheet."""
    data = "".join(rows)
    if after_form:
        return part_of_form(SHEET).replace("</sheetData>", data + "</sheetData>")
    return f"<worksheet {MAIN}><sheetData>{data}</sheetData></worksheet>"


def row_xml(number: int, cells: Iterable[str]) -> str:
    """Write a row."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def rows_of(rows: range, columns: int, cell: str) -> Iterable[str]:
    """Write a cell over and over; {} is its place."""
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    return (
        row_xml(number, (cell.format(f"{letter}{number}") for letter in letters)) for number in rows
    )


def texts_in_turn(rows: range, columns: int, count: int) -> Iterable[str]:
    """Write cells that show the shared texts one after the other."""
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    texts = cycle(range(count))
    return (
        row_xml(row, (f'<c r="{at}{row}" t="s"><v>{next(texts)}</v></c>' for at in letters))
        for row in rows
    )


def texts_xml(*given: str) -> str:
    """Write the shared texts."""
    return f"<sst {MAIN}>{''.join(f'<si><t>{text}</t></si>' for text in given)}</sst>"


def book_xml(names: Mapping[str, str]) -> str:
    """Give the workbook's part where names of the form refer to something else."""
    book = part_of_form(WORKBOOK)
    for name, refers_to in names.items():
        book, found = re.subn(
            rf'(<definedName name="{re.escape(name)}">)[^<]*', rf"\g<1>{refers_to}", book, count=1
        )
        assert found
    return book


def words(length: int, seed: int = 20) -> str:
    """Give a text that hardly packs, the same every time."""
    random = Random(seed)  # noqa: S311 - the same text every time, no secret
    return "".join(random.choices("あいうえおかきくけこさしすせそabcdefghijklmnopqrst", k=length))


def table_names(rows: int = _ROWS) -> dict[str, str]:
    """Let every column of the tables have so many cells, from row 100 on."""
    return {
        f"{table}.{name}": f"'{FORM}'!${letter}$100:${letter}${99 + rows}"
        for number, (table, name) in enumerate(COLUMNS, start=1)
        for letter in [get_column_letter(number)]
    }


def down_the_tables(cell: str, rows: int = _ROWS, **parts: str) -> dict[str, str]:
    """Give the parts of a form whose tables have so many rows, of one cell over and over."""
    filled_in = sheet_xml(rows_of(range(100, 100 + rows), len(COLUMNS), cell))
    ticked = '<c r="M7" t="str"><v>✔</v></c>'
    found = re.sub(r'<c r="M7"[^>]*/>', ticked, filled_in)
    return {SHEET: found, WORKBOOK: book_xml(table_names(rows)), **parts}
