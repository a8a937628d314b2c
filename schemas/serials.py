"""Certificate serial numbers: hexadecimal (X.509), in any common notation."""

import re
from typing import Final

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import strip

_SEPARATORS: Final = re.compile(r"[\s:-]")
_HEXADECIMAL: Final = re.compile(r"(?:0x)?([0-9a-f]+)", re.IGNORECASE)
_ROUNDED: Final = re.compile(r"[0-9]\.[0-9]+E[+-]?[0-9]+|[0-9]+E\+[0-9]+", re.IGNORECASE)
"""1.2E+15, as Excel shows a long number."""
_IDENTIFIER: Final = re.compile(r"[^\s,;/|]+(?: [^\s,;/|]+)*", re.ASCII)
"""PC-01: a name in place of a number."""
_LABEL: Final = re.compile(
    r"^(?:(?:証明書の?)?シリアル(?:番号|ナンバー)?|serial(?: *(?:number|no\.?))?|s/n|no\.?)"
    r"\s*[:.]?\s*",
    re.IGNORECASE,
)
_LOOKALIKES: Final = str.maketrans("OoIl", "0011")
_MAX_BITS: Final = 160  # a serial number has at most 20 octets (RFC 5280, 4.1.2.2)


def serial_number(text: str) -> int | None:
    """Return the value of a serial number, or None if X.509 does not allow it.

    Notation is ignored: ``0x``, leading zeros, case, spaces, colons and dashes.
    """
    match = _HEXADECIMAL.fullmatch(_SEPARATORS.sub("", with_hyphens(narrow(text))))
    number = int(match[1], 16) if match else 0
    return number if 0 < number.bit_length() <= _MAX_BITS else None


def serial_key(text: str) -> int | str:
    """Return a key that is equal for the same serial: its value, or the case-folded text."""
    number = serial_number(text)
    return _SEPARATORS.sub("", text).casefold() if number is None else number


def readable_serial(text: str) -> str:
    """Return a serial for who reads it: capitals without separators, zeros as they are given.

    What is no number stays as it is.
    """
    match = _HEXADECIMAL.fullmatch(_SEPARATORS.sub("", with_hyphens(narrow(text))))
    return match[1].upper() if match else text


def is_rounded(text: str) -> bool:
    """Return whether a spreadsheet has rounded a serial to a number like 1.23457E+15."""
    return _ROUNDED.fullmatch(_SEPARATORS.sub("", text)) is not None


def is_identifier(text: str) -> bool:
    """Return whether a text can be the identifier of one certificate: ASCII, and not a list."""
    return text.isascii() and _IDENTIFIER.fullmatch(text) is not None


def suggest_serial(typed: str) -> str:
    """Return the serial that was probably intended, or an empty string."""
    text = _LABEL.sub("", strip(with_hyphens(narrow(typed))))
    for candidate in (text, text.translate(_LOOKALIKES)):
        if serial_number(candidate) is not None:
            return candidate
    return ""
