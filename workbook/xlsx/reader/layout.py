"""The layout of a worksheet: styles of all cells, cached results, dropdown lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.guard.strict_xml import MAIN, Element, Path, count_of, parse
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Area, Cell, area_at, cell_at
from workbook.xlsx.reader.cell_xml import CellValue, Kind, read_cached_result
from workbook.xlsx.reader.legend import Legend

_ROWS: Final = Path("m:sheetData/m:row")
_VALIDATIONS: Final = Path("m:dataValidations/m:dataValidation[@type='list']")
_MAX_LIST_CELLS: Final = 40_000
"""Cells of an area with a dropdown list (an estimate); larger areas are whole columns or sheets."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The layout of a worksheet.

    ``styles`` are the style numbers of all cells in the file, empty ones included; ``results`` the
    cached results of formulas; ``lists`` the areas with dropdown lists, and their words.
    """

    styles: Mapping[Cell, int]
    results: Mapping[Cell, CellValue]
    lists: tuple[tuple[Area, tuple[str, ...]], ...]


def read_layout(content: bytes, held: Mapping[Cell, CellValue], legend: Legend) -> SheetLayout:
    """Return the layout of a worksheet part; ``held`` are the values of its cells.

    Raises:
        UnreadableError: the part is damaged.

    """
    sheet = parse(content, MAIN + "worksheet")
    styles: dict[Cell, int] = {}
    results: dict[Cell, CellValue] = {}
    last = 0
    for row in _ROWS.elements(sheet):
        last = number = last + 1 if (given := row.get("r")) is None else count_of(given)
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
    return SheetLayout(styles, results, tuple(_lists(sheet)))


def _result(cell: Element, legend: Legend) -> CellValue | None:
    try:
        return read_cached_result(cell, legend)
    except UnreadableError:  # only for display; Excel recalculates it
        return None


def _lists(sheet: Element) -> Iterator[tuple[Area, tuple[str, ...]]]:
    """Yield the areas with dropdown lists whose words are literals in the validation rule."""
    for validation in _VALIDATIONS.elements(sheet):
        formula = next(validation.iterchildren(MAIN + "formula1"), None)
        text = "" if formula is None else (formula.text or "").strip()
        if not text.startswith('"'):
            continue
        words = tuple(word.strip() for word in text.strip('"').split(","))
        for reference in (validation.get("sqref") or "").split():
            try:
                area = area_at(reference)
            except UnreadableError:  # an invalid reference has no cells
                continue
            top, left, bottom, right = area
            if (bottom - top + 1) * (right - left + 1) <= _MAX_LIST_CELLS:
                yield area, words
