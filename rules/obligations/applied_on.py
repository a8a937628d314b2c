"""The date on the form against the cut-offs. FAQ 3-4."""

from collections.abc import Iterator

from rules.dates.date_text import long_date
from rules.dates.round_text import cutoff_text, registration_text
from rules.finding import Severity, Violation
from rules.obligations.rule import Now, rule
from schemas.application import AnyApplication


def _details(now: Now) -> dict[str, str]:
    return {
        "today": long_date(now.at.date()),
        "cutoff": cutoff_text(now.round.cutoff),
        "expected": registration_text(now.round.registration),
        "previous": cutoff_text(now.previous_cutoff),
    }


@rule("applied-after-cutoff", Severity.ERROR, "3-4")
def date_is_within_this_round(application: AnyApplication, now: Now) -> Iterator[Violation]:
    """A form sent for this cut-off cannot be dated after it."""
    if application.applied_on > now.round.cutoff.closes_at.date():
        yield Violation("applied_on", _details(now))


@rule("applied-in-future", Severity.NOTE, "3-4")
def date_is_not_ahead(application: AnyApplication, now: Now) -> Iterator[Violation]:
    """A date after today should be the day on which the form is sent."""
    if now.at.date() < application.applied_on <= now.round.cutoff.closes_at.date():
        yield Violation("applied_on", _details(now))


@rule("applied-before-previous-cutoff", Severity.NOTE, "3-4")
def date_is_of_this_round(application: AnyApplication, now: Now) -> Iterator[Violation]:
    """A form dated before the last cut-off is collected with this round all the same."""
    if application.applied_on < now.previous_cutoff.closes_at.date():
        yield Violation("applied_on", _details(now))
