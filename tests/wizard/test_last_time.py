"""Last time's application as the start of the next one, and half-filled forms gone on with.

The tables are written by hand: for every case of last time, each case that may follow.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from io import BytesIO
from typing import Any, Final

import pytest
from python_calamine import CalamineWorkbook

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from rules.obligations.check import check_answers
from schemas.catalogue import ENTRIES, TABLES, entries_of
from tests.opening import read
from tests.samples import AT, KINDS, REMOVED, Nested, case, dated, edited
from wizard.core.draft import Draft, get_at
from wizard.core.journey import choose, findings, first_open, reachable, steps, touch
from wizard.core.prefill import (
    begin_from,
    leave_out_the_same,
    offers,
    prefill,
    resumed,
    rows_of_last_time,
    value_of_last_time,
)
from workbook.forms.fill import fill

ALL_PARTS: Final = ["business", "privacy_notice_url", "contacts", "web_certificates", "api"]
OLD_NAME: Final = "サンプル電力株式会社"
NEW_NAME: Final = "新サンプル電力株式会社"


def last_time(kind: str) -> Nested:
    """Give the answers of a form of last time, as they are read off it."""
    return dated(case(kind))


def following(last: Nested, kind: str, parts: list[str] | None = None) -> Draft:
    """Begin a case after the form of last time, as the first question does."""
    draft = begin_from(last)
    choose(draft, kind, ALL_PARTS if parts is None and kind == "change" else parts or [])
    prefill(draft)
    return draft


# What is filled in beforehand

SAME_APPLICANT: Final[Nested] = {
    "company": OLD_NAME,
    "department": "需給管理部",
    "responsible": "申込 太郎",
}
SAME_BUSINESS: Final[Nested] = {"code": "01233", "name": OLD_NAME}
SAME: Final[Nested] = {"applicant": SAME_APPLICANT, "business": SAME_BUSINESS}
RENAMED: Final[Nested] = {
    "applicant": {"company": NEW_NAME, "department": "総務部", "responsible": "申込 太郎"},
    "business": {"code": "01233", "name": NEW_NAME},
}
TO_BE_RENAMED: Final[Nested] = {
    "applicant": {"department": "需給管理部", "responsible": "申込 太郎"},
    "business": {"code": "01233"},
    "rename": {"previous_name": OLD_NAME},
}
HANAKO: Final[Nested] = {
    "name": "窓口 花子",
    "department": "需給管理部",
    "phone": "03-3501-1512",
    "email": "madoguchi@example.co.jp",
}
TAKASAKI: Final[Nested] = {
    "name": "髙﨑 𠮷郎",
    "department": "システム部",
    "phone": "090-1234-5678",
    "email": "takasaki@example.co.jp",
}
JIRO: Final[Nested] = {
    "name": "後任 次郎",
    "department": "需給管理部",
    "phone": "03-3501-1513",
    "email": "kounin@example.co.jp",
}
MOVED_TAKASAKI: Final[Nested] = {"name": "髙﨑 𠮷郎", "department": "企画部"}
HANAKO_BY_MAIL: Final[Nested] = {"name": "窓口 花子", "email": "madoguchi@new.example.co.jp"}
ADD: Final[Nested] = {"action": "add"}

PREFILLED: Final[dict[tuple[str, str], Nested]] = {
    ("new", "new"): {
        "applicant": SAME_APPLICANT,
        "business": {
            **SAME_BUSINESS,
            "address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
            "phone": "03-3501-1511",
            "result_email": "result@example.co.jp",
        },
        "privacy_notice_url": "https://www.example.co.jp/privacy/",
        "contacts": [ADD | HANAKO, ADD | TAKASAKI],
    },
    ("new", "change"): SAME,
    ("new", "rename"): TO_BE_RENAMED,
    ("new", "stop"): SAME,
    ("change", "new"): {
        "applicant": SAME_APPLICANT,
        "business": {
            **SAME_BUSINESS,
            "address": "〒530-0000 大阪府大阪市北区見本町4-5-6",
            "phone": "06-6203-1234",
            "result_email": "kekka@example.co.jp",
        },
        "privacy_notice_url": "https://www.example.co.jp/policy/",
        "contacts": [ADD | JIRO, ADD | MOVED_TAKASAKI],
    },
    ("change", "change"): SAME,
    ("change", "rename"): TO_BE_RENAMED,
    ("change", "stop"): SAME,
    ("rename", "new"): {
        "applicant": RENAMED["applicant"],
        "business": {
            **RENAMED["business"],
            "address": "〒100-0000 東京都千代田区見本町7-8-9",
            "phone": "03-3501-1511",
            "result_email": "result@new.example.co.jp",
        },
        "privacy_notice_url": "https://new.example.co.jp/privacy/",
        "contacts": [ADD | HANAKO_BY_MAIL],
    },
    ("rename", "change"): RENAMED,
    ("rename", "rename"): {
        "applicant": {"department": "総務部", "responsible": "申込 太郎"},
        "business": {"code": "01233"},
        "rename": {"previous_name": NEW_NAME},
    },
    ("rename", "stop"): RENAMED,
    ("stop", "new"): SAME,
    ("stop", "change"): SAME,
    ("stop", "rename"): TO_BE_RENAMED,
    ("stop", "stop"): SAME,
}
"""What stands in the answers of the next application before a person has typed anything."""

every_pair: Final = pytest.mark.parametrize(("last", "kind"), PREFILLED)


def test_the_table_has_every_pair() -> None:
    assert PREFILLED.keys() == {(last, kind) for last in KINDS for kind in KINDS}


@every_pair
def test_what_stays_the_same_is_filled_in_beforehand(last: str, kind: str) -> None:
    draft = following(last_time(last), kind)
    assert draft.answers == {"kind": kind} | PREFILLED[last, kind]


@every_pair
def test_last_time_itself_stays_as_it_was(last: str, kind: str) -> None:
    before = last_time(last)
    draft = begin_from(before)
    choose(draft, kind, [])
    prefill(draft)
    for row in draft.answers.get("contacts", []):
        row["name"] = "別人"
    draft.answers.setdefault("business", {})["name"] = "別の社名"
    draft.answers.get("applicant", {})["company"] = "別の社名"
    assert before == last_time(last)
    assert draft.last_time == before


def test_the_next_application_begins_at_the_first_question() -> None:
    draft = begin_from(last_time("new"))
    assert [step.id for step in steps(draft)] == ["start"]
    assert (draft.kind, draft.situation, draft.parts, draft.accepted) == ("", "", [], set())
    assert draft.finished_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_without_last_time_nothing_is_filled_in(kind: str) -> None:
    assert following({}, kind).answers == {"kind": kind}


@pytest.mark.parametrize("last", KINDS)
def test_what_was_typed_before_is_kept(last: str) -> None:
    draft = begin_from(last_time(last))
    draft.answers = {
        "applicant": {"responsible": "別人 三郎"},
        "business": {"code": "99999", "address": "大阪府"},
        "contacts": [{"action": "add", "name": "別人 四郎"}],
    }
    choose(draft, "new", [])
    prefill(draft)
    assert draft.answers["applicant"]["responsible"] == "別人 三郎"
    assert draft.answers["business"]["code"] == "99999"
    assert draft.answers["business"]["address"] == "大阪府"
    assert draft.answers["contacts"] == [{"action": "add", "name": "別人 四郎"}]
    assert draft.answers["applicant"]["department"] == last_time(last)["applicant"]["department"]


def test_the_old_name_that_was_typed_before_is_kept() -> None:
    draft = begin_from(last_time("new"))
    draft.answers = {"rename": {"previous_name": "もっと前の社名"}}
    choose(draft, "rename", [])
    prefill(draft)
    assert draft.answers["rename"] == {"previous_name": "もっと前の社名"}


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ({}, {"kind": "rename"}),
        (
            {"applicant": {"company": OLD_NAME, "department": "総務部"}},
            {"kind": "rename", "applicant": {"department": "総務部"}},
        ),
        (
            {"business": {"name": OLD_NAME}},
            {"kind": "rename", "rename": {"previous_name": OLD_NAME}},
        ),
    ],
    ids=["nothing", "the applicant alone", "the name alone"],
)
def test_a_rename_after_a_form_that_lacks_much(last: Nested, expected: Nested) -> None:
    assert following(last, "rename").answers == expected


# Changing one's mind about the situation


def test_another_case_takes_away_what_it_does_not_ask_and_brings_its_own() -> None:
    draft = following(last_time("new"), "rename")
    choose(draft, "change", ["contacts"])
    prefill(draft)
    assert draft.answers == {"kind": "change"} | SAME
    choose(draft, "stop", [])
    prefill(draft)
    assert draft.answers == {"kind": "stop"} | SAME
    choose(draft, "new", [])
    prefill(draft)
    assert draft.answers == {"kind": "new"} | PREFILLED["new", "new"]


def test_the_sections_of_another_case_are_not_done_yet() -> None:
    draft = Draft(answers={"kind": "change"}, accepted={"start", "business", "contacts"})
    choose(draft, "new", [])
    assert draft.accepted == {"start"}


def test_another_case_keeps_rows_whose_action_is_not_chosen_yet() -> None:
    rows = [{"name": "窓口 花子"}, {"action": "delete", "name": "髙﨑 𠮷郎"}]
    draft = Draft(answers={"kind": "change", "contacts": rows})
    choose(draft, "new", [])
    assert draft.answers["contacts"] == [{"name": "窓口 花子"}]


def test_a_new_name_that_was_typed_stays_when_the_case_is_another_one() -> None:
    draft = following(last_time("new"), "rename")
    draft.answers["business"]["name"] = NEW_NAME
    choose(draft, "change", ["contacts"])
    prefill(draft)
    assert draft.answers["business"] == {"code": "01233", "name": NEW_NAME}


def test_a_rename_after_a_change_asks_for_the_new_name() -> None:
    draft = following(last_time("new"), "change")
    choose(draft, "rename", [])
    prefill(draft)
    assert get_at(draft.answers, "business.name") is None
    assert get_at(draft.answers, "applicant.company") is None
    assert get_at(draft.answers, "rename.previous_name") == "サンプル電力株式会社"


@pytest.mark.parametrize("kind", ["change", "rename"])
def test_who_is_registered_already_is_not_added_by_a_change(kind: str) -> None:
    draft = following(last_time("new"), "new")
    assert len(draft.answers["contacts"]) == 2
    choose(draft, kind, ALL_PARTS)
    prefill(draft)
    assert get_at(draft.answers, "contacts") is None


def test_a_new_person_is_added_by_a_change_too() -> None:
    draft = following(last_time("new"), "new")
    draft.answers["contacts"].append(ADD | JIRO)
    choose(draft, "change", ["contacts"])
    prefill(draft)
    assert draft.answers["contacts"] == [ADD | JIRO]


def test_the_parts_of_a_change_may_be_chosen_again() -> None:
    draft = following(last_time("new"), "change", ["contacts"])
    deleted = [{"action": "delete", "name": "窓口 花子"}]
    draft.answers["contacts"] = deleted
    touch(draft, ["business"])
    draft.answers["business"]["phone"] = "03-3501-1599"
    assert "contacts" not in draft.answers
    touch(draft, ["contacts"])
    assert draft.answers == {"kind": "change", "contacts": deleted} | SAME
    assert draft.set_aside == {"business": {"phone": "03-3501-1599"}}
    assert value_of_last_time(draft, ENTRIES["business.phone"]) == "03-3501-1511"


# Rows of last time

ROWS: Final[dict[tuple[str, str], list[Nested]]] = {
    ("new", "contacts"): [ADD | HANAKO, ADD | TAKASAKI],
    ("new", "web_certificates"): [
        ADD | {"serial": "0012AB34", "common_name": "SAMPLE-PC01", "not_after": date(2028, 11, 23)},
        ADD | {"serial": "0012AB35", "common_name": "SAMPLE-PC02", "not_after": date(2028, 11, 23)},
    ],
    ("new", "api.certificates"): [
        ADD | {"serial": "0012AB36", "common_name": "SAMPLE-SV01", "not_after": date(2028, 11, 23)},
    ],
    ("change", "contacts"): [ADD | JIRO, {"action": "change"} | MOVED_TAKASAKI],
    ("change", "web_certificates"): [
        {
            "action": "renew",
            "serial": "00AA0001",
            "common_name": "SAMPLE-PC01",
            "not_after": date(2028, 11, 23),
            "replaces": "0012AB34",
            "replaces_not_after": date(2026, 12, 31),
        },
        ADD | {"serial": "00AA0002", "not_after": date(2028, 11, 23)},
    ],
    ("change", "api.certificates"): [
        {
            "action": "renew",
            "serial": "00AA0003",
            "not_after": date(2028, 11, 23),
            "replaces": "0012AB36",
            "replaces_not_after": date(2026, 12, 31),
        },
    ],
    ("rename", "contacts"): [{"action": "change"} | HANAKO_BY_MAIL],
    ("rename", "web_certificates"): [],
    ("rename", "api.certificates"): [],
    ("stop", "contacts"): [],
    ("stop", "web_certificates"): [],
    ("stop", "api.certificates"): [],
}


def test_the_rows_of_every_case_and_table_are_written_down() -> None:
    assert ROWS.keys() == {(last, table) for last in KINDS for table in TABLES}


@pytest.mark.parametrize(("last", "table"), ROWS)
def test_rows_that_were_deleted_are_registered_no_more(last: str, table: str) -> None:
    draft = begin_from(last_time(last))
    found = rows_of_last_time(draft, table)
    assert found == ROWS[last, table]
    for row in found:
        row.clear()
    assert draft.last_time == last_time(last)


@pytest.mark.parametrize("given", [None, [], "", {}, [{}], [{"action": "delete"}], [None]], ids=str)
def test_no_rows_where_there_are_none(given: object) -> None:
    assert rows_of_last_time(begin_from({"contacts": given}), "contacts") == []


def test_of_a_table_beyond_all_measure_what_a_form_may_have_is_taken() -> None:
    people = [{"action": "add", "name": str(number)} for number in range(10_000)]
    found = rows_of_last_time(begin_from({"contacts": people}), "contacts")
    assert found == people[:200]


# Offers

CHANGE: Final[Nested] = {"action": "change"}
CONTACTS_OFFERED: Final[dict[str, list[tuple[str, Nested]]]] = {
    "new": [
        ("「窓口 花子」を変更", CHANGE | HANAKO),
        ("「窓口 花子」を削除", {"action": "delete", "name": "窓口 花子"}),
        ("「髙﨑 𠮷郎」を変更", CHANGE | TAKASAKI),
        ("「髙﨑 𠮷郎」を削除", {"action": "delete", "name": "髙﨑 𠮷郎"}),
    ],
    "change": [
        ("「後任 次郎」を変更", CHANGE | JIRO),
        ("「後任 次郎」を削除", {"action": "delete", "name": "後任 次郎"}),
        ("「髙﨑 𠮷郎」を変更", CHANGE | MOVED_TAKASAKI),
        ("「髙﨑 𠮷郎」を削除", {"action": "delete", "name": "髙﨑 𠮷郎"}),
    ],
    "rename": [
        ("「窓口 花子」を変更", CHANGE | HANAKO_BY_MAIL),
        ("「窓口 花子」を削除", {"action": "delete", "name": "窓口 花子"}),
    ],
    "stop": [],
}


NAMED: Final = {
    "0012AB34": "SAMPLE-PC01（0012AB34）",
    "0012AB35": "SAMPLE-PC02（0012AB35）",
    "0012AB36": "SAMPLE-SV01（0012AB36）",
    "00AA0001": "SAMPLE-PC01（00AA0001）",
}


def renewed(serial: str) -> tuple[str, Nested]:
    row = {"action": "renew", "replaces": serial, "replaces_not_after": date(2028, 11, 23)}
    return f"証明書「{NAMED.get(serial, serial)}」を更新", row


def deleted(serial: str) -> tuple[str, Nested]:
    return f"「{NAMED.get(serial, serial)}」を削除", {"action": "delete", "serial": serial}


CERTIFICATES_OFFERED: Final[dict[tuple[str, str], list[tuple[str, Nested]]]] = {
    ("new", "web_certificates"): [
        renewed("0012AB34"),
        deleted("0012AB34"),
        renewed("0012AB35"),
        deleted("0012AB35"),
    ],
    ("new", "api.certificates"): [renewed("0012AB36"), deleted("0012AB36")],
    ("change", "web_certificates"): [
        renewed("00AA0001"),
        deleted("00AA0001"),
        renewed("00AA0002"),
        deleted("00AA0002"),
    ],
    ("change", "api.certificates"): [renewed("00AA0003"), deleted("00AA0003")],
}

OFFERED: Final[dict[tuple[str, str, str], list[tuple[str, Nested]]]] = {
    **{(last, "change", "contacts"): found for last, found in CONTACTS_OFFERED.items()},
    **{(last, "rename", "contacts"): found for last, found in CONTACTS_OFFERED.items()},
    **{(last, "change", table): found for (last, table), found in CERTIFICATES_OFFERED.items()},
}
"""By the case of last time, the next case and the table; what is not here offers nothing."""

every_table: Final = pytest.mark.parametrize("table", TABLES)


@every_pair
@every_table
def test_what_was_registered_is_offered_by_name(last: str, kind: str, table: str) -> None:
    draft = following(last_time(last), kind)
    draft.answers.pop("contacts", None)
    assert list(offers(draft, table)) == OFFERED.get((last, kind, table), [])


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({"action": "change", "name": "窓口 花子"}, ["「髙﨑 𠮷郎」を"]),
        ({"action": "delete", "name": "窓口 花子"}, ["「髙﨑 𠮷郎」を"]),
        ({"action": "add", "name": "窓口 花子"}, ["「髙﨑 𠮷郎」を"]),
        ({"name": "髙﨑 𠮷郎"}, ["「窓口 花子」を"]),
        ({"action": "change", "name": "高﨑 𠮷郎"}, ["「窓口 花子」を", "「髙﨑 𠮷郎」を"]),
        ({"action": "add", "name": "新任 五郎"}, ["「窓口 花子」を", "「髙﨑 𠮷郎」を"]),
        ({}, ["「窓口 花子」を", "「髙﨑 𠮷郎」を"]),
        ({"action": "change"}, ["「窓口 花子」を", "「髙﨑 𠮷郎」を"]),
    ],
    ids=str,
)
def test_a_contact_is_not_offered_twice(row: Nested, left: list[str]) -> None:
    draft = following(last_time("new"), "change")
    draft.answers["contacts"] = [row]
    expected = [f"{one}{do}" for one in left for do in ("変更", "削除")]
    assert [words for words, _ in offers(draft, "contacts")] == expected


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ({"action": "renew", "replaces": "0012AB34"}, ["0012AB35"]),
        ({"action": "renew", "replaces": "0012AB34", "serial": "00BB0001"}, ["0012AB35"]),
        ({"action": "delete", "serial": "0012AB35"}, ["0012AB34"]),
        ({"action": "add", "serial": "00BB0001"}, ["0012AB34", "0012AB35"]),
        ({"action": "renew", "serial": "00BB0001"}, ["0012AB34", "0012AB35"]),
    ],
    ids=str,
)
def test_a_certificate_is_not_offered_twice(row: Nested, left: list[str]) -> None:
    draft = following(last_time("new"), "change")
    draft.answers["web_certificates"] = [row]
    expected = [words for serial in left for words, _ in (renewed(serial), deleted(serial))]
    assert [words for words, _ in offers(draft, "web_certificates")] == expected


def test_all_that_is_offered_can_be_taken_one_after_the_other() -> None:
    draft = following(last_time("new"), "change")
    taken: list[Nested] = []
    while found := list(offers(draft, "contacts")):
        taken.append(found[0][1])
        draft.answers["contacts"] = list(taken)
    assert taken == [CHANGE | HANAKO, CHANGE | TAKASAKI]


def test_twenty_contacts_are_offered_in_their_order() -> None:
    people = [{"action": "add", "name": f"窓口 {number:02}"} for number in range(20)]
    draft = following({"contacts": people}, "change")
    expected = [f"「窓口 {number:02}」を{do}" for number in range(20) for do in ("変更", "削除")]
    assert [words for words, _ in offers(draft, "contacts")] == expected


@pytest.mark.parametrize(
    ("row", "offered"),
    [
        ({"action": "add", "phone": "03-3501-1511"}, []),
        ({"name": "窓口 花子"}, ["「窓口 花子」を変更", "「窓口 花子」を削除"]),
        (
            {"action": "異動", "name": "窓口 花子"},
            ["「窓口 花子」を変更", "「窓口 花子」を削除"],
        ),
        (
            {"action": "add", "name": "<b>花子</b>"},
            ["「<b>花子</b>」を変更", "「<b>花子</b>」を削除"],
        ),
    ],
    ids=["without a name", "without an action", "an unknown action", "a name with marks"],
)
def test_odd_rows_of_last_time(row: Nested, offered: list[str]) -> None:
    draft = following({"contacts": [row]}, "change")
    found = dict(offers(draft, "contacts"))
    assert list(found) == offered
    assert all(new["action"] in {"change", "delete"} for new in found.values())


def test_a_certificate_without_an_end() -> None:
    draft = following({"web_certificates": [{"action": "add", "serial": "0012AB34"}]}, "change")
    (_, row), _ = offers(draft, "web_certificates")
    assert (row["action"], row["replaces"], row.get("replaces_not_after")) == (
        "renew",
        "0012AB34",
        None,
    )


# What is shown from last time, and left out where it is the same

SHOWN: Final[dict[str, dict[str, object]]] = {
    "new": {
        "business.address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
        "business.phone": "03-3501-1511",
        "business.result_email": "result@example.co.jp",
        "privacy_notice_url": "https://www.example.co.jp/privacy/",
        "api.environment": "Linuxサーバ1台\n自社開発の連携プログラム",
        "api.file_return_method": "見本の方式",
    },
    "change": {
        "business.address": "〒530-0000 大阪府大阪市北区見本町4-5-6",
        "business.phone": "06-6203-1234",
        "business.result_email": "kekka@example.co.jp",
        "privacy_notice_url": "https://www.example.co.jp/policy/",
        "api.environment": "Linuxサーバ2台",
        "api.file_return_method": "別の見本の方式",
    },
    "rename": {
        "business.address": "〒100-0000 東京都千代田区見本町7-8-9",
        "business.phone": "03-3501-1511",
        "business.result_email": "result@new.example.co.jp",
        "privacy_notice_url": "https://new.example.co.jp/privacy/",
    },
    "stop": {},
}
"""What a change shows of each case of last time."""
OF_A_RENAME: Final = ("business.address", "business.phone", "business.result_email")


@every_pair
def test_only_what_may_be_left_out_is_shown_from_last_time(last: str, kind: str) -> None:
    draft = following(last_time(last), kind)
    found = {
        entry.path: value
        for entry in entries_of(kind)
        if (value := value_of_last_time(draft, entry)) is not None
    }
    expected = SHOWN[last] if kind in {"change", "rename"} else {}
    if kind == "rename":
        expected = {path: value for path, value in expected.items() if path in OF_A_RENAME}
    assert found == expected


def test_without_last_time_nothing_is_shown() -> None:
    draft = following({}, "change")
    assert [value_of_last_time(draft, entry) for entry in entries_of("change")] == [None] * len(
        entries_of("change")
    )


@pytest.mark.parametrize("last", KINDS)
def test_what_is_typed_as_it_was_is_left_out(last: str) -> None:
    draft = following(last_time(last), "change")
    for path, value in SHOWN[last].items():
        draft.answers = edited(draft.answers, {path: value})
    leave_out_the_same(draft)
    kept = {"kind": "change"} | (RENAMED if last == "rename" else SAME)
    assert {name: value for name, value in draft.answers.items() if value != {}} == kept


TYPED: Final = {
    "business.address": " 〒100-0000 東京都千代田区見本町1-2-3\r\n見本ビル4階\n",
    "business.phone": "０３－３５０１－１５１１",
    "business.result_email": "ｒｅｓｕｌｔ＠example.co.jp　",
    "privacy_notice_url": "ｈｔｔｐｓ://www.example.co.jp/privacy/",
    "api.file_return_method": "　見本の方式 ",
}


@pytest.mark.parametrize("path", TYPED)
def test_what_cleaning_makes_the_same_is_left_out(path: str) -> None:
    draft = following(last_time("new"), "change")
    draft.answers = edited(draft.answers, {path: TYPED[path]})
    leave_out_the_same(draft)
    assert get_at(draft.answers, path) is None


OTHERWISE: Final[Mapping[str, list[tuple[object, object]]]] = {
    "business.address": [
        ("髙﨑市見本町1-2-3", "高崎市見本町1-2-3"),
        ("髙田市1-2-3", "高田市1-2-3"),
        ("東京都千代田区見本町1-2-3", "東京都千代田区見本町１－２－３"),
        ("見本ビル4階", "見本ﾋﾞﾙ4階"),
        ("東京都\n見本ビル", "東京都 見本ビル"),
        ("葛飾区", "葛\U000e0100飾区"),
        ("が", "か\u3099"),
    ],
    "business.phone": [("03-3501-1511", "03-3501-1512"), ("03-3501-1511", "0335011511")],
    "business.result_email": [("a@example.co.jp", "b@example.co.jp")],
    "privacy_notice_url": [("https://example.co.jp/a", "https://example.co.jp/b")],
    "api.environment": [("Linuxサーバ1台", "Ｌｉｎｕｘサーバ1台")],
}
"""What was, and what is typed: other answers, since names and addresses are never normalised."""


@pytest.mark.parametrize(
    ("path", "before", "now"),
    [(path, *pair) for path, pairs in OTHERWISE.items() for pair in pairs],
)
def test_what_differs_is_written(path: str, before: object, now: object) -> None:
    draft = following(edited({}, {path: before}), "change")
    draft.answers = edited(draft.answers, {path: now})
    leave_out_the_same(draft)
    assert edited({}, {path: now}).items() <= draft.answers.items()


@pytest.mark.parametrize("kind", ["new", "stop"])
def test_other_cases_leave_nothing_out(kind: str) -> None:
    draft = following(last_time("new"), kind)
    before = deepcopy(draft.answers)
    leave_out_the_same(draft)
    assert draft.answers == before


def test_a_rename_leaves_out_the_address_that_stays_and_writes_the_rest() -> None:
    draft = following(last_time("new"), "rename")
    draft.answers = edited(
        draft.answers,
        {
            "business.name": NEW_NAME,
            "business.address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
            "business.phone": "03-3501-1599",
            "privacy_notice_url": "https://www.example.co.jp/privacy/",
        },
    )
    leave_out_the_same(draft)
    assert draft.answers["business"] == {"code": "01233", "name": NEW_NAME, "phone": "03-3501-1599"}
    assert draft.answers["privacy_notice_url"] == "https://www.example.co.jp/privacy/"


def test_a_field_that_was_cleared_stays_as_it_is_registered() -> None:
    draft = following(last_time("new"), "change")
    assert "address" not in draft.answers["business"]
    leave_out_the_same(draft)
    assert draft.answers == {"kind": "change"} | SAME
    assert value_of_last_time(draft, ENTRIES["business.address"]) == (
        "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階"
    )


def written(content: bytes) -> str:
    """Give all that stands on a form, as python-calamine reads it."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_name("利用申込書").to_python()
    return "\n".join(str(cell) for row in rows for cell in row if cell != "")


