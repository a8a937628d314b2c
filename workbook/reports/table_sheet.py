"""A sheet with a table of literal values: no text becomes a formula, a number or a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from workbook.forms.sheet_drawing import FONT, TEXT_FORMAT
from workbook.patching.styles import DATE_FORMAT
from workbook.xlsx.escaping import escaped
from workbook.xlsx.text_metrics import TALLEST_ROW, lines_of

Value = str | int | date

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


Line = Sequence[tuple[Value, TableStyle]]
Columns = Sequence[tuple[str, int]]  # names and widths (half-width characters) of the columns

_COLUMN: Final = TableStyle(color="FFFFFFFF", fill="FF00118F", bold=True)


def write_table(
    book: Workbook, title: str, columns: Columns, top: Sequence[Line], lines: Sequence[Line]
) -> None:
    """Add a sheet to a write-only workbook: lines at the top, column names, and lines."""
    sheet: Worksheet = book.create_sheet(title)
    header, last = len(top) + 1, get_column_letter(len(columns))
    sheet.freeze_panes = f"B{header + 1}"
    sheet.auto_filter.ref = f"A{header}:{last}{header + len(lines)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup = PrintPageSetup(orientation="landscape", paperSize=_A4, fitToHeight=0)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths = [width for _, width in columns]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    made: dict[tuple[int, TableStyle, type], Cell] = {}
    names = [(name, _COLUMN) for name, _ in columns]
    for row, line in enumerate((*top, names, *lines), start=1):
        sheet.row_dimensions[row].height = _height(line, widths)
        sheet.append(
            [
                _cell(sheet, made, number, *value_and_style)
                for number, value_and_style in enumerate(line)
            ]
        )


def _cell(
    sheet: Worksheet,
    made: dict[tuple[int, TableStyle, type], Cell],
    column: int,
    value: Value,
    look: TableStyle,
) -> Cell:
    """Return a cell. Cells are reused by column and style, as each line is written at once."""
    key = (column, look, type(value))
    if key not in made:
        made[key] = look.cell(sheet, type(value))
    cell = made[key]
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


def _height(line: Line, widths: Sequence[int]) -> float:
    """Return the height at which all texts of a line are visible, up to the limit of a row."""
    boxed = [
        (value, width) for (value, look), width in zip(line, widths, strict=False) if look.boxed
    ]
    needed = max((_rows(value, width) for value, width in boxed), default=1)
    return min(needed * _LINE_HEIGHT + _GAP, TALLEST_ROW)


def _rows(value: Value, width: int) -> int:
    text = _writable(value) if isinstance(value, str) else ""
    return lines_of(text, width - _MARGIN)
