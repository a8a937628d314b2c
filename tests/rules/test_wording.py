"""Dates and closed days as people read them, written by hand."""

import tomllib
from datetime import date, datetime

import pytest

from rules.dates.closures import ClosedDay, read_closures
from rules.dates.date_text import (
    clock_time,
    days_off,
    long_date,
    long_moment,
    named_days,
    prediction_notice,
    short_date,
    span_of,
    weekday,
)
from tests.rules.days import on
from tests.samples import PROJECT, TOKYO

DAYS = [
    (date(2026, 11, 23), "月", "11月23日(月)", "2026年11月23日(月)"),
    (date(2026, 11, 24), "火", "11月24日(火)", "2026年11月24日(火)"),
    (date(2026, 11, 25), "水", "11月25日(水)", "2026年11月25日(水)"),
    (date(2026, 11, 26), "木", "11月26日(木)", "2026年11月26日(木)"),
    (date(2026, 11, 27), "金", "11月27日(金)", "2026年11月27日(金)"),
    (date(2026, 11, 28), "土", "11月28日(土)", "2026年11月28日(土)"),
    (date(2027, 1, 3), "日", "1月3日(日)", "2027年1月3日(日)"),
]


@pytest.mark.parametrize(("day", "name", "short", "long"), DAYS, ids=[row[3] for row in DAYS])
def test_a_date_is_written_with_its_weekday(day: date, name: str, short: str, long: str) -> None:
    assert (weekday(day), short_date(day), long_date(day)) == (name, short, long)


def test_a_moment_is_written_to_the_minute() -> None:
    assert long_moment(datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)) == "2026年11月27日(金)17:00"
    assert long_moment(datetime(2026, 11, 27, 9, 5, tzinfo=TOKYO)) == "2026年11月27日(金)09:05"
    assert long_moment(datetime(2026, 11, 27, 9, 5, 40, tzinfo=TOKYO)) == "2026年11月27日(金)09:05"


@pytest.mark.parametrize(
    ("second", "microsecond", "written"),
    [(0, 0, "17:00"), (0, 1, "17:00過ぎ"), (1, 0, "17:00:01"), (30, 0, "17:00:30"),
     (59, 999_999, "17:00:59")],
)  # fmt: skip
def test_the_minute_after_the_cutoff_is_written_to_the_second(
    second: int, microsecond: int, written: str
) -> None:
    at = datetime(2026, 11, 27, 17, 0, second, microsecond, tzinfo=TOKYO)
    assert clock_time(at) == written
    assert long_moment(at) == f"2026年11月27日(金){written}"


def closed(*days: tuple[str, str]) -> list[ClosedDay]:
    return [ClosedDay(on(day), why) for day, why in days]


WEEKEND = [("Sat 2026-11-28", "土曜日"), ("Sun 2026-11-29", "日曜日")]
# Closed days, as text of days off, and with their names.
DAYS_OFF = [
    ([], "", ""),
    ([("Fri 2026-03-20", "春分の日")], "3月20日(金)が春分の日", "3月20日(金) 春分の日"),
    (
        WEEKEND,
        "11月28日(土)～11月29日(日)が休み",
        "11月28日(土) 土曜日、11月29日(日) 日曜日",
    ),
    # a run: its weekend is not named, and a name that comes twice is named once
    (
        [
            ("Sat 2026-09-19", "土曜日"),
            ("Sun 2026-09-20", "日曜日"),
            ("Mon 2026-09-21", "敬老の日"),
            ("Tue 2026-09-22", "国民の休日"),
            ("Wed 2026-09-23", "秋分の日"),
            ("Thu 2026-09-24", "国民の休日"),
        ],
        "9月19日(土)～9月24日(木)が休み（敬老の日、国民の休日、秋分の日）",
        (
            "9月19日(土) 土曜日、9月20日(日) 日曜日、9月21日(月) 敬老の日、"
            "9月22日(火) 国民の休日、9月23日(水) 秋分の日、9月24日(木) 国民の休日"
        ),
    ),
    # one reason for several days at once
    (
        [("Tue 2026-12-29", "年末年始"), ("Wed 2026-12-30", "年末年始")],
        "12月29日(火)～12月30日(水)が休み（年末年始）",
        "12月29日(火)～12月30日(水) 年末年始",
    ),
    # several runs, over the turn of the year
    (
        [
            ("Wed 2026-12-23", "棚卸し"),
            ("Tue 2026-12-29", "年末年始"),
            ("Wed 2026-12-30", "年末年始"),
            ("Thu 2026-12-31", "年末年始"),
            ("Fri 2027-01-01", "元日"),
            ("Mon 2027-01-11", "成人の日"),
        ],
        (
            "12月23日(水)が棚卸し、12月29日(火)～1月1日(金)が休み（年末年始、元日）、"
            "1月11日(月)が成人の日"
        ),
        (
            "12月23日(水) 棚卸し、12月29日(火)～12月31日(木) 年末年始、1月1日(金) 元日、"
            "1月11日(月) 成人の日"
        ),
    ),
]


@pytest.mark.parametrize(("days", "off", "named"), DAYS_OFF)
def test_days_off_are_written_run_by_run(days: list[tuple[str, str]], off: str, named: str) -> None:
    assert days_off(closed(*days)) == off
    assert named_days(closed(*days)) == named


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("12-29", "01-03", "毎年12月29日～1月3日"),
        ("08-13", "08-13", "毎年8月13日"),
        ("2026-08-13", "2026-08-14", "2026年8月13日～2026年8月14日"),
        ("2026-12-29", "2027-01-05", "2026年12月29日～2027年1月5日"),
        ("2026-08-13", "2026-08-13", "2026年8月13日"),
    ],
)
def test_a_closure_is_written_with_its_days(first: str, last: str, expected: str) -> None:
    (closure,) = read_closures(f'[[closure]]\nname = "休業"\nfrom = "{first}"\nto = "{last}"\n')
    assert span_of(closure) == expected


OFFICIAL = int(
    tomllib.loads((PROJECT / "rules" / "dates" / "holidays.toml").read_text(encoding="utf-8"))[
        "official_through"
    ]
)
"""The last year whose holidays have been announced: data that is renewed every year."""


@pytest.mark.parametrize(
    "day", [date(1986, 1, 1), date(2027, 12, 31), date(OFFICIAL, 1, 1), date(OFFICIAL, 12, 31)]
)
def test_announced_years_are_no_prediction(day: date) -> None:
    assert prediction_notice(day) == ()


@pytest.mark.parametrize(
    "day", [date(OFFICIAL + 1, 1, 1), date(OFFICIAL + 1, 12, 31), date(2099, 12, 31)]
)
def test_years_that_are_not_announced_are_a_prediction(day: date) -> None:
    assert prediction_notice(day) == (f"{OFFICIAL + 1}年以降の祝日は公表前のため、見込みです。",)
