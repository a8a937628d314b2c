"""Rendering of numbers by number formats: decimal places, thousands, percent."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

_PLACES: Final = frozenset("0#?")
_MAX_DIGITS: Final = 11  # of General in Excel
_MAX_PRECISION: Final = 26  # digits, below the 28 of the default decimal context
_TINY: Final = 1e-9  # General switches to exponents below
_GROUP: Final = 3  # digits between commas


class Piece(NamedTuple):
    """A piece of a number format: ``kind`` is literal, number, date, general, or text (``@``)."""

    kind: str
    text: str

    @property
    def is_place(self) -> bool:
        """Whether it is a digit placeholder."""
        return self.kind == "number" and self.text in _PLACES

    @property
    def is_comma(self) -> bool:
        """Whether it is a thousands separator."""
        return self == ("number", ",")


def in_general(number: float) -> str:
    """Render a number in the format ``General``: in about eleven characters."""
    if not math.isfinite(number):
        return "#NUM!"
    if number == int(number) and abs(number) < 10**_MAX_DIGITS:
        return str(int(number))
    if abs(number) >= 10**_MAX_DIGITS or abs(number) < _TINY:
        mantissa, _, exponent = f"{number:.5E}".partition("E")
        return f"{_without_zeros(mantissa)}E{exponent}"
    whole = len(str(int(abs(number))))
    return _without_zeros(f"{number:.{max(0, _MAX_DIGITS - 1 - whole)}f}")


def in_places(number: float, pieces: Sequence[Piece]) -> str:
    """Render a non-negative number with the placeholders of a format.

    Exponents and fractions, which no form uses, are rendered as ``General``.
    """
    places = [at for at, piece in enumerate(pieces) if piece.is_place]
    if not places:
        return "".join(piece.text for piece in pieces if piece.kind != "text")
    marks = [piece.text for piece in pieces if piece.kind == "number"]
    if not math.isfinite(number) or any(mark[0] in "/Ee" for mark in marks):
        return in_general(number)
    value = Decimal(repr(number)) * 100 ** marks.count("%")
    value /= 1000 ** sum(piece.is_comma for piece in pieces[places[-1] :])
    point = next(
        (at for at, piece in enumerate(pieces) if piece == ("number", ".")), places[-1] + 1
    )
    groups = any(piece.is_comma for piece in pieces[places[0] : point])
    decimal_places = sum(at > point for at in places)
    whole, _, decimals = _rounded(value, decimal_places).partition(".")
    return _whole(whole, pieces[:point], groups=groups) + _rest(decimals, pieces[point:])


def _rounded(value: Decimal, places: int) -> str:
    if value.adjusted() + places > _MAX_PRECISION:
        return f"{value:f}"  # too large to quantize
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _whole(digits: str, pieces: Sequence[Piece], *, groups: bool) -> str:
    """Fill the placeholders before the decimal point, from right to left."""
    remaining = "" if digits == "0" else digits
    first = next((at for at, piece in enumerate(pieces) if piece.is_place), -1)
    rendered: list[str] = []
    count = 0
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if not piece.is_place:
            rendered.append("" if piece.is_comma else piece.text)
            continue
        taken = remaining if at == first else remaining[-1:]
        remaining = remaining[: len(remaining) - len(taken)]
        for digit in reversed(taken or _filler(piece)):
            if groups and count and count % _GROUP == 0 and digit.isdigit():
                rendered.append(",")
            rendered.append(digit)
            count += 1
    return "".join(reversed(rendered))


def _rest(digits: str, pieces: Sequence[Piece]) -> str:
    """Fill the placeholders after the decimal point; optional trailing zeros are dropped."""
    digits = digits.rstrip("0")
    rendered = []
    for piece in pieces:
        if piece.is_place:
            rendered.append(digits[:1] or _filler(piece))
            digits = digits[1:]
        else:
            rendered.append("" if piece.is_comma else piece.text)
    return "".join(rendered)


def _filler(place: Piece) -> str:
    return {"0": "0", "?": " "}.get(place.text, "")


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
