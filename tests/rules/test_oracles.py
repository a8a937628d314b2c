"""Tables of hard weeks, and every Friday against two other libraries.

The tables were made with `holidays` and numpy's busdaycalendar, and read through by eye.
"""

from datetime import date

import holidays
import numpy as np
import pytest

from rules.dates.cutoff import Cutoff, Registration, cutoff_of, next_cutoff, registration_after
from rules.dates.workdays import OfficeCalendar
from tests.rules.days import (
    DAY,
    MICROSECOND,
    Reckoned,
    five,
    five_of,
    fridays,
    numpy_calendar,
    on,
    reckoned,
)

Row = tuple[str, str, str, bool]


# Every Friday from 2016 to 2030 that is a holiday, its name, the day of its cut-off, and the fifth
# open day after that, with no closures.
HOLIDAY_FRIDAYS = [
    ("Fri 2016-01-01", "元日", "Thu 2015-12-31", "Fri 2016-01-08"),
    ("Fri 2016-04-29", "昭和の日", "Thu 2016-04-28", "Wed 2016-05-11"),
    ("Fri 2016-12-23", "天皇誕生日", "Thu 2016-12-22", "Fri 2016-12-30"),
    ("Fri 2017-05-05", "こどもの日", "Tue 2017-05-02", "Fri 2017-05-12"),
    ("Fri 2017-08-11", "山の日", "Thu 2017-08-10", "Fri 2017-08-18"),
    ("Fri 2017-11-03", "文化の日", "Thu 2017-11-02", "Fri 2017-11-10"),
    ("Fri 2018-05-04", "みどりの日", "Wed 2018-05-02", "Fri 2018-05-11"),
    ("Fri 2018-11-23", "勤労感謝の日", "Thu 2018-11-22", "Fri 2018-11-30"),
    ("Fri 2019-05-03", "憲法記念日", "Fri 2019-04-26", "Mon 2019-05-13"),
    ("Fri 2020-03-20", "春分の日", "Thu 2020-03-19", "Fri 2020-03-27"),
    ("Fri 2020-07-24", "スポーツの日", "Wed 2020-07-22", "Fri 2020-07-31"),
    ("Fri 2021-01-01", "元日", "Thu 2020-12-31", "Fri 2021-01-08"),
    ("Fri 2021-07-23", "スポーツの日", "Wed 2021-07-21", "Fri 2021-07-30"),
    ("Fri 2022-02-11", "建国記念の日", "Thu 2022-02-10", "Fri 2022-02-18"),
    ("Fri 2022-04-29", "昭和の日", "Thu 2022-04-28", "Wed 2022-05-11"),
    ("Fri 2022-09-23", "秋分の日", "Thu 2022-09-22", "Fri 2022-09-30"),
    ("Fri 2023-05-05", "こどもの日", "Tue 2023-05-02", "Fri 2023-05-12"),
    ("Fri 2023-08-11", "山の日", "Thu 2023-08-10", "Fri 2023-08-18"),
    ("Fri 2023-11-03", "文化の日", "Thu 2023-11-02", "Fri 2023-11-10"),
    ("Fri 2024-02-23", "天皇誕生日", "Thu 2024-02-22", "Fri 2024-03-01"),
    ("Fri 2024-05-03", "憲法記念日", "Thu 2024-05-02", "Mon 2024-05-13"),
    ("Fri 2026-03-20", "春分の日", "Thu 2026-03-19", "Fri 2026-03-27"),
    ("Fri 2027-01-01", "元日", "Thu 2026-12-31", "Fri 2027-01-08"),
    ("Fri 2028-02-11", "建国記念の日", "Thu 2028-02-10", "Fri 2028-02-18"),
    ("Fri 2028-05-05", "こどもの日", "Tue 2028-05-02", "Fri 2028-05-12"),
    ("Fri 2028-08-11", "山の日", "Thu 2028-08-10", "Fri 2028-08-18"),
    ("Fri 2028-09-22", "秋分の日", "Thu 2028-09-21", "Fri 2028-09-29"),
    ("Fri 2028-11-03", "文化の日", "Thu 2028-11-02", "Fri 2028-11-10"),
    ("Fri 2029-02-23", "天皇誕生日", "Thu 2029-02-22", "Fri 2029-03-02"),
    ("Fri 2029-05-04", "みどりの日", "Wed 2029-05-02", "Fri 2029-05-11"),
    ("Fri 2029-11-23", "勤労感謝の日", "Thu 2029-11-22", "Fri 2029-11-30"),
    ("Fri 2030-05-03", "憲法記念日", "Thu 2030-05-02", "Mon 2030-05-13"),
]  # fmt: skip

