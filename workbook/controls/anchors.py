"""Anchors of form controls on a sheet: their position in pixels, and the cell below."""

from typing import Final, NamedTuple

from workbook.controls.vml_controls import SIDES, Anchor
from workbook.xlsx.editing.grid import Axis, Grid
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Cell

MARK: Final = 8  # pixels from a control's left edge to the centre of its square or ring (estimated)


class Frame(NamedTuple):
    """The rectangle of a control, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """Its area in square pixels; 0 if an edge is beyond the opposite one."""
        return max(0, self.right - self.left) * max(0, self.bottom - self.top)


def is_on_sheet(anchor: Anchor) -> bool:
    """Return whether an anchor is complete and begins on the sheet."""
    if len(anchor) != SIDES or min(anchor) < 0:
        return False
    left, _, top, *_ = anchor
    return left < MAX_COLUMN and top < MAX_ROW


def corner(anchor: Anchor) -> tuple[int, ...]:
    """Return the upper left corner as a sort key for controls."""
    left, left_offset, top, top_offset, *_ = anchor
    return top, left, top_offset, left_offset


def frame_of(grid: Grid, anchor: Anchor) -> Frame:
    """Return the rectangle of a control."""
    left, left_offset, top, top_offset, right, right_offset, bottom, bottom_offset = anchor
    return Frame(
        _at(grid.columns, left, left_offset),
        _at(grid.rows, top, top_offset),
        _at(grid.columns, right, right_offset),
        _at(grid.rows, bottom, bottom_offset),
    )


def cell_under(grid: Grid, anchor: Anchor) -> Cell:
    """Return the cell under the square of a check box or the ring of an option button.

    A control may begin above its cell, as it is often taller than a row. So if it begins in the
    lower half of a row, it belongs to the next row.
    """
    left, left_offset, top, top_offset, _, _, bottom, _ = anchor
    row = top + 1
    if row <= bottom and 2 * top_offset > _size(grid.rows, row):
        row += 1
    mark = grid.columns.start(left + 1) + min(left_offset, _size(grid.columns, left + 1)) + MARK
    return row, grid.columns.at(mark)[0] + 1


def _at(axis: Axis, number: int, inside: int) -> int:
    """Return the pixel at an offset inside a row or column, which is counted from 0."""
    return axis.start(number + 1) + min(inside, _size(axis, number + 1))


def _size(axis: Axis, number: int) -> int:
    return axis.start(number + 1) - axis.start(number)
