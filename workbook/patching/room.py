"""Rows that grow with a long text, as far as a row can, where the text wraps."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workbook.annotation.edit_xml import Node, child_of
from workbook.annotation.written_text import lines_of
from workbook.guard.strict_xml import Path, count_of, number_of, truth_of
from workbook.height import TALLEST_ROW
from workbook.patching.layout import Layout
from workbook.patching.styles import Look
from workbook.patching.tags import Edit, attributes, without
from workbook.reader.areas import Area, Cell

_COLUMNS: Final = Path("m:cols/m:col")
_USUAL_WIDTH: Final = 8.43  # half-width characters
_USUAL_HEIGHT: Final = 15.0  # points
_PADDING: Final = 1.0  # characters; a little more than what Excel leaves free
_LINE_PER_POINT: Final = 1.4
_MARGIN: Final = 2.0
_HEIGHT: Final = frozenset([b"ht", b"customHeight"])


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a cell, or the area merged into it, has for wrapped text.

    ``width`` in half-width characters, ``line``, ``height`` and ``below`` in points; ``below`` is
    what the area has under its first row.
    """

    width: int
    line: float
    height: float
    below: float

    def row_for(self, text: str) -> float:
        """Give the height that the first row needs; 0 where it has it, or for a single line."""
        if "\n" not in text and (len(text) == 1 or 2 * len(text) <= self.width):
            return 0.0
        lines = lines_of(text, self.width)
        needed = lines * self.line + _MARGIN - self.below
        return needed if lines > 1 and needed > self.height else 0.0


class Rooms:
    """How high the rows of a sheet are and how wide its columns."""

    def __init__(self, sheet: Node, layout: Layout, merges: Mapping[Cell, Area]) -> None:
        """Measure a sheet; ``merges`` has the merged areas by their first cells."""
        usual = child_of(sheet, "sheetFormatPr")
        given = {} if usual is None else usual.attrib
        self._usual_width = number_of(given.get("defaultColWidth", str(_USUAL_WIDTH)))
        self._usual_height = number_of(given.get("defaultRowHeight", str(_USUAL_HEIGHT)))
        self._columns = sorted(
            (
                count_of(column.get("min")),
                count_of(column.get("max")),
                self._width(column),
                count_of(column.get("style") or "0"),
            )
            for column in _COLUMNS.elements(sheet)
        )
        self._layout = layout
        self._merges = merges

    def room(self, cell: Cell, look: Look) -> Room | None:
        """Say how much room a cell has; None where its text does not wrap."""
        if not look.wraps:
            return None
        top, left, bottom, right = self._merges.get(cell, (*cell, *cell))
        width = sum(self._column(column)[0] for column in range(left, right + 1)) - _PADDING
        below = sum(self._height(row) for row in range(top + 1, bottom + 1))
        return Room(max(1, int(width)), look.size * _LINE_PER_POINT, self._height(top), below)

    def style_of_column(self, column: int) -> int:
        """Give the style of the cells that are not there."""
        return self._column(column)[1]

    def _width(self, column: Node) -> float:
        given = column.get("width")
        width = self._usual_width if given is None else number_of(given)
        return 0.0 if truth_of(column.get("hidden")) else width

    def _column(self, column: int) -> tuple[float, int]:
        index = bisect_right(self._columns, column, key=lambda band: band[0]) - 1
        if index >= 0 and self._columns[index][1] >= column:
            return self._columns[index][2:]
        return self._usual_width, 0

    def _height(self, number: int) -> float:
        row = self._layout.rows.get(number)
        given = dict(attributes(row.attributes)) if row else {}
        if given.get(b"hidden") in {b"1", b"true"}:
            return 0.0
        return number_of(given[b"ht"].decode()) if b"ht" in given else self._usual_height


def raised(layout: Layout, number: int, points: float) -> Edit:
    """Make a row as high as that, or as high as rows can be."""
    row = layout.rows[number]
    raw = without(row.attributes, _HEIGHT)
    height = f"{min(points, TALLEST_ROW):.2f}".rstrip("0").rstrip(".").encode()
    tag = b'<%brow%b ht="%b" customHeight="1">' % (layout.prefix, raw, height)
    return row.start, row.opened, 0, tag
