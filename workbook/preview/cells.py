"""The cells of a sheet one by one: what each displays, and how it looks."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from openpyxl.worksheet.worksheet import Worksheet

from workbook.preview.size import INDENT, MARGIN, width_of
from workbook.preview.styles import CellLook, Looks
from workbook.preview.text import displayed
from workbook.reader.areas import Cell
from workbook.reader.book_dates import BUILT_IN

LONGEST_TEXT: Final = 500

_CUT: Final = "…"
_CUSTOM_FORMATS: Final = 164
_LEAST_SHARE: Final = 0.1
_NO_LOOK: Final = CellLook()
_VALUES: Final = (str, int, float, bool, date, time, timedelta)
_LINE_ENDS: Final = re.compile("\r\n?")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Cells:
    """The cells of a sheet, those that the file holds."""

    def __init__(self, sheet: Worksheet, looks: Looks, *, is_1904: bool) -> None:
        """Take the cells as openpyxl has them."""
        self._cells: dict[Cell, Any] = sheet._cells  # noqa: SLF001 - asking makes new ones
        self._looks = looks
        self._is_1904 = is_1904

    def visible(self) -> set[Cell]:
        """Give the cells that hold or show anything."""
        return {
            where
            for where, cell in self._cells.items()
            if cell.value is not None or self._looks.of(cell).is_drawn
        }

    def is_empty(self, where: Cell) -> bool:
        """Tell whether a cell holds nothing."""
        cell = self._cells.get(where)
        return cell is None or cell.value is None

    def is_text(self, where: Cell) -> bool:
        """Tell whether a cell holds text."""
        cell = self._cells.get(where)
        return cell is not None and isinstance(cell.value, str)

    def look(self, where: Cell) -> CellLook:
        """Give the look of a cell without its content."""
        cell = self._cells.get(where)
        return _NO_LOOK if cell is None else self._looks.of(cell)

    def shown(self, where: Cell, width: float) -> tuple[str, CellLook]:
        """Give the text of a cell and its look, small enough for its width where it shrinks."""
        cell = self._cells.get(where)
        if cell is None:
            return "", _NO_LOOK
        value = cell.value
        if cell.data_type == "f" or not isinstance(value, _VALUES):  # no formula has its result
            return "", self._looks.of(cell)
        text = _cut(displayed(value, _format(cell), is_1904=self._is_1904))
        is_centred = isinstance(value, bool) or cell.data_type == "e"
        general = "left" if isinstance(value, str) else "right"
        look = self._looks.of(cell, "center" if is_centred else general)
        return text, _shrunk(look, text, width) if look.shrink else look


def _cut(text: str) -> str:
    clean = _INVISIBLE.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - len(_CUT)] + _CUT


def _shrunk(look: CellLook, text: str, width: float) -> CellLook:
    share = (width - MARGIN - INDENT * look.indent) / max(1.0, width_of(text, look.size))
    if share >= 1:
        return look
    return replace(look, size=round(look.size * max(share, _LEAST_SHARE), 1))


def _format(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cells
    """Give the number format of a cell; those known by number alone are Japanese Excel's."""
    code = str(cell.number_format)
    number = cell._style.numFmtId  # noqa: SLF001 - openpyxl knows no Japanese numbers
    return BUILT_IN.get(number, code) if number < _CUSTOM_FORMATS else code
