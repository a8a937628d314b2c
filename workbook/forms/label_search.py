"""Finding the answers' cells by the labels printed beside them, as a person does.

The project's own form is the key: its blank tells which label stands where to which cell.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES
from workbook.forms.own_form_path import OWN_FORM
from workbook.opened import OpenedWorkbook
from workbook.places import KIND_PATHS, Place, Places
from workbook.xlsx.reader.book import Book, Kind, Sheet

SAMPLE_SHEET: Final = re.compile("(?:記[入載]|入力|作成|書き?)例|見本|サンプル")
HOW_TO: Final = re.compile(
    f"{SAMPLE_SHEET.pattern}|(?:記[入載]|入力|作成|書き?)(?:の?仕方|方法|要領|方)"
)
GUIDE_SHEET: Final = re.compile(f"{HOW_TO.pattern}|要領|説明|注意|手引|リスト|マスタ|選択肢")

_MARKS: Final = re.compile(r"※|\((?:[^()]*だけ記入|1つだけ✔)\)")
_SPACES: Final = re.compile(r"\s+")
_MOST_ALIKE: Final = 20  # a text that stands in more cells than this is no label
_MOST_ROWS: Final = 200
_LONGEST: Final = 500  # no label has as many characters
_ENOUGH: Final = 0.5  # of the labels, so many must be found for a workbook to be taken for the form

_MOST_KEPT: Final = 2_000  # labels of a workbook; a form has a hundred

Cell = tuple[int, int]
Labels = tuple[tuple[str, Cell], ...]  # labels with the cells that they are printed in


@dataclass(frozen=True, slots=True)
class Anchor:
    """A label and its way to a cell: under which band it stands, and the cell from there.

    ``rows`` is how many cells lie below one another, for a table's column; ``order`` the box's
    place among the boxes of one answer.
    """

    path: str
    band: str
    label: str
    down: int
    across: int
    rows: int = 1
    order: int = 0


@dataclass(frozen=True)
class _Key:
    anchors: tuple[Anchor, ...]
    bands: frozenset[str]

    @cached_property
    def labels(self) -> frozenset[str]:
        """What is printed on the form beside its answers, bands included."""
        return self.bands.union(anchor.label for anchor in self.anchors)


def normal(text: str) -> str:
    """Return a label without spaces and differences of width.

    What is longer is none, and is cut.
    """
    return _normal(text[:_LONGEST])


@lru_cache(maxsize=1_024)
def _normal(text: str) -> str:
    """Return a label as it is compared; forms print the same ones again and again."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))[:_LONGEST]


@lru_cache(maxsize=1_024)
def _label(text: str) -> str:
    """Return a label without the marks of what must be filled on the form's first print."""
    return _MARKS.sub("", _normal(text))


def find_by_label(book: Book) -> Places:
    """Return the cells that the printed labels lead to; none where it is not the project's form."""
    forms = (sheet for title, sheet in book.sheets.items() if not SAMPLE_SHEET.search(title))
    known = tuple((sheet.title, _known_labels(sheet)) for sheet in forms)
    is_small = sum(len(labels) for _, labels in known) <= _MOST_KEPT
    return (_kept if is_small else _found)(known)


def _known_labels(sheet: Sheet) -> Labels:
    """Return the labels and bands of the form that a sheet prints, and where."""
    wanted = _key().labels
    return tuple((label, cell) for label, cell in _printed(sheet) if label in wanted)


