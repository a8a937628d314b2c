"""Areas that lines alone make one: cells that were framed together and never merged."""

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple

from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.cell_format import CellFormat

Areas = Mapping[Cell, Cell]
"""The last cell of each area by its first."""

_MOST_ACROSS: Final = 120
_MOST_DOWN: Final = 40


class SheetCell(NamedTuple):
    """A cell of a blank: the text that it holds, None for nothing, and its format."""

    text: str | None
    format: CellFormat


Cells = Mapping[Cell, SheetCell]


def cells_of(first: Cell, last: Cell) -> list[Cell]:
    """Return the cells of an area."""
    return [*product(range(first[0], last[0] + 1), range(first[1], last[1] + 1))]


class Lines:
    """Where lines are drawn between the cells of a sheet: right of cells, and below them."""

    def __init__(self, cells: Cells, merged: Areas) -> None:
        """Take the lines of cells, and of merged areas; each may be drawn by two neighbours."""
        self._right: set[Cell] = set()
        self._below: set[Cell] = set()
        for first, (_, shown) in cells.items():
            (top, left), (bottom, right), border = first, merged.get(first, first), shown.border
            rows, columns = range(top, bottom + 1), range(left, right + 1)
            if border.right:
                self._right.update((row, right) for row in rows)
            if border.left:
                self._right.update((row, left - 1) for row in rows)
            if border.bottom:
                self._below.update((bottom, column) for column in columns)
            if border.top:
                self._below.update((top - 1, column) for column in columns)

    def areas(
        self, cells: Collection[Cell], barred: Collection[Cell]
    ) -> Iterator[tuple[Cell, Cell]]:
        """Yield the framed areas of several cells, none of them barred: first and last cell."""
        covered: set[Cell] = set()
        for first in sorted(cells):
            is_alone = first in self._right and first in self._below
            if not is_alone and first not in covered and first not in barred:
                last = self._last(first)
                area = cells_of(first, last)
                if self._is_framed(area) and all(c in cells and c not in barred for c in area):
                    covered.update(area)
                    yield first, last

    def _last(self, first: Cell) -> Cell:
        """Follow the lines from the first cell of an area."""
        (top, left), (bottom, right) = first, first
        while (top, right) not in self._right and right - left < _MOST_ACROSS:
            right += 1
        while (bottom, left) not in self._below and bottom - top < _MOST_DOWN:
            bottom += 1
        return bottom, right

    def _is_framed(self, area: list[Cell]) -> bool:
        """Return whether lines are drawn all around an area, and none within."""
        (top, left), (bottom, right) = area[0], area[-1]
        return (
            all(((row, column) in self._right) == (column == right) for row, column in area)
            and all(((row, column) in self._below) == (row == bottom) for row, column in area)
            and all((row, left - 1) in self._right for row in range(top, bottom + 1))
            and all((top - 1, column) in self._below for column in range(left, right + 1))
        )