def test_the_form_of_a_change_holds_what_differs_and_nothing_else() -> None:
    draft = following(read(fill(case("new")).content).answers, "change")
    draft.answers = edited(
        draft.answers,
        {
            "business.address": "〒100-0000 東京都千代田区見本町1-2-3\n見本ビル4階",
            "business.phone": "03-3501-1599",
            "privacy_notice_url": "https://www.example.co.jp/privacy/",
            "contacts": [
                row for words, row in offers(draft, "contacts") if words.endswith("」を削除")
            ],
        },
    )
    leave_out_the_same(draft)
    text = written(fill(draft.answers).content)
    for absent in ("見本町", "https://", "madoguchi", "090-1234-5678", "0012AB34", "Linux"):
        assert absent not in text
    for present in ("03-3501-1599", "窓口 花子", "髙﨑 𠮷郎", "01233", OLD_NAME):
        assert present in text


# Going on with a half-filled form


def page_that_asks(section: str, kind: str) -> str:
    """Name the page that asks a section: little ones are asked with their neighbour."""
    if section == "api" and kind == "new":
        return "web_certificates"
    return "applicant" if section in {"new", "business", "privacy_notice_url"} else section


GAPS: Final[dict[str, dict[str, list[str]]]] = {
    "new": {
        "applicant": [
            "applied_on",
            "applicant",
            "applicant.company",
            "applicant.department",
            "applicant.responsible",
        ],
        "new": ["new", "new.prepared"],
        "business": [
            "business",
            "business.code",
            "business.name",
            "business.address",
            "business.phone",
            "business.result_email",
        ],
        "privacy_notice_url": ["privacy_notice_url"],
        "contacts": [
            "contacts",
            "contacts.0.action",
            "contacts.0.name",
            "contacts.1.action",
            "contacts.1.name",
        ],
        "web_certificates": [
            "web_certificates",
            "web_certificates.0.action",
            "web_certificates.0.serial",
            "web_certificates.1.action",
            "web_certificates.1.serial",
        ],
        "api": [
            "api.certificates",
            "api.certificates.0.action",
            "api.certificates.0.serial",
            "api.environment",
            "api.file_return_method",
        ],
    },
    "change": {
        "applicant": [
            "applied_on",
            "applicant",
            "applicant.company",
            "applicant.department",
            "applicant.responsible",
        ],
        "business": ["business", "business.code", "business.name"],
        "contacts": [
            "contacts.0.action",
            "contacts.0.name",
            "contacts.1.action",
            "contacts.1.name",
            "contacts.2.action",
            "contacts.2.name",
        ],
        "web_certificates": [
            "web_certificates.0.action",
            "web_certificates.0.serial",
            "web_certificates.1.action",
            "web_certificates.1.serial",
            "web_certificates.2.action",
            "web_certificates.2.serial",
        ],
        "api": ["api.certificates.0.action", "api.certificates.0.serial"],
    },
    "rename": {
        "applicant": [
            "applied_on",
            "applicant",
            "applicant.company",
            "applicant.department",
            "applicant.responsible",
        ],
        "business": ["business", "business.code", "business.name"],
        "contacts": ["contacts.0.action", "contacts.0.name"],
        "rename": [
            "rename",
            "rename.done",
            "rename.notice_method",
            "rename.notice_attachment",
        ],
    },
    "stop": {
        "applicant": [
            "applied_on",
            "applicant",
            "applicant.company",
            "applicant.department",
            "applicant.responsible",
        ],
        "business": ["business", "business.code", "business.name"],
        "stop": ["stop", "stop.completed"],
    },
}
"""For every case the gaps that keep a form from being whole, by the step that asks for them."""


