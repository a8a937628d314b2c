"""A form as other eyes see it: openpyxl for cells and names, python-calamine for values."""

import io
from typing import Final
from unittest.mock import patch

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.merge import MergedCellRange
from python_calamine import CalamineWorkbook

FORM: Final = "利用申込書"
CONTINUATION: Final = "別紙"


def opened(content: bytes) -> Workbook:
    """Open a form with openpyxl.

    The cells under a merged area do not get the borders of its first cell: of the 0.15 s that the
    own form takes, drawing them is 0.12 s.
    """
    with patch.object(MergedCellRange, "format"):
        return load_workbook(io.BytesIO(content))


def cells_of(book: Workbook, name: DefinedName) -> list[Cell]:
    """Give the cells of a defined name, top to bottom; of a merged area the first alone."""
    found: list[Cell] = []
    for sheet, area in name.destinations:
        left, top, right, bottom = range_boundaries(area)
        for row in book[sheet].iter_rows(top, bottom, left, right):
            found += [cell for cell in row if not isinstance(cell, MergedCell)]
    return found


def named(book: Workbook, path: str) -> list[Cell]:
    """Give the cells of a path on the form's first sheet."""
    return cells_of(book, book.defined_names[path])


def continued(book: Workbook, path: str) -> list[Cell]:
    """Give the cells of a path on the 別紙."""
    return cells_of(book, book[CONTINUATION].defined_names[path])


class Seen:
    """A filled form: its cells as openpyxl has them, its values as python-calamine reads them."""

    def __init__(self, content: bytes) -> None:
        """Open the form with both."""
        self.book = opened(content)
        calamine = CalamineWorkbook.from_filelike(io.BytesIO(content))
        self._grids = {
            name: calamine.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in calamine.sheet_names
        }

    def cells(self, path: str) -> list[Cell]:
        """Give openpyxl's cells of a path: on the first sheet, then on the 別紙."""
        cells = named(self.book, path)
        if path in self.book[CONTINUATION].defined_names:
            cells += continued(self.book, path)
        return cells

    def values(self, path: str) -> list[object]:
        """Give python-calamine's values of these cells."""
        return [self._value(cell) for cell in self.cells(path)]

    def _value(self, cell: Cell) -> object:
        rows = self._grids[str(cell.parent.title)]
        if cell.row > len(rows) or cell.column > len(rows[cell.row - 1]):
            return ""
        return rows[cell.row - 1][cell.column - 1]
