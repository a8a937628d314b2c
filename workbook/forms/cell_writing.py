"""Writing workbooks with openpyxl, as the project's own form is written."""

import io
from collections.abc import Iterable, Mapping
from typing import Final

from openpyxl import Workbook

from workbook.forms.sheet_drawing import TEXT_FORMAT
from workbook.forms.split_answers import Content
from workbook.patching.styles import DATE_FORMAT
from workbook.places import Place
from workbook.row_heights import fit_text
from workbook.xlsx.escaping import escaped

CREATOR: Final = "moushikomi"  # of the forms and lists that this project writes


def book_bytes(book: Workbook, title: str | None = None) -> bytes:
    """Return a workbook of this project as a file; a list of it has no title."""
    book.properties.creator = CREATOR
    book.properties.title = title
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write_cells(book: Workbook, cells: Mapping[Place, Content]) -> None:
    """Write texts as literal text and dates as dates; a text is shown whole where it can be."""
    for place, content in cells.items():
        _set(book, place, content)
        fit_text(book[place.sheet], place)
    _show_used_sheets(book, cells)


def _set(book: Workbook, place: Place, content: Content) -> None:
    cell = book[place.sheet].cell(place.row, place.column)
    if not isinstance(content, str):
        cell.value = content
        cell.number_format = DATE_FORMAT
        return
    cell.value = escaped(content)
    cell.data_type = "s"  # never a formula, a number, a truth value or an error
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = True


def _show_used_sheets(book: Workbook, written: Iterable[Place]) -> None:
    """Show and print a hidden sheet (the 別紙) once an answer stands on it."""
    for name in {place.sheet for place in written}:
        sheet = book[name]
        if sheet.sheet_state != "visible":
            sheet.sheet_state = "visible"
            sheet.print_area = sheet.dimensions
