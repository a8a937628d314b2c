"""The questions about dates, from what was typed to what is told. The dates are by hand.

Asked on Tuesday 2026-11-24 10:00, with the shipped closures 12-29 to 01-03.
"""

from datetime import date, datetime, timedelta

import pytest
import vobject

from rules.dates.workdays import OfficeCalendar
from tests.rules.days import DAY, MICROSECOND, five, on
from tests.samples import AT, TOKYO
from tests.wizard.test_cli_dates import NOTE
from wizard.core.deadlines.answers import DateAnswer, answer
from wizard.core.deadlines.inquiry import (
    API_TEST,
    HIGH,
    LOW,
    NEED,
    QUESTIONS,
    SEND,
    SUPPLY_START,
    InquiryError,
    fields_of,
)

Typed = dict[str, str]
LONG = "長期の休みを挟むため、さらに遅れることがあります。"


def ask(
    office: OfficeCalendar,
    question: str,
    typed: Typed,
    *,
    voltage: str = HIGH,
    now: datetime = AT,
) -> DateAnswer:
    return answer(question, typed, voltage, now, office)


def refusal(
    office: OfficeCalendar, question: str, typed: Typed, *, voltage: str = HIGH
) -> dict[str, str]:
    with pytest.raises(InquiryError) as raised:
        ask(office, question, typed, voltage=voltage)
    assert all(words in str(raised.value) for words in raised.value.errors.values())
    return raised.value.errors


def events(found: DateAnswer) -> dict[str, vobject.base.Component]:
    """Give the events of an answer's file by their UIDs."""
    assert found.file is not None
    file = vobject.readOne(found.file().decode("utf-8"))
    return {event.uid.value.removesuffix("@moushikomi"): event for event in file.vevent_list}


def wrong_day(label: str) -> str:
    return (
        f"{label}：「2026年11月27日」または「2026/11/27」の形式で、"
        "実在する日付を入力してください（1986年から2099年まで）。"
    )


# What is sent when: the day and the time as typed, the moment as told, the cut-off, its
# registration, and those of who misses it.
FRIDAY = ("2026年11月27日(金)17:00", "2026年12月4日(金)")
NEXT = ("2026年12月4日(金)17:00", "2026年12月11日(金)")
AFTER = ("2026年12月11日(金)17:00", "2026年12月18日(金)")
LATE = ("今週の締切は11月27日(金)17:00でした。", "17:00を過ぎたため、次回の締切になります。")
SENT = [
    ("2026年11月27日", "16:30", "2026年11月27日(金)16:30", FRIDAY, NEXT),
    ("2026年11月27日", "", "2026年11月27日(金)", FRIDAY, NEXT),
    ("2026年11月27日", "　", "2026年11月27日(金)", FRIDAY, NEXT),
    ("２０２６年１１月２７日", "１７：００", "2026年11月27日(金)17:00", FRIDAY, NEXT),
    ("2026/11/27", "17時", "2026年11月27日(金)17:00", FRIDAY, NEXT),
    ("２０２６／１１／２７", "１７時１分", "2026年11月27日(金)17:01", NEXT, AFTER),
    ("2026-11-27", "17時1分", "2026年11月27日(金)17:01", NEXT, AFTER),
    ("2026.11.27", "17:01", "2026年11月27日(金)17:01", NEXT, AFTER),
    ("20261127", "9:05", "2026年11月27日(金)09:05", FRIDAY, NEXT),
    (" 2026 年 11 月 27 日 ", "　０時　", "2026年11月27日(金)00:00", FRIDAY, NEXT),
    ("2026/11/24", "23:59", "2026年11月24日(火)23:59", FRIDAY, NEXT),
    ("2026/11/28", "", "2026年11月28日(土)", NEXT, AFTER),
]