# The Fridays from 04-20 to 05-08: the day of the cut-off, the expected registration, and whether
# it may slip. The shipped closures do not reach them.
GOLDEN_WEEKS = [
    ("Fri 2017-04-21", "Fri 2017-04-21", "Fri 2017-04-28", False),
    ("Fri 2017-04-28", "Fri 2017-04-28", "Wed 2017-05-10", True),
    ("Fri 2017-05-05", "Tue 2017-05-02", "Fri 2017-05-12", True),
    ("Fri 2018-04-20", "Fri 2018-04-20", "Fri 2018-04-27", False),
    ("Fri 2018-04-27", "Fri 2018-04-27", "Wed 2018-05-09", True),
    ("Fri 2018-05-04", "Wed 2018-05-02", "Fri 2018-05-11", True),
    ("Fri 2019-04-26", "Fri 2019-04-26", "Mon 2019-05-13", True),
    ("Fri 2019-05-03", "Fri 2019-04-26", "Mon 2019-05-13", True),
    ("Fri 2020-04-24", "Fri 2020-04-24", "Thu 2020-05-07", True),
    ("Fri 2020-05-01", "Fri 2020-05-01", "Wed 2020-05-13", True),
    ("Fri 2020-05-08", "Fri 2020-05-08", "Fri 2020-05-15", False),
    ("Fri 2021-04-23", "Fri 2021-04-23", "Thu 2021-05-06", True),
    ("Fri 2021-04-30", "Fri 2021-04-30", "Wed 2021-05-12", True),
    ("Fri 2021-05-07", "Fri 2021-05-07", "Fri 2021-05-14", False),
    ("Fri 2022-04-22", "Fri 2022-04-22", "Mon 2022-05-02", False),
    ("Fri 2022-04-29", "Thu 2022-04-28", "Wed 2022-05-11", False),
    ("Fri 2022-05-06", "Fri 2022-05-06", "Fri 2022-05-13", False),
    ("Fri 2023-04-21", "Fri 2023-04-21", "Fri 2023-04-28", False),
    ("Fri 2023-04-28", "Fri 2023-04-28", "Wed 2023-05-10", True),
    ("Fri 2023-05-05", "Tue 2023-05-02", "Fri 2023-05-12", True),
    ("Fri 2024-04-26", "Fri 2024-04-26", "Wed 2024-05-08", True),
    ("Fri 2024-05-03", "Thu 2024-05-02", "Mon 2024-05-13", True),
    ("Fri 2025-04-25", "Fri 2025-04-25", "Wed 2025-05-07", True),
    ("Fri 2025-05-02", "Fri 2025-05-02", "Tue 2025-05-13", True),
    ("Fri 2026-04-24", "Fri 2026-04-24", "Thu 2026-05-07", True),
    ("Fri 2026-05-01", "Fri 2026-05-01", "Wed 2026-05-13", True),
    ("Fri 2026-05-08", "Fri 2026-05-08", "Fri 2026-05-15", False),
    ("Fri 2027-04-23", "Fri 2027-04-23", "Thu 2027-05-06", True),
    ("Fri 2027-04-30", "Fri 2027-04-30", "Wed 2027-05-12", True),
    ("Fri 2027-05-07", "Fri 2027-05-07", "Fri 2027-05-14", False),
    ("Fri 2028-04-21", "Fri 2028-04-21", "Fri 2028-04-28", False),
    ("Fri 2028-04-28", "Fri 2028-04-28", "Wed 2028-05-10", True),
    ("Fri 2028-05-05", "Tue 2028-05-02", "Fri 2028-05-12", True),
    ("Fri 2029-04-20", "Fri 2029-04-20", "Fri 2029-04-27", False),
    ("Fri 2029-04-27", "Fri 2029-04-27", "Wed 2029-05-09", True),
    ("Fri 2029-05-04", "Wed 2029-05-02", "Fri 2029-05-11", True),
    ("Fri 2030-04-26", "Fri 2030-04-26", "Wed 2030-05-08", True),
    ("Fri 2030-05-03", "Thu 2030-05-02", "Mon 2030-05-13", True),
]  # fmt: skip

