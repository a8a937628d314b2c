"""What a business waits for, and which application is about what of its register. By hand."""

from datetime import date
from typing import Final

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import Register, fold
from rules.register.parts import Touch
from rules.register.pending import (
    PendingItem,
    PendingKind,
    action_about,
    applications_about,
    pending_items,
)
from rules.register.register_json import pending_json
from tests.rules.histories import (
    CODE,
    COMPANY,
    Answers,
    History,
    cert,
    change,
    folded,
    new,
    records,
    rename,
    stop,
)

OTHER: Final = "第二電力株式会社"
URL: Final = {"privacy_notice_url": "https://a.example.co.jp/"}


def _after_return(versions: dict[str, str], calendar: OfficeCalendar) -> Register:
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2026-06-09", **URL),
        "3.xlsx": rename("2026-06-15", "新サンプル電力株式会社"),
        "4.xlsx": change("2026-06-08", web_certificates=[cert("delete", "E1")]),
    }
    history = History("", files, [], {"2.xlsx": {"state": "returned"}}, versions=versions)
    return fold(records(history), moment("2026-06-16"), calendar)


def test_what_is_waited_for_is_listed_by_what_and_when(calendar: OfficeCalendar) -> None:
    other = folded({"5.xlsx": new("2026-06-12", OTHER, "04562")}, "2026-06-16", calendar)
    assert pending_items([other, _after_return({}, calendar)]) == [
        PendingItem(
            PendingKind.RESUBMISSION, CODE, COMPANY,
            "2026年6月9日(火)の変更（個人情報）の差戻し（再提出待ち）", None, ("2.xlsx",),
        ),
        PendingItem(
            PendingKind.REGISTRATION, CODE, COMPANY,
            "2026年6月8日(月)の変更（証明書）の登録待ち"
            "（2026年6月8日(月)に送付、2026年6月19日(金)頃に登録の見込み）",
            date(2026, 6, 19), ("4.xlsx",),
        ),
        PendingItem(
            PendingKind.REGISTRATION, "04562", OTHER,
            "2026年6月12日(金)の新規の登録待ち"
            "（2026年6月12日(金)に送付、2026年6月19日(金)頃に登録の見込み）",
            date(2026, 6, 19), ("5.xlsx",),
        ),
        PendingItem(
            PendingKind.REGISTRATION, CODE, COMPANY,
            "2026年6月15日(月)の社名変更の登録待ち"
            "（2026年6月15日(月)に送付、2026年6月26日(金)頃に登録の見込み）",
            date(2026, 6, 26), ("3.xlsx",),
        ),
        PendingItem(
            PendingKind.CONFIRMATION, CODE, COMPANY,
            "2026年6月5日(金)の新規の登録の確認待ち（2026年6月12日(金)頃に登録の見込み）",
            date(2026, 6, 12), ("1.xlsx",),
        ),
        PendingItem(
            PendingKind.ANSWER, CODE, COMPANY,
            "未確認の事項：台帳にない証明書（シリアル番号 E1）の更新または削除です。"
            "登録の有無を確認してください。",
            None, ("4.xlsx",),
        ),
    ]  # fmt: skip


def test_a_later_version_says_so_and_its_first_one_is_waited_for_no_more(
    calendar: OfficeCalendar,
) -> None:
    items = pending_items([_after_return({"3.xlsx": "2.xlsx"}, calendar)])
    assert [item.what.partition("の登録待ち")[0] for item in items[:2]] == [
        "2026年6月8日(月)の変更（証明書）",
        "2026年6月15日(月)の社名変更（第2版）",
    ]
    assert [item.kind for item in items] == [
        "registration", "registration", "confirmation", "answer"
    ]  # fmt: skip


