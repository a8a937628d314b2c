"""Styles of cells in a preview: font, colours, borders, alignment, as plain values."""

import re
from dataclasses import dataclass
from typing import Final

from workbook.xlsx.reader.cell_format import Border, CellFormat, Font
from workbook.xlsx.reader.colours import BLACK

_NO_LINES: Final = Border()
_SERIF: Final = re.compile(
    r"明朝|mincho|宋|song|serif|times|century|georgia|cambria", re.IGNORECASE
)
_ACROSS: Final = frozenset(
    ("left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
)
_DOWN: Final = frozenset(("top", "center", "bottom", "justify", "distributed"))


@dataclass(frozen=True, slots=True)
class PreviewStyle:
    """The style of a cell; ``size`` is in points, colours are ``#rrggbb``, an empty fill is none.

    ``horizontal`` is Excel's value, with ``general`` resolved by the content; ``rotation`` is
    counterclockwise from -90 to 90 degrees, 255 is vertical text.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    serif: bool = False
    size: float = Font().size
    colour: str = BLACK
    fill: str = ""
    border: Border = _NO_LINES
    horizontal: str = "left"
    vertical: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    rotation: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether it is visible without a text."""
        return bool(self.fill) or self.border != _NO_LINES


def preview_style_of(cell_format: CellFormat, general: str) -> PreviewStyle:
    """Return the style of a format; ``general`` is the default alignment of the content."""
    font, alignment = cell_format.font, cell_format.alignment
    across, down = alignment.horizontal, alignment.vertical
    horizontal = across if across in _ACROSS else general
    return PreviewStyle(
        bold=font.bold,
        italic=font.italic,
        underline=font.underline,
        strike=font.strike,
        serif=bool(_SERIF.search(font.name)),
        size=font.size,
        colour=font.colour,
        fill=cell_format.fill.colour,
        border=cell_format.border,
        horizontal=horizontal,
        vertical=down if down in _DOWN else "bottom",
        wrap=alignment.wrap or horizontal == "justify" or down == "justify",
        shrink=alignment.shrink and not alignment.wrap,
        indent=alignment.indent,
        rotation=alignment.rotation,
    )
