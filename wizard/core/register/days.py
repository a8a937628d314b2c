"""The days that a person gives for what has happened to an application."""

from datetime import date
from typing import Final

from rules.dates.date_text import long_date
from schemas.days import DateError, parse_date

_NO_DAY: Final = "2026年11月27日のような形式で入力してください。"
_LATER: Final = "本日までの日付を入力してください。"
_EARLIER: Final = "{}以降の日付を入力してください。"


def day_until(typed: object, today: date, first: date | None = None) -> tuple[date | None, str]:
    """Return a day from the first to today; None, with what to type, for what is none."""
    try:
        day = parse_date(typed)
    except DateError:
        return None, _NO_DAY
    if day > today:
        return None, _LATER
    if first is not None and day < first:
        return None, _EARLIER.format(long_date(first))
    return day, ""
