"""How wide and high columns, rows and texts are in print, in pixels of 96 to the inch."""

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

PIXELS_PER_POINT: Final = 4 / 3
MARGIN: Final = 6.0
"""What the two sides of a cell take from the width of its text."""
INDENT: Final = 9.0
"""What a step of indent takes."""

TALLEST: Final = 409.5 * PIXELS_PER_POINT

_LINE_HEIGHT: Final = 1.35
_JAPANESE: Final = re.compile(r"[^\x00-\x7f]|gothic|mincho|meiryo|^ms |^yu ", re.IGNORECASE)
_LATIN_DIGIT: Final = 0.507
_USUAL_SIZE: Final = 11.0
_PADDING: Final = 5
_STEP: Final = 8
_WIDEST: Final = 255.0
_USUAL_HEIGHT: Final = 20.0

_NARROW: Final = frozenset(" !'(),./:;I[]`fijlrt|")
_BROAD: Final = frozenset("@MWmw%")


def columns_of(sheet: Worksheet, left: int, right: int) -> Iterator[tuple[int, float]]:
    """Give the columns that are not hidden, with their widths."""
    digit = _digit(sheet)
    usual = _usual_width(sheet, digit)
    bands = []
    for letters, column in sheet.column_dimensions.items():
        first = column.min or column_index_from_string(letters)
        bands.append((first, column.max or first, column))
    bands.sort(key=lambda band: band[:2], reverse=True)
    for number in range(left, right + 1):
        while bands and bands[-1][1] < number:
            bands.pop()
        if not bands or bands[-1][0] > number:
            yield number, usual
        elif not bands[-1][2].hidden and (width := _within(bands[-1][2].width, _WIDEST, 0)):
            yield number, math.floor(width * digit + 0.5)


def rows_of(sheet: Worksheet, top: int, bottom: int) -> Iterator[tuple[int, float, bool]]:
    """Give the rows that are not hidden, with their heights, and whether those were set."""
    usual = _height(sheet.sheet_format.defaultRowHeight) or _USUAL_HEIGHT
    are_hidden = bool(sheet.sheet_format.zeroHeight)
    rows = sheet.row_dimensions
    for number in range(top, bottom + 1):
        row = rows.get(number)
        if row is None or row.ht is None:
            if not (are_hidden or (row is not None and row.hidden)):
                yield number, usual, False
        elif not row.hidden and (height := _height(row.ht)):
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


def _digit(sheet: Worksheet) -> int:
    """Give the width of a digit in the workbook's own type, which column widths count."""
    font = next(iter(getattr(sheet.parent, "_fonts", ())), None)  # that of cells without another
    size = ((font and font.sz) or _USUAL_SIZE) * PIXELS_PER_POINT
    if font and _JAPANESE.search(font.name or ""):
        return max(1, math.floor(round(size) / 2 + 0.5))
    return max(1, round(size * _LATIN_DIGIT))


def _usual_width(sheet: Worksheet, digit: int) -> float:
    given = sheet.sheet_format.defaultColWidth
    if given:
        return math.floor(_within(given, _WIDEST, 8.43) * digit + 0.5)
    characters = _within(sheet.sheet_format.baseColWidth, _WIDEST, 8)
    return math.ceil((characters * digit + _PADDING) / _STEP) * _STEP


def _within(size: float | None, most: float, otherwise: float) -> float:
    if size is None or not math.isfinite(size) or size < 0:
        return otherwise
    return min(size, most)


def _height(points: float | None) -> float:
    return min(_within(points, math.inf, 0) * PIXELS_PER_POINT, TALLEST)
