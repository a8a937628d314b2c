"""An opened blank: its sheets to look at and to click on, and the work done on it in a worker."""

from collections.abc import Iterable

from workbook.binding.choosing import Sheets
from workbook.binding.proposal import Proposal
from workbook.binding.propose import propose
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.forms.active_content import activities, refuse_acting
from workbook.forms.blank_names import Names, NamesError, bind, places_of
from workbook.forms.blank_size import refuse_oversized
from workbook.forms.template import template_of
from workbook.opened import OpenedWorkbook
from workbook.patching.unlink import without_links
from workbook.places import Place
from workbook.preview.printed import PreviewSheet, preview


class Blank:
    """A blank as its file has it, with its sheets to look at and to click on."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a blank. Raises UnreadableError if the bytes are no xlsx workbook."""
        self.name = name
        self.opened = OpenedWorkbook(content)
        refuse_oversized(self.opened.book)
        refuse_acting(self.opened)
        self.activities = activities(self.opened)
        seen = [one for one in preview(self.opened) if not one.is_hidden]
        self.previews: dict[str, PreviewSheet] = {one.title: one for one in seen}
        self.blank_sheets = sheets_to_boxes(self.opened)
        self.sheets = Sheets(self.blank_sheets)

    @property
    def size(self) -> int:
        """The bytes of its file and of the parts in it."""
        package = self.opened.package
        return len(self.opened.content) + sum(len(package.read(name)) for name in package.names)

    def named(self) -> dict[str, str]:
        """Return the cells of the defined names that the file already has."""
        return {path: self.sheets.written(cells) for path, cells in self.opened.places.items()}

    def cells(self, path: str, place: str) -> tuple[Place, ...]:
        """Return the cells that a names file gives for a path; none where the blank lacks them."""
        try:
            return places_of(self.opened.book, {path: place}).get(path, ())
        except NamesError:
            return ()


def open_and_propose(name: str, content: bytes) -> tuple[Blank, tuple[Proposal, ...]]:
    """Open a blank and return it with the proposed cells of its answers."""
    blank = Blank(name, content)
    return blank, propose(blank.blank_sheets)


def open_without_links(name: str, content: bytes) -> Blank:
    """Return a blank whose links to other workbooks are removed; their values stay."""
    return Blank(name, without_links(OpenedWorkbook(content)))


def bound_copy(content: bytes, names: Names, absent: Iterable[str]) -> bytes:
    """Return the bound copy of a blank.

    Raises NamesError if two answers share a cell, or a place is no cells of this workbook and
    UnreadableError if the copy cannot be filled.
    """
    bound = bind(OpenedWorkbook(content), names, absent)
    template_of(OpenedWorkbook(bound))
    return bound
