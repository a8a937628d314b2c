"""Dates in hints and examples, as of today: the catalogue's are those of one day."""

import re
from datetime import date
from typing import Final

from schemas.catalogue import ENTRIES
from schemas.days import date_text

_DATE: Final = re.compile(r"(\d{4})([年/])(\d{1,2})[月/](\d{1,2})日?")  # 2026年11月24日, 2026/11/24


def as_of(text: str, today: date) -> str:
    """Return a text of the catalogue whose dates lie as far from today as from its own day."""
    ahead = today - _day(_DATE.search(ENTRIES["applied_on"].answer.example))

    def moved(found: re.Match[str]) -> str:
        day = _day(found) + ahead
        return date_text(day) if found[2] == "年" else f"{day.year}/{day.month}/{day.day}"

    return _DATE.sub(moved, text)


def _day(found: re.Match[str] | None) -> date:
    if found is None:
        raise ValueError("the example of the day of an application has no date")
    return date(int(found[1]), int(found[3]), int(found[4]))
