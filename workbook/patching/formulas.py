"""Formulas of a blank: what they once came to is left out, for they are computed anew."""

import re
from collections.abc import Collection, Iterator
from html import escape, unescape
from typing import Final

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from workbook.patching.layout import CellSpan, Layout
from workbook.patching.tags import ATTRIBUTES, Edit, attributes, without
from workbook.reader.areas import Cell

_TYPE: Final = frozenset([b"t"])
_SHARED: Final = frozenset([b"t", b"si", b"ref"])
_FORMULA: Final = rb"<%bf(?=[\s/>])(%b)(?:/>|>([^<]*)</%bf\s*>)"
_VALUE: Final = rb"<%bv(?=[\s/>])%b(?:/>|>[^<]*</%bv\s*>)"

_Shared = dict[bytes, tuple[Cell, bytes]]
"""The cell and the text of a formula that other cells share, by its number."""


class Formulas:
    """The formulas of a sheet."""

    def __init__(self, layout: Layout) -> None:
        """Find them."""
        name = re.escape(layout.prefix)
        self._prefix = layout.prefix
        self._formula = re.compile(_FORMULA % (name, ATTRIBUTES, name))
        self._value = re.compile(_VALUE % (name, ATTRIBUTES, name))
        self._found = [*_with_formulas(layout)]

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self._found)

    def without_results(self, written: Collection[Cell]) -> Iterator[Edit]:
        """Leave out the results; what shares the formula of a cell to be written gets its own."""
        shared = {
            number: (place, text)
            for place, span in self._found
            if place in written
            for raw, text in self._formula.findall(span.inner)
            if (number := _shared_number(raw)) and text
        }
        for place, span in self._found:
            inner = self._value.sub(b"", span.inner)
            inner = self._unshared(place, inner, shared) if shared else inner
            raw = without(span.attributes, _TYPE)
            if b"vm" not in dict(attributes(raw)):  # a picture, which is its value
                p = self._prefix
                yield span.start, span.end, 0, b"<%bc%b>%b</%bc>" % (p, raw, inner, p)

    def _unshared(self, place: Cell, inner: bytes, shared: _Shared) -> bytes:
        match = self._formula.search(inner)
        number = match and _shared_number(match[1])
        if not match or not number or number not in shared:
            return inner
        origin, text = shared[number]
        translated = Translator("=" + unescape(text.decode()), _reference(origin))
        own = escape(translated.translate_formula(_reference(place))[1:], quote=False).encode()
        p = self._prefix
        formula = b"<%bf%b>%b</%bf>" % (p, without(match[1], _SHARED), own, p)
        return inner[: match.start()] + formula + inner[match.end() :]


def _with_formulas(layout: Layout) -> Iterator[tuple[Cell, CellSpan]]:
    begun = b"<" + layout.prefix + b"f"
    for number, row in layout.rows.items():
        for column, span in row.cells.items():
            at = span.inner.find(begun)
            if at >= 0 and span.inner[at + len(begun) :][:1] in b" \t\r\n/>":
                yield (number, column), span


def _shared_number(raw: bytes) -> bytes:
    """Give the number of a shared formula; nothing of any other."""
    given = dict(attributes(raw))
    return given.get(b"si", b"") if given.get(b"t") == b"shared" else b""


def _reference(cell: Cell) -> str:
    row, column = cell
    return f"{get_column_letter(column)}{row}"