def _printed(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    for cell, held in sheet.cells.items():
        if held.kind is Kind.TEXT:
            yield _label(str(held.value)[:_LONGEST]), cell


def _found(known: tuple[tuple[str, Labels], ...]) -> Places:
    """Return the cells that known labels lead to, by the titles of their sheets."""
    key = _key()
    found: dict[str, list[tuple[int, list[Place]]]] = {}
    labels = [_Labels(title, printed, key.bands) for title, printed in known]
    for anchor in key.anchors:
        hits = [cells for known in labels if (cells := known.cells_of(anchor))]
        if len(hits) == 1:
            found.setdefault(anchor.path, []).append((anchor.order, hits[0]))
    if sum(len(parts) for parts in found.values()) < _ENOUGH * len(key.anchors):
        return {}
    whole = {anchor.path: 0 for anchor in key.anchors}
    for anchor in key.anchors:
        whole[anchor.path] += 1
    return {
        path: tuple(place for _, cells in sorted(parts, key=lambda p: p[0]) for place in cells)
        for path, parts in found.items()
        if len(parts) == whole[path] or ENTRIES[path].table
    }


_kept = lru_cache(maxsize=8)(_found)
"""Forms that are made from one blank, which come in piles, print the same labels in their cells."""


class _Labels:
    """The printed texts of a sheet, and where each band of the form begins."""

    def __init__(self, title: str, labels: Labels, bands: frozenset[str]) -> None:
        self.title = title
        self.cells: dict[str, list[Cell]] = {}
        for label, cell in labels:
            self.cells.setdefault(label, []).append(cell)
        known = ((cell[0], band) for band in bands for cell in self.cells.get(band, ()))
        self.bands = sorted(known)
        self.band_rows = [row for row, _ in self.bands]

    def cells_of(self, anchor: Anchor) -> list[Place]:
        """Return the cells of an anchor, where its label stands once under its band."""
        alike = self.cells.get(anchor.label, ())
        if len(alike) > _MOST_ALIKE:
            return []
        hits = [cell for cell in alike if self.band_of(cell[0]) == anchor.band]
        if len(hits) != 1:
            return []
        row, column = hits[0][0] + anchor.down, hits[0][1] + anchor.across
        rows = self._rows_below(row) if anchor.rows > 1 else 1
        if row < 1 or column < 1:
            return []
        return [Place(self.title, row + n, column) for n in range(rows or anchor.rows)]

    def band_of(self, row: int) -> str:
        """Return the band that a row stands under."""
        above = bisect_right(self.band_rows, row)
        return self.bands[above - 1][1] if above else ""

    def _rows_below(self, row: int) -> int:
        """Return how many rows lie before the next band; 0 where none follows."""
        after = bisect_left(self.band_rows, row)
        return min(self.band_rows[after] - row, _MOST_ROWS) if after < len(self.bands) else 0


@cache
def _key() -> _Key:
    """Read the key off the blank form."""
    opened = OpenedWorkbook(OWN_FORM.read_bytes())
    book, places = opened.book, opened.places
    bands = frozenset(
        normal(str(sheet.cells[merge.top, merge.left].value))
        for sheet in book.sheets.values()
        for merge in sheet.merges
        if merge.left == 1
        and merge.right == max(m.right for m in sheet.merges)
        and (merge.top, merge.left) in sheet.cells
    )
    anchors = tuple(
        anchor for path, cells in places.items() for anchor in _anchors(book, path, cells, bands)
    )
    return _Key(anchors, bands)


def _anchors(
    book: Book, path: str, cells: tuple[Place, ...], bands: frozenset[str]
) -> Iterator[Anchor]:
    by_sheet: dict[str, list[Place]] = {}
    for place in cells:
        by_sheet.setdefault(place.sheet, []).append(place)
    is_column = path in ENTRIES and bool(ENTRIES[path].table)
    order = 0
    for title, places in by_sheet.items():
        labels = _Labels(title, tuple(_printed(book.sheets[title])), bands)
        for place in places[:1] if is_column else places:
            row, column = _label_of(book.sheets[title], path, place, is_column=is_column)
            yield Anchor(
                path,
                labels.band_of(row),
                normal(str(book.sheets[title].cells[row, column].value)),
                place.row - row,
                place.column - column,
                len(places) if is_column else 1,
                order,
            )
            order += 1


def _label_of(sheet: Sheet, path: str, place: Place, *, is_column: bool) -> Cell:
    """Return the cell of the label: above a column, beside a box, before an answer, or the band."""
    if is_column:
        return place.row - 1, place.column
    right = {(merge.top, merge.left): merge.right for merge in sheet.merges}
    if path in KIND_PATHS or ENTRIES[path].shape in {Shape.TICK, Shape.TICKS}:
        return place.row, right.get((place.row, place.column), place.column) + 1
    for row, column in sheet.cells:
        if row == place.row and right.get((row, column), column) + 1 == place.column:
            return row, column
    return place.row - 1, 1