@pytest.mark.parametrize(("day", "time", "when", "closes", "after"), SENT)
def test_a_sent_application_has_its_cutoff_and_the_next_one(  # noqa: PLR0913 - a row
    *,
    day: str,
    time: str,
    when: str,
    closes: tuple[str, str],
    after: tuple[str, str],
    calendar: OfficeCalendar,
) -> None:
    found = ask(calendar, SEND, {"send-day": day, "send-time": time})
    assert found.title == f"{when}に提出する場合"
    assert found.lines == (
        f"{closes[0]}の締切分となり、登録は{closes[1]}頃の見込みです。",
        f"これに間に合わない場合は、{after[0]}の締切分となり、登録は{after[1]}頃の見込みです。",
    )
    is_just_late = when == "2026年11月27日(金)17:01"
    assert found.why == (LATE if is_just_late else ())
    assert (found.source, found.is_late) == ("3-4", False)


def test_sending_marks_its_day_and_shows_the_month_of_its_cutoff(calendar: OfficeCalendar) -> None:
    # Sat 2026-10-31: Fri 11-06
    found = ask(calendar, SEND, {"send-day": "2026/10/31"})
    assert found.marks == {on("Sat 2026-10-31"): "提出日"}
    assert found.show == on("Fri 2026-11-06")
    assert found.file_name == "利用申込書の締切.ics"


def test_sending_says_why_dates_move(calendar: OfficeCalendar) -> None:
    # Fri 2027-01-01 is closed since Tue 12-29
    found = ask(calendar, SEND, {"send-day": "2026/12/26"})
    assert found.lines == (
        (
            "2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認）の締切分となり、"
            "登録は2027年1月8日(金)頃の見込みです。"
        ),
        (
            "これに間に合わない場合は、2027年1月8日(金)17:00の締切分となり、登録は2027年1月18日(月)頃"
            "（FAQの目安は2027年1月15日(金)頃ですが、2027年1月18日(月)を基準に予定を立ててください）の見込みです。"
        ),
    )
    days = "12月29日(火)～1月{}が休み（年末年始の休業（想定）、元日）のため、"
    moved, assumed, closed, long = found.why
    assert moved == days.format("1日(金)") + "締切は12月28日(月)に繰り上がります。"
    assert "FAQに記載されていません" in assumed
    assert "ヘルプデスクに確認してください" in assumed
    assert closed == f"締切後の{days.format('3日(日)')}登録は1月8日(金)頃の見込みです。"
    assert long == LONG
    shown = events(found)
    assert list(shown) == ["cutoff-2027-01-01", "registration-2027-01-01"]
    assert shown["cutoff-2027-01-01"].dtstart.value == five("Mon 2026-12-28")
    assert shown["registration-2027-01-01"].dtstart.value == on("Fri 2027-01-08")


def test_without_closures_the_answer_is_another(holidays_only: OfficeCalendar) -> None:
    # Fri 2027-01-01 is 元日; Thu 12-31 is open
    found = ask(holidays_only, SEND, {"send-day": "2026/12/26"})
    assert found.lines[0] == (
        "2026年12月31日(木)17:00の締切分となり、登録は2027年1月8日(金)頃の見込みです。"
    )


@pytest.mark.parametrize(
    "time", ["25:00", "24:00", "16:60", "16", "16:", ":30", "16:30:00", "午後4時半", "-1:00", "時"]
)
def test_what_is_no_time_is_refused_at_its_field(time: str, calendar: OfficeCalendar) -> None:
    assert refusal(calendar, SEND, {"send-day": "2026/11/27", "send-time": time}) == {
        "send-time": "提出時刻：「16:30」のように、24時間表記で入力してください。"
    }


NO_DAYS = [
    "",
    "　",
    "あした",
    "11月27日",
    "2026年11月",
    "2026/13/01",
    "2026年2月29日",  # 2026 is no leap year
    "2026-11-31",
    "26/11/27",
    "2026/11/27 16:30",
    "1985年12月31日",
    "2100年1月1日",
]
FIELDS = [
    (SEND, HIGH, {"send-day": "提出日"}),
    (NEED, HIGH, {"need-day": "利用開始希望日"}),
    (API_TEST, HIGH, {"test-1": "第1希望の週"}),
    (SUPPLY_START, HIGH, {"base-day": "登録日"}),
    (
        *(SUPPLY_START, LOW),
        {"base-day": "登録日", "reading-1": "次回の検針日", "reading-2": "次々回の検針日"},
    ),
]


