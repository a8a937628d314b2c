"""Cell formats as plain values: font, fill, lines, alignment, number format."""

from dataclasses import astuple, dataclass
from typing import Final

from workbook.xlsx.reader.book_dates import GENERAL
from workbook.xlsx.reader.colours import BLACK

USUAL_SIZE: Final = 11.0  # points, Excel's default


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: width in pixels, colour, and style (solid, dotted, dashed, double)."""

    width: int
    colour: str
    style: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font; ``size`` is in points, ``colour`` is ``#rrggbb``.

    ``is_symbols``: its letters are drawn as symbols, such as Wingdings.
    """

    name: str = ""
    size: float = USUAL_SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = BLACK
    is_symbols: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """The fill of a cell: its pattern and average colour; empty if it has none."""

    pattern: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Border:
    """The lines of a cell, including diagonals; None if not drawn."""

    top: Edge | None = None
    right: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None
    rising: Edge | None = None
    falling: Edge | None = None


_FILLING: Final = frozenset(("justify", "distributed"))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The alignment of a cell in Excel's terms; empty if it depends on the content.

    ``rotation`` is counterclockwise from -90 to 90 degrees; 255 is vertical text.
    """

    horizontal: str = ""
    vertical: str = ""
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    rotation: int = 0

    @property
    def wraps(self) -> bool:
        """Return whether the text wraps; justified and distributed text always does."""
        return self.wrap or self.horizontal in _FILLING or self.vertical in _FILLING


@dataclass(frozen=True, slots=True)
class CellFormat:
    """The format of a cell; ``is_locked`` only applies if its sheet is protected."""

    font: Font = Font()
    fill: Fill = Fill()
    border: Border = Border()
    alignment: Alignment = Alignment()
    number_format: str = GENERAL
    is_locked: bool = True


@dataclass(frozen=True, slots=True)
class Differential:
    """The changes by a conditional format; None means unchanged."""

    colour: str | None = None
    strike: bool | None = None
    fill: str | None = None
    number_format: str | None = None

    def over(self, other: "Differential") -> "Differential":
        """Return both sets of changes combined; this one has priority."""
        return Differential(
            *(
                other_value if own_value is None else own_value
                for own_value, other_value in zip(astuple(self), astuple(other), strict=True)
            )
        )
