"""Reading of the cell formats of a workbook: its styles part.

Formatting never makes a workbook unreadable: invalid values are replaced by defaults.
"""

import math
import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Final

from workbook.xlsx.guard.strict_xml import MAIN, Element, count_or_zero, parse
from workbook.xlsx.reader.book_dates import BUILT_IN, GENERAL
from workbook.xlsx.reader.cell_format import (
    USUAL_SIZE,
    Alignment,
    Border,
    CellFormat,
    Differential,
    Edge,
    Fill,
    Font,
)
from workbook.xlsx.reader.colours import BLACK, WHITE, Colours, mixed

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
"""Width in pixels and CSS style of each line style of Excel."""
_UNKNOWN_LINE: Final = (1, "solid")
_PATTERN_SHARES: Final = {
    "darkGray": 0.75,
    "mediumGray": 0.5,
    "lightGray": 0.25,
    "gray125": 0.125,
    "gray0625": 0.0625,
}
"""Share of the foreground colour in each grey pattern (by their names)."""
_STRIPED_SHARE: Final = 0.4  # share of the foreground colour in the striped patterns (an estimate)
_SIZES: Final = (1.0, 409.0)  # font sizes in points that Excel allows
_MAX_INDENT: Final = 30
_STACKED: Final = 255  # textRotation of vertical text
_DOWNWARDS: Final = 90  # textRotation above it turns downwards: 90 and the degrees
_SYMBOLS: Final = re.compile(r"wingdings|webdings|symbol\b|marlett|mt extra", re.IGNORECASE)
_SYMBOL_CHARSET: Final = "2"
_FALSE: Final = frozenset(("0", "false"))


class Formats:
    """The formats of a workbook by style number. Cached."""

    def __init__(self, styles: bytes | None, theme: bytes | None) -> None:
        """Parse the parts, which are None if the workbook has none."""
        root = None if styles is None else parse(styles, MAIN + "styleSheet")
        self._styles = _children(root, "cellXfs", "xf")
        self._fonts = _children(root, "fonts", "font")
        self._fills = _children(root, "fills", "fill")
        self._borders = _children(root, "borders", "border")
        self._number_formats = {
            count_or_zero(own.get("numFmtId")): own.get("formatCode") or GENERAL
            for own in _children(root, "numFmts", "numFmt")
        }
        self._differentials = _children(root, "dxfs", "dxf")
        palette = _children(_child(root, "colors"), "indexedColors", "rgbColor")
        colours = [one.get("rgb") or "" for one in palette]
        self._colours = Colours(theme, colours)
        self._formats_by_style: dict[int, CellFormat] = {}
        self._font = cache(lambda number: self._font_in(_at(self._fonts, number)))
        self._fill = cache(self._read_fill)
        self._border = cache(self._read_border)
        self.differential = cache(self._read_differential)
        """Return the changes of a conditional format; empty if the number is unknown."""

    def __getitem__(self, style: int) -> CellFormat:
        """Return the format of a style, or the default if the number is unknown."""
        if style not in self._formats_by_style:
            has_style = 0 <= style < len(self._styles)
            self._formats_by_style[style] = (
                self._format(self._styles[style]) if has_style else CellFormat()
            )
        return self._formats_by_style[style]

    def _read_differential(self, number: int | None) -> Differential:
        dxf = None if number is None else _at(self._differentials, number)
        font, pattern = _child(dxf, "font"), _child(_child(dxf, "fill"), "patternFill")
        number_format = _child(dxf, "numFmt")
        colour_name = "bgColor" if _value_of(pattern, "patternType") in {"", "solid"} else "fgColor"
        return Differential(
            colour=self._colours.of(_child(font, "color")) or None,
            strike=None if _child(font, "strike") is None else _is_on(font, "strike"),
            fill=self._colours.of(_child(pattern, colour_name)) or None,
            number_format=_value_of(number_format, "formatCode") or None,
        )

    @cached_property
    def usual_font(self) -> Font:
        """The font whose digits are the unit of column widths."""
        return self._font(0)

    def _format(self, xf: Element) -> CellFormat:
        protection = _child(xf, "protection")
        number = count_or_zero(xf.get("numFmtId"))
        return CellFormat(
            font=self._font(count_or_zero(xf.get("fontId"))),
            fill=self._fill(count_or_zero(xf.get("fillId"))),
            border=self._border(count_or_zero(xf.get("borderId"))),
            alignment=_alignment(_child(xf, "alignment")),
            number_format=self._number_formats.get(number) or BUILT_IN.get(number, GENERAL),
            is_locked=protection is None or protection.get("locked") not in _FALSE,
        )

    def font_of(self, properties: Element) -> Font:
        """Return the font of a run of text."""
        return self._font_in(properties)

    def _font_in(self, font: Element | None) -> Font:
        name = _value(font, "name") or _value(font, "rFont")
        return Font(
            name=name,
            size=_between(_value(font, "sz"), *_SIZES, USUAL_SIZE),
            bold=_is_on(font, "b"),
            italic=_is_on(font, "i"),
            underline=_is_on(font, "u", off="none"),
            strike=_is_on(font, "strike"),
            colour=self._colours.of(_child(font, "color")) or BLACK,
            is_symbols=bool(_SYMBOLS.match(name)) or _value(font, "charset") == _SYMBOL_CHARSET,
        )

    def _read_fill(self, number: int) -> Fill:
        fill = _at(self._fills, number)
        gradient = _child(fill, "gradientFill")
        if gradient is not None:
            stop = next(gradient.iterchildren(MAIN + "stop"), None)
            return Fill("gradient", self._colours.of(_child(stop, "color")))
        pattern = _child(fill, "patternFill")
        name = "" if pattern is None else pattern.get("patternType") or "none"
        if name in {"", "none"}:
            return Fill()
        fore = self._colours.of(_child(pattern, "fgColor")) or BLACK
        if name == "solid":
            return Fill(name, fore)
        back = self._colours.of(_child(pattern, "bgColor")) or WHITE
        return Fill(name, mixed(fore, back, _PATTERN_SHARES.get(name, _STRIPED_SHARE)))

    def _read_border(self, number: int) -> Border:
        border = _at(self._borders, number)
        if border is None:
            return Border()
        diagonal = self._edge(border, "diagonal")
        return Border(
            top=self._edge(border, "top"),
            right=self._edge(border, "right", "end"),
            bottom=self._edge(border, "bottom"),
            left=self._edge(border, "left", "start"),
            rising=diagonal if _is_true(border.get("diagonalUp")) else None,
            falling=diagonal if _is_true(border.get("diagonalDown")) else None,
        )

    def _edge(self, border: Element, *names: str) -> Edge | None:
        for name in names:
            side = _child(border, name)
            drawn = "none" if side is None else side.get("style") or "none"
            if drawn != "none":
                width, style = _LINES.get(drawn, _UNKNOWN_LINE)
                return Edge(width, self._colours.of(_child(side, "color")) or BLACK, style)
        return None