@pytest.mark.parametrize("text", NO_DAYS)
@pytest.mark.parametrize(("question", "voltage", "labels"), FIELDS)
def test_what_is_no_day_is_refused_at_its_field(
    *, text: str, question: str, voltage: str, labels: dict[str, str], calendar: OfficeCalendar
) -> None:
    messages = refusal(calendar, question, dict.fromkeys(labels, text), voltage=voltage)
    assert messages == {key: wrong_day(label) for key, label in labels.items()}


def test_every_field_that_must_be_filled_is_asked_for() -> None:
    for question, voltage, labels in FIELDS:
        asked = fields_of(question, voltage)
        assert {field.key: field.label for field in asked if field.is_needed} == labels
        assert all(field.hint for field in asked)
    assert {row[0] for row in FIELDS} == set(QUESTIONS)


def test_what_was_not_typed_at_all_is_refused_like_what_is_empty(calendar: OfficeCalendar) -> None:
    assert refusal(calendar, NEED, {}) == {"need-day": wrong_day("利用開始希望日")}


def test_wishes_that_are_optional_may_be_empty_but_not_wrong(calendar: OfficeCalendar) -> None:
    typed = {"test-1": "2026/12/07", "test-2": "　", "test-3": "2026/99/99"}
    assert refusal(calendar, API_TEST, typed) == {"test-3": wrong_day("第3希望の週")}
    found = ask(calendar, API_TEST, typed | {"test-3": ""})
    assert len(found.lines) == 2


def test_several_wrong_fields_are_reported_at_once(calendar: OfficeCalendar) -> None:
    typed = {"test-1": "", "test-2": "2100/1/1", "test-3": "2026/12/07"}
    assert refusal(calendar, API_TEST, typed) == {
        "test-1": wrong_day("第1希望の週"),
        "test-2": wrong_day("第2希望の週"),
    }
    typed = {"base-day": "2026/11/24", "reading-1": "？", "reading-2": ""}
    assert refusal(calendar, SUPPLY_START, typed, voltage=LOW) == {
        "reading-1": wrong_day("次回の検針日"),
        "reading-2": wrong_day("次々回の検針日"),
    }


# The day that was typed, the last cut-off and its registration, how many cut-offs are left.
IN_TIME = [
    ("2026年12月4日", "2026年11月27日(金)17:00", "2026年12月4日(金)頃", 1),
    ("２０２６／１２／１０", "2026年11月27日(金)17:00", "2026年12月4日(金)頃", 1),
    ("2026-12-11", "2026年12月4日(金)17:00", "2026年12月11日(金)頃", 2),
    ("2026/12/25", "2026年12月18日(金)17:00", "2026年12月25日(金)頃", 4),
    ("2027/1/6", "2026年12月18日(金)17:00", "2026年12月25日(金)頃", 4),
    (
        *("2027/1/7", "2026年12月25日(金)17:00"),
        (
            "2027年1月7日(木)頃（FAQの目安は2027年1月1日(金)頃ですが、"
            "2027年1月7日(木)を基準に予定を立ててください）"
        ),
        5,
    ),
    # the Friday is 元日, and the day before is taken as closed, too
    (
        *("2027/1/8", "2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認）"),
        "2027年1月8日(金)頃",
        6,
    ),
]


