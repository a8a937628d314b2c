"""An opened workbook: guarded once, its views made when they are first asked for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, Final

from workbook.controls.captions import Captioned, captioned
from workbook.controls.check_boxes import Control, controls_of
from workbook.places import Place, Places, find_absent, find_places
from workbook.xlsx.conditional_formats import Rules, read_rules
from workbook.xlsx.guard.effort import Effort
from workbook.xlsx.guard.package import Package, open_package
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.book import Book, read_book
from workbook.xlsx.reader.formats import CellFormat, Formats
from workbook.xlsx.reader.layout import SheetLayout, read_layout

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@lru_cache(maxsize=4)
def _formats_of(styles: bytes | None, theme: bytes | None) -> Formats:
    """Read formats; forms that are made from one blank, which come in piles, share them."""
    return Formats(styles, theme)


class OpenedWorkbook:
    """A workbook that has passed the guard.

    It travels instead of its bytes, so that it is opened once however many look at it. A view
    raises ``UnreadableError`` where its part of the workbook is damaged.
    """

    def __init__(self, content: bytes, package: Package | None = None) -> None:
        """Verify the bytes of an xlsx file, unless their package was verified.

        Raises:
            UnreadableError: they are no xlsx workbook, a broken or hostile one, or one too large.

        """
        self.content: Final = content
        self.package: Final[Package] = package or open_package(content)
        self.effort: Final = Effort()
        self._layouts: dict[str, SheetLayout] = {}
        self._rules: dict[str, Rules] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes to another process; formats are quickly read again."""
        return {name: view for name, view in vars(self).items() if name != "formats"}

    @cached_property
    def book(self) -> Book:
        """What its cells hold, and its names."""
        return read_book(self.package)

    @cached_property
    def places(self) -> Places:
        """The cells of each path, by its defined names."""
        return find_places(self.book)

    @cached_property
    def absent(self) -> frozenset[str]:
        """The paths that its form has no place for, as a person confirmed when it was bound."""
        return find_absent(self.book)

    @cached_property
    def controls(self) -> Mapping[Place, Control]:
        """The check boxes and option buttons, by the cells under them."""
        return controls_of(self.package, self.book)

    @property
    def ticked(self) -> frozenset[Place]:
        """The cells under a check box that is ticked, or a button that is chosen."""
        return frozenset(place for place, control in self.controls.items() if control.is_ticked)

    @cached_property
    def captions(self) -> Captioned:
        """The controls, each with its caption."""
        return captioned(self.package, self.book, self.controls)

    @cached_property
    def formats(self) -> Formats:
        """The formats of its cells, by the number of their style."""
        return _formats_of(self._related("styles"), self._related("theme"))

    def layout(self, title: str) -> SheetLayout:
        """Return the layout of a worksheet.

        Raises:
            KeyError: no worksheet has that title.

        """
        if title not in self._layouts:
            sheet = self.book.sheets[title]
            content = self.package.read(sheet.part)
            self._layouts[title] = read_layout(content, sheet.cells, self.book.legend)
        return self._layouts[title]

    def rules(self, title: str) -> Rules:
        """Return the conditional formats of a worksheet.

        Raises:
            KeyError: no worksheet has that title.

        """
        if title not in self._rules:
            content = self.package.read(self.book.sheets[title].part)
            self._rules[title] = read_rules(content, self.effort)
        return self._rules[title]

    def merged_formats(self, title: str) -> Mapping[Cell, CellFormat]:
        """Return the formats of a worksheet's merged areas, by their first cells.

        The lines at the right and below may be drawn by an area's first cell or by its last one.
        """
        styles, formats = self.layout(title).styles, self.formats
        found = {}
        for merge in self.book.sheets[title].merges:
            first, last = (merge.top, merge.left), (merge.bottom, merge.right)
            if first in styles:
                own = formats[styles[first]]
                end = formats[styles[last]].border if last in styles else own.border
                right, bottom = own.border.right or end.right, own.border.bottom or end.bottom
                found[first] = replace(own, border=replace(own.border, right=right, bottom=bottom))
        return found

    def _related(self, kind: str) -> bytes | None:
        for relation in self.package.relationships(self.package.main).values():
            if relation.type == f"{_RELATIONS}/{kind}" and relation.target in self.package.names:
                return self.package.read(relation.target)
        return None
