"""An opened workbook: verified once, with lazily created views."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, Final

from workbook.controls.captions import Captioned, captioned
from workbook.controls.check_boxes import Control, controls_of
from workbook.places import Place, Places, find_absent, find_places
from workbook.xlsx.conditional_formats import Rules, read_rules
from workbook.xlsx.guard.package import Package, open_package
from workbook.xlsx.guard.work_limit import WorkLimit
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.book import Book, read_book
from workbook.xlsx.reader.cell_format import CellFormat
from workbook.xlsx.reader.formats import Formats
from workbook.xlsx.reader.layout import SheetLayout, read_layout

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@lru_cache(maxsize=4)
def _formats_of(styles: bytes | None, theme: bytes | None) -> Formats:
    """Return the formats. Cached, as forms of one blank share them."""
    return Formats(styles, theme)


class OpenedWorkbook:
    """A workbook that has passed the guard.

    It is passed around instead of its bytes, so that it is opened only once. A view raises
    ``UnreadableError`` if its part of the workbook is damaged.
    """

    def __init__(self, content: bytes, package: Package | None = None) -> None:
        """Verify the bytes of an xlsx file, unless its verified package is given.

        Raises UnreadableError if they are not an xlsx workbook, or a damaged, hostile or too large
        one.
        """
        self.content: Final = content
        self.package: Final[Package] = package or open_package(content)
        self.work_limit: Final = WorkLimit()
        self._layouts: dict[str, SheetLayout] = {}
        self._rules: dict[str, Rules] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Support pickling, without formats, which are fast to read again."""
        return {name: view for name, view in vars(self).items() if name != "formats"}

    @cached_property
    def book(self) -> Book:
        """The values of its cells, and its defined names."""
        return read_book(self.package)

    @cached_property
    def places(self) -> Places:
        """The cells of each path, by its defined names."""
        return find_places(self.book)

    @cached_property
    def absent(self) -> frozenset[str]:
        """The paths that its form has no place for, as confirmed when it was bound."""
        return find_absent(self.book)

    @cached_property
    def controls(self) -> Mapping[Place, Control]:
        """The check boxes and option buttons, by cell."""
        return controls_of(self.package, self.book)

    @property
    def ticked(self) -> frozenset[Place]:
        """The cells under a ticked check box or selected option button."""
        return frozenset(place for place, control in self.controls.items() if control.is_ticked)

    @cached_property
    def captions(self) -> Captioned:
        """The controls with their captions."""
        return captioned(self.package, self.book, self.controls)

    @cached_property
    def formats(self) -> Formats:
        """The formats of its cells, by style number."""
        return _formats_of(self._related("styles"), self._related("theme"))

    def layout(self, title: str) -> SheetLayout:
        """Return the layout of a worksheet. Raises KeyError if no worksheet has that title."""
        if title not in self._layouts:
            content = self.package.read(self.book.sheets[title].part)
            self._layouts[title] = read_layout(content, title, self.book)
        return self._layouts[title]

    def rules(self, title: str) -> Rules:
        """Return the conditional formats of a worksheet.

        Raises KeyError if no worksheet has that title.
        """
        if title not in self._rules:
            content = self.package.read(self.book.sheets[title].part)
            self._rules[title] = read_rules(content, self.work_limit)
        return self._rules[title]

    def merged_formats(self, title: str) -> Mapping[Cell, CellFormat]:
        """Return the formats of the merged areas of a worksheet, by their first cells.

        Their right and bottom lines are taken from the first cell, or else from the last one.
        """
        styles, formats = self.layout(title).styles, self.formats
        merged = {}
        for merge in self.book.sheets[title].merges:
            first, last = (merge.top, merge.left), (merge.bottom, merge.right)
            if first in styles:
                own = formats[styles[first]]
                end = formats[styles[last]].border if last in styles else own.border
                right, bottom = own.border.right or end.right, own.border.bottom or end.bottom
                merged[first] = replace(own, border=replace(own.border, right=right, bottom=bottom))
        return merged

    def _related(self, kind: str) -> bytes | None:
        for relation in self.package.relationships(self.package.main).values():
            if relation.type == f"{_RELATIONS}/{kind}" and relation.target in self.package.names:
                return self.package.read(relation.target)
        return None