@pytest.mark.parametrize(("day", "closes", "registered", "count"), IN_TIME)
def test_a_needed_day_gets_the_last_cutoff_that_makes_it(
    *, day: str, closes: str, registered: str, count: int, calendar: OfficeCalendar
) -> None:
    found = ask(calendar, NEED, {"need-day": day})
    left = (
        "これが最後の締切です。"
        if count == 1
        else "早めに提出すれば、不備があっても再提出が間に合います。"
    )
    assert found.lines == (
        f"{closes}までに提出してください。登録は{registered}の見込みです。",
        f"間に合う締切は、これを含めてあと{count}回です。{left}",
    )
    assert found.is_late is False


def test_a_need_is_marked_and_its_cutoff_is_in_the_file(calendar: OfficeCalendar) -> None:
    found = ask(calendar, NEED, {"need-day": "2027/1/7"})
    assert found.title == "2027年1月7日(木)から利用する場合"
    assert found.marks == {on("Thu 2027-01-07"): "利用開始希望日"}
    assert found.show == on("Fri 2026-12-25")
    assert found.why == (
        (
            "締切後の12月29日(火)～1月3日(日)が休み（年末年始の休業（想定）、元日）のため、"
            "登録は通常より遅く、1月7日(木)頃の見込みです。"
        ),
        "FAQの目安（翌週金曜日頃）では1月1日(金)頃ですが、1月7日(木)を基準に予定を立ててください。",
        LONG,
    )
    shown = events(found)
    assert shown["cutoff-2026-12-25"].dtstart.value == five("Fri 2026-12-25")
    assert shown["registration-2026-12-25"].dtstart.value == on("Thu 2027-01-07")


@pytest.mark.parametrize("day", ["2026/12/3", "2026/11/24", "2026/11/23", "1986/1/1"])
def test_too_late_a_wish_gets_the_earliest_day(day: str, calendar: OfficeCalendar) -> None:
    found = ask(calendar, NEED, {"need-day": day})
    assert found.is_late is True
    assert found.lines == (
        "希望日までの登録には間に合いません。",
        "最も早い登録は、2026年11月27日(金)17:00までに提出した場合の2026年12月4日(金)頃の見込みです。",
    )
    assert found.show == on("Fri 2026-11-27")
    assert list(events(found)) == ["cutoff-2026-11-27", "registration-2026-11-27"]


def test_the_last_chance_ends_after_five(calendar: OfficeCalendar) -> None:
    at_five, typed = five("Fri 2026-11-27"), {"need-day": "2026/12/4"}
    last = ask(calendar, NEED, typed, now=at_five)
    assert last.lines[1] == "間に合う締切は、これを含めてあと1回です。これが最後の締切です。"
    late = ask(calendar, NEED, typed, now=at_five + MICROSECOND)
    assert late.is_late is True
    assert late.lines[1] == (
        "最も早い登録は、2026年12月4日(金)17:00までに提出した場合の2026年12月11日(金)頃の見込みです。"
    )


def test_a_year_that_is_not_announced_is_marked_as_a_prediction(calendar: OfficeCalendar) -> None:
    for question, key in ((SEND, "send-day"), (NEED, "need-day"), (API_TEST, "test-1")):
        assert NOTE not in ask(calendar, question, {key: "2027/6/2"}).why  # Wednesday
        assert NOTE in ask(calendar, question, {key: "2037/6/3"}).why  # Wednesday


def test_wished_weeks_are_listed_the_earliest_first(calendar: OfficeCalendar) -> None:
    # the Friday two weeks before: Fri 2027-01-01 (Mon 2026-12-28), Fri 11-27, and Fri 11-20, past
    typed = {"test-1": "２０２７年１月１３日", "test-2": "2026/12/10", "test-3": "2026-11-30"}
    found = ask(calendar, API_TEST, typed)
    assert found.title == "API連携テストの申込みの締切"
    assert found.lines == (
        "最初の締切は2026年11月27日(金)17:00です。",
        "第3希望　2026年11月30日(月)の週：締切は2026年11月20日(金)17:00（締切済み）",
        "第2希望　2026年12月7日(月)の週：締切は2026年11月27日(金)17:00（受付中）",
        (
            "第1希望　2027年1月11日(月)の週：締切は2026年12月28日(月)17:00"
            "（想定のため、ヘルプデスクに要確認）（受付中）"
        ),
    )
    assert found.why == (
        (
            "第1希望：12月29日(火)～1月1日(金)が休み"
            "（年末年始の休業（想定）、元日）のため、締切は12月28日(月)に繰り上がります。"
        ),
        (
            "第1希望：金曜日も前日も休みの場合の締切は、FAQに記載されていません。"
            "その前の営業日とするのは本ツールの想定のため、ヘルプデスクに確認してください。"
        ),
        (
            "第1希望：この週は1月11日(月)が成人の日です。テストの4日間がどの曜日かは公表されて"
            "いないため、実施されるかをヘルプデスクに確認してください。"
        ),
    )
    assert (found.source, found.is_late) == ("4-2", False)
    assert found.show == on("Fri 2026-11-27")


