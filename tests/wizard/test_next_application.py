"""The next application of a business: what is registered is filled in, and asked no more."""

from datetime import date

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import Register, fold
from rules.register.records import record
from tests.rules.histories import (
    CODE,
    COMPANY,
    HANAKO,
    JIRO,
    NEW_NAME,
    Answers,
    cert,
    change,
    new,
    rename,
    stop,
)
from tests.samples import AT
from wizard.core.journey import first_open, steps
from wizard.core.register.next_application import (
    API,
    BUSINESS,
    CONTACTS,
    RENAME,
    RENEW,
    RESTART,
    STOP,
    TERMINALS,
    changed_contact,
    deleted_certificate,
    deleted_contact,
    next_application,
    registered_answers,
    renewed_certificate,
)
from wizard.core.register.renewal_batch import renewal_answers

PRESENT = "2026-11-24"
BEGUN = new(
    "2025-02-21",
    contacts=[{"action": "add", **HANAKO}, {"action": "add", **JIRO}],
    web_certificates=[
        cert("add", "AA01", common_name="PC01", not_after="2026-12-17"),
        cert("add", "AA02"),
    ],
    api={
        "certificates": [cert("add", "AC01", common_name="SV01", not_after="2026-12-17")],
        "environment": "サーバ1台",
        "file_return_method": "見本の方式",
        "test_passed": True,
    },
)


def folded(calendar: OfficeCalendar, *applications: Answers) -> Register:
    records = [record(one, [f"{n}.xlsx"]) for n, one in enumerate(applications, 1)]
    return fold([one for one in records if one], AT, calendar)


@pytest.fixture
def register(calendar: OfficeCalendar) -> Register:
    late = change("2025-06-06", business={"phone": "03-3501-9999"})
    late["applicant"] = {**late["applicant"], "responsible": "後任 三郎"}
    gone = change(
        "2025-07-04",
        contacts=[{"action": "delete", "name": JIRO["name"]}],
        web_certificates=[cert("delete", "AA02")],
    )
    return folded(calendar, BEGUN, late, {**gone, "applicant": late["applicant"]})


def test_what_is_registered_is_what_the_application_before_would_say(register: Register) -> None:
    assert registered_answers(register) == {
        "applicant": {
            "company": COMPANY,
            "department": "需給管理部",
            "responsible": "後任 三郎",
        },
        "business": {
            "code": CODE,
            "name": COMPANY,
            "address": "〒100-0000 東京都千代田区見本町1-2-3",
            "phone": "03-3501-9999",
            "result_email": "result@example.co.jp",
        },
        "privacy_notice_url": "https://www.example.co.jp/privacy/",
        "contacts": [HANAKO],
        "web_certificates": [
            {"serial": "AA01", "common_name": "PC01", "not_after": date(2026, 12, 17)}
        ],
        "api": {
            "certificates": [
                {"serial": "AC01", "common_name": "SV01", "not_after": date(2026, 12, 17)}
            ],
            "environment": "サーバ1台",
            "file_return_method": "見本の方式",
        },
    }


def test_a_renewal_begins_where_the_new_certificate_is_asked(
    register: Register, calendar: OfficeCalendar
) -> None:
    (web, _), (api, _) = register.certificates
    draft = next_application(
        register, RENEW, AT, calendar, {"web_certificates": [renewed_certificate(web)]}
    )
    assert first_open(draft) == "web_certificates"
    assert [step.id for step in steps(draft)] == [
        "start", "applicant", "web_certificates", "check", "finish"
    ]  # fmt: skip
    assert draft.answers == {
        "kind": "change",
        "applied_on": date(2026, 11, 24),
        "applicant": registered_answers(register)["applicant"],
        "business": {"code": CODE, "name": COMPANY},
        "web_certificates": [
            {"action": "renew", "replaces": "AA01", "replaces_not_after": date(2026, 12, 17)}
        ],
    }
    both = {
        "web_certificates": [renewed_certificate(web)],
        "api.certificates": [renewed_certificate(api)],
    }
    draft = next_application(register, RENEW, AT, calendar, both)
    assert draft.parts == ["web_certificates", "api"]
    assert first_open(draft) == "web_certificates"
    assert draft.answers["api"] == {
        "certificates": [
            {"action": "renew", "replaces": "AC01", "replaces_not_after": date(2026, 12, 17)}
        ]
    }


