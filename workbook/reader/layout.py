"""How a worksheet is laid out: the formats of its cells, sizes of rows and columns, lists.

What is broken in it has its default, as in the formats.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.guard.strict_xml import MAIN, Element, Path, count_of, parse, truth_of
from workbook.guard.unreadable import UnreadableError
from workbook.reader.areas import Area, Cell, area_at, cell_at
from workbook.reader.cell_xml import CellValue, Kind, result_in
from workbook.reader.legend import Legend

_ROWS: Final = Path("m:sheetData/m:row")
_COLUMNS: Final = Path("m:cols/m:col")
_VALIDATIONS: Final = Path("m:dataValidations/m:dataValidation[@type='list']")
_MOST_LISTED: Final = 40_000
"""Cells of an area with a list to choose from: larger ones are columns and sheets as a whole."""


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
class Columns:
    """The columns of a worksheet that tell their width, from left to right, and the usual sizes."""

    bands: tuple[ColumnBand, ...] = ()
    usual: UsualSizes = UsualSizes()


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a worksheet.

    ``styles`` has the number of the style of every cell that the file holds, empty ones included;
    ``results`` what the formulas came to when the file was saved; ``lists`` the areas whose cells
    offer words to choose from.
    """

    styles: Mapping[Cell, int]
    results: Mapping[Cell, CellValue]
    rows: Mapping[int, RowSize]
    columns: Columns
    lists: tuple[tuple[Area, tuple[str, ...]], ...]


def read_layout(content: bytes, held: Mapping[Cell, CellValue], legend: Legend) -> Layout:
    """Read the layout of a worksheet's part, of which the reader has found what its cells hold.

    Raises:
        UnreadableError: the part is damaged.

    """
    sheet = parse(content, MAIN + "worksheet")
    styles: dict[Cell, int] = {}
    results: dict[Cell, CellValue] = {}
    rows: dict[int, RowSize] = {}
    last = 0
    for row in _ROWS.elements(sheet):
        last = number = last + 1 if (given := row.get("r")) is None else count_of(given)
        height, is_hidden = _size(row.get("ht")), truth_of(row.get("hidden"))
        if height is not None or is_hidden:
            rows[number] = RowSize(height, is_hidden)
        column = 0
        for cell in row:
            reference = cell.get("r")
            column = column + 1 if reference is None else cell_at(reference)[1]
            place = number, column
            styles[place] = count_of(cell.get("s") or "0")
            if place in held and held[place].kind is Kind.FORMULA:
                result = _result(cell, legend)
                if result is not None:
                    results[place] = result
    return Layout(styles, results, rows, columns_in(sheet), tuple(_lists(sheet)))


def _result(cell: Element, legend: Legend) -> CellValue | None:
    try:
        return result_in(cell, legend)
    except UnreadableError:  # it is computed anew before anyone relies on it
        return None


def columns_in(sheet: Element) -> Columns:
    """Return the columns of a worksheet's element."""
    usual = next(sheet.iterchildren(MAIN + "sheetFormatPr"), None)
    bands = sorted(_bands(sheet), key=lambda band: (band.first, band.last))
    return Columns(tuple(bands), UsualSizes() if usual is None else _usual(usual))


def _bands(sheet: Element) -> Iterator[ColumnBand]:
    for column in _COLUMNS.elements(sheet):
        first, last = count_of(column.get("min")), count_of(column.get("max"))
        yield ColumnBand(first, last, _size(column.get("width")), truth_of(column.get("hidden")))


def _usual(sizes: Element) -> UsualSizes:
    return UsualSizes(
        _size(sizes.get("defaultRowHeight")),
        _size(sizes.get("defaultColWidth")),
        _size(sizes.get("baseColWidth")),
        truth_of(sizes.get("zeroHeight")),
    )


def _size(text: str | None) -> float | None:
    try:
        size = math.nan if text is None else float(text)
    except ValueError:
        return None
    return size if math.isfinite(size) and size >= 0 else None


def _lists(sheet: Element) -> Iterator[tuple[Area, tuple[str, ...]]]:
    """Give the areas with lists whose words stand in the rule itself."""
    for validation in _VALIDATIONS.elements(sheet):
        formula = next(validation.iterchildren(MAIN + "formula1"), None)
        text = "" if formula is None else (formula.text or "").strip()
        if not text.startswith('"'):
            continue
        words = tuple(word.strip() for word in text.strip('"').split(","))
        for reference in (validation.get("sqref") or "").split():
            try:
                area = area_at(reference)
            except UnreadableError:  # a rule that is broken offers nothing
                continue
            top, left, bottom, right = area
            if (bottom - top + 1) * (right - left + 1) <= _MOST_LISTED:
                yield area, words