def test_wished_weeks_are_marked_from_monday_to_friday(calendar: OfficeCalendar) -> None:
    found = ask(calendar, API_TEST, {"test-1": "2026/12/16", "test-3": "2026/12/11"})
    assert found.marks == {on("Mon 2026-12-14") + DAY * n: "第1希望" for n in range(5)} | {
        on("Mon 2026-12-07") + DAY * n: "第3希望" for n in range(5)
    }


def test_a_week_that_is_wished_before_is_refused_at_its_field(calendar: OfficeCalendar) -> None:
    typed = {"test-1": "2026/12/16", "test-2": "2026/12/7", "test-3": "2026/12/14"}
    message = "第3希望の週：2026年12月14日の週は第1希望と同じです。別の週を指定してください。"
    assert refusal(calendar, API_TEST, typed) == {"test-3": message}


def test_the_file_of_a_test_has_the_weeks_that_are_open(calendar: OfficeCalendar) -> None:
    typed = {"test-1": "2027/1/13", "test-2": "2026/12/10", "test-3": "2026/11/30"}
    found = ask(calendar, API_TEST, typed)
    assert found.file_name == "API連携テストの締切.ics"
    shown = events(found)
    assert set(shown) == {
        "api-test-cutoff-2026-12-07",
        "api-test-week-2026-12-07",
        "api-test-cutoff-2027-01-11",
        "api-test-week-2027-01-11",
    }
    assert shown["api-test-cutoff-2027-01-11"].dtstart.value == five("Mon 2026-12-28")
    assert shown["api-test-week-2027-01-11"].dtstart.value == on("Mon 2027-01-11")


def test_a_weekend_names_no_week_and_is_refused_at_its_field(calendar: OfficeCalendar) -> None:
    typed = {"test-1": "2026/12/07", "test-2": "2026/12/05", "test-3": "2026年12月6日"}
    messages = "テストを希望する週の、月曜日から金曜日のいずれかを指定してください。"
    assert refusal(calendar, API_TEST, typed) == {
        "test-2": f"第2希望の週：2026年12月5日は土曜日または日曜日です。{messages}",
        "test-3": f"第3希望の週：2026年12月6日は土曜日または日曜日です。{messages}",
    }


def test_weeks_that_are_all_closed_have_no_file(calendar: OfficeCalendar) -> None:
    found = ask(calendar, API_TEST, {"test-1": "2026/12/04", "test-2": "2026/11/24"})
    assert found.lines == (
        "いずれの週の申込みも締切を過ぎています。",
        "第2希望　2026年11月23日(月)の週：締切は2026年11月13日(金)17:00（締切済み）",
        "第1希望　2026年11月30日(月)の週：締切は2026年11月20日(金)17:00（締切済み）",
    )
    assert (found.is_late, found.file) == (True, None)
    assert found.show == on("Fri 2026-11-13")


def test_a_week_closes_after_five(calendar: OfficeCalendar) -> None:
    at_five, typed = five("Fri 2026-11-27"), {"test-1": "2026/12/07"}
    assert ask(calendar, API_TEST, typed, now=at_five).is_late is False
    assert ask(calendar, API_TEST, typed, now=at_five + MICROSECOND).is_late is True


