"""Japanese text for cut-offs and registrations: dates, reasons, assumptions. FAQ 3-4.

The FAQ states that a cut-off on a holiday moves to the day before, and that registration is about
the following Friday, some five open days later. That a cut-off moves back over any number of
closed days, and that the fifth open day is the date to plan with, is this project's reading.
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

DateFormat = Callable[[date], str]
_MONDAY_TO_FRIDAY: Final = 5


def cutoff_text(cutoff: Cutoff, date_format: DateFormat = long_date) -> str:
    """Render the moment of a cut-off, marked if it is assumed."""
    moment = f"{date_format(cutoff.closes_at.date())}{clock_time(cutoff.closes_at)}"
    return _sentence("assumed", moment=moment) if cutoff.is_assumed else moment


def registration_text(registration: Registration, date_format: DateFormat = long_date) -> str:
    """Render the expected date, and the FAQ's target date if it differs."""
    expected, target = date_format(registration.expected), date_format(registration.target)
    name = "two-dates" if registration.is_late else "one-date"
    return _sentence(name, expected=expected, target=target)


def target_text(registration: Registration) -> str:
    """Render the FAQ's target date if it differs from the expected one; else empty."""
    target = short_date(registration.target)
    return _sentence("target", target=target) if registration.is_late else ""


def reasons(given_round: Round, at: datetime | None = None) -> list[str]:
    """Return a sentence for each closed-day effect on a round; none in a normal week.

    ``at`` decides between past and future tense; without it the round is in the future.
    """
    return [
        *cutoff_reasons(given_round.cutoff, at),
        *_registration_reasons(given_round.registration, at),
    ]


def _registration_reasons(registration: Registration, at: datetime | None) -> Iterator[str]:
    is_over = at is not None and at.date() > registration.expected
    dates = {
        "expected": short_date(registration.expected),
        "target": short_date(registration.target),
        "off": days_off(registration.because),
    }
    if registration.because:
        name = "late" if registration.is_late else "closed-before-registration"
        yield _sentence(f"{name}-over" if is_over else name, **dates)
    if registration.is_late and not is_over:
        yield _sentence("plan-with", **dates)
    if registration.may_slip and not is_over:
        yield _sentence("may-slip")


def cutoff_reasons(cutoff: Cutoff, at: datetime | None = None) -> list[str]:
    """Return sentences on why a cut-off is before its Friday, and whether it is assumed."""
    sentences = []
    if cutoff.moved:
        name = "moved" if at is None or at <= cutoff.closes_at else "has-moved"
        closed_on = short_date(cutoff.closes_at.date())
        sentences.append(_sentence(name, off=days_off(cutoff.moved), cutoff=closed_on))
    if cutoff.is_assumed:
        sentences.append(_sentence("assumption"))
    return sentences


def reasons_now(given_round: Round, at: datetime, calendar: OfficeCalendar) -> list[str]:
    """Return sentences on why a round is the next one at a moment, and on its dates."""
    return [*passed_this_week(at, calendar), *reasons(given_round, at)]


def passed_this_week(at: datetime, calendar: OfficeCalendar) -> list[str]:
    """Return sentences on this week's cut-off if it has passed, else nothing."""
    at = in_japan(at)
    cutoff = cutoff_this_week(at, calendar)
    if cutoff is None or at <= cutoff.closes_at:
        return []
    moment = cutoff_text(cutoff, short_date)
    name = "was-moved" if cutoff.moved else "was"
    sentences = [_sentence(name, moment=moment, off=days_off(cutoff.moved))]
    if at.date() == cutoff.closes_at.date():
        sentences.append(_sentence("past-five"))
    return sentences


def week_remarks(week: ApiTestWeek) -> list[str]:
    """Return a sentence on the closed days of a test week, or nothing if there are none (4-2)."""
    if not week.closed:
        return []
    open_days = _MONDAY_TO_FRIDAY - len(week.closed)
    name = "test-week-short" if open_days < TEST_DAYS else "test-week-day-off"
    name = name if open_days else "test-week-closed"
    return [_sentence(name, off=days_off(week.closed), days=str(open_days), test=str(TEST_DAYS))]


def reading_notice() -> str:
    """Return the notice which dates are from the FAQ and which are this project's reading."""
    return _sentence("reading")


def _sentence(name: str, **details: str) -> str:
    return str(_words()[name]).format_map(details)


@cache
def _words() -> dict[str, Any]:
    return read_data("dates/rounds.toml")
