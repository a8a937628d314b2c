"""Cut-offs and registrations as people read them: dates, why they moved, what is ours. FAQ 3-4.

The FAQ says that a holiday's cut-off is the day before, that the registration is about the Friday
after, and that five open days or so lie between. That the cut-off keeps moving back over closed
days, and that the fifth open day is the one to plan with, is this project's reading.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from rules.content import read_data
from rules.dates.cutoff import Cutoff, Registration, Round, cutoff_this_week, in_japan
from rules.dates.date_text import clock_time, days_off, long_date, short_date
from rules.dates.planning import TEST_DAYS, ApiTestWeek
from rules.dates.workdays import OfficeCalendar

Write = Callable[[date], str]
_MONDAY_TO_FRIDAY: Final = 5


def cutoff_text(cutoff: Cutoff, write: Write = long_date) -> str:
    """Write when a cut-off closes, and that it is assumed where it is."""
    moment = f"{write(cutoff.closes_at.date())}{clock_time(cutoff.closes_at)}"
    return _say("assumed", moment=moment) if cutoff.is_assumed else moment


def registration_text(registration: Registration, write: Write = long_date) -> str:
    """Write the expected date, with the FAQ's where that is another, and which to plan with."""
    expected, target = write(registration.expected), write(registration.target)
    name = "two-dates" if registration.is_late else "one-date"
    return _say(name, expected=expected, target=target)


def target_text(registration: Registration) -> str:
    """Write the FAQ's date in short where it is not the expected one; else nothing."""
    target = short_date(registration.target)
    return _say("target", target=target) if registration.is_late else ""


def reasons(found: Round, at: datetime | None = None) -> list[str]:
    """Return a sentence for each reason why a round has its dates; none in a plain week.

    ``at`` is the moment from which it is seen; without one the round lies ahead.
    """
    return [*cutoff_reasons(found.cutoff, at), *_registration_reasons(found.registration, at)]


def _registration_reasons(registration: Registration, at: datetime | None) -> Iterator[str]:
    is_over = at is not None and at.date() > registration.expected
    dates = {
        "expected": short_date(registration.expected),
        "target": short_date(registration.target),
        "off": days_off(registration.because),
    }
    if registration.because:
        name = "late" if registration.is_late else "closed-before-registration"
        yield _say(f"{name}-over" if is_over else name, **dates)
    if registration.is_late and not is_over:
        yield _say("plan-with", **dates)
    if registration.may_slip and not is_over:
        yield _say("may-slip")


def cutoff_reasons(cutoff: Cutoff, at: datetime | None = None) -> list[str]:
    """Return the reason why a cut-off lies before its Friday, and whether that is assumed."""
    told = []
    if cutoff.moved:
        name = "moved" if at is None or at <= cutoff.closes_at else "has-moved"
        closed_on = short_date(cutoff.closes_at.date())
        told.append(_say(name, off=days_off(cutoff.moved), cutoff=closed_on))
    if cutoff.is_assumed:
        told.append(_say("assumption"))
    return told


def reasons_now(found: Round, at: datetime, calendar: OfficeCalendar) -> list[str]:
    """Return why the round at a moment is the next one, and why it has its dates."""
    return [*passed_this_week(at, calendar), *reasons(found, at)]


def passed_this_week(at: datetime, calendar: OfficeCalendar) -> list[str]:
    """Describe that this week's cut-off is over, where it is, and why it came early or just now."""
    at = in_japan(at)
    cutoff = cutoff_this_week(at, calendar)
    if cutoff is None or at <= cutoff.closes_at:
        return []
    moment = cutoff_text(cutoff, short_date)
    name = "was-moved" if cutoff.moved else "was"
    told = [_say(name, moment=moment, off=days_off(cutoff.moved))]
    if at.date() == cutoff.closes_at.date():
        told.append(_say("past-five"))
    return told


def week_remarks(week: ApiTestWeek) -> list[str]:
    """Describe that a test week is closed or has days off; nothing of a whole one (4-2)."""
    if not week.closed:
        return []
    open_days = _MONDAY_TO_FRIDAY - len(week.closed)
    name = "test-week-short" if open_days < TEST_DAYS else "test-week-day-off"
    name = name if open_days else "test-week-closed"
    return [_say(name, off=days_off(week.closed), days=str(open_days), test=str(TEST_DAYS))]


def whose_dates() -> str:
    """Return which dates are the FAQ's, and which this project's reading of it."""
    return _say("reading")


def _say(name: str, **details: str) -> str:
    return str(_words()[name]).format_map(details)


@cache
def _words() -> dict[str, Any]:
    return read_data("dates/rounds.toml")
