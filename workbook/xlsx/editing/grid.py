"""Where the cells of a sheet lie in pixels, as far as its part tells; about right in any font."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from openpyxl.utils import get_column_letter

from workbook.xlsx.editing.part_xml import Node
from workbook.xlsx.guard.strict_xml import MAIN, Path, count_of, truth_of
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Cell, area_at

_COLUMNS: Final = Path("m:cols/m:col")
_ROWS: Final = Path("m:sheetData/m:row[@r and (@ht or @hidden)]")
_MERGES: Final = Path("m:mergeCells/m:mergeCell")
_PIXELS_PER_DIGIT: Final = 7
_PIXELS_PER_POINT: Final = 4 / 3
_USUAL_WIDTH: Final = 9.14  # digits, margins included
_USUAL_HEIGHT: Final = 15.0  # points
_LARGEST: Final = 1_000.0  # points or digits; Excel ends at 409 and 255

Band = tuple[int, int, int]
"""The first and the last of some rows or columns, from 1, and the pixels of each."""


class Axis:
    """The rows or the columns of a sheet."""

    def __init__(self, bands: Iterable[Band], usual: int, count: int) -> None:
        """Take the bands that are not of the usual size."""
        self._bands = [*_without_gaps(bands, usual, count)]
        self._starts: list[int] = []
        self.length = 0
        for first, last, size in self._bands:
            self._starts.append(self.length)
            self.length += (last - first + 1) * size

    def start(self, number: int) -> int:
        """Return the pixel at which a row or column begins."""
        index = bisect_right(self._bands, (number, MAX_ROW + 1)) - 1
        first, _, size = self._bands[index]
        return self._starts[index] + (number - first) * size

    def at(self, pixel: int) -> tuple[int, int]:
        """Return the row or column at a pixel, from 0, and how far inside it the pixel is."""
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
        """Measure a worksheet."""
        usual = sheet.find(MAIN + "sheetFormatPr")
        given = {} if usual is None else usual.attrib
        width = _pixels(given.get("defaultColWidth"), _PIXELS_PER_DIGIT, _USUAL_WIDTH)
        height = _pixels(given.get("defaultRowHeight"), _PIXELS_PER_POINT, _USUAL_HEIGHT)
        self.columns = Axis(_column_bands(sheet, width), width, MAX_COLUMN)
        self.rows = Axis(_row_bands(sheet, height), height, MAX_ROW)
        areas = (merge.get("ref") or "" for merge in _MERGES.elements(sheet))
        self._merged = {area.partition(":")[0]: area for area in areas}

    def right_of(self, cell: Cell) -> int:
        """Return the pixel at which a cell, or the area merged into it, has ended."""
        reference = f"{get_column_letter(cell[1])}{cell[0]}"
        _, _, _, right = area_at(self._merged.get(reference, reference))
        return self.columns.start(right + 1)


def _column_bands(sheet: Node, usual: int) -> Iterator[Band]:
    for column in _COLUMNS.elements(sheet):
        width = _pixels(column.get("width"), _PIXELS_PER_DIGIT, usual / _PIXELS_PER_DIGIT)
        hidden = truth_of(column.get("hidden"))
        yield count_of(column.get("min")), count_of(column.get("max")), 0 if hidden else width


def _row_bands(sheet: Node, usual: int) -> Iterator[Band]:
    for row in _ROWS.elements(sheet):
        height = _pixels(row.get("ht"), _PIXELS_PER_POINT, usual / _PIXELS_PER_POINT)
        number = count_of(row.get("r"))
        yield number, number, 0 if truth_of(row.get("hidden")) else height


def _pixels(size: str | None, scale: float, usual: float) -> int:
    try:
        given = usual if size is None else float(size)
    except ValueError:
        given = usual
    return round((given if 0 <= given <= _LARGEST else usual) * scale)


def _without_gaps(bands: Iterable[Band], usual: int, count: int) -> Iterator[Band]:
    """Yield bands for all rows or columns, one after the other."""
    last = 0
    for band in sorted(bands):
        first, end = max(band[0], last + 1), min(band[1], count)
        if first <= end:
            if last + 1 < first:
                yield last + 1, first - 1, usual
            yield first, end, band[2]
            last = end
    if last < count:
        yield last + 1, count, usual
