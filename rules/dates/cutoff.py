"""The weekly cut-off (Friday 17:00) and the registration that follows it. FAQ 3-4.

All times are Japan Standard Time, written with +09:00.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from itertools import groupby
from typing import Final

from dateutil.parser import isoparse

from rules.dates.closures import ClosedDay
from rules.dates.workdays import DAY, OfficeCalendar, is_weekend
from rules.errors import UserError
from rules.finding import shortened
from schemas.cleaning import FIRST_YEAR, LAST_YEAR

JST: Final = timezone(timedelta(hours=9), "JST")  # Japan Standard Time, as a fixed offset

CLOSING_TIME: Final = time(17, tzinfo=JST)  # FAQ 3-4
WEEK: Final = timedelta(days=7)
_FRIDAY: Final = 4  # date.weekday()
_TO_FRIDAY: Final = tuple(DAY * ((_FRIDAY - weekday) % 7) for weekday in range(7))
_OPEN_DAYS_TO_REGISTRATION: Final = 5  # FAQ 3-4: about five open days
_LONG_RUN: Final = 4  # closed days: longer than a long weekend (an estimate for FAQ 3-4's 長期休業)
_CACHE_SIZE: Final = 10_000  # cut-offs, two centuries of Fridays
_ISO_MOMENT: Final = re.compile(r"\d{4}-?\d\d-?\d\d([T ].+)?")  # 2026-11-24T10:00, or a day alone


class MomentError(UserError, ValueError):
    """Raised for an invalid date or time; the message is in Japanese."""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The moment at which applications are collected.

    ``friday`` is the Friday of the cut-off; ``moved`` are the closed days skipped back from it,
    the earliest first.
    """

    friday: date
    closes_at: datetime
    moved: tuple[ClosedDay, ...]

    @property
    def is_assumed(self) -> bool:
        """Return whether the FAQ does not define it: the day before its Friday is closed, too."""
        return len(self.moved) > 1


@dataclass(frozen=True, slots=True)
class Registration:
    """When the applications of a cut-off are registered.

    ``target`` is the following Friday, as the FAQ states; ``expected`` is the fifth open day after
    the cut-off, the date to plan with. ``because`` are the closed days that delay it.
    """

    target: date
    expected: date
    may_slip: bool
    because: tuple[ClosedDay, ...]

    @property
    def is_late(self) -> bool:
        """Return whether the expected date differs from the FAQ's target."""
        return self.expected != self.target


@dataclass(frozen=True, slots=True)
class Round:
    """One collection: its cut-off and its registration."""

    cutoff: Cutoff
    registration: Registration


def moment(value: str) -> datetime:
    """Parse an ISO 8601 date or time; a date means 00:00, and the default time zone is JST.

    Raises MomentError if the text is invalid, or its year is not from 1986 to 2099.
    """
    parsed = _iso_moment(value)
    if parsed is None:
        raise MomentError(
            f"日時「{shortened(value)}」を読み取れません。"
            "2026-11-27 または 2026-11-27T16:30 の形式で指定してください。"
        )
    return in_japan(parsed)


def _iso_moment(value: str) -> datetime | None:
    try:
        return isoparse(value) if _ISO_MOMENT.fullmatch(value) else None
    except ValueError:
        return None


def in_japan(at: datetime) -> datetime:
    """Return a moment in Japan time; a naive one is taken as Japan time.

    Raises MomentError if its year in Japan is not from 1986 to 2099.
    """
    try:
        local = at if at.tzinfo is JST else _converted(at)
    except OverflowError:
        local = None
    if local is None or not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise MomentError(
            f"年は{FIRST_YEAR}から{LAST_YEAR}までを指定してください（{at.year}年は対象外です）。"
        )
    return local


def _converted(at: datetime) -> datetime:
    return at.replace(tzinfo=JST) if at.tzinfo is None else at.astimezone(JST)


@lru_cache(maxsize=_CACHE_SIZE)
def cutoff_of(friday: date, calendar: OfficeCalendar) -> Cutoff:
    """Return the cut-off of a Friday: 17:00 on that day or on the last open day before it."""
    day = calendar.last_open_day(friday)
    moved = calendar.closed_between(day, friday) if day != friday else ()
    return Cutoff(friday, datetime.combine(day, CLOSING_TIME), moved)


def next_cutoff(at: datetime, calendar: OfficeCalendar) -> Cutoff:
    """Return the next cut-off for an application sent at this moment; 17:00:00 is in time."""
    at = in_japan(at)
    friday = at.date() + _TO_FRIDAY[at.weekday()]
    while (cutoff := cutoff_of(friday, calendar)).closes_at < at:
        friday += WEEK
    return cutoff


def cutoff_this_week(at: datetime, calendar: OfficeCalendar) -> Cutoff | None:
    """Return the cut-off of this week's Friday, past or future; None on a weekend."""
    at = in_japan(at)
    if is_weekend(at.date()):
        return None
    return cutoff_of(at.date() + _TO_FRIDAY[at.weekday()], calendar)


def previous_cutoff(at: datetime, calendar: OfficeCalendar) -> Cutoff:
    """Return the last cut-off before this moment, of its earlier Friday if two share it."""
    at = in_japan(at)
    friday = at.date() + _TO_FRIDAY[at.weekday()]
    while (cutoff := cutoff_of(friday, calendar)).closes_at >= at:
        friday -= WEEK
    earlier = cutoff_of(friday - WEEK, calendar)
    return earlier if earlier.closes_at == cutoff.closes_at else cutoff


def registration_after(cutoff: Cutoff, calendar: OfficeCalendar) -> Registration:
    """Return when the applications of a cut-off are registered."""
    closed_on = cutoff.closes_at.date()
    target = cutoff.friday + WEEK
    expected = calendar.open_day_after(closed_on, _OPEN_DAYS_TO_REGISTRATION)
    closed = calendar.closed_between(closed_on, expected)
    long_runs = [day for run in runs(closed) if len(run) >= _LONG_RUN for day in run]
    late = expected != target
    because = [day for day in closed if day in long_runs or (late and not is_weekend(day.date))]
    return Registration(target, expected, bool(long_runs), tuple(because))


def runs(closed: Iterable[ClosedDay]) -> list[list[ClosedDay]]:
    """Split sorted closed days into runs of consecutive days."""
    # Ordinal minus index is constant within a run of consecutive days.
    numbered = enumerate(closed)
    grouped = groupby(numbered, lambda item: item[1].date.toordinal() - item[0])
    return [[day for _, day in run] for _, run in grouped]


def round_of(cutoff: Cutoff, calendar: OfficeCalendar) -> Round:
    """Return the round of a cut-off."""
    return Round(cutoff, registration_after(cutoff, calendar))


def round_at(at: datetime, calendar: OfficeCalendar) -> Round:
    """Return the round of an application sent at this moment."""
    return round_of(next_cutoff(at, calendar), calendar)


def round_after(current: Round, calendar: OfficeCalendar) -> Round:
    """Return the round that follows the current one."""
    return round_at(current.cutoff.closes_at + timedelta(microseconds=1), calendar)
