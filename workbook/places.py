"""Where each answer stands in a workbook: its defined names, as cells."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from typing import Final, NamedTuple

from openpyxl.utils import get_column_letter

from schemas.answer import Purpose, Shape
from schemas.application import CASES
from schemas.catalogue import ENTRIES, column, row_numbers
from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.reader.areas import Area, Cell, area_at, covered
from workbook.xlsx.reader.book import Book, DefinedName, Merge

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
ABSENTABLE: Final = (*KIND_PATHS, *(path for path in ENTRIES if path != "kind"))
"""Every path that a form may lack, in the order of the form: answers, and each case's box."""
ABSENT: Final = "absent."  # begins the defined names that say which answers a form has no place for

_PRINT_AREA: Final = "_xlnm.Print_Area"
_MOST_CELLS: Final = 10_000
"""Of one answer, hidden ones included: no form has as many rows, or boxes."""

_MOST_PLACES: Final = 20_000  # cells of all answers of a workbook; a form has some hundreds
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


Places = Mapping[str, tuple[Place, ...]]  # the cells of each path, in the order of their rows
_Merges = tuple[tuple[str, tuple[Merge, ...]], ...]  # the merged areas of each sheet, by its title


def find_places(book: Book) -> Places:
    """Return the places of a workbook's form by its defined names; none where it has no form."""
    return next(iter(find_forms(book)), {})


def find_forms(book: Book) -> tuple[Places, ...]:
    """Return the places of each form by the defined names; names that lead nowhere give none.

    The names of the whole workbook are one form, on whatever sheets; a 別紙 goes on with its tables
    under names of its own sheet. A sheet whose own names are more than tables is another. Raises
    UnreadableError if the names are of more cells than any form has.
    """
    of_book = [name for name in book.names if name.name in PATHS and name.sheet is None]
    of_sheets: dict[str, list[DefinedName]] = {}
    for name in book.names:
        if name.name in PATHS and name.sheet is not None:
            of_sheets.setdefault(name.sheet, []).append(name)
    forms = [of_book]
    for names in of_sheets.values():
        is_continuation = all(name.name in ENTRIES and ENTRIES[name.name].table for name in names)
        if is_continuation:
            of_book += names
        else:
            forms.append(names)
    merges = tuple((title, sheet.merges) for title, sheet in book.sheets.items())
    found = []
    room = _MOST_PLACES
    for names in forms:
        places = _places_of(tuple((name.name, name.refers_to) for name in names), merges, room)
        room -= sum(map(len, places.values()))
        found += [places] if places else []
    return tuple(found)


@lru_cache(maxsize=8)
def _places_of(names: tuple[tuple[str, str], ...], merges: _Merges, room: int) -> Places:
    """Return the places of names; forms made from one blank, which come in piles, share them."""
    merged = dict(merges)
    areas: dict[str, list[tuple[str, Area]]] = {}
    for path, refers_to in names:
        areas.setdefault(path, []).extend(_areas(merged, refers_to))
    kept = {path: [*_within_reason(found)] for path, found in areas.items()}
    if sum(_size(area) for found in kept.values() for _, area in found) > room:
        raise Refusal.TOO_COMPLEX.error()
    shown = _shown(merged, [area for found in kept.values() for area in found])
    places = {path: tuple(chain(*map(shown.__getitem__, found))) for path, found in kept.items()}
    return {path: cells for path, cells in places.items() if cells}


def _areas(titles: Container[str], refers_to: str) -> Iterator[tuple[str, Area]]:
    """Yield the areas that a name refers to, with their sheets.

    None where it refers to no cells.
    """
    position = 0
    while match := _REFERENCE.match(refers_to, position):
        quoted, plain, reference = match.groups()
        title = quoted.replace("''", "'") if quoted else plain
        if title in titles:
            yield title, area_at(reference.replace("$", ""))
        position = match.end()


def find_absent(book: Book) -> frozenset[str]:
    """Return the paths that a form has no place for, as a person confirmed when it was bound."""
    names = {name.name for name in book.names}
    return frozenset(path for path in ABSENTABLE if f"{ABSENT}{path}" in names)


def lacking_names(path: str, places: Places, kind: str) -> tuple[str, ...]:
    """Return the names that an answer lacks on a form; none where it has a place for all of it.

    申請区分 needs the box of its case, and without a case those of all. A path without a row's
    number is that of a column.
    """
    bare, numbers = column(path), row_numbers(path)
    if bare == "kind":
        boxes = (kind_names(case) for case in ([kind] if kind else CASES))
        lacking = (names[0] for names in boxes if not any(name in places for name in names))
        return tuple(dict.fromkeys(lacking))
    if numbers:
        is_placed = numbers[0] < len(places.get(bare, ()))
    else:
        is_placed = bare in places or all(part in places for part in date_parts(bare))
    return () if is_placed else (bare,)