# The Fridays from 12-15 to 01-08, with the shipped closures (12-29 to 01-03).
YEAR_ENDS = [
    ("Fri 2015-12-18", "Fri 2015-12-18", "Mon 2015-12-28", False),
    ("Fri 2015-12-25", "Fri 2015-12-25", "Thu 2016-01-07", True),
    ("Fri 2016-01-01", "Mon 2015-12-28", "Fri 2016-01-08", True),
    ("Fri 2016-01-08", "Fri 2016-01-08", "Mon 2016-01-18", False),
    ("Fri 2016-12-16", "Fri 2016-12-16", "Mon 2016-12-26", False),
    ("Fri 2016-12-23", "Thu 2016-12-22", "Thu 2017-01-05", True),
    ("Fri 2016-12-30", "Wed 2016-12-28", "Wed 2017-01-11", True),
    ("Fri 2017-01-06", "Fri 2017-01-06", "Mon 2017-01-16", False),
    ("Fri 2017-12-15", "Fri 2017-12-15", "Fri 2017-12-22", False),
    ("Fri 2017-12-22", "Fri 2017-12-22", "Thu 2018-01-04", True),
    ("Fri 2017-12-29", "Thu 2017-12-28", "Thu 2018-01-11", True),
    ("Fri 2018-01-05", "Fri 2018-01-05", "Mon 2018-01-15", False),
    ("Fri 2018-12-21", "Fri 2018-12-21", "Fri 2019-01-04", True),
    ("Fri 2018-12-28", "Fri 2018-12-28", "Thu 2019-01-10", True),
    ("Fri 2019-01-04", "Fri 2019-01-04", "Fri 2019-01-11", False),
    ("Fri 2019-12-20", "Fri 2019-12-20", "Fri 2019-12-27", False),
    ("Fri 2019-12-27", "Fri 2019-12-27", "Fri 2020-01-10", True),
    ("Fri 2020-01-03", "Fri 2019-12-27", "Fri 2020-01-10", True),
    ("Fri 2020-12-18", "Fri 2020-12-18", "Fri 2020-12-25", False),
    ("Fri 2020-12-25", "Fri 2020-12-25", "Thu 2021-01-07", True),
    ("Fri 2021-01-01", "Mon 2020-12-28", "Fri 2021-01-08", True),
    ("Fri 2021-01-08", "Fri 2021-01-08", "Mon 2021-01-18", False),
    ("Fri 2021-12-17", "Fri 2021-12-17", "Fri 2021-12-24", False),
    ("Fri 2021-12-24", "Fri 2021-12-24", "Thu 2022-01-06", True),
    ("Fri 2021-12-31", "Tue 2021-12-28", "Tue 2022-01-11", True),
    ("Fri 2022-01-07", "Fri 2022-01-07", "Mon 2022-01-17", False),
    ("Fri 2022-12-16", "Fri 2022-12-16", "Fri 2022-12-23", False),
    ("Fri 2022-12-23", "Fri 2022-12-23", "Thu 2023-01-05", True),
    ("Fri 2022-12-30", "Wed 2022-12-28", "Wed 2023-01-11", True),
    ("Fri 2023-01-06", "Fri 2023-01-06", "Mon 2023-01-16", False),
    ("Fri 2023-12-15", "Fri 2023-12-15", "Fri 2023-12-22", False),
    ("Fri 2023-12-22", "Fri 2023-12-22", "Thu 2024-01-04", True),
    ("Fri 2023-12-29", "Thu 2023-12-28", "Thu 2024-01-11", True),
    ("Fri 2024-01-05", "Fri 2024-01-05", "Mon 2024-01-15", False),
    ("Fri 2024-12-20", "Fri 2024-12-20", "Fri 2024-12-27", False),
    ("Fri 2024-12-27", "Fri 2024-12-27", "Fri 2025-01-10", True),
    ("Fri 2025-01-03", "Fri 2024-12-27", "Fri 2025-01-10", True),
    ("Fri 2025-12-19", "Fri 2025-12-19", "Fri 2025-12-26", False),
    ("Fri 2025-12-26", "Fri 2025-12-26", "Fri 2026-01-09", True),
    ("Fri 2026-01-02", "Fri 2025-12-26", "Fri 2026-01-09", True),
    ("Fri 2026-12-18", "Fri 2026-12-18", "Fri 2026-12-25", False),
    ("Fri 2026-12-25", "Fri 2026-12-25", "Thu 2027-01-07", True),
    ("Fri 2027-01-01", "Mon 2026-12-28", "Fri 2027-01-08", True),
    ("Fri 2027-01-08", "Fri 2027-01-08", "Mon 2027-01-18", False),
    ("Fri 2027-12-17", "Fri 2027-12-17", "Fri 2027-12-24", False),
    ("Fri 2027-12-24", "Fri 2027-12-24", "Thu 2028-01-06", True),
    ("Fri 2027-12-31", "Tue 2027-12-28", "Tue 2028-01-11", True),
    ("Fri 2028-01-07", "Fri 2028-01-07", "Mon 2028-01-17", False),
    ("Fri 2028-12-15", "Fri 2028-12-15", "Fri 2028-12-22", False),
    ("Fri 2028-12-22", "Fri 2028-12-22", "Thu 2029-01-04", True),
    ("Fri 2028-12-29", "Thu 2028-12-28", "Thu 2029-01-11", True),
    ("Fri 2029-01-05", "Fri 2029-01-05", "Mon 2029-01-15", False),
    ("Fri 2029-12-21", "Fri 2029-12-21", "Fri 2029-12-28", False),
    ("Fri 2029-12-28", "Fri 2029-12-28", "Thu 2030-01-10", True),
    ("Fri 2030-01-04", "Fri 2030-01-04", "Fri 2030-01-11", False),
    ("Fri 2030-12-20", "Fri 2030-12-20", "Fri 2030-12-27", False),
    ("Fri 2030-12-27", "Fri 2030-12-27", "Fri 2031-01-10", True),
    ("Fri 2031-01-03", "Fri 2030-12-27", "Fri 2031-01-10", True),
]  # fmt: skip

