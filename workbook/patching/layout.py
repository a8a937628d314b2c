"""The layout of a worksheet part: byte positions of its rows and cells."""

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
_ROWS_AND_CELLS: Final = (
    rb"<(?:(?P<end>/%brow\s*>)"
    rb"|%brow(?=[\s/>])(?P<row>%b)(?P<empty_row>/?)>"
    rb"|%bc(?=[\s/>])(?P<cell>%b)(?:/>|>(?P<inner>.*?)</%bc\s*>))"
)


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A cell: start and end offsets, attributes, and the bytes between its tags."""

    start: int
    end: int
    attributes: bytes
    inner: bytes


@dataclass(slots=True)
class RowSpan:
    """A row: start and end of its start tag, start of its end tag, and its cells by column.

    An empty row is a self-closing tag, which has no end tag.
    """

    start: int
    opened: int
    attributes: bytes
    is_empty: bool
    closing: int = 0
    cells: dict[int, CellSpan] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartLayout:
    """The rows of a sheet by number, between the end of the sheetData tag and its end tag.

    ``prefix`` is the namespace prefix of the sheet's elements: ``x:``, or empty.
    """

    prefix: bytes
    opened: int
    closing: int
    is_empty: bool
    rows: dict[int, RowSpan]

    def cell(self, place: Cell) -> CellSpan | None:
        """Return the span of a cell, or None."""
        row = self.rows.get(place[0])
        return row.cells.get(place[1]) if row else None


def layout_of(content: bytes, sheet: Node) -> PartLayout:
    """Return the layout of a plain part; ``sheet`` is the part parsed."""
    prefix: bytes = sheet.prefix.encode() + b":" if sheet.prefix else b""
    start_tag = re.search(_DATA % (re.escape(prefix), ATTRIBUTES), content)
    if start_tag is None:
        refuse("no rows and cells of the sheet's own prefix")
    closing = (
        start_tag.end()
        if start_tag[1]
        else content.find(b"</%bsheetData" % prefix, start_tag.end())
    )
    rows = _rows(content, prefix, start_tag.end(), closing)
    data = child_of(sheet, "sheetData")
    counts = (len(rows), sum(len(row.cells) for row in rows.values()))
    if counts != (len(_ROWS.elements(data)), len(_CELLS.elements(data))):
        refuse("rows or cells of another prefix")
    return PartLayout(prefix, start_tag.end(), closing, bool(start_tag[1]), rows)


@cache
def _pattern(prefix: bytes) -> re.Pattern[bytes]:
    escaped_prefix = re.escape(prefix)
    parts = (escaped_prefix, escaped_prefix, ATTRIBUTES, escaped_prefix, ATTRIBUTES, escaped_prefix)
    return re.compile(_ROWS_AND_CELLS % parts, re.DOTALL)


def _rows(content: bytes, prefix: bytes, start: int, end: int) -> dict[int, RowSpan]:
    """Return the rows; a row or cell without a reference follows the previous one."""
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