def is_placed(path: str, places: Places, kind: str = "") -> bool:
    """Return whether a form has a place for the whole of an answer."""
    return not lacking_names(path, places, kind)


def is_entry(path: str) -> bool:
    """Return whether the FAQ wants an answer written on the form in some case.

    A rename ticks the box of a change where it has none of its own.
    """
    if path in KIND_PATHS:
        return path != "kind.rename"
    return ENTRIES[path].answer.purpose is Purpose.ENTRY


def kind_names(kind: str) -> tuple[str, ...]:
    """Return the names of a case's boxes; a rename ticks that of a change, and its own if any."""
    return ("kind.change", "kind.rename") if kind == "rename" else (f"kind.{kind}",)


def is_shared(place: Place, places: Places) -> bool:
    """Return whether several cases are chosen from in one cell."""
    return sum(place in places.get(name, ()) for name in KIND_PATHS) > 1


def whole_of(path: str) -> str:
    """Return the answer that a path is, or is a piece of."""
    if path in KIND_PATHS:
        return "kind"
    return path if path in ENTRIES else path.rpartition(".")[0]


def date_parts(path: str) -> tuple[str, ...]:
    """Return the names of the year, the month and the day of a date."""
    return tuple(f"{path}.{part}" for part in ("year", "month", "day"))


def printed_areas(book: Book, title: str) -> tuple[Area, ...]:
    """Return the areas of a sheet that are printed; none where nothing was set."""
    return tuple(
        area
        for name in book.names
        if name.name == _PRINT_AREA and name.sheet == title
        for sheet, area in _areas(book.sheets, name.refers_to)
        if sheet == title
    )


def _within_reason(areas: Iterable[tuple[str, Area]]) -> Iterator[tuple[str, Area]]:
    """Yield areas up to as many cells as an answer may have; too large ones are passed over."""
    room = _MOST_CELLS
    for title, area in areas:
        if _size(area) <= room:
            room -= _size(area)
            yield title, area


def _size(area: Area) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def _shown(
    merged: Mapping[str, Iterable[Merge]], areas: Iterable[tuple[str, Area]]
) -> dict[tuple[str, Area], tuple[Place, ...]]:
    """Return of each area the cells that no merged area hides: of such a one, the first is seen."""
    on_sheet: dict[str, set[Area]] = {}
    for title, area in areas:
        on_sheet.setdefault(title, set()).add(area)
    shown = {}
    for title, wanted in on_sheet.items():
        merges = [area_of(merge) for merge in merged[title]]
        cells = {area: [*_cells(area)] for area in wanted}
        hidden = {*covered(merges, sorted({*chain(*cells.values())}))}
        hidden -= {(top, left) for top, left, _, _ in merges}
        for area in wanted:
            seen = (cell for cell in cells[area] if cell not in hidden)
            shown[title, area] = tuple(Place(title, *cell) for cell in seen)
    return shown


def _cells(area: Area) -> Iterator[Cell]:
    top, left, bottom, right = area
    return product(range(top, bottom + 1), range(left, right + 1))


def area_of(merge: Merge) -> Area:
    """Return a merged area as a rectangle."""
    return merge.top, merge.left, merge.bottom, merge.right


def place_of(path: str, places: Places, kind: str = "") -> Place | None:
    """Return the cell of an answer, or the first cell of a table or section, or None.

    The number in a row's path counts the form's rows from 0. 申請区分 stands where the case's box
    is; a rename has the box of a change.
    """
    bare = column(path)
    if bare == "kind":
        names: Sequence[str] = (*kind_names(kind), *KIND_PATHS)
    else:
        names = _names_in(bare)
    cells = next((places[name] for name in names if name in places), ())
    number = next(iter(row_numbers(path)), 0)
    return cells[number] if number < len(cells) else None


@lru_cache(maxsize=1_024)
def _names_in(path: str) -> tuple[str, ...]:
    """Return the names of an answer, or of those in a table or section, in the form's order."""
    names = (name for name in ENTRIES if name == path or name.startswith(path + "."))
    return (*names, *([f"{path}.year"] if f"{path}.year" in DATE_PARTS else []))


def capacity(table: str, places: Places) -> int:
    """Return how many whole rows a form has for a table: as many as its shortest column."""
    columns = [name for name in ENTRIES if ENTRIES[name].table == table and name in places]
    return min((len(places[name]) for name in columns), default=0)
