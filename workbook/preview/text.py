"""Displayed text of cell values, by their number formats."""

import math
import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Final, NamedTuple

from workbook.preview.dates import as_moment, in_calendar, without_format
from workbook.preview.numbers import Piece, in_general, in_places
from workbook.xlsx.escaping import unescaped
from workbook.xlsx.reader.book_dates import LONGEST_FORMAT, from_serial

Value = str | float | bool | date | time | timedelta | None
"""A cell value; a ``datetime`` is a ``date``, too."""

NO_SUCH_DAY: Final = "########"
"""The display of an invalid date."""

_PIECE: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.'
    r"|(?P<general>General|G/標準)"
    r"|(?P<elapsed>\[(?:h+|m+|s+)\])|\[(?P<bracket>[^\]]*)\]|(?P<end>;)"
    r"|(?P<date>AM/PM|A/P|a{3,4}|y+|m+|d+|h+|s+(?:\.0+)?|g+|e+(?![+-]))"
    r"|(?P<number>E[+-]|[0#?,.%/])|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: Final = {
    "elapsed": "date",
    "date": "date",
    "number": "number",
    "general": "general",
    "text": "text",
}
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
"""The condition of [>=100]."""
_OPERATORS: Final = {"<": lt, ">": gt, "=": eq, "<=": le, ">=": ge, "<>": ne}
_CURRENCY: Final = re.compile(r"\$([^-]*)(?:-.*)?")  # of [$¥-411]
_NUMBER_SECTIONS: Final = 3  # sections for numbers; the fourth section is for text


class _Section(NamedTuple):
    """A section of a number format, which are separated by ``;``."""

    pieces: tuple[Piece, ...]
    brackets: tuple[str, ...]

    @property
    def kinds(self) -> set[str]:
        return {piece.kind for piece in self.pieces}

    @property
    def condition(self) -> re.Match[str] | None:
        return next(filter(None, map(_CONDITION.fullmatch, self.brackets)), None)

    def applies_to(self, number: float) -> bool:
        condition = self.condition
        return condition is None or _OPERATORS[condition[1]](number, float(condition[2]))

    def render_date(self, value: date | time | timedelta) -> str:
        gannen = any("gannen" in bracket for bracket in self.brackets)
        return in_calendar(as_moment(value), self.pieces, gannen=gannen)


def displayed(value: Value, code: str, *, is_1904: bool = False) -> str:
    """Return the text that a cell displays for a value in a number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    sections = _sections(code)
    if isinstance(value, str):
        return _text(unescaped(value), sections)
    if isinstance(value, int | float):
        return _number(float(value), sections, is_1904=is_1904)
    try:
        return (
            sections[0].render_date(value) if "date" in sections[0].kinds else without_format(value)
        )
    except OverflowError:
        return NO_SUCH_DAY


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    """Parse a number format into sections."""
    sections = []
    pieces: list[Piece] = []
    brackets: list[str] = []
    for match in _PIECE.finditer(code[:LONGEST_FORMAT]):
        kind = match.lastgroup
        if kind == "end":
            sections.append(_Section(tuple(pieces), tuple(brackets)))
            pieces, brackets = [], []
        elif kind == "bracket":
            brackets.append(match[kind])
            if currency := _CURRENCY.fullmatch(match[kind]):
                pieces.append(Piece("literal", currency[1]))
        elif kind:
            pieces.append(Piece(_KINDS.get(kind, "literal"), match[kind]))
    return (*sections, _Section(tuple(pieces), tuple(brackets)))


def _text(text: str, sections: Sequence[_Section]) -> str:
    section = sections[-1]
    if "text" not in section.kinds and len(sections) <= _NUMBER_SECTIONS:
        return text
    value_kinds = {"text", "general"}
    return "".join(text if piece.kind in value_kinds else piece.text for piece in section.pieces)


def _number(number: float, sections: Sequence[_Section], *, is_1904: bool) -> str:
    section, sign = _section_for(number, sections)
    kinds = section.kinds
    if "date" in kinds:
        day = from_serial(number, is_1904=is_1904) if math.isfinite(number) else None
        return NO_SUCH_DAY if day is None else section.render_date(day)
    magnitude = abs(number)
    if "number" in kinds:
        return sign + in_places(magnitude, section.pieces)
    general = in_general(magnitude)
    if "text" in kinds or (not section.pieces and len(sections) == 1):
        return sign + general
    parts = (general if piece.kind == "general" else piece.text for piece in section.pieces)
    return (sign if section.pieces else "") + "".join(parts)


def _section_for(number: float, sections: Sequence[_Section]) -> tuple[_Section, str]:
    """Return the section for a number, and the sign to show before it."""
    sign = "-" if number < 0 else ""
    numeric = sections[:_NUMBER_SECTIONS]
    if len(numeric) > 1 and "text" in numeric[-1].kinds:
        numeric = numeric[:-1]
    if any(section.condition for section in numeric):
        return next((one for one in numeric if one.applies_to(number)), numeric[-1]), sign
    if number < 0 and len(numeric) > 1:
        return numeric[1], ""
    return numeric[2 if number == 0 and len(numeric) == _NUMBER_SECTIONS else 0], sign
