"""Preview of the sheets of a workbook as printed, as plain values.

Drawings over cells (pictures, text boxes, check boxes) and conditional formats are not included.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from openpyxl.utils import get_column_letter

from workbook.opened import OpenedWorkbook
from workbook.places import area_of, printed_areas
from workbook.preview.cells import Cells
from workbook.preview.styles import PreviewStyle
from workbook.xlsx.pixel_sizes import MARGIN, TALLEST, columns_of, height_of, rows_of, width_of
from workbook.xlsx.reader.areas import Area, Cell

# Limits of a preview (estimates: well above a form of one or two pages).
MOST_ROWS: Final = 200
MOST_COLUMNS: Final = 100
MOST_TEXT: Final = 100_000  # characters of a sheet; text after them is left out

_WIDTH_TOLERANCE: Final = 1.3
"""Factor by which a text may be wider than estimated (an estimate for any font)."""
_UNLIMITED: Final = 1e9  # pixels


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A cell or a merged area, and the text that it displays.

    ``row`` and ``column`` are those of its first cell, from 1, even if hidden; spans count visible
    rows and columns. ``room_left`` and ``room_right`` are the pixels of empty neighbours that an
    overflowing text uses. A style that shrinks has the size that fits.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    style: PreviewStyle
    room_left: float = 0.0
    room_right: float = 0.0

    @property
    def address(self) -> str:
        """The address of its first cell: D14."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class PreviewSheet:
    """The printed part of a sheet: columns, rows, and the cells of each row from left to right.

    A merged area is in the row in which it begins.
    """

    title: str
    column_widths_px: tuple[float, ...]
    row_heights_px: tuple[float, ...]
    rows: tuple[tuple[PreviewCell, ...], ...]
    is_hidden: bool


def preview(opened: OpenedWorkbook) -> tuple[PreviewSheet, ...]:
    """Return the sheets of a workbook as printed, hidden ones last.

    A sheet is limited to its print area, or else its used area; at most 200 rows and 100 columns.
    """
    previews = [_Sheet(opened, title).preview() for title in opened.book.sheets]
    return tuple(sorted(previews, key=lambda sheet: sheet.is_hidden))


class _Merge(NamedTuple):
    """A merged area: its first cell, and its range of visible rows and columns."""

    first: Cell
    top: int
    left: int
    bottom: int
    right: int


