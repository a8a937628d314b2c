"""The office calendar: which days are open (営業日), and why a day is not. FAQ 3-4."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from jpholiday import JPHoliday

from rules.closures import ClosedDay, Closure, shipped_closures

DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_WEEKEND: Final = {5: "土曜日", 6: "日曜日"}
_HOLIDAYS: Final = JPHoliday()


class OfficeCalendar:
    """Open days: Monday to Friday, no national holiday, in no closure.

    Days are looked up when they are first asked for, and remembered.
    """

    def __init__(self, closures: Iterable[Closure] = ()) -> None:
        """Make a calendar with these closures; none means weekends and holidays alone."""
        self.closures = tuple(closures)
        self._why: dict[date, str | None] = {}

    @classmethod
    def shipped(cls) -> "OfficeCalendar":
        """Make the calendar with the closures that come with the rules."""
        return cls(shipped_closures())

    def why_closed(self, day: date) -> str | None:
        """Name the reason why a day is closed (holiday, closure, weekend), or None."""
        if day not in self._why:
            self._why[day] = self._look_up(day)
        return self._why[day]

    def is_open(self, day: date) -> bool:
        """Tell whether the office works on this day."""
        return self.why_closed(day) is None

    def open_day_after(self, day: date, count: int) -> date:
        """Give the count-th open day after this one."""
        while count:
            day += DAY
            count -= self.is_open(day)
        return day

    def closed_between(self, after: date, through: date) -> tuple[ClosedDay, ...]:
        """List the closed days after one day, up to and including another."""
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
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY
