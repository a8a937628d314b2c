"""Cut-offs and registrations as people read them. The sentences were written by hand."""

from datetime import date

import pytest

from rules.dates.cutoff import MomentError, Round, cutoff_of, moment, registration_after, round_at
from rules.dates.date_text import short_date
from rules.dates.planning import api_test_week, check_wishes
from rules.dates.round_text import (
    cutoff_reasons,
    cutoff_text,
    passed_this_week,
    reading_notice,
    reasons,
    reasons_now,
    registration_text,
    target_text,
    week_remarks,
)
from rules.dates.workdays import OfficeCalendar
from tests.rules.days import on

ASSUMPTION = (
    "金曜日も前日も休みの場合の締切は、FAQに記載されていません。"
    "その前の営業日とするのは本ツールの想定のため、ヘルプデスクに確認してください。"
)
MAY_SLIP = "長期の休みを挟むため、さらに遅れることがあります。"


def round_of(friday: str, calendar: OfficeCalendar) -> Round:
    cutoff = cutoff_of(on(friday), calendar)
    return Round(cutoff, registration_after(cutoff, calendar))


# The Friday that owns the cut-off, with the shipped closures, and the sentences.
REASONS: list[tuple[str, list[str]]] = [
    ("Fri 2026-11-27", []),
    ("Fri 2026-11-13", []),
    # Fri 03-20 is 春分の日; the registration stays on the Friday after
    ("Fri 2026-03-20", ["3月20日(金)が春分の日のため、締切は3月19日(木)に繰り上がります。"]),
    # Mon 11-23 lies between
    (
        "Fri 2026-11-20",
        [
            (
                "締切後の11月23日(月)が勤労感謝の日のため、"
                "登録は通常より遅く、11月30日(月)頃の見込みです。"
            ),
            (
                "FAQの目安（翌週金曜日頃）では11月27日(金)頃ですが、"
                "11月30日(月)を基準に予定を立ててください。"
            ),
        ],
    ),
    # Sat 05-02 to Wed 05-06; the holidays are from Sunday on
    (
        "Fri 2026-05-01",
        [
            (
                "締切後の5月2日(土)～5月6日(水)が休み"
                "（憲法記念日、みどりの日、こどもの日、憲法記念日 振替休日）のため、"
                "登録は通常より遅く、5月13日(水)頃の見込みです。"
            ),
            "FAQの目安（翌週金曜日頃）では5月8日(金)頃ですが、5月13日(水)を基準に予定を立ててください。",
            MAY_SLIP,
        ],
    ),
    # Fri 05-05 and Thu 05-04 and Wed 05-03 are closed; the registration is on the FAQ's Friday
    (
        "Fri 2023-05-05",
        [
            (
                "5月3日(水)～5月5日(金)が休み（憲法記念日、みどりの日、こどもの日）のため、"
                "締切は5月2日(火)に繰り上がります。"
            ),
            ASSUMPTION,
            (
                "締切後の5月3日(水)～5月7日(日)が休み（憲法記念日、みどりの日、こどもの日）のため、"
                "登録は5月12日(金)頃の見込みです。"
            ),
            MAY_SLIP,
        ],
    ),
    # Fri 05-03 has no cut-off of its own: Fri 04-26 owns it. Sat 04-27 to Mon 05-06 is closed.
    (
        "Fri 2019-04-26",
        [
            (
                "締切後の4月27日(土)～5月6日(月)が休み"
                "（昭和の日、国民の休日、天皇の即位の日、憲法記念日、みどりの日、こどもの日、"
                "こどもの日 振替休日）のため、登録は通常より遅く、5月13日(月)頃の見込みです。"
            ),
            "FAQの目安（翌週金曜日頃）では5月3日(金)頃ですが、5月13日(月)を基準に予定を立ててください。",
            MAY_SLIP,
        ],
    ),
]


@pytest.mark.parametrize(("friday", "sentences"), REASONS, ids=[row[0] for row in REASONS])
def test_reasons_say_why_dates_moved(
    friday: str, sentences: list[str], calendar: OfficeCalendar
) -> None:
    assert reasons(round_of(friday, calendar)) == sentences


