"""Looking at the sheets of a blank: cells become boxes."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain, product
from typing import Final

from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.framed import Cells, Lines, SheetCell
from workbook.controls.vml_controls import ControlKind
from workbook.opened import OpenedWorkbook
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.book import CellValue, Kind, Sheet
from workbook.xlsx.reader.cell_format import Border, CellFormat
from workbook.xlsx.reader.formats import Formats
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
    covered = {cell for first, last in merged.items() for cell in _within(first, last)}
    inner = covered - merged.keys()
    cells = _cells(opened, sheet, covered, inner)
    choices, widths = _choices(layout), _widths(sheet.sizes)
    framed = _framed(cells, Lines(cells, merged), covered)
    hidden = inner.union(*(area[1:] for area in framed.values()))
    controls = {
        (p.row, p.column): on for p, on in opened.captions.items() if p.sheet == sheet.title
    }
    looks = _look_numbers(layout, opened.formats)
    for first, cell in cells.items():
        if first in hidden:
            continue
        (bottom, right), text, last = merged.get(first, first), cell.text, cell
        if first in framed:
            bottom, right = framed[first][-1]
            last = cells[bottom, right]
            text = next((cells[c].text for c in framed[first] if cells[c].text is not None), None)
        control, caption = controls.get(first, (None, ""))
        shown = cell.format
        box = Box(
            sheet=sheet.title,
            top=first[0],
            left=first[1],
            bottom=bottom,
            right=right,
            text=_readable(text or ""),
            is_free=not shown.is_locked,
            is_framed=_is_framed(shown.border, last.format.border),
            is_tinted=_is_tinted(cell),
            choices=choices.get(first, ()),
            control=_CONTROLS[control.kind] if control else "",
            caption=caption,
            points=sum(widths.get(column, _USUAL_WIDTH) for column in range(first[1], right + 1)),
            is_merged=first in merged,
            is_bold=shown.font.bold,
            look=looks.get(layout.styles.get(first, -1), -1),
        )
        if _is_seen(box):
            yield box


def _look_numbers(layout: SheetLayout, formats: Formats) -> dict[int, int]:
    """Return a number for each style, alike for those that look alike."""
    known: dict[object, int] = {}
    used = {style: formats[style] for style in {*layout.styles.values()}}
    return {
        style: known.setdefault((one.font, one.fill, one.alignment), len(known))
        for style, one in used.items()
    }


def _cells(
    opened: OpenedWorkbook, sheet: Sheet, covered: AbstractSet[Cell], inner: AbstractSet[Cell]
) -> Cells:
    """Return the cells that the file holds, those that are merged, and those under a control.

    The first cell of a merged area has the lines of the area, the others have nothing.
    """
    styles, formats = opened.layout(sheet.title).styles, opened.formats
    under = {(place.row, place.column) for place in opened.captions if place.sheet == sheet.title}
    of_areas = opened.merged_formats(sheet.title)
    cells = {}
    for place in sorted(styles.keys() | covered | under)[:_MOST_CELLS]:
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


def _is_seen(box: Box) -> bool:
    has_look = box.is_free or box.is_framed or box.is_tinted or box.is_merged
    return has_look or not box.is_empty


def _framed(cells: Cells, lines: Lines, covered: AbstractSet[Cell]) -> dict[Cell, list[Cell]]:
    """Return the cells of unmerged areas that look like one, if they hold one text at most."""
    areas = {first: _within(first, last) for first, last in lines.areas(cells.keys(), covered)}
    texts = {first: [cell for cell in area if cells[cell].text] for first, area in areas.items()}
    found = {first: area for first, area in areas.items() if len(texts[first]) <= 1}
    taken = {*covered, *chain.from_iterable(found.values())}
    runs = {first: list(_run(cells, lines, first, taken)) for first in cells.keys() - taken}
    return found | {first: run for first, run in runs.items() if len(run) > 1}


def _run(cells: Cells, lines: Lines, first: Cell, taken: AbstractSet[Cell]) -> Iterator[Cell]:
    """Yield the cell of a text, and the blank ones behind it of its colour or over its line."""
    (row, column), held = first, cells[first]
    is_underlined = held.format.font.bold and lines.has_below(first)
    yield first
    while held.text and not lines.has_right((row, column)):
        column += 1
        behind = cells.get((row, column))
        if behind is None or behind.text or (row, column) in taken:
            return
        is_alike = _is_tinted(held) and behind.format.fill == held.format.fill
        if not is_alike and not (is_underlined and lines.has_below((row, column))):
            return
        yield row, column


def _within(first: Cell, last: Cell) -> list[Cell]:
    return [*product(range(first[0], last[0] + 1), range(first[1], last[1] + 1))]


def _is_tinted(cell: SheetCell) -> bool:
    return cell.format.fill.pattern == "solid"


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
        found.update(dict.fromkeys(_within((top, left), (bottom, right)), words))
    return found


def _widths(sizes: Sizes) -> dict[int, float]:
    """Return the widths of columns that are not as wide as usual, in characters."""
    return {
        column: band.width
        for band in sizes.bands
        if band.width
        for column in range(band.first, band.last + 1)
    }
