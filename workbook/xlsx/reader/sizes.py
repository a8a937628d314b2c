"""How wide the columns of a worksheet are and how high its rows, as its part tells.

What is broken in it has its default, as in the formats.
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
_LEAST_HEIGHT: Final = 3.0
"""Points: of a row that is lower, a line is seen at most."""
_LEAST_WIDTH: Final = 0.01
"""Characters, likewise."""
_MOST_KEPT: Final = 1_000
"""Bands of columns; a form has a few dozen."""


@dataclass(frozen=True, slots=True)
class ColumnBand:
    """Columns of one width, in characters; None where the width is not told."""

    first: int
    last: int
    width: float | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class RowSize:
    """The height of a row in points; None where it follows from the content."""

    height: float | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class UsualSizes:
    """The sizes of rows and columns that do not tell theirs: points, and characters."""

    row_height: float | None = None
    column_width: float | None = None
    base_characters: float | None = None
    are_rows_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """The columns that tell their width, from left to right, the rows that tell theirs, the rest.

    Bands do not overlap: of two that tell a column's width, the one that begins first counts.
    """

    bands: tuple[ColumnBand, ...] = ()
    rows: Mapping[int, RowSize] = field(default_factory=dict)
    usual: UsualSizes = UsualSizes()


def row_size(row: Element) -> tuple[RowSize | None, bool]:
    """Return the size of a row, None where it tells nothing of it, and whether it is not seen."""
    height, hidden = row.get("ht"), row.get("hidden")
    if height is None and hidden is None:
        return None, False
    size, is_hidden = _size(height), truth_of(hidden)
    told = None if size is None and not is_hidden else RowSize(size, is_hidden)
    return told, is_hidden or _is_less(height, _LEAST_HEIGHT)


def column_sizes(sheet: Element) -> tuple[tuple[ColumnBand, ...], frozenset[int]]:
    """Return the columns that tell their width, and those that are not seen.

    Forms that are made from one blank, which come in piles, share them.
    """
    told = tuple(
        (column.get("min"), column.get("max"), column.get("width"), column.get("hidden"))
        for column in _COLUMNS.elements(sheet)
    )
    return (_kept if len(told) <= _MOST_KEPT else _columns)(told)


def _columns(
    told: Iterable[tuple[str | None, ...]],
) -> tuple[tuple[ColumnBand, ...], frozenset[int]]:
    bands: set[tuple[int, int, float | None, bool]] = set()
    unseen: set[tuple[int, int]] = set()
    for low, high, width, hidden in told:
        first, last, is_hidden = count_of(low), count_of(high), truth_of(hidden)
        if not 1 <= first <= last <= MAX_COLUMN:
            refuse(f"columns {first} to {last}")
        bands.add((first, last, _size(width), is_hidden))
        if is_hidden or _is_less(width, _LEAST_WIDTH):
            unseen.add((first, last))
    apart = tuple(_apart(sorted(bands, key=lambda band: band[:2])))
    reached, numbers = 0, set[int]()
    for first, last in sorted(unseen):  # they may repeat one another without end
        numbers.update(range(max(first, reached + 1), last + 1))
        reached = max(reached, last)
    return apart, frozenset(numbers)


_kept = lru_cache(maxsize=8)(_columns)


def usual_sizes_in(sheet: Element) -> UsualSizes:
    """Return the sizes of the rows and columns of a worksheet's element that do not tell theirs."""
    usual = next(sheet.iterchildren(MAIN + "sheetFormatPr"), None)
    if usual is None:
        return UsualSizes()
    return UsualSizes(
        _size(usual.get("defaultRowHeight")),
        _size(usual.get("defaultColWidth")),
        _size(usual.get("baseColWidth")),
        truth_of(usual.get("zeroHeight")),
    )


def _apart(bands: Iterable[tuple[int, int, float | None, bool]]) -> Iterator[ColumnBand]:
    """Leave of each band what no band before it covers: they may repeat one another without end."""
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
