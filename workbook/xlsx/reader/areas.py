"""References of cells and areas (``B3``, ``B3:D5``), and overlaps of areas."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import heappop, heappush
from typing import Final

from workbook.xlsx.guard.strict_xml import refuse

MAX_ROW: Final = 1_048_576  # limits of Excel
MAX_COLUMN: Final = 16_384

Cell = tuple[int, int]  # a row and a column, counted from 1
Area = tuple[int, int, int, int]
"""A rectangle of cells: first row, first column, last row, last column."""

_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")  # AB12
_LETTERS: Final = 26


@cache  # at most the 18,278 names that the pattern allows
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def cell_at(reference: str) -> Cell:
    """Parse the reference of a cell."""
    match = _CELL.fullmatch(reference)
    if match is None:
        refuse(f"no cell: {reference}")
    letters, digits = match.groups()
    row, column = int(digits), _column(letters)
    if row > MAX_ROW or column > MAX_COLUMN:
        refuse(f"beyond the sheet: {reference}")
    return row, column


def area_at(reference: str) -> Area:
    """Parse the reference of an area or a cell."""
    first, colon, last = reference.partition(":")
    top, left = cell_at(first)
    bottom, right = cell_at(last) if colon else (top, left)
    if top > bottom or left > right:
        refuse(f"corners exchanged: {reference}")
    return top, left, bottom, right


class _Sweep:
    """The areas that contain the current row, while it moves down a sheet (sweep line)."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._ends: list[tuple[int, tuple[int, int]]] = []

    def move_to(self, row: int) -> None:
        """Remove the areas that end above a row."""
        while self._ends and self._ends[0][0] < row:
            _, span = heappop(self._ends)
            del self._spans[bisect_right(self._spans, span) - 1]

    def enter(self, area: Area) -> None:
        """Add an area that begins at the row; reject it if it overlaps another one."""
        top, left, bottom, right = area
        self.move_to(top)
        after = bisect_right(self._spans, (left, MAX_COLUMN))
        if after and self._spans[after - 1][1] >= left:
            refuse(f"areas overlap: {area}")
        if after < len(self._spans) and self._spans[after][0] <= right:
            refuse(f"areas overlap: {area}")
        insort(self._spans, (left, right))
        heappush(self._ends, (bottom, (left, right)))

    def covers(self, column: int) -> bool:
        """Return whether an area contains a column of the current row."""
        before = bisect_right(self._spans, (column, MAX_COLUMN))
        return before > 0 and self._spans[before - 1][1] >= column


def check_no_overlap(areas: Iterable[Area]) -> None:
    """Reject areas that overlap."""
    sweep = _Sweep()
    for area in sorted(areas):
        sweep.enter(area)


def lies_in(cell: Cell, area: Area) -> bool:
    """Return whether an area contains a cell."""
    row, column = cell
    top, left, bottom, right = area
    return top <= row <= bottom and left <= column <= right


def covered(areas: Iterable[Area], cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield the cells that are in one of the areas.

    Cells must be sorted by row; areas must not overlap.
    """
    sweep = _Sweep()
    remaining = sorted(areas, reverse=True)
    for row, column in cells:
        while remaining and remaining[-1][0] <= row:
            sweep.enter(remaining.pop())
        sweep.move_to(row)
        if sweep.covers(column):
            yield row, column