def test_high_voltage_reaches_a_year_ahead(calendar: OfficeCalendar) -> None:
    found = ask(calendar, SUPPLY_START, {"base-day": "２０２６年１１月２４日"})
    assert found.title == "2026年11月24日(火)に登録する場合（高圧）"
    assert found.lines == ("供給開始日は2027年11月24日(水)まで登録できます。",)
    assert found.why == ("高圧は365暦日先まで登録できます。",)
    assert found.source == "5-1"
    assert found.show == on("Wed 2027-11-24")
    assert found.marks == {
        on("Tue 2026-11-24"): "登録日",
        on("Wed 2027-11-24"): "供給開始日の末日",
    }


def test_a_leap_day_between_is_reported(calendar: OfficeCalendar) -> None:
    found = ask(calendar, SUPPLY_START, {"base-day": "2027/3/1"})
    assert found.lines == ("供給開始日は2028年3月1日(水)まで登録できます。",)
    assert found.why == (
        (
            "高圧は365暦日先まで（閏年は366暦日先まで）登録できます。期間に2月29日が含まれるため"
            "366暦日先としましたが、2028年3月1日(水)は閏年の数え方によっては登録できない場合があります。"
            "確実に登録できるのは2028年2月29日(火)までです。"
        ),
    )


def test_low_voltage_reaches_the_reading_after_next(calendar: OfficeCalendar) -> None:
    typed = {"base-day": "2026/11/24", "reading-1": "2026/12/10", "reading-2": "2027/1/12"}
    found = ask(calendar, SUPPLY_START, typed, voltage=LOW)
    assert found.title == "2026年11月24日(火)に登録する場合（低圧）"
    assert found.lines == ("供給開始日は2027年1月12日(火)まで登録できます。",)
    assert found.why == ("低圧は次々回の検針日（2027年1月12日(火)）まで登録できます。",)
    shown = events(found)["supply-start-low-2026-11-24-2027-01-12"]
    assert shown.dtstart.value == on("Tue 2027-01-12")
    assert shown.dtend.value - shown.dtstart.value == timedelta(days=1)


@pytest.mark.parametrize(
    ("following", "after_next"),
    [
        ("2027/1/12", "2026/12/10"),  # the wrong way round
        ("2026/12/10", "2026/12/10"),  # one day twice
        ("2026/11/24", "2026/12/10"),  # the base itself
    ],
)
def test_readings_that_do_not_follow_are_refused_at_the_first(
    following: str, after_next: str, calendar: OfficeCalendar
) -> None:
    typed = {"base-day": "2026/11/24", "reading-1": following, "reading-2": after_next}
    assert refusal(calendar, SUPPLY_START, typed, voltage=LOW) == {
        "reading-1": "検針日は、登録日より後の次回・次々回の順に指定してください。"
    }


def test_the_high_voltage_asks_no_readings(calendar: OfficeCalendar) -> None:
    typed = {"base-day": "2026/11/24", "reading-1": "？", "reading-2": "？"}
    assert ask(calendar, SUPPLY_START, typed).show == date(2027, 11, 24)


def test_an_answer_is_stamped_with_the_moment_of_asking(calendar: OfficeCalendar) -> None:
    now = datetime(2026, 11, 24, 9, 30, tzinfo=TOKYO)
    found = ask(calendar, SEND, {"send-day": "2026/11/27"}, now=now)
    assert {event.dtstamp.value for event in events(found).values()} == {now}


def test_everything_that_is_wrong_is_reported_at_once(calendar: OfficeCalendar) -> None:
    messages = refusal(calendar, SEND, {"send-day": "？", "send-time": "25:00"})
    assert set(messages) == {"send-day", "send-time"}
    messages = refusal(calendar, API_TEST, {"test-1": "？", "test-2": "2026/12/5"})  # a Saturday
    assert set(messages) == {"test-1", "test-2"}
