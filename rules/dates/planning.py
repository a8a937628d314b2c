"""Planning by cut-offs: backwards from a day, over a year, for the API test. FAQ 3-4, 4-2."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from rules.content import read_data
from rules.dates.closures import ClosedDay
from rules.dates.cutoff import (
    CLOSING_TIME,
    WEEK,
    Cutoff,
    MomentError,
    Round,
    cutoff_of,
    in_japan,
    round_at,
    round_of,
)
from rules.dates.workdays import DAY, MOST_DAYS, OfficeCalendar, is_plain_weekend, is_weekend
from schemas.cleaning import FIRST_YEAR, LAST_YEAR
from schemas.days import date_text

_FRIDAY: Final = 4  # date.weekday()
_MONDAY_TO_CUTOFF: Final = timedelta(days=10)
_MONDAY_TO_FRIDAY: Final = timedelta(days=4)
MOST_WISHES: Final = 3  # the request for an API test has room for first to third choices (4-2)
TEST_DAYS: Final = 4  # days that an API test takes in its week (4-2); which ones is not public


@dataclass(frozen=True, slots=True)
class Plan:
    """A backward plan from the day on which the system must be usable.

    ``last`` is the last round registered by that day, None if it is too late; ``cutoffs_left``
    counts the cut-offs from now up to that round; ``next`` is the next round, the earliest that
    is still possible.
    """

    need_by: date
    last: Round | None
    cutoffs_left: int
    next: Round

    @property
    def earliest(self) -> date:
        """Return the earliest day that is still possible."""
        return self.next.registration.expected


@dataclass(frozen=True, slots=True)
class ApiTestWeek:
    """A week of the API test: its Monday, the cut-off of its request, and whether it is ahead.

    ``closed`` are the closed days from Monday to Friday; the test takes four days of the week.
    """

    monday: date
    cutoff: Cutoff
    is_open: bool
    closed: tuple[ClosedDay, ...]


def plan_backwards(need_by: date, now: datetime, calendar: OfficeCalendar) -> Plan:
    """Return the plan with the last cut-off whose expected registration is by a day."""
    now = in_japan(now)
    reachable = rounds_ahead(need_by, now, calendar)
    last = reachable[0] if reachable else None
    return Plan(need_by, last, len(reachable), round_at(now, calendar))


def rounds_ahead(need_by: date, now: datetime, calendar: OfficeCalendar) -> list[Round]:
    """Return the rounds from now on that are registered by a day, the last first."""
    check_year(need_by)
    return list(_rounds_before(need_by, now, calendar))


def last_round_before(need_by: date, calendar: OfficeCalendar) -> Round:
    """Return the last round whose expected registration is on or before a day, over or not."""
    check_year(need_by)
    long_before = datetime.combine(need_by - DAY * MOST_DAYS, CLOSING_TIME)
    return next(_rounds_before(need_by, long_before, calendar))


def _rounds_before(need_by: date, now: datetime, calendar: OfficeCalendar) -> Iterator[Round]:
    """Yield the rounds from now on that are registered by a day, in reverse order."""
    friday = need_by - DAY * ((need_by.weekday() - _FRIDAY) % 7)
    while (cutoff := cutoff_of(friday, calendar)).closes_at >= now:
        if is_own_cutoff(cutoff, calendar):
            found = round_of(cutoff, calendar)
            if found.registration.expected <= need_by:
                yield found
        friday -= WEEK


def is_own_cutoff(cutoff: Cutoff, calendar: OfficeCalendar) -> bool:
    """Return whether the cut-off is not shared with an earlier Friday."""
    earlier = cutoff_of(cutoff.friday - WEEK, calendar)
    return earlier.closes_at != cutoff.closes_at


def rounds_of(year: int, calendar: OfficeCalendar) -> list[Round]:
    """Return the rounds whose Friday is in a year; Fridays that share a cut-off count once."""
    first = date(_checked_year(year), 1, 1)
    friday = first + DAY * ((_FRIDAY - first.weekday()) % 7)
    rounds = []
    while friday.year == year:
        cutoff = cutoff_of(friday, calendar)
        if is_own_cutoff(cutoff, calendar):
            rounds.append(round_of(cutoff, calendar))
        friday += WEEK
    return rounds


@cache
def official_through() -> int:
    """Return the last year whose holidays have been announced; later ones are predictions."""
    return int(read_data("dates/holidays.toml")["official_through"])


def closed_days_of(year: int, calendar: OfficeCalendar) -> list[ClosedDay]:
    """Return the holidays and closures of a year, without plain weekends."""
    before, last = date(_checked_year(year), 1, 1) - DAY, date(year, 12, 31)
    return [day for day in calendar.closed_between(before, last) if not is_plain_weekend(day)]


def api_test_week(day: date, now: datetime, calendar: OfficeCalendar) -> ApiTestWeek:
    """Return the API test week of a weekday: the cut-off is the Friday two weeks before (4-2).

    Raises MomentError if the day is a Saturday or a Sunday, or its year is not from 1986 to 2099.
    """
    check_year(day)
    if is_weekend(day):
        raise MomentError(
            f"{date_text(day)}は土曜日または日曜日です。"
            "テストを希望する週の、月曜日から金曜日のいずれかを指定してください。"
        )
    monday = day - DAY * day.weekday()
    cutoff = cutoff_of(monday - _MONDAY_TO_CUTOFF, calendar)
    closed = calendar.closed_between(monday - DAY, monday + _MONDAY_TO_FRIDAY)
    return ApiTestWeek(monday, cutoff, in_japan(now) <= cutoff.closes_at, closed)


def check_other_week(week: ApiTestWeek, earlier: Mapping[int, ApiTestWeek]) -> None:
    """Check that a test week is none that was wished before, by the numbers of these wishes.

    Raises MomentError if it is one of them.
    """
    for number, other in earlier.items():
        if week.monday == other.monday:
            raise MomentError(
                f"{date_text(week.monday)}の週は第{number}希望と同じです。別の週を指定してください。"
            )


def check_wishes(days: Sequence[object]) -> None:
    """Check that there are no more test weeks than the request has room for (4-2).

    Raises MomentError if there are more than three.
    """
    if len(days) > MOST_WISHES:
        raise MomentError(
            f"希望は第1希望から第{MOST_WISHES}希望までです（{len(days)}件は指定できません）。"
            f"テストを希望する週を{MOST_WISHES}件までにしてください（FAQ 4-2）。"
        )


def check_year(day: date) -> None:
    """Raise ``MomentError`` if the holidays of the year of a day are not known."""
    _checked_year(day.year)


def _checked_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"年は{FIRST_YEAR}から{LAST_YEAR}までを指定してください（{year}年は対象外です）。"
        raise MomentError(message)
    return year
