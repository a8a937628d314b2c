"""The next cut-off, against asking jpholiday day by day with its memo cleared for each answer."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from jpholiday import JPHoliday

from bench.ratio import Ratio, times_as_fast
from rules.closures import shipped_closures
from rules.cutoff import CLOSING_TIME, JST, next_cutoff
from rules.workdays import OfficeCalendar

_TARGET: Final = 100
_PAIRS: Final = 15
_MOMENTS: Final = 500
_FIRST: Final = datetime(2016, 1, 1, tzinfo=JST)
_LAST: Final = datetime(2040, 12, 31, tzinfo=JST)
_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4


class _Forgetful(JPHoliday):
    """The library's calendar, whose memo can be cleared without making its rules anew."""

    def forget(self) -> None:
        self._cache.clear()


def measure_cutoffs() -> Ratio:
    """Compare both on random moments of 25 years; their answers must be equal.

    Raises:
        RuntimeError: the answers differ.

    """
    moments = _moments()
    calendar = OfficeCalendar.shipped()
    library = _Forgetful()
    if _ours(moments, calendar) != _day_by_day(moments, library):
        message = "the cut-offs differ from those asked day by day"
        raise RuntimeError(message)
    value = times_as_fast(
        lambda: [next_cutoff(at, calendar) for at in moments],
        lambda: _day_by_day(moments, library),
        pairs=_PAIRS,
    )
    return Ratio("cut-off, against jpholiday day by day", value, _TARGET, at_least=True)


def _moments() -> list[datetime]:
    random = Random(20)  # noqa: S311 - the same moments every time, no secret
    span = int((_LAST - _FIRST).total_seconds())
    return [_FIRST + timedelta(seconds=random.randrange(span)) for _ in range(_MOMENTS)]


def _ours(moments: list[datetime], calendar: OfficeCalendar) -> list[datetime]:
    return [next_cutoff(at, calendar).closes_at for at in moments]


def _day_by_day(moments: list[datetime], library: _Forgetful) -> list[datetime]:
    found = []
    for at in moments:
        library.forget()
        found.append(_next_cutoff(at, library))
    return found


def _next_cutoff(at: datetime, library: JPHoliday) -> datetime:
    """Reckon as the rules do: the Friday, or the last open day before it; the next one if past."""
    friday = at.date() + _DAY * ((_FRIDAY - at.weekday()) % 7)
    while True:
        day = friday
        while not _is_open(day, library):
            day -= _DAY
        closes_at = datetime.combine(day, CLOSING_TIME)
        if at <= closes_at:
            return closes_at
        friday += 7 * _DAY


def _is_open(day: date, library: JPHoliday) -> bool:
    if day.weekday() > _FRIDAY or library.is_holiday(day):
        return False
    return not any(closure.covers(day) for closure in _CLOSURES)


_CLOSURES: Final = shipped_closures()
