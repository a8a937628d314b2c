"""Formulas of a blank: cached results that an answer can change are removed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape, unescape
from typing import Final

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from workbook.patching.layout import CellSpan, PartLayout
from workbook.patching.references import areas_of, references_in
from workbook.xlsx.editing.tags import ATTRIBUTES, Edit, attributes, without
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.areas import Area, Cell, area_at, lies_in

_TYPE: Final = frozenset([b"t"])
_SHARED: Final = frozenset([b"t", b"si", b"ref"])
_SPREADING: Final = frozenset([b"array", b"dataTable"])
_FORMULA: Final = rb"<%bf(?=[\s/>])(%b)(?:/>|>([^<]*)</%bf\s*>)"
_VALUE: Final = rb"<%bv(?=[\s/>])%b(?:/>|>[^<]*</%bv\s*>)"
_MAX_COMPARISONS: Final = 2_000_000
"""Comparisons of areas and cells (an estimate); above it, all results are removed."""


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula: the areas that it reads, None if unknown, and the cells of its results."""

    reads: tuple[Area, ...] | None
    results: tuple[Cell, ...]


_Shared = dict[bytes, tuple[Cell, bytes]]
"""Cell and text of the master of a shared formula, by its number."""


class Formulas:
    """The formulas of a sheet."""

    def __init__(self, layout: PartLayout, written: Collection[Cell]) -> None:
        """Find the formulas; ``written`` are the cells that can be written."""
        name = re.escape(layout.prefix)
        self._layout = layout
        self._written = written
        self._formula = re.compile(_FORMULA % (name, ATTRIBUTES, name))
        self._value = re.compile(_VALUE % (name, ATTRIBUTES, name))
        self._spans = dict(_with_formulas(layout))

    def __bool__(self) -> bool:
        return bool(self._spans)

    @cached_property
    def unbounded_results(self) -> frozenset[Cell]:
        """The cells of results that may depend on any cell, including other sheets."""
        unknown = [one for one in self._formulas if one.reads is None]
        return self._with_dependents(cell for one in unknown for cell in one.results)

    @cached_property
    def dependent(self) -> Mapping[Cell, frozenset[Cell]]:
        """The cells of results by the written cell that they depend on, directly or indirectly."""
        dependents = {cell: self._with_dependents(self._readers[cell]) for cell in self._written}
        return {cell: results for cell, results in dependents.items() if results}

    @property
    def are_shared(self) -> bool:
        """Whether the formula of a cell that can be overwritten is shared by others."""
        return any(place in self._written for place, _ in self._masters.values())

    def unshared(self) -> Iterator[Edit]:
        """Yield edits that give cells their own copy of a formula that can be overwritten."""
        shared = {n: master for n, master in self._masters.items() if master[0] in self._written}
        for place, span in self._spans.items() if shared else ():
            match = self._formula.search(span.inner)
            number = _shared_number(match[1]) if match else b""
            if match and number in shared:
                copy = _translated(*shared[number], place)
                p = self._layout.prefix
                formula = b"<%bf%b>%b</%bf>" % (p, without(match[1], _SHARED), copy, p)
                inner = span.inner[: match.start()] + formula + span.inner[match.end() :]
                yield self._edit(span, span.attributes, inner)

    def without_results(self, cells: Collection[Cell]) -> Iterator[Edit]:
        """Yield edits that remove the results in these cells."""
        for cell in cells:
            span = self._layout.cell(cell)
            if span is not None and b"vm" not in dict(attributes(span.attributes)):
                # A cell with vm shows a picture, which is its value.
                inner = self._value.sub(b"", span.inner)
                yield self._edit(span, without(span.attributes, _TYPE), inner)

    def _edit(self, span: CellSpan, raw: bytes, inner: bytes) -> Edit:
        p = self._layout.prefix
        return span.start, span.end, 0, b"<%bc%b>%b</%bc>" % (p, raw, inner, p)

    @cached_property
    def _masters(self) -> _Shared:
        return {
            number: (place, text)
            for place, span in self._spans.items()
            for raw, text in self._formula.findall(span.inner)
            if (number := _shared_number(raw)) and text
        }

    @cached_property
    def _formulas(self) -> list[_Formula]:
        formulas = [self._parse(place, span) for place, span in self._spans.items()]
        areas = sum(len(one.reads or ()) for one in formulas)
        cells = len(self._written) + sum(len(one.results) for one in formulas)
        if areas * cells > _MAX_COMPARISONS or len(self._written) * cells > _MAX_COMPARISONS:
            return [replace(one, reads=None) for one in formulas]
        return formulas

    def _parse(self, place: Cell, span: CellSpan) -> _Formula:
        match = self._formula.search(span.inner)
        if match is None:
            return _Formula(None, (place,))
        raw = dict(attributes(match[1]))
        origin, text = self._masters.get(_shared_number(match[1]), (place, match[2] or b""))
        references = references_in(unescape(text.decode())) if text else None
        results: tuple[Cell, ...] = (place,)
        if raw.get(b"t") in _SPREADING:
            results = (place, *self._result_cells(raw.get(b"ref", b"")))
        if references is None or raw.get(b"t") == b"dataTable":
            return _Formula(None, results)
        shift = place[0] - origin[0], place[1] - origin[1]
        return _Formula(tuple(areas_of(references, *shift)), results)

    def _result_cells(self, reference: bytes) -> Iterator[Cell]:
        """Yield the cells of an array formula, including its own."""
        try:
            area = area_at(reference.decode())
        except UnreadableError:
            return
        for number, row in self._layout.rows.items():
            if area[0] <= number <= area[2]:
                yield from (
                    (number, column) for column in row.cells if area[1] <= column <= area[3]
                )

    @cached_property
    def _readers(self) -> Mapping[Cell, list[Cell]]:
        """The cells of results by the cells that their formulas read: written cells or results."""
        known = {*self._written, *(cell for one in self._formulas for cell in one.results)}
        readers: dict[Cell, list[Cell]] = defaultdict(list)
        for one in self._formulas:
            for area in one.reads or ():
                for cell in known:
                    if lies_in(cell, area):
                        readers[cell] += one.results
        return readers

    def _with_dependents(self, changed: Iterator[Cell] | Collection[Cell]) -> frozenset[Cell]:
        """Return cells and all results that depend on them."""
        pending, visited = [*changed], set[Cell]()
        while pending:
            cell = pending.pop()
            if cell not in visited:
                visited.add(cell)
                pending += self._readers.get(cell, ())
        return frozenset(visited)


def _translated(origin: Cell, text: bytes, place: Cell) -> bytes:
    """Return a formula translated to another cell."""
    translator = Translator("=" + unescape(text.decode()), _reference(origin))
    formula = translator.translate_formula(_reference(place))
    return escape(formula[1:], quote=False).encode()


def _with_formulas(layout: PartLayout) -> Iterator[tuple[Cell, CellSpan]]:
    start_tag = b"<" + layout.prefix + b"f"
    for number, row in layout.rows.items():
        for column, span in row.cells.items():
            at = span.inner.find(start_tag)
            if at >= 0 and span.inner[at + len(start_tag) :][:1] in b" \t\r\n/>":
                yield (number, column), span


def _shared_number(raw: bytes) -> bytes:
    """Return the number of a shared formula, or empty for other formulas."""
    given = dict(attributes(raw))
    return given.get(b"si", b"") if given.get(b"t") == b"shared" else b""


def _reference(cell: Cell) -> str:
    row, column = cell
    return f"{get_column_letter(column)}{row}"
