"""Where the rows and cells of a worksheet stand among the bytes of its part."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from workbook.xlsx.editing.part_xml import Node, child_of
from workbook.xlsx.editing.tags import ATTRIBUTES, attributes
from workbook.xlsx.guard.strict_xml import Path, count_of, refuse
from workbook.xlsx.reader.areas import Cell, cell_at

_ROWS: Final = Path("m:row")
_CELLS: Final = Path("m:row/m:c")
_DATA: Final = rb"<%bsheetData(?=[\s/>])%b(/?)>"
_BEGINNINGS: Final = (
    rb"<(?:(?P<end>/%brow\s*>)"
    rb"|%brow(?=[\s/>])(?P<row>%b)(?P<empty_row>/?)>"
    rb"|%bc(?=[\s/>])(?P<cell>%b)(?:/>|>(?P<inner>.*?)</%bc\s*>))"
)


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A cell: where it begins and ends, its attributes, and what stands between its tags."""

    start: int
    end: int
    attributes: bytes
    inner: bytes


@dataclass(slots=True)
class RowSpan:
    """A row: where its first tag begins and ends, where its last one begins; its cells by column.

    An empty row closes itself; then its last tag is its first.
    """

    start: int
    opened: int
    attributes: bytes
    is_empty: bool
    closing: int = 0
    cells: dict[int, CellSpan] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartLayout:
    """The rows of a sheet by number, from the end of the tag before to the tag after them.

    ``prefix`` stands before the names of the sheet's elements: ``x:``, or nothing.
    """

    prefix: bytes
    opened: int
    closing: int
    is_empty: bool
    rows: dict[int, RowSpan]

    def cell(self, place: Cell) -> CellSpan | None:
        """Return a cell, if it is there."""
        row = self.rows.get(place[0])
        return row.cells.get(place[1]) if row else None


def layout_of(content: bytes, sheet: Node) -> PartLayout:
    """Find the rows and cells of a plain part, which is given parsed as well.

    Raises:
        UnreadableError: it is written in a way in which they are not found.

    """
    prefix: bytes = sheet.prefix.encode() + b":" if sheet.prefix else b""
    begun = re.search(_DATA % (re.escape(prefix), ATTRIBUTES), content)
    if begun is None:
        refuse("no rows and cells of the sheet's own prefix")
    closing = begun.end() if begun[1] else content.find(b"</%bsheetData" % prefix, begun.end())
    rows = _rows(content, prefix, begun.end(), closing)
    data = child_of(sheet, "sheetData")
    found = (len(rows), sum(len(row.cells) for row in rows.values()))
    if found != (len(_ROWS.elements(data)), len(_CELLS.elements(data))):
        refuse("rows or cells of another prefix")
    return PartLayout(prefix, begun.end(), closing, bool(begun[1]), rows)


@cache
def _pattern(prefix: bytes) -> re.Pattern[bytes]:
    named = re.escape(prefix)
    parts = (named, named, ATTRIBUTES, named, ATTRIBUTES, named)
    return re.compile(_BEGINNINGS % parts, re.DOTALL)


def _rows(content: bytes, prefix: bytes, start: int, end: int) -> dict[int, RowSpan]:
    """Find the rows; a row or cell that does not tell its place is the next one."""
    rows: dict[int, RowSpan] = {}
    number = column = 0
    row = RowSpan(start, start, b"", is_empty=False)
    for match in _pattern(prefix).finditer(content, start, end):
        if match["row"] is not None:
            number, column = _number(match["row"], number), 0
            row = RowSpan(*match.span(), match["row"], is_empty=bool(match["empty_row"]))
            row.closing = row.opened
            rows[number] = row
        elif match["end"]:
            row.closing = match.start()
        else:
            column = _column(match["cell"], column)
            inner = match["inner"] or b""
            row.cells[column] = CellSpan(*match.span(), match["cell"], inner)
    return rows


def _number(raw: bytes, last: int) -> int:
    reference = dict(attributes(raw)).get(b"r")
    return last + 1 if reference is None else count_of(reference.decode())


def _column(raw: bytes, last: int) -> int:
    reference = dict(attributes(raw)).get(b"r")
    return last + 1 if reference is None else cell_at(reference.decode())[1]
