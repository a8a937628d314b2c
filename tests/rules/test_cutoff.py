"""The weekly cut-off and the registration after it. Every expected date was worked out by hand."""

from datetime import UTC, date, datetime, timedelta, timezone

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.closures import read_closures
from rules.dates.cutoff import (
    JST,
    MomentError,
    cutoff_of,
    in_japan,
    moment,
    next_cutoff,
    previous_cutoff,
    registration_after,
    round_after,
    round_at,
)
from rules.dates.workdays import OfficeCalendar
from tests.rules.days import five, on
from tests.samples import TOKYO

# The Friday, its cut-off (17:00), the Friday after, the fifth open day after the cut-off, and
# whether four or more closed days in a row lie between. With the shipped closures 12-29 to 01-03.
WEEKS = [
    # the table of the calendar
    ("Fri 2026-11-27", "Fri 2026-11-27", "Fri 2026-12-04", "Fri 2026-12-04", False),
    ("Fri 2026-03-20", "Thu 2026-03-19", "Fri 2026-03-27", "Fri 2026-03-27", False),  # 春分の日
    ("Fri 2026-05-01", "Fri 2026-05-01", "Fri 2026-05-08", "Wed 2026-05-13", True),
    ("Fri 2023-05-05", "Tue 2023-05-02", "Fri 2023-05-12", "Fri 2023-05-12", True),
    ("Fri 2026-12-25", "Fri 2026-12-25", "Fri 2027-01-01", "Thu 2027-01-07", True),
    ("Fri 2027-01-01", "Mon 2026-12-28", "Fri 2027-01-08", "Fri 2027-01-08", True),
    # every week from November 2026 to January 2027: 文化の日 Tue 11-03, 勤労感謝の日 Mon 11-23,
    # 成人の日 Mon 01-11
    ("Fri 2026-10-30", "Fri 2026-10-30", "Fri 2026-11-06", "Mon 2026-11-09", False),
    ("Fri 2026-11-06", "Fri 2026-11-06", "Fri 2026-11-13", "Fri 2026-11-13", False),
    ("Fri 2026-11-13", "Fri 2026-11-13", "Fri 2026-11-20", "Fri 2026-11-20", False),
    ("Fri 2026-11-20", "Fri 2026-11-20", "Fri 2026-11-27", "Mon 2026-11-30", False),
    ("Fri 2026-12-04", "Fri 2026-12-04", "Fri 2026-12-11", "Fri 2026-12-11", False),
    ("Fri 2026-12-11", "Fri 2026-12-11", "Fri 2026-12-18", "Fri 2026-12-18", False),
    ("Fri 2026-12-18", "Fri 2026-12-18", "Fri 2026-12-25", "Fri 2026-12-25", False),
    ("Fri 2027-01-08", "Fri 2027-01-08", "Fri 2027-01-15", "Mon 2027-01-18", False),
    ("Fri 2027-01-15", "Fri 2027-01-15", "Fri 2027-01-22", "Fri 2027-01-22", False),
    ("Fri 2027-01-22", "Fri 2027-01-22", "Fri 2027-01-29", "Fri 2027-01-29", False),
    ("Fri 2027-01-29", "Fri 2027-01-29", "Fri 2027-02-05", "Fri 2027-02-05", False),
    # Golden Week 2026: 昭和の日 Wed 04-29; Sun 05-03 to Wed 05-06 (振替休日) are holidays
    ("Fri 2026-04-17", "Fri 2026-04-17", "Fri 2026-04-24", "Fri 2026-04-24", False),
    ("Fri 2026-04-24", "Fri 2026-04-24", "Fri 2026-05-01", "Thu 2026-05-07", True),
    ("Fri 2026-05-08", "Fri 2026-05-08", "Fri 2026-05-15", "Fri 2026-05-15", False),
    ("Fri 2026-05-15", "Fri 2026-05-15", "Fri 2026-05-22", "Fri 2026-05-22", False),
    # Silver Week 2026: Mon 09-21 to Wed 09-23 are holidays, a run of five closed days
    ("Fri 2026-09-18", "Fri 2026-09-18", "Fri 2026-09-25", "Wed 2026-09-30", True),
]  # fmt: skip