def test_without_closures_the_day_before_new_year_is_the_faqs(
    holidays_only: OfficeCalendar,
) -> None:
    # Fri 2027-01-01 is 元日; Thu 12-31 is open
    assert reasons(round_of("Fri 2027-01-01", holidays_only)) == [
        "1月1日(金)が元日のため、締切は12月31日(木)に繰り上がります。"
    ]


def test_a_cutoff_that_is_over_has_moved(calendar: OfficeCalendar) -> None:
    found = round_of("Fri 2026-03-20", calendar)
    closed = found.cutoff.closes_at
    assert "繰り上がります" in "".join(reasons(found, closed))
    assert reasons(found, moment("2026-03-19T17:00:01")) == [
        "3月20日(金)が春分の日のため、締切は3月19日(木)に繰り上がりました。"
    ]


def test_a_registration_that_is_over_is_no_plan(calendar: OfficeCalendar) -> None:
    late = round_of("Fri 2026-11-20", calendar)
    assert reasons(late, moment("2026-11-30T23:59")) == reasons(late)
    (sentence,) = reasons(late, moment("2026-12-01"))
    assert sentence == (
        "締切後の11月23日(月)が勤労感謝の日のため、"
        "登録は通常より遅く、11月30日(月)頃の見込みでした（FAQの目安は11月27日(金)頃）。"
    )
    long = round_of("Fri 2023-05-05", calendar)
    assert reasons(long, moment("2023-06-01"))[-1] == (
        "締切後の5月3日(水)～5月7日(日)が休み（憲法記念日、みどりの日、こどもの日）のため、"
        "登録は5月12日(金)頃の見込みでした。"
    )


# The Fridays of 2023 to 2030 whose day before is closed, too, by the official list of holidays
# and 12-29 to 01-03.
ASSUMED = [
    "Fri 2023-05-05",  # Wed to Fri: 憲法記念日, みどりの日, こどもの日
    "Fri 2025-01-03",
    "Fri 2026-01-02",
    "Fri 2027-01-01",
    "Fri 2027-12-31",
    "Fri 2028-05-05",  # Wed to Fri
    "Fri 2029-05-04",  # Thu and Fri
]


def test_the_fridays_whose_cutoff_the_faq_leaves_open(calendar: OfficeCalendar) -> None:
    days = (date(2023, 1, 6).toordinal() + 7 * n for n in range(8 * 53))
    fridays = [day for day in map(date.fromordinal, days) if day.year <= 2030]
    cutoffs = [cutoff_of(friday, calendar) for friday in fridays]
    assert [cutoff.friday for cutoff in cutoffs if cutoff.is_assumed] == list(map(on, ASSUMED))
    assert all((ASSUMPTION in cutoff_reasons(c)) is c.is_assumed for c in cutoffs)


def test_a_cutoff_that_is_assumed_says_so_wherever_it_is_named(calendar: OfficeCalendar) -> None:
    def text(friday: str) -> str:
        return cutoff_text(cutoff_of(on(friday), calendar))

    assert text("Fri 2023-05-05") == "2023年5月2日(火)17:00（想定のため、ヘルプデスクに要確認）"
    assert text("Fri 2026-03-20") == "2026年3月19日(木)17:00"  # the FAQ's day before
    cutoff = cutoff_of(on("Fri 2029-05-04"), calendar)
    assert cutoff_text(cutoff, short_date) == "5月2日(水)17:00（想定のため、ヘルプデスクに要確認）"


def test_both_dates_are_named_where_they_differ(calendar: OfficeCalendar) -> None:
    late = round_of("Fri 2026-05-01", calendar).registration
    assert registration_text(late) == (
        "2026年5月13日(水)頃（FAQの目安は2026年5月8日(金)頃ですが、"
        "2026年5月13日(水)を基準に予定を立ててください）"
    )
    assert target_text(late) == "FAQの目安は5月8日(金)頃"
    plain = round_of("Fri 2026-11-27", calendar).registration
    assert registration_text(plain, short_date) == "12月4日(金)頃"
    assert target_text(plain) == ""


