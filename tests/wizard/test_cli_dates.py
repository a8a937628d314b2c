"""deadline --need-by, calendar, api-test and supply-start on the command line."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.rules.days import on
from tests.samples import PROJECT
from tests.wizard.calling import AT, Call, Called, assert_one_line
from tests.wizard.conftest import Save

OFFICIAL = int(
    tomllib.loads((PROJECT / "rules" / "dates" / "holidays.toml").read_text(encoding="utf-8"))[
        "official_through"
    ]
)
NOTE = f"{OFFICIAL + 1}年以降の祝日は公表前のため、見込みです。"
NOW = ("--at", "2026-11-24T10:00")
YEAR_END = "年末年始の休業（想定）"

CLOSED_IN_JUNE = '[[closure]]\nname = "創立記念日"\nfrom = "2026-06-05"\nto = "2026-06-05"\n'


def _day(text: str, why: str) -> dict[str, str]:
    return {"date": on(text).isoformat(), "why": why}


def _answer(called: Called) -> Called:
    assert called.status == 0, called.err
    assert called.err == ""
    return called


def _english(text: str) -> list[str]:
    """List what looks like English but for options, placeholders and names."""
    for known in ("moushikomi", "API", "FAQ", "JSON", "FILE", "none", "YEAR", "DATE", "OPTIONS",
                  "high", "low", "TOML", "ics", "iCalendar", "UTF", "UID"):  # fmt: skip
        text = re.sub(rf"\b{known}\b", "", text, flags=re.ASCII)
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"--[a-z-]+", "", text))


# deadline --need-by

MAKES_IT = {
    "need_by": "2026-12-10",  # Thursday
    "possible": True,
    "last_cutoff": {
        "closes_at": "2026-11-27T17:00:00+09:00",  # Friday
        "friday": "2026-11-27",
        "moved": [],
    },
    "registration": {
        "target": "2026-12-04",  # Friday
        "expected": "2026-12-04",
        "may_slip": False,
        "because": [],
    },
    "cutoffs_left": 1,
    "earliest": "2026-12-04",
}
TOO_LATE = {
    "need_by": "2026-12-03",  # Thursday
    "possible": False,
    "last_cutoff": None,
    "registration": None,
    "cutoffs_left": 0,
    "earliest": "2026-12-04",  # Friday
}
OVER_NEW_YEAR = {
    "need_by": "2027-01-10",  # Sunday
    "possible": True,
    "last_cutoff": {
        "closes_at": "2026-12-28T17:00:00+09:00",  # Monday
        "friday": "2027-01-01",
        "moved": [
            _day("Tue 2026-12-29", YEAR_END),
            _day("Wed 2026-12-30", YEAR_END),
            _day("Thu 2026-12-31", YEAR_END),
            _day("Fri 2027-01-01", "元日"),
        ],
    },
    "registration": {
        "target": "2027-01-08",  # Friday
        "expected": "2027-01-08",
        "may_slip": True,
        "because": [
            _day("Tue 2026-12-29", YEAR_END),
            _day("Wed 2026-12-30", YEAR_END),
            _day("Thu 2026-12-31", YEAR_END),
            _day("Fri 2027-01-01", "元日"),
            _day("Sat 2027-01-02", YEAR_END),
            _day("Sun 2027-01-03", YEAR_END),
        ],
    },
    "cutoffs_left": 6,
    "earliest": "2026-12-04",
}


def test_days_of_need_are_answered_one_by_one_in_order(call: Call) -> None:
    days = ("--need-by", "2027-01-10", "--need-by", "2026-12-03", "--need-by", "2026-12-10")
    called = _answer(call("deadline", *NOW, *days, "--json"))
    assert called.json == [OVER_NEW_YEAR, TOO_LATE, MAKES_IT]


def test_the_moment_of_a_plan_is_in_at_five_and_late_a_microsecond_after(call: Call) -> None:
    def plan(at: str) -> tuple[object, object, object]:
        (found,) = call("deadline", "--need-by", "2026-12-04", "--at", at, "--json").json
        return found["possible"], found["cutoffs_left"], found["earliest"]

    assert plan("2026-11-27T17:00:00") == (True, 1, "2026-12-04")
    assert plan("2026-11-27T17:00:00.000001") == (False, 0, "2026-12-11")
    assert plan("2026-11-26T22:00-10:00") == (True, 1, "2026-12-04")  # Honolulu


def test_a_day_of_need_in_the_past_is_too_late_and_no_wrong_call(call: Call) -> None:
    (found,) = _answer(call("deadline", *NOW, "--need-by", "2016-01-01", "--json")).json
    assert (found["possible"], found["earliest"]) == (False, "2026-12-04")


def test_a_plan_reckons_with_the_closures_that_are_given(call: Call, saved: Save) -> None:
    def last(need_by: str, *words: str | Path) -> str:
        asked = ("deadline", "--at", "2026-05-25", "--need-by", need_by, "--json")  # Monday
        (found,) = _answer(call(*asked, *words)).json
        return str(found["last_cutoff"]["closes_at"])

    assert last("2026-06-12") == "2026-06-05T17:00:00+09:00"  # Friday to Friday
    file = saved("closures.toml", CLOSED_IN_JUNE)
    assert last("2026-06-12", "--closures", file) == "2026-06-04T17:00:00+09:00"  # Thursday
    assert last("2027-01-04") == "2026-12-18T17:00:00+09:00"  # Monday; Fri 12-18 makes Fri 12-25
    none = last("2027-01-04", "--closures", "none")
    assert (
        none == "2026-12-25T17:00:00+09:00"
    )  # five open days from Mon 12-28 to Fri 01-01 less 元日


def test_a_plan_is_described_in_words_with_its_reasons(call: Call) -> None:
    out = _answer(call("deadline", *NOW, "--need-by", "2027-01-10")).out
    for words in (
        "2027年1月10日(日)",
        "2026年12月28日(月)17:00",
        "2027年1月8日(金)頃",
        "12月29日(火)～1月1日(金)が休み（年末年始の休業（想定）、元日）のため、",
        "締切は12月28日(月)に繰り上がります",
        "遅れることがあります",
        "あと6回",
    ):
        assert words in out
    assert _english(out) == []


def test_what_is_too_late_is_reported_with_the_earliest_day(call: Call) -> None:
    out = _answer(call("deadline", *NOW, "--need-by", "2026-12-03")).out
    assert "間に合いません" in out
    assert "最も早い登録は2026年12月4日(金)" in out
    assert _english(out) == []


# calendar

LISTED_2026 = {
    "2026-01-09": {  # 成人の日 on Mon 01-12
        "friday": "2026-01-09",
        "closes_at": "2026-01-09T17:00:00+09:00",
        "moved": [],
        "target": "2026-01-16",
        "expected": "2026-01-19",  # Monday
        "may_slip": False,
    },
    "2026-03-20": {
        "friday": "2026-03-20",
        "closes_at": "2026-03-19T17:00:00+09:00",  # Thursday
        "moved": [_day("Fri 2026-03-20", "春分の日")],
        "target": "2026-03-27",
        "expected": "2026-03-27",
        "may_slip": False,
    },
    "2026-05-01": {
        "friday": "2026-05-01",
        "closes_at": "2026-05-01T17:00:00+09:00",
        "moved": [],
        "target": "2026-05-08",
        "expected": "2026-05-13",  # Wednesday
        "may_slip": True,
    },
    "2026-12-25": {
        "friday": "2026-12-25",
        "closes_at": "2026-12-25T17:00:00+09:00",
        "moved": [],
        "target": "2027-01-01",
        "expected": "2027-01-07",  # Thursday
        "may_slip": True,
    },
}


def test_a_year_is_listed_with_its_closed_days(call: Call) -> None:
    year = _answer(call("calendar", "2026", "--json")).json
    assert list(year) == ["year", "cutoffs", "closed_days", "official_through"]
    assert year["year"] == 2026
    assert year["official_through"] == OFFICIAL
    by_friday = {found["friday"]: found for found in year["cutoffs"]}
    assert len(by_friday) == len(year["cutoffs"]) == 51
    assert {friday: by_friday[friday] for friday in LISTED_2026} == LISTED_2026
    assert [found["friday"] for found in year["cutoffs"]] == sorted(by_friday)
    assert min(by_friday) == "2026-01-09"  # Fri 01-02 shares the cut-off of Fri 2025-12-26
    assert max(by_friday) == "2026-12-25"
    assert year["closed_days"][:4] == [
        _day("Thu 2026-01-01", "元日"),
        _day("Fri 2026-01-02", YEAR_END),
        _day("Sat 2026-01-03", YEAR_END),
        _day("Mon 2026-01-12", "成人の日"),
    ]
    assert len(year["closed_days"]) == 23
    assert year["closed_days"][-1] == _day("Thu 2026-12-31", YEAR_END)


def test_a_cutoff_in_december_may_belong_to_the_year_after(call: Call) -> None:
    first = call("calendar", "2027", "--json").json["cutoffs"][0]
    assert (first["friday"], first["closes_at"]) == ("2027-01-01", "2026-12-28T17:00:00+09:00")


def test_two_fridays_with_one_cutoff_are_listed_once(call: Call) -> None:
    listed = call("calendar", "2019", "--json").json["cutoffs"]
    fridays = [found["friday"] for found in listed if "2019-04-2" < found["friday"] < "2019-05-11"]
    assert fridays == ["2019-04-26", "2019-05-10"]
    out = call("calendar", "2019").out
    assert out.count("2019年4月26日(金)17:00") == 1


def test_a_year_reckons_with_the_closures_that_are_given(call: Call, saved: Save) -> None:
    none = _answer(call("calendar", "2026", "--json", "--closures", "none")).json
    assert len(none["cutoffs"]) == 52
    assert none["cutoffs"][0]["friday"] == "2026-01-02"
    assert len(none["closed_days"]) == 18
    assert YEAR_END not in {day["why"] for day in none["closed_days"]}
    file = saved("closures.toml", CLOSED_IN_JUNE)
    june = _answer(call("calendar", "2026", "--json", "--closures", file)).json
    moved = {found["friday"]: found["moved"] for found in june["cutoffs"]}["2026-06-05"]
    assert moved == [_day("Fri 2026-06-05", "創立記念日")]
    assert _day("Fri 2026-06-05", "創立記念日") in june["closed_days"]


def test_a_year_is_described_in_words_with_its_reasons(call: Call) -> None:
    out = _answer(call("calendar", "2026")).out
    assert out.count("締切 → ") == 51
    assert "2026年5月1日(金)17:00 締切 → 2026年5月13日(水)頃" in out
    assert "3月20日(金)が春分の日のため、締切は3月19日(木)に繰り上がります" in out
    assert "遅れることがあります" in out
    assert "休業日：1月1日(木) 元日、1月2日(金)～1月3日(土) 年末年始の休業（想定）、" in out
    assert "公表前" not in out
    assert _english(out) == []


# api-test


def test_test_weeks_are_answered_in_the_order_asked(call: Call) -> None:
    # the weeks of Mon 12-14, Mon 03-30 (春分の日 moves its cut-off) and Mon 11-23
    days = ("2026-12-16", "2026-03-31", "2026-11-27")
    called = _answer(call("api-test", *days, "--at", "2026-11-13T17:00", "--json"))
    assert called.json == [
        {
            "test_week_of": "2026-12-14",
            "cutoff": {
                "closes_at": "2026-12-04T17:00:00+09:00",
                "friday": "2026-12-04",
                "moved": [],
            },
            "open": True,
        },
        {
            "test_week_of": "2026-03-30",
            "cutoff": {
                "closes_at": "2026-03-19T17:00:00+09:00",
                "friday": "2026-03-20",
                "moved": [_day("Fri 2026-03-20", "春分の日")],
            },
            "open": False,
        },
        {
            "test_week_of": "2026-11-23",
            "cutoff": {
                "closes_at": "2026-11-13T17:00:00+09:00",
                "friday": "2026-11-13",
                "moved": [],
            },
            "open": True,
        },
    ]


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-03-19T17:00:00", True),
        ("2026-03-19T17:00:00.000001", False),
        ("2026-03-19T08:00:00Z", True),
        ("2026-03-20T16:00", False),  # the Friday is 春分の日
    ],
)
def test_a_test_week_is_open_up_to_five(at: str, call: Call, *, is_open: bool) -> None:
    for day in ("2026-03-30", "2026-04-01", "2026-04-03"):  # Monday, Wednesday, Friday
        (week,) = _answer(call("api-test", day, "--at", at, "--json")).json
        assert (week["test_week_of"], week["open"]) == ("2026-03-30", is_open)


def test_test_weeks_reckon_with_the_closures_that_are_given(call: Call, saved: Save) -> None:
    def closes(day: str, *words: str | Path) -> str:
        (week,) = _answer(call("api-test", day, *NOW, "--json", *words)).json
        return str(week["cutoff"]["closes_at"])

    assert closes("2027-01-12") == "2026-12-28T17:00:00+09:00"  # Monday
    assert closes("2027-01-12", "--closures", "none") == "2026-12-31T17:00:00+09:00"  # Thursday
    file = saved("closures.toml", CLOSED_IN_JUNE)
    assert closes("2026-06-15", "--closures", file) == "2026-06-04T17:00:00+09:00"  # Thursday


def test_test_weeks_are_described_in_words_with_their_reasons(call: Call) -> None:
    out = _answer(call("api-test", "2026-03-31", "2026-12-16", *NOW)).out
    first, reason, second = out.splitlines()
    assert "第1希望" in first
    assert "2026年3月30日(月)の週" in first
    assert "2026年3月19日(木)17:00" in first
    assert "締切済み" in first
    assert "3月20日(金)が春分の日のため" in reason
    assert "第2希望" in second
    assert "受付中" in second
    assert _english(out) == []


# supply-start


def _supply(call: Call, *words: str) -> dict[str, str]:
    answer = _answer(call("supply-start", *words, "--json")).json
    assert list(answer) == ["latest", "latest_certain", "because"]
    assert all(isinstance(value, str) for value in answer.values())
    assert _english(answer["because"]) == []
    return dict(answer)


@pytest.mark.parametrize(
    ("base", "latest", "certain"),
    [
        ("2026-11-24", "2027-11-24", "2027-11-24"),
        ("2027-02-28", "2028-02-28", "2028-02-28"),
        ("2027-03-01", "2028-03-01", "2028-02-29"),
        ("2028-02-28", "2029-02-28", "2029-02-27"),
        ("2028-02-29", "2029-02-28", "2029-02-28"),
        ("2028-03-01", "2029-03-01", "2029-03-01"),
        ("2099-12-31", "2100-12-31", "2100-12-31"),
    ],
)
def test_high_voltage(base: str, latest: str, certain: str, call: Call) -> None:
    answer = _supply(call, "--voltage", "high", "--from", base)
    assert (answer["latest"], answer["latest_certain"]) == (latest, certain)
    assert ("366" in answer["because"]) is (latest != certain)


def test_low_voltage(call: Call) -> None:
    readings = ("--meter-reading", "2026-12-10", "2027-01-12")
    answer = _supply(call, "--voltage", "low", "--from", "2026-11-24", *readings)
    assert answer["latest"] == answer["latest_certain"] == "2027-01-12"  # Tuesday
    assert "次々回の検針日（2027年1月12日(火)）" in answer["because"]


def test_a_supply_start_is_described_in_words_with_its_reason(call: Call) -> None:
    out = _answer(call("supply-start", "--voltage", "high", "--from", "2027-03-01")).out
    for words in ("2028年3月1日(水)まで", "366暦日", "2028年2月29日(火)", "確実"):
        assert words in out
    assert _english(out) == []


# what lies past the announced holidays is a prediction

READY = {
    "deadline": ["deadline", "--at", f"{OFFICIAL + 1}-06-01"],
    "need-by": ["deadline", *NOW, "--need-by", f"{OFFICIAL + 1}-06-01"],
    "calendar": ["calendar", f"{OFFICIAL + 1}"],
    "calendar 2099": ["calendar", "2099"],
    "expected in the next year": ["deadline", "--at", f"{OFFICIAL}-12-28T16:00"],
}
UNREADY = {
    "api-test": ["api-test", f"{OFFICIAL + 1}-07-05", *NOW],
    "a year whose last registrations are in the next": ["calendar", f"{OFFICIAL}"],
    "too late, the earliest in the next year": [
        "deadline", "--at", f"{OFFICIAL}-12-28T18:00", "--need-by", f"{OFFICIAL}-12-30",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        *[pytest.param(words, id=name) for name, words in READY.items()],
        *[pytest.param(words, id=name) for name, words in UNREADY.items()],
    ],
)
def test_what_lies_past_the_announced_holidays_is_marked_as_a_prediction(
    words: list[str], call: Call
) -> None:
    assert NOTE in _answer(call(*words)).out


@pytest.mark.parametrize(
    "words",
    [
        ["deadline", *NOW],
        ["deadline", *NOW, "--need-by", "2026-12-31"],
        ["calendar", "2026"],
        ["api-test", "2026-12-16", *NOW],
    ],
    ids=" ".join,
)
def test_announced_years_are_no_prediction(words: list[str], call: Call) -> None:
    assert "公表前" not in _answer(call(*words)).out


# wrong calls

LOW = ["supply-start", "--voltage", "low", "--from", "2026-11-24"]
WRONG_CALLS = [
    ["deadline", "--need-by"],
    ["deadline", *NOW, "--need-by", ""],
    ["deadline", *NOW, "--need-by", "あした"],
    ["deadline", *NOW, "--need-by", "2026-02-30"],
    ["deadline", *NOW, "--need-by", "2026-11"],
    ["deadline", *NOW, "--need-by", "1985-12-31"],
    ["deadline", *NOW, "--need-by", "2100-01-01"],
    ["deadline", *NOW, "--need-by", "2026-12-04", "--need-by", "x"],
    ["deadline", *NOW, "--at", "2026-11-25", "--need-by", "2026-12-04"],
    ["deadline", "--at", "x", "--need-by", "2026-12-04"],
    ["deadline", "--at", "1985-12-31", "--need-by", "2026-12-04"],
    ["deadline", *NOW, "--need-by", "2026-12-04", "--closures", "no-such-file.toml"],
    ["calendar"],
    ["calendar", "2026", "2027"],
    ["calendar", "year"],
    ["calendar", ""],
    ["calendar", "2026.0"],
    ["calendar", "2026-01"],
    ["calendar", "1985"],
    ["calendar", "2100"],
    ["calendar", "0"],
    ["calendar", "-1"],
    ["calendar", "9" * 40],
    ["calendar", "9" * 5000],
    ["calendar", "2026", "--closures", "no-such-file.toml"],
    ["api-test"],
    ["api-test", *NOW],
    ["api-test", "2026-11-28", *NOW],  # Saturday
    ["api-test", "2026-11-29", *NOW],  # Sunday
    ["api-test", "2026-12-16", "2026-12-20", *NOW],  # the second is a Sunday
    ["api-test", "あした", *NOW],
    ["api-test", "1985-12-31", *NOW],
    ["api-test", "2100-01-01", *NOW],
    ["api-test", "2026-12-16", "--at", "x"],
    ["api-test", "2026-12-16", "--at", "2100-01-01"],
    ["api-test", "2026-12-16", *NOW, "--closures", "no-such-file.toml"],
    ["supply-start"],
    ["supply-start", "--voltage", "high"],
    ["supply-start", "--from", "2026-11-24"],
    ["supply-start", "--voltage", "middle", "--from", "2026-11-24"],
    ["supply-start", "--voltage", "HIGH", "--from", "2026-11-24"],
    ["supply-start", "--voltage", "high", "--from", "2027-02-29"],
    ["supply-start", "--voltage", "high", "--from", "1985-12-31"],
    ["supply-start", "--voltage", "high", "--from", "2100-01-01"],
    LOW,
    [*LOW, "--meter-reading"],
    [*LOW, "--meter-reading", "2026-12-10"],
    [*LOW, "--meter-reading", "2026-12-10", "x"],
    [*LOW, "--meter-reading", "2026-12-10", "2100-01-12"],
    [*LOW, "--meter-reading", "2027-01-12", "2026-12-10"],
    [*LOW, "--meter-reading", "2026-12-10", "2026-12-10"],
    [*LOW, "--meter-reading", "2026-11-24", "2026-12-10"],
]


def _short(words: list[str]) -> str:
    return " ".join(words)[:70]


@pytest.mark.parametrize("flag", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize("words", WRONG_CALLS, ids=_short)
def test_a_wrong_call_is_reported_in_one_line(
    words: list[str], flag: list[str], call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    called = call(words[0], *flag, *words[1:])
    assert_one_line(called)
    assert len(called.err) < 250
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["deadline", *AT, "--need-by", "２月３０日"],
        ["deadline", *AT, "--at", "2026-11-25", "--need-by", "2026-12-04"],
        ["calendar", "1985"],
        ["calendar"],
        ["calendar", "2026x"],
        ["api-test"],
        ["api-test", "2026-11-29"],
        ["supply-start"],
        ["supply-start", "--voltage", "1", "--from", "2026-11-24"],
        LOW,
    ],
    ids=_short,
)
def test_a_wrong_call_is_reported_without_english_words(words: list[str], call: Call) -> None:
    called = call(*words)
    assert_one_line(called)
    assert _english(called.err) == []


@pytest.mark.parametrize(
    ("words", "correct"),
    [
        (["api-test", "2026-11-29", *NOW], "土曜日または日曜日"),
        (["deadline", *NOW, "--need-by", "11/27"], "2026-11-27 の形"),
        (["api-test", "11/27", *NOW], "2026-11-27 の形"),
        (["supply-start", "--voltage", "high", "--from", "x"], "2026-11-27 の形"),
        (["calendar", "1985"], "1986から2099"),
        (["calendar", "2100"], "1986から2099"),
        (["deadline", *NOW, "--need-by", "2100-01-01"], "1986年から2099年"),
        (["deadline", *NOW, *NOW, "--need-by", "2026-12-04"], "--at は1つのみ"),
        (LOW, "--meter-reading"),
        ([*LOW, "--meter-reading", "2027-01-12", "2026-12-10"], "検針日"),
    ],
)
def test_a_wrong_call_says_what_is_right(words: list[str], correct: str, call: Call) -> None:
    called = call(*words)
    assert_one_line(called)
    assert correct in called.err


WRONG_CLOSURES = {
    "no TOML": "closure",
    "ends before it starts": '[[closure]]\nname = "x"\nfrom = "2026-02-02"\nto = "2026-02-01"',
    "no date": '[[closure]]\nname = "x"\nfrom = "02-30"\nto = "03-01"',
    "a whole month": '[[closure]]\nname = "x"\nfrom = "2026-06-01"\nto = "2026-06-30"',
    "not UTF-8": '[[closure]]\nname = "休業"'.encode("shift_jis"),
}
UNREFUSED = {
    "the whole of February": '[[closure]]\nname = "x"\nfrom = "2026-02-01"\nto = "2026-02-28"',
    "a whole month in two": (
        '[[closure]]\nname = "x"\nfrom = "06-01"\nto = "06-15"\n'
        '[[closure]]\nname = "y"\nfrom = "06-16"\nto = "06-30"'
    ),
    "an overlap": (
        '[[closure]]\nname = "x"\nfrom = "08-10"\nto = "08-15"\n'
        '[[closure]]\nname = "y"\nfrom = "08-15"\nto = "08-18"'
    ),
}


@pytest.mark.parametrize(
    "words",
    [
        ["deadline", *NOW, "--need-by", "2026-12-04"],
        ["calendar", "2026"],
        ["api-test", "2026-12-16", *NOW],
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize(
    "content",
    [
        *[pytest.param(text, id=name) for name, text in WRONG_CLOSURES.items()],
        *[pytest.param(text, id=name) for name, text in UNREFUSED.items()],
    ],
)
def test_a_wrong_closures_file_is_reported_in_one_line(
    content: str | bytes, words: list[str], call: Call, saved: Save
) -> None:
    assert_one_line(call(*words, "--closures", saved("closures.toml", content)))


@pytest.mark.parametrize(
    "command",
    [
        "deadline",
        "calendar",
        "api-test",
        "supply-start",
    ],
)
def test_help_is_japanese(command: str, call: Call) -> None:
    called = _answer(call(command, "--help"))
    usage, _, rest = called.out.partition("\n")
    assert usage.startswith("使い方：")
    assert _english(rest) == []


# What a table for people says beside the dates


def test_both_dates_are_printed_and_which_one_to_plan_with(call: Call) -> None:
    out = _answer(call("deadline", "--at", "2026-05-01")).out  # Friday before Golden Week
    assert "登録の見込み　2026年5月13日(水)頃\n" in out
    assert "FAQの目安　　 2026年5月8日(金)頃\n" in out
    assert "5月13日(水)を基準に予定を立ててください" in out
    assert "FAQの目安" not in _answer(call("deadline", *NOW)).out


def test_a_year_prints_both_dates_where_they_differ(call: Call) -> None:
    lines = _answer(call("calendar", "2026")).out.splitlines()
    assert (
        "2026年5月1日(金)17:00 締切 → 2026年5月13日(水)頃に登録（FAQの目安は5月8日(金)頃）" in lines
    )
    assert "2026年11月27日(金)17:00 締切 → 2026年12月4日(金)頃に登録" in lines


def test_a_plan_that_is_too_late_names_both_dates_of_the_next_round(call: Call) -> None:
    out = _answer(call("deadline", "--at", "2026-05-01", "--need-by", "2026-05-08")).out
    assert "間に合いません" in out
    assert "2026年5月13日(水)頃（FAQの目安は2026年5月8日(金)頃" in out


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2026-11-27T17:00:00", "17:00\n"),
        ("2026-11-27T17:00:30", "17:00:30\n"),
        ("2026-11-27T17:00:00.5", "17:00過ぎ\n"),
        ("2026-11-27T17:01:30", "17:01\n"),
    ],
)
def test_a_moment_just_past_the_cutoff_says_why_it_is_late(at: str, shown: str, call: Call) -> None:
    out = _answer(call("deadline", "--at", at)).out
    assert f"提出日時　　　2026年11月27日(金){shown}" in out
    is_late = at != "2026-11-27T17:00:00"
    assert ("17:00を過ぎたため、次回の締切になります。" in out) is is_late
    assert ("今週の締切は11月27日(金)17:00でした。" in out) is is_late


def test_a_fourth_wish_for_a_test_week_is_refused_in_words(call: Call) -> None:
    days = ("2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08")
    assert _answer(call("api-test", *days[:3], *NOW)).status == 0
    called = call("api-test", *days, *NOW)
    assert_one_line(called)
    assert "第1希望から第3希望まで" in called.err


def test_a_test_week_that_is_wished_twice_is_refused_in_words(call: Call) -> None:
    called = call("api-test", "2027-01-18", "2027-01-25", "2027-01-22", *NOW)
    assert_one_line(called)
    assert "2027年1月18日の週は第1希望と同じです。" in called.err


def test_a_short_test_week_is_reported(call: Call) -> None:
    out = _answer(call("api-test", "2027-05-06", "2027-01-18", *NOW)).out  # Thursday; Mon to Wed
    first, remark, second = out.splitlines()
    assert "2027年5月3日(月)の週" in first
    assert "営業日が2日です" in remark
    assert "ヘルプデスクに確認してください" in remark
    assert "2027年1月18日(月)の週" in second


def test_years_that_are_refused_say_which_are_not(call: Call) -> None:
    for words in (["deadline", "--at", "1985-12-31"], ["calendar", "1985"], ["calendar", "2100"],
                  ["deadline", *NOW, "--need-by", "1985-12-31"],
                  ["supply-start", "--voltage", "high", "--from", "2100-01-01"]):  # fmt: skip
        called = call(*words)
        assert_one_line(called)
        assert re.search("1986年?から2099年?まで", called.err)
        assert "の年は対象外です" in called.err or "年は対象外です" in called.err
