"""Cleaning of typed text: spaces, and the limits of an Excel cell."""

import re
from typing import Final

CELL_LIMIT: Final = 32_767
"""Maximum UTF-16 code units of an Excel cell (Excel specifications and limits)."""

# Plausible years of an application (an estimate); a year outside is a typing error.
FIRST_YEAR: Final = 1986
LAST_YEAR: Final = 2099

_UNWRITABLE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters except the line break, lone surrogates, and noncharacters."""

_SPACES: Final = " \t\r\n\u00a0\u3000\ufeff"


def refusal(text: str) -> str | None:
    """Return the problem code if an Excel cell cannot hold a text, else None."""
    if len(text) + sum(c > "\uffff" for c in text) > CELL_LIMIT:
        return "too-long"
    return "unwritable" if _UNWRITABLE.search(text) else None


def strip(text: str) -> str:
    """Return a text without surrounding spaces, full-width included, and with LF line ends."""
    text = text.strip(_SPACES)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
