"""The colours of a workbook as a page knows them: numbers, themes and tints worked out."""

import colorsys
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles.colors import Color

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"

_THEME: Final = (
    *("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D"),
    *("9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"),
)
"""The colours of the theme that a workbook without a theme has, in the order of their numbers."""

_IN_THEME: Final = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2"),
    *("accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"),
)
_THEME_COLOUR: Final = re.compile(
    rb"<(?:[A-Za-z]+:)?(dk[12]|lt[12]|accent[1-6]|hlink|folHlink)\s*>\s*"
    rb"<[^<>]{0,200}?\b(?:lastClr|srgbClr val)=[\"']([0-9A-Fa-f]{6})[\"']"
)
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


class Colours:
    """The colours of a workbook: by number, by theme, or as they are."""

    def __init__(self, book: Workbook) -> None:
        """Take the palette and the theme of a workbook."""
        palette: Sequence[object] = getattr(book, "_colors", None) or ()
        self._palette = [_hex(colour) for colour in palette]
        found: Mapping[str, str] = {
            name.decode(): f"#{colour.decode().lower()}"
            for name, colour in _THEME_COLOUR.findall(book.loaded_theme or b"")
        }
        self._theme = [
            found.get(name, f"#{usual.lower()}")
            for name, usual in zip(_IN_THEME, _THEME, strict=True)
        ]

    def of(self, colour: Color | None) -> str:
        """Give a colour as ``#rrggbb``; nothing where it is left to the program, or is none."""
        if colour is None:
            return ""
        if colour.type == "theme":
            return _tinted(_at(self._theme, colour.theme), colour.tint)
        if colour.type == "indexed":
            return _tinted(_at(self._palette, colour.indexed), colour.tint)
        return _tinted(_hex(colour.rgb), colour.tint) if colour.type == "rgb" else ""


def _at(colours: Sequence[str], number: object) -> str:
    is_there = isinstance(number, int) and 0 <= number < len(colours)
    return colours[number] if isinstance(number, int) and is_there else ""


def _hex(colour: object) -> str:
    match = _HEX.fullmatch(colour) if isinstance(colour, str) else None
    return f"#{match[1].lower()}" if match else ""


def _tinted(colour: str, tint: object) -> str:
    """Make a colour lighter (up to 1) or darker (down to -1)."""
    if not colour or not isinstance(tint, int | float) or not tint or not -1 <= tint <= 1:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return _joined(part * 255 for part in colorsys.hls_to_rgb(hue, light, saturation))


def mixed(fore: str, back: str, share: float) -> str:
    """Give the colour that a pattern has from afar; ``share`` is that of the foreground."""
    pairs = zip(_parts(fore), _parts(back), strict=True)
    return _joined(above * share + below * (1 - share) for above, below in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _joined(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{max(0, min(255, round(part))):02x}" for part in parts)
