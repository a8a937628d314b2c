"""Progress of an application at a moment, and which version it is. FAQ 3-4."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final, NamedTuple

from rules.dates.cutoff import JST, previous_cutoff, round_at
from rules.dates.workdays import OfficeCalendar
from rules.register.records import ApplicationState, RecordedApplication

OVER: Final = frozenset({ApplicationState.RETURNED, ApplicationState.WITHDRAWN})
"""The states in which an application has no effect any more."""


def mark_superseded(
    records: Iterable[RecordedApplication], successors: Iterable[RecordedApplication]
) -> list[RecordedApplication]:
    """Return applications; what one of the successors supersedes was returned, if not withdrawn."""
    superseded = {
        one.supersedes for one in successors if one.supersedes and one.supersedes != one.digest
    }
    if not superseded:
        return list(records)
    return [
        replace(one, state=ApplicationState.RETURNED)
        if one.state not in OVER and one.digest in superseded
        else one
        for one in records
    ]


def version_of(one: RecordedApplication, records: Iterable[RecordedApplication]) -> int:
    """Return which version an application is: 1, and one more for each that was returned before."""
    before = one.supersedes
    if before is None:
        return 1
    earlier = {other.digest: other.supersedes for other in records}
    chain = {one.digest}
    while before and before not in chain:
        chain.add(before)
        before = earlier.get(before)
    return len(chain)


class Progress(NamedTuple):
    """How far an application is at a moment.

    ``registration`` is the day from which it counts as registered; ``is_assumed`` says that it is
    taken as registered because its expected day has come.
    """

    state: ApplicationState
    expected: date
    registration: date
    is_assumed: bool = False

    @property
    def is_in_effect(self) -> bool:
        """Whether it is registered, or will be as things stand."""
        return self.state in {ApplicationState.SENT, ApplicationState.REGISTERED}


def first_sending_day(applied_on: date, calendar: OfficeCalendar) -> date:
    """Return the first day on which a form of a date can have been sent.

    It may be dated ahead, up to the cut-off that it is sent for.
    """
    return previous_cutoff(datetime.combine(applied_on, time(), JST), calendar).closes_at.date()


def first_day(one: RecordedApplication, state: ApplicationState, calendar: OfficeCalendar) -> date:
    """Return the first day on which an application can have been sent, or registered."""
    if state is ApplicationState.REGISTERED:
        return max(one.applied_on, one.sent_at.date())
    return first_sending_day(one.applied_on, calendar)


def progress_at(one: RecordedApplication, at: datetime, calendar: OfficeCalendar) -> Progress:
    """Return how far an application is at a moment."""
    expected = round_at(one.sent_at, calendar).registration.expected
    state = one.state or ApplicationState.SENT
    day = one.registered_on or expected
    if state is ApplicationState.REGISTERED and one.registered_on is None:
        day = min(day, at.date())  # a person knows that it is registered, and not since when
    if state in {ApplicationState.SENT, ApplicationState.REGISTERED}:
        state = ApplicationState.REGISTERED if day <= at.date() else ApplicationState.SENT
        state = state if one.sent_at <= at else ApplicationState.MADE
    is_stated = one.registered_on is not None or one.state is ApplicationState.REGISTERED
    is_assumed = state is ApplicationState.REGISTERED and not is_stated
    return Progress(state, expected, day, is_assumed)
