"""The office calendar: holidays against another library, closures, names."""

from datetime import date, timedelta

import holidays
import pytest

from rules.dates.closures import Closure, ClosuresError, read_closures
from rules.dates.workdays import OfficeCalendar, is_weekend

FIRST, LAST = date(2016, 1, 1), date(2040, 12, 31)
WEEKEND = {"土曜日", "日曜日"}

# Days on which jpholiday and holidays disagree between 2016 and 2040, each with what was found out
# about it. There is none: both follow 国民の祝日に関する法律 and the same equinox reckoning.
KNOWN_DISAGREEMENTS: dict[date, str] = {}


def test_holidays_agree_with_another_library_day_by_day(holidays_only: OfficeCalendar) -> None:
    other = holidays.country_holidays("JP", years=range(FIRST.year, LAST.year + 1))
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert len(days) == 9132
    ours = {day for day in days if (holidays_only.why_closed(day) or "土曜日") not in WEEKEND}
    theirs = {day for day in days if day in other}
    assert ours ^ theirs == set(KNOWN_DISAGREEMENTS)
    assert len(ours) > 25 * 15


# A day, why it is closed with the shipped closures, and why without any.
REASONS = [
    (date(2026, 11, 24), None, None),  # Tuesday
    (date(2026, 11, 28), "土曜日", "土曜日"),
    (date(2026, 11, 29), "日曜日", "日曜日"),
    (date(2026, 11, 23), "勤労感謝の日", "勤労感謝の日"),  # Monday
    (date(2026, 11, 3), "文化の日", "文化の日"),  # Tuesday
    (date(2026, 12, 28), None, None),  # Monday, the last open day of the year
    (date(2026, 12, 29), "年末年始の休業（想定）", None),  # Tuesday
    (date(2026, 12, 31), "年末年始の休業（想定）", None),  # Thursday
    (date(2027, 1, 1), "元日", "元日"),  # Friday
    (date(2027, 1, 2), "年末年始の休業（想定）", "土曜日"),  # Saturday
    (date(2027, 1, 3), "年末年始の休業（想定）", "日曜日"),  # Sunday
    (date(2027, 1, 4), None, None),  # Monday
    (date(2019, 5, 1), "天皇の即位の日", "天皇の即位の日"),  # Wednesday, once
    (date(2021, 10, 11), None, None),  # Monday: スポーツの日 was moved to Friday 07-23
    (date(2021, 7, 23), "スポーツの日", "スポーツの日"),  # Friday
]


@pytest.mark.parametrize("row", REASONS, ids=[str(row[0]) for row in REASONS])
def test_a_day_is_closed_for_this_reason(
    row: tuple[date, str | None, str | None],
    calendar: OfficeCalendar,
    holidays_only: OfficeCalendar,
) -> None:
    day, with_closures, without = row
    assert _names_alike(calendar.why_closed(day), with_closures)
    assert _names_alike(holidays_only.why_closed(day), without)
    assert calendar.is_open(day) is (with_closures is None)
    assert holidays_only.is_open(day) is (without is None)


def _names_alike(found: str | None, expected: str | None) -> bool:
    if expected == "天皇の即位の日":  # the law's own name is longer
        return found is not None and "即位" in found
    return found == expected


def test_the_fifth_open_day_is_counted_from_the_day_after(calendar: OfficeCalendar) -> None:
    friday = date(2026, 11, 27)
    assert calendar.open_day_after(friday, 1) == date(2026, 11, 30)  # Monday
    assert calendar.open_day_after(friday, 5) == date(2026, 12, 4)  # Friday
    assert calendar.open_day_after(date(2026, 12, 25), 2) == date(2027, 1, 4)  # Monday


def test_closed_days_exclude_the_first_and_include_the_last(calendar: OfficeCalendar) -> None:
    closed = calendar.closed_between(date(2026, 11, 21), date(2026, 11, 23))  # Sat to Mon
    assert [(day.date.day, day.why) for day in closed] == [(22, "日曜日"), (23, "勤労感謝の日")]
    assert calendar.closed_between(date(2026, 11, 24), date(2026, 11, 24)) == ()


def test_a_closure_of_one_year_leaves_other_years_alone() -> None:
    text = '[[closure]]\nname = "創立記念日"\nfrom = "2026-06-01"\nto = "2026-06-02"'
    calendar = OfficeCalendar(read_closures(text))
    assert calendar.why_closed(date(2026, 6, 1)) == "創立記念日"  # Monday
    assert calendar.why_closed(date(2026, 6, 2)) == "創立記念日"  # Tuesday
    assert calendar.is_open(date(2026, 6, 3))  # Wednesday
    assert calendar.is_open(date(2026, 5, 29))  # Friday
    assert calendar.is_open(date(2027, 6, 1))  # Tuesday


def test_weekends() -> None:
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]  # Monday to Sunday
    assert [is_weekend(day) for day in week] == [False] * 5 + [True] * 2


def test_closures_that_leave_no_day_open_are_refused_at_once() -> None:
    halves = [("01", "15"), ("16", "27"), ("28", "31")]
    calendar = OfficeCalendar(
        Closure("休業", f"2026-{month}-{first}", f"2026-{month}-{last}")
        for month in ("07", "08", "10", "12")
        for first, last in halves
    )
    always = OfficeCalendar(Closure("休業", f"{m:02}-01", f"{m:02}-27") for m in range(1, 13))
    assert calendar.last_open_day(date(2026, 8, 31)) == date(2026, 6, 30)  # Tuesday
    assert always.last_open_day(date(2026, 11, 27)) == date(2026, 10, 30)  # Friday
    closed = [*calendar.closures, *always.closures]
    closed += [
        Closure("休業", f"{m:02}-28", f"{n:02}-01")
        for m, n in zip(range(1, 13), [*range(2, 13), 1], strict=True)
    ]
    never = OfficeCalendar(closed)
    with pytest.raises(ClosuresError, match="営業日がありません"):
        never.last_open_day(date(2026, 11, 27))
    with pytest.raises(ClosuresError, match="営業日がありません"):
        never.open_day_after(date(2026, 11, 27), 5)