@pytest.mark.parametrize("week", WEEKS, ids=[row[0] for row in WEEKS])
def test_a_week_closes_and_is_registered_as_worked_out_by_hand(
    week: tuple[str, str, str, str, bool], calendar: OfficeCalendar
) -> None:
    friday, closes, target, expected, may_slip = week
    cutoff = cutoff_of(on(friday), calendar)
    registration = registration_after(cutoff, calendar)
    assert cutoff.friday == on(friday)
    assert cutoff.closes_at == five(closes)
    assert registration.target == on(target)
    assert registration.expected == on(expected)
    assert registration.may_slip is may_slip


def test_without_closures_the_turn_of_the_year_is_shorter(holidays_only: OfficeCalendar) -> None:
    # 元日 Fri 2027-01-01 is the only holiday: the cut-off moves to Thursday, New Year's Eve
    cutoff = cutoff_of(on("Fri 2027-01-01"), holidays_only)
    assert cutoff.closes_at == five("Thu 2026-12-31")
    registration = registration_after(cutoff, holidays_only)
    assert registration.target == registration.expected == on("Fri 2027-01-08")
    assert registration.may_slip is False
    before = registration_after(cutoff_of(on("Fri 2026-12-25"), holidays_only), holidays_only)
    assert before.expected == on("Mon 2027-01-04")
    assert before.may_slip is False


# The moment of sending, and the Friday and the cut-off that it makes.
SENT = [
    ("2026-11-27T16:59:59", "Fri 2026-11-27", "Fri 2026-11-27"),
    ("2026-11-27T17:00:00", "Fri 2026-11-27", "Fri 2026-11-27"),
    ("2026-11-27T17:00:00.000001", "Fri 2026-12-04", "Fri 2026-12-04"),
    ("2026-11-27T23:59:59.999999", "Fri 2026-12-04", "Fri 2026-12-04"),
    ("2026-11-28", "Fri 2026-12-04", "Fri 2026-12-04"),  # Saturday
    ("2026-11-29T12:00", "Fri 2026-12-04", "Fri 2026-12-04"),  # Sunday
    ("2026-11-27", "Fri 2026-11-27", "Fri 2026-11-27"),  # Friday, 00:00
    ("2026-03-19T17:00", "Fri 2026-03-20", "Thu 2026-03-19"),  # the day before 春分の日
    ("2026-03-19T17:00:00.000001", "Fri 2026-03-27", "Fri 2026-03-27"),
    ("2026-03-20T10:00", "Fri 2026-03-27", "Fri 2026-03-27"),
    ("2023-05-02T17:00", "Fri 2023-05-05", "Tue 2023-05-02"),
    ("2023-05-02T17:00:01", "Fri 2023-05-12", "Fri 2023-05-12"),
    # Golden Week 2019: Sat 04-27 to Mon 05-06 closed, so two Fridays share Fri 04-26
    ("2019-04-20T00:00", "Fri 2019-04-26", "Fri 2019-04-26"),
    ("2019-04-26T17:00", "Fri 2019-04-26", "Fri 2019-04-26"),
    ("2019-04-26T17:00:00.000001", "Fri 2019-05-10", "Fri 2019-05-10"),
    ("2019-05-03T12:00", "Fri 2019-05-10", "Fri 2019-05-10"),
    # with the shipped closures Fri 2026-01-02 shares Fri 2025-12-26
    ("2025-12-26T17:00", "Fri 2025-12-26", "Fri 2025-12-26"),
    ("2025-12-26T17:00:00.000001", "Fri 2026-01-09", "Fri 2026-01-09"),
    ("2026-12-28T17:00", "Fri 2027-01-01", "Mon 2026-12-28"),
    ("2026-12-28T17:00:00.000001", "Fri 2027-01-08", "Fri 2027-01-08"),
]  # fmt: skip


