"""Dates as people read them in Japanese."""

from datetime import date, datetime
from typing import Final

_WEEKDAYS: Final = "月火水木金土日"


def weekday(day: date) -> str:
    """Give the weekday's one character."""
    return _WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """Write 11月27日(金)."""
    return f"{day.month}月{day.day}日({weekday(day)})"


def long_date(day: date) -> str:
    """Write 2026年11月27日(金)."""
    return f"{day.year}年{short_date(day)}"


def long_moment(at: datetime) -> str:
    """Write 2026年11月27日(金)17:00."""
    return f"{long_date(at.date())}{at:%H:%M}"