def resumed_from(answers: Nested, calendar: OfficeCalendar) -> Draft:
    """Fill a form with answers, whole or not, read it back, and go on with it."""
    back = read(fill(answers).content).answers
    return resumed(back, AT, calendar)


@pytest.mark.parametrize(
    ("kind", "step", "path"),
    [
        (kind, step, path)
        for kind, by_step in GAPS.items()
        for step, paths in by_step.items()
        for path in paths
    ],
)
def test_a_half_filled_form_goes_on_at_its_gap(
    kind: str, step: str, path: str, calendar: OfficeCalendar
) -> None:
    draft = resumed(dated(edited(case(kind), {path: REMOVED})), AT, calendar)
    page = page_that_asks(step, kind)
    assert draft.kind == kind
    assert first_open(draft) == page
    assert reachable(draft, "check") == page
    assert reachable(draft, step) == page
    ids = [found.id for found in steps(draft)]
    assert draft.accepted & {*ids} == set(ids[: ids.index(page)])


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_form_goes_on_at_the_check(kind: str, calendar: OfficeCalendar) -> None:
    draft = resumed_from(case(kind), calendar)
    assert first_open(draft) == "check"
    assert draft.answers == dated(case(kind))
    assert draft.last_time == {}
    assert draft.finished_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_of_several_gaps_the_first_one_counts(kind: str, calendar: OfficeCalendar) -> None:
    in_order = [(step, paths[-1]) for step, paths in GAPS[kind].items()]
    answers = case(kind)
    for step, path in reversed(in_order):
        answers = edited(answers, {path: REMOVED})
        assert first_open(resumed_from(answers, calendar)) == page_that_asks(step, kind)


