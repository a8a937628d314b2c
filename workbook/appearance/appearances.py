"""The answers of a workbook as its readers see them."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from workbook.appearance.agreement import agrees, as_shown
from workbook.appearance.conditional import (
    GROUND_ONLY,
    UnknownConditionError,
    read_rules,
)
from workbook.appearance.drawings import Cover, Drawings
from workbook.appearance.number_text import is_white, shown_text
from workbook.opened import OpenedWorkbook
from workbook.places import Place, area_of, printed_areas
from workbook.preview.size import (
    INDENT,
    MARGIN,
    PIXELS_PER_POINT,
    columns_of,
    height_of,
    rows_of,
    width_of,
)
from workbook.reader.areas import Area, Cell, lies_in
from workbook.reader.book import CellValue, Kind
from workbook.reader.colours import WHITE, contrast
from workbook.reader.formats import CellFormat, Differential, Font

_WIDE: Final = re.compile(".")
_STACKED: Final = 255
_UPRIGHT: Final = 90
_LETTERS: Final = re.compile("[!-~]")
_VIEW: Final = re.compile(rb"<(?:[\w.-]+:)?sheetView\s[^<>]*>")
_FORMULAS_SHOWN: Final = re.compile(rb"\sshowFormulas\s*=\s*[\"'](?:1|true)[\"']")
_ZEROS_HIDDEN: Final = re.compile(rb"\sshowZeros\s*=\s*[\"'](?:0|false)[\"']")
_CONDITIONAL: Final = b"conditionalFormatting"
_LEAST_CONTRAST: Final = 1.35
"""Of type to its ground, as WCAG reckons it (1 to 21): below it nobody sees it on paper."""
_LEAST_SIZE: Final = 4.0
"""Of type, in points: smaller one is a line of dust in print."""
_LEAST_WIDTH: Final = 8.0
"""Of a cell, in pixels: a narrower one shows no character."""
_LEAST_HEIGHT: Final = 6.0
"""Of a cell, in pixels, likewise."""
_HIDDEN_TEXT: Final = 0.1
"""The share of a text that a shape must hide to count."""
_HIDDEN_CELL: Final = 0.5
"""The share of an empty cell that a shape must hide to be read in its place."""
_MOSTLY_SEEN: Final = 0.8
"""The share of a text that must fit into its cell; widths are reckoned with this margin."""
_HARDLY_SEEN: Final = 0.5
"""The share of a text below which its reader cannot tell what it says."""
_MOST_BESIDE: Final = 60
"""So many columns are looked at beside a cell."""
_LEFT_ON_TOP: Final[Mapping[str, Callable[[str], str]]] = {
    "top": str.rstrip,
    "justify": str.rstrip,
    "center": str,
}
"""What is taken from a text that stands at the top; lines before it push it out elsewhere."""
_LEFT_IN_FRONT: Final[Mapping[str, Callable[[str], str]]] = {"right": str.lstrip, "center": str}
_ON_THE_RIGHT: Final = (1,)
_GOES_ON: Final[Mapping[str, tuple[int, ...]]] = {
    "right": (-1,),
    "center": (-1, 1),
    "centerContinuous": (-1, 1),
}
"""On which sides a text goes on that is too wide for its cell, as steps of columns."""
_SURELY_TOO_WIDE: Final = 1.3
"""How much wider than its cell a number is reckoned to be where it surely becomes ####."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that keeps a reader from seeing an answer: a finding's code, and its details."""

    code: str
    shown: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A cell as its reader sees it: what it says to them, and what keeps it from being seen."""

    held: CellValue | None
    oddities: tuple[Oddity, ...] = ()


_EMPTY: Final = Appearance(None)


class Appearances:
    """The cells of a workbook, each looked at when it is asked for."""

    def __init__(self, opened: OpenedWorkbook) -> None:
        """Take a workbook."""
        self._opened = opened
        self._sheets: dict[str, _Sheet] = {}

    def at(self, place: Place) -> Appearance:
        """Return a cell as its reader sees it."""
        return self._sheet(place.sheet).at((place.row, place.column))

    def is_blank(self, place: Place) -> bool:
        """Tell whether a cell holds nothing, on a sheet that nothing is drawn on."""
        return self._sheet(place.sheet).is_blank((place.row, place.column))

    def _sheet(self, title: str) -> "_Sheet":
        if title not in self._sheets:
            self._sheets[title] = _Sheet(self._opened, title)
        return self._sheets[title]


class _Sheet:
    """A worksheet that is looked at."""

    def __init__(self, opened: OpenedWorkbook, title: str) -> None:
        self._opened = opened
        self._sheet = opened.book.sheets[title]
        self._content = opened.package.read(self._sheet.part)
        self._is_1904 = opened.book.legend.is_1904
        self._printed = printed_areas(opened.book, title)
        self._merges = {(merge.top, merge.left): area_of(merge) for merge in self._sheet.merges}
        self._drawings = Drawings(opened.package, self._sheet.part)
        view = b" ".join(_VIEW.findall(self._content))
        self._shows_formulas = _FORMULAS_SHOWN.search(view) is not None
        self._hides_zeros = _ZEROS_HIDDEN.search(view) is not None
        self._widths: dict[tuple[int, int], float] = {}
        self._rules = read_rules(self._content) if _CONDITIONAL in self._content else ()

    def is_blank(self, cell: Cell) -> bool:
        return cell not in self._sheet.cells and not self._drawings

    def at(self, cell: Cell) -> Appearance:
        held = self._sheet.cells.get(cell)
        if held is None and not self._drawings:
            return _EMPTY
        if held is None:
            over = self._drawings.over(self._area(cell), _HIDDEN_CELL)
            is_read = over is not None and over.cover is Cover.OPAQUE and over.has_text
            return Appearance(None, (Oddity("covered", over.name),) if over and is_read else ())
        if held.kind in {Kind.FORMULA, Kind.ERROR}:
            return Appearance(held)
        look, about_conditions = self._format(cell, held)
        oddities = [*about_conditions]
        seen, struck, faint = _parted(held, look, self._opened)
        oddities += _of_type(held, seen, struck, faint)
        if seen is not None and self._is_slit(cell):
            oddities.append(Oddity("not-seen", "", str(seen.value)))
        elif seen is not None:
            shown = shown_text(seen, look.number_format, is_1904=self._is_1904)
            oddities += self._of_display(seen, shown, look, cell)
            seen = as_shown(seen, shown or "")
        if self._printed and not any(lies_in(cell, printed) for printed in self._printed):
            oddities.append(Oddity("outside-print"))
        if self._drawings:
            oddities += self._of_drawings(seen or held, look, cell)
        return Appearance(seen if seen is not None or struck else held, tuple(oddities))

    def _area(self, cell: Cell) -> Area:
        return self._merges.get(cell, (*cell, *cell))

    def _width(self, cell: Cell) -> float:
        """Give the pixels from the left to the right edge of a cell or merged area."""
        _, left, _, right = self._area(cell)
        if (left, right) not in self._widths:
            widths = columns_of(self._sheet.columns, self._opened.formats.usual_font, left, right)
            self._widths[left, right] = sum(width for _, width in widths)
        return self._widths[left, right]

    def _is_slit(self, cell: Cell) -> bool:
        height = self._height(cell)
        return self._width(cell) < _LEAST_WIDTH or (height is not None and height < _LEAST_HEIGHT)

    def _format(self, cell: Cell, held: CellValue) -> tuple[CellFormat, tuple[Oddity, ...]]:
        """Give the format of a cell under its conditions, and what is odd about these.

        Of two that change the same, the stronger one counts.
        """
        look = plain = self._opened.formats[self._sheet.styles[cell]]
        change = Differential()
        for rule in self._rules:
            if not rule.covers(cell):
                continue
            if rule.hides_value and held.kind in {Kind.NUMBER, Kind.DATE}:
                return look, (Oddity("not-seen", "", str(held.value)),)
            further = change.over(self._opened.formats.differential(rule.format))
            changed = _changed(plain, further)
            try:
                holds = rule.kind not in GROUND_ONLY and rule.holds(cell, self._sheet.cells)
            except UnknownConditionError as error:
                if rule.format is None or not _reads_alike(changed, look):
                    return look, (Oddity("condition-unknown", str(error)),)
                continue
            if holds:
                change, look = further, changed
                if rule.stops:
                    break
        return look, ()

    def _of_display(
        self, seen: CellValue, shown: str | None, look: CellFormat, cell: Cell
    ) -> Iterator[Oddity]:
        """Tell where the text displayed is not what the cell holds, or does not fit."""
        code, held = look.number_format, str(seen.value)
        if shown is None:
            yield Oddity("display-unknown", code, held)
            return
        ground = look.fill.colour or WHITE
        is_faint = is_white(code) and contrast(WHITE, ground) < _LEAST_CONTRAST
        is_zero = self._hides_zeros and seen.kind is Kind.NUMBER and not seen.value
        if is_faint or is_zero or not shown.strip():
            yield Oddity("not-seen", "", held)
        elif self._shows_formulas and seen.kind is Kind.DATE:
            yield Oddity("shown-otherwise", str(seen.serial or ""), held)
        elif look.font.is_symbols and _LETTERS.search(held):
            yield Oddity("display-unknown", look.font.name, held)
        elif look.alignment.horizontal == "fill" and self._repeats(shown, look, cell):
            yield Oddity("shown-otherwise", shown * 2, held)
        elif not agrees(seen, shown):
            yield Oddity("shown-otherwise", shown, held)
        else:
            yield from self._of_room(seen.kind, shown, look, cell)

    def _of_room(self, kind: Kind, shown: str, look: CellFormat, cell: Cell) -> Iterator[Oddity]:
        """Tell where a number becomes ####, or a text is cut off."""
        place = look.alignment
        share = self._visible_share(shown, look, cell, is_text=kind is Kind.TEXT)
        if share < _MOSTLY_SEEN:
            yield Oddity("clipped" if share < _HARDLY_SEEN else "clipped-part", shown)
        if kind in {Kind.NUMBER, Kind.DATE} and not (place.shrink or place.rotation):
            room, needed = self._width(cell) - MARGIN, width_of(shown, look.font.size)
            if needed > room:
                yield Oddity("hashes" if needed > _SURELY_TOO_WIDE * room else "narrow", shown)

    def _visible_share(self, text: str, look: CellFormat, cell: Cell, *, is_text: bool) -> float:
        """Say how much of a text its cell shows, about: what does not fit is cut off."""
        width, height = self._width(cell) - MARGIN, self._height(cell)
        size, place = look.font.size, look.alignment
        if place.rotation:
            return 1.0 if height is None else _turned_share(text, look, width, height)
        low = 1.0 if height is None else height / (size * PIXELS_PER_POINT)
        if not is_text:
            return low
        width = max(width - place.indent * INDENT, 1.0)
        if place.wraps and not place.shrink:
            text = _LEFT_ON_TOP.get(place.vertical, str.lstrip)(text)
            lines = width_of(text, size) / width if "\n" not in text else math.inf
            if height is None or lines <= 1.0:
                return low
            seen = height / height_of(text, size, width)
            # What hardly goes on in a second line may fit into the first.
            return min(low, max(seen, _HARDLY_SEEN) if lines * _MOSTLY_SEEN <= 1.0 else seen)
        text = _LEFT_IN_FRONT.get(place.horizontal, str.rstrip)(text.replace("\n", ""))
        needed = width_of(text, size)
        if place.shrink:
            return low if size * width / needed >= _LEAST_SIZE else 0.0
        if needed > width and cell not in self._merges:
            sides = _GOES_ON.get(place.horizontal, _ON_THE_RIGHT)
            over = (needed - width) / len(sides)
            width += sum(min(over, self._free_beside(cell, over, step)) for step in sides)
        return min(low, width / needed)

    def _height(self, cell: Cell) -> float | None:
        """Give the pixels from top to bottom of a cell; None where it grows, or is hidden."""
        top, _, bottom, _ = self._area(cell)
        rows = [*rows_of(self._opened.layout(self._sheet.title), top, bottom)]
        if cell not in self._merges and not all(is_set for _, _, is_set in rows):
            return None
        return sum(height for _, height, _ in rows) or None

    def _free_beside(self, cell: Cell, needed: float, step: int) -> float:
        """Give the pixels of empty cells on one side of a cell, over which its text goes on."""
        row, first = cell
        merged = [area for area in self._merges.values() if area[0] <= row <= area[2]]
        free = 0.0
        for column in range(first + step, max(0, first + step * _MOST_BESIDE), step):
            beside = (row, column)
            is_taken = beside in self._sheet.cells or any(lies_in(beside, a) for a in merged)
            if free >= needed or is_taken:
                break
            font = self._opened.formats.usual_font
            free += sum(width for _, width in columns_of(self._sheet.columns, font, column, column))
        return free

    def _repeats(self, shown: str, look: CellFormat, cell: Cell) -> bool:
        return 2 * width_of(shown, look.font.size) < self._width(cell)

    def _of_drawings(self, held: CellValue, look: CellFormat, cell: Cell) -> Iterator[Oddity]:
        is_left = held.kind is Kind.TEXT and look.alignment.horizontal in {"", "left"}
        text = width_of(str(held.value), look.font.size) if is_left else math.inf
        share = min(1.0, max(text / max(self._width(cell), 1.0), _HIDDEN_TEXT))
        over = self._drawings.over(self._area(cell), _HIDDEN_TEXT, from_left=share)
        if over is not None:
            is_shape = over.cover is Cover.OPAQUE
            yield Oddity("covered" if is_shape else "under-picture", over.name)


