"""Sizes of a worksheet: column widths and row heights.

Invalid sizes are replaced by defaults, as in the formats.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from workbook.xlsx.guard.strict_xml import (
    MAIN,
    Element,
    Path,
    count_of,
    number_of,
    refuse,
    truth_of,
)
from workbook.xlsx.reader.areas import MAX_COLUMN

_COLUMNS: Final = Path("m:cols/m:col")
_MIN_HEIGHT: Final = 3.0  # points (an estimate); a lower row looks like a line and counts as hidden
_MIN_WIDTH: Final = 0.01  # characters, likewise (an estimate)
_MAX_CACHED: Final = 1_000
"""Column bands of a sheet whose result is cached (an estimate; a form has a few dozen)."""


@dataclass(frozen=True, slots=True)
class ColumnBand:
    """Columns of one width in characters, or None if it is not set."""

    first: int
    last: int
    width: float | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class RowSize:
    """The height of a row in points, or None if it depends on the content."""

    height: float | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class UsualSizes:
    """Default sizes of rows (points) and columns (characters)."""

    row_height: float | None = None
    column_width: float | None = None
    base_characters: float | None = None
    are_rows_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """Columns with a width from left to right, rows with a height, and defaults.

    Bands do not overlap: if two define a column, the one that begins first applies.
    """

    bands: tuple[ColumnBand, ...] = ()
    rows: Mapping[int, RowSize] = field(default_factory=dict)
    usual: UsualSizes = UsualSizes()


def row_size(row: Element) -> tuple[RowSize | None, bool]:
    """Return the size of a row, or None if not set, and whether the row is invisible."""
    height, hidden = row.get("ht"), row.get("hidden")
    if height is None and hidden is None:
        return None, False
    size, is_hidden = _size(height), truth_of(hidden)
    is_default = size is None and not is_hidden
    return None if is_default else RowSize(size, is_hidden), is_hidden or _is_less(
        height, _MIN_HEIGHT
    )


def column_sizes(sheet: Element) -> tuple[tuple[ColumnBand, ...], frozenset[int]]:
    """Return the column bands, and the numbers of invisible columns.

    Cached, as forms of one blank share them.
    """
    columns = tuple(
        (column.get("min"), column.get("max"), column.get("width"), column.get("hidden"))
        for column in _COLUMNS.elements(sheet)
    )
    return (_cached_columns if len(columns) <= _MAX_CACHED else _columns)(columns)


def _columns(
    columns: Iterable[tuple[str | None, ...]],
) -> tuple[tuple[ColumnBand, ...], frozenset[int]]:
    bands: set[tuple[int, int, float | None, bool]] = set()
    unseen: set[tuple[int, int]] = set()
    for low, high, width, hidden in columns:
        first, last, is_hidden = count_of(low), count_of(high), truth_of(hidden)
        if not 1 <= first <= last <= MAX_COLUMN:
            refuse(f"columns {first} to {last}")
        bands.add((first, last, _size(width), is_hidden))
        if is_hidden or _is_less(width, _MIN_WIDTH):
            unseen.add((first, last))
    separate_bands = tuple(_without_overlaps(sorted(bands, key=lambda band: band[:2])))
    reached, numbers = 0, set[int]()
    for first, last in sorted(unseen):  # ranges may overlap without limit
        numbers.update(range(max(first, reached + 1), last + 1))
        reached = max(reached, last)
    return separate_bands, frozenset(numbers)


_cached_columns = lru_cache(maxsize=8)(_columns)


def usual_sizes_in(sheet: Element) -> UsualSizes:
    """Return the default sizes of the rows and columns of a worksheet."""
    usual = next(sheet.iterchildren(MAIN + "sheetFormatPr"), None)
    if usual is None:
        return UsualSizes()
    return UsualSizes(
        _size(usual.get("defaultRowHeight")),
        _size(usual.get("defaultColWidth")),
        _size(usual.get("baseColWidth")),
        truth_of(usual.get("zeroHeight")),
    )


def _without_overlaps(bands: Iterable[tuple[int, int, float | None, bool]]) -> Iterator[ColumnBand]:
    """Yield bands without overlaps; as input, they may repeat each other without limit."""
    reached = 0
    for first, last, width, is_hidden in bands:
        if last > reached:
            yield ColumnBand(max(first, reached + 1), last, width, is_hidden)
            reached = last


def _is_less(text: str | None, least: float) -> bool:
    return text is not None and number_of(text) < least


def _size(text: str | None) -> float | None:
    try:
        size = math.nan if text is None else float(text)
    except ValueError:
        return None
    return size if math.isfinite(size) and size >= 0 else None
