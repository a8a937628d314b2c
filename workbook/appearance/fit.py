"""Estimation of how much of a displayed text fits into its cell."""

import math
import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from workbook.places import area_of
from workbook.xlsx.guard.work_limit import WorkLimit
from workbook.xlsx.pixel_sizes import (
    INDENT,
    MARGIN,
    PIXELS_PER_POINT,
    Spans,
    column_spans,
    height_of,
    row_height,
    row_spans,
    width_of,
)
from workbook.xlsx.reader.areas import Area, Cell
from workbook.xlsx.reader.book import Sheet
from workbook.xlsx.reader.cell_format import CellFormat, Font
from workbook.xlsx.reader.sizes import ColumnBand, Sizes, UsualSizes

_WIDE: Final = re.compile(".")
_STACKED: Final = 255  # textRotation of vertical text (ECMA-376, 18.8.1)
_UPRIGHT: Final = 90  # degrees
_LEAST_SIZE: Final = 4.0  # font size in points; a smaller one is illegible in print (an estimate)
_LEAST_WIDTH: Final = 8.0  # cell width in pixels; a narrower cell shows no character (an estimate)
_LEAST_HEIGHT: Final = 6.0  # cell height in pixels, likewise
MOSTLY_SEEN: Final = 0.8
"""Share of a text that must fit into its cell; a tolerance for estimated widths."""
HARDLY_SEEN: Final = 0.5  # share of a text below which it cannot be understood (an estimate)
_MAX_NEIGHBOURS: Final = 60  # columns beside a cell that are checked for overflow (an estimate)
# Work per step of WorkLimit (about a microsecond, estimated).
_LETTERS_PER_STEP: Final = 8
_AREAS_PER_STEP: Final = 8
_TRIM_BY_VERTICAL: Final[Mapping[str, Callable[[str], str]]] = {
    "top": str.rstrip,
    "justify": str.rstrip,
    "center": str,
}
"""Trimming of blank lines: those on the side of the alignment push the text out of its cell."""
_TRIM_BY_HORIZONTAL: Final[Mapping[str, Callable[[str], str]]] = {
    "right": str.lstrip,
    "center": str,
}
_RIGHT_ONLY: Final = (1,)
_OVERFLOW_SIDES: Final[Mapping[str, tuple[int, ...]]] = {
    "right": (-1,),
    "center": (-1, 1),
    "centerContinuous": (-1, 1),
}
"""The sides on which a wide text overflows, as column steps."""


class CellBox(NamedTuple):
    """The size of a cell or merged area in pixels; height is None if it grows or is hidden."""

    width: float
    height: float | None

    @property
    def is_slit(self) -> bool:
        """Whether it is too small to show a character."""
        is_low = self.height is not None and self.height < _LEAST_HEIGHT
        return self.width < _LEAST_WIDTH or is_low


@lru_cache(maxsize=8)
def _columns(bands: tuple[ColumnBand, ...], usual: UsualSizes, font: Font) -> Spans:
    """Return the column widths. Cached, as forms of one blank share them."""
    return column_spans(Sizes(bands=bands, usual=usual), font)


