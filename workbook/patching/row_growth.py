"""Row heights for wrapped text, up to the limit of a row."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

from workbook.patching.layout import PartLayout
from workbook.row_heights import TextSpace, space_of
from workbook.xlsx.editing.part_xml import Node
from workbook.xlsx.editing.tags import Edit, without
from workbook.xlsx.guard.strict_xml import Path, count_of
from workbook.xlsx.pixel_sizes import PIXELS_PER_POINT, column_spans, row_spans
from workbook.xlsx.reader.areas import Area, Cell
from workbook.xlsx.reader.cell_format import CellFormat, Font
from workbook.xlsx.reader.sizes import Sizes

_COLUMNS: Final = Path("m:cols/m:col")
_HEIGHT: Final = frozenset([b"ht", b"customHeight"])


class RowHeights:
    """The row heights and column widths of a sheet, and the styles of its columns."""

    def __init__(self, tree: Node, sizes: Sizes, merges: Mapping[Cell, Area], usual: Font) -> None:
        """Read a sheet; ``merges`` are the merged areas by their first cells.

        The digits of ``usual`` are the unit of its column widths.
        """
        self._columns, self._rows = column_spans(sizes, usual), row_spans(sizes)
        self._merges = merges
        self._styles = sorted(
            (
                count_of(column.get("min")),
                count_of(column.get("max")),
                count_of(column.get("style") or "0"),
            )
            for column in _COLUMNS.elements(tree)
        )

    def space(self, cell: Cell, look: CellFormat) -> TextSpace:
        """Return the space of a cell for a text."""
        top, left, bottom, right = self._merges.get(cell, (*cell, *cell))
        width = self._columns.between(left, right)
        height, below = self._rows.between(top, top), self._rows.between(top + 1, bottom)
        heights = height / PIXELS_PER_POINT, below / PIXELS_PER_POINT
        return space_of(look.font, look.alignment.indent, width, *heights)

    def style_of_column(self, column: int) -> int:
        """Return the style of cells that are not in the file."""
        index = bisect_right(self._styles, column, key=lambda band: band[0]) - 1
        is_inside = index >= 0 and self._styles[index][1] >= column
        return self._styles[index][2] if is_inside else 0


def with_row_height(layout: PartLayout, number: int, points: float) -> Edit:
    """Return an edit that sets the height of a row."""
    row = layout.rows[number]
    raw = without(row.attributes, _HEIGHT)
    height = f"{points:.2f}".rstrip("0").rstrip(".").encode()
    tag = b'<%brow%b ht="%b" customHeight="1">' % (layout.prefix, raw, height)
    return row.start, row.opened, 0, tag
