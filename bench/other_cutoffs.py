"""The next cut-off as it is found without the rules: day by day from jpholiday, or by dateutil."""

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
    """The library's calendar, whose memo can be cleared without making its rules anew."""

    def forget(self) -> None:
        """Clear the memo."""
        self._cache.clear()


def day_by_day(moments: Iterable[datetime], library: Forgetful) -> list[datetime]:
    """Ask the library day by day, its memo cleared before each answer."""
    found = []
    for at in moments:
        library.forget()
        found.append(_asked(at, library))
    return found


def by_rrule(moments: Iterable[datetime], closed: Collection[date]) -> list[datetime]:
    """Make a rule of Fridays for each moment; the closed days are known beforehand."""
    return [_ruled(at, closed) for at in moments]


def closed_days(first: date, last: date) -> frozenset[date]:
    """List the weekends, the holidays and the shipped closures from one day to another."""
    holidays = {holiday.date for holiday in JPHoliday().between(first, last)}
    days = (first + _DAY * number for number in range((last - first).days + 1))
    return frozenset(day for day in days if day in holidays or _is_free(day))


def _asked(at: datetime, library: JPHoliday) -> datetime:
    """Reckon as the rules do: the Friday, or the last open day before it; the next one if past."""
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
            closes_at -= _DAY  # noqa: PLW2901 - the Friday is moved
        if at <= closes_at:
            return closes_at
    message = "a weekly rule has no end"
    raise AssertionError(message)


def _is_free(day: date) -> bool:
    return day.weekday() > _FRIDAY or any(closure.covers(day) for closure in _CLOSURES)
