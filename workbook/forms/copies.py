"""The filled copies of a blank, read as by anybody; what they share with it is examined once.

A part that is the blank's byte for byte says what it says there, and so does a row of a sheet
between the same beginning and end. Everything else goes through the guard and the reader.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from workbook.opened import OpenedWorkbook
from workbook.xlsx.conditional_formats import Rules
from workbook.xlsx.guard.archive import unpack
from workbook.xlsx.guard.containers import check_is_zip
from workbook.xlsx.guard.package import check_xml_parts, package_of
from workbook.xlsx.guard.xml_checks import has_declarations
from workbook.xlsx.reader.book import Book
from workbook.xlsx.reader.formats import Formats
from workbook.xlsx.reader.sheet_xml import Sheet, read_sheet

_MOST_KINDS: Final = 8
"""Of copies that differ beside their sheets: other sheets are shown, other boxes are ticked."""
_OPENS: Final = b"<sheetData>"
_CLOSES: Final = b"</sheetData>"
_ROW_CLOSES: Final = b"</row>"
_ROW_OPENS: Final = b"<row"
_ROW: Final = re.compile(rb'<row r="([1-9][0-9]{0,6})"[^<>]*(?<!/)>')
"""The beginning of a row with its number."""
_REACHES: Final = b" ref="  # in a cell, marks a formula whose results stand in other cells
_WITHOUT_PLACE: Final = re.compile(rb"<c(?! r=)[\s/>]")

_Parts = tuple[tuple[str, bytes], ...]


class FilledCopies:
    """Opens copies of a blank."""

    def __init__(self, blank: OpenedWorkbook) -> None:
        self._blank = blank
        self._files = unpack(blank.content)
        self._sheets = {sheet.part for sheet in blank.book.sheets.values()}
        self._kind = lru_cache(maxsize=_MOST_KINDS)(self._examined)

    def opened(self, content: bytes) -> OpenedWorkbook:
        """Open a copy. Raises UnreadableError if it is no xlsx workbook, or a damaged one."""
        check_is_zip(content)
        files = unpack(content)
        if files.keys() != self._files.keys():
            return OpenedWorkbook(content)
        changed = {name: data for name, data in files.items() if data != self._files[name]}
        sheets = {name: changed.pop(name) for name in self._sheets & changed.keys()}
        return _Copy(content, self._kind(tuple(sorted(changed.items()))), sheets)

    def _examined(self, changed: _Parts) -> "_Kind":
        """Examine what copies have in common that differ from the blank in these parts as well."""
        package = package_of({**self._files, **dict(changed)})
        return _Kind(OpenedWorkbook(self._blank.content, package))


class _Kind:
    """What copies have in common: a workbook with the sheets of the blank, and their rows."""

    def __init__(self, opened: OpenedWorkbook) -> None:
        self.opened = opened
        self._rows = {
            sheet.part: _rows_of(opened.package.read(sheet.part))
            for sheet in opened.book.sheets.values()
        }

    def rows_of_copy(self, part: str, content: bytes) -> "_RowsOfCopy | None":
        rows = self._rows[part]
        return None if rows is None else rows.changed_in(content)


class _Copy(OpenedWorkbook):
    """A copy, of which only what is its own is read."""

    def __init__(self, content: bytes, kind: _Kind, sheets: Mapping[str, bytes]) -> None:
        super().__init__(content, kind.opened.package.with_parts(sheets))
        self._kind = kind
        self._changed = sheets
        self._rows = {name: kind.rows_of_copy(name, data) for name, data in sheets.items()}

    @cached_property
    def book(self) -> Book:
        book = self._kind.opened.book
        sheets = {
            title: self._read(sheet) if sheet.part in self._changed else sheet
            for title, sheet in book.sheets.items()
        }
        return replace(book, sheets=sheets)

    @cached_property
    def formats(self) -> Formats:
        return self._kind.opened.formats

    def rules(self, title: str) -> Rules:
        part = self._kind.opened.book.sheets[title].part
        is_around_another = part in self._rows and self._rows[part] is None
        return super().rules(title) if is_around_another else self._kind.opened.rules(title)

    def _read(self, sheet: Sheet) -> Sheet:
        shared, rows = self._kind.opened.book.shared, self._rows[sheet.part]
        part = self._changed[sheet.part] if rows is None else rows.part
        check_xml_parts([part])
        read = read_sheet(sheet.title, sheet.state, sheet.part, part, shared)
        return read if rows is None else _with_rows(sheet, rows.kept, read)


def _with_rows(sheet: Sheet, kept: frozenset[int], read: Sheet) -> Sheet:
    """Return a sheet that keeps some rows, and has others as they were read."""
    cells = {cell: held for cell, held in sheet.cells.items() if cell[0] in kept}
    cells.update(read.cells)
    styles = {**sheet.styles, **read.styles}
    rows = {row: size for row, size in sheet.sizes.rows.items() if row in kept}
    rows.update(read.sizes.rows)
    return replace(
        sheet,
        cells=dict(sorted(cells.items())),
        styles={cell: styles[cell] for cell in cells},
        sizes=replace(sheet.sizes, rows=dict(sorted(rows.items()))),
        hidden_rows=(sheet.hidden_rows & kept) | read.hidden_rows,
    )


@dataclass(frozen=True)
class _RowsOfCopy:
    """The rows that a copy of a sheet keeps, and a part with its other ones alone."""

    kept: frozenset[int]
    part: bytes


@dataclass(frozen=True)
class _Rows:
    """The rows of a sheet as they are written, without their ends, and what stands around them."""

    head: bytes
    tail: bytes
    numbers: Mapping[bytes, int]

    def changed_in(self, content: bytes) -> _RowsOfCopy | None:
        """Compare a copy of the sheet; None where it is another sheet around its rows."""
        if not content.startswith(self.head) or not content.endswith(self.tail):
            return None
        rows = _split(content[len(self.head) : len(content) - len(self.tail)])
        if rows is None:
            return None
        changed = [row for row in rows if row not in self.numbers]
        kept = frozenset(self.numbers[row] for row in rows if row in self.numbers)
        ends = _CLOSES + b"</worksheet>"
        part = self.head + b"".join(row + _ROW_CLOSES for row in changed) + ends
        return _RowsOfCopy(kept, part)


def _rows_of(content: bytes) -> _Rows | None:
    """Return the rows of a sheet apart; None where it is written in another way than most are."""
    begins, ends = content.find(_OPENS) + len(_OPENS), content.rfind(_CLOSES)
    if not len(_OPENS) <= begins <= ends or has_declarations(content):
        return None
    rows = _split(content[begins:ends])
    if rows is None:
        return None
    return _Rows(content[:begins], content[ends:], dict(rows))


def _split(data: bytes) -> Mapping[bytes, int] | None:
    """Return rows with their numbers; None where one of them needs another, or is out of order."""
    *rows, rest = data.split(_ROW_CLOSES)
    if rest or has_declarations(data) or _REACHES in data or _WITHOUT_PLACE.search(data):
        return None
    numbers: dict[bytes, int] = {}
    last = 0
    for row in rows:
        found = _ROW.match(row)
        number = int(found[1]) if found and row.count(_ROW_OPENS) == 1 else 0
        if number <= last:
            return None
        numbers[row] = last = number
    return numbers
