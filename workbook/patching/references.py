"""References of a formula: the cells that it reads, as far as its text shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import MAX_COLUMN, MAX_ROW, Area, Cell, cell_at

_MAX_LENGTH: Final = 8_192  # characters, the limit of Excel
_TOKEN: Final = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|(?P<function>[A-Za-z_][A-Za-z0-9_.]*)\("
    r"|(?P<first>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?::(?P<last>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}))?"
    r"(?![\w.$:!(])"
    r"|[0-9]+(?:\.[0-9]*)?(?:[Ee][+-]?[0-9]+)?(?![\w.$:!(])"
    r"|(?:TRUE|FALSE)\b(?![.$:!(])"
    r"|[-+*/^&=<>%(),;\s{}@]"
)
"""Tokens of a formula, except names, other sheets, whole rows or columns, and spills."""
_INDIRECT_FUNCTIONS: Final = re.compile(
    r"(?:_xlfn\.)?(?:INDIRECT|OFFSET|CELL|INFO|GETPIVOTDATA|EVALUATE|CUBE\w*|RTD|DDE|LAMBDA|LET)",
    re.IGNORECASE,
)
"""Functions that may read other cells than their arguments."""


@dataclass(frozen=True, slots=True)
class _Corner:
    """A corner of an area; an absolute row or column does not move with the formula."""

    cell: Cell
    is_row_fixed: bool
    is_column_fixed: bool

    def moved(self, rows: int, columns: int) -> Cell:
        row, column = self.cell
        row = row if self.is_row_fixed else (row + rows - 1) % MAX_ROW + 1
        column = column if self.is_column_fixed else (column + columns - 1) % MAX_COLUMN + 1
        return row, column


References = tuple[tuple[_Corner, _Corner], ...]  # the first and last corner of each area


@lru_cache(maxsize=1_024)
def references_in(formula: str) -> References | None:
    """Return the areas that a formula reads on its own sheet, or None if it may read any cell."""
    if len(formula) > _MAX_LENGTH:
        return None
    try:
        return tuple(_corners(formula))
    except (_UnknownReferenceError, UnreadableError):
        return None


def areas_of(references: References, rows: int, columns: int) -> Iterator[Area]:
    """Yield the areas that a formula reads when moved by some rows and columns."""
    for first, last in references:
        (top, left), (bottom, right) = first.moved(rows, columns), last.moved(rows, columns)
        yield min(top, bottom), min(left, right), max(top, bottom), max(left, right)


class _UnknownReferenceError(ValueError):
    """Raised for a formula whose text does not show which cells it reads."""


def _corners(formula: str) -> Iterator[tuple[_Corner, _Corner]]:
    at = 0
    while at < len(formula):
        token = _TOKEN.match(formula, at)
        if token is None or (
            token["function"] and _INDIRECT_FUNCTIONS.fullmatch(token["function"])
        ):
            raise _UnknownReferenceError
        if token["first"]:
            yield _corner(token["first"]), _corner(token["last"] or token["first"])
        at = token.end()


def _corner(reference: str) -> _Corner:
    is_column_fixed = reference.startswith("$")
    is_row_fixed = "$" in reference[1:]
    return _Corner(cell_at(reference.replace("$", "").upper()), is_row_fixed, is_column_fixed)
