"""Dates as people read them."""

from datetime import date, datetime

import pytest

from rules.wording import long_date, long_moment, short_date, weekday
from tests.samples import TOKYO

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
