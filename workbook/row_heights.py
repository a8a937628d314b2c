"""The space of cells for text: rows grow with long texts, so that nothing is cut off in print."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbook.places import Place
from workbook.xlsx.escaping import unescaped
from workbook.xlsx.pixel_sizes import INDENT, MARGIN, PIXELS_PER_POINT, digit_width
from workbook.xlsx.reader.cell_format import Font
from workbook.xlsx.text_metrics import TALLEST_ROW, ems, lines_of

USUAL_HEIGHT: Final = 15.0  # default row height of Excel, in points
_USUAL_WIDTH: Final = 8.43  # default column width of Excel, in half-width characters
_LINE: Final = 1.4  # line height as a multiple of the font size (an estimate)
_TALL_LINE: Final = 1.7  # of these fonts: Excel makes a row of 11 points 18.75 points high
_TALL_FONTS: Final = re.compile("(?:游|yu |メイリオ|meiryo)(?!.*ui)", re.IGNORECASE)
_MARGIN: Final = 2.0  # points above and below a text (an estimate)

_WORD: Final = re.compile("[!-~]+|.{1,8}")
"""What is not broken into lines: a number, an address of mail or web, a name."""
_SURELY: Final = 1.2  # times its estimated width, a text has in the widest of usual fonts
_LEAST_SHARE: Final = 0.7  # of its size: 10 points become 7, which are still read (an estimate)


@dataclass(frozen=True, slots=True)
class TextSpace:
    """The space of a cell or merged area for text.

    ``width`` is in half-width characters of its font. In points: ``line``, the height of a line,
    ``heights``, those of the rows that can grow, by number, and ``fixed``, that of the others.
    ``are_shared``: beside the area, the rows have texts of their own.
    """

    width: float
    line: float
    heights: Mapping[int, float]
    fixed: float = 0.0
    are_shared: bool = False

    def fits(self, text: str) -> bool:
        """Return whether a text without line breaks fits into a line, about."""
        return 2 * ems(text) <= self.width

    def surely_fits(self, text: str) -> bool:
        """Return whether a text without line breaks fits into a line in any font."""
        return 2 * _SURELY * ems(text) <= self.width

    def shrinks(self, text: str) -> bool:
        """Return whether a text is to be printed smaller where it may not fit, but not broken."""
        return (
            2 * _SURELY * len(text) > self.width
            and _WORD.fullmatch(text) is not None
            and not self.surely_fits(text)
            and 2 * _LEAST_SHARE * ems(text) <= self.width
        )

    def rows_for(self, text: str) -> Mapping[int, float]:
        """Return the new heights of the rows that wrapped text needs to be higher.

        The first row alone, so that a page hardly ends within a text; or all, if they are shared.
        """
        if "\n" not in text and (len(text) == 1 or 2 * len(text) <= self.width):
            return {}
        lines = lines_of(text, self.width)
        lacking = lines * self.line + _MARGIN - self.fixed - sum(self.heights.values())
        if lines == 1 or lacking <= 0:
            return {}
        share = lacking / max(1, len(self.heights)) if self.are_shared else lacking
        grown: dict[int, float] = {}
        for row, height in self.heights.items():
            more = min(share, lacking, TALLEST_ROW - height)
            lacking -= more
            if more > 0:
                grown[row] = round(height + more, 2)
        return grown


def space_of(font: Font, indent: int, width: float, heights: Mapping[int, float]) -> TextSpace:
    """Return the space for text in rows that can grow; ``width`` is in pixels."""
    letter = font.size * PIXELS_PER_POINT / 2
    line = font.size * (_TALL_LINE if _TALL_FONTS.search(font.name) else _LINE)
    return TextSpace(max(1.0, (width - MARGIN - indent * INDENT) / letter), line, heights)


def fit_text(sheet: Worksheet, place: Place) -> None:
    """Shrink a wrapped word, or increase the row height for a wrapped text; never decrease it."""
    cell = sheet.cell(place.row, place.column)
    if not cell.alignment.wrap_text or not isinstance(cell.value, str):
        return
    font = Font(str(cell.font.name), float(cell.font.sz or Font().size))
    space = _space(sheet, place, font, int(cell.alignment.indent))
    text = unescaped(cell.value)
    if space.shrinks(text):
        alignment: Any = copy(cell.alignment)
        alignment.wrap_text, alignment.shrink_to_fit = None, True
        cell.alignment = alignment
    else:
        for row, height in space.rows_for(text).items():
            sheet.row_dimensions[row].height = height


def _space(sheet: Worksheet, place: Place, font: Font, indent: int) -> TextSpace:
    bottom, right = place.row, place.column
    for area in sheet.merged_cells.ranges:
        if (area.min_row, area.min_col) == (place.row, place.column):
            bottom, right = area.max_row, area.max_col
    width = sum(_width(sheet, column) for column in range(place.column, right + 1))
    heights = {row: _height(sheet, row) for row in range(place.row, bottom + 1)}
    return space_of(font, indent, width, heights)


def _width(sheet: Worksheet, column: int) -> float:
    letter = get_column_letter(column)
    is_set = letter in sheet.column_dimensions
    characters = (sheet.column_dimensions[letter].width if is_set else 0.0) or _USUAL_WIDTH
    return round(characters * digit_width(Font("Calibri")))


def _height(sheet: Worksheet, row: int) -> float:
    return (
        sheet.row_dimensions[row].height if row in sheet.row_dimensions else 0.0
    ) or USUAL_HEIGHT
