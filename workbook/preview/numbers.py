"""Numbers as a number format shows them: places, thousands, percents."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

_PLACES: Final = frozenset("0#?")
_MOST_DIGITS: Final = 11
_MOST_PLACES: Final = 26
_TINY: Final = 1e-9
_GROUP: Final = 3


class Piece(NamedTuple):
    """A piece of a number format: ``kind`` is literal, number, date, general, or text (``@``)."""

    kind: str
    text: str

    @property
    def is_place(self) -> bool:
        """Whether a digit goes there."""
        return self.kind == "number" and self.text in _PLACES

    @property
    def is_comma(self) -> bool:
        """Whether it asks for thousands."""
        return self == ("number", ",")


def in_general(number: float) -> str:
    """Show a number as the format ``General`` does: in about eleven characters."""
    if not math.isfinite(number):
        return "#NUM!"
    if number == int(number) and abs(number) < 10**_MOST_DIGITS:
        return str(int(number))
    if abs(number) >= 10**_MOST_DIGITS or abs(number) < _TINY:
        mantissa, _, exponent = f"{number:.5E}".partition("E")
        return f"{_without_zeros(mantissa)}E{exponent}"
    whole = len(str(int(abs(number))))
    return _without_zeros(f"{number:.{max(0, _MOST_DIGITS - 1 - whole)}f}")


def in_places(number: float, pieces: Sequence[Piece]) -> str:
    """Show a number that is not negative in the places of a format.

    Exponents and fractions, which no form asks for, are shown as ``General`` shows them.
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
    wanted = sum(at > point for at in places)
    whole, _, decimals = _rounded(value, wanted).partition(".")
    return _whole(whole, pieces[:point], groups=groups) + _rest(decimals, pieces[point:])


def _rounded(value: Decimal, places: int) -> str:
    if value.adjusted() + places > _MOST_PLACES:
        return f"{value:f}"  # past what is rounded, and past every form
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _whole(digits: str, pieces: Sequence[Piece], *, groups: bool) -> str:
    """Put the digits before the point into their places, from the right."""
    left = "" if digits == "0" else digits
    first = next((at for at, piece in enumerate(pieces) if piece.is_place), -1)
    shown: list[str] = []
    count = 0
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if not piece.is_place:
            shown.append("" if piece.is_comma else piece.text)
            continue
        taken = left if at == first else left[-1:]
        left = left[: len(left) - len(taken)]
        for digit in reversed(taken or _filler(piece)):
            if groups and count and count % _GROUP == 0 and digit.isdigit():
                shown.append(",")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


def _rest(digits: str, pieces: Sequence[Piece]) -> str:
    """Put the digits after the point into their places; zeros that nothing asks for go."""
    digits = digits.rstrip("0")
    shown = []
    for piece in pieces:
        if piece.is_place:
            shown.append(digits[:1] or _filler(piece))
            digits = digits[1:]
        else:
            shown.append("" if piece.is_comma else piece.text)
    return "".join(shown)


def _filler(place: Piece) -> str:
    return {"0": "0", "?": " "}.get(place.text, "")


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
