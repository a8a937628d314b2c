"""Days as they are typed without a whole year."""

from datetime import date

import pytest

from schemas.days import nearest_date

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/4", date(2026, 12, 4)),
        ("1月8日", date(2027, 1, 8)),
        ("11-27", date(2026, 11, 27)),
        ("8/12/4", date(2026, 12, 4)),  # 令和8年
        ("8.12.4", date(2026, 12, 4)),
        ("９年1月8日", date(2027, 1, 8)),
        ("26/12/4", date(2026, 12, 4)),
        ("8/13/4", None),
        ("4", None),
        ("きのう", None),
        ("", None),
    ],
)
def test_a_day_with_a_short_year_or_none_is_understood(typed: str, meant: date | None) -> None:
    assert nearest_date(typed, TODAY) == meant
