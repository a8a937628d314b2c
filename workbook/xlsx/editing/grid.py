"""The pixel grid of a sheet: approximate positions of its cells, independent of its font."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from openpyxl.utils import get_column_letter

from workbook.xlsx.editing.part_xml import Node
from workbook.xlsx.guard.strict_xml import Path, count_of
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Cell, area_at
from workbook.xlsx.reader.sizes import column_sizes, row_size, usual_sizes_in

_ROWS: Final = Path("m:sheetData/m:row[@r and (@ht or @hidden)]")
_MERGES: Final = Path("m:mergeCells/m:mergeCell")
_PIXELS_PER_DIGIT: Final = 7  # of Calibri 11, the default font of Excel
_PIXELS_PER_POINT: Final = 4 / 3  # at 96 dpi
_DEFAULT_WIDTH: Final = 9.14  # digits, margins included
_DEFAULT_HEIGHT: Final = 15.0  # points
_MAX_SIZE: Final = 1_000.0  # points or digits; above Excel's limits of 409 and 255

Band = tuple[int, int, int]
"""The first and last of equal rows or columns, from 1, and the size of each in pixels."""


class Axis:
    """The rows or the columns of a sheet."""

    def __init__(self, bands: Iterable[Band], default: int, count: int) -> None:
        """Build the axis from the bands of other than the default size."""
        self._bands = [*_fill_gaps(bands, default, count)]
        self._starts: list[int] = []
        self.length = 0
        for first, last, size in self._bands:
            self._starts.append(self.length)
            self.length += (last - first + 1) * size

    def start(self, number: int) -> int:
        """Return the offset of a row or column in pixels."""
        index = bisect_right(self._bands, (number, MAX_ROW + 1)) - 1
        first, _, size = self._bands[index]
        return self._starts[index] + (number - first) * size

    def at(self, pixel: int) -> tuple[int, int]:
        """Return the row or column at a pixel, from 0, and the offset inside it."""
        index = bisect_right(self._starts, pixel) - 1
        while index and not self._bands[index][2]:
            index -= 1
        first, last, size = self._bands[index]
        inside = pixel - self._starts[index]
        steps = min(inside // size, last - first) if size else 0
        return first - 1 + steps, inside - steps * size


class Grid:
    """The cells of a sheet."""

    def __init__(self, sheet: Node) -> None:
        """Read the column widths, row heights and merged areas of a worksheet."""
        usual, (bands, _) = usual_sizes_in(sheet), column_sizes(sheet)
        width = _pixels(usual.column_width, _PIXELS_PER_DIGIT, _DEFAULT_WIDTH * _PIXELS_PER_DIGIT)
        height = _pixels(usual.row_height, _PIXELS_PER_POINT, _DEFAULT_HEIGHT * _PIXELS_PER_POINT)
        columns = (
            (
                band.first,
                band.last,
                0 if band.is_hidden else _pixels(band.width, _PIXELS_PER_DIGIT, width),
            )
            for band in bands
        )
        sizes = ((count_of(row.get("r")), row_size(row)[0]) for row in _ROWS.elements(sheet))
        rows = (
            (row, row, 0 if size.is_hidden else _pixels(size.height, _PIXELS_PER_POINT, height))
            for row, size in sizes
            if size
        )
        self.columns = Axis(columns, width, MAX_COLUMN)
        self.rows = Axis(rows, height, MAX_ROW)
        areas = (merge.get("ref") or "" for merge in _MERGES.elements(sheet))
        self._merged = {area.partition(":")[0]: area for area in areas}

    def right_of(self, cell: Cell) -> int:
        """Return the right edge of a cell or its merged area, in pixels."""
        reference = f"{get_column_letter(cell[1])}{cell[0]}"
        _, _, _, right = area_at(self._merged.get(reference, reference))
        return self.columns.start(right + 1)


def _pixels(size: float | None, scale: float, default: float) -> int:
    return round(default if size is None or size > _MAX_SIZE else size * scale)


def _fill_gaps(bands: Iterable[Band], default: int, count: int) -> Iterator[Band]:
    """Yield contiguous bands for all rows or columns."""
    last = 0
    for band in sorted(bands):
        first, end = max(band[0], last + 1), min(band[1], count)
        if first <= end:
            if last + 1 < first:
                yield last + 1, first - 1, default
            yield first, end, band[2]
            last = end
    if last < count:
        yield last + 1, count, default
