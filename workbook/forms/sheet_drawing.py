"""Drawing of a sheet: cells of a fine grid, merged and framed as careful public forms are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "Yu Gothic"
_LINE: Final = Side(style="thin", color="FF8C8C8C")
_FRAME: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BAND: Final = PatternFill("solid", fgColor="FFD9E6FF")
_LABEL: Final = PatternFill("solid", fgColor="FFF2F2F2")
TEXT_FORMAT: Final = "@"


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """A rectangle of grid cells on a sheet; columns and rows counted from 1, ends included."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def cells(self) -> str:
        """The area as A1 text."""
        first = f"{get_column_letter(self.left)}{self.top}"
        last = f"{get_column_letter(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def reference(self) -> str:
        """The area as a defined name refers to it."""
        first = f"${get_column_letter(self.left)}${self.top}"
        last = f"${get_column_letter(self.right)}${self.bottom}"
        cells = first if first == last else f"{first}:{last}"
        return f"{quote_sheetname(self.sheet)}!{cells}"


class SheetDrawing:
    """A sheet that is drawn from top to bottom."""

    def __init__(self, sheet: Worksheet, column_widths: Sequence[float]) -> None:
        """Begin at the top of an empty sheet with columns of these widths (in characters)."""
        self.sheet = sheet
        self.columns = len(column_widths)
        self.row = 1
        for number, width in enumerate(column_widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width

    def area(self, left: int, width: int, height: int = 1) -> DrawnArea:
        """Return an area of the present row."""
        bottom = self.row + height - 1
        return DrawnArea(self.sheet.title, left, self.row, left + width - 1, bottom)

    def next_row(self, height: float) -> None:
        """Finish the present row; its height is in points."""
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def text(  # noqa: PLR0913 - one word each for how a printed text looks
        self,
        area: DrawnArea,
        text: str,
        *,
        size: float = 9,
        bold: bool = False,
        align: str = "left",
        color: str = "FF1A1A1A",
        wrap: bool = True,
    ) -> None:
        """Print a text over an area, without a frame."""
        self._merge(area)
        cell = self.sheet.cell(area.top, area.left, text)
        cell.font = Font(name=FONT, size=size, bold=bold, color=color)
        indent = 1 if align == "left" else 0
        cell.alignment = Alignment(
            horizontal=align, vertical="center", wrap_text=wrap, indent=indent
        )

    def band(self, title: str) -> None:
        """Print a section's title over the whole width and go to the next row."""
        area = self.area(1, self.columns)
        self._fill(area, _BAND)
        self.text(area, title, size=9.5, bold=True)
        self.next_row(15)

    def label(self, area: DrawnArea, text: str, size: float = 8.5) -> None:
        """Print a label in its grey box."""
        self._fill(area, _LABEL)
        self.text(area, text, size=size)

    def foot(self, text: str) -> None:
        """Print a small text over the whole width and go to the next row."""
        self.text(self.area(1, self.columns), text, size=7, color="FF595959")
        self.next_row(12)

    def box(self, area: DrawnArea, *, number_format: str, wrap: bool, centred: bool) -> None:
        """Draw an empty, unlocked input cell."""
        self._frame(area)
        for row, column in self._cells(area):
            self.sheet.cell(row, column).protection = Protection(locked=False)
        self._merge(area)
        cell = self.sheet.cell(area.top, area.left)
        cell.number_format = number_format
        cell.font = Font(name=FONT, size=9)
        cell.alignment = Alignment(
            horizontal="center" if centred else "left",
            vertical="center",
            indent=0 if centred else 1,
            wrap_text=wrap,
            shrink_to_fit=not wrap,
        )

    def print_setup(self, title: str, pages: int) -> None:
        """Print on A4 pages, as many as said (0: as are needed), and protect the printed cells."""
        sheet = self.sheet
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.55, 0.45
        sheet.page_margins.header = sheet.page_margins.footer = 0.2
        sheet.print_options.horizontalCentered = True
        header, footer = HeaderFooterItem(), HeaderFooterItem()
        header.right.text, header.right.size = title, 8
        footer.center.text, footer.center.size = "&P / &N", 8
        sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer
        sheet.sheet_view.showGridLines = False
        sheet.protection.sheet = True

    def _cells(self, area: DrawnArea) -> Iterator[tuple[int, int]]:
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                yield row, column

    def _frame(self, area: DrawnArea) -> None:
        for row, column in self._cells(area):
            self.sheet.cell(row, column).border = _FRAME

    def _fill(self, area: DrawnArea, fill: PatternFill) -> None:
        self._frame(area)
        self.sheet.cell(area.top, area.left).fill = fill

    def _merge(self, area: DrawnArea) -> None:
        if ":" in area.cells:
            self.sheet.merge_cells(area.cells)
