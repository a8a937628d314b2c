"""Choosing cells by hand: what a click on a sheet means for an answer."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile
from typing import Final

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, label
from schemas.ticks import tick_of
from workbook.binding.blank_sheet import BlankSheet
from workbook.binding.box import Box
from workbook.binding.proposal import Proposal
from workbook.binding.sections import Sections
from workbook.forms.blank_names import BlankNames, NamesError
from workbook.forms.cell_answer import answer_of
from workbook.forms.kind_options import kinds_in
from workbook.forms.split_answers import is_ticked_text
from workbook.opened import OpenedWorkbook
from workbook.places import Place, Places, whole_of
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import area_at
from workbook.xlsx.reader.book import CellValue, Kind

_ENOUGH_NAMES: Final = 5  # a blank that bears so many names of the catalogue was bound before
_PIECE: Final = 17.0  # characters, of the widest box that a piece of a phone number is asked in
_MOST_STEPS: Final = 500  # no table and no code has more boxes
_ADDRESS: Final = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")


Columns = Collection[tuple[Box, ...]]
"""The known columns of a table."""


class Sheets:
    """The visible sheets of a blank, to be clicked on; raises KeyError if a title is none's."""

    def __init__(self, blank_sheets: Iterable[BlankSheet]) -> None:
        """Take the sheets as they are seen."""
        self._blank_sheets = {sheet.title: sheet for sheet in blank_sheets}

    def sheet(self, title: str) -> BlankSheet:
        """Return a sheet."""
        return self._blank_sheets[title]

    def box_at(self, place: Place) -> Box:
        """Return the cell or merged area that covers a place."""
        return self._blank_sheets[place.sheet].at(place.row, place.column)

    def written(self, places: tuple[Place, ...]) -> str:
        """Write places as those of an answer; on a sheet that is not visible cell by cell."""
        if any(place.sheet not in self._blank_sheets for place in places):
            return ",".join(str(place) for place in places)
        return written(tuple(self.box_at(place) for place in places))

    def label_at(self, place: Place) -> str:
        """Return the label that is printed at a place; empty where none is seen."""
        if place.sheet not in self._blank_sheets:
            return ""
        box = self.box_at(place)
        return "" if box.is_empty or not box.is_label else box.text.strip()

    def rows_from(self, first: Box, columns: Columns = ()) -> tuple[Box, ...]:
        """Return a box and those like it from there on: the rows of a table.

        They go along with the known columns of the table, else down, or across where the label of
        an answer stands before them, else to where the same is asked again.
        """
        sheet = self._blank_sheets[first.sheet]
        for column in sorted(columns, key=len, reverse=True):
            if len(column) > 1 and sheet.goes_along(column, first):
                return sheet.alongside(column, column[0], first) or self._repeated(first)
        line = self._line_from(first, is_down=not self._label_beside(first))
        cells = sheet.by_cell
        alike = takewhile(lambda box: first.is_like(box) and (box.top, box.left) in cells, line)
        boxes = tuple(alike)
        return boxes if len(boxes) > 1 else self._repeated(first)

    def _line_from(self, first: Box, *, is_down: bool) -> Iterator[Box]:
        """Yield a box and those of its columns under it, or of its rows behind it, to a label."""
        box = first
        for _ in range(_MOST_STEPS):
            yield box
            cell = (box.bottom + 1, box.left) if is_down else (box.top, box.right + 1)
            box = self.box_at(Place(first.sheet, *cell))
            is_on = box.columns == first.columns if is_down else box.rows == first.rows
            if not is_on or self._label_beside(box) != self._label_beside(first):
                return

    def _repeated(self, first: Box) -> tuple[Box, ...]:
        """Return a box and those on from it in its section that are asked or listed alike."""
        sheet, label = self._blank_sheets[first.sheet], self._label_beside(first)
        sections = Sections(sheet)
        section = sections.section_of(first)
        others = (
            box
            for box in sheet.boxes
            if (box.top, box.left) > (first.top, first.left)
            if first.is_like(box) and box.choices == first.choices
            if self._label_beside(box) == label and sections.section_of(box) == section
        )
        return (first, *(others if label or first.choices else ()))

    def _label_beside(self, box: Box) -> str:
        """Return the label of an answer before a box, in its row."""
        sheet = self._blank_sheets[box.sheet]
        before = (one for one in sheet.leftwards(box) if not one.is_empty)
        label = next(before, None)
        is_own = label is not None and label.rows == box.rows and bool(label.likenesses)
        return label.words if label is not None and is_own else ""

    def is_one_of_many(self, box: Box) -> bool:
        """Return whether a narrow box like it stands right of a box: a piece goes into each."""
        beside = self._blank_sheets[box.sheet].right_of(box)
        is_narrow = box.is_input and box.points <= _PIECE
        return any(one.is_like(box) and one.left == box.right + 1 for one in beside) and is_narrow

    def span(self, first: Box, last: Box, columns: Columns = ()) -> tuple[Box, ...]:
        """Return the boxes from one to another of its row or column, or of its table's.

        Nothing where there is none, or the labels beside them tell that each is of its own.
        """
        line = tuple(self._line_from(first, is_down=first.columns == last.columns))
        for boxes in (self.rows_from(first, columns), line):
            if last in boxes:
                return boxes[: boxes.index(last) + 1]
        return ()


def existing_names(opened: OpenedWorkbook, sheets: Sheets) -> BlankNames | None:
    """Return the names that a blank bears since it was bound; None where it bears too few."""
    is_continuation = all(ENTRIES[whole_of(path)].table for path in opened.places)
    if len(opened.places) < _ENOUGH_NAMES or is_continuation:
        return None
    cells = {path: sheets.written(places) for path, places in opened.places.items()}
    return BlankNames(cells, opened.absent)


def written(boxes: tuple[Box, ...]) -> str:
    """Write boxes as the place of an answer: シート!D14, シート!B20:B24, several with commas."""
    return Proposal("", boxes, 1.0, ()).place


def place_at(sheet: str, address: str) -> Place | None:
    """Return the cell of an address such as D14, as people write it; None where it is none."""
    plain = unicodedata.normalize("NFKC", address).replace("$", "").strip().upper()
    if not _ADDRESS.fullmatch(plain):
        return None
    try:
        top, left, _, _ = area_at(plain)
    except UnreadableError:
        return None
    return Place(sheet, top, left)


def refuse_labels(sheets: Sheets, places: Places) -> None:
    """Refuse cells in which a label is printed: an answer would be written over it, unseen.

    Raises NamesError if a cell holds a label instead of space for the answer.
    """
    for path, cells in places.items():
        for place in cells:
            text = sheets.label_at(place)
            if text and not _is_space(whole_of(path), text):
                message = (
                    f"「{label(whole_of(path))}」のセル（{place}）には、項目名「{text}」が印刷されています。"
                    "記入する枠のセルを指定してください。"
                )
                raise NamesError(message)


def _is_space(path: str, text: str) -> bool:
    """Return whether a printed text leaves space for an answer: a box, a hint, or choices."""
    if path == "kind" or ENTRIES[path].shape in {Shape.TICK, Shape.TICKS}:
        is_box = tick_of(text) is False or is_ticked_text(text) is not None
        return is_box or bool(path == "kind" and kinds_in(text))
    answer, _ = answer_of(ENTRIES[path], CellValue(Kind.TEXT, text))
    return answer is None
