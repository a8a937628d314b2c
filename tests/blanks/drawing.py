"""Drawing a form as an office does in Excel: boxes, labels, headings, paper."""

import io
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.blanks.looks import BOX, HEAD, PLAIN, SPECIMEN, Line, Look
from tests.blanks.packing import pack, share_strings, unpack

_EPOCH: Final = datetime(2023, 8, 4)  # noqa: DTZ001 - workbook properties carry no time zone
_SIDES: Final = {"l": "left", "r": "right", "t": "top", "b": "bottom"}


@dataclass(frozen=True)
class _Drawn:
    """A cell as it will look: of a merged area, each cell has the borders at its own edge."""

    look: Look
    lines: tuple[tuple[str, Line], ...]

    def with_line(self, side: str, line: Line) -> "_Drawn":
        return replace(self, lines=tuple(sorted({**dict(self.lines), side: line}.items())))


@cache
def _drawn(look: Look, edges: str) -> _Drawn:
    if look.line is None:
        return _Drawn(look, ())
    return _Drawn(look, tuple((s, look.line) for s in sorted(set(look.sides) & set(edges))))


_UNTOUCHED: Final = _Drawn(PLAIN, ())


class Page:
    """A sheet that a form is drawn on; ``saved`` gives the cells their looks."""

    def __init__(self, sheet: Worksheet, font: str, size: float) -> None:
        """Begin a sheet in a typeface."""
        self.sheet = sheet
        self._font = font
        self._size = size
        self._cells: dict[tuple[int, int], _Drawn] = {}

    def finish(self) -> None:
        """Give the cells their looks: each kind once, since openpyxl is slow in that."""
        first: dict[_Drawn, Any] = {}  # cells, whose styles openpyxl keeps to itself
        for (row, column), drawn in sorted(self._cells.items()):
            cell: Any = self.sheet.cell(row, column)
            if drawn in first:
                cell._style = copy(first[drawn]._style)  # noqa: SLF001 - openpyxl's own advice
            else:
                self._dress(cell, drawn)
                first[drawn] = cell

    def _dress(self, cell: Cell, drawn: _Drawn) -> None:
        look = drawn.look
        cell.font = Font(
            name=self._font, size=look.size or self._size, bold=look.bold, color="FF" + look.color
        )
        cell.alignment = Alignment(
            horizontal=None if look.across == "general" else look.across,
            vertical=look.down,
            wrap_text=look.wrap and not look.upright,
            text_rotation=255 if look.upright else 0,
            indent=look.indent,
        )
        if drawn.lines:
            border = Border()
            for side, line in drawn.lines:
                setattr(border, _SIDES[side], Side(style=line, color="FF000000"))
            cell.border = border
        if look.fill:
            cell.fill = PatternFill("solid", fgColor="FF" + look.fill)
        if look.unlocked:
            cell.protection = Protection(locked=False)
        cell.number_format = look.number_format

    def widths(self, widths: Mapping[str, float]) -> None:
        """Set the width of columns, one (``A``) or several (``B:F``)."""
        for columns, width in widths.items():
            left, _, right, _ = bounds(_columns(columns))
            for column in range(left, right + 1):
                self.sheet.column_dimensions[get_column_letter(column)].width = width

    def heights(self, heights: Mapping[int, float]) -> None:
        """Set the heights of rows in points."""
        for row, height in heights.items():
            self.sheet.row_dimensions[row].height = height

    def height(self, first: int, last: int, points: float) -> None:
        """Set the height of the rows from the first to the last."""
        self.heights(dict.fromkeys(range(first, last + 1), points))

    def put(self, place: str, text: str | CellRichText | None = None, look: Look = PLAIN) -> None:
        """Draw a cell, or a merged area, with or without a text."""
        left, top, right, bottom = bounds(place)
        for row in range(top, bottom + 1):
            upper, lower = "t" * (row == top), "b" * (row == bottom)
            for column in range(left, right + 1):
                edges = upper + lower + "l" * (column == left) + "r" * (column == right)
                self._cells[row, column] = _drawn(look, edges)
        self.sheet.cell(top, left).value = text
        if (left, top) != (right, bottom):
            self.sheet.merged_cells.add(place)

    def puts(self, texts: Mapping[str, str], look: Look = PLAIN) -> None:
        """Draw several cells alike, by their places."""
        for place, text in texts.items():
            self.put(place, text, look)

    def boxes(self, places: str, look: Look = BOX) -> None:
        """Draw empty boxes, their places with spaces between."""
        for place in places.split():
            self.put(place, None, look)

    def fields(self, fields: Mapping[str, tuple[str, str]], label: Look, box: Look) -> None:
        """Draw labels with their boxes: the place of the label, its text, the place of the box."""
        for place, (text, answer) in fields.items():
            self.put(place, text, label)
            self.put(answer, None, box)

    def table(
        self, head: int, rows: range, columns: Mapping[str, str], look: Look = HEAD, box: Look = BOX
    ) -> None:
        """Draw a table: the row of its header, its rows, its columns with their headers.

        A row is as many sheet rows high as the step of ``rows``; the header is so too, unless the
        rows begin sooner.
        """
        below = head + min(rows.step, rows.start - head) - 1
        for letters, text in columns.items():
            left, _, right = letters.partition(":")
            right = right or left
            self.put(f"{left}{head}:{right}{below}", text, look)
            for row in rows:
                self.put(f"{left}{row}:{right}{row + rows.step - 1}", None, box)

    def frame(self, place: str, line: Line = "medium") -> None:
        """Draw a line around cells that are drawn already."""
        left, top, right, bottom = bounds(place)
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        edges = [("l", row, left) for row in rows] + [("r", row, right) for row in rows]
        edges += [("t", top, column) for column in columns]
        edges += [("b", bottom, column) for column in columns]
        for side, row, column in edges:
            drawn = self._cells.get((row, column), _UNTOUCHED)
            self._cells[row, column] = drawn.with_line(side, line)

    def choices(self, places: str, words: str) -> None:
        """Let cells be chosen from a list: words with commas between, or a range."""
        rule = DataValidation("list", formula1=words if "!" in words else f'"{words}"')
        rule.allow_blank = True
        rule.sqref = places
        self.sheet.add_data_validation(rule)

    def paper(self, area: str, *, landscape: bool = False, pages: int = 1) -> None:
        """Print an area on A4."""
        sheet = self.sheet
        sheet.print_area = area
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = pages
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        sheet.page_margins.top = sheet.page_margins.bottom = 0.75
        sheet.page_margins.header = sheet.page_margins.footer = 0.3
        sheet.print_options.horizontalCentered = True

    def break_after(self, *rows: int) -> None:
        """Begin a new page of print after these rows."""
        for row in rows:
            self.sheet.row_breaks.append(Break(id=row))

    def header_and_footer(self, header: str, footer: str) -> None:
        """Print a line on top at the right, and one below in the middle."""
        above, below = HeaderFooterItem(), HeaderFooterItem()
        above.right.text, above.right.size = header, 9
        below.center.text, below.center.size = footer, 9
        self.sheet.HeaderFooter.oddHeader = above
        self.sheet.HeaderFooter.oddFooter = below


def _columns(columns: str) -> str:
    left, _, right = columns.partition(":")
    return f"{left}1:{right or left}1"


def bounds(place: str) -> tuple[int, int, int, int]:
    """Give the first column and row of an area, then the last ones."""
    return CellRange(place).bounds


def new_pages(*titles: str, font: str = "ＭＳ Ｐゴシック", size: float = 10) -> list[Page]:
    """Begin a workbook with sheets of these titles."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return [Page(book.create_sheet(title), font, size) for title in titles]


def saved(*pages: Page) -> bytes:
    """Save the workbook of these pages; the same bytes every time."""
    for page in pages:
        page.finish()
    book = pages[0].sheet.parent
    assert isinstance(book, Workbook)
    book.properties.creator = SPECIMEN
    book.properties.title = "スイッチング支援システム利用申込書"
    book.properties.created = _EPOCH
    packed = io.BytesIO()
    book.save(packed)
    parts = unpack(packed.getvalue())
    share_strings(parts)
    return pack(parts)
