"""Answers and names as text: as typed, as printed on the form, and inside a line."""

import re
from datetime import date
from typing import Final

from schemas.catalogue import ENTRIES, column
from schemas.days import date_text

_LONGEST_NAME: Final = 80  # characters of a name in a line (an estimate)
_BREAKS: Final = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def input_text(given: object) -> str:
    """Return an answer as a person would type it."""
    if isinstance(given, date):
        return date_text(given)
    return "" if given is None else str(given)


def form_text(path: str, given: object) -> str:
    """Return an answer as printed on the form, with a line per tick; empty if unanswered."""
    entry = ENTRIES.get(column(path))
    if given is None or given is False or given == []:
        return ""
    if given is True:
        return "✔"
    if entry is None or not entry.choices:
        return input_text(given)
    if isinstance(given, list):
        return "\n".join(f"✔ {entry.choices.word(str(value))}" for value in given)
    return entry.choices.word(str(given))


def one_line(text: str, longest: int = _LONGEST_NAME) -> str:
    """Return a name for use inside a line: without line breaks or bidirectional controls."""
    printable = _UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", text))
    return printable if len(printable) <= longest else printable[: longest - 1] + "…"
