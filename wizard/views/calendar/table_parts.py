"""What the tables of the calendar share: their head, the names of days, reasons."""

from collections.abc import Iterable
from html import escape
from typing import Final

from rules.dates.agenda import Day
from rules.dates.closures import ClosedDay
from rules.dates.cutoff import Cutoff
from rules.dates.date_text import days_off, short_date
from rules.dates.round_text import cutoff_text
from rules.dates.workdays import is_plain_weekend

_WEEKDAYS: Final = "日月火水木金土"


def week_head() -> str:
    """Draw the head of a table whose weeks begin on Sunday."""
    names = "".join(
        f'<th scope="col"><abbr title="{name}曜日">{name}</abbr></th>' for name in _WEEKDAYS
    )
    return f"<thead><tr>{names}</tr></thead>"


def without_own(cutoffs: Iterable[Cutoff]) -> list[str]:
    """Return which Fridays have no cut-off of their own, and why."""
    return [
        f"{short_date(cutoff.friday)}に締切はありません（{days_off(cutoff.moved)}のため）。"
        f"{cutoff_text(cutoff)}の締切に含まれます。"
        for cutoff in cutoffs
    ]


def paragraphs(lines: Iterable[str]) -> str:
    """Draw reasons, each a paragraph."""
    return "".join(f'<p class="mk-reason">{escape(line)}</p>' for line in lines)


def name_of(day: Day) -> str:
    """Return the name of a closed day that is more than a plain weekend; else nothing."""
    if day.why_closed is None or is_plain_weekend(ClosedDay(day.date, day.why_closed)):
        return ""
    return day.why_closed