@pytest.mark.parametrize("row", SENT, ids=[row[0] for row in SENT])
def test_what_is_sent_at_five_is_in_and_a_microsecond_later_waits(
    row: tuple[str, str, str], calendar: OfficeCalendar
) -> None:
    sent, friday, closes = row
    cutoff = next_cutoff(moment(sent), calendar)
    assert (cutoff.friday, cutoff.closes_at) == (on(friday), five(closes))


# The moment, and the cut-off before it: the Friday that owns it and the day on which it was.
BEFORE = [
    ("2026-11-24T10:00", "Fri 2026-11-20", "Fri 2026-11-20"),  # Tuesday
    ("2026-11-27T17:00", "Fri 2026-11-20", "Fri 2026-11-20"),
    ("2026-11-27T17:00:00.000001", "Fri 2026-11-27", "Fri 2026-11-27"),
    ("2026-03-19T17:00:00.000001", "Fri 2026-03-20", "Thu 2026-03-19"),
    ("2026-03-20T10:00", "Fri 2026-03-20", "Thu 2026-03-19"),
    ("2019-05-08", "Fri 2019-04-26", "Fri 2019-04-26"),  # the earlier Friday owns it
    ("2026-01-05", "Fri 2025-12-26", "Fri 2025-12-26"),
    ("2026-12-28T17:00", "Fri 2026-12-25", "Fri 2026-12-25"),
    ("2026-12-29", "Fri 2027-01-01", "Mon 2026-12-28"),
]  # fmt: skip


@pytest.mark.parametrize("row", BEFORE, ids=[row[0] for row in BEFORE])
def test_the_cutoff_before_a_moment(row: tuple[str, str, str], calendar: OfficeCalendar) -> None:
    at, friday, closed = row
    cutoff = previous_cutoff(moment(at), calendar)
    assert (cutoff.friday, cutoff.closes_at) == (on(friday), five(closed))


def test_golden_week_2019_is_registered_after_the_ten_days(calendar: OfficeCalendar) -> None:
    found = round_at(moment("2019-04-26T17:00"), calendar)
    assert found.registration.target == on("Fri 2019-05-03")
    assert found.registration.expected == on("Mon 2019-05-13")
    assert found.registration.may_slip is True
    named = {day.date: day.why for day in found.registration.because}
    # the whole run, from the Saturday to 振替休日
    assert min(named) == on("Sat 2019-04-27")
    assert max(day for day in named if day < on("Tue 2019-05-07")) == on("Mon 2019-05-06")
    assert len(named) == 10
    assert named[on("Mon 2019-04-29")] == "昭和の日"
    assert named[on("Sat 2019-04-27")] == "土曜日"
    assert named[on("Sun 2019-04-28")] == "日曜日"


def test_a_moved_cutoff_names_each_skipped_day(calendar: OfficeCalendar) -> None:
    moved = cutoff_of(on("Fri 2027-01-01"), calendar).moved
    assert [(day.date, day.why) for day in moved] == [
        (on("Tue 2026-12-29"), "年末年始の休業（想定）"),
        (on("Wed 2026-12-30"), "年末年始の休業（想定）"),
        (on("Thu 2026-12-31"), "年末年始の休業（想定）"),
        (on("Fri 2027-01-01"), "元日"),
    ]
    moved = cutoff_of(on("Fri 2026-01-02"), calendar).moved
    assert [day.why for day in moved] == [
        "土曜日",  # Sat 2025-12-27
        "日曜日",  # Sun 2025-12-28
        *["年末年始の休業（想定）"] * 3,  # Mon 12-29 to Wed 12-31
        "元日",  # Thu 2026-01-01
        "年末年始の休業（想定）",  # Fri 2026-01-02
    ]
    assert [day.why for day in cutoff_of(on("Fri 2026-03-20"), calendar).moved] == ["春分の日"]
    assert cutoff_of(on("Fri 2026-11-27"), calendar).moved == ()


