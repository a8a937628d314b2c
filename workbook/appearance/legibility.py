"""Legibility of the text of a cell: colour, font size, and strikethrough."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from workbook.xlsx.reader.book import CellValue
from workbook.xlsx.reader.cell_format import CellFormat, Differential, Font
from workbook.xlsx.reader.colours import WHITE, contrast
from workbook.xlsx.reader.formats import Formats

LEAST_CONTRAST: Final = 1.35
"""WCAG contrast (1 to 21) below which text is invisible on paper (an estimate)."""
_LEAST_SIZE: Final = 4.0  # font size in points; a smaller one is illegible in print (an estimate)
_LETTERS: Final = re.compile("[!-~]")


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that hides or alters an answer: the code of a finding, and its details."""

    code: str
    shown: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Legibility:
    """A value split into its legible, struck-out and illegible text."""

    held: CellValue
    seen: CellValue | None
    struck: str = ""
    faint: str = ""

    def oddities(self) -> Iterator[Oddity]:
        """Yield the oddities of struck-out and illegible text."""
        seen = self.seen
        if self.faint.strip():
            shown = "" if seen is None else str(seen.value)
            code = "not-seen" if seen is None else "shown-otherwise"
            yield Oddity(code, shown, str(self.held.value))
        if self.struck.strip():
            is_all = seen is None and not self.faint
            yield Oddity("struck-answer" if is_all else "struck-part", self.struck)


def split_by_legibility(held: CellValue, look: CellFormat, formats: Formats) -> Legibility:
    """Split a value by the fonts of its runs, or by the font of its cell."""
    ground = look.fill.colour or WHITE
    if not held.runs:
        text = str(held.value)
        if look.font.strike:
            return Legibility(held, None, struck=text)
        if _is_faint(look.font, ground):
            return Legibility(held, None, faint=text)
        return Legibility(held, held if text.strip() else None)
    seen: list[str] = []
    struck: list[str] = []
    faint: list[str] = []
    for run in held.runs:
        font = look.font if run.properties is None else formats.font_of(run.properties)
        is_other = font.is_symbols and has_letters(run.text)
        is_faint = is_other or _is_faint(font, ground)
        kind = struck if font.strike else faint if is_faint else seen
        kind.append(run.text)
    text = "".join(seen)
    legible = None
    if text.strip():
        is_whole = len(seen) == len(held.runs)
        legible = held if is_whole else CellValue(held.kind, text, held.number_format)
    return Legibility(held, legible, "".join(struck), "".join(faint))


def has_letters(text: str) -> bool:
    """Return whether a text has letters that a symbol font draws as symbols."""
    return _LETTERS.search(text) is not None


def _is_faint(font: Font, ground: str) -> bool:
    return font.size < _LEAST_SIZE or contrast(font.colour, ground) < LEAST_CONTRAST


def changed(look: CellFormat, change: Differential) -> CellFormat:
    """Return a format with the changes of a conditional format."""
    font, fill = look.font, look.fill
    if change.colour is not None:
        font = replace(font, colour=change.colour)
    if change.strike is not None:
        font = replace(font, strike=change.strike)
    if change.fill is not None:
        fill = replace(fill, colour=change.fill)
    code = look.number_format if change.number_format is None else change.number_format
    return replace(look, font=font, fill=fill, number_format=code)


def reads_alike(one: CellFormat, other: CellFormat) -> bool:
    """Return whether the difference of two formats neither alters nor hides text."""
    is_seen = all(
        contrast(look.font.colour, look.fill.colour or WHITE) >= LEAST_CONTRAST
        for look in (one, other)
    )
    is_same = one.number_format == other.number_format and one.font.strike == other.font.strike
    return is_seen and is_same
