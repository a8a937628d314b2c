"""How cells look in print: type, colours, borders, alignment, as plain values."""

import math
import re
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles.borders import Side

from workbook.preview.colours import BLACK, WHITE, Colours, mixed

_LINES: Final = {
    "hair": (1, "dotted"),
    "dotted": (1, "dotted"),
    "thin": (1, "solid"),
    "dashed": (1, "dashed"),
    "dashDot": (1, "dashed"),
    "dashDotDot": (1, "dashed"),
    "medium": (2, "solid"),
    "mediumDashed": (2, "dashed"),
    "mediumDashDot": (2, "dashed"),
    "mediumDashDotDot": (2, "dashed"),
    "slantDashDot": (2, "dashed"),
    "thick": (3, "solid"),
    "double": (3, "double"),
}
_INK: Final = {
    "darkGray": 0.75,
    "mediumGray": 0.5,
    "lightGray": 0.25,
    "gray125": 0.125,
    "gray0625": 0.0625,
}
_HATCHED: Final = 0.4
_UNSET: Final = "00000000"
"""What openpyxl gives where a file names no colour."""
_SERIF: Final = re.compile(
    r"明朝|mincho|宋|song|serif|times|century|georgia|cambria", re.IGNORECASE
)
_USUAL_SIZE: Final = 11.0
_LARGEST_SIZE: Final = 409.0
_MOST_INDENT: Final = 30
_STACKED: Final = 255
_DOWNWARDS: Final = 90
_ACROSS: Final = frozenset(
    ("left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
)
_DOWN: Final = frozenset(("top", "center", "bottom", "justify", "distributed"))


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: its width in pixels, its colour, and whether it is solid, dotted, dashed, double."""

    width: int
    colour: str
    style: str


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell looks; ``size`` is in points, colours are ``#rrggbb``, an empty fill is none.

    ``horizontal`` is Excel's word, ``general`` settled by what the cell holds; ``rotation`` goes
    counterclockwise from -90 to 90 degrees, 255 sets the letters below each other. ``rising`` and
    ``falling`` are diagonals.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    serif: bool = False
    size: float = _USUAL_SIZE
    colour: str = BLACK
    fill: str = ""
    top: Edge | None = None
    right: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None
    rising: Edge | None = None
    falling: Edge | None = None
    horizontal: str = "left"
    vertical: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    rotation: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether it shows without a text."""
        lines = (self.top, self.right, self.bottom, self.left, self.rising, self.falling)
        return bool(self.fill) or any(lines)


class Looks:
    """The looks of a workbook's cells, each worked out once."""

    def __init__(self, book: Workbook) -> None:
        """Take the workbook's colours."""
        self._colours = Colours(book)
        self._looks: dict[tuple[object, str], CellLook] = {}

    def of(self, cell: Any, general: str = "left") -> CellLook:  # noqa: ANN401 - openpyxl's cells
        """Give the look of a cell; ``general`` is where its content stands by itself."""
        key = (cell._style, general)  # noqa: SLF001 - cells of one style have one look
        if key not in self._looks:
            self._looks[key] = self._look(cell, general)
        return self._looks[key]

    def _look(self, cell: Any, general: str) -> CellLook:  # noqa: ANN401 - openpyxl's cells
        font, border, alignment = cell.font, cell.border, cell.alignment
        across, down = alignment.horizontal, alignment.vertical
        diagonal = self._edge(border.diagonal)
        horizontal = across if across in _ACROSS else general
        return CellLook(
            bold=bool(font.b),
            italic=bool(font.i),
            underline=bool(font.u) and font.u != "none",
            strike=bool(font.strike),
            serif=bool(_SERIF.search(font.name or "")),
            size=_between(font.sz, 1, _LARGEST_SIZE, _USUAL_SIZE),
            colour=self._colours.of(font.color) or BLACK,
            fill=self._fill(cell.fill),
            top=self._edge(border.top),
            right=self._edge(border.right),
            bottom=self._edge(border.bottom),
            left=self._edge(border.left),
            rising=diagonal if border.diagonalUp else None,
            falling=diagonal if border.diagonalDown else None,
            horizontal=horizontal,
            vertical=down if down in _DOWN else "bottom",
            wrap=bool(alignment.wrap_text) or horizontal == "justify" or down == "justify",
            shrink=bool(alignment.shrink_to_fit) and not alignment.wrap_text,
            indent=int(_between(alignment.indent, 0, _MOST_INDENT, 0)),
            rotation=_rotation(alignment.textRotation),
        )

    def _edge(self, side: Side | None) -> Edge | None:
        line = _LINES.get(side.style or "") if side is not None else None
        if side is None or line is None:
            return None
        width, style = line
        return Edge(width, self._colours.of(side.color) or BLACK, style)

    def _fill(self, fill: Any) -> str:  # noqa: ANN401 - openpyxl's fills, behind its proxy
        if fill.tagname == "gradientFill":
            return self._colours.of(fill.stop[0].color) if fill.stop else ""
        if fill.fill_type in {None, "none"}:
            return ""
        fore = self._colours.of(fill.fgColor) or BLACK
        if fill.fill_type == "solid":
            return fore
        is_given = fill.bgColor.type != "rgb" or fill.bgColor.rgb != _UNSET
        back = (is_given and self._colours.of(fill.bgColor)) or WHITE
        return mixed(fore, back, _INK.get(fill.fill_type, _HATCHED))


def _between(number: object, least: float, most: float, otherwise: float) -> float:
    if not isinstance(number, int | float) or not math.isfinite(number):
        return otherwise
    return max(least, min(float(number), most))


def _rotation(degrees: object) -> int:
    """Give the angle that a file counts from 0 to 180, those past 90 going down."""
    if not isinstance(degrees, int) or degrees == _STACKED:
        return _STACKED if degrees == _STACKED else 0
    if not 0 <= degrees <= 2 * _DOWNWARDS:
        return 0
    return degrees if degrees <= _DOWNWARDS else _DOWNWARDS - degrees
