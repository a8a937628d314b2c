"""Looking at the sheets of a blank: openpyxl's cells become boxes."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook.binding.box import Box
from workbook.binding.canvas import Canvas
from workbook.binding.framed import Area, Cell, Lines
from workbook.guard.package import open_package
from workbook.patching.captions import Captioned, captioned
from workbook.patching.vml import ControlKind
from workbook.places import Place
from workbook.reader.book import read_book

_MOST_CELLS: Final = 40_000
"""Of one sheet: what lies beyond is no form that people fill by hand."""
_MOST_COLUMNS: Final = 1_000
_USUAL_WIDTH: Final = 8.43
_CONTROLS: Final = {
    ControlKind.CHECK_BOX: "チェックボックス",
    ControlKind.OPTION: "オプションボタン",
}

_Cells = Mapping[Cell, Any]  # openpyxl's cells


def canvases(content: bytes) -> list[Canvas]:
    """Look at the sheets of a blank; the guard has passed its bytes."""
    package = open_package(content)
    controls = captioned(package, read_book(package))
    book = load_workbook(io.BytesIO(content))
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return [Canvas(s.title, tuple(_boxes(s, controls)), _hidden(s)) for s in visible]


def _boxes(sheet: Worksheet, controls: Captioned) -> Iterator[Box]:
    """Give the cells and areas of a sheet that have anything to be seen."""
    choices, widths = _choices(sheet), _widths(sheet)
    for place in controls:
        if place.sheet == sheet.title:
            sheet.cell(place.row, place.column)  # there may be none below a control
    cells: _Cells = dict(sorted(sheet._cells.items())[:_MOST_CELLS])  # noqa: SLF001 - only those that are there
    merged = {(a.min_row, a.min_col): (a.max_row, a.max_col) for a in sheet.merged_cells.ranges}
    covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells}
    framed = _framed(cells, covered)
    hidden = (covered - merged.keys()) | {cell for area in framed.values() for cell in area[1:]}
    for first, cell in cells.items():
        if first in hidden:
            continue
        inner = framed.get(first, [first])
        bottom, right = merged.get(first, inner[-1])
        text = next((cells[c].value for c in inner if cells[c].value is not None), None)
        control, caption = controls.get(Place(sheet.title, *first), (None, ""))
        box = Box(
            sheet=sheet.title,
            top=first[0],
            left=first[1],
            bottom=bottom,
            right=right,
            text="" if text is None else str(text),
            is_free=not cell.protection.locked,
            is_framed=_is_framed(cell, cells.get((bottom, right), cell)),
            is_tinted=bool(cell.fill and cell.fill.fill_type == "solid"),
            choices=choices.get(first, ()),
            control=_CONTROLS[control.kind] if control else "",
            caption=caption,
            points=sum(widths.get(column, _USUAL_WIDTH) for column in range(first[1], right + 1)),
            is_merged=first in merged,
            is_bold=bool(cell.font.b),
            look=_look(cell),
        )
        if _is_seen(box):
            yield box


def _is_seen(box: Box) -> bool:
    has_look = box.is_free or box.is_framed or box.is_tinted or box.is_merged
    return has_look or not box.is_empty


def _framed(cells: _Cells, covered: set[Cell]) -> dict[Cell, list[Cell]]:
    """Give the cells of areas that are one to the eye but not merged, if one text at most is there.

    A label over its room, without a line between, is one area and becomes two.
    """
    found = {}
    lines = Lines(cells)
    areas = dict(lines.areas(cells.keys(), covered))
    ends = {(first[0], last[1]): first for first, last in areas.items()}
    for first, last in areas.items():
        texts = [cell for cell in _within(first, last) if cells[cell].value is not None]
        under = (last[0] + 1, first[1])
        has_room = _is_blank(cells.get(under)) and areas.get(under, under)[1] == last[1]
        before = ends.get((first[0], first[1] - 1), (first[0], first[1] - 1))
        beside = [before, (first[0], last[1] + 1)]
        is_as_high = all(areas.get(place, last)[0] == last[0] for place in beside)
        if not has_room and is_as_high and _is_caption(cells, lines, (first, last), beside):
            row = texts[0][0]
            found[first] = _within(first, (row, last[1]))
            found[row + 1, first[1]] = _within((row + 1, first[1]), last)
        elif len(texts) <= 1:
            found[first] = _within(first, last)
    taken = covered | {cell for area in found.values() for cell in area}
    for first in cells.keys() - taken:
        run = list(_run(cells, lines, first, taken))
        if len(run) > 1:
            found[first] = run
    return found


def _run(cells: _Cells, lines: Lines, first: Cell, taken: set[Cell]) -> Iterator[Cell]:
    """Give the cell of a text, and the blank ones behind it that look like parts of it."""
    row, column = first
    yield first
    while (row, column + 1) not in taken and not lines.has_right((row, column)):
        column += 1
        behind = (row, column)
        if not _is_blank(cells.get(behind)) or not _goes_on(cells, lines, first, behind):
            return
        yield behind


def _goes_on(cells: _Cells, lines: Lines, first: Cell, behind: Cell) -> bool:
    """Tell whether the colour of a text goes on in a blank cell, or the line under a heading."""
    cell = cells[first]
    if cell.value is None or behind not in cells:
        return False
    is_tinted = cell.fill and cell.fill.fill_type == "solid" and cell.fill == cells[behind].fill
    return is_tinted or (cell.font.b and lines.has_below(first) and lines.has_below(behind))


def _is_caption(cells: _Cells, lines: Lines, area: Area, beside: Sequence[Cell]) -> bool:
    """Tell whether the text on top of an area is a label, and the rest of the area its room.

    It is none where there is room right of it, or where what stands beside it has a line below.
    """
    (first, last), (_, right) = area, beside
    if cells[first].value is None or last[0] == first[0] or _is_blank(cells.get(right)):
        return False
    texts = [place for place in beside if _is_text(cells.get(place))]
    return bool(texts) and not any(lines.has_below(place) for place in texts)


def _is_text(cell: Any) -> bool:  # noqa: ANN401 - one of openpyxl's cells, or none
    return cell is not None and cell.value is not None


def _within(first: Cell, last: Cell) -> list[Cell]:
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    return [(row, column) for row in rows for column in columns]


def _is_blank(cell: Any) -> bool:  # noqa: ANN401 - one of openpyxl's cells, or none
    return cell is not None and cell.value is None


def _hidden(sheet: Worksheet) -> frozenset[int]:
    """Give the columns that are not shown."""
    return frozenset(
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
    )


def _is_framed(first: Any, last: Any) -> bool:  # noqa: ANN401 - openpyxl's cells
    lines = (first.border.left, first.border.top, last.border.right, last.border.bottom)
    drawn = [bool(line and line.style) for line in lines]
    return drawn[3] or sum(drawn) > 1


def _choices(sheet: Worksheet) -> dict[Cell, tuple[str, ...]]:
    found = {}
    for validation in sheet.data_validations.dataValidation:
        formula = validation.formula1 or ""
        if validation.type == "list" and formula.startswith('"'):
            words = tuple(word.strip() for word in formula.strip('"').split(","))
            for area in validation.sqref.ranges:
                if (area.max_row - area.min_row) * (area.max_col - area.min_col) < _MOST_CELLS:
                    found.update(dict.fromkeys(area.cells, words))
    return found


def _widths(sheet: Worksheet) -> dict[int, float]:
    """Give the widths of columns that are not as wide as usual, in characters."""
    return {
        column: float(dimension.width)
        for dimension in sheet.column_dimensions.values()
        if dimension.width
        for column in range(dimension.min or 0, min(dimension.max or 0, _MOST_COLUMNS) + 1)
    }


def _look(cell: Any) -> tuple[int, ...]:  # noqa: ANN401 - openpyxl's cells
    style = cell._style  # noqa: SLF001 - the numbers of its font, fill and alignment
    return style.fontId, style.fillId, style.alignmentId
