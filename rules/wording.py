"""Dates, and why they moved, as people read them in Japanese."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from rules.closures import ClosedDay
from rules.cutoff import Round

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


def named_days(days: Iterable[ClosedDay]) -> str:
    """Name closed days, those that follow each other for one reason together.

    12月29日(火)～12月31日(木) 年末年始、1月1日(金) 元日.
    """
    groups: list[list[ClosedDay]] = []
    for day in days:
        last = groups[-1][-1] if groups else None
        if last and last.why == day.why and day.date - last.date == timedelta(days=1):
            groups[-1].append(day)
        else:
            groups.append([day])
    return "、".join(f"{_span(group[0].date, group[-1].date)} {group[0].why}" for group in groups)


def _span(first: date, last: date) -> str:
    return short_date(first) if first == last else f"{short_date(first)}～{short_date(last)}"


def reasons(found: Round) -> list[str]:
    """Say why the dates of a round moved, a sentence each; nothing where they did not."""
    told = []
    if found.cutoff.moved:
        closes_on = short_date(found.cutoff.closes_at.date())
        told.append(f"{named_days(found.cutoff.moved)}のため、締切は{closes_on}に早まります。")
    if found.registration.because:
        expected = short_date(found.registration.expected)
        told.append(
            f"{named_days(found.registration.because)}をはさむため、登録は{expected}頃です。"
        )
    if found.registration.may_slip:
        told.append("長い休みをはさむため、さらに遅れることがあります。")
    return told