def test_what_is_waited_for_as_json() -> None:
    item = PendingItem(PendingKind.REGISTRATION, CODE, COMPANY, "何か", date(2026, 6, 19), ("a",))
    asked = PendingItem(PendingKind.ANSWER, CODE, COMPANY, "問い", None, ())
    assert pending_json([item, asked]) == [
        {"code": CODE, "kind": "registration", "what": "何か", "expected": "2026-06-19",
         "files": ["a"]},
        {"code": CODE, "kind": "answer", "what": "問い", "expected": None, "files": []},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state", "kinds"),
    [
        ("2026-06-11", None, ["registration"]),
        ("2026-06-12", None, ["confirmation"]),
        ("2026-06-25", None, ["confirmation"]),
        ("2026-06-26", None, []),  # two rounds later
        ("2026-06-12", "registered", []),
        ("2026-06-12", "returned", ["resubmission"]),
    ],
)
def test_whether_it_was_registered_is_waited_for_until_somebody_says_so(
    day: str, state: str | None, kinds: list[str], calendar: OfficeCalendar
) -> None:
    said = {"1.xlsx": {"state": state}} if state else {}
    history = History("", {"1.xlsx": new("2026-06-05")}, [], said)
    register = fold(records(history), moment(day), calendar)
    assert [item.kind for item in pending_items([register])] == kinds


WEB: Final = "web_certificates"
RENEWAL: Final = cert("renew", "BB01", common_name="PC01", not_after="2028-06-30")


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ({"contacts": [{"action": "delete", "name": "窓口　花子"}]},
         {("contacts", "窓口花子"): "delete"}),
        ({"contacts": [{"action": "add", "name": "後任 次郎"}], **URL},
         {("contacts", "後任次郎"): "add", ("privacy_notice_url",): "change"}),
        ({WEB: [cert("delete", "aa01")]}, {(WEB, "AA01"): "delete"}),
        ({WEB: [RENEWAL | {"replaces": "aa01"}]}, {(WEB, "AA01"): "renew", (WEB, "BB01"): "renew"}),
        ({WEB: [RENEWAL]}, {(WEB, "AA01"): "renew", (WEB, "BB01"): "renew"}),
        ({WEB: [RENEWAL | {"common_name": "PC02"}]}, {(WEB, "BB01"): "renew"}),
    ],
    ids=["delete person", "add person", "delete", "renew by serial", "by name", "of none known"],
)  # fmt: skip
@pytest.mark.parametrize("state", [None, "returned"])
def test_an_application_is_known_for_what_it_touches(
    more: Answers, about: dict[Touch, str], state: str | None, calendar: OfficeCalendar
) -> None:
    files = {"1.xlsx": new("2026-06-05"), "2.xlsx": change("2026-06-15", **more)}
    said = {"2.xlsx": {"state": state}} if state else {}
    register = fold(records(History("", files, [], said)), moment("2026-06-16"), calendar)
    found = applications_about(register)
    assert {touch: action_about(one, touch) for touch, one in found.items()} == about


def test_the_last_application_and_one_under_way_go_before_others(calendar: OfficeCalendar) -> None:
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2026-06-15", **URL),
        "3.xlsx": change("2026-06-16", **URL, business={"phone": "03-3501-9999"}),
        "4.xlsx": change("2026-06-17", **URL),
    }
    history = History("", files, [], {"4.xlsx": {"state": "returned"}})
    register = fold(records(history), moment("2026-06-18"), calendar)
    about = applications_about(register)
    assert {touch: one.record.source for touch, one in about.items()} == {
        ("privacy_notice_url",): "3.xlsx",
        ("business.phone",): "3.xlsx",
    }


def test_a_stop_is_about_everything_that_is_registered(calendar: OfficeCalendar) -> None:
    files = {"1.xlsx": new("2026-06-05"), "2.xlsx": stop("2026-06-16")}
    about = applications_about(folded(files, "2026-06-17", calendar))
    assert {action_about(one, touch) for touch, one in about.items()} == {"stop"}
    assert {(WEB, "AA01"), ("contacts", "窓口花子"), ("business.phone",)} <= {*about}
    assert applications_about(folded(files, "2026-06-30", calendar)) == {}