def test_a_late_registration_names_the_holiday_that_makes_it_late(
    calendar: OfficeCalendar,
) -> None:
    # 文化の日 on Tuesday 2026-11-03; the weekends are ordinary and are not named
    because = round_at(moment("2026-10-30"), calendar).registration.because
    assert [(day.date, day.why) for day in because] == [(on("Tue 2026-11-03"), "文化の日")]
    # an ordinary week has nothing to name
    assert round_at(moment("2026-11-24"), calendar).registration.because == ()


def test_who_misses_a_round_is_in_the_next(calendar: OfficeCalendar) -> None:
    first = round_at(moment("2026-12-22"), calendar)
    second = round_after(first, calendar)
    third = round_after(second, calendar)
    days = [found.cutoff.closes_at for found in (first, second, third)]
    assert days == [five("Fri 2026-12-25"), five("Mon 2026-12-28"), five("Fri 2027-01-08")]


def test_three_closed_days_in_a_row_are_no_long_holiday_and_four_are() -> None:
    # Sat 06-06 and Sun 06-07 2026 with one, then two closed days added
    three = read_closures('[[closure]]\nname="休"\nfrom="2026-06-08"\nto="2026-06-08"')
    four = read_closures('[[closure]]\nname="休"\nfrom="2026-06-08"\nto="2026-06-09"')
    at = moment("2026-06-05")  # Friday
    short = round_at(at, OfficeCalendar(three)).registration
    long = round_at(at, OfficeCalendar(four)).registration
    assert (short.expected, short.may_slip) == (on("Mon 2026-06-15"), False)
    assert (long.expected, long.may_slip) == (on("Tue 2026-06-16"), True)


def test_a_long_holiday_after_the_registration_does_not_delay_it(
    calendar: OfficeCalendar,
) -> None:
    # Fri 2026-12-18: registered on Fri 12-25, before the closure from Tue 12-29
    assert round_at(moment("2026-12-18"), calendar).registration.may_slip is False


# An aware moment is converted to Japan time before its weekday is taken.
HONOLULU = timezone(timedelta(hours=-10))
AWARE = [
    # Thursday 22:00 in Honolulu is Friday 17:00 in Tokyo
    (datetime(2026, 11, 26, 22, 0, tzinfo=HONOLULU), "Fri 2026-11-27"),
    (datetime(2026, 11, 26, 22, 0, 1, tzinfo=HONOLULU), "Fri 2026-12-04"),
    # Friday 08:00 UTC is 17:00 in Tokyo
    (datetime(2026, 11, 27, 8, 0, tzinfo=UTC), "Fri 2026-11-27"),
    (datetime(2026, 11, 27, 8, 0, 0, 1, tzinfo=UTC), "Fri 2026-12-04"),
    # Friday 17:00 UTC is Saturday 02:00 in Tokyo
    (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), "Fri 2026-12-04"),
    # a naive moment is Japan time
    (datetime(2026, 11, 27, 17, 0), "Fri 2026-11-27"),  # noqa: DTZ001 - that is the case
]


@pytest.mark.parametrize(("at", "friday"), AWARE, ids=[str(row[0]) for row in AWARE])
def test_a_moment_elsewhere_is_taken_in_japan_time(
    at: datetime, friday: str, calendar: OfficeCalendar
) -> None:
    assert next_cutoff(at, calendar).friday == on(friday)


MOMENTS = [
    ("2026-11-27", datetime(2026, 11, 27, tzinfo=TOKYO)),
    ("2026-11-27T16:30", datetime(2026, 11, 27, 16, 30, tzinfo=TOKYO)),
    ("2026-11-27 16:30", datetime(2026, 11, 27, 16, 30, tzinfo=TOKYO)),
    ("20261127T163000", datetime(2026, 11, 27, 16, 30, tzinfo=TOKYO)),
    ("2026-11-27T16:30:15.000001", datetime(2026, 11, 27, 16, 30, 15, 1, tzinfo=TOKYO)),
    ("2026-11-27T08:00Z", datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)),
    ("2026-11-26T22:00-10:00", datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)),
    ("2026-11-27T17:00+09:00", datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)),
    ("2028-02-29", datetime(2028, 2, 29, tzinfo=TOKYO)),
    ("1986-01-01", datetime(1986, 1, 1, tzinfo=TOKYO)),
    ("1985-12-31T15:00Z", datetime(1986, 1, 1, tzinfo=TOKYO)),
    ("2099-12-31T23:59:59", datetime(2099, 12, 31, 23, 59, 59, tzinfo=TOKYO)),
]


