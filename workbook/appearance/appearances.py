"""Appearances: the visible content of cells, as a reader of the sheet sees it."""

import math
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from workbook.appearance.displayed_value import agrees, as_shown
from workbook.appearance.drawings import Cover, Drawings
from workbook.appearance.fit import HARDLY_SEEN, MOSTLY_SEEN, TextFit
from workbook.appearance.legibility import (
    LEAST_CONTRAST,
    Oddity,
    changed,
    has_letters,
    reads_alike,
    split_by_legibility,
)
from workbook.appearance.number_text import is_white, shown_text
from workbook.opened import OpenedWorkbook
from workbook.places import Place, printed_areas
from workbook.xlsx.conditional_formats import GROUND_ONLY, UnknownConditionError
from workbook.xlsx.pixel_sizes import MARGIN, width_of
from workbook.xlsx.reader.areas import Cell, lies_in
from workbook.xlsx.reader.book import CellValue, Kind
from workbook.xlsx.reader.cell_format import CellFormat, Differential
from workbook.xlsx.reader.colours import WHITE, contrast

_HIDDEN_TEXT: Final = 0.1  # share of a text that a drawing must hide to be reported (an estimate)
_HIDDEN_CELL: Final = 0.5
"""Share of an empty cell that a text box must cover to be read in its place (an estimate)."""
_SURELY_TOO_WIDE: Final = 1.3
"""Ratio of a number's estimated width to its cell at which it certainly becomes #### (estimate)."""
# Costs in steps of WorkLimit (about a microsecond each, estimated).
_STEPS_PER_CELL: Final = 300
_STEPS_PER_RUN: Final = 10
_LETTERS_PER_STEP: Final = 4
_AREAS_PER_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Appearance:
    """A cell as a reader sees it: its visible value, and what hides or alters it."""

    held: CellValue | None
    oddities: tuple[Oddity, ...] = ()


_EMPTY: Final = Appearance(None)


class Appearances:
    """The visible content of the cells of a workbook, evaluated on demand."""

    def __init__(self, opened: OpenedWorkbook) -> None:
        """Store the workbook; sheets are read on demand."""
        self._opened = opened
        self._sheets: dict[str, _Sheet] = {}

    def at(self, place: Place) -> Appearance:
        """Return a cell as a reader sees it."""
        title, row, column = place
        return self._sheet(title).at((row, column))

    def not_blank(
        self, places: Iterable[Place], others: Container[Place]
    ) -> Iterator[tuple[int, Place]]:
        """Yield index and place of cells with a value, and of those in ``others``.

        On a sheet with drawings every cell is included, as a text box may be in place of its value.
        """
        for number, place in enumerate(places):
            title, row, column = place
            sheet = self._sheets.get(title) or self._sheet(title)
            if (row, column) in sheet.cells or sheet.has_drawings or place in others:
                yield number, place

    def _sheet(self, title: str) -> "_Sheet":
        if title not in self._sheets:
            self._sheets[title] = _Sheet(self._opened, title)
        return self._sheets[title]


