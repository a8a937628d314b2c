"""Preparation of text for cells and comments."""

import re
from html import escape
from typing import Final

from schemas.characters import UNWRITABLE
from workbook.xlsx.escaping import escaped

CUT: Final = "…"

_LINE_ENDS: Final = re.compile("\r\n?")


def fit_to_limit(text: str, limit: int) -> str:
    """Return an escaped text, cut to a limit in UTF-16 code units.

    Characters that a cell cannot hold are replaced by U+FFFD.
    """
    if UNWRITABLE.search(text):
        text = UNWRITABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    escaped_text = escaped(text)
    if _units(escaped_text) <= limit:
        return escaped_text
    # Cut before escaping, so that no escape sequence is split; escaping may double the length.
    return escaped(_cut(text, limit if escaped_text == text else limit // 2))


def xml_escaped(text: str) -> str:
    """Return a text escaped for XML content and attribute values."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, limit: int) -> str:
    """Return a text cut to a limit in UTF-16 code units, without splitting a surrogate pair."""
    units = text.encode("utf-16-le")[: 2 * (limit - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT
