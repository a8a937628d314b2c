"""Where each answer stands in a workbook: its defined names, as cells.

A name of the whole workbook comes first; the same name bound to a single sheet goes on there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from schemas.application import CASES
from schemas.catalogue import ENTRIES, column, row_numbers
from workbook.opening import UnreadableError

KIND_PATHS: Final = {f"kind.{kind}": kind for kind in CASES}
_MOST_CELLS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """One cell: the first of a merged area, where it is one."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """Write the place as people find it: シート!D14."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


Places = Mapping[str, tuple[Place, ...]]
"""The cells of each path, in the order of their rows."""


def find_places(book: Workbook) -> Places:
    """Read the places off the defined names of a workbook.

    Raises:
        UnreadableError: no name of the workbook is a path of the catalogue.

    """
    covered = {sheet.title: set(_covered(sheet)) for sheet in book.worksheets}
    places: dict[str, list[Place]] = {}
    for name, defined in _names(book):
        if name in ENTRIES or name in KIND_PATHS:
            places.setdefault(name, []).extend(_cells(book, defined, covered))
    if not any(places.values()):
        why = "利用申込書の欄を示す名前が、このファイルにありません。"
        mend = "moushikomiで作った申込書か、欄を取り込んだ様式を使ってください。"
        raise UnreadableError(why, mend)
    return {name: tuple(cells) for name, cells in places.items() if cells}


def _names(book: Workbook) -> Iterator[tuple[str, DefinedName]]:
    yield from book.defined_names.items()
    for sheet in book.worksheets:
        yield from sheet.defined_names.items()


def _covered(sheet: Worksheet) -> Iterator[tuple[int, int]]:
    """Give the cells that a merged area hides: all of it but the first."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for across in range(area.min_col, area.max_col + 1):
                if (row, across) != (area.min_row, area.min_col):
                    yield row, across


def _cells(
    book: Workbook, defined: DefinedName, covered: Mapping[str, set[tuple[int, int]]]
) -> Iterator[Place]:
    for sheet, area in defined.destinations:
        if sheet not in book.sheetnames:
            continue
        edges = [edge or 0 for edge in range_boundaries(area)]  # whole rows and columns lack some
        left, top, right, bottom = edges
        if 0 in edges or (bottom - top) * (right - left) > _MOST_CELLS:
            continue
        for row in range(top, bottom + 1):
            for across in range(left, right + 1):
                if (row, across) not in covered[sheet]:
                    yield Place(sheet, row, across)


def place_of(path: str, places: Places, kind: str = "") -> Place | None:
    """Give the cell of an answer, or the first cell of a table or section; None where it has none.

    The number in a row's path counts the form's rows from 0. 申請区分 stands where the case's box
    is; a rename has the box of a change.
    """
    bare = column(path)
    if bare == "kind":
        names = ["kind.change" if kind == "rename" else f"kind.{kind}", *KIND_PATHS]
    else:
        names = [name for name in ENTRIES if name == bare or name.startswith(bare + ".")]
    cells = next((places[name] for name in names if name in places), ())
    number = next(iter(row_numbers(path)), 0)
    return cells[number] if number < len(cells) else None


def capacity(table: str, places: Places) -> int:
    """Say how many rows a form has for a table."""
    return max(len(places.get(name, ())) for name in ENTRIES if ENTRIES[name].table == table)
