"""What happens on which day: a month's weeks with cut-offs and registrations. FAQ 3-4."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rules.dates.cutoff import WEEK, Cutoff, Round, cutoff_of, registration_after
from rules.dates.planning import check_year, owns
from rules.dates.workdays import DAY, OfficeCalendar

_FRIDAY: Final = 4
_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: why it is closed, which round closes and which is registered on it."""

    date: date
    why_closed: str | None
    closes: Round | None
    registers: Round | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The weeks that a month touches, from Sunday to Saturday, and what happens in them.

    ``rounds`` close or are registered in these weeks, in the order of their cut-offs;
    ``without`` are the Fridays of the month that have no cut-off of their own.
    """

    weeks: tuple[tuple[Day, ...], ...]
    rounds: tuple[Round, ...]
    without: tuple[Cutoff, ...]


def agenda_of(year: int, month: int, calendar: OfficeCalendar) -> Agenda:
    """Return the weeks of a month.

    Raises:
        MomentError: the year is not from 1986 to 2099.

    """
    first = date(year, month, 1)
    check_year(first)
    last = (first + timedelta(days=31)).replace(day=1) - DAY
    begin = first - DAY * (first.isoweekday() % _DAYS)
    weeks = (last - begin).days // _DAYS + 1
    days = [begin + DAY * n for n in range(weeks * _DAYS)]
    rounds = tuple(rounds_between(days[0], days[-1], calendar))
    closes = {found.cutoff.closes_at.date(): found for found in rounds}
    registers = {found.registration.expected: found for found in rounds}
    shown = [
        Day(day, calendar.why_closed(day), closes.get(day), registers.get(day)) for day in days
    ]
    cutoffs = (cutoff_of(day, calendar) for day in days if day.weekday() == _FRIDAY)
    without = (c for c in cutoffs if c.friday.month == month and not owns(c, calendar))
    return Agenda(
        tuple(tuple(shown[n : n + _DAYS]) for n in range(0, len(shown), _DAYS)),
        rounds,
        tuple(without),
    )


def rounds_between(first: date, last: date, calendar: OfficeCalendar) -> Iterator[Round]:
    """Yield the rounds that are under way from one day to another: sent, waiting or registered."""
    friday = first + DAY * ((_FRIDAY - first.weekday()) % _DAYS)
    while _round_of(friday - WEEK, calendar).registration.expected >= first:
        friday -= WEEK
    while (found := _round_of(friday, calendar)).cutoff.closes_at.date() <= last:
        if owns(found.cutoff, calendar):
            yield found
        friday += WEEK


def _round_of(friday: date, calendar: OfficeCalendar) -> Round:
    cutoff = cutoff_of(friday, calendar)
    return Round(cutoff, registration_after(cutoff, calendar))
