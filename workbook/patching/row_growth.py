"""Row heights for wrapped text, up to the limit of a row."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

from workbook.patching.layout import PartLayout
from workbook.patching.styles import WrittenStyle
from workbook.row_heights import PADDING, USUAL_HEIGHT, USUAL_WIDTH, TextSpace
from workbook.xlsx.editing.part_xml import Node, child_of
from workbook.xlsx.editing.tags import Edit, attributes, without
from workbook.xlsx.guard.strict_xml import Path, count_of, number_of, truth_of
from workbook.xlsx.reader.areas import Area, Cell

_COLUMNS: Final = Path("m:cols/m:col")
_HEIGHT: Final = frozenset([b"ht", b"customHeight"])


class RowHeights:
    """The row heights and column widths of a sheet."""

    def __init__(self, sheet: Node, layout: PartLayout, merges: Mapping[Cell, Area]) -> None:
        """Read the sizes of a sheet; ``merges`` are the merged areas by their first cells."""
        usual = child_of(sheet, "sheetFormatPr")
        given = {} if usual is None else usual.attrib
        self._usual_width = number_of(given.get("defaultColWidth", str(USUAL_WIDTH)))
        self._usual_height = number_of(given.get("defaultRowHeight", str(USUAL_HEIGHT)))
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

    def space(self, cell: Cell, style_effect: WrittenStyle) -> TextSpace:
        """Return the space of a cell for a text that wraps."""
        top, left, bottom, right = self._merges.get(cell, (*cell, *cell))
        width = sum(self._column(column)[0] for column in range(left, right + 1)) - PADDING
        below = sum(self._height(row) for row in range(top + 1, bottom + 1))
        return TextSpace(max(1, int(width)), style_effect.size, self._height(top), below)

    def style_of_column(self, column: int) -> int:
        """Return the style of cells that are not in the file."""
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


def with_row_height(layout: PartLayout, number: int, points: float) -> Edit:
    """Return an edit that sets the height of a row."""
    row = layout.rows[number]
    raw = without(row.attributes, _HEIGHT)
    height = f"{points:.2f}".rstrip("0").rstrip(".").encode()
    tag = b'<%brow%b ht="%b" customHeight="1">' % (layout.prefix, raw, height)
    return row.start, row.opened, 0, tag
