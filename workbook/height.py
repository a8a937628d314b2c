"""Rows that grow with a long text, so that nothing is cut off in print before a row's limit."""

import math
import unicodedata
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.places import Place

TALLEST_ROW: Final = 409.0
"""The tallest row that Excel allows, in points."""

_DEFAULT_HEIGHT: Final = 15.0
_DEFAULT_WIDTH: Final = 8.43
_LINE_PER_POINT: Final = 1.4
_MARGIN: Final = 2.0


def make_room(sheet: Worksheet, place: Place) -> None:
    """Raise the row of a wrapped text as far as its lines need; rows are never made lower."""
    cell = sheet.cell(place.row, place.column)
    if not cell.alignment.wrap_text or not isinstance(cell.value, str):
        return
    lines = _lines(cell.value, _width(sheet, place))
    needed = lines * float(cell.font.sz or 11) * _LINE_PER_POINT + _MARGIN
    row = sheet.row_dimensions[place.row]
    if needed > (row.height or _DEFAULT_HEIGHT):
        row.height = min(needed, TALLEST_ROW)


def _lines(text: str, width: float) -> int:
    """Count the lines that a text takes where a line holds so many half-width characters."""
    return sum(max(1, math.ceil(_half_widths(line) / width)) for line in text.split("\n"))


def _half_widths(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(letter) in "FWA") for letter in line)


def _width(sheet: Worksheet, place: Place) -> float:
    """Give the width of a cell or its merged area, in half-width characters of the text."""
    last = place.column
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) == (place.row, place.column):
            last = area.max_col
    letters = [get_column_letter(column) for column in range(place.column, last + 1)]
    widths = [
        sheet.column_dimensions[letter].width or _DEFAULT_WIDTH
        for letter in letters
        if letter in sheet.column_dimensions
    ]
    return max(1.0, sum(widths) - 2)