@pytest.mark.parametrize(("text", "expected"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_a_moment_is_iso_8601_and_answers_in_japan_time(text: str, expected: datetime) -> None:
    read = moment(text)
    assert read == expected
    assert read.utcoffset() == timedelta(hours=9)


NO_MOMENTS = [
    "", " ", "あした", "11/27", "2026/11/27", "2026-11-31", "2027-02-29", "2026-13-01", "2026-11",
    "2026-W48-5", "2026-331", "2026-11-27T", "2026-11-27T25:00", "2026-11-27T17:60",
    "2026-11-27T17:00+99:00", "２０２６-11-27", "1764230400", "2026-11-27x", "now", "\ud800",
    "\x00", "2026-11-27T17:00[Asia/Tokyo]", "9" * 5000, "-2026-11-27", "令和8年11月27日",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_MOMENTS, ids=range(len(NO_MOMENTS)))
def test_what_is_no_moment_is_refused_with_the_accepted_form(text: str) -> None:
    with pytest.raises(MomentError) as raised:
        moment(text)
    message = str(raised.value)
    assert "2026-11-27T16:30" in message
    assert message.encode("utf-8")
    assert len(message) < 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2026-11-27\nnext line", "2026-11-27�next line"),
     ("x" * 40, "x" * 40),
     ("x" * 41, "x" * 40 + "…")],
    ids=["two lines", "40", "41"],
)  # fmt: skip
def test_a_refused_moment_is_reported_in_one_line(text: str, shown: str) -> None:
    with pytest.raises(MomentError) as raised:
        moment(text)
    assert str(raised.value) == (
        f"日時「{shown}」を読み取れません。"
        "2026-11-27 または 2026-11-27T16:30 の形式で指定してください。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "1985-12-31", "1985-12-31T23:59:59", "2100-01-01", "0001-01-01", "9999-12-31",
        "2099-12-31T15:00Z",  # 2100-01-01 00:00 in Tokyo
        "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00",
    ],
)  # fmt: skip
def test_years_outside_1986_to_2099_are_refused(text: str) -> None:
    with pytest.raises(MomentError, match="1986から2099"):
        moment(text)


@pytest.mark.parametrize("year", [1985, 2100])
def test_moments_of_other_years_are_refused_however_they_come(
    year: int, calendar: OfficeCalendar
) -> None:
    at = datetime(year, 6, 1, tzinfo=TOKYO)
    for ask in (next_cutoff, previous_cutoff, round_at):
        with pytest.raises(MomentError):
            ask(at, calendar)


@pytest.mark.parametrize("at", ["1986-01-01", "2099-12-31T23:59:59"])
def test_the_first_and_the_last_moment_have_rounds_on_both_sides(
    at: str, calendar: OfficeCalendar
) -> None:
    sent = moment(at)
    assert previous_cutoff(sent, calendar).closes_at < sent
    assert round_at(sent, calendar).cutoff.closes_at >= sent


def test_who_misses_the_last_round_of_2099_gets_an_answer_or_a_clear_refusal(
    calendar: OfficeCalendar,
) -> None:
    # the cut-off of the last moment lies in 2100, where no moment is taken
    last = round_at(moment("2099-12-31T23:59:59"), calendar)
    assert last.cutoff.closes_at == five("Fri 2100-01-08")
    try:
        after = round_after(last, calendar)
    except MomentError:
        return
    assert after.cutoff.closes_at > last.cutoff.closes_at


