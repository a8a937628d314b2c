"""Other implementations of the next cut-off: day by day with jpholiday, or with dateutil."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Final

from dateutil.rrule import FR, WEEKLY, rrule
from jpholiday import JPHoliday

from rules.dates.closures import shipped_closures
from rules.dates.cutoff import CLOSING_TIME

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7 * _DAY
_FRIDAY: Final = 4
_CLOSURES: Final = shipped_closures()


class Forgetful(JPHoliday):
    """The library's calendar with a cache that can be cleared separately."""

    def forget(self) -> None:
        """Clear the cache."""
        self._cache.clear()


def day_by_day(moments: Iterable[datetime], library: Forgetful) -> list[datetime]:
    """Return the cut-offs by day-by-day lookups, with the cache cleared before each."""
    cutoffs = []
    for at in moments:
        library.forget()
        cutoffs.append(_asked(at, library))
    return cutoffs


def by_rrule(moments: Iterable[datetime], closed: Collection[date]) -> list[datetime]:
    """Return the cut-offs by a recurrence rule per moment, with closed days precomputed."""
    return [_ruled(at, closed) for at in moments]


def closed_days(first: date, last: date) -> frozenset[date]:
    """Return the weekends, holidays and built-in closures between two days."""
    holidays = {holiday.date for holiday in JPHoliday().between(first, last)}
    days = (first + _DAY * number for number in range((last - first).days + 1))
    return frozenset(day for day in days if day in holidays or _is_free(day))


def _asked(at: datetime, library: JPHoliday) -> datetime:
    """Return the next cut-off: the Friday or the last open day before it; if past, the next."""
    friday = at.date() + _DAY * ((_FRIDAY - at.weekday()) % 7)
    while True:
        day = friday
        while _is_free(day) or library.is_holiday(day):
            day -= _DAY
        closes_at = datetime.combine(day, CLOSING_TIME)
        if at <= closes_at:
            return closes_at
        friday += _WEEK


def _ruled(at: datetime, closed: Collection[date]) -> datetime:
    today = datetime.combine(at.date(), CLOSING_TIME)
    for closes_at in rrule(WEEKLY, dtstart=today, byweekday=FR):
        while closes_at.date() in closed:
            closes_at -= _DAY  # noqa: PLW2901 - moves the cut-off
        if at <= closes_at:
            return closes_at
    raise AssertionError("a weekly rule has no end")


def _is_free(day: date) -> bool:
    return day.weekday() > _FRIDAY or any(closure.covers(day) for closure in _CLOSURES)
