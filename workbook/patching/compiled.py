"""A compiled blank: prepared once, and then filled by patching its parts.

Cells get new content, check boxes are ticked, and hidden sheets are shown when used. All other
parts stay unchanged, byte for byte.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from workbook.controls.check_boxes import Control
from workbook.controls.ticking import ticked
from workbook.opened import OpenedWorkbook
from workbook.patching.calculation import chain_of, without_chain
from workbook.patching.cells import Content, is_ticking, serial
from workbook.patching.sheet import PatchedSheet, Writing
from workbook.patching.styles import Styles, is_pale
from workbook.patching.workbook_part import WorkbookPart
from workbook.places import Place, Places
from workbook.xlsx.editing.part_xml import RELATIONS
from workbook.xlsx.editing.repack import PreparedArchive
from workbook.xlsx.escaping import TICK
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.book import Book, Kind

_STYLES: Final = f"{RELATIONS}/styles"

Contents = Mapping[Place, Content]
"""The content by cell: a text, a date, or True for a tick; False writes nothing."""

_BySheet = Mapping[str, Mapping[Cell, Content]]


class CompiledBlank:
    """A prepared blank."""

    def __init__(self, opened: OpenedWorkbook, places: Places) -> None:
        """Prepare a blank, of which only these places can be written."""
        self._package = package = opened.package
        self._book = book = opened.book
        self._controls = opened.controls
        related = package.relationships(package.main).values()
        self._styles_part = next((one.target for one in related if one.type == _STYLES), "")
        styles = package.read(self._styles_part) if self._styles_part else None
        self._styles = Styles(styles, opened.formats)
        writable = _writable_cells(book, places, self._controls.values())
        self._sheets = {
            title: PatchedSheet(
                package.read(sheet.part),
                sheet,
                writable[title],
                self._styles,
                _pale(opened, title),
            )
            for title, sheet in book.sheets.items()
            if writable[title] or any(held.kind is Kind.FORMULA for held in sheet.cells.values())
        }
        self._workbook = WorkbookPart(
            package.read(package.main),
            {title: sheet.extent for title, sheet in self._sheets.items()},
            has_formulas=any(sheet.has_formulas for sheet in self._sheets.values()),
        )
        self._archive = self._prepare(
            opened.content, overwrites_formula=_overwrites_formula(book, writable)
        )

    def shown(self, place: Place, day: date) -> date | str:
        """Return what is to be written for a day: a text where a number would be shown as ####."""
        return self._sheets[place.sheet].slots[place.row, place.column].shown(day)

    def fill(self, cells: Contents) -> bytes:
        """Return the filled blank; a tick under a check box ticks the box instead.

        Raises ValueError if a cell cannot hold one of the texts.
        """
        boxes, contents = self._split_contents(cells)
        used = self._workbook.hidden & {place.sheet for place, held in cells.items() if held}
        writing, styles = self._writing(contents)
        pack, pack_once = self._archive.pack, self._archive.pack_once
        packed = {name: pack(name, data) for name, data in ticked(self._package, boxes).items()}
        for title, inside in contents.items():
            part = self._book.sheets[title].part
            packed[part] = pack(part, self._sheets[title].filled(inside, writing))
        if used:
            main = self._package.main
            packed[main] = pack_once(main, self._workbook.showing(used))
        if styles:
            packed[self._styles_part] = pack_once(self._styles_part, styles)
        return self._archive.written(packed)

    def _prepare(self, content: bytes, *, overwrites_formula: bool) -> PreparedArchive:
        """Return the archive with the parts that every filling shares."""
        package = self._package
        chain = chain_of(package) if overwrites_formula else ""
        parts = {package.main: self._workbook.content}
        parts |= {self._book.sheets[title].part: one.content for title, one in self._sheets.items()}
        parts |= without_chain(package, chain) if chain else {}
        archive = PreparedArchive(content, {chain})
        for name, data in parts.items():
            if data != package.read(name):
                archive.put(name, data)
        return archive

    def _split_contents(
        self, cells: Contents
    ) -> tuple[list[Control], dict[str, dict[Cell, Content]]]:
        """Return the controls to tick, and the other contents by sheet and cell."""
        boxes: list[Control] = []
        contents: dict[str, dict[Cell, Content]] = defaultdict(dict)
        for place, held in cells.items():
            if place in self._controls and is_ticking(held):
                boxes.append(self._controls[place])
            elif held is not False:
                title, row, column = place
                contents[title][row, column] = TICK if held is True else held
        for place, content in (value for box in boxes for value in box.cell_values):
            if place.sheet in self._sheets:
                contents[place.sheet][place.row, place.column] = content
        return boxes, contents

    def _writing(self, contents: _BySheet) -> tuple[Writing, bytes]:
        """Return how contents are written, and what the styles become; empty where they stay."""
        slots = [
            (content, self._sheets[title].slots[cell])
            for title, inside in contents.items()
            for cell, content in inside.items()
        ]
        is_1904 = self._workbook.is_1904
        days = {day: serial(day, is_1904=is_1904) for day, _ in slots if isinstance(day, date)}
        changed = frozenset(
            (slot.style, changes) for content, slot in slots if (changes := slot.changes(content))
        )
        has_styles = bool(self._styles)
        part, styles = self._styles.changed(changed) if changed and has_styles else (b"", {})
        return Writing(days, styles, has_styles), part


def _pale(opened: OpenedWorkbook, title: str) -> set[Cell]:
    """Return the cells of a sheet whose text is, or would be, in the grey of samples."""
    cells, styles = opened.book.sheets[title].cells, opened.layout(title).styles
    pale = {style for style in {*styles.values()} if is_pale(opened.formats[style].font.colour)}
    return {
        cell
        for cell, style in styles.items()
        if style in pale and (cell not in cells or cells[cell].kind is not Kind.FORMULA)
    }


def _writable_cells(
    book: Book, places: Places, controls: Iterable[Control]
) -> Mapping[str, frozenset[Cell]]:
    """Return the writable cells of each sheet: those of answers and of controls."""
    writable = [place for cells in places.values() for place in cells]
    writable += [place for control in controls for place, _ in control.cell_values]
    return {
        title: frozenset((place.row, place.column) for place in writable if place.sheet == title)
        for title in book.sheets
    }


def _overwrites_formula(book: Book, writable: Mapping[str, frozenset[Cell]]) -> bool:
    """Return whether a formula can be overwritten."""
    return any(
        cell in writable[title] and held.kind is Kind.FORMULA
        for title, sheet in book.sheets.items()
        for cell, held in sheet.cells.items()
    )
