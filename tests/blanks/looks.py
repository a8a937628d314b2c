"""How a cell of a form looks, and the looks that most forms share."""

from dataclasses import dataclass
from typing import Final, Literal

SPECIMEN: Final = "見本様式（試験用）"
"""Printed on every sheet: no blank claims to be anybody's official form."""

GREY: Final = "D9D9D9"
YELLOW: Final = "FFFFCC"
NAVY: Final = "1F3864"
PALE_BLUE: Final = "DDEBF7"
PALE_GREEN: Final = "E2EFDA"
RED: Final = "C00000"
WHITE: Final = "FFFFFF"

Line = Literal["hair", "thin", "medium", "thick", "double", "dotted", "dashed"]
Across = Literal["general", "left", "center", "right", "distributed"]
Down = Literal["top", "center", "bottom"]


@dataclass(frozen=True)
class Look:
    """How a cell looks; ``sides`` are the borders it has, of left, right, top and bottom."""

    line: Line | None = "thin"
    sides: str = "lrtb"
    fill: str = ""
    size: float = 0
    bold: bool = False
    color: str = "000000"
    across: Across = "left"
    down: Down = "center"
    upright: bool = False
    wrap: bool = True
    indent: int = 0
    unlocked: bool = False
    number_format: str = "General"


PLAIN: Final = Look(line=None)
SMALL: Final = Look(line=None, size=8)
BOX: Final = Look()
LABEL: Final = Look(fill=GREY)
HEAD: Final = Look(fill=GREY, across="center")
TITLE: Final = Look(line=None, size=16, bold=True, across="center")
BAND: Final = Look(fill=NAVY, color=WHITE, bold=True)
TICK: Final = Look(across="center")
