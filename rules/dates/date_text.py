"""Japanese text for dates and closed days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from rules.dates.closures import ClosedDay, Closure
from rules.dates.cutoff import CLOSING_TIME, runs
from rules.dates.planning import official_through
from rules.dates.workdays import is_plain_weekend

_WEEKDAYS: Final = "月火水木金土日"


def weekday(day: date) -> str:
    """Return the weekday as one character."""
    return _WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """Render a date as 11月27日(金)."""
    return f"{day.month}月{day.day}日({weekday(day)})"


def long_date(day: date) -> str:
    """Render a date as 2026年11月27日(金)."""
    return f"{day.year}年{short_date(day)}"


def short_moment(at: datetime) -> str:
    """Render a moment as 11月27日(金)17:00."""
    return f"{short_date(at.date())}{clock_time(at)}"


def long_moment(at: datetime) -> str:
    """Render a moment as 2026年11月27日(金)17:00."""
    return f"{long_date(at.date())}{clock_time(at)}"


def clock_time(at: datetime) -> str:
    """Render a time as 17:00, but as 17:00:30 in the minute after the cut-off."""
    if (at.hour, at.minute) != (CLOSING_TIME.hour, CLOSING_TIME.minute):
        return f"{at:%H:%M}"
    if at.second:
        return f"{at:%H:%M:%S}"
    return f"{at:%H:%M}過ぎ" if at.microsecond else f"{at:%H:%M}"


def named_days(days: Iterable[ClosedDay]) -> str:
    """Render closed days with their reasons, consecutive days of one reason as a range.

    Example: 12月29日(火)～12月31日(木) 年末年始、1月1日(金) 元日.
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


def span_of(closure: Closure) -> str:
    """Render the days of a closure: 毎年12月29日～1月3日, 2026年8月13日～2026年8月14日."""
    ends = dict.fromkeys(_end_day(end) for end in (closure.first, closure.last))
    return ("毎年" if closure.is_yearly else "") + "～".join(ends)


def _end_day(end: str) -> str:
    *year, month, day = (int(part) for part in end.split("-"))
    return "".join(f"{number}年" for number in year) + f"{month}月{day}日"


def days_off(days: Iterable[ClosedDay]) -> str:
    """Render closed days, each run of consecutive days once.

    Examples: 3月20日(金)が春分の日; 5月2日(土)～5月6日(水)が休み（憲法記念日、みどりの日、…）.
    """
    return "、".join(_run_off(run) for run in runs(days))


def _run_off(run: list[ClosedDay]) -> str:
    span = _span(run[0].date, run[-1].date)
    if len(run) == 1:
        return f"{span}が{run[0].why}"
    names = dict.fromkeys(day.why for day in run if not is_plain_weekend(day))
    return f"{span}が休み（{'、'.join(names)}）" if names else f"{span}が休み"


def prediction_notice(last: date) -> tuple[str, ...]:
    """Return a notice if ``last`` is beyond the announced holidays, else nothing."""
    if last.year <= official_through():
        return ()
    return (f"{official_through() + 1}年以降の祝日は公表前のため、見込みです。",)
