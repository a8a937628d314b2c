"""The days that a person gives for what has happened to an application."""

from datetime import date
from typing import Final

from schemas.days import DateError, parse_date

_NO_DAY: Final = "2026年11月27日のような形式で入力してください。"
_LATER: Final = "本日までの日付を入力してください。"


def day_until(typed: object, today: date) -> tuple[date | None, str]:
    """Return a day that is not after today; None, with what to type, for what is none."""
    try:
        day = parse_date(typed)
    except DateError:
        return None, _NO_DAY
    return (day, "") if day <= today else (None, _LATER)