# The same Fridays with weekends and holidays alone.
YEAR_ENDS_WITHOUT_CLOSURES = [
    ("Fri 2015-12-18", "Fri 2015-12-18", "Mon 2015-12-28", False),
    ("Fri 2015-12-25", "Fri 2015-12-25", "Mon 2016-01-04", False),
    ("Fri 2016-01-01", "Thu 2015-12-31", "Fri 2016-01-08", False),
    ("Fri 2016-01-08", "Fri 2016-01-08", "Mon 2016-01-18", False),
    ("Fri 2016-12-16", "Fri 2016-12-16", "Mon 2016-12-26", False),
    ("Fri 2016-12-23", "Thu 2016-12-22", "Fri 2016-12-30", False),
    ("Fri 2016-12-30", "Fri 2016-12-30", "Tue 2017-01-10", False),
    ("Fri 2017-01-06", "Fri 2017-01-06", "Mon 2017-01-16", False),
    ("Fri 2017-12-15", "Fri 2017-12-15", "Fri 2017-12-22", False),
    ("Fri 2017-12-22", "Fri 2017-12-22", "Fri 2017-12-29", False),
    ("Fri 2017-12-29", "Fri 2017-12-29", "Tue 2018-01-09", False),
    ("Fri 2018-01-05", "Fri 2018-01-05", "Mon 2018-01-15", False),
    ("Fri 2018-12-21", "Fri 2018-12-21", "Mon 2018-12-31", False),
    ("Fri 2018-12-28", "Fri 2018-12-28", "Mon 2019-01-07", False),
    ("Fri 2019-01-04", "Fri 2019-01-04", "Fri 2019-01-11", False),
    ("Fri 2019-12-20", "Fri 2019-12-20", "Fri 2019-12-27", False),
    ("Fri 2019-12-27", "Fri 2019-12-27", "Mon 2020-01-06", False),
    ("Fri 2020-01-03", "Fri 2020-01-03", "Fri 2020-01-10", False),
    ("Fri 2020-12-18", "Fri 2020-12-18", "Fri 2020-12-25", False),
    ("Fri 2020-12-25", "Fri 2020-12-25", "Mon 2021-01-04", False),
    ("Fri 2021-01-01", "Thu 2020-12-31", "Fri 2021-01-08", False),
    ("Fri 2021-01-08", "Fri 2021-01-08", "Mon 2021-01-18", False),
    ("Fri 2021-12-17", "Fri 2021-12-17", "Fri 2021-12-24", False),
    ("Fri 2021-12-24", "Fri 2021-12-24", "Fri 2021-12-31", False),
    ("Fri 2021-12-31", "Fri 2021-12-31", "Fri 2022-01-07", False),
    ("Fri 2022-01-07", "Fri 2022-01-07", "Mon 2022-01-17", False),
    ("Fri 2022-12-16", "Fri 2022-12-16", "Fri 2022-12-23", False),
    ("Fri 2022-12-23", "Fri 2022-12-23", "Fri 2022-12-30", False),
    ("Fri 2022-12-30", "Fri 2022-12-30", "Tue 2023-01-10", False),
    ("Fri 2023-01-06", "Fri 2023-01-06", "Mon 2023-01-16", False),
    ("Fri 2023-12-15", "Fri 2023-12-15", "Fri 2023-12-22", False),
    ("Fri 2023-12-22", "Fri 2023-12-22", "Fri 2023-12-29", False),
    ("Fri 2023-12-29", "Fri 2023-12-29", "Tue 2024-01-09", False),
    ("Fri 2024-01-05", "Fri 2024-01-05", "Mon 2024-01-15", False),
    ("Fri 2024-12-20", "Fri 2024-12-20", "Fri 2024-12-27", False),
    ("Fri 2024-12-27", "Fri 2024-12-27", "Mon 2025-01-06", False),
    ("Fri 2025-01-03", "Fri 2025-01-03", "Fri 2025-01-10", False),
    ("Fri 2025-12-19", "Fri 2025-12-19", "Fri 2025-12-26", False),
    ("Fri 2025-12-26", "Fri 2025-12-26", "Mon 2026-01-05", False),
    ("Fri 2026-01-02", "Fri 2026-01-02", "Fri 2026-01-09", False),
    ("Fri 2026-12-18", "Fri 2026-12-18", "Fri 2026-12-25", False),
    ("Fri 2026-12-25", "Fri 2026-12-25", "Mon 2027-01-04", False),
    ("Fri 2027-01-01", "Thu 2026-12-31", "Fri 2027-01-08", False),
    ("Fri 2027-01-08", "Fri 2027-01-08", "Mon 2027-01-18", False),
    ("Fri 2027-12-17", "Fri 2027-12-17", "Fri 2027-12-24", False),
    ("Fri 2027-12-24", "Fri 2027-12-24", "Fri 2027-12-31", False),
    ("Fri 2027-12-31", "Fri 2027-12-31", "Fri 2028-01-07", False),
    ("Fri 2028-01-07", "Fri 2028-01-07", "Mon 2028-01-17", False),
    ("Fri 2028-12-15", "Fri 2028-12-15", "Fri 2028-12-22", False),
    ("Fri 2028-12-22", "Fri 2028-12-22", "Fri 2028-12-29", False),
    ("Fri 2028-12-29", "Fri 2028-12-29", "Tue 2029-01-09", False),
    ("Fri 2029-01-05", "Fri 2029-01-05", "Mon 2029-01-15", False),
    ("Fri 2029-12-21", "Fri 2029-12-21", "Fri 2029-12-28", False),
    ("Fri 2029-12-28", "Fri 2029-12-28", "Mon 2030-01-07", False),
    ("Fri 2030-01-04", "Fri 2030-01-04", "Fri 2030-01-11", False),
    ("Fri 2030-12-20", "Fri 2030-12-20", "Fri 2030-12-27", False),
    ("Fri 2030-12-27", "Fri 2030-12-27", "Mon 2031-01-06", False),
    ("Fri 2031-01-03", "Fri 2031-01-03", "Fri 2031-01-10", False),
]  # fmt: skip