def test_each_thing_to_do_begins_at_its_own_page(
    register: Register, calendar: OfficeCalendar
) -> None:
    (web, _), (api, _) = register.certificates
    ((hanako, _),) = register.contacts
    expected = {
        TERMINALS: ({"web_certificates": [deleted_certificate(web)]}, "web_certificates"),
        CONTACTS: ({"contacts": [changed_contact(hanako)]}, "contacts"),
        API: ({"api.certificates": [renewed_certificate(api)]}, "api"),
        BUSINESS: (None, "applicant"),
        RENAME: (None, "applicant"),
        STOP: (None, "stop"),
    }
    found = {}
    for situation, (rows, _) in expected.items():
        found[situation] = first_open(next_application(register, situation, AT, calendar, rows))
    assert found == {situation: page for situation, (_, page) in expected.items()}


def test_rows_say_what_is_done(register: Register) -> None:
    ((hanako, _),) = register.contacts
    (web, _), _ = register.certificates
    assert changed_contact(hanako) == {"action": "change", **HANAKO}
    assert deleted_contact(hanako) == {"action": "delete", "name": HANAKO["name"]}
    assert deleted_certificate(web) == {"action": "delete", "serial": "AA01"}


def test_a_rename_asks_the_new_name_and_knows_the_old_one(
    register: Register, calendar: OfficeCalendar
) -> None:
    draft = next_application(register, RENAME, AT, calendar)
    assert draft.answers["rename"] == {"previous_name": COMPANY}
    assert draft.answers["business"] == {"code": CODE}


def test_who_has_stopped_begins_anew(calendar: OfficeCalendar) -> None:
    ended = folded(calendar, BEGUN, stop("2025-10-03"))
    draft = next_application(ended, RESTART, AT, calendar)
    assert draft.kind == "new"
    assert draft.answers["business"]["code"] == CODE


def test_a_situation_without_an_application_is_refused(
    register: Register, calendar: OfficeCalendar
) -> None:
    with pytest.raises(ValueError, match="pausing"):
        next_application(register, "pausing", AT, calendar)


def test_a_serial_is_handed_on_with_its_zeros_in_capitals(calendar: OfficeCalendar) -> None:
    written = {**BEGUN, "web_certificates": [cert("add", "00:ab:01", not_after="2026-12-17")]}
    ((one, _), *_) = folded(calendar, written).certificates
    assert one.serial == "AB01"
    assert renewed_certificate(one)["replaces"] == "00AB01"
    assert deleted_certificate(one)["serial"] == "00AB01"


@pytest.mark.parametrize(
    ("at", "name"), [("2026-11-25", COMPANY), ("2026-12-05", NEW_NAME)], ids=["pending", "renamed"]
)
def test_the_business_applies_under_the_name_that_is_registered(
    at: str, name: str, calendar: OfficeCalendar
) -> None:
    applicant = {"company": NEW_NAME, "department": "総務部", "responsible": "申込 花子"}
    renamed = rename("2026-11-24", NEW_NAME) | {"applicant": applicant}
    records = [record(one, ["1.xlsx"]) for one in (BEGUN, renamed)]
    register = fold([one for one in records if one], moment(at), calendar)
    assert register.name == name
    expected = {"company": name, "department": "総務部", "responsible": "申込 花子"}
    assert registered_answers(register)["applicant"] == expected
    assert renewal_answers(register, [], moment(at))["applicant"] == expected


def test_an_agent_applies_under_a_name_of_its_own(calendar: OfficeCalendar) -> None:
    agent = {"company": "代行サービス株式会社", "department": "申請部", "responsible": "代行 一郎"}
    one = record(BEGUN | {"applicant": agent}, ["1.xlsx"])
    assert one is not None
    register = fold([one], moment(PRESENT), calendar)
    assert registered_answers(register)["applicant"] == agent
