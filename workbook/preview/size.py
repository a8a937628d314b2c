"""How wide and high columns, rows and texts are in print, in pixels of 96 to the inch."""

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from workbook.reader.formats import Font
from workbook.reader.layout import Columns, Layout, UsualSizes

PIXELS_PER_POINT: Final = 4 / 3
MARGIN: Final = 6.0
"""What the two sides of a cell take from the width of its text."""
INDENT: Final = 9.0
"""What a step of indent takes."""

TALLEST: Final = 409.5 * PIXELS_PER_POINT

_LINE_HEIGHT: Final = 1.35
_JAPANESE: Final = re.compile(r"[^\x00-\x7f]|gothic|mincho|meiryo|^ms |^yu ", re.IGNORECASE)
_LATIN_DIGIT: Final = 0.507
_PADDING: Final = 5
_STEP: Final = 8
_WIDEST: Final = 255.0
_USUAL_HEIGHT: Final = 20.0

_NARROW: Final = frozenset(" !'(),./:;I[]`fijlrt|")
_BROAD: Final = frozenset("@MWmw%")


def columns_of(columns: Columns, font: Font, left: int, right: int) -> Iterator[tuple[int, float]]:
    """Give the columns that are not hidden, with their widths."""
    digit = _digit(font)
    usual = _usual_width(columns.usual, digit)
    bands = [*reversed(columns.bands)]
    for number in range(left, right + 1):
        while bands and bands[-1].last < number:
            bands.pop()
        if not bands or bands[-1].first > number:
            yield number, usual
        elif not bands[-1].is_hidden and (width := _width(bands[-1].width, digit, usual)):
            yield number, width


def rows_of(layout: Layout, top: int, bottom: int) -> Iterator[tuple[int, float, bool]]:
    """Give the rows that are not hidden, with their heights, and whether those were set."""
    sizes = layout.columns.usual
    usual = _height(sizes.row_height) or _USUAL_HEIGHT
    for number in range(top, bottom + 1):
        row = layout.rows.get(number)
        if row is None or row.height is None:
            if not (sizes.are_rows_hidden or (row is not None and row.is_hidden)):
                yield number, usual, False
        elif not row.is_hidden and (height := _height(row.height)):
            yield number, height, True


def width_of(text: str, size: float) -> float:
    """Give the width of a text without its line breaks, about; its size is in points."""
    return sum(map(_letter, text)) * size * PIXELS_PER_POINT


def height_of(text: str, size: float, width: float) -> float:
    """Give the height of a text whose lines are broken at a width, about."""
    lines = sum(max(1, math.ceil(width_of(line, size) / width)) for line in text.split("\n"))
    return lines * size * PIXELS_PER_POINT * _LINE_HEIGHT


def _letter(letter: str) -> float:
    """Give the width of a letter as a part of its size."""
    if not letter.isascii():
        is_wide = unicodedata.east_asian_width(letter) in "FWA"
        return 1.0 if is_wide else _half(letter)
    if letter in _NARROW:
        return 0.3
    if letter in _BROAD:
        return 0.87
    return 0.64 if letter.isupper() else 0.56


def _half(letter: str) -> float:
    return 0.0 if unicodedata.combining(letter) or letter == "\n" else 0.6


def _digit(font: Font) -> int:
    """Give the width of a digit in the workbook's own type, which column widths count."""
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
