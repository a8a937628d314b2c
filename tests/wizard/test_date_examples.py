"""Dates in hints and examples, as of today."""

from datetime import date

import pytest

from schemas.catalogue import ENTRIES
from wizard.core.date_examples import as_of


@pytest.mark.parametrize(
    ("path", "today", "hint", "example"),
    [
        ("applied_on", date(2026, 11, 24), "「2026/11/24」", "2026年11月24日"),
        ("applied_on", date(2031, 3, 1), "「2031/3/1」", "2031年3月1日"),
        ("web_certificates.not_after", date(2027, 1, 5), "「2027/1/5」", "2029年1月4日"),
        ("rename.effective_on", date(2027, 12, 31), "「2027/12/31」", "2028年1月7日"),
    ],
)
def test_dates_are_as_far_from_today_as_the_catalogue_has_them(
    path: str, today: date, hint: str, example: str
) -> None:
    answer = ENTRIES[path].answer
    assert as_of(answer.hint, today) == f"{hint}の形式でも入力できます。"
    assert as_of(answer.example, today) == example


@pytest.mark.parametrize("text", ["例：03-1234-5678", "https://www.example.co.jp/2026/", ""])
def test_what_is_no_date_stays(text: str) -> None:
    assert as_of(text, date(2031, 3, 1)) == text
