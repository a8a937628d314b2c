"""Areas that lines alone make one: cells that were framed together and never merged."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.cell_format import CellFormat

Area = tuple[Cell, Cell]

_MOST_ACROSS: Final = 120
_MOST_DOWN: Final = 40


class SheetCell(NamedTuple):
    """A cell of a blank: the text that it holds, None for nothing, and its format."""

    text: str | None
    format: CellFormat


Cells = Mapping[Cell, SheetCell]


class Lines:
    """Where lines are drawn between the cells of a sheet."""

    def __init__(self, cells: Cells, merged: Mapping[Cell, Cell]) -> None:
        """Take the lines of cells; each may be drawn by either of two neighbours.

        ``merged`` has the last cell of each merged area by its first, whose lines are the area's.
        """
        self._right: set[Cell] = set()
        self._below: set[Cell] = set()
        for first, (_, cell_format) in cells.items():
            border = cell_format.border
            top, left = first
            bottom, right = merged.get(first, first)
            for row in range(top, bottom + 1):
                if border.right:
                    self._right.add((row, right))
                if border.left:
                    self._right.add((row, left - 1))
            for column in range(left, right + 1):
                if border.bottom:
                    self._below.add((bottom, column))
                if border.top:
                    self._below.add((top - 1, column))

    def areas(self, cells: Collection[Cell], barred: Collection[Cell]) -> Iterator[Area]:
        """Yield the framed areas of several cells, none of them barred: first and last cell."""
        covered: set[Cell] = set()
        for row, column in sorted(cells):
            first = (row, column)
            is_alone = first in self._right and first in self._below
            if is_alone or first in covered or first in barred or not self._begins(first):
                continue
            last = self._last(first, cells, barred)
            if last is not None and last != first:
                covered.update(
                    (r, c) for r in range(row, last[0] + 1) for c in range(column, last[1] + 1)
                )
                yield first, last

    def has_below(self, cell: Cell) -> bool:
        """Return whether a line is drawn under a cell."""
        return cell in self._below

    def has_right(self, cell: Cell) -> bool:
        """Return whether a line is drawn right of a cell."""
        return cell in self._right

    def _begins(self, cell: Cell) -> bool:
        row, column = cell
        return (row, column - 1) in self._right and (row - 1, column) in self._below

    def _last(self, first: Cell, cells: Collection[Cell], barred: Collection[Cell]) -> Cell | None:
        """Follow the lines from the first cell of an area; None where they leave a gap."""
        top, left = first
        right, bottom = left, top
        while (top, right) not in self._right and right - left < _MOST_ACROSS:
            right += 1
        while (bottom, left) not in self._below and bottom - top < _MOST_DOWN:
            bottom += 1
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        inner = [(row, column) for row in rows for column in columns]
        if any(cell not in cells or cell in barred for cell in inner):
            return None
        is_framed = (
            all((row, left - 1) in self._right and (row, right) in self._right for row in rows)
            and all((top - 1, c) in self._below and (bottom, c) in self._below for c in columns)
            and not any((row, c) in self._right for row in rows for c in columns[:-1])
            and not any((row, c) in self._below for row in rows[:-1] for c in columns)
        )
        return (bottom, right) if is_framed else None
