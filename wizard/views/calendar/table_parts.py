"""What the tables of the calendar share: their head, the names of days, reasons."""

from collections.abc import Iterable
from typing import Final

import htpy as h

from rules.dates.agenda import Day
from rules.dates.closures import ClosedDay
from rules.dates.cutoff import Cutoff
from rules.dates.date_text import days_off, short_date
from rules.dates.round_text import cutoff_text
from rules.dates.workdays import is_plain_weekend
from wizard.core.markup import column_heads, paragraphs

_WEEKDAYS: Final = "日月火水木金土"


def week_head() -> h.Element:
    """Draw the head of a table whose weeks begin on Sunday."""
    return column_heads(*(h.abbr(title=f"{name}曜日")[name] for name in _WEEKDAYS))


def without_own(cutoffs: Iterable[Cutoff]) -> list[str]:
    """Return which Fridays have no cut-off of their own, and why."""
    return [
        f"{short_date(cutoff.friday)}に締切はありません（{days_off(cutoff.moved)}のため）。"
        f"{cutoff_text(cutoff)}の締切に含まれます。"
        for cutoff in cutoffs
    ]


def reason_paragraphs(lines: Iterable[str]) -> list[h.Element]:
    """Draw reasons, each a paragraph."""
    return paragraphs(lines, "mk-reason")


def name_of(day: Day) -> str:
    """Return the name of a closed day that is more than a plain weekend; else nothing."""
    if day.why_closed is None or is_plain_weekend(ClosedDay(day.date, day.why_closed)):
        return ""
    return day.why_closed