def _turned_share(text: str, look: CellFormat, width: float, height: float) -> float:
    """Say how much is seen of a text that goes up, down or aslant, in a cell that does not grow."""
    size, place = look.font.size, look.alignment
    if place.rotation == _STACKED:
        text = _WIDE.sub("\u3000", text)
    if place.wraps and abs(place.rotation) >= _UPRIGHT:
        return min(1.0, width / height_of(text, size, height))
    angle = math.radians(min(abs(place.rotation), _UPRIGHT))
    line = size * PIXELS_PER_POINT
    return height / (width_of(text, size) * math.sin(angle) + line * math.cos(angle))


def _changed(look: CellFormat, change: Differential) -> CellFormat:
    font, fill = look.font, look.fill
    if change.colour is not None:
        font = replace(font, colour=change.colour)
    if change.strike is not None:
        font = replace(font, strike=change.strike)
    if change.fill is not None:
        fill = replace(fill, colour=change.fill)
    code = look.number_format if change.number_format is None else change.number_format
    return replace(look, font=font, fill=fill, number_format=code)


def _reads_alike(one: CellFormat, other: CellFormat) -> bool:
    """Say whether what differs between two formats neither alters nor hides a text."""
    is_seen = all(
        contrast(look.font.colour, look.fill.colour or WHITE) >= _LEAST_CONTRAST
        for look in (one, other)
    )
    is_same = one.number_format == other.number_format and one.font.strike == other.font.strike
    return is_seen and is_same