def _asked(friday: date, calendar: OfficeCalendar) -> tuple[Cutoff, Registration]:
    cutoff = cutoff_of(friday, calendar)
    return cutoff, registration_after(cutoff, calendar)


def _assert_week(row: Row, calendar: OfficeCalendar) -> None:
    friday, closed_on, expected, may_slip = row
    cutoff, registration = _asked(on(friday), calendar)
    assert cutoff.closes_at == five(closed_on)
    assert registration.target == on(friday) + 7 * DAY
    assert registration.expected == on(expected)
    assert registration.may_slip is may_slip


@pytest.mark.parametrize("row", HOLIDAY_FRIDAYS, ids=[row[0] for row in HOLIDAY_FRIDAYS])
def test_the_cutoff_of_a_holiday_friday_moves_back_and_says_why(
    row: tuple[str, str, str, str], holidays_only: OfficeCalendar
) -> None:
    friday, name, closed_on, expected = row
    cutoff, registration = _asked(on(friday), holidays_only)
    assert cutoff.closes_at == five(closed_on) < five(friday)
    assert registration.expected == on(expected)
    assert (cutoff.moved[-1].date, cutoff.moved[-1].why) == (on(friday), name)
    assert cutoff.moved[0].date == on(closed_on) + DAY


def test_no_other_friday_of_those_years_is_a_holiday(holidays_only: OfficeCalendar) -> None:
    listed = [on(row[0]) for row in HOLIDAY_FRIDAYS]
    assert len(listed) == 32
    closed = [day for day in fridays(2016, 2030) if not holidays_only.is_open(day)]
    assert closed == listed


