"""Colours of a workbook as CSS colours, resolved from indexes, themes and tints."""

import colorsys
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from workbook.xlsx.guard.strict_xml import Element

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"

_PALETTE: Final = """
000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF
000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF
800000 008000 000080 808000 800080 008080 C0C0C0 808080
9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF
00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696
003366 339966 003300 333300 993300 993366 333399 333333
000000 FFFFFF
"""
"""The default indexed colours (ECMA-376, 18.8.27).

The last two are the system's text and background colours.
"""
_SYSTEM: Final = 64  # the first index of the system's colours

_THEME: Final = (
    *("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D"),
    *("9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"),
)
"""The default theme colours, by index."""

_IN_THEME: Final = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2"),
    *("accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"),
)
_THEME_COLOUR: Final = re.compile(
    rb"<(?:[A-Za-z]+:)?(dk[12]|lt[12]|accent[1-6]|hlink|folHlink)\s*>\s*"
    rb"<[^<>]{0,200}?\b(?:lastClr|srgbClr val)=[\"']([0-9A-Fa-f]{6})[\"']"
)
_LINEAR_UP_TO: Final = 0.04045  # the end of the linear segment of sRGB (IEC 61966-2-1)
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
"""FF00118F, with or without its opacity."""
_NUMBER: Final = re.compile("[0-9]{1,4}")


class Colours:
    """The colours of a workbook: indexed, by theme, or RGB."""

    def __init__(self, theme: bytes | None, palette: Sequence[str]) -> None:
        """Read the theme part and the palette of the workbook, which may be empty."""
        usual = _PALETTE.split()
        colours = [*palette[:_SYSTEM], *usual[min(len(palette), _SYSTEM) :]]
        self._palette = [_hex(colour) for colour in colours]
        found: Mapping[str, str] = {
            name.decode(): f"#{colour.decode().lower()}"
            for name, colour in _THEME_COLOUR.findall(theme or b"")
        }
        self._theme = [
            found.get(name, f"#{colour.lower()}")
            for name, colour in zip(_IN_THEME, _THEME, strict=True)
        ]

    def of(self, colour: Element | None) -> str:
        """Return a colour as ``#rrggbb``; empty if it is automatic or invalid."""
        if colour is None:
            return ""
        indexed, theme, rgb = (colour.get(name) for name in ("indexed", "theme", "rgb"))
        if indexed is not None:
            resolved = _at(self._palette, indexed)
        elif theme is not None:
            resolved = _at(self._theme, theme)
        else:
            resolved = _hex(rgb or "")
        return _tint(resolved, colour.get("tint") or "")


def _at(colours: Sequence[str], number: str) -> str:
    at = int(number) if _NUMBER.fullmatch(number) else len(colours)
    return colours[at] if at < len(colours) else ""


def _hex(colour: str) -> str:
    match = _HEX.fullmatch(colour)
    return f"#{match[1].lower()}" if match else ""


def _tint(colour: str, tint: str) -> str:
    """Return a colour made lighter (tint up to 1) or darker (down to -1)."""
    share = _number(tint)
    if not colour or not share or not -1 <= share <= 1:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return _joined(part * 255 for part in colorsys.hls_to_rgb(hue, light, saturation))


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=256)
def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4


def mixed(fore: str, back: str, share: float) -> str:
    """Return the average colour of a pattern; ``share`` is that of the foreground."""
    pairs = zip(_parts(fore), _parts(back), strict=True)
    return _joined(above * share + below * (1 - share) for above, below in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _joined(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{max(0, min(255, round(part))):02x}" for part in parts)
