"""Workbooks of tables, a sheet each: no text becomes a formula, a number or a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from schemas.characters import UNWRITABLE
from workbook.forms.cell_writing import book_bytes
from workbook.forms.sheet_drawing import FONT, TEXT_FORMAT
from workbook.patching.styles import DATE_FORMAT
from workbook.xlsx.escaping import escaped
from workbook.xlsx.text_metrics import TALLEST_ROW, fixed_columns, lines_of

_A4: Final = 9  # paper size of Excel
_MAX_LENGTH: Final = 16_000  # twice as many UTF-16 units still fit into a cell
_LINE_END: Final = re.compile("\r\n?")
_SIDE: Final = Side(style="thin", color="FFBFBFBF")
_FRAME: Final = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_FORMATS: Final = {str: TEXT_FORMAT, date: DATE_FORMAT}
_SIZE: Final = 10  # points
_LINE_HEIGHT: Final = 16.0  # points, for a font size of 10
_GAP: Final = 2  # points below the last line
_MARGIN: Final = 2  # of a column, in half-width characters
_EMPTY_ROWS: Final = 200
"""Rows that are formatted as text, so that 01233 keeps its zero; more than most lists have."""


@dataclass(frozen=True, slots=True)
class TableStyle:
    """The style of a cell; without a box its text overflows into empty neighbours."""

    color: str = "FF1A1A1A"
    fill: str = ""
    bold: bool = False
    boxed: bool = True

    def cell(self, sheet: Worksheet, held: type) -> Cell:
        """Return an empty cell of this style for values of a type."""
        cell = WriteOnlyCell(sheet)
        cell.font = Font(name=FONT, size=_SIZE, bold=self.bold, color=self.color)
        cell.alignment = Alignment(
            horizontal="center" if held is int else "left", vertical="top", wrap_text=self.boxed
        )
        cell.border = _FRAME if self.boxed else Border()
        cell.fill = PatternFill("solid", fgColor=self.fill) if self.fill else PatternFill()
        cell.number_format = _FORMATS.get(held, "General")
        cell.quotePrefix = held is str
        return cell


class Tone(Enum):
    """How a word is coloured; the word itself has the same meaning."""

    BAD = TableStyle(color="FF8B1A1A", fill="FFFDE2E0", bold=True)
    UNSURE = TableStyle(color="FF5C4300", fill="FFFFF2CC", bold=True)
    GOOD = TableStyle(color="FF115A36", fill="FFE2F3E8")
    PLAIN = TableStyle()


Value = str | int | date
Toned = tuple[Value, Tone]
Columns = Sequence[tuple[str, int]]  # names and widths (half-width characters) of the columns
_Line = Sequence[tuple[Value, TableStyle]]

_COLUMN: Final = TableStyle(color="FFFFFFFF", fill="FF00118F", bold=True)
_TITLE: Final = TableStyle(bold=True, boxed=False)
_HEAD: Final = TableStyle(boxed=False)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table with the title of its sheet; ``top`` are lines above it, the first one its title."""

    title: str
    columns: Columns
    lines: Sequence[Sequence[Value | Toned]]
    top: Sequence[str] = ()


def write_tables(tables: Sequence[SheetTable]) -> bytes:
    """Return a workbook with a sheet for each table."""
    book = Workbook(write_only=True)
    for table in tables:
        _write(book.create_sheet(table.title), table)
    return book_bytes(book)


def empty_list(headings: Sequence[str]) -> bytes:
    """Return a workbook with one sheet: the headings, and empty rows for text."""
    columns = [(heading, max(12, min(30, fixed_columns(heading) + 2))) for heading in headings]
    return write_tables([SheetTable("申込一覧", columns, [[""] * len(headings)] * _EMPTY_ROWS)])


def _write(sheet: Worksheet, table: SheetTable) -> None:
    header, last = len(table.top) + 1, get_column_letter(len(table.columns))
    sheet.freeze_panes = f"B{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{last}{header + len(table.lines)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup = PrintPageSetup(orientation="landscape", paperSize=_A4, fitToHeight=0)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths = [width for _, width in table.columns]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    top: list[_Line] = [[(text, _HEAD if n else _TITLE)] for n, text in enumerate(table.top)]
    names: _Line = [(name, _COLUMN) for name, _ in table.columns]

    made: dict[tuple[int, TableStyle, type], Cell] = {}  # used again on each line, as it is written

    def cell_of(column: int, style: TableStyle, held: type) -> Cell:
        key = column, style, held
        if key not in made:
            made[key] = style.cell(sheet, held)
        return made[key]

    for row, line in enumerate((*top, names, *map(_styled, table.lines)), start=1):
        sheet.row_dimensions[row].height = _height(line, widths)
        sheet.append(
            [
                _holding(cell_of(number, style, type(value)), value)
                for number, (value, style) in enumerate(line)
            ]
        )


def _styled(line: Sequence[Value | Toned]) -> _Line:
    toned = (one if isinstance(one, tuple) else (one, Tone.PLAIN) for one in line)
    return [(value, tone.value) for value, tone in toned]


def _holding(cell: Cell, value: Value) -> Cell:
    if isinstance(value, str):
        cell.value = escaped(_writable(value))
        cell.data_type = "s"  # never a formula, number, boolean or error
    else:
        cell.value = value
    return cell


def _writable(text: str) -> str:
    """Return a text that a cell can hold: invalid characters are replaced, long texts cut."""
    text = UNWRITABLE.sub("\ufffd", _LINE_END.sub("\n", text))
    return text if len(text) <= _MAX_LENGTH else text[:_MAX_LENGTH] + "…"


def _height(line: _Line, widths: Sequence[int]) -> float:
    """Return the height at which all texts of a line are visible, up to the limit of a row."""
    boxed = [
        (value, width) for (value, look), width in zip(line, widths, strict=False) if look.boxed
    ]
    needed = max((_rows(value, width) for value, width in boxed), default=1)
    return min(needed * _LINE_HEIGHT + _GAP, TALLEST_ROW)


def _rows(value: Value, width: int) -> int:
    text = _writable(value) if isinstance(value, str) else ""
    return lines_of(text, width - _MARGIN)