@pytest.mark.parametrize(
    ("kind", "path", "wrong", "step"),
    [
        ("new", "business.code", "012", "business"),
        ("new", "business.result_email", "同上", "business"),
        ("new", "privacy_notice_url", "あとで", "privacy_notice_url"),
        ("new", "contacts.1.phone", "内線のみ", "contacts"),
        ("new", "contacts.0.action", "change", "contacts"),
        ("new", "web_certificates.0.action", "renew", "web_certificates"),
        ("new", "web_certificates.0.not_after", "2028年13月1日", "web_certificates"),
        ("change", "applied_on", "きのう", "applicant"),
        ("change", "contacts.1.action", "異動", "contacts"),
        ("change", "web_certificates.1.action", "change", "web_certificates"),
        ("change", "api.certificates.0.action", "交換", "api"),
        ("rename", "contacts.0.action", "renew", "contacts"),
        ("rename", "rename.done", ["meti"], "rename"),
        ("rename", "rename.previous_name", NEW_NAME, "rename"),
        ("rename", "rename.effective_on", "そのうち", "rename"),
        ("stop", "business.code", "=1+1", "business"),
    ],
)
def test_what_is_wrong_is_a_gap_too_and_stays_as_it_was_written(
    kind: str, path: str, wrong: object, step: str, calendar: OfficeCalendar
) -> None:
    draft = resumed_from(edited(case(kind), {path: wrong}), calendar)
    assert first_open(draft) == page_that_asks(step, kind)
    assert get_at(draft.answers, path) == wrong


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_form_with_its_case_alone_everything_is_asked(
    kind: str, calendar: OfficeCalendar
) -> None:
    draft = resumed_from({"kind": kind}, calendar)
    assert draft.kind == kind
    assert first_open(draft) == ("parts" if kind == "change" else "applicant")
    assert draft.answers == {"kind": kind}