class _Sheet:
    """The preview of a sheet. Visible rows and columns are also indexed from 0."""

    def __init__(self, opened: OpenedWorkbook, title: str) -> None:
        self.sheet = opened.book.sheets[title]
        self.cells = Cells(opened, title)
        sizes, font = self.sheet.sizes, opened.formats.usual_font
        top, left, bottom, right = self._area(printed_areas(opened.book, title))
        columns = list(islice(columns_of(sizes, font, left, right), MOST_COLUMNS))
        rows = list(islice(rows_of(sizes, top, bottom), MOST_ROWS))
        self.columns = [number for number, _ in columns]
        self.widths = [width for _, width in columns]
        self.rows = [number for number, _, _ in rows]
        self.heights = [height for _, height, _ in rows]
        self.are_set = [is_set for _, _, is_set in rows]
        self.letters = 0

    def preview(self) -> PreviewSheet:
        rows = tuple(tuple(self._row(at)) for at in range(len(self.rows)))
        heights = map(self._height, range(len(self.rows)), rows)
        return PreviewSheet(
            title=self.sheet.title,
            column_widths_px=tuple(self.widths),
            row_heights_px=tuple(heights),
            rows=rows,
            is_hidden=self.sheet.state != "visible",
        )

    def _area(self, printed: Sequence[Area]) -> Area:
        """Return the area to show: the used area, limited to the print area if there is one."""
        bottom, right = self._used()
        if not printed:
            return 1, 1, bottom, right
        tops, lefts, bottoms, rights = zip(*printed, strict=True)
        return min(tops), min(lefts), min(bottom, max(bottoms)), min(right, max(rights))

    def _used(self) -> Cell:
        """Return the last row and the last column with anything visible."""
        used = self.cells.visible()
        used |= {(m.bottom, m.right) for m in self.sheet.merges if (m.top, m.left) in used}
        bottom = max((row for row, _ in used), default=0)
        return bottom, max((column for _, column in used), default=0)

    @cached_property
    def _merges(self) -> Mapping[Cell, _Merge | None]:
        """The merged area that begins at a visible cell; None for its other cells."""
        merges: dict[Cell, _Merge | None] = {}
        for top, left, bottom, right in sorted(map(area_of, self.sheet.merges)):
            rows = range(bisect_left(self.rows, top), bisect_right(self.rows, bottom))
            columns = range(bisect_left(self.columns, left), bisect_right(self.columns, right))
            covered = [(row, column) for row in rows for column in columns]
            if covered:
                merges.update(dict.fromkeys(covered))
                merges[covered[0]] = _Merge((top, left), *covered[0], *covered[-1])
        return merges

    def _row(self, at: int) -> Iterator[PreviewCell]:
        for column in range(len(self.columns)):
            merge = self._merges.get((at, column))
            if merge is not None:
                spans = merge.bottom - merge.top + 1, merge.right - merge.left + 1
                width = sum(self.widths[merge.left : merge.right + 1])
                yield PreviewCell(*merge.first, *spans, *self._content(merge.first, width))
            elif (at, column) not in self._merges:
                yield self._single(at, column)

    def _single(self, at: int, column: int) -> PreviewCell:
        where = self.rows[at], self.columns[column]
        text, look = self._content(where, self.widths[column])
        left, right = self._room(at, column, text, look) if text else (0.0, 0.0)
        return PreviewCell(*where, 1, 1, text, look, left, right)

    def _content(self, where: Cell, width: float) -> tuple[str, PreviewStyle]:
        if self.letters > MOST_TEXT:
            return "", self.cells.look(where)
        text, look = self.cells.shown(where, width)
        self.letters += len(text)
        return text, look

    def _room(self, at: int, column: int, text: str, look: PreviewStyle) -> tuple[float, float]:
        """Return the pixels by which a text may overflow into empty neighbours."""
        if look.horizontal == "centerContinuous":
            return 0.0, sum(self._centred_widths(at, column))
        cannot_overflow = look.wrap or look.shrink or look.rotation
        if cannot_overflow or not self.cells.is_text((self.rows[at], self.columns[column])):
            return 0.0, 0.0
        needed = max(0.0, _WIDTH_TOLERANCE * width_of(text, look.size) - self.widths[column])
        left = 0.0 if look.horizontal in {"left", "fill"} else needed
        right = 0.0 if look.horizontal == "right" else needed
        return (
            self._free(at, range(column - 1, -1, -1), left),
            self._free(at, range(column + 1, len(self.columns)), right),
        )

    def _is_free(self, at: int, column: int) -> bool:
        is_merged = (at, column) in self._merges
        return not is_merged and self.cells.is_empty((self.rows[at], self.columns[column]))

    def _free(self, at: int, columns: Iterable[int], needed: float) -> float:
        """Return the width of the adjacent empty cells, as far as needed."""
        room = 0.0
        for column in columns:
            if room >= needed or not self._is_free(at, column):
                break
            room += self.widths[column]
        return room

    def _centred_widths(self, at: int, column: int) -> Iterator[float]:
        """Yield the widths of the further columns of "centre across selection"."""
        for other in range(column + 1, len(self.columns)):
            look = self.cells.look((self.rows[at], self.columns[other]))
            if look.horizontal != "centerContinuous" or not self._is_free(at, other):
                return
            yield self.widths[other]

    def _height(self, at: int, cells: Iterable[PreviewCell]) -> float:
        """Return the height of a row; unless it is set, it grows with the texts of single cells."""
        if self.are_set[at]:
            return self.heights[at]
        needed = [self.heights[at]]
        for cell in cells:
            if cell.text and not cell.style.rotation and cell.row_span == cell.column_span == 1:
                place = bisect_left(self.columns, cell.column)
                width = self.widths[place] - MARGIN if cell.style.wrap else _UNLIMITED
                text = cell.text if cell.style.wrap else cell.text.replace("\n", "")
                needed.append(height_of(text, cell.style.size, max(width, 1.0)))
        return min(max(needed), TALLEST)
