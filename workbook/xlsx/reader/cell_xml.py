"""Values of cells, read from their XML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Final

from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.strict_xml import (
    MAIN,
    Element,
    count_of,
    number_of,
    refuse,
    text_of,
    truth_of,
)
from workbook.xlsx.reader.book_dates import from_iso, from_serial
from workbook.xlsx.reader.shared_values import TEXT, Run, SharedValues, joined, runs_of

_FORMULA: Final = MAIN + "f"
_VALUE: Final = MAIN + "v"
_INLINE: Final = MAIN + "is"
_TYPES: Final = {None, "n", "s", "b", "e", "d", "str", "inlineStr"}
_DIGITS: Final = re.compile(r"[+-]?[0-9]{1,400}")


class Kind(StrEnum):
    """The kind of a cell value."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class CellValue:
    """The value of a cell; for a formula its text, never the cached result.

    A date is a ``date``, ``datetime`` or ``time``; ``serial`` is the number in the file. Numbers
    and dates have their number format, a text with several fonts its ``runs``.
    """

    kind: Kind
    value: str | float | bool | date | time
    number_format: str = ""
    serial: float | None = field(default=None, compare=False)
    runs: tuple[Run, ...] = field(default=(), compare=False)


def read_value(cell: Element, shared: SharedValues) -> CellValue | None:
    """Return the value of a cell, or None if it is empty."""
    text = _plain_text(cell)
    if text is not None:
        return _text(text)
    parts = _parts(cell)
    if _FORMULA in parts:
        return CellValue(Kind.FORMULA, text_of(parts[_FORMULA]))
    return _value_in(parts, cell, shared)


def read_cached_result(cell: Element, shared: SharedValues) -> CellValue | None:
    """Return the result of a formula as cached in the file, for display only."""
    return _value_in(_parts(cell), cell, shared)


def _plain_text(cell: Element) -> str | None:
    """Return the unformatted inline text of a cell: a fast path for most cells of a form."""
    if cell.get("t") != "inlineStr" or len(cell) != 1:
        return None
    (item,) = cell
    if item.tag != _INLINE or len(item) != 1:
        return None
    (text,) = item
    return text_of(text) if text.tag == TEXT else None


def _parts(cell: Element) -> dict[str, Element]:
    parts = {part.tag: part for part in cell}
    if len(parts) != len(cell):
        refuse("a cell with two values")
    return parts


def _value_in(
    parts: Mapping[str, Element], cell: Element, shared: SharedValues
) -> CellValue | None:
    kind = cell.get("t")
    if kind not in _TYPES:
        refuse(f"no kind of cell: {kind}")
    if (_VALUE if kind == "inlineStr" else _INLINE) in parts:
        raise Refusal.DIALECT.error()  # programs differ in which of the two values they show
    if kind == "inlineStr":
        return _of_item(parts[_INLINE]) if _INLINE in parts else None
    if _VALUE not in parts:
        return None
    text = text_of(parts[_VALUE])
    if kind == "str":
        return _text(text)
    text = text.strip(" \t\r\n")
    return _typed(kind, text, cell, shared) if text else None


def _typed(kind: str | None, text: str, cell: Element, shared: SharedValues) -> CellValue | None:
    """Return a value that is not literal text."""
    if kind == "s":
        number = count_of(text)
        return _text(shared.text(number), shared.runs(number))
    if kind == "b":
        return CellValue(Kind.BOOLEAN, truth_of(text))
    if kind == "e":
        return CellValue(Kind.ERROR, text)
    number_format = shared.number_format(cell.get("s"))
    if kind == "d":
        return CellValue(Kind.DATE, from_iso(text), number_format)
    return _number(text, number_format, shared)


def _of_item(item: Element) -> CellValue | None:
    return _text(joined(item), runs_of(item))


def _text(text: str, runs: tuple[Run, ...] = ()) -> CellValue | None:
    return CellValue(Kind.TEXT, text, runs=runs) if text else None


def _number(text: str, number_format: str, shared: SharedValues) -> CellValue:
    number = number_of(text)
    if shared.is_date_format(number_format):
        moment = from_serial(number, is_1904=shared.is_1904)
        if moment is not None:
            return CellValue(Kind.DATE, moment, number_format, number)
    if number.is_integer():
        # From the digits themselves, which may exceed the precision of a float.
        whole = int(text if _DIGITS.fullmatch(text) else number)
        return CellValue(Kind.NUMBER, whole, number_format)
    return CellValue(Kind.NUMBER, number, number_format)
