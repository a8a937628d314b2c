"""Looking at the sheets of a blank: cells become boxes."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.framed import Areas, Cells, Lines, SheetCell, cells_of
from workbook.controls.vml_controls import ControlKind
from workbook.opened import OpenedWorkbook
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.book import CellValue, Kind, Sheet
from workbook.xlsx.reader.cell_format import Border, CellFormat
from workbook.xlsx.reader.layout import SheetLayout
from workbook.xlsx.reader.sizes import Sizes

_MOST_CELLS: Final = 40_000  # of one sheet: what lies beyond is no form that people fill by hand
_MOST_LISTED: Final = 100_000
"""Cells of one sheet that offer words to choose from, counted again in each list over them."""
_HALF: Final = 250  # characters, of the longest text that is looked at as a whole
_USUAL_WIDTH: Final = 8.43
_NOTHING: Final = SheetCell(None, CellFormat())
_CONTROLS: Final = {
    ControlKind.CHECK_BOX: "チェックボックス",
    ControlKind.OPTION: "オプションボタン",
}


def sheets_to_boxes(opened: OpenedWorkbook) -> list[BlankSheet]:
    """Return the visible sheets of a blank as a person sees them."""
    visible = (sheet for sheet in opened.book.sheets.values() if sheet.state == "visible")
    return [BlankSheet(s.title, tuple(_boxes(opened, s)), s.hidden_columns) for s in visible]


def _boxes(opened: OpenedWorkbook, sheet: Sheet) -> Iterator[Box]:
    """Yield the cells and areas of a sheet that have anything to be seen."""
    layout = opened.layout(sheet.title)
    merged = {(m.top, m.left): (m.bottom, m.right) for m in sheet.merges}
    controls = {
        (p.row, p.column): on for p, on in opened.captions.items() if p.sheet == sheet.title
    }
    covered = {cell for area in merged.items() for cell in cells_of(*area)}
    cells = _cells(opened, sheet, covered - merged.keys(), covered | controls.keys())
    framed = _framed(cells, merged, covered)
    hidden = covered.union(*(cells_of(*area)[1:] for area in framed.items())) - merged.keys()
    choices, widths = _choices(layout), _widths(sheet.sizes)
    for first, cell in cells.items():
        if first in hidden:
            continue
        (bottom, right), shown, last, text = merged.get(first, first), cell.format, cell, cell.text
        if first in framed:
            bottom, right = framed[first]
            parts = [cells[part] for part in cells_of(first, framed[first])]
            last, text = parts[-1], next((part.text for part in parts if part.text), None)
        control, caption = controls.get(first, (None, ""))
        box = Box(
            sheet=sheet.title,
            top=first[0],
            left=first[1],
            bottom=bottom,
            right=right,
            text=_readable(text or ""),
            is_free=not shown.is_locked,
            is_framed=_is_framed(shown.border, last.format.border),
            is_tinted=shown.fill.pattern == "solid",
            choices=choices.get(first, ()),
            control=_CONTROLS[control.kind] if control else "",
            caption=caption,
            points=sum(widths.get(column, _USUAL_WIDTH) for column in range(first[1], right + 1)),
            is_merged=first in merged,
            is_bold=shown.font.bold,
            look=(shown.font, shown.fill, shown.alignment),
        )
        if box.is_free or box.is_framed or box.is_tinted or box.is_merged or not box.is_empty:
            yield box


def _cells(
    opened: OpenedWorkbook, sheet: Sheet, inner: AbstractSet[Cell], others: AbstractSet[Cell]
) -> Mapping[Cell, SheetCell]:
    """Return the cells that the file holds, and others: merged ones, and those under a control.

    The first cell of a merged area has the lines of the area, the others have nothing.
    """
    styles, formats = opened.layout(sheet.title).styles, opened.formats
    of_areas = opened.merged_formats(sheet.title)
    cells = {}
    for place in sorted(styles.keys() | others)[:_MOST_CELLS]:
        if place not in styles or place in inner:
            cells[place] = _NOTHING
        else:
            shown = of_areas.get(place) or formats[styles[place]]
            cells[place] = SheetCell(_text(sheet.cells.get(place)), shown)
    return cells


def _text(held: CellValue | None) -> str | None:
    if held is None:
        return None
    return f"={held.value}" if held.kind is Kind.FORMULA else str(held.value)


def _framed(cells: Cells, merged: Areas, covered: AbstractSet[Cell]) -> dict[Cell, Cell]:
    """Return the unmerged areas that look like one, if they hold one text at most."""
    areas = Lines(cells, merged).areas(cells.keys(), covered)
    return {
        first: last
        for first, last in areas
        if sum(bool(cells[cell].text) for cell in cells_of(first, last)) <= 1
    }


def _is_framed(first: Border, last: Border) -> bool:
    return bool(last.bottom) or sum(map(bool, (first.left, first.top, last.right))) > 1


def _readable(text: str) -> str:
    """Return of a text that is too long for a label its beginning and its end."""
    return text if len(text) <= 2 * _HALF else text[:_HALF] + text[-_HALF:]


def _choices(layout: SheetLayout) -> dict[Cell, tuple[str, ...]]:
    found: dict[Cell, tuple[str, ...]] = {}
    listed = 0
    for (top, left, bottom, right), words in layout.lists:
        listed += (bottom - top + 1) * (right - left + 1)
        if listed > _MOST_LISTED:
            break
        found.update(dict.fromkeys(cells_of((top, left), (bottom, right)), words))
    return found


def _widths(sizes: Sizes) -> dict[int, float]:
    """Return the widths of columns that are not as wide as usual, in characters."""
    return {
        column: band.width
        for band in sizes.bands
        if band.width
        for column in range(band.first, band.last + 1)
    }
