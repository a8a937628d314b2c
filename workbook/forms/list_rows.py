"""The rows of a list that somebody keeps in a workbook, as its readers see them."""

from collections.abc import Iterator
from typing import NamedTuple

from workbook.appearance.appearances import Appearances
from workbook.opened import OpenedWorkbook
from workbook.places import Place
from workbook.xlsx.reader.cell_xml import CellValue


class ListRow(NamedTuple):
    """A row of a list: its number, counted from 1 as spreadsheets do, and its cells."""

    number: int
    cells: tuple[CellValue | None, ...]


def read_rows(opened: OpenedWorkbook) -> Iterator[ListRow]:
    """Yield the rows of the first visible sheet that holds anything, blank rows left out."""
    sheets = opened.book.sheets.values()
    sheet = next((one for one in sheets if one.state == "visible" and one.cells), None)
    if sheet is None:
        return
    appearances = Appearances(opened)
    width = max(column for _, column in sheet.cells)
    for number in sorted({row for row, _ in sheet.cells}):
        places = (Place(sheet.title, number, column) for column in range(1, width + 1))
        cells = tuple(
            appearances.at(place).held if (place.row, place.column) in sheet.cells else None
            for place in places
        )
        yield ListRow(number, cells)
