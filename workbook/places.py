"""Where each answer stands in a workbook: its defined names, as cells.

A name of the whole workbook comes first; the same name bound to a single sheet goes on there.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from openpyxl.utils import get_column_letter

from schemas.answer import Shape
from schemas.application import CASES
from schemas.catalogue import ENTRIES, column, row_numbers
from workbook.reader.areas import Area, Cell, area_at, covered
from workbook.reader.book import Book, Merge, Sheet

KIND_PATHS: Final = {f"kind.{kind}": kind for kind in CASES}
ADDRESS: Final = "business.address"
POSTAL: Final = f"{ADDRESS}.postal"
DATE_PARTS: Final = frozenset(
    f"{path}.{part}"
    for path, entry in ENTRIES.items()
    if entry.shape is Shape.DATE and not entry.table
    for part in ("year", "month", "day")
)
PATHS: Final = (frozenset([*KIND_PATHS, *ENTRIES]) - {"kind"}) | DATE_PARTS | {POSTAL}
"""Every path that can have a cell, pieces of answers included."""

_MOST_CELLS: Final = 10_000
"""Of one name: no form has as many rows, or boxes."""

_REFERENCE: Final = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!,()\[\]\s]+))!(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)(?:,|$)"
)


class Place(NamedTuple):
    """One cell: the first of a merged area, where it is one."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """Write the place as people find it: シート!D14."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


Places = Mapping[str, tuple[Place, ...]]
"""The cells of each path, in the order of their rows."""


def find_places(book: Book) -> Places:
    """Read the places off the defined names of a workbook; names that lead nowhere give none."""
    grids = {title: _Grid(sheet) for title, sheet in book.sheets.items()}
    places: dict[str, list[Place]] = {}
    for defined in sorted(book.names, key=lambda name: name.sheet is not None):
        if defined.name in PATHS:
            for title, area in _areas(book, defined.refers_to):
                cells = (Place(title, *cell) for cell in grids[title].shown(area))
                places.setdefault(defined.name, []).extend(cells)
    return {path: tuple(cells) for path, cells in places.items() if cells}


def _areas(book: Book, refers_to: str) -> Iterator[tuple[str, Area]]:
    """Give the areas that a name refers to, with their sheets; none where it refers to no cells."""
    position = 0
    while match := _REFERENCE.match(refers_to, position):
        quoted, plain, reference = match.groups()
        title = quoted.replace("''", "'") if quoted else plain
        top, left, bottom, right = area = area_at(reference.replace("$", ""))
        if title in book.sheets and (bottom - top + 1) * (right - left + 1) <= _MOST_CELLS:
            yield title, area
        position = match.end()


class _Grid:
    """The merged areas of a sheet, to step over what they hide: all but their first cells."""

    def __init__(self, sheet: Sheet) -> None:
        self.flat: dict[int, list[tuple[int, int]]] = {}
        self.tall: list[Area] = []
        for merge in sheet.merges:
            if merge.top == merge.bottom:
                self.flat.setdefault(merge.top, []).append((merge.left, merge.right))
            else:
                self.tall.append(area_of(merge))

    def shown(self, area: Area) -> list[Cell]:
        """Give the cells of an area that no merged area hides."""
        top, left, bottom, right = area
        cells = [
            (row, column)
            for row in range(top, bottom + 1)
            for column in self._columns(row, left, right)
        ]
        if not self.tall:
            return cells
        firsts = {(tall[0], tall[1]) for tall in self.tall}
        hidden = set(covered(self.tall, cells)) - firsts
        return [cell for cell in cells if cell not in hidden]

    def _columns(self, row: int, left: int, right: int) -> Iterator[int]:
        """Give the columns of a row that no area of this one row hides."""
        column = left
        for first, last in sorted(self.flat.get(row, ())):
            if last < column:
                continue
            yield from range(column, min(first, right) + 1)
            column = last + 1
        yield from range(column, right + 1)


def area_of(merge: Merge) -> Area:
    """Give a merged area as a rectangle."""
    return merge.top, merge.left, merge.bottom, merge.right


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
        names += [f"{bare}.year"] if f"{bare}.year" in DATE_PARTS else []
    cells = next((places[name] for name in names if name in places), ())
    number = next(iter(row_numbers(path)), 0)
    return cells[number] if number < len(cells) else None


def capacity(table: str, places: Places) -> int:
    """Say how many rows a form has for a table."""
    return max(len(places.get(name, ())) for name in ENTRIES if ENTRIES[name].table == table)