def test_japan_time_carries_its_offset() -> None:
    assert in_japan(datetime(2026, 11, 27, 8, 0, tzinfo=UTC)).isoformat() == (
        "2026-11-27T17:00:00+09:00"
    )
    assert JST.utcoffset(None) == timedelta(hours=9)


# A plain oracle: day by day, with another library's holidays, and no closures.
JAPAN = holidays.country_holidays("JP", years=range(1985, 2101))
DAY = timedelta(days=1)


def _is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in JAPAN


def _oracle(at: datetime) -> tuple[date, date, date]:
    """Give the Friday, the day of the cut-off and the fifth open day after it."""
    friday = at.date()
    while True:
        if friday.weekday() == 4:
            closes = friday
            while not _is_open(closes):
                closes -= DAY
            if datetime.combine(closes, datetime.min.time(), TOKYO) + timedelta(hours=17) >= at:
                break
        friday += DAY
    expected, left = closes, 5
    while left:
        expected += DAY
        left -= _is_open(expected)
    return friday, closes, expected


def _moments(first: int, last: int) -> st.SearchStrategy[datetime]:
    return st.datetimes(
        datetime(first, 1, 1),  # noqa: DTZ001 - Hypothesis wants naive bounds
        datetime(last, 12, 31, 23, 59, 59),  # noqa: DTZ001
        timezones=st.just(TOKYO),
    )


@given(at=_moments(2016, 2040))
def test_a_plain_reckoning_with_another_library_agrees(
    at: datetime, holidays_only: OfficeCalendar
) -> None:
    found = round_at(at, holidays_only)
    friday, closes, expected = _oracle(at)
    assert found.cutoff.friday == friday
    assert found.cutoff.closes_at == five(f"{closes:%a %Y-%m-%d}")
    assert found.registration.target == friday + 7 * DAY
    assert found.registration.expected == expected


def test_the_plain_reckoning_agrees_on_every_friday_2016_to_2040(
    holidays_only: OfficeCalendar,
) -> None:
    friday, seen = date(2016, 1, 1), 0  # Friday
    while friday <= date(2040, 12, 28):
        at = datetime.combine(friday - 6 * DAY, datetime.min.time(), TOKYO)
        found = round_at(at, holidays_only)
        assert (
            found.cutoff.friday,
            found.cutoff.closes_at.date(),
            found.registration.expected,
        ) == _oracle(at)
        friday, seen = friday + 7 * DAY, seen + 1
    assert seen == 1305


@given(at=_moments(1986, 2099))
def test_a_cutoff_is_at_five_on_an_open_day_not_before_the_moment_nor_after_its_friday(
    at: datetime, calendar: OfficeCalendar
) -> None:
    found = round_at(at, calendar)
    closes = found.cutoff.closes_at
    assert closes >= at
    assert (closes.hour, closes.minute, closes.second, closes.microsecond) == (17, 0, 0, 0)
    assert closes.utcoffset() == timedelta(hours=9)
    assert found.cutoff.friday.weekday() == 4
    assert closes.date() <= found.cutoff.friday
    assert calendar.is_open(closes.date())
    assert calendar.is_open(found.registration.expected)
    assert found.registration.expected > closes.date()
    assert found.registration.target == found.cutoff.friday + 7 * DAY
    skipped = [day.date for day in found.cutoff.moved]
    assert skipped == [closes.date() + DAY * n for n in range(1, len(skipped) + 1)]


@given(at=_moments(1986, 2099))
def test_cutoffs_before_and_after_a_moment_have_none_between(
    at: datetime, calendar: OfficeCalendar
) -> None:
    before, after = previous_cutoff(at, calendar), next_cutoff(at, calendar)
    assert before.closes_at < at <= after.closes_at
    if before.closes_at.year >= 1986:
        just_after = before.closes_at + timedelta(microseconds=1)
        assert next_cutoff(just_after, calendar) == after
        assert next_cutoff(before.closes_at, calendar) == before
