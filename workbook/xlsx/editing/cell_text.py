"""Texts of our own, made such that a cell and a comment can hold them."""

import re
from html import escape
from typing import Final

from schemas.characters import UNWRITABLE
from workbook.xlsx.literal import escaped

CUT: Final = "…"

_LINE_ENDS: Final = re.compile("\r\n?")


def fitting(text: str, limit: int) -> str:
    """Return a text as a spreadsheet keeps it, cut to so many UTF-16 units.

    What no cell can hold becomes the character that stands for it; what Excel would take for an
    escaped character is protected.
    """
    if UNWRITABLE.search(text):
        text = UNWRITABLE.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    kept = escaped(text)
    if _units(kept) <= limit:
        return kept
    return escaped(_cut(text, limit if kept == text else limit // 2))  # at most twice as long


def in_xml(text: str) -> str:
    """Write a text between tags or quotation marks."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, limit: int) -> str:
    """Cut a text; a character of two units is not cut in half."""
    units = text.encode("utf-16-le")[: 2 * (limit - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT
