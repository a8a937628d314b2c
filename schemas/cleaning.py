"""Cleaning of what people type: spaces, and what an Excel cell can hold."""

import re
from typing import Final

CELL_LIMIT: Final = 32_767
"""The most UTF-16 units that an Excel cell holds."""

FIRST_YEAR: Final = 1986
LAST_YEAR: Final = 2099

_UNWRITABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but for the line break, lone surrogates, and what is no character."""

_SPACES: Final = " \t\r\n\u00a0\u3000\ufeff"


def refusal(text: str) -> str | None:
    """Return the code of the problem that keeps a text out of an Excel cell, or None."""
    if len(text) + sum(c > "\uffff" for c in text) > CELL_LIMIT:
        return "too-long"
    return "unwritable" if _UNWRITABLE.search(text) else None


def strip(text: str) -> str:
    """Remove surrounding spaces, full-width ones included, and unify line ends."""
    text = text.strip(_SPACES)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
