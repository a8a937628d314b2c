"""The condition of a form: what is hidden, covered, computed, or written where it should not be."""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Final

from workbook.forms.cell_answer import text_of
from workbook.forms.label_search import SAMPLE_SHEET, normal
from workbook.forms.observation import Observation
from workbook.forms.statements import REMARKS
from workbook.label_text import begins_with_placeholder, has_placeholder
from workbook.opened import OpenedWorkbook
from workbook.patching.styles import is_pale
from workbook.places import Place, Places, area_of, printed_areas
from workbook.xlsx.reader.areas import Area, Cell, covered, lies_in
from workbook.xlsx.reader.book import Book, Kind, Sheet

_LONGEST_SAMPLE: Final = 500  # characters of a cell, those included by which characters are escaped
_MOST: Final = 20  # observations of one kind that are reported; more say nothing new


Paths = Mapping[Cell, str]  # the path of each cell of a sheet that is an answer's


def conditions(
    opened: OpenedWorkbook, book: Book, places: Places, *, is_empty: bool
) -> Iterator[Observation]:
    """Yield what is odd about a form beside its answers; ``is_empty``: it has none."""
    if is_empty:
        yield from _sample(book)
    for title, paths in _by_sheet(places).items():
        sheet = book.sheets[title]
        yield from islice(_hidden(sheet, paths), _MOST)
        yield from islice(_under_merges(sheet, paths), _MOST)
        yield from islice(_formulas(sheet, paths), _MOST)
        yield from islice(_samples(opened, sheet, paths, printed_areas(book, title)), _MOST)


def _by_sheet(places: Places) -> Mapping[str, Paths]:
    by_sheet: dict[str, dict[Cell, str]] = {}
    for path, cells in places.items():
        for title, row, column in cells:
            if title not in by_sheet:
                by_sheet[title] = {}
            by_sheet[title][row, column] = path
    return by_sheet


def _sample(book: Book) -> Iterator[Observation]:
    """Yield of a sheet that shows how to fill the form: perhaps that one was filled."""
    for title, sheet in book.sheets.items():
        if SAMPLE_SHEET.search(title) and sheet.cells:
            yield Observation("filled-in-sample", shown=title)


def _hidden(sheet: Sheet, paths: Paths) -> Iterator[Observation]:
    is_seen = sheet.state == "visible"
    if is_seen and not sheet.hidden_rows and not sheet.hidden_columns:
        return
    for cell in sorted(sheet.cells.keys() & paths.keys()):
        if not is_seen or _is_out_of_sight(sheet, cell):
            yield Observation("hidden-answer", paths[cell], Place(sheet.title, *cell))


def _is_out_of_sight(sheet: Sheet, cell: Cell) -> bool:
    row, column = cell
    return row in sheet.hidden_rows or column in sheet.hidden_columns


def _under_merges(sheet: Sheet, paths: Paths) -> Iterator[Observation]:
    """Yield of values that a merged area hides: all but its first cell's."""
    firsts = {(merge.top, merge.left) for merge in sheet.merges}
    others = sorted(sheet.cells.keys() - firsts)
    for cell in covered([area_of(merge) for merge in sheet.merges], others) if others else ():
        shown = text_of(sheet.cells[cell])
        yield Observation("under-merge", paths.get(cell, ""), Place(sheet.title, *cell), shown)


def _samples(
    opened: OpenedWorkbook, sheet: Sheet, paths: Paths, printed: Collection[Area]
) -> Iterator[Observation]:
    """Yield of what a blank prints to show how it is filled, in an answer's cell or in another.

    In a cell that is no answer's, it may be a note: where no frame is around it, or it stands
    beside the ``printed`` areas.
    """
    for cell, held in sheet.cells.items():
        if held.kind is not Kind.TEXT or len(str(held.value)) > _LONGEST_SAMPLE:
            continue
        path, text = paths.get(cell, ""), text_of(held)
        if path == REMARKS or not has_placeholder(text):
            continue
        place = Place(sheet.title, *cell)
        if not path and _is_under_samples(opened, sheet, cell):
            continue
        if path or _looks_like_input(opened, sheet, cell, text):
            yield Observation("sample-left", path, place, text)
        elif not printed or any(lies_in(cell, area) for area in printed):
            yield Observation("sample-printed", "", place, text)


def _is_under_samples(opened: OpenedWorkbook, sheet: Sheet, cell: Cell) -> bool:
    """Return whether a text is grey, in a column of samples beside that of the answers: 記入例."""
    row, column = cell
    return is_pale(opened.formats[sheet.styles[cell]].font.colour) and any(
        above < row and other == column and SAMPLE_SHEET.fullmatch(normal(text_of(held)))
        for (above, other), held in sheet.cells.items()
    )


def _looks_like_input(opened: OpenedWorkbook, sheet: Sheet, cell: Cell, text: str) -> bool:
    """Return whether a placeholder stands in a frame, and begins what is to be written there."""
    border = opened.formats[sheet.styles[cell]].border
    is_framed = all((border.left, border.top, border.bottom))
    return is_framed and begins_with_placeholder(text)


def _formulas(sheet: Sheet, paths: Paths) -> Iterator[Observation]:
    """Yield of formulas beside the answers; those in the answers' cells are reported as such."""
    for cell, held in sheet.cells.items():
        if held.kind is Kind.FORMULA and cell not in paths:
            yield Observation("formula", "", Place(sheet.title, *cell))
