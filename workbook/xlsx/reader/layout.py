"""How a worksheet is laid out: the styles of all its cells, results of formulas, lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.guard.strict_xml import MAIN, Element, Path, count_of, parse
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Area, Cell, area_at, cell_at
from workbook.xlsx.reader.cell_xml import CellValue, Kind, result_in
from workbook.xlsx.reader.legend import Legend

_ROWS: Final = Path("m:sheetData/m:row")
_VALIDATIONS: Final = Path("m:dataValidations/m:dataValidation[@type='list']")
_MOST_LISTED: Final = 40_000
"""Cells of an area with a list to choose from: larger ones are columns and sheets as a whole."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The layout of a worksheet.

    ``styles`` has the number of the style of every cell that the file holds, empty ones included;
    ``results`` what the formulas came to when the file was saved; ``lists`` the areas whose cells
    offer words to choose from.
    """

    styles: Mapping[Cell, int]
    results: Mapping[Cell, CellValue]
    lists: tuple[tuple[Area, tuple[str, ...]], ...]


def read_layout(content: bytes, held: Mapping[Cell, CellValue], legend: Legend) -> SheetLayout:
    """Read the layout of a worksheet's part, of which the reader has found what its cells hold.

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
        return result_in(cell, legend)
    except UnreadableError:  # it is computed anew before anyone relies on it
        return None


def _lists(sheet: Element) -> Iterator[tuple[Area, tuple[str, ...]]]:
    """Yield the areas with lists whose words stand in the rule itself."""
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
