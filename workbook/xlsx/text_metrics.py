"""Text metrics for cells: width in half-width characters, and number of lines."""

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

TALLEST_ROW: Final = 409.0  # points, the limit of Excel

# Widths of letters in proportional sans-serif type, as parts of the type size; estimates on the
# safe side of Yu Gothic and Arial.
_NARROW: Final = frozenset(" !'(),./:;I[]`fijlrt|")
_BROAD: Final = frozenset("@MWmw%")
_NARROW_WIDTH: Final = 0.3
_LOWER_WIDTH: Final = 0.56
_UPPER_WIDTH: Final = 0.64
_BROAD_WIDTH: Final = 0.87
_OTHER_WIDTH: Final = 0.6
_PIECES: Final = re.compile(r"[!-~]+| |[^ -~][、。，．）」』】・ー％]*")
"""What stays in one line: a word, or a Japanese letter with what may not begin a line."""
_SMALLER_PIECES: Final = re.compile(_PIECES.pattern.replace("[!-~]+", "[!-,.-~]*-|[!-,.-~]+"))
"""The same where a word is broken behind its hyphens, as some programs do."""


def ems(text: str) -> float:
    """Return the width of a text without its line breaks as a multiple of its type size, about."""
    return sum(map(_letter_width, text))


def fixed_columns(text: str) -> int:
    """Return the columns of a text in fixed-pitch type; Japanese letters take two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "FWA") for letter in text)


def half_widths(text: str) -> float:
    """Return the width of a text in half-width characters: Japanese ones take two, W nearly so.

    Narrow letters count as one, so that a row that is made for a text is not too low for it.
    """
    return sum(max(1.0, 2 * _letter_width(letter)) for letter in text)


def lines_of(text: str, width: float) -> int:
    """Return the number of lines of a text wrapped at a width in half-width characters."""
    return sum(_wrapped_lines(line, width) for line in text.split("\n"))


def _wrapped_lines(line: str, width: float) -> int:
    """Return the number of lines that a line becomes; a word wider than one goes on in the next."""
    if 2 * ems(line) <= width:
        return 1
    lines = _filled_lines(_PIECES.findall(line), width)
    return max(lines, _filled_lines(_SMALLER_PIECES.findall(line), width)) if "-" in line else lines


def _filled_lines(pieces: Iterable[str], width: float) -> int:
    lines, used = 1, 0.0
    for piece in pieces:
        needed = 2 * ems(piece)
        if used + needed <= width or piece == " ":
            used += needed
            continue
        lines += used > 0
        further = max(0, math.ceil(needed / max(width - 1, 1)) - 1) if needed > width else 0
        lines, used = lines + further, needed - further * width
    return lines


@lru_cache(maxsize=8_192)
def _letter_width(letter: str) -> float:
    if not letter.isascii():
        if unicodedata.east_asian_width(letter) in "FWA":
            return 1.0
        return 0.0 if unicodedata.combining(letter) else _OTHER_WIDTH
    if letter == "\n":
        return 0.0
    if letter in _NARROW:
        return _NARROW_WIDTH
    if letter in _BROAD:
        return _BROAD_WIDTH
    return _UPPER_WIDTH if letter.isupper() else _LOWER_WIDTH
