"""A form to be filled: opened once, its places found, kept ready to be written again and again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from schemas.ticks import EMPTY_BOXES
from workbook.forms.blank_marks import (
    AskedMarks,
    asked_marks,
    asks_for_one_kind,
    lists_of,
    sample_places,
)
from workbook.forms.blank_size import refuse_oversized
from workbook.forms.cell_answer import text_of
from workbook.forms.copies import FilledCopies
from workbook.forms.kind_options import with_kinds_marked
from workbook.forms.own_form_path import OWN_FORM
from workbook.forms.split_answers import Content, tick_boxes, ticked, yes_box
from workbook.opened import OpenedWorkbook
from workbook.patching.compiled import CompiledBlank
from workbook.places import KIND_PATHS, Place, Places, is_placed, is_shared, kind_names
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.book import Book, Kind

_UNBOUND: Final = "利用申込書の欄を示す名前が、このファイルにありません。"
_BIND: Final = "moushikomiで作成した申込書、または取り込んだ様式を使用してください。"


@dataclass(frozen=True)
class Template:
    """A form with its places, and the texts that are printed on it.

    ``is_own`` tells that it is the project's own. Rows that another form has no room for go on in a
    workbook of their own; ``absent`` are the paths that it has no place for, as a person confirmed.
    ``lists`` are the words that cells offer to choose from, ``marks`` the marks that each sheet
    asks its boxes to be ticked with, ``samples`` the cells that show in grey what to write there.
    ``marks_one_kind`` tells that it asks for a single one of its cases.
    ``shown`` gives a day as a text where its cell is too narrow for a date.
    ``write`` writes into the cells of a fresh copy: what is not an answer's stays, and a row grows
    where a wrapped text would be cut off. ``reopen`` opens what was written, to be read as by
    anybody.
    """

    places: Places
    absent: frozenset[str]
    texts: Mapping[Place, str]
    lists: Mapping[Place, tuple[str, ...]]
    marks: Mapping[str, AskedMarks]
    samples: frozenset[Place]
    marks_one_kind: bool
    is_own: bool
    shown: Callable[[Place, date], Content]
    write: Callable[[Mapping[Place, Content]], bytes]
    reopen: Callable[[bytes], OpenedWorkbook]

    @property
    def continues(self) -> bool:
        """Whether rows without room go on in a workbook of their own."""
        return not self.is_own

    def has(self, path: str, kind: str = "") -> bool:
        """Return whether the form has a place for an answer in a case."""
        return is_placed(path, self.places, kind)

    def printed(self, place: Place) -> str:
        """Return the text that is printed in a cell; empty where none is."""
        return self.texts.get(place, "")

    def ticked(self, place: Place, path: str = "") -> str:
        """Return what a box holds once it is ticked, or the one of several that says yes."""
        yes = yes_box(path, self.printed(place)) if path else None
        if yes is not None:
            return tick_boxes(self.printed(place), [yes], self.mark_at(place))
        return ticked(self.printed(place), self.mark_at(place), self.lists.get(place, ()))

    def mark_at(self, place: Place) -> str:
        """Return the mark that the form asks for in a cell: into its □, or else alone."""
        marks, cell = self.marks[place.sheet], (place.row, place.column)
        has_box = any(box in self.printed(place) for box in EMPTY_BOXES)
        return marks.in_box_at(cell) if has_box else marks.at(cell)

    def kind_names(self, kind: str) -> tuple[str, ...]:
        """Return the names of the boxes that a case marks: a rename may be a change, too. FAQ 3-7.

        Where the form asks for one mark, it is the one of the rename.
        """
        names = kind_names(kind)
        own = f"kind.{kind}"
        return (own,) if self.marks_one_kind and own in self.places else names

    def with_kinds(self, place: Place, names: Sequence[str]) -> str:
        """Return what a box of 申請区分 holds once it is ticked, or chosen from among others."""
        if not is_shared(place, self.places):
            return self.ticked(place)
        kinds = [KIND_PATHS[name] for name in names]
        lists = self.lists.get(place, ())
        return with_kinds_marked(self.printed(place), kinds, self.mark_at(place), lists)


def template_of(opened: OpenedWorkbook) -> Template:
    """Make a template of a bound form.

    Raises UnreadableError if the workbook is damaged, too large for a form that people fill, or
    bears none of the catalogue's names.
    """
    refuse_oversized(opened.book)
    if not opened.places:
        raise UnreadableError(_UNBOUND, _BIND, code="unbound")
    return _template(opened, is_own=False)


@cache
def own_template() -> Template:
    """Return the project's own form."""
    return _template(OpenedWorkbook(OWN_FORM.read_bytes()), is_own=True)


def _template(opened: OpenedWorkbook, *, is_own: bool) -> Template:
    compiled = CompiledBlank(opened, opened.places)
    return Template(
        places=opened.places,
        absent=opened.absent,
        texts=_texts(opened.book),
        lists=lists_of(opened, opened.places),
        marks={title: asked_marks(opened, title) for title in opened.book.sheets},
        samples=sample_places(opened, opened.places),
        marks_one_kind=asks_for_one_kind(opened, opened.places),
        is_own=is_own,
        shown=compiled.shown,
        write=compiled.fill,
        reopen=FilledCopies(opened).opened,
    )


def _texts(book: Book) -> dict[Place, str]:
    return {
        Place(title, *cell): text_of(held)
        for title, sheet in book.sheets.items()
        for cell, held in sheet.cells.items()
        if held.kind is Kind.TEXT
    }
