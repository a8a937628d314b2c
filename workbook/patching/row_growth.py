"""Row heights for wrapped text, up to the limit of a row."""

from bisect import bisect_right
from dataclasses import replace
from typing import Final

from workbook.patching.layout import PartLayout
from workbook.row_heights import TextSpace, space_of
from workbook.xlsx.editing.part_xml import Node
from workbook.xlsx.editing.tags import Edit, without
from workbook.xlsx.guard.strict_xml import Path, count_of
from workbook.xlsx.pixel_sizes import PIXELS_PER_POINT, column_spans, row_spans
from workbook.xlsx.reader.areas import Area
from workbook.xlsx.reader.book import Sheet
from workbook.xlsx.reader.cell_format import CellFormat, Font

_COLUMNS: Final = Path("m:cols/m:col")
_HEIGHT: Final = frozenset([b"ht", b"customHeight"])


class RowHeights:
    """The row heights and column widths of a sheet, and the styles of its columns."""

    def __init__(self, tree: Node, layout: PartLayout, sheet: Sheet, usual: Font) -> None:
        """Read a sheet; the digits of ``usual`` are the unit of its column widths."""
        self._columns, self._rows = column_spans(sheet.sizes, usual), row_spans(sheet.sizes)
        self._used = {row for row, _ in sheet.cells}
        self._growing = {number for number, row in layout.rows.items() if not row.is_empty}
        self._last = max(self._growing, default=0)
        self._styles = sorted(
            (
                count_of(column.get("min")),
                count_of(column.get("max")),
                count_of(column.get("style") or "0"),
            )
            for column in _COLUMNS.elements(tree)
        )

    def space(self, area: Area, look: CellFormat) -> TextSpace:
        """Return the space of a cell or merged area for a text; empty rows of the file stay."""
        top, left, bottom, right = area
        width = self._columns.between(left, right)
        growing = (row for row in range(top, min(bottom, self._last) + 1) if row in self._growing)
        heights = {row: height for row in growing if (height := self._points(row, row))}
        fixed = self._points(top, bottom) - sum(heights.values())
        space = space_of(look.font, look.alignment.indent, width, heights)
        are_shared = any(row in self._used for row in heights if row > top)
        return replace(space, fixed=fixed, are_shared=are_shared)

    def _points(self, first: int, last: int) -> float:
        return self._rows.between(first, last) / PIXELS_PER_POINT

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
