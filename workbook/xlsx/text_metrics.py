"""How much room a text takes in cells: in half-width characters, and in lines."""

import math
import unicodedata
from typing import Final

TALLEST_ROW: Final = 409.0
"""The tallest row that Excel allows, in points."""


def half_widths(text: str) -> int:
    """Return the width of a text in half-width characters; Japanese ones count as two."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(letter) in "FWA") for letter in text)


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text takes where so many half-width characters fit into one."""
    return sum(max(1, math.ceil(half_widths(line) / width)) for line in text.split("\n"))
