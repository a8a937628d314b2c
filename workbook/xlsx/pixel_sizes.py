"""Estimated sizes of columns, rows and texts, in pixels at 96 dpi."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Final

from workbook.xlsx.reader.cell_format import Font
from workbook.xlsx.reader.sizes import Sizes, UsualSizes
from workbook.xlsx.text_metrics import ems, lines_of

PIXELS_PER_POINT: Final = 4 / 3  # at 96 dpi
MARGIN: Final = 6.0
"""Pixels on both sides of a cell together that its text cannot use (an estimate)."""
INDENT: Final = 9.0  # pixels of one level of indent (an estimate)

TALLEST: Final = 409.5 * PIXELS_PER_POINT  # the limit of Excel

_LINE_HEIGHT: Final = 1.35  # of the font size (an estimate)
_JAPANESE: Final = re.compile(r"[^\x00-\x7f]|gothic|mincho|meiryo|^ms |^yu ", re.IGNORECASE)
_LATIN_DIGIT: Final = 0.507  # width of a digit of Calibri, of its font size
# Excel's default width is 8 digits and 5 pixels, rounded up to a multiple of 8 pixels.
_PADDING: Final = 5
_STEP: Final = 8
_WIDEST: Final = 255.0  # characters, the limit of Excel
_USUAL_HEIGHT: Final = 20.0  # Excel's default of 15 points
_PRECISION: Final = 6
"""Decimal places of a pixel; beyond them, sums differ by the order of addition."""


def columns_of(sizes: Sizes, font: Font, left: int, right: int) -> Iterator[tuple[int, float]]:
    """Yield the visible columns with their widths."""
    digit = digit_width(font)
    usual = _usual_width(sizes.usual, digit)
    bands, at = sizes.bands, bisect_left(sizes.bands, left, key=attrgetter("last"))
    for number in range(left, right + 1):
        if at < len(bands) and bands[at].last < number:
            at += 1
        if at == len(bands) or bands[at].first > number:
            yield number, usual
        elif not bands[at].is_hidden and (width := _width(bands[at].width, digit, usual)):
            yield number, width


def rows_of(sizes: Sizes, top: int, bottom: int) -> Iterator[tuple[int, float, bool]]:
    """Yield the visible rows with their heights, and whether the height was set."""
    usual = _height(sizes.usual.row_height) or _USUAL_HEIGHT
    for number in range(top, bottom + 1):
        row = sizes.rows.get(number)
        if row is None or row.height is None:
            if not (sizes.usual.are_rows_hidden or (row is not None and row.is_hidden)):
                yield number, usual, False
        elif not row.is_hidden and (height := _height(row.height)):
            yield number, height, True


class Spans:
    """Cumulative sizes of rows or columns, for sums over any range in logarithmic time."""

    def __init__(self, bands: Iterable[tuple[int, int, float]], usual: float) -> None:
        """Build from the sorted bands of other than the default size: first, last, size of each."""
        self._usual = usual
        self._firsts: list[int] = []
        self._bands: list[tuple[int, float, float]] = []
        excess = 0.0
        for first, last, size in bands:
            self._firsts.append(first)
            self._bands.append((last, size - usual, excess))
            excess += (last - first + 1) * (size - usual)

    def between(self, first: int, last: int) -> float:
        """Return the pixels from the start of one to the end of another."""
        usual = (last - first + 1) * self._usual
        return round(usual + self._excess(last) - self._excess(first - 1), _PRECISION)

    def _excess(self, number: int) -> float:
        """Return the pixels in excess of the default up to the end of a row or column."""
        at = bisect_right(self._firsts, number) - 1
        if at < 0:
            return 0.0
        last, size, before = self._bands[at]
        return before + (min(number, last) - self._firsts[at] + 1) * size


def column_spans(sizes: Sizes, font: Font) -> Spans:
    """Return the widths of columns; hidden ones are 0."""
    digit = digit_width(font)
    usual = _usual_width(sizes.usual, digit)
    bands = (
        (band.first, band.last, 0.0 if band.is_hidden else _width(band.width, digit, usual))
        for band in sizes.bands
    )
    return Spans(bands, usual)


def row_spans(sizes: Sizes) -> Spans:
    """Return the heights of rows; hidden ones are 0."""
    bands = ((number, number, row_height(sizes, number)) for number in sizes.rows)
    return Spans(bands, _usual_height(sizes))


def row_height(sizes: Sizes, number: int) -> float:
    """Return the height of a row; 0 if hidden."""
    row = sizes.rows.get(number)
    if row is None:
        return _usual_height(sizes)
    if row.is_hidden:
        return 0.0
    return _usual_height(sizes) if row.height is None else _height(row.height)


def _usual_height(sizes: Sizes) -> float:
    if sizes.usual.are_rows_hidden:
        return 0.0
    return _height(sizes.usual.row_height) or _USUAL_HEIGHT


def width_of(text: str, size: float) -> float:
    """Return the estimated width of a text without its line breaks; ``size`` is in points."""
    return ems(text) * size * PIXELS_PER_POINT


def height_of(text: str, size: float, width: float) -> float:
    """Return the estimated height of a text wrapped at a width."""
    lines = lines_of(text, 2 * width / (size * PIXELS_PER_POINT))
    return lines * size * PIXELS_PER_POINT * _LINE_HEIGHT


@lru_cache(maxsize=64)
def digit_width(font: Font) -> int:
    """Return the width of a digit in the default font, the unit of column widths."""
    size = font.size * PIXELS_PER_POINT
    if _JAPANESE.search(font.name):
        return max(1, math.floor(round(size) / 2 + 0.5))
    return max(1, round(size * _LATIN_DIGIT))


def _usual_width(usual: UsualSizes, digit: int) -> float:
    if usual.column_width:
        return _width(usual.column_width, digit, 0)
    characters = 8 if usual.base_characters is None else min(usual.base_characters, _WIDEST)
    return math.ceil((characters * digit + _PADDING) / _STEP) * _STEP


def _width(characters: float | None, digit: int, usual: float) -> float:
    return usual if characters is None else math.floor(min(characters, _WIDEST) * digit + 0.5)


def _height(points: float | None) -> float:
    return min((points or 0) * PIXELS_PER_POINT, TALLEST)
