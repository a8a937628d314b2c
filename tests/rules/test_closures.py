"""Closures as data: what a file may say, and how a wrong one is refused."""

import re
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from rules.dates.closures import Closure, ClosuresError, read_closures, shipped_closures

ENTRY = '[[closure]]\nname = "休業"\nfrom = "{}"\nto = "{}"\n'


def test_the_shipped_closure_is_marked_as_an_assumption_with_its_source() -> None:
    (closure,) = shipped_closures()
    assert closure.assumption is True
    assert closure.source
    assert (closure.first, closure.last) == ("12-29", "01-03")
    assert "想定" in closure.name


# from, to, a day, whether it is closed
COVERED = [
    ("12-29", "01-03", date(2026, 12, 28), False),
    ("12-29", "01-03", date(2026, 12, 29), True),
    ("12-29", "01-03", date(2027, 1, 3), True),
    ("12-29", "01-03", date(2027, 1, 4), False),
    ("08-13", "08-15", date(2026, 8, 12), False),
    ("08-13", "08-15", date(2026, 8, 13), True),
    ("08-13", "08-15", date(2030, 8, 15), True),
    ("08-13", "08-15", date(2030, 8, 16), False),
    ("02-29", "02-29", date(2028, 2, 29), True),
    ("02-29", "02-29", date(2027, 3, 1), False),
    ("2026-12-29", "2027-01-05", date(2027, 1, 5), True),
    ("2026-12-29", "2027-01-05", date(2027, 1, 6), False),
    ("2026-12-29", "2027-01-05", date(2027, 12, 29), False),
    ("2026-06-01", "2026-06-01", date(2026, 6, 1), True),
    ("2026-08-10", "2026-09-05", date(2026, 9, 5), True),  # 27 days
]


@pytest.mark.parametrize(("first", "last", "day", "closed"), COVERED)
def test_a_closure_covers_its_days_both_ends_included(
    first: str, last: str, day: date, *, closed: bool
) -> None:
    (closure,) = read_closures(ENTRY.format(first, last))
    assert closure.covers(day) is closed


def test_an_empty_file_has_no_closures() -> None:
    assert read_closures("") == ()
    assert read_closures("# 休業日はありません\n") == ()


WRONG = [
    "closure",
    "closure = 3",
    "closure = [3]",
    "[closure]\nname = 'x'",
    "[[closures]]\nname = 'x'\nfrom = '12-29'\nto = '12-30'",
    "[[closure]]\nname = 'x'",
    "[[closure]]\nname = ''\nfrom = '12-29'\nto = '12-30'",
    "[[closure]]\nname = 'x'\nfrom = '12-29'\nto = '12-30'\nwhy = 'y'",
    ENTRY.format("12-29", "2027-01-03"),
    ENTRY.format("2026-12-29", "12-31"),
    ENTRY.format("2026-12-30", "2026-12-29"),
    ENTRY.format("2026-08-10", "2026-09-06"),  # 28 days
    ENTRY.format("13-01", "13-02"),
    ENTRY.format("02-30", "03-01"),
    ENTRY.format("2027-02-29", "2027-03-01"),
    ENTRY.format("12/29", "12/30"),
    ENTRY.format("", ""),
    "[[closure]]\nname = 'x'\nfrom = 2026-12-29\nto = 2026-12-30",
    "[[closure]]\nname = 3\nfrom = '12-29'\nto = '12-30'",
    "[[closure]]\nname = 'x'\nfirst = '12-29'\nlast = '12-30'",
    "[[closure]]\nname = 'x'\nfrom = '12-29'\nto = '12-30'\nassumption = 'yes'",
    "\x00",
    "a = " + "[" * 5000,
]


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_a_wrong_file_is_refused_in_one_japanese_line(text: str) -> None:
    with pytest.raises(ClosuresError) as raised:
        read_closures(text)
    message = str(raised.value)
    assert "休業日ファイル" in message
    assert "\n" not in message


def test_a_refusal_has_no_english_in_it() -> None:
    with pytest.raises(ClosuresError) as raised:
        read_closures("name =\n")
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,}", str(raised.value))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 1\nname =\n", "休業日ファイルをTOMLとして読み取れません（2行目）。"),
        ("a = " + "[" * 5000, "休業日ファイルをTOMLとして読み取れません。"),
        ("closure = 3", "休業日ファイルには [[closure]] のみを記述してください。"),
        (
            ENTRY.format("12-29", "12-30") + ENTRY.format("12-30", "x"),
            (
                "休業日ファイルの5行目の [[closure]] を確認してください。"
                'name、from、to が必要です。日付は "12-29"（毎年）または "2026-12-29" の形式とし、'
                "to は from 以降の日付、1つの休業は27日以内としてください。"
            ),
        ),
        (
            ENTRY.format("02-01", "02-14") + ENTRY.format("2027-02-15", "2027-02-28"),
            "休業日ファイルでは、2月がすべて休業になります。期間を確認してください。",
        ),
    ],
    ids=["no TOML", "no TOML anywhere", "no closures", "a wrong entry", "a whole month"],
)
def test_what_is_wrong_is_reported_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ClosuresError) as raised:
        read_closures(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("12-29", "01-03"), ("01-03", "01-05")),
        (("01-01", "01-01"), ("01-01", "01-01")),
        (("12-31", "12-31"), ("12-31", "12-31")),
        (("02-29", "02-29"), ("02-29", "02-29")),
        (("08-13", "08-15"), ("2027-08-15", "2027-08-16")),
        (("08-11", "08-13"), ("08-13", "08-15")),
        (("12-29", "12-31"), ("12-31", "01-03")),
        (("12-28", "12-30"), ("12-30", "12-30")),
        (("12-31", "01-01"), ("01-01", "01-03")),
        (("02-29", "02-29"), ("02-29", "03-01")),
        (("2027-12-29", "2027-12-31"), ("12-31", "01-03")),
        (("2028-12-29", "2028-12-31"), ("2028-12-31", "2029-01-03")),
    ],
)
def test_closures_that_share_a_day_are_refused(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    apart = ENTRY.format("06-01", "06-02")
    with pytest.raises(ClosuresError) as raised:
        read_closures(apart + ENTRY.format(*one) + ENTRY.format(*other))
    assert str(raised.value) == (
        "休業日ファイルの5行目と9行目の休業「休業」と「休業」の期間が重複しています。"
        "1つにまとめてください。"
    )


def test_closures_that_follow_each_other_are_taken() -> None:
    text = ENTRY.format("12-29", "12-31") + ENTRY.format("01-01", "01-03")
    assert [c.first for c in read_closures(text)] == ["12-29", "01-01"]


def test_a_closure_of_the_whole_year_is_refused() -> None:
    # there would be no open day to move a cut-off to
    with pytest.raises(ClosuresError):
        read_closures(ENTRY.format("01-01", "12-31"))


def test_a_closure_cannot_be_changed() -> None:
    (closure,) = shipped_closures()
    assert isinstance(closure, Closure)
    with pytest.raises(FrozenInstanceError):
        closure.name = "x"  # type: ignore[misc]


def test_more_closures_than_a_year_can_have_are_refused_at_once() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 3, 5, 7, 9, 11)]
    text = "".join(f'[[closure]]\nname = "休み"\nfrom = "{day}"\nto = "{day}"\n' for day in days)
    with pytest.raises(ClosuresError) as raised:
        read_closures(text)
    assert "60件まで" in str(raised.value)