class TextFit:
    """The cells of a sheet, measured on demand."""

    def __init__(self, sheet: Sheet, font: Font, work_limit: WorkLimit) -> None:
        """Read a sheet; the digits of ``font`` are the unit of its column widths."""
        self._sheet = sheet
        self._work_limit = work_limit
        self._columns = _columns(sheet.sizes.bands, sheet.sizes.usual, font)
        self._merges = {(merge.top, merge.left): area_of(merge) for merge in sheet.merges}
        self._merges_by_row: dict[int, list[tuple[int, int]]] = {}
        self._boxes: dict[Area, CellBox] = {}

    def area(self, cell: Cell) -> Area:
        """Return the merged area of a cell, or the cell itself."""
        return self._merges.get(cell, (*cell, *cell))

    def box(self, cell: Cell) -> CellBox:
        """Return the size of a cell or its merged area."""
        area = self.area(cell)
        if area not in self._boxes:
            self._boxes[area] = self._measure(cell, area)
        return self._boxes[area]

    def _measure(self, cell: Cell, area: Area) -> CellBox:
        top, left, bottom, right = area
        width, sizes = self._columns.between(left, right), self._sheet.sizes
        row = sizes.rows.get(top)
        if cell not in self._merges and (row is None or row.height is None):
            return CellBox(width, None)
        height = row_height(sizes, top) if top == bottom else self._rows.between(top, bottom)
        return CellBox(width, height or None)

    @cached_property
    def _rows(self) -> Spans:
        return row_spans(self._sheet.sizes)

    def repeats(self, shown: str, look: CellFormat, cell: Cell) -> bool:
        """Return whether a text with "fill" alignment is shown more than once."""
        return 2 * width_of(shown, look.font.size) < self.box(cell).width

    def visible_share(self, text: str, look: CellFormat, cell: Cell, *, is_text: bool) -> float:
        """Return the estimated share of a text that is visible in its cell."""
        self._work_limit.spend(len(text) // _LETTERS_PER_STEP)
        width, height = self.box(cell)
        width -= MARGIN
        size, alignment = look.font.size, look.alignment
        if alignment.rotation:
            return 1.0 if height is None else _rotated_share(text, look, width, height)
        height_share = 1.0 if height is None else height / (size * PIXELS_PER_POINT)
        if not is_text:
            return height_share
        width = max(width - alignment.indent * INDENT, 1.0)
        if alignment.wraps and not alignment.shrink:
            text = _TRIM_BY_VERTICAL.get(alignment.vertical, str.lstrip)(text)
            lines = width_of(text, size) / width if "\n" not in text else math.inf
            if height is None or lines <= 1.0:
                return height_share
            visible = height / height_of(text, size, width)
            # A text slightly wider than one line, by estimate, may in fact fit into it.
            return min(
                height_share, max(visible, HARDLY_SEEN) if lines * MOSTLY_SEEN <= 1.0 else visible
            )
        text = _TRIM_BY_HORIZONTAL.get(alignment.horizontal, str.rstrip)(text.replace("\n", ""))
        needed = width_of(text, size)
        if alignment.shrink:
            return height_share if size * width / needed >= _LEAST_SIZE else 0.0
        if needed > width and cell not in self._merges:
            column_steps = _OVERFLOW_SIDES.get(alignment.horizontal, _RIGHT_ONLY)
            overflow = (needed - width) / len(column_steps)
            width += sum(
                min(overflow, self._free_beside(cell, overflow, step)) for step in column_steps
            )
        return min(height_share, width / needed)

    def _free_beside(self, cell: Cell, needed: float, step: int) -> float:
        """Return the pixels of empty cells on one side of a cell, into which its text overflows."""
        row, first = cell
        merged = self._merged_in(row)
        free = 0.0
        for column in range(first + step, max(0, first + step * _MAX_NEIGHBOURS), step):
            is_used = (row, column) in self._sheet.cells
            if free >= needed or is_used or any(left <= column <= right for left, right in merged):
                break
            free += self._columns.between(column, column)
        return free

    def _merged_in(self, row: int) -> list[tuple[int, int]]:
        """Return the first and last columns of the merged areas in a row."""
        if row not in self._merges_by_row:
            self._work_limit.spend(len(self._merges) // _AREAS_PER_STEP)
            self._merges_by_row[row] = [
                (left, right)
                for top, left, bottom, right in self._merges.values()
                if top <= row <= bottom
            ]
        return self._merges_by_row[row]


def _rotated_share(text: str, look: CellFormat, width: float, height: float) -> float:
    """Return the visible share of a rotated text in a cell of fixed height."""
    size, alignment = look.font.size, look.alignment
    if alignment.rotation == _STACKED:
        text = _WIDE.sub("\u3000", text)
    if alignment.wraps and abs(alignment.rotation) >= _UPRIGHT:
        return min(1.0, width / height_of(text, size, height))
    angle = math.radians(min(abs(alignment.rotation), _UPRIGHT))
    line = size * PIXELS_PER_POINT
    return height / (width_of(text, size) * math.sin(angle) + line * math.cos(angle))
