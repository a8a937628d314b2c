"""A worksheet's part, read straight: what its cells hold, and what is merged or hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from workbook.guard.strict_xml import (
    MAIN,
    Element,
    Path,
    count_of,
    number_of,
    only,
    parse,
    refuse,
    truth_of,
)
from workbook.reader.areas import (
    MAX_COLUMN,
    MAX_ROW,
    Cell,
    area_at,
    cell_at,
    covered,
    refuse_overlap,
)
from workbook.reader.cell_xml import CellValue, Kind, held_in
from workbook.reader.dialect import expect_one_dialect
from workbook.reader.layout import Columns, columns_in
from workbook.reader.legend import Legend

State = Literal["visible", "hidden", "veryHidden"]

_LEAST_SIZES: Final = {"ht": 3.0, "width": 0.01}
"""Points and characters: of what is lower or narrower, a line is seen at most."""
_FILLING: Final = {"array", "dataTable"}

_ALL_CELLS: Final = Path("m:row/m:c")
_TELLING_CELLS: Final = Path("m:row/m:c[* or not(@r)]")
_FORMULAS: Final = Path("m:row/m:c/m:f[@ref]")
_MERGES: Final = Path("m:mergeCells/m:mergeCell")
_COLUMNS: Final = Path("m:cols/m:col")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area; rows and columns counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its cells that hold something, by row and column from 1, and their styles."""

    title: str
    state: State
    part: str
    cells: Mapping[Cell, CellValue]
    styles: Mapping[Cell, int]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    columns: Columns


def read_sheet(title: str, state: State, part: str, content: bytes, legend: Legend) -> Sheet:
    """Read a worksheet's part.

    Raises:
        UnreadableError: the part is damaged.

    """
    sheet = parse(content, MAIN + "worksheet")
    expect_one_dialect(content, sheet)
    data = only(sheet.iterchildren(MAIN + "sheetData"))
    if data is None:
        refuse("a sheet without data")
    rows = dict(_rows(data))
    cells, styles = {}, {}
    for place, held, style in _cells(data, rows, legend):
        cells[place], styles[place] = held, style
    if any(held.kind is Kind.FORMULA for held in cells.values()):
        _spread_formulas(data, cells)
    return Sheet(
        title=title,
        state=state,
        part=part,
        cells=cells,
        styles=styles,
        merges=_merges(sheet),
        hidden_rows=frozenset(number for row, number in rows.items() if _is_hidden(row, "ht")),
        hidden_columns=_hidden_columns(sheet),
        columns=columns_in(sheet),
    )


def _rows(data: Element) -> Iterator[tuple[Element, int]]:
    """Give the rows with their numbers; a row that does not tell its number is the next one."""
    last = 0
    for row in data.iterchildren(MAIN + "row"):
        reference = row.get("r")
        number = last + 1 if reference is None else count_of(reference)
        if not last < number <= MAX_ROW:
            refuse(f"row {number} after {last}")
        last = number
        yield row, number


def _cells(
    data: Element, rows: Mapping[Element, int], legend: Legend
) -> Iterator[tuple[Cell, CellValue, int]]:
    """Give the cells that hold something: where, what, and the number of their style.

    A cell that does not tell its place is the next one, so then the empty ones count as well.
    """
    found = _TELLING_CELLS.elements(data)
    if any(cell.get("r") is None for cell in found):
        found = _ALL_CELLS.elements(data)
    current, number, last = data, 0, 0
    for cell in found:
        row = cell.getparent()
        if row is not current:
            current, number, last = row, rows[row], 0
        reference = cell.get("r")
        place = (number, last + 1) if reference is None else cell_at(reference)
        if place[0] != number or not last < place[1] <= MAX_COLUMN:
            refuse(f"cell {reference} in row {number} after column {last}")
        last = place[1]
        held = held_in(cell, legend)
        if held is not None:
            yield place, held, count_of(cell.get("s") or "0")


def _spread_formulas(data: Element, cells: dict[Cell, CellValue]) -> None:
    """Make formulas of the cells that hold what a formula in another cell came to."""
    areas = [
        area_at(formula.get("ref") or "")
        for formula in _FORMULAS.elements(data)
        if formula.get("t") in _FILLING
    ]
    refuse_overlap(areas)
    for place in [*covered(areas, cells)]:
        if cells[place].kind is not Kind.FORMULA:
            cells[place] = CellValue(Kind.FORMULA, "")


def _merges(sheet: Element) -> tuple[Merge, ...]:
    areas = [area_at(merge.get("ref") or "") for merge in _MERGES.elements(sheet)]
    refuse_overlap(areas)
    return tuple(Merge(*area) for area in areas)


def _hidden_columns(sheet: Element) -> frozenset[int]:
    spans = []
    for column in _COLUMNS.elements(sheet):
        first, last = count_of(column.get("min")), count_of(column.get("max"))
        if not 1 <= first <= last <= MAX_COLUMN:
            refuse(f"columns {first} to {last}")
        if _is_hidden(column, "width"):
            spans.append((first, last))
    hidden: set[int] = set()
    reached = 0
    for first, last in sorted(spans):  # spans may repeat one another without end
        hidden.update(range(max(first, reached + 1), last + 1))
        reached = max(reached, last)
    return frozenset(hidden)


def _is_hidden(band: Element, size: str) -> bool:
    """Say whether a row or a column is not to be seen: hidden, or of hardly any size."""
    if truth_of(band.get("hidden")):
        return True
    given = band.get(size)
    return given is not None and number_of(given) < _LEAST_SIZES[size]
