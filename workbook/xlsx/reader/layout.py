"""The layout of a worksheet: styles of all cells, cached results, dropdown lists."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.guard.strict_xml import MAIN, Element, Path, count_of, parse
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Area, Cell, area_at, cell_at
from workbook.xlsx.reader.book import Book
from workbook.xlsx.reader.cell_xml import CellValue, Kind, read_cached_result
from workbook.xlsx.reader.shared_values import SharedValues

_ROWS: Final = Path("m:sheetData/m:row")
_VALIDATIONS: Final = Path("m:dataValidations/m:dataValidation[@type='list']")
_CELLS: Final = re.compile(
    r"=?(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
)
_MAX_WORDS: Final = 200
"""Cells of a list of words (an estimate); what is larger is no list to choose an answer from."""
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


def read_layout(content: bytes, title: str, book: Book) -> SheetLayout:
    """Return the layout of the worksheet part of a title in a book."""
    sheet, held = parse(content, MAIN + "worksheet"), book.sheets[title].cells
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
                result = _result(cell, book.shared)
                if result is not None:
                    results[place] = result
    return SheetLayout(styles, results, tuple(_lists(sheet, title, book)))


def _result(cell: Element, shared: SharedValues) -> CellValue | None:
    try:
        return read_cached_result(cell, shared)
    except UnreadableError:  # only for display; Excel recalculates it
        return None


def _lists(sheet: Element, title: str, book: Book) -> Iterator[tuple[Area, tuple[str, ...]]]:
    """Yield the areas with dropdown lists, and their words."""
    for validation in _VALIDATIONS.elements(sheet):
        formula = next(validation.iterchildren(MAIN + "formula1"), None)
        text = "" if formula is None else (formula.text or "").strip()
        if text.startswith('"'):
            words = tuple(word.strip() for word in text.strip('"').split(","))
        else:
            words = _words_of_cells(text, title, book)
        if not words:
            continue
        for reference in (validation.get("sqref") or "").split():
            try:
                area = area_at(reference)
            except UnreadableError:  # an invalid reference has no cells
                continue
            top, left, bottom, right = area
            if (bottom - top + 1) * (right - left + 1) <= _MAX_LIST_CELLS:
                yield area, words


def _words_of_cells(formula: str, title: str, book: Book) -> tuple[str, ...]:
    """Return the words of the cells, or of the name of cells, that a validation rule refers to."""
    named = (name.refers_to for name in book.names if name.name.lower() == formula.lower())
    match = _CELLS.fullmatch(next(named, formula))
    sheet = book.sheets.get((match[1] or match[2] or title).replace("''", "'")) if match else None
    if match is None or sheet is None:
        return ()
    try:
        top, left, bottom, right = area_at(match[3].replace("$", ""))
    except UnreadableError:
        return ()
    if (bottom - top + 1) * (right - left + 1) > _MAX_WORDS:
        return ()
    cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
    held = (sheet.cells[cell] for cell in cells if cell in sheet.cells)
    return tuple(str(one.value).strip() for one in held if one.kind is Kind.TEXT)
