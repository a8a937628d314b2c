"""Answers as text: as typed, and as printed on the form."""

from datetime import date

from schemas.catalogue import ENTRIES, column
from schemas.days import date_text


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
