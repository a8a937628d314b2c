"""Where form controls lie on a sheet: in pixels, and over which cell."""

from typing import Final, NamedTuple

from workbook.controls.vml_controls import SIDES, Anchor
from workbook.xlsx.editing.grid import Axis, Grid
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Cell

MARK: Final = 8
"""Pixels from a control's left edge to the middle of its square or ring."""


class Frame(NamedTuple):
    """Where a control lies, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def is_on_sheet(anchor: Anchor) -> bool:
    """Return whether an anchor is whole, and begins on the sheet."""
    if len(anchor) != SIDES or min(anchor) < 0:
        return False
    left, _, top, *_ = anchor
    return left < MAX_COLUMN and top < MAX_ROW


def corner(anchor: Anchor) -> tuple[int, ...]:
    """Return the upper left corner, by which controls are put in order."""
    left, inset, top, down, *_ = anchor
    return top, left, down, inset


def frame_of(grid: Grid, anchor: Anchor) -> Frame:
    """Measure a control."""
    left, inset, top, down, right, reach, bottom, depth = anchor
    return Frame(
        _at(grid.columns, left, inset),
        _at(grid.rows, top, down),
        _at(grid.columns, right, reach),
        _at(grid.rows, bottom, depth),
    )


def cell_under(grid: Grid, anchor: Anchor) -> Cell:
    """Return the cell under the square of a check box, or the ring of an option button.

    It begins in that cell; or just above or before, for it is taller than rows often are.
    """
    left, inset, top, down, _, _, bottom, _ = anchor
    row = top + 1
    if row <= bottom and 2 * down > _size(grid.rows, row):
        row += 1
    mark = grid.columns.start(left + 1) + min(inset, _size(grid.columns, left + 1)) + MARK
    return row, grid.columns.at(mark)[0] + 1


def _at(axis: Axis, number: int, inside: int) -> int:
    """Return the pixel so far into a row or column, which are counted from 0."""
    return axis.start(number + 1) + min(inside, _size(axis, number + 1))


def _size(axis: Axis, number: int) -> int:
    return axis.start(number + 1) - axis.start(number)
