"""How much of what a cell displays has room in it."""

import math
import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from workbook.places import area_of
from workbook.preview.size import (
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
from workbook.xlsx.guard.effort import Effort
from workbook.xlsx.reader.areas import Area, Cell
from workbook.xlsx.reader.book import Sheet
from workbook.xlsx.reader.formats import CellFormat, Font
from workbook.xlsx.reader.sizes import ColumnBand, Sizes, UsualSizes

_WIDE: Final = re.compile(".")
_STACKED: Final = 255
_UPRIGHT: Final = 90
_LEAST_SIZE: Final = 4.0
"""Of type, in points: smaller one is a line of dust in print."""
_LEAST_WIDTH: Final = 8.0
"""Of a cell, in pixels: a narrower one shows no character."""
_LEAST_HEIGHT: Final = 6.0
"""Of a cell, in pixels, likewise."""
MOSTLY_SEEN: Final = 0.8
"""The share of a text that must fit into its cell; widths are reckoned with this margin."""
HARDLY_SEEN: Final = 0.5
"""The share of a text below which its reader cannot tell what it says."""
_MOST_BESIDE: Final = 60
"""So many columns are looked at beside a cell."""
_LETTERS_A_STEP: Final = 8
_AREAS_A_STEP: Final = 8
_LEFT_ON_TOP: Final[Mapping[str, Callable[[str], str]]] = {
    "top": str.rstrip,
    "justify": str.rstrip,
    "center": str,
}
"""What is taken from a text that stands at the top; lines before it push it out elsewhere."""
_LEFT_IN_FRONT: Final[Mapping[str, Callable[[str], str]]] = {"right": str.lstrip, "center": str}
_ON_THE_RIGHT: Final = (1,)
_GOES_ON: Final[Mapping[str, tuple[int, ...]]] = {
    "right": (-1,),
    "center": (-1, 1),
    "centerContinuous": (-1, 1),
}
"""On which sides a text goes on that is too wide for its cell, as steps of columns."""


class CellBox(NamedTuple):
    """The pixels of a cell or merged area; the height is None where it grows, or is hidden."""

    width: float
    height: float | None

    @property
    def is_slit(self) -> bool:
        """Whether it shows no character."""
        is_low = self.height is not None and self.height < _LEAST_HEIGHT
        return self.width < _LEAST_WIDTH or is_low


@lru_cache(maxsize=8)
def _columns(bands: tuple[ColumnBand, ...], usual: UsualSizes, font: Font) -> Spans:
    """Measure columns; forms that are made from one blank, which come in piles, share them."""
    return column_spans(Sizes(bands=bands, usual=usual), font)


class Fit:
    """The cells of a sheet, measured when they are asked for."""

    def __init__(self, sheet: Sheet, font: Font, effort: Effort) -> None:
        """Take a sheet and the font whose digits are the unit of its columns' widths."""
        self._sheet = sheet
        self._effort = effort
        self._columns = _columns(sheet.sizes.bands, sheet.sizes.usual, font)
        self._merges = {(merge.top, merge.left): area_of(merge) for merge in sheet.merges}
        self._crossed: dict[int, list[tuple[int, int]]] = {}
        self._boxes: dict[Area, CellBox] = {}

    def area(self, cell: Cell) -> Area:
        """Return the area merged into a cell, or the cell."""
        return self._merges.get(cell, (*cell, *cell))

    def box(self, cell: Cell) -> CellBox:
        """Measure a cell, or the area merged into it."""
        area = self.area(cell)
        if area not in self._boxes:
            self._boxes[area] = self._measured(cell, area)
        return self._boxes[area]

    def _measured(self, cell: Cell, area: Area) -> CellBox:
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
        """Return whether a text that fills its cell again and again is seen more than once."""
        return 2 * width_of(shown, look.font.size) < self.box(cell).width

    def visible_share(self, text: str, look: CellFormat, cell: Cell, *, is_text: bool) -> float:
        """Return how much of a text its cell shows, about: what does not fit is cut off."""
        self._effort.spend(len(text) // _LETTERS_A_STEP)
        width, height = self.box(cell)
        width -= MARGIN
        size, place = look.font.size, look.alignment
        if place.rotation:
            return 1.0 if height is None else _turned_share(text, look, width, height)
        low = 1.0 if height is None else height / (size * PIXELS_PER_POINT)
        if not is_text:
            return low
        width = max(width - place.indent * INDENT, 1.0)
        if place.wraps and not place.shrink:
            text = _LEFT_ON_TOP.get(place.vertical, str.lstrip)(text)
            lines = width_of(text, size) / width if "\n" not in text else math.inf
            if height is None or lines <= 1.0:
                return low
            seen = height / height_of(text, size, width)
            # What hardly goes on in a second line may fit into the first.
            return min(low, max(seen, HARDLY_SEEN) if lines * MOSTLY_SEEN <= 1.0 else seen)
        text = _LEFT_IN_FRONT.get(place.horizontal, str.rstrip)(text.replace("\n", ""))
        needed = width_of(text, size)
        if place.shrink:
            return low if size * width / needed >= _LEAST_SIZE else 0.0
        if needed > width and cell not in self._merges:
            sides = _GOES_ON.get(place.horizontal, _ON_THE_RIGHT)
            over = (needed - width) / len(sides)
            width += sum(min(over, self._free_beside(cell, over, step)) for step in sides)
        return min(low, width / needed)

    def _free_beside(self, cell: Cell, needed: float, step: int) -> float:
        """Return the pixels of empty cells on one side of a cell, over which its text goes on."""
        row, first = cell
        merged = self._merged_in(row)
        free = 0.0
        for column in range(first + step, max(0, first + step * _MOST_BESIDE), step):
            is_taken = (row, column) in self._sheet.cells
            if free >= needed or is_taken or any(left <= column <= right for left, right in merged):
                break
            free += self._columns.between(column, column)
        return free

    def _merged_in(self, row: int) -> list[tuple[int, int]]:
        """Return the first and last columns of the merged areas that a row cuts through."""
        if row not in self._crossed:
            self._effort.spend(len(self._merges) // _AREAS_A_STEP)
            self._crossed[row] = [
                (left, right)
                for top, left, bottom, right in self._merges.values()
                if top <= row <= bottom
            ]
        return self._crossed[row]


def _turned_share(text: str, look: CellFormat, width: float, height: float) -> float:
    """Return the visible share of a rotated text in a cell that does not grow."""
    size, place = look.font.size, look.alignment
    if place.rotation == _STACKED:
        text = _WIDE.sub("\u3000", text)
    if place.wraps and abs(place.rotation) >= _UPRIGHT:
        return min(1.0, width / height_of(text, size, height))
    angle = math.radians(min(abs(place.rotation), _UPRIGHT))
    line = size * PIXELS_PER_POINT
    return height / (width_of(text, size) * math.sin(angle) + line * math.cos(angle))
