"""Reader of a worksheet part: cell values, merged areas, hidden rows and columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from workbook.xlsx.guard.strict_xml import MAIN, Element, Path, count_of, only, parse, refuse
from workbook.xlsx.guard.xml_checks import has_declarations
from workbook.xlsx.reader.ambiguous_xml import refuse_ambiguous_xml
from workbook.xlsx.reader.areas import (
    MAX_COLUMN,
    MAX_ROW,
    Cell,
    area_at,
    cell_at,
    check_no_overlap,
    covered,
)
from workbook.xlsx.reader.cell_xml import CellValue, Kind, read_value
from workbook.xlsx.reader.shared_values import SharedValues
from workbook.xlsx.reader.sizes import RowSize, Sizes, column_sizes, row_size, usual_sizes_in

State = Literal["visible", "hidden", "veryHidden"]

_SPREADING: Final = {"array", "dataTable"}

_EMPTY_CELL: Final = re.compile(
    rb'<c r="(?<=[/c"]><c r=")[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,9}")?(?: t="n")?(?:/>|></c>)'
)
"""Only right after another tag, so that a match inside a tag or text stays and is rejected."""
_ALL_CELLS: Final = Path("m:row/m:c")
_RELEVANT_CELLS: Final = Path("m:row/m:c[* or not(@r)]")
_CELLS_WITHOUT_REFERENCE: Final = Path("m:sheetData/m:row/m:c[not(@r)]")
_FORMULAS: Final = Path("m:row/m:c/m:f[@ref]")
_MERGES: Final = Path("m:mergeCells/m:mergeCell")
_VIEWS: Final = Path("m:sheetViews/m:sheetView[@showFormulas or @showZeros]")
_ON: Final = frozenset(("1", "true"))
_OFF: Final = frozenset(("0", "false"))


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area; rows and columns counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its non-empty cells by row and column from 1, and their styles.

    ``shows_formulas`` and ``hides_zeros`` are settings of its view.
    """

    title: str
    state: State
    part: str
    cells: Mapping[Cell, CellValue]
    styles: Mapping[Cell, int]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    sizes: Sizes
    shows_formulas: bool = False
    hides_zeros: bool = False


def read_sheet(title: str, state: State, part: str, content: bytes, shared: SharedValues) -> Sheet:
    """Read a worksheet part."""
    sheet = _parse(content)
    refuse_ambiguous_xml(content, sheet)
    data = only(sheet.iterchildren(MAIN + "sheetData"))
    if data is None:
        refuse("a sheet without data")
    rows = _Rows(data)
    cells, styles = {}, {}
    for place, held, style in _cells(data, rows.numbers, shared):
        cells[place], styles[place] = held, style
    if any(held.kind is Kind.FORMULA for held in cells.values()):
        _spread_formulas(data, cells)
    bands, hidden_columns = column_sizes(sheet)
    views = _VIEWS.elements(sheet)
    return Sheet(
        title=title,
        state=state,
        part=part,
        cells=cells,
        styles=styles,
        merges=_merged(tuple(merge.get("ref") or "" for merge in _MERGES.elements(sheet))),
        hidden_rows=frozenset(rows.hidden),
        hidden_columns=hidden_columns,
        sizes=Sizes(bands, rows.sizes, usual_sizes_in(sheet)),
        shows_formulas=any(view.get("showFormulas") in _ON for view in views),
        hides_zeros=any(view.get("showZeros") in _OFF for view in views),
    )


def _parse(content: bytes) -> Element:
    """Parse a worksheet without its empty cells, for speed, as they are most of a form.

    They are kept if another cell has no reference and so depends on its predecessors, or if a match
    of the pattern could be inside a comment or CDATA.
    """
    if not has_declarations(content):
        sheet = parse(_EMPTY_CELL.sub(b"", content), MAIN + "worksheet")
        if not _CELLS_WITHOUT_REFERENCE.elements(sheet):
            return sheet
    return parse(content, MAIN + "worksheet")


class _Rows:
    """The rows of a sheet; a row without a number follows the previous one."""

    def __init__(self, data: Element) -> None:
        self.numbers: dict[Element, int] = {}
        self.sizes: dict[int, RowSize] = {}
        self.hidden: list[int] = []
        last = 0
        for row in data.iterchildren(MAIN + "row"):
            reference = row.get("r")
            number = last + 1 if reference is None else count_of(reference)
            if not last < number <= MAX_ROW:
                refuse(f"row {number} after {last}")
            self.numbers[row] = last = number
            size, is_unseen = row_size(row)
            if size:
                self.sizes[number] = size
            if is_unseen:
                self.hidden.append(number)


def _cells(
    data: Element, rows: Mapping[Element, int], shared: SharedValues
) -> Iterator[tuple[Cell, CellValue, int]]:
    """Yield the non-empty cells: position, value and style number.

    A cell without a reference follows the previous one, so that empty cells matter as well.
    """
    elements = _RELEVANT_CELLS.elements(data)
    if any(cell.get("r") is None for cell in elements):
        elements = _ALL_CELLS.elements(data)
    current, number, last = data, 0, 0
    for cell in elements:
        row = cell.getparent()
        if row is not current:
            current, number, last = row, rows[row], 0
        reference = cell.get("r")
        place = (number, last + 1) if reference is None else cell_at(reference)
        if place[0] != number or not last < place[1] <= MAX_COLUMN:
            refuse(f"cell {reference} in row {number} after column {last}")
        last = place[1]
        held = read_value(cell, shared)
        if held is not None:
            yield place, held, count_of(cell.get("s") or "0")


def _spread_formulas(data: Element, cells: dict[Cell, CellValue]) -> None:
    """Replace values that are results of an array formula in another cell by a formula."""
    areas = [
        area_at(formula.get("ref") or "")
        for formula in _FORMULAS.elements(data)
        if formula.get("t") in _SPREADING
    ]
    check_no_overlap(areas)
    for place in [*covered(areas, cells)]:
        if cells[place].kind is not Kind.FORMULA:
            cells[place] = CellValue(Kind.FORMULA, "")


@lru_cache(maxsize=8)
def _merged(references: tuple[str, ...]) -> tuple[Merge, ...]:
    """Return merged areas. Cached, as forms of one blank share them."""
    areas = [area_at(reference) for reference in references]
    check_no_overlap(areas)
    return tuple(Merge(*area) for area in areas)
