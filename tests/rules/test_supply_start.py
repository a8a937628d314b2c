"""廃止取次: the latest supply start, leap days first of all. Expected dates are by hand."""

import calendar as months
from datetime import date

import pytest

from rules.dates.cutoff import MomentError
from rules.dates.supply_start import high_voltage, low_voltage
from tests.rules.days import DAY, on

# The base, the latest day (one calendar year later), and the base + 365 days.
HIGH = [
    ("Tue 2026-11-24", "Wed 2027-11-24", "Wed 2027-11-24"),
    ("Sat 2026-02-28", "Sun 2027-02-28", "Sun 2027-02-28"),
    ("Sun 2026-03-01", "Mon 2027-03-01", "Mon 2027-03-01"),
    ("Sat 2027-02-27", "Sun 2028-02-27", "Sun 2028-02-27"),
    ("Sun 2027-02-28", "Mon 2028-02-28", "Mon 2028-02-28"),  # the day before the leap day
    ("Mon 2027-03-01", "Wed 2028-03-01", "Tue 2028-02-29"),  # base + 365 is the leap day
    ("Tue 2027-03-02", "Thu 2028-03-02", "Wed 2028-03-01"),
    ("Fri 2027-12-31", "Sun 2028-12-31", "Sat 2028-12-30"),
    ("Sat 2028-01-01", "Mon 2029-01-01", "Sun 2028-12-31"),
    ("Mon 2028-02-28", "Wed 2029-02-28", "Tue 2029-02-27"),  # the leap day is tomorrow
    ("Tue 2028-02-29", "Wed 2029-02-28", "Wed 2029-02-28"),  # today is no day ahead
    ("Wed 2028-03-01", "Thu 2029-03-01", "Thu 2029-03-01"),
    ("Mon 1999-03-01", "Wed 2000-03-01", "Tue 2000-02-29"),  # 2000 was a leap year
    ("Sat 1986-03-01", "Sun 1987-03-01", "Sun 1987-03-01"),
    ("Sun 2099-03-01", "Mon 2100-03-01", "Mon 2100-03-01"),  # 2100 is none
    ("Thu 2099-12-31", "Fri 2100-12-31", "Fri 2100-12-31"),
]  # fmt: skip


@pytest.mark.parametrize("row", HIGH, ids=[row[0] for row in HIGH])
def test_high_voltage_reaches_one_calendar_year_ahead(row: tuple[str, str, str]) -> None:
    base, latest, certain = map(on, row)
    found = high_voltage(base)
    assert (found.latest, found.latest_certain) == (latest, certain)


def test_a_sixty_years_count_of_leap_days_agrees() -> None:
    day = on("Fri 2016-01-01")
    leap_days = [date(year, 2, 29) for year in range(2016, 2078) if months.isleap(year)]
    while day.year < 2076:
        certain = day + 365 * DAY
        leaps = [leap for leap in leap_days if day < leap <= certain]
        found = high_voltage(day)
        assert found.latest_certain == certain
        assert found.latest == certain + DAY * len(leaps)
        day += DAY


def test_a_day_that_only_the_leap_year_reading_allows_is_reported_with_the_certain_one() -> None:
    found = high_voltage(on("Mon 2027-03-01"))
    because = found.because
    assert found.voltage == "high"
    assert because.startswith("高圧は365暦日先まで（閏年は366暦日先まで）登録できます。")
    for word in ("366暦日", "2月29日", "2028年3月1日(水)", "2028年2月29日(火)", "確実"):
        assert word in because


def test_a_certain_day_is_reported_without_doubts() -> None:
    found = high_voltage(on("Tue 2026-11-24"))
    assert (found.because, found.voltage) == ("高圧は365暦日先まで登録できます。", "high")


@pytest.mark.parametrize(
    ("base", "following", "after_next"),
    [
        ("Tue 2026-11-24", "Thu 2026-12-10", "Tue 2027-01-12"),
        ("Tue 2026-11-24", "Wed 2026-11-25", "Thu 2026-11-26"),  # as close as can be
        ("Sun 2028-02-27", "Tue 2028-02-29", "Wed 2028-03-29"),
    ],
)
def test_low_voltage_reaches_the_meter_reading_after_next(
    base: str, following: str, after_next: str
) -> None:
    found = low_voltage(on(base), (on(following), on(after_next)))
    assert found.latest == found.latest_certain == on(after_next)
    assert found.voltage == "low"
    assert "次々回の検針日" in found.because
    assert f"{on(after_next).month}月{on(after_next).day}日" in found.because


@pytest.mark.parametrize(
    ("following", "after_next"),
    [
        ("Tue 2027-01-12", "Thu 2026-12-10"),  # the wrong way round
        ("Thu 2026-12-10", "Thu 2026-12-10"),  # one day twice
        ("Tue 2026-11-24", "Thu 2026-12-10"),  # the base itself
        ("Mon 2026-11-23", "Thu 2026-12-10"),  # the day before it
        ("Mon 2026-10-12", "Wed 2026-11-11"),  # both past
    ],
)
def test_meter_readings_that_do_not_follow_are_refused(following: str, after_next: str) -> None:
    with pytest.raises(MomentError) as raised:
        low_voltage(on("Tue 2026-11-24"), (on(following), on(after_next)))
    assert str(raised.value) == ("検針日は、登録日より後の次回・次々回の順に指定してください。")
