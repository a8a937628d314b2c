"""The JSON of a register, key by key, beside one that was written by hand."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.board import board
from rules.register.fold import AnsweredQuestion, Gone, Register, fold
from rules.register.records import ApplicationState, RecordedApplication, record, without_doubles
from rules.register.register_json import (
    RegisterJsonError,
    board_json,
    is_register_json,
    records_of,
    register_json,
)
from tests.rules.histories import CODE, COMPANY, JIRO, NEW_NAME, cert, change, rename, with_api
from tests.samples import dated

AT: Final = "2026-07-01"
FIRST = with_api("2026-06-05")
RENAME = rename("2026-06-12", NEW_NAME)
STRANGER = change("2026-06-15", "別の電力株式会社", business={"phone": "03-3501-0000"})
LAST = change(
    "2026-06-29",
    NEW_NAME,
    contacts=[{"action": "add", **JIRO}],
    web_certificates=[
        cert("add", "BB01", common_name="PC02", not_after="2028-07-31"),
        cert("delete", "43521"),  # AA01 in decimal digits
    ],
)
RETURNED = change("2026-06-22", NEW_NAME, business={"phone": "03-3501-2222"})


def recorded(answers: object, file: str, **known: Any) -> RecordedApplication:  # noqa: ANN401
    one = record(answers, [file])
    assert one is not None
    return replace(one, **known)


RECORDS: Final = [
    recorded(FIRST, "1.xlsx", sender="example.co.jp"),
    recorded(RENAME, "2.xlsx", sent_on=date(2026, 6, 11), registered_on=date(2026, 6, 18)),
    recorded(STRANGER, "3.xlsx"),
    recorded(RETURNED, "4.xlsx", state=ApplicationState.RETURNED),
]
RECORDS.append(recorded(LAST, "5.xlsx", state=ApplicationState.SENT, supersedes=RECORDS[3].digest))
GONE: Final = Gone(CODE, "api.certificates", "AC01", date(2026, 6, 20))


@pytest.fixture
def register(calendar: OfficeCalendar) -> Register:
    return fold(RECORDS, moment(AT), calendar, [GONE])


def entry(value: str, since: str = "2026-06-12", source: str = "1.xlsx") -> dict[str, str]:
    return {"value": value, "since": since, "from": source}


def test_a_business_is_written_with_its_past_and_its_entries(
    register: Register, calendar: OfficeCalendar
) -> None:
    written = register_json(register, calendar)
    assert [written[key] for key in ("code", "name", "status")] == [CODE, NEW_NAME, "active"]
    assert written["previous_names"] == [{"name": COMPANY, "until": "2026-06-18"}]
    assert written["entries"] == {
        "business.name": entry(NEW_NAME, "2026-06-18", "2.xlsx"),
        "business.address": entry("〒100-0000 東京都千代田区見本町1-2-3"),
        "business.phone": entry("03-3501-1511"),
        "business.result_email": entry("result@example.co.jp"),
        "privacy_notice_url": entry("https://www.example.co.jp/privacy/"),
        "api.environment": entry("Linuxサーバ1台"),
        "api.file_return_method": entry("見本の方式"),
    }
    assert written["gone"] == [{"table": "api.certificates", "serial": "AC01", "on": "2026-06-20"}]
    assert set(written) == {
        "code", "name", "status", "previous_names", "entries", "contacts", "certificates",
        "applications", "open_questions", "answered_questions", "gone",
    }  # fmt: skip


def test_contacts_are_written_whole(register: Register, calendar: OfficeCalendar) -> None:
    assert register_json(register, calendar)["contacts"] == [
        {
            "name": "窓口 花子",
            "department": "需給管理部",
            "phone": "03-3501-1512",
            "email": "hanako@example.co.jp",
            "state": "registered",
            "since": "2026-06-12",
            "from": "1.xlsx",
        },
        {
            "name": "後任 次郎",
            "department": "需給管理部",
            "phone": "03-3501-1513",
            "email": "jiro@example.co.jp",
            "state": "pending",
            "since": "2026-07-10",  # collected on Friday 07-03
            "from": "5.xlsx",
        },
    ]


def test_certificates_are_written_with_their_last_cutoff(
    register: Register, calendar: OfficeCalendar
) -> None:
    assert register_json(register, calendar)["certificates"] == [
        {
            "table": "web_certificates",
            "serial": "AA01",
            "common_name": "PC01",
            "not_after": "2027-06-30",
            "state": "registered",
            "last_cutoff": "2027-06-18T17:00:00+09:00",  # registered on 06-25; 07-02 is too late
            "since": "2026-06-12",
            "from": "1.xlsx",
        },
        {
            "table": "web_certificates",
            "serial": "BB01",
            "common_name": "PC02",
            "not_after": "2028-07-31",
            "state": "pending",
            "last_cutoff": None,
            "since": "2026-07-10",
            "from": "5.xlsx",
        },
    ]


def test_applications_are_written_with_all_that_is_known(
    register: Register, calendar: OfficeCalendar
) -> None:
    written = register_json(register, calendar)["applications"]
    for one, (answers, given) in zip(
        written, [(FIRST, 0), (RENAME, 1), (STRANGER, 2), (RETURNED, 3), (LAST, 4)], strict=True
    ):
        assert one.pop("answers") == dated(answers)
        assert one.pop("digest") == RECORDS[given].digest
    usual = {
        "assumed": True, "folded": True, "expected": None, "stated": None, "version": 1,
        "superseded_by": None, "supersedes": None, "sender": "", "state": "registered",
        "kind": "change",
    }  # fmt: skip
    assert written == [
        usual | {"files": ["1.xlsx"], "kind": "new", "applied_on": "2026-06-05",
                 "sender": "example.co.jp", "expected": "2026-06-12"},
        usual | {"files": ["2.xlsx"], "kind": "rename", "applied_on": "2026-06-12",
                 "assumed": False, "sent_on": "2026-06-11", "registered_on": "2026-06-18",
                 "expected": "2026-06-19"},
        usual | {"files": ["3.xlsx"], "applied_on": "2026-06-15", "folded": False,
                 "expected": "2026-06-26"},
        usual | {"files": ["4.xlsx"], "applied_on": "2026-06-22", "state": "returned",
                 "assumed": False, "stated": "returned",
                 "superseded_by": 2},
        usual | {"files": ["5.xlsx"], "applied_on": "2026-06-29", "state": "sent",
                 "assumed": False, "stated": "sent", "expected": "2026-07-10",
                 "supersedes": RECORDS[3].digest, "version": 2},
    ]  # fmt: skip


def test_open_questions_are_written_with_what_may_be_meant(
    register: Register, calendar: OfficeCalendar
) -> None:
    stranger, serial = register_json(register, calendar)["open_questions"]
    assert (stranger["path"], stranger["from"]) == ("business.name", "3.xlsx")
    assert "別の電力株式会社" in stranger["question"]
    assert "suggestion" not in stranger
    assert (serial["path"], serial["from"]) == ("web_certificates.1.serial", "5.xlsx")
    assert serial["suggestion"] == "AA01"
    assert "43521" in serial["question"]


def test_the_board_is_written_row_by_row(calendar: OfficeCalendar) -> None:
    rows = board_json(board([fold(RECORDS, moment(AT), calendar)], moment(AT), calendar))
    assert rows[0].pop("what").endswith("SV01（シリアル番号 AC01）の有効期限")
    assert rows[0] == {
        "date": "2026-08-31",
        "code": CODE,
        "last_cutoff": "2026-08-21T17:00:00+09:00",
        "cutoffs_left": 8,  # the Fridays from 07-03 to 08-21
    }


def test_what_was_written_is_read_again(register: Register, calendar: OfficeCalendar) -> None:
    answered = AnsweredQuestion(CODE, register.open_questions[0].key)
    register = fold(RECORDS, moment(AT), calendar, [GONE], [answered])
    content = {"registers": [register_json(register, calendar)]}
    assert is_register_json(content)
    assert records_of(content) == (RECORDS, [GONE], [answered])
    old = {"registers": [dict(content["registers"][0])]}
    del old["registers"][0]["gone"]
    for one in old["registers"][0]["applications"]:
        del one["sender"], one["supersedes"], one["stated"]
    applications, gone, _ = records_of(old)
    assert not gone
    content["registers"][0]["gone"][0]["serial"] = "0x00ac01"  # as a person may write it
    assert records_of(content)[1] == [GONE]
    assert {(one.sender, one.supersedes, one.state) for one in applications} == {("", None, None)}


@pytest.mark.parametrize("content", [{}, {"registers": 1}, [], None, "registers"])
def test_other_json_is_no_register(content: object) -> None:
    assert not is_register_json(content)


@pytest.mark.parametrize(
    "change_it",
    [
        {"answers": {}},
        {"answers": None},
        {"stated": "lost"},
        {"sent_on": "yesterday"},
        {"sent_on": "1985-12-31"},
        {"registered_on": "2100-01-01"},
        {"files": None},
        {"files": [["1.xlsx"]]},
        {"sender": 1},
        {"supersedes": "\ud800"},
    ],
    ids=ascii,
)
def test_a_register_with_other_applications_is_refused(
    change_it: dict[str, object], register: Register, calendar: OfficeCalendar
) -> None:
    written = register_json(register, calendar)
    written["applications"][0] |= change_it
    with pytest.raises(RegisterJsonError):
        records_of({"registers": [written]})


@pytest.mark.parametrize(
    "change_it",
    [
        {"code": 1233},
        {"gone": [{"table": "web", "serial": "AA01", "on": "2026-06-20"}]},
        {"gone": [{"table": "web_certificates", "serial": "AA01", "on": None}]},
        {"answered_questions": [{"key": ["0123456789ab"]}]},
    ],
    ids=str,
)
def test_a_register_with_other_statements_is_refused(
    change_it: dict[str, object], register: Register, calendar: OfficeCalendar
) -> None:
    written = register_json(register, calendar) | change_it
    with pytest.raises(RegisterJsonError):
        records_of({"registers": [written]})


def test_the_same_application_twice_is_one_with_all_that_is_known_of_it() -> None:
    known = {
        "state": ApplicationState.REGISTERED,
        "sent_on": date(2026, 6, 8),
        "registered_on": date(2026, 6, 12),
        "supersedes": "digest of another",
        "sender": "example.co.jp",
    }
    bare, full = recorded(FIRST, "b.xlsx"), recorded(FIRST, "a.xlsx", **known)
    for both in ([bare, full], [full, bare], [full, bare, full]):
        (one,) = without_doubles(both)
        assert one == replace(full, files=("a.xlsx", "b.xlsx"))
    other = replace(bare, state=ApplicationState.RETURNED)
    (one,), (same,) = without_doubles([full, other]), without_doubles([other, full])
    assert one.state == same.state
