"""申込年月日 against the cut-offs: the day before each edge, the edge, the day after."""

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.obligations.check import check_answers
from tests.samples import case, edited

EARLY, FUTURE, LATE = "applied-before-previous-cutoff", "applied-in-future", "applied-after-cutoff"

# The moment of sending, the date on the form, and the one finding about it.
DATED = [
    # Tuesday 2026-11-24; last cut-off Friday 11-20, next cut-off Friday 11-27
    ("2026-11-24T10:00", "2026-11-19", EARLY),  # Thursday
    ("2026-11-24T10:00", "2026-11-20", None),  # Friday
    ("2026-11-24T10:00", "2026-11-21", None),  # Saturday
    ("2026-11-24T10:00", "2026-11-23", None),  # Monday
    ("2026-11-24T10:00", "2026-11-24", None),  # Tuesday
    ("2026-11-24T10:00", "2026-11-25", FUTURE),  # Wednesday
    ("2026-11-24T10:00", "2026-11-26", FUTURE),  # Thursday
    ("2026-11-24T10:00", "2026-11-27", FUTURE),  # Friday
    ("2026-11-24T10:00", "2026-11-28", LATE),  # Saturday
    # Friday at five: still this round
    ("2026-11-27T17:00:00", "2026-11-19", EARLY),  # Thursday
    ("2026-11-27T17:00:00", "2026-11-20", None),  # Friday
    ("2026-11-27T17:00:00", "2026-11-27", None),  # Friday
    ("2026-11-27T17:00:00", "2026-11-28", LATE),  # Saturday
    # Friday, a microsecond later: the next round, to Friday 12-04
    ("2026-11-27T17:00:00.000001", "2026-11-26", EARLY),  # Thursday
    ("2026-11-27T17:00:00.000001", "2026-11-27", None),  # Friday
    ("2026-11-27T17:00:00.000001", "2026-11-28", FUTURE),  # Saturday
    ("2026-11-27T17:00:00.000001", "2026-12-04", FUTURE),  # Friday
    ("2026-11-27T17:00:00.000001", "2026-12-05", LATE),  # Saturday
    # a moved cut-off: 春分の日 is Friday 2026-03-20, so the round ends on Thursday 03-19
    ("2026-03-18T10:00", "2026-03-12", EARLY),  # Thursday; last cut-off Friday 03-13
    ("2026-03-18T10:00", "2026-03-13", None),  # Friday
    ("2026-03-18T10:00", "2026-03-19", FUTURE),  # Thursday
    ("2026-03-18T10:00", "2026-03-20", LATE),  # Friday
    # New Year: from Tuesday 2026-12-29 the next cut-off is Friday 2027-01-08
    ("2026-12-29T10:00", "2026-12-27", EARLY),  # Sunday; last cut-off Monday 12-28
    ("2026-12-29T10:00", "2026-12-28", None),  # Monday
    ("2026-12-29T10:00", "2027-01-08", FUTURE),  # Friday
    ("2026-12-29T10:00", "2027-01-09", LATE),  # Saturday
    # a moment in UTC: Thursday 2026-11-26 15:00 is Friday 00:00 in Tokyo
    ("2026-11-26T15:00Z", "2026-11-27", None),  # Friday
    ("2026-11-26T14:59Z", "2026-11-27", FUTURE),  # still Thursday
]


@pytest.mark.parametrize(
    ("at", "applied_on", "code"), DATED, ids=[f"{row[1]} at {row[0]}" for row in DATED]
)
def test_a_date_is_judged_against_the_cutoffs_around_the_moment(
    at: str, applied_on: str, code: str | None, calendar: OfficeCalendar
) -> None:
    answers = edited(case("stop"), {"applied_on": applied_on})
    found = check_answers(answers, moment(at), calendar)
    assert [f.code for f in found] == ([code] if code else [])


def test_a_late_date_names_the_cutoff_and_an_early_one_this_rounds_dates(
    calendar: OfficeCalendar,
) -> None:
    at = moment("2026-11-24T10:00")  # Tuesday
    (late,) = check_answers(edited(case("stop"), {"applied_on": "2026-11-28"}), at, calendar)
    assert "2026年11月27日(金)17:00" in late.message
    (early,) = check_answers(edited(case("stop"), {"applied_on": "2026-11-19"}), at, calendar)
    assert "2026年11月20日(金)17:00" in early.message
    assert "2026年11月27日(金)17:00" in early.remedy
    assert "2026年12月4日(金)" in early.remedy
    (future,) = check_answers(edited(case("stop"), {"applied_on": "2026-11-25"}), at, calendar)
    assert "2026年11月24日(火)" in future.message