def test_a_change_that_changes_nothing_is_asked_what_changes(calendar: OfficeCalendar) -> None:
    nothing = {name: case("change")[name] for name in ("kind", "applied_on", "applicant")}
    draft = resumed_from({**nothing, "business": SAME_BUSINESS}, calendar)
    assert first_open(draft) == "parts"


def test_a_change_of_everything_touches_every_part(calendar: OfficeCalendar) -> None:
    draft = resumed_from(case("change"), calendar)
    assert draft.parts == ALL_PARTS
    assert draft.situation == "terminal-changed"


PARTS: Final[dict[str, tuple[Nested, str]]] = {
    "business": ({"business.phone": "06-6203-1234"}, "business-changed"),
    "privacy_notice_url": (
        {"privacy_notice_url": "https://www.example.co.jp/policy/"},
        "privacy-notice-moved",
    ),
    "contacts": ({"contacts": [{"action": "delete", "name": "窓口 花子"}]}, "contact-changed"),
    "web_certificates": (
        {"web_certificates": [{"action": "delete", "serial": "0012AB35"}]},
        "terminal-changed",
    ),
    "api": ({"api": {"environment": "Linuxサーバ2台"}}, "api-changed"),
}


def errors(draft: Draft, calendar: OfficeCalendar) -> list[tuple[str, str]]:
    return [
        (finding.code, finding.path)
        for finding in findings(draft, AT, calendar)
        if finding.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("part", PARTS)
def test_a_change_of_one_part_touches_that_part_alone(part: str, calendar: OfficeCalendar) -> None:
    change = case("change")
    head: dict[str, Any] = {name: change[name] for name in ("kind", "applied_on", "applicant")}
    head["business"] = {"code": "01233", "name": "サンプル電力株式会社"}
    edits, situation = PARTS[part]
    draft = resumed_from(edited(head, edits), calendar)
    assert (draft.parts, draft.situation) == ([part], situation)
    assert first_open(draft) == "check"
    assert errors(draft, calendar) == []


NOT_ASKED: Final[dict[str, tuple[str, Nested]]] = {
    "an address on a stop": ("stop", {"business.address": "東京都"}),
    "contacts on a stop": ("stop", {"contacts": [{"action": "add", "name": "窓口 花子"}]}),
    "certificates on a rename": (
        "rename",
        {"web_certificates": [{"action": "add", "serial": "0012AB34"}]},
    ),
    "a stop on a change": ("change", {"stop": {"completed": True}}),
    "an old name on a new one": ("new", {"rename": {"previous_name": NEW_NAME}}),
    "a predecessor on a new one": ("new", {"web_certificates.0.replaces": "0012AB30"}),
}


@pytest.mark.parametrize("path", NOT_ASKED)
def test_what_the_case_does_not_ask_is_no_dead_end(path: str, calendar: OfficeCalendar) -> None:
    kind, edits = NOT_ASKED[path]
    draft = resumed_from(edited(case(kind), edits), calendar)
    assert first_open(draft) == "check"
    assert errors(draft, calendar) == []
    assert not any(
        finding.code == "not-asked" for finding in check_answers(draft.answers, AT, calendar)
    )


@pytest.mark.parametrize(
    ("kind", "situation"), [("new", "first-use"), ("rename", "renamed"), ("stop", "withdrawing")]
)
def test_the_situation_of_a_form_follows_from_its_case(
    kind: str, situation: str, calendar: OfficeCalendar
) -> None:
    draft = resumed_from(case(kind), calendar)
    assert (draft.situation, draft.parts) == (situation, [])


@pytest.mark.parametrize("kind", KINDS)
def test_the_answers_that_were_read_are_not_the_drafts_own(
    kind: str, calendar: OfficeCalendar
) -> None:
    back = dated(case(kind))
    draft = resumed(back, AT, calendar)
    draft.answers["applicant"]["company"] = "別の社名"
    for row in draft.answers.get("contacts", []):
        row.clear()
    assert back == dated(case(kind))


def test_a_form_without_a_case_cannot_be_continued() -> None:
    back = read(fill(edited(case("new"), {"kind": REMOVED})).content).answers
    assert "kind" not in back
    assert following(back, "change").answers == {"kind": "change"} | SAME


def test_a_rename_that_says_nothing_of_itself_yet_is_a_rename(calendar: OfficeCalendar) -> None:
    started = {"kind": "rename", "applicant": {"company": NEW_NAME}}
    assert resumed_from(started, calendar).kind == "rename"