def _parted(
    held: CellValue, look: CellFormat, opened: OpenedWorkbook
) -> tuple[CellValue | None, str, str]:
    """Part a value into what is seen, what is struck out, and what nobody can make out."""
    ground = look.fill.colour or WHITE
    seen: list[str] = []
    struck: list[str] = []
    faint: list[str] = []
    runs = [
        (run.text, look.font if run.properties is None else opened.formats.font_of(run.properties))
        for run in held.runs
    ] or [(str(held.value), look.font)]
    for text, font in runs:
        is_other = bool(held.runs) and font.is_symbols and _LETTERS.search(text) is not None
        is_faint = is_other or _is_faint(font, ground)
        kind = struck if font.strike else faint if is_faint else seen
        kind.append(text)
    if not seen or not "".join(seen).strip():
        return None, "".join(struck), "".join(faint)
    text = "".join(seen)
    is_whole = len(seen) == len(runs)
    left = held if is_whole else CellValue(held.kind, text, held.number_format)
    return left, "".join(struck), "".join(faint)


def _is_faint(font: Font, ground: str) -> bool:
    return font.size < _LEAST_SIZE or contrast(font.colour, ground) < _LEAST_CONTRAST


def _of_type(held: CellValue, seen: CellValue | None, struck: str, faint: str) -> Iterator[Oddity]:
    if faint.strip():
        shown = "" if seen is None else str(seen.value)
        yield Oddity("not-seen" if seen is None else "shown-otherwise", shown, str(held.value))
    if struck.strip():
        yield Oddity("struck-answer" if seen is None and not faint else "struck-part", struck)