# A moment, and the sentences on the week's cut-off, which has passed.
PASSED = [
    ("2026-03-19T17:00:00", []),  # Thursday before 春分の日: it is in
    (
        "2026-03-19T17:00:30",
        [
            "3月20日(金)が春分の日のため、今週の締切は3月19日(木)17:00でした。",
            "17:00を過ぎたため、次回の締切になります。",
        ],
    ),
    (
        "2026-03-20T10:00",  # the Friday itself
        ["3月20日(金)が春分の日のため、今週の締切は3月19日(木)17:00でした。"],
    ),
    ("2026-03-21T10:00", []),  # Saturday: which week's cut-off is meant is not clear
    ("2026-11-27T17:00:00", []),
    (
        "2026-11-27T17:00:00.000001",
        ["今週の締切は11月27日(金)17:00でした。", "17:00を過ぎたため、次回の締切になります。"],
    ),
    ("2026-11-30T09:00", []),  # Monday
    (
        "2023-05-02T18:00",  # Tuesday; Wed to Fri are holidays
        [
            (
                "5月3日(水)～5月5日(金)が休み（憲法記念日、みどりの日、こどもの日）のため、"
                "今週の締切は5月2日(火)17:00（想定のため、ヘルプデスクに要確認）でした。"
            ),
            "17:00を過ぎたため、次回の締切になります。",
        ],
    ),
]


@pytest.mark.parametrize(("at", "sentences"), PASSED, ids=[row[0] for row in PASSED])
def test_after_this_weeks_cutoff_its_moment_is_reported(
    at: str, sentences: list[str], calendar: OfficeCalendar
) -> None:
    assert passed_this_week(moment(at), calendar) == sentences
    ahead = round_at(moment(at), calendar)
    assert reasons_now(ahead, moment(at), calendar) == [*sentences, *reasons(ahead)]


# A day of a test week, and the sentence on the week.
WEEKS = [
    ("Mon 2026-12-14", ""),
    (
        "Wed 2026-11-25",
        (
            "この週は11月23日(月)が勤労感謝の日です。テストの4日間がどの曜日かは公表されて"
            "いないため、実施されるかをヘルプデスクに確認してください。"
        ),
    ),
    (
        "Thu 2026-05-07",
        (
            "この週は5月4日(月)～5月6日(水)が休み（みどりの日、こどもの日、憲法記念日 振替休日）"
            "のため、営業日が2日です。テストの4日間に満たないため、実施されるかを"
            "ヘルプデスクに確認してください。"
        ),
    ),
    (
        "Tue 2019-04-30",
        (
            "この週は4月29日(月)～5月3日(金)が休み（昭和の日、国民の休日、天皇の即位の日、"
            "憲法記念日）のため、営業日がありません。別の週を希望してください。"
        ),
    ),
]


@pytest.mark.parametrize(("day", "sentences"), WEEKS, ids=[row[0] for row in WEEKS])
def test_a_test_week_that_is_closed_or_short_says_so(
    day: str, sentences: str, calendar: OfficeCalendar
) -> None:
    week = api_test_week(on(day), moment("2026-11-24"), calendar)
    assert "".join(week_remarks(week)) == sentences


def test_a_request_has_room_for_three_wishes() -> None:
    check_wishes(["2027-01-18", "2027-01-25", "2027-02-01"])
    with pytest.raises(MomentError, match=r"第1希望から第3希望まで.*4件"):
        check_wishes(["2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08"])


def test_dates_of_the_faq_are_distinguished_from_expected_ones() -> None:
    faqs, ours = reading_notice().split("程度です。")
    assert all(word in faqs for word in ("祝日の場合は前日", "翌週金曜日頃", "通常5営業日"))
    assert all(word in ours for word in ("前の営業日", "5営業日後", "本ツールの解釈"))
    assert "5営業日後" not in faqs
