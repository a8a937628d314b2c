"""A worksheet that is prepared once and then written with different contents."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from schemas.days import date_text
from workbook.patching.cells import CellSlot, Content, slot_of, span_at, style_of
from workbook.patching.formulas import Formulas
from workbook.patching.layout import PartLayout, layout_of
from workbook.patching.row_growth import RowHeights, with_row_height
from workbook.patching.styles import Changed, Styles
from workbook.places import area_of
from workbook.xlsx.editing.part_xml import tree_of
from workbook.xlsx.editing.tags import Edit, attributes, plain, splice
from workbook.xlsx.guard.strict_xml import MAIN
from workbook.xlsx.reader.areas import Area, Cell
from workbook.xlsx.reader.book import Sheet

_WORKSHEET: Final = MAIN + "worksheet"


@dataclass(frozen=True, slots=True)
class Writing:
    """How a filling writes days and changed styles: the numbers of both."""

    days: Mapping[date, int]
    styles: Mapping[Changed, int]
    has_styles: bool


class PatchedSheet:
    """A worksheet with the cells that can be written.

    ``content`` is the part with nothing filled in: unchanged, but without the results of formulas
    that may read any cell.
    """

    def __init__(
        self,
        part: bytes,
        sheet: Sheet,
        writable: Collection[Cell],
        styles: Styles,
        samples: Collection[Cell],
    ) -> None:
        """Find the cells that are wanted, and make rows for those that have none.

        ``samples`` are those whose text is a pale one. Raises UnreadableError if the part is
        written in a way in which they are not found.
        """
        text = plain(part, _WORKSHEET)
        layout = layout_of(text, tree_of(text))
        formulas = Formulas(layout, writable)
        self.has_formulas = bool(formulas)
        changed = [*formulas.without_results(formulas.unbounded_results)] if formulas else []
        self.content = splice(text, changed) if changed else part
        text = splice(text, [*changed, *_new_rows(layout, writable)])
        self._ready = _with_own_formulas(text, writable) if formulas.are_shared else text
        tree = tree_of(self._ready)
        self._layout = layout_of(self._ready, tree)
        self._formulas = Formulas(self._layout, writable)
        merges = {(merge.top, merge.left): area_of(merge) for merge in sheet.merges}
        row_heights = RowHeights(tree, self._layout, sheet, styles.formats.usual_font)
        self.slots: dict[Cell, CellSlot] = {}
        for row, column in writable:
            style = _style_of_row(self._layout, row)
            style = row_heights.style_of_column(column) if style is None else style
            span = span_at(self._layout, row, column, style)
            style_effect = styles.effect(style_of(span))
            style_effect = replace(style_effect, is_pale=(row, column) in samples)
            area = merges.get((row, column), (row, column, row, column))
            space = row_heights.space(area, style_effect.look)
            self.slots[row, column] = slot_of(span, column, layout.prefix, style_effect, space)
        self.extent = _extent([*self._cells(), *writable], merges.values())

    def filled(self, contents: Mapping[Cell, Content], writing: Writing) -> bytes:
        """Return the part with contents; a cell with a check box style gets TRUE for a tick."""
        edits: list[Edit] = []
        heights: dict[int, float] = {}
        for cell, content in contents.items():
            slot = self.slots[cell]
            changes = slot.changes(content)
            style = writing.styles.get((slot.style, changes), slot.style)
            if isinstance(content, date):
                new = _day(slot, content, style, writing)
            elif slot.shows_truth(content):
                new = slot.truth()
            elif isinstance(content, int):
                new = slot.number(content, slot.style)
            else:
                text = str(content)
                new = slot.text(text, style)
                wraps = slot.style_effect.wraps and "shrinks" not in changes
                if wraps or "wraps" in changes:
                    for row, height in slot.space.rows_for(text).items():
                        heights[row] = max(height, heights.get(row, 0.0))
            edits.append((slot.start, slot.end, slot.column, new))
        edits += [with_row_height(self._layout, row, height) for row, height in heights.items()]
        edits += self._without_results(contents)
        return splice(self._ready, edits)

    def _without_results(self, contents: Collection[Cell]) -> Iterator[Edit]:
        """Yield edits that remove results which depend on the written cells."""
        dependent = self._formulas.dependent if self._formulas else {}
        cells = {cell for written in contents for cell in dependent.get(written, ())}
        return self._formulas.without_results(cells.difference(contents))

    def _cells(self) -> Iterator[Cell]:
        for number, row in self._layout.rows.items():
            for column in row.cells:
                yield number, column


def _with_own_formulas(text: bytes, writable: Collection[Cell]) -> bytes:
    """Return the part in which no formula that can be overwritten is shared."""
    return splice(text, [*Formulas(layout_of(text, tree_of(text)), writable).unshared()])


def _day(slot: CellSlot, day: date, style: int, writing: Writing) -> bytes:
    """Return a cell with a date; as text if the workbook has no styles."""
    if not writing.has_styles:
        return slot.text(date_text(day))
    return slot.number(writing.days[day], style)


def _new_rows(layout: PartLayout, writable: Collection[Cell]) -> Iterator[Edit]:
    """Yield edits that open self-closing rows and add missing ones, for cells to insert."""
    p = layout.prefix
    numbers = sorted({row for row, _ in writable})
    missing = [number for number in numbers if number not in layout.rows]
    for number in numbers:
        if number in layout.rows and (row := layout.rows[number]).is_empty:
            yield row.opened - 2, row.opened, 0, b"></%brow>" % p
    if layout.is_empty and missing:
        yield layout.opened - 2, layout.opened, 0, b">"
    for number in missing:
        after = [row.start for other, row in layout.rows.items() if other > number]
        at = min(after, default=layout.closing)
        yield at, at, number, b'<%brow r="%d"></%brow>' % (p, number, p)
    if layout.is_empty and missing:
        yield layout.closing, layout.closing, missing[-1] + 1, b"</%bsheetData>" % p


def _style_of_row(layout: PartLayout, number: int) -> int | None:
    """Return the style of a row for cells that are not in the file, or None."""
    given = dict(attributes(layout.rows[number].attributes))
    has_own = given.get(b"customFormat") in {b"1", b"true"}
    return int(given.get(b"s", b"0")) if has_own else None


def _extent(cells: Collection[Cell], areas: Collection[Area]) -> Area:
    """Return the smallest rectangle around cells and areas."""
    corners = [*((*cell, *cell) for cell in cells), *areas] or [(1, 1, 1, 1)]
    return (
        min(corner[0] for corner in corners),
        min(corner[1] for corner in corners),
        max(corner[2] for corner in corners),
        max(corner[3] for corner in corners),
    )
