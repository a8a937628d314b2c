"""Row heights for long text, so that nothing is cut off in print up to the limit of a row."""

from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.places import Place
from workbook.xlsx.escaping import unescaped
from workbook.xlsx.text_metrics import TALLEST_ROW, lines_of

USUAL_HEIGHT: Final = 15.0  # default row height of Excel, in points
USUAL_WIDTH: Final = 8.43  # default column width of Excel, in half-width characters
PADDING: Final = 1.0  # half-width characters: slightly more than the margin of Excel beside a text

USUAL_SIZE: Final = 11.0  # points, Excel's default font size
_LINE_PER_POINT: Final = 1.4  # line height as a multiple of the font size (an estimate)
_MARGIN: Final = 2.0  # points above and below a text (an estimate)


@dataclass(frozen=True, slots=True)
class TextSpace:
    """The space of a cell or merged area for wrapped text.

    ``width`` is in half-width characters; font ``size``, ``height`` and ``below`` are in points;
    ``below`` is the height of the area below its first row.
    """

    width: int
    size: float
    height: float
    below: float

    def row_for(self, text: str) -> float:
        """Return the height that the first row needs; 0 if it need not grow."""
        if "\n" not in text and (len(text) == 1 or 2 * len(text) <= self.width):
            return 0.0
        lines = lines_of(text, self.width)
        needed = lines * self.size * _LINE_PER_POINT + _MARGIN - self.below
        return round(min(needed, TALLEST_ROW), 2) if lines > 1 and needed > self.height else 0.0


def grow_row(sheet: Worksheet, place: Place) -> None:
    """Increase the row height for a wrapped text; never decrease it."""
    cell = sheet.cell(place.row, place.column)
    if not cell.alignment.wrap_text or not isinstance(cell.value, str):
        return
    space = _space(sheet, place, float(cell.font.sz or USUAL_SIZE))
    if height := space.row_for(unescaped(cell.value)):
        sheet.row_dimensions[place.row].height = height


def _space(sheet: Worksheet, place: Place, size: float) -> TextSpace:
    bottom, right = place.row, place.column
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) == (place.row, place.column):
            bottom, right = area.max_row, area.max_col
    width = sum(_width(sheet, column) for column in range(place.column, right + 1)) - PADDING
    below = sum(_height(sheet, row) for row in range(place.row + 1, bottom + 1))
    return TextSpace(max(1, int(width)), size, _height(sheet, place.row), below)


def _width(sheet: Worksheet, column: int) -> float:
    letter = get_column_letter(column)
    is_set = letter in sheet.column_dimensions
    return (sheet.column_dimensions[letter].width if is_set else 0.0) or USUAL_WIDTH


def _height(sheet: Worksheet, row: int) -> float:
    return (
        sheet.row_dimensions[row].height if row in sheet.row_dimensions else 0.0
    ) or USUAL_HEIGHT