def _alignment(alignment: Element | None) -> Alignment:
    if alignment is None:
        return Alignment()
    return Alignment(
        horizontal=alignment.get("horizontal") or "",
        vertical=alignment.get("vertical") or "",
        wrap=_is_true(alignment.get("wrapText")),
        shrink=_is_true(alignment.get("shrinkToFit")),
        indent=min(count_or_zero(alignment.get("indent")), _MAX_INDENT),
        rotation=_rotation(count_or_zero(alignment.get("textRotation"))),
    )


def _rotation(degrees: int) -> int:
    """Return the angle of a textRotation, where 91 to 180 mean downwards by 1 to 90."""
    if degrees == _STACKED:
        return _STACKED
    if degrees > 2 * _DOWNWARDS:
        return 0
    return degrees if degrees <= _DOWNWARDS else _DOWNWARDS - degrees


def _children(root: Element | None, group: str, name: str) -> Sequence[Element]:
    parent = _child(root, group)
    return () if parent is None else [*parent.iterchildren(MAIN + name)]


def _child(element: Element | None, name: str) -> Element | None:
    """Return the last child with a name, or None, as sequential readers keep the last one."""
    children = [] if element is None else [*element.iterchildren(MAIN + name)]
    return children[-1] if children else None


def _at(elements: Sequence[Element], number: int) -> Element | None:
    return elements[number] if number < len(elements) else None


def _value(element: Element | None, name: str) -> str:
    child = _child(element, name)
    return "" if child is None else child.get("val") or ""


def _value_of(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name) or ""


def _is_on(font: Element | None, name: str, *, off: str = "0") -> bool:
    """Return whether a font property is on; an element without a value means on."""
    child = _child(font, name)
    return child is not None and child.get("val") not in {off, *_FALSE}


def _is_true(text: str | None) -> bool:
    return text is not None and text not in _FALSE


def _between(text: str, low: float, high: float, default: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return default
    return max(low, min(number, high)) if math.isfinite(number) else default