class _Sheet:
    """The cells of one worksheet."""

    def __init__(self, opened: OpenedWorkbook, title: str) -> None:
        self._sheet = opened.book.sheets[title]
        self._formats = opened.formats
        self._work_limit = opened.work_limit
        self._is_1904 = opened.book.shared.is_1904
        self._printed = printed_areas(opened.book, title)
        self._fit = TextFit(self._sheet, opened.formats.usual_font, opened.work_limit)
        self._drawings = Drawings(opened.package, self._sheet.part, opened.work_limit)
        self._rules = opened.rules(title)
        self.cells = self._sheet.cells
        self.has_drawings = bool(self._drawings)

    def at(self, cell: Cell) -> Appearance:
        held = self.cells.get(cell)
        if held is None and not self.has_drawings:
            return _EMPTY
        self._work_limit.spend(_STEPS_PER_CELL + len(self._printed) // _AREAS_PER_STEP)
        if held is None:
            over = self._drawings.over(self._fit.area(cell), _HIDDEN_CELL)
            is_read = over is not None and over.cover is Cover.OPAQUE and over.has_text
            return Appearance(None, (Oddity("covered", over.name),) if over and is_read else ())
        if held.kind in {Kind.FORMULA, Kind.ERROR}:
            return Appearance(held)
        self._work_limit.spend(
            len(str(held.value)) // _LETTERS_PER_STEP + _STEPS_PER_RUN * len(held.runs)
        )
        look, condition_oddities = self._format(cell, held)
        oddities = [*condition_oddities]
        legibility = split_by_legibility(held, look, self._formats)
        oddities += legibility.oddities()
        seen = legibility.seen
        if seen is not None and self._fit.box(cell).is_slit:
            oddities.append(Oddity("not-seen", "", str(seen.value)))
        elif seen is not None:
            shown = shown_text(seen, look.number_format, is_1904=self._is_1904)
            oddities += self._display_oddities(seen, shown, look, cell)
            seen = as_shown(seen, shown or "")
        if self._printed and not any(lies_in(cell, printed) for printed in self._printed):
            oddities.append(Oddity("outside-print"))
        if self.has_drawings:
            oddities += self._drawing_oddities(seen or held, look, cell)
        return Appearance(seen if seen is not None or legibility.struck else held, tuple(oddities))

    def _format(self, cell: Cell, held: CellValue) -> tuple[CellFormat, tuple[Oddity, ...]]:
        """Return the format of a cell with conditional formats applied, and their oddities.

        If two rules change the same property, the one with the higher priority applies.
        """
        look = plain = self._formats[self._sheet.styles[cell]]
        change = Differential()
        for rule in self._rules.over(cell, self._work_limit):
            if rule.hides_value and held.kind in {Kind.NUMBER, Kind.DATE}:
                return look, (Oddity("not-seen", "", str(held.value)),)
            combined_change = change.over(self._formats.differential(rule.format))
            changed_look = changed(plain, combined_change)
            try:
                holds = rule.kind not in GROUND_ONLY and rule.holds(cell, self.cells)
            except UnknownConditionError as error:
                if rule.format is None or not reads_alike(changed_look, look):
                    return look, (Oddity("condition-unknown", str(error)),)
                continue
            if holds:
                change, look = combined_change, changed_look
                if rule.stops:
                    break
        return look, ()

    def _display_oddities(
        self, seen: CellValue, shown: str | None, look: CellFormat, cell: Cell
    ) -> Iterator[Oddity]:
        """Yield an oddity if the displayed text differs from the value, or does not fit."""
        code, held = look.number_format, str(seen.value)
        if shown is None:
            yield Oddity("display-unknown", code, held)
            return
        is_faint = is_white(code) and contrast(WHITE, look.fill.colour or WHITE) < LEAST_CONTRAST
        is_zero = self._sheet.hides_zeros and seen.kind is Kind.NUMBER and not seen.value
        if is_faint or is_zero or not shown.strip():
            yield Oddity("not-seen", "", held)
        elif self._sheet.shows_formulas and seen.kind is Kind.DATE:
            yield Oddity("shown-otherwise", str(seen.serial or ""), held)
        elif look.font.is_symbols and has_letters(held):
            yield Oddity("display-unknown", look.font.name, held)
        elif look.alignment.horizontal == "fill" and self._fit.repeats(shown, look, cell):
            yield Oddity("shown-otherwise", shown * 2, held)
        elif not agrees(seen, shown):
            yield Oddity("shown-otherwise", shown, held)
        else:
            yield from self._size_oddities(seen.kind, shown, look, cell)

    def _size_oddities(
        self, kind: Kind, shown: str, look: CellFormat, cell: Cell
    ) -> Iterator[Oddity]:
        """Yield an oddity if a number becomes ####, or a text is cut off."""
        place = look.alignment
        share = self._fit.visible_share(shown, look, cell, is_text=kind is Kind.TEXT)
        if share < MOSTLY_SEEN:
            yield Oddity("clipped" if share < HARDLY_SEEN else "clipped-part", shown)
        if kind in {Kind.NUMBER, Kind.DATE} and not (place.shrink or place.rotation):
            room, needed = self._fit.box(cell).width - MARGIN, width_of(shown, look.font.size)
            if needed > room:
                yield Oddity("hashes" if needed > _SURELY_TOO_WIDE * room else "narrow", shown)

    def _drawing_oddities(self, held: CellValue, look: CellFormat, cell: Cell) -> Iterator[Oddity]:
        is_left = held.kind is Kind.TEXT and look.alignment.horizontal in {"", "left"}
        text = width_of(str(held.value), look.font.size) if is_left else math.inf
        share = min(1.0, max(text / max(self._fit.box(cell).width, 1.0), _HIDDEN_TEXT))
        over = self._drawings.over(self._fit.area(cell), _HIDDEN_TEXT, from_left=share)
        if over is not None:
            is_shape = over.cover is Cover.OPAQUE
            yield Oddity("covered" if is_shape else "under-picture", over.name)
