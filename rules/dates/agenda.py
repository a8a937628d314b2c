"""The weeks of a month with their cut-offs and registrations. FAQ 3-4."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rules.dates.cutoff import WEEK, Cutoff, Round, cutoff_of, round_of
from rules.dates.planning import check_year, is_own_cutoff
from rules.dates.workdays import DAY, OfficeCalendar

_FRIDAY: Final = 4  # date.weekday()
_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day: why it is closed, and the rounds that close or are registered on it."""

    date: date
    why_closed: str | None
    closes: Round | None
    registers: Round | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The weeks that overlap a month, from Sunday to Saturday, with their events.

    ``rounds`` close or are registered in these weeks, in the order of their cut-offs;
    ``without`` are the Fridays of the month that share the cut-off of an earlier Friday.
    """

    weeks: tuple[tuple[Day, ...], ...]
    rounds: tuple[Round, ...]
    without: tuple[Cutoff, ...]


def agenda_of(year: int, month: int, calendar: OfficeCalendar) -> Agenda:
    """Return the weeks of a month."""
    first = date(year, month, 1)
    check_year(first)
    last = (first + timedelta(days=31)).replace(day=1) - DAY
    begin = first - DAY * (first.isoweekday() % _DAYS)
    weeks = (last - begin).days // _DAYS + 1
    days = [begin + DAY * n for n in range(weeks * _DAYS)]
    rounds = tuple(rounds_between(days[0], days[-1], calendar))
    closes = {item.cutoff.closes_at.date(): item for item in rounds}
    registers = {item.registration.expected: item for item in rounds}
    days_shown = [
        Day(day, calendar.why_closed(day), closes.get(day), registers.get(day)) for day in days
    ]
    cutoffs = (cutoff_of(day, calendar) for day in days if day.weekday() == _FRIDAY)
    without = (c for c in cutoffs if c.friday.month == month and not is_own_cutoff(c, calendar))
    return Agenda(
        tuple(tuple(days_shown[n : n + _DAYS]) for n in range(0, len(days_shown), _DAYS)),
        rounds,
        tuple(without),
    )


def rounds_between(first: date, last: date, calendar: OfficeCalendar) -> Iterator[Round]:
    """Yield the rounds between two days: from cut-off to registration, they overlap this range."""
    friday = first + DAY * ((_FRIDAY - first.weekday()) % _DAYS)
    # Go back to the earliest round whose registration is still to come on the first day.
    while _round_of(friday - WEEK, calendar).registration.expected >= first:
        friday -= WEEK
    while (current := _round_of(friday, calendar)).cutoff.closes_at.date() <= last:
        if is_own_cutoff(current.cutoff, calendar):
            yield current
        friday += WEEK


def _round_of(friday: date, calendar: OfficeCalendar) -> Round:
    return round_of(cutoff_of(friday, calendar), calendar)