@pytest.mark.parametrize("row", GOLDEN_WEEKS, ids=[row[0] for row in GOLDEN_WEEKS])
def test_golden_week(row: Row, calendar: OfficeCalendar, holidays_only: OfficeCalendar) -> None:
    _assert_week(row, calendar)
    _assert_week(row, holidays_only)


@pytest.mark.parametrize("row", YEAR_ENDS, ids=[row[0] for row in YEAR_ENDS])
def test_the_turn_of_the_year_with_closures(row: Row, calendar: OfficeCalendar) -> None:
    _assert_week(row, calendar)


@pytest.mark.parametrize(
    "row", YEAR_ENDS_WITHOUT_CLOSURES, ids=[row[0] for row in YEAR_ENDS_WITHOUT_CLOSURES]
)
def test_the_turn_of_the_year_without_closures(row: Row, holidays_only: OfficeCalendar) -> None:
    _assert_week(row, holidays_only)


@pytest.mark.parametrize(
    "rows", [GOLDEN_WEEKS, YEAR_ENDS, YEAR_ENDS_WITHOUT_CLOSURES], ids=["GW", "closures", "none"]
)
def test_the_tables_have_every_friday_of_their_season(rows: list[Row]) -> None:
    listed = [on(row[0]) for row in rows]
    if rows is GOLDEN_WEEKS:
        assert listed == [
            day for day in fridays(2017, 2030) if (4, 20) <= (day.month, day.day) <= (5, 8)
        ]
        return
    days = [*map(on, ("Fri 2015-12-18", "Fri 2015-12-25")), *fridays(2016, 2031)]
    turns = [
        day for day in days
        if (day.month == 12 and day.day >= 15) or (day.month == 1 and day.day <= 8)
    ]  # fmt: skip
    assert listed == [day for day in turns if day < on("Mon 2031-12-01")]


def test_numpy_agrees_on_every_friday(
    calendar: OfficeCalendar, holidays_only: OfficeCalendar
) -> None:
    for office, closures in ((holidays_only, False), (calendar, True)):
        weeks = reckoned(closures=closures)
        assert len(weeks) == 1566
        for week in weeks:
            cutoff, registration = _asked(week.friday, office)
            found = Reckoned(
                cutoff.friday,
                cutoff.closes_at.date(),
                registration.expected,
                registration.may_slip,
            )
            assert found == week
            assert cutoff.closes_at == five_of(week.closed_on)


def test_numpy_counts_the_same_open_days(holidays_only: OfficeCalendar) -> None:
    office = numpy_calendar(closures=False)
    days = [on("Fri 2016-01-01") + DAY * n for n in range(9132)]
    assert days[-1] == on("Mon 2040-12-31")
    theirs = np.is_busday(np.array(days, dtype="datetime64[D]"), busdaycal=office).tolist()
    assert [holidays_only.is_open(day) for day in days] == theirs


def test_the_holidays_library_reckons_the_same_working_days(
    holidays_only: OfficeCalendar,
) -> None:
    japan = holidays.country_holidays("JP", years=range(2015, 2042))
    for friday in fridays(2016, 2040):
        cutoff, registration = _asked(friday, holidays_only)
        closed_on = friday
        while not japan.is_working_day(closed_on):
            closed_on -= DAY
        assert cutoff.closes_at == five_of(closed_on)
        assert registration.expected == japan.get_nth_working_day(closed_on, 5)
        assert [day.date for day in cutoff.moved] == [
            closed_on + DAY * n for n in range(1, (friday - closed_on).days + 1)
        ]


def test_at_five_every_cutoff_is_open_and_a_microsecond_later_it_is_not(
    calendar: OfficeCalendar,
) -> None:
    for week in reckoned(closures=True):
        closes_at = five_of(week.closed_on)
        assert next_cutoff(closes_at, calendar).closes_at == closes_at
        assert next_cutoff(closes_at - MICROSECOND, calendar).closes_at == closes_at
        assert next_cutoff(closes_at + MICROSECOND, calendar).closes_at > closes_at
