"""The office calendar: open days (営業日) and the reasons of closed ones. FAQ 3-4."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from jpholiday import JPHoliday

from rules.dates.closures import ClosedDay, Closure, ClosuresError, shipped_closures

DAY: Final = timedelta(days=1)
MOST_DAYS: Final = 92
"""Days to search for an open day, about a quarter (an estimate); closures beyond are a mistake."""

_NO_OPEN_DAY: Final = (
    "休業日ファイルの休業が長期にわたり、営業日がありません。休業の期間を確認してください。"
)
_SATURDAY: Final = 5  # date.weekday()
_WEEKEND: Final = {5: "土曜日", 6: "日曜日"}
_HOLIDAYS: Final = JPHoliday()


class OfficeCalendar:
    """Open days: Monday to Friday except national holidays and closures. Days are cached."""

    def __init__(self, closures: Iterable[Closure] = ()) -> None:
        """Create a calendar with closures; by default only weekends and holidays are closed."""
        self.closures = tuple(closures)
        self._why: dict[date, str | None] = {}

    @classmethod
    def shipped(cls) -> "OfficeCalendar":
        """Return the calendar with the built-in closures."""
        return cls(shipped_closures())

    def why_closed(self, day: date) -> str | None:
        """Return why a day is closed (holiday, closure, weekend), or None if it is open."""
        if day not in self._why:
            self._why[day] = self._look_up(day)
        return self._why[day]

    def is_open(self, day: date) -> bool:
        """Return whether the office is open on a day."""
        return self.why_closed(day) is None

    def open_day_after(self, day: date, count: int) -> date:
        """Return the count-th open day after this one.

        Raises ClosuresError if there is no open day within ``MOST_DAYS``.
        """
        for after in (day + DAY * n for n in range(1, MOST_DAYS + 1)):
            count -= self.is_open(after)
            if not count:
                return after
        raise ClosuresError(_NO_OPEN_DAY)

    def last_open_day(self, day: date) -> date:
        """Return a day if it is open, else the last open day before it.

        Raises ClosuresError if there is no open day within ``MOST_DAYS``.
        """
        for before in (day - DAY * n for n in range(MOST_DAYS)):
            if self.is_open(before):
                return before
        raise ClosuresError(_NO_OPEN_DAY)

    def closed_between(self, after: date, through: date) -> tuple[ClosedDay, ...]:
        """Return the closed days after one day, up to and including another."""
        days = (after + DAY * n for n in range(1, (through - after).days + 1))
        return tuple(ClosedDay(day, why) for day in days if (why := self.why_closed(day)))

    def _look_up(self, day: date) -> str | None:
        holidays = _HOLIDAYS.holidays(day)
        if holidays:
            return str(holidays[0].name)
        for closure in self.closures:
            if closure.covers(day):
                return closure.name
        return _WEEKEND.get(day.weekday())


def is_weekend(day: date) -> bool:
    """Return whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def is_plain_weekend(day: ClosedDay) -> bool:
    """Return whether a closed day is only a Saturday or Sunday, not a holiday or closure."""
    return day.why in _WEEKEND.values()
