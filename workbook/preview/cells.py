"""The cells of a preview: displayed text and style."""

import re
from dataclasses import replace
from typing import Final

from schemas.characters import UNWRITABLE
from workbook.opened import OpenedWorkbook
from workbook.preview.styles import PreviewStyle, preview_style_of
from workbook.preview.text import displayed
from workbook.xlsx.pixel_sizes import INDENT, MARGIN, width_of
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.book import CellValue, Kind

LONGEST_TEXT: Final = 500  # characters of a cell that are shown (an estimate)

_CUT: Final = "…"
_MIN_SHRINK: Final = 0.1  # share of the font size (an estimate)
_NO_LOOK: Final = PreviewStyle()
_CENTRED: Final = frozenset((Kind.BOOLEAN, Kind.ERROR))
_LINE_ENDS: Final = re.compile("\r\n?")


class Cells:
    """The cells of a sheet in the file; a formula shows its cached result."""

    def __init__(self, opened: OpenedWorkbook, title: str) -> None:
        self._held = opened.book.sheets[title].cells
        self._layout = opened.layout(title)
        self._formats = opened.formats
        self._merged_formats = opened.merged_formats(title)
        self._is_1904 = opened.book.shared.is_1904
        self._looks: dict[tuple[int, str], PreviewStyle] = {}

    def visible(self) -> set[Cell]:
        """Return the cells that have content or visible formatting."""
        cells = self._layout.styles
        return {cell for cell in cells if self.look(cell).is_drawn or not self.is_empty(cell)}

    def is_empty(self, where: Cell) -> bool:
        """Return whether a cell displays no text."""
        return self._value(where) is None

    def is_text(self, where: Cell) -> bool:
        """Return whether a cell displays a text value."""
        value = self._value(where)
        return value is not None and value.kind is Kind.TEXT

    def look(self, where: Cell) -> PreviewStyle:
        """Return the style of a cell, independent of its content."""
        return self._look(where, "left")

    def shown(self, where: Cell, width: float) -> tuple[str, PreviewStyle]:
        """Return the text of a cell and its style; a style that shrinks has the size that fits."""
        value = self._value(where)
        if value is None:
            return "", self.look(where)
        code = self._formats[self._layout.styles[where]].number_format
        content = value.value if value.serial is None else value.serial
        text = _cut(displayed(content, code, is_1904=self._is_1904))
        general = "left" if value.kind is Kind.TEXT else "right"
        look = self._look(where, "center" if value.kind in _CENTRED else general)
        return text, _shrunk(look, text, width) if look.shrink else look

    def _value(self, where: Cell) -> CellValue | None:
        held = self._held.get(where)
        if held is not None and held.kind is Kind.FORMULA:
            return self._layout.results.get(where)
        return held

    def _look(self, where: Cell, general: str) -> PreviewStyle:
        if where in self._merged_formats:
            return preview_style_of(self._merged_formats[where], general)
        style = self._layout.styles.get(where)
        if style is None:
            return _NO_LOOK
        if (style, general) not in self._looks:
            self._looks[style, general] = preview_style_of(self._formats[style], general)
        return self._looks[style, general]


def _cut(text: str) -> str:
    clean = UNWRITABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - len(_CUT)] + _CUT


def _shrunk(look: PreviewStyle, text: str, width: float) -> PreviewStyle:
    share = (width - MARGIN - INDENT * look.indent) / max(1.0, width_of(text, look.size))
    if share >= 1:
        return look
    return replace(look, size=round(look.size * max(share, _MIN_SHRINK), 1))
