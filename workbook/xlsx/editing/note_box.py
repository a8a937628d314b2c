"""The box of a comment: beside its cell, large enough for its text."""

from dataclasses import dataclass
from typing import Final

from workbook.xlsx.editing.grid import Axis, Grid
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.text_metrics import lines_of

_NARROW: Final = (300, 44)
"""Width in pixels, and the half-width characters that safely fit into a line (estimated)."""
_WIDE: Final = (460, 68)
_MAX_NARROW_LINES: Final = 14  # lines above which the wide box is used (an estimate)
_LINE: Final = 17  # pixels, at 9 points
_MARGINS: Final = 14  # pixels above and below the text
_GAP: Final = 15  # pixels beside the cell
_ABOVE: Final = 10  # pixels
_POINTS: Final = 0.75  # of a pixel


@dataclass(frozen=True, slots=True)
class CommentBox:
    """The position of a comment: as an anchor to cells, and in pixels of the sheet."""

    cell: Cell
    left: int
    top: int
    width: int
    height: int
    anchor: str

    @property
    def style(self) -> str:
        """The position and size as CSS."""
        named = {"margin-left": self.left, "margin-top": self.top}
        named |= {"width": self.width, "height": self.height}
        return "".join(f"{name}:{pixels * _POINTS:g}pt;" for name, pixels in named.items())


def box_for(cell: Cell, text: str, grid: Grid) -> CommentBox:
    """Return the box of a comment: right of its cell, but inside the sheet."""
    width, height = _size(text)
    left = _within(grid.right_of(cell) + _GAP, width, grid.columns)
    top = _within(grid.rows.start(cell[0]) - _ABOVE, height, grid.rows)
    ends = (
        *grid.columns.at(left),
        *grid.rows.at(top),
        *grid.columns.at(left + width),
        *grid.rows.at(top + height),
    )
    return CommentBox(cell, left, top, width, height, ", ".join(map(str, ends)))


def _size(text: str) -> tuple[int, int]:
    width, letters = _NARROW
    lines = lines_of(text, letters)
    if lines > _MAX_NARROW_LINES:
        width, letters = _WIDE
        lines = lines_of(text, letters)
    return width, lines * _LINE + _MARGINS


def _within(start: int, size: int, axis: Axis) -> int:
    return max(0, min(start, axis.length - size))
