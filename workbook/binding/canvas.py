"""A blank form as a person sees it: boxes with texts, frames and room to write."""

import io
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook.binding.box import Box, bare
from workbook.guard.package import open_package
from workbook.patching.captions import Captioned, captioned
from workbook.patching.vml import ControlKind
from workbook.places import Place
from workbook.reader.book import read_book

__all__ = ["Box", "Canvas", "canvases"]

_MOST_CELLS: Final = 40_000
"""Of one sheet: what lies beyond is no form that people fill by hand."""
_CONTROLS: Final = {
    ControlKind.CHECK_BOX: "チェックボックス",
    ControlKind.OPTION: "オプションボタン",
}


@dataclass(frozen=True)
class Canvas:
    """The boxes of a sheet."""

    title: str
    boxes: tuple[Box, ...]
    hidden_columns: frozenset[int]

    @cached_property
    def by_cell(self) -> Mapping[tuple[int, int], Box]:
        """The box that covers each cell."""
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.top, box.bottom + 1)
            for column in range(box.left, box.right + 1)
        }

    @cached_property
    def rows(self) -> Mapping[int, list[Box]]:
        """The boxes that a row cuts through, from left to right."""
        rows: dict[int, list[Box]] = {}
        for box in self.boxes:
            for row in range(box.top, box.bottom + 1):
                rows.setdefault(row, []).append(box)
        return {row: sorted(found, key=lambda box: box.left) for row, found in rows.items()}

    @cached_property
    def width(self) -> int:
        """The last column that holds anything."""
        return max((box.right for box in self.boxes), default=1)

    @cached_property
    def has_free(self) -> bool:
        """Whether some boxes alone may be written into."""
        return any(box.is_free for box in self.boxes)

    def over(self, box: Box) -> str:
        """Give the text that heads the column of a box: the nearest one above it."""
        row = box.top - 1
        while row > 0:
            above = self.by_cell.get((row, box.left))
            if above is None:
                return ""
            if not above.is_empty:
                return above.shown
            row = above.top - 1
        return ""

    def right_of(self, box: Box) -> Iterator[Box]:
        """Give the boxes to the right of a box, in its first row."""
        row = self.rows.get(box.top, [])
        start = bisect_left([other.left for other in row], box.right + 1)
        yield from row[start:]

    def left_of(self, box: Box) -> Box | None:
        """Give the box that ends where a box begins, over hidden columns."""
        column = box.left - 1
        while column in self.hidden_columns:
            column -= 1
        return self.by_cell.get((box.top, column))

    def before(self, box: Box) -> Box:
        """Give the box or the bare cell that ends where a box begins."""
        return self.left_of(box) or bare(self.title, box.top, box.left - 1)

    def below(self, box: Box) -> Box | None:
        """Give the box under the left edge of a box."""
        return self.by_cell.get((box.bottom + 1, box.left))

    def over_box(self, box: Box) -> Box | None:
        """Give the box over the left edge of a box."""
        return self.by_cell.get((box.top - 1, box.left))

    def room_below(self, label: Box) -> Box | None:
        """Give the empty box under a label, of its width."""
        return _room(self.below(label), label)

    def room_above(self, label: Box) -> Box | None:
        """Give the empty box over a label, of its width."""
        return _room(self.over_box(label), label)


def _room(box: Box | None, label: Box) -> Box | None:
    is_own = box is not None and (box.left, box.right) == (label.left, label.right)
    return box if is_own and box is not None and box.is_input else None


def canvases(content: bytes) -> list[Canvas]:
    """Look at the sheets of a blank; the guard has passed its bytes."""
    package = open_package(content)
    controls = captioned(package, read_book(package))
    book = load_workbook(io.BytesIO(content))
    visible = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    return [_canvas(sheet, controls) for sheet in visible]


def _canvas(sheet: Worksheet, controls: Captioned) -> Canvas:
    choices = _choices(sheet)
    merged = {}
    covered = set()
    for area in sheet.merged_cells.ranges:
        merged[area.min_row, area.min_col] = (area.max_row, area.max_col)
        covered.update(area.cells)
    boxes = []
    for place in controls:
        if place.sheet == sheet.title:
            sheet.cell(place.row, place.column)  # there may be none below a control
    cells: Mapping[tuple[int, int], Any] = sheet._cells  # noqa: SLF001 - only those that are there
    for (row, column), cell in sorted(cells.items())[:_MOST_CELLS]:
        if (row, column) in covered and (row, column) not in merged:
            continue
        bottom, right = merged.get((row, column), (row, column))
        edge = cells.get((bottom, right), cell)
        control, caption = controls.get(Place(sheet.title, row, column), (None, ""))
        box = Box(
            sheet=sheet.title,
            top=row,
            left=column,
            bottom=bottom,
            right=right,
            text="" if cell.value is None else str(cell.value),
            is_free=not cell.protection.locked,
            is_framed=_is_framed(cell, edge),
            is_tinted=_is_tinted(cell),
            choices=choices.get((row, column), ()),
            control=_CONTROLS[control.kind] if control else "",
            caption=caption,
        )
        if (
            not box.is_empty
            or box.is_free
            or box.is_framed
            or box.is_tinted
            or (row, column) in merged
        ):
            boxes.append(box)
    hidden = frozenset(
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
    )
    return Canvas(sheet.title, tuple(boxes), hidden)


def _is_framed(first: Any, last: Any) -> bool:  # noqa: ANN401 - openpyxl's cells
    lines = (first.border.left, first.border.top, last.border.right, last.border.bottom)
    drawn = [bool(line and line.style) for line in lines]
    return drawn[3] or sum(drawn) > 1


def _is_tinted(cell: Any) -> bool:  # noqa: ANN401 - openpyxl's cells
    fill = cell.fill
    return bool(fill and fill.fill_type == "solid")


def _choices(sheet: Worksheet) -> dict[tuple[int, int], tuple[str, ...]]:
    found = {}
    for validation in sheet.data_validations.dataValidation:
        formula = validation.formula1 or ""
        if validation.type == "list" and formula.startswith('"'):
            words = tuple(word.strip() for word in formula.strip('"').split(","))
            for area in validation.sqref.ranges:
                if (area.max_row - area.min_row) * (area.max_col - area.min_col) < _MOST_CELLS:
                    found.update(dict.fromkeys(area.cells, words))
    return found
