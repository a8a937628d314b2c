"""What the register says of a next application; histories and expectations by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.obligations.check import check_answers
from rules.register.findings import REGISTER_RULES
from rules.register.fold import Gone, Register, fold
from rules.register.judging import (
    context_before,
    context_of,
    finding_of_sent,
    findings_against,
    judge_all,
    without_estimate,
)
from rules.register.records import ApplicationState, RecordedApplication, record
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
    with_api,
)

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

WEIGHTS: Final = {
    "register-other-business": (E, "参考"),
    "register-sister-code": (W, "参考"),
    "register-others-mail-domain": (W, "参考"),
    "register-new-mail-domain": (W, "参考"),
    "register-unknown-business": (W, "参考"),
    "register-past-name": (W, "参考"),
    "register-previous-name": (W, "3-7"),
    "register-already-active": (E, "3-5"),
    "register-new-under-way": (W, "3-5"),
    "register-ended": (E, "3-5"),
    "register-other-system": (E, "3-6"),
    "register-maybe-other-system": (W, "3-6"),
    "register-several-predecessors": (W, "3-6"),
    "register-other-last-day": (W, "3-6"),
    "register-rename-under-way": (W, "3-7"),
    "register-not-registered": (W, "3-6, 参考(2)"),
    "register-others-holding": (W, "参考"),
    "register-already-registered": (W, "3-6"),
    "register-api-count": (E, "3-6"),
    "register-no-contact-left": (W, "1-2"),
    "register-no-web-certificate": (W, "3-6"),
    "register-unchanged": (N, "3-5"),
    "register-under-way": (W, "3-4"),
}


def judge_against(
    one: RecordedApplication,
    records: Iterable[RecordedApplication],
    calendar: OfficeCalendar,
    others: Sequence[Register] = (),
) -> tuple[Finding, ...]:
    """Judge an application against all that were sent before it."""
    return findings_against(one, context_before(one, records, calendar, (), others))


@dataclass(frozen=True)
class Next:
    """A next application after a history, and all that its register says of it."""

    says: str
    before: Sequence[Answers]
    answers: Answers
    expected: Sequence[tuple[str, str]]


BEGUN: Final = [with_api("2026-06-05")]
API_UNTIL_AUGUST: Final = BEGUN
PHONE: Final[Answers] = {"business": {"phone": "03-3501-9999"}}
URL: Final[Answers] = {"privacy_notice_url": "https://new.example.co.jp/"}


def api(*rows: Answers) -> Answers:
    """Write the part of a change that has API certificates."""
    return {"api": {"certificates": list(rows)}}


NEXT: Final = [
    Next("an ordinary change", BEGUN, change("2026-06-15", **PHONE), []),
    Next("the first form of a business", [], new("2026-06-15"), []),
    Next("the first form that is seen", [], change("2026-06-15", **PHONE), []),
    # the business
    Next(
        "a form with another company's name", BEGUN,
        change("2026-06-15", "別の電力株式会社", **PHONE),
        [("register-other-business", "business.name")],
    ),
    Next("㈱ for 株式会社", BEGUN, change("2026-06-15", "サンプル電力㈱", **PHONE), []),
    Next(
        "the past name", [*BEGUN, rename("2026-06-12", NEW_NAME)],
        change("2026-06-19", **PHONE), [("register-past-name", "business.name")],
    ),
    Next(
        "the old name while the rename is under way",
        [*BEGUN, rename("2026-06-12", NEW_NAME)], change("2026-06-15", **PHONE),
        [("register-rename-under-way", "")],
    ),
    Next(
        "the new name while the rename is under way",
        [*BEGUN, rename("2026-06-12", NEW_NAME)], change("2026-06-15", NEW_NAME, **PHONE),
        [("register-rename-under-way", "")],
    ),
    Next(
        "a rename from another name", BEGUN, rename("2026-06-15", NEW_NAME, "別の電力株式会社"),
        [("register-previous-name", "rename.previous_name")],
    ),
    Next(
        "the old name while a rename is all that is known",
        [rename("2026-06-12", NEW_NAME)], change("2026-06-15", **PHONE),
        [("register-rename-under-way", "")],
    ),
    # mail domains
    Next(
        "addresses under an unknown domain, named once", BEGUN,
        change(
            "2026-06-15", business={"result_email": "kekka@unknown.co.jp"},
            contacts=[{"action": "change", **HANAKO, "email": "hanako@mail.unknown.co.jp"}],
        ),
        [("register-new-mail-domain", "business.result_email")],
    ),
    Next(
        "an address under another host of the same company", BEGUN,
        change("2026-06-15", business={"result_email": "kekka@MAIL.example.co.jp"}), [],
    ),
    Next(
        "an address of a free-mail provider", BEGUN,
        change("2026-06-15", business={"result_email": "sample@gmail.com"}), [],
    ),
    Next(
        "a rename that brings a new domain", BEGUN,
        rename("2026-06-15", NEW_NAME, business={"result_email": "kekka@unknown.co.jp"}), [],
    ),
    Next(
        "an address where the register has only free mail",
        [new("2026-06-05", contacts=[{"action": "add", **HANAKO, "email": "hanako@gmail.com"}],
             business={"code": "01233", "name": COMPANY, "result_email": "sample@gmail.com"})],
        change("2026-06-15", business={"result_email": "kekka@unknown.co.jp"}), [],
    ),
    Next(
        "a domain that was registered before",
        [*BEGUN, change("2026-06-08", business={"result_email": "kekka@unknown.co.jp"})],
        change("2026-06-15", contacts=[{"action": "add", **JIRO, "email": "jiro@unknown.co.jp"}]),
        [],
    ),
    Next("a rename from ㈱", BEGUN, rename("2026-06-15", NEW_NAME, "サンプル電力㈱"), []),
    # the case
    Next(
        "a new application of who is registered", BEGUN, new("2026-06-15"),
        [("register-already-active", "kind")],
    ),
    Next("a new one where the beginning is not known", [change("2026-06-05", **PHONE)],
         new("2026-06-15"), []),
    Next(
        "a new one while another is pending", [new("2026-06-12")],
        new("2026-06-15", web_certificates=[cert("add", "BB01")]),
        [("register-new-under-way", "kind")],
    ),
    Next(
        "a new one while a stop is pending", [*BEGUN, stop("2026-06-12")], new("2026-06-15"),
        [("register-new-under-way", "kind")],
    ),
    Next("a new one after a stop", [*BEGUN, stop("2026-06-12")],
         new("2026-06-19", "別の電力株式会社"), []),
    Next(
        "a change after a stop", [*BEGUN, stop("2026-06-12")], change("2026-06-19", **PHONE),
        [("register-ended", "kind")],
    ),
    Next(
        "a second stop", [*BEGUN, stop("2026-06-12")],
        {**stop("2026-06-19"), "remarks": "再送"}, [("register-ended", "kind")],
    ),
    # contacts
    Next(
        "the deletion of the last contact", BEGUN,
        change("2026-06-15", contacts=[{"action": "delete", "name": "窓口　花子"}]),
        [("register-no-contact-left", "contacts")],
    ),
    Next(
        "a successor for the last contact", BEGUN,
        change("2026-06-15", contacts=[
            {"action": "add", **JIRO}, {"action": "delete", "name": "窓口 花子"},
        ]),
        [],
    ),
    Next(
        "the change of somebody else", BEGUN,
        change("2026-06-15", contacts=[{"action": "change", "name": "窓口 太郎", "phone": "03-1"}]),
        [("register-not-registered", "contacts.0.name")],
    ),
    Next(
        "the addition of who is there", BEGUN,
        change("2026-06-15", contacts=[{"action": "add", **HANAKO}]),
        [("register-already-registered", "contacts.0.name")],
    ),
    Next(
        "a change of a contact to what it is", BEGUN,
        change("2026-06-15", contacts=[
            {"action": "change", "name": "窓口 花子", "department": "需給管理部"},
        ]),
        [("register-unchanged", "contacts.0")],
    ),
    Next(
        "a deletion where the beginning is not known",
        [change("2026-06-05", contacts=[{"action": "add", **HANAKO}])],
        change("2026-06-15", contacts=[{"action": "delete", "name": "窓口 花子"}]), [],
    ),
    # entries
    Next(
        "a change to what it is", BEGUN,
        change("2026-06-15", business={"phone": "03-3501-1511"}, **URL),
        [("register-unchanged", "business.phone")],
    ),
    Next(
        "a change of what is under way", [*BEGUN, change("2026-06-12", **PHONE)],
        change("2026-06-15", business={"phone": "03-3501-8888"}),
        [("register-under-way", "business.phone")],
    ),
    Next(
        "a change of what has been registered since", [*BEGUN, change("2026-06-12", **PHONE)],
        change("2026-06-19", business={"phone": "03-3501-8888"}), [],
    ),
    Next(
        "a change while the stop is under way", [*BEGUN, stop("2026-06-12")],
        change("2026-06-15", **URL), [("register-under-way", "kind")],
    ),
    # web certificates
    Next(
        "the renewal of what is not registered", BEGUN,
        change("2026-06-15", web_certificates=[cert("renew", "BB01", replaces="AA02")]),
        [("register-not-registered", "web_certificates.0.replaces")],
    ),
    Next(
        "the deletion of what is not registered", BEGUN,
        change("2026-06-15", web_certificates=[cert("delete", "AA02")]),
        [("register-not-registered", "web_certificates.0.serial")],
    ),
    Next(
        "a renewal by a name that no certificate has", BEGUN,
        change("2026-06-15", web_certificates=[cert("renew", "BB01", common_name="PC99")]),
        [("register-not-registered", "web_certificates.0.common_name")],
    ),
    Next(
        "the addition of what is registered, written otherwise", BEGUN,
        change("2026-06-15", web_certificates=[cert("add", "00:aa:01")]),
        [("register-already-registered", "web_certificates.0.serial")],
    ),
    Next(
        "the deletion of the last web certificate", BEGUN,
        change("2026-06-15", web_certificates=[cert("delete", "AA01")]),
        [("register-no-web-certificate", "web_certificates")],
    ),
    Next(
        "a change that is registered on the day after the last web certificate ends", BEGUN,
        change("2027-06-25", **URL), [("register-no-web-certificate", "web_certificates")],
    ),
    Next(
        "a change that is registered on the day before the last web certificate ends",
        [new("2026-06-05", web_certificates=[cert("add", "AA01", not_after="2026-06-26")])],
        change("2026-06-19", **URL), [],
    ),
    Next(
        "the renewal of what a renewal under way is for",
        [*BEGUN, change("2026-06-12", web_certificates=[cert("renew", "BB01", replaces="AA01")])],
        change("2026-06-15", web_certificates=[cert("renew", "BB02", replaces="AA01")]),
        [("register-under-way", "web_certificates.0.replaces")],
    ),
    Next(
        "the same renewal once more, while it is under way",
        [*BEGUN, change("2026-06-12", web_certificates=[cert("renew", "BB01", replaces="AA01")])],
        change("2026-06-15", web_certificates=[cert("renew", "BB01", replaces="AA01")]),
        [("register-under-way", "web_certificates.0.serial")],
    ),
    Next(
        "another renewal by name, while one is under way",
        [*BEGUN, change("2026-06-12", web_certificates=[
            cert("renew", "BB01", common_name="PC01", replaces="AA01"),
        ])],
        change("2026-06-15", web_certificates=[cert("renew", "BB02", common_name="PC01")]),
        [("register-under-way", "web_certificates.0.common_name")],
    ),
    Next(
        "the deletion of what is being deleted, and the addition of who is being added",
        [*BEGUN, change("2026-06-12", **api(cert("delete", "AC01")),
                        contacts=[{"action": "add", **JIRO}])],
        change("2026-06-15", **api(cert("delete", "AC01")), contacts=[{"action": "add", **JIRO}]),
        [("register-under-way", "contacts.0.name"),
         ("register-under-way", "api.certificates.0.serial")],
    ),
    Next(
        "the renewal by name of what has expired", BEGUN,
        change("2027-07-05", web_certificates=[
            cert("renew", "BB01", common_name="PC01", not_after="2029-06-30"),
        ]),
        [],
    ),
    Next(
        "a renewal by a name that two certificates have",
        [new("2026-06-05", web_certificates=[
            cert("add", "AA01", common_name="PC01"), cert("add", "AA02", common_name="PC01"),
        ])],
        change("2026-06-15", web_certificates=[cert("renew", "BB01", common_name="PC01")]),
        [("register-several-predecessors", "web_certificates.0.common_name")],
    ),
    Next(
        "a change of who and what is registered, while a stop is under way",
        [*BEGUN, stop("2026-06-12")],
        change("2026-06-15", contacts=[{"action": "change", "name": HANAKO["name"],
                                        "phone": "03-3501-8888"}],
               web_certificates=[cert("renew", "BB01", replaces="AA01")]),
        [("register-under-way", "kind")],
    ),
    Next(
        "a renewal that gives another last day of what it renews", BEGUN,
        change("2026-06-15", web_certificates=[
            cert("renew", "BB01", replaces="AA01", replaces_not_after="2027-12-30"),
        ]),
        [("register-other-last-day", "web_certificates.0.replaces_not_after")],
    ),
    Next(
        "a renewal that gives the registered last day", BEGUN,
        change("2026-06-15", web_certificates=[
            cert("renew", "BB01", replaces="AA01", replaces_not_after="2027-06-30"),
        ]),
        [],
    ),
    # the system of a certificate
    Next(
        "the renewal of an API certificate as one of the web", BEGUN,
        change("2026-06-15", web_certificates=[cert("renew", "BB01", replaces="00:ac:01")]),
        [("register-other-system", "web_certificates.0.replaces")],
    ),
    Next(
        "the deletion as one of the API of a web certificate that is being deleted",
        [*BEGUN, change("2026-06-12", web_certificates=[cert("delete", "AA01")])],
        change("2026-06-15", **api(cert("delete", "AA01"))),
        [("register-other-system", "api.certificates.0.serial"),
         ("register-no-web-certificate", "web_certificates")],
    ),
    Next(
        "the deletion of a web certificate as one of the API", BEGUN,
        change("2026-06-15", **api(cert("delete", "AA01"))),
        [("register-other-system", "api.certificates.0.serial")],
    ),
    Next(
        "the renewal by name of an API certificate as one of the web", BEGUN,
        change("2026-06-15", web_certificates=[cert("renew", "BB01", common_name="SV01")]),
        [("register-maybe-other-system", "web_certificates.0.common_name")],
    ),
    Next(
        "the addition of an API certificate as one of the web", BEGUN,
        change("2026-06-15", web_certificates=[cert("add", "AC01", common_name="SV01")]),
        [("register-maybe-other-system", "web_certificates.0.serial")],
    ),
    # the API rule, in every overlap
    Next("a renewal of the one API certificate", BEGUN,
         change("2026-06-15", **api(cert("renew", "AC02", replaces="AC01"))), []),
    Next(
        "a second API certificate", BEGUN, change("2026-06-15", **api(cert("add", "AC02"))),
        [("register-api-count", "api.certificates")],
    ),
    Next(
        "another one after the first was deleted",
        [*BEGUN, change("2026-06-12", **api(cert("delete", "AC01")))],
        change("2026-06-19", **api(cert("add", "AC02"))), [],
    ),
    Next("another one and the deletion of the first in one form", BEGUN,
         change("2026-06-15", **api(cert("add", "AC02"), cert("delete", "AC01"))), []),
    Next(
        "a third one while a renewal overlaps",
        [*BEGUN, change("2026-06-12", **api(cert("renew", "AC02", replaces="AC01")))],
        change("2026-06-19", **api(cert("add", "AC03"))),
        [("register-api-count", "api.certificates")],
    ),
    Next(
        "a second renewal while the first overlaps",
        [*BEGUN, change("2026-06-12", **api(cert("renew", "AC02", replaces="AC01")))],
        change("2026-06-19", **api(cert("renew", "AC03", replaces="AC02"))),
        [("register-api-count", "api.certificates")],
    ),
    Next(
        "a second renewal that is registered after the first overlap has ended",
        [*BEGUN, change("2026-06-12", **api(cert("renew", "AC02", replaces="AC01")))],
        change("2026-08-25", **api(cert("renew", "AC03", replaces="AC02"))), [],
    ),
    Next(
        "another one that is registered after the first has ended", BEGUN,
        change("2026-08-25", **api(cert("add", "AC02"))), [],
    ),
    Next(
        "the deletion of the old one while it overlaps",
        [*BEGUN, change("2026-06-12", **api(cert("renew", "AC02", replaces="AC01")))],
        change("2026-06-19", **api(cert("delete", "AC01"))), [],
    ),
    Next(
        "an addition while a renewal is under way",
        [*BEGUN, change("2026-06-12", **api(cert("renew", "AC02", replaces="AC01")))],
        change("2026-06-15", **api(cert("add", "AC03"))),
        [("register-api-count", "api.certificates")],
    ),
]  # fmt: skip


def recorded(answers: Sequence[Answers]) -> list[RecordedApplication]:
    found = [record(one, [f"{number}.xlsx"]) for number, one in enumerate(answers)]
    assert all(found)
    return [one for one in found if one is not None]


@pytest.mark.parametrize("case", NEXT, ids=lambda case: case.says)
def test_what_a_register_says_of_a_next_application(case: Next, calendar: OfficeCalendar) -> None:
    (one,) = recorded([case.answers])
    found = judge_against(one, recorded(case.before), calendar)
    assert [(f.code, f.path) for f in found] == list(case.expected)
    for finding in found:
        assert (finding.severity, finding.source) == WEIGHTS[finding.code]
        assert "{" not in finding.message + finding.remedy
        assert "「」" not in finding.message


def test_every_rule_weighs_what_the_design_says() -> None:
    assert {rule.code: (rule.severity, rule.source) for rule in REGISTER_RULES} == WEIGHTS
    assert all(rule.judge.__doc__ for rule in REGISTER_RULES)


def test_every_rule_of_one_register_is_raised_by_an_example() -> None:
    raised = {code for case in NEXT for code, _ in case.expected}
    # these need the registers of other codes
    assert raised == set(WEIGHTS) - {
        "register-sister-code",
        "register-unknown-business",
        "register-others-mail-domain",
        "register-others-holding",
    }


OTHER: Final = "別の電力株式会社"
TWO: Final = [new("2026-06-05"), new("2026-06-05", OTHER, "04563")]


@pytest.mark.parametrize(
    ("before", "answers", "expected"),
    [
        # the code is another area's of the same company
        (
            TWO,
            new("2026-06-15", code="01236"),
            [
                ("register-sister-code", "business.code"),
                ("register-others-holding", "web_certificates.0.serial"),  # AA01 of a stranger
            ],
        ),
        # the name is registered under another code
        (
            TWO,
            change("2026-06-15", OTHER, "07891", **PHONE),
            [("register-other-business", "business.name")],
        ),
        # the old name until the rename is registered, under the code of another area
        (
            [rename("2026-06-12", NEW_NAME)],
            change("2026-06-15", code="01236", **PHONE),
            [("register-sister-code", "business.code")],
        ),
        # neither has been seen among several businesses
        (
            TWO,
            change("2026-06-15", "未知の電力株式会社", "07891", **PHONE),
            [("register-unknown-business", "business.code")],
        ),
        (
            TWO,
            new("2026-06-15", "未知の電力株式会社", "07891"),
            [("register-others-holding", "web_certificates.0.serial")],  # AA01 of both
        ),
        # the register is of one business alone; a new application may be of a further client
        (
            TWO[:1],
            change("2026-06-15", "未知の電力株式会社", "07891", **PHONE),
            [("register-other-business", "business.name")],
        ),
        (
            TWO[:1],
            new("2026-06-15", "未知の電力株式会社", "07891"),
            [
                ("register-others-mail-domain", "business.result_email"),
                ("register-others-holding", "web_certificates.0.serial"),
            ],
        ),
    ],
)
def test_a_form_is_held_against_the_registers_of_other_codes(
    before: list[Answers],
    answers: Answers,
    expected: list[tuple[str, str]],
    calendar: OfficeCalendar,
) -> None:
    others = [fold([one], moment("2026-06-15"), calendar) for one in recorded(before)]
    (one,) = recorded([answers])
    found = judge_against(one, recorded(before), calendar, others=others)
    assert [(f.code, f.path) for f in found] == expected


SISTER: Final = "01236"
BB02: Final = cert("add", "BB02", common_name="PC92", not_after="2027-06-30")
THEIRS: Final[Answers] = {
    "contacts": [{"action": "add", **JIRO}],
    "web_certificates": [BB02],
}


@pytest.mark.parametrize(
    ("code", "row", "expected"),
    [
        ("04563", {"contacts": [{"action": "delete", "name": JIRO["name"]}]},
         ["register-others-holding contacts.0.name"]),
        ("04563", {"web_certificates": [cert("delete", "00 bb 02")]},
         ["register-others-holding web_certificates.0.serial"]),
        ("04563", {"web_certificates": [cert("renew", "BB03", replaces="BB02")]},
         ["register-others-holding web_certificates.0.replaces"]),
        ("04563", {"web_certificates": [cert("renew", "BB03", common_name="PC92")]},
         ["register-others-holding web_certificates.0.common_name"]),
        ("04563", {"web_certificates": [BB02]},
         ["register-others-holding web_certificates.0.serial"]),
        # nobody has it; another issuer's; that of the code of another area
        ("04563", {"web_certificates": [cert("delete", "BB09")]},
         ["register-not-registered web_certificates.0.serial"]),
        ("04563", {"web_certificates": [{**BB02, "common_name": "PC93"}]}, []),
        # a new one of a name that they have; none is one of the own, nor that of another area
        ("04563", {"web_certificates": [cert("add", "CC01", common_name="ＰＣ９２")]},
         ["register-others-holding web_certificates.0.common_name"]),
        ("04563", {"api": {"certificates": [cert("renew", "CC01", common_name="PC92",
                                                 replaces="AC01")]}},
         ["register-others-holding api.certificates.0.common_name"]),
        ("04563", {"web_certificates": [cert("delete", "AA01", common_name="PC92")]},
         ["register-no-web-certificate web_certificates"]),
        (SISTER, {"web_certificates": [cert("add", "CC01", common_name="PC92")]}, []),
        (SISTER, {"web_certificates": [BB02]}, []),
        ("01237", {"web_certificates": [BB02]},  # a like code, but another name
         ["register-others-holding web_certificates.0.serial"]),
        (SISTER, {"web_certificates": [cert("delete", "BB02")]},
         ["register-others-holding web_certificates.0.serial"]),
    ],
)  # fmt: skip
def test_what_another_business_has_is_named_as_its_own(
    code: str, row: Answers, expected: list[str], calendar: OfficeCalendar
) -> None:
    name = COMPANY if code == SISTER else OTHER
    other = recorded([{**new("2026-06-05", name, code), **THEIRS}])
    (one,) = recorded([change("2026-06-15", **row)])
    registers = [fold(other, moment("2026-06-15"), calendar)]
    found = judge_against(one, recorded(BEGUN), calendar, others=registers)
    assert [f"{f.code} {f.path}" for f in found] == expected
    assert all(f"「{code} {name}」" in f.message for f in found if "others" in f.code)


def of_another(domain: str, code: str = "04563", name: str = OTHER) -> Answers:
    """Write the new application of a business whose addresses are under a domain."""
    answers = new("2026-06-05", name, code)
    answers["business"]["result_email"] = f"result@{domain}"
    return {**answers, "contacts": [{"action": "add", **HANAKO, "email": f"hanako@{domain}"}]}


def jiro_at(domain: str) -> Answers:
    return change("2026-06-15", contacts=[{"action": "add", **JIRO, "email": f"jiro@{domain}"}])


@pytest.mark.parametrize(
    ("others", "answers", "expected"),
    [
        (
            [of_another("another.co.jp")],
            jiro_at("another.co.jp"),
            [("register-others-mail-domain", "contacts.0.email")],
        ),
        (
            [of_another("another.co.jp")],
            rename("2026-06-15", NEW_NAME, business={"result_email": "a@another.co.jp"}),
            [("register-others-mail-domain", "business.result_email")],
        ),
        ([of_another("sister.co.jp", "01234", COMPANY)], jiro_at("sister.co.jp"), []),
        (  # a like code, but another name
            [of_another("another.co.jp", "01234")],
            jiro_at("another.co.jp"),
            [("register-others-mail-domain", "contacts.0.email")],
        ),
        ([of_another("ocn.ne.jp")], jiro_at("ocn.ne.jp"), []),  # anybody's
        (  # that of who acts for several
            [of_another("agent.co.jp"), of_another("agent.co.jp", "07891", "第三電力株式会社")],
            jiro_at("agent.co.jp"),
            [],
        ),
    ],
)
def test_a_mail_domain_is_held_against_the_registers_of_other_codes(
    others: list[Answers],
    answers: Answers,
    expected: list[tuple[str, str]],
    calendar: OfficeCalendar,
) -> None:
    registers = [fold([one], moment("2026-06-15"), calendar) for one in recorded(others)]
    (one,) = recorded([answers])
    found = judge_against(one, recorded(BEGUN), calendar, others=registers)
    assert [(f.code, f.path) for f in found] == expected
    assert all(f"{registers[0].code} {OTHER}" in f.message for f in found)


def test_the_sender_of_a_mail_is_held_against_the_register(calendar: OfficeCalendar) -> None:
    (one,) = recorded([change("2026-06-15", **PHONE)])
    (before,) = recorded(BEGUN)
    (another,) = recorded([of_another("another.co.jp")])
    others = [fold([another], moment("2026-06-15"), calendar)]

    def codes(sender: str, known: RecordedApplication = before) -> list[tuple[str, str]]:
        mailed = replace(one, sender=sender)
        found = judge_against(mailed, [known], calendar, others=others)
        assert all("「メールの差出人」" in f.message for f in found)
        return [(f.code, f.path) for f in found]

    assert codes("example.co.jp") == codes("") == codes("gmail.com") == []
    assert codes("another.co.jp") == [("register-others-mail-domain", "")]
    assert codes("agent.co.jp") == [("register-new-mail-domain", "")]
    assert codes("agent.co.jp", replace(before, sender="agent.co.jp")) == []


@pytest.mark.parametrize(
    ("gone_on", "expected"),
    [
        ("2026-06-14", ["register-not-registered"]),
        ("2026-06-15", []),  # the day on which it is sent: it may have gone because of it
        ("2026-06-16", []),
    ],
)
def test_what_goes_after_an_application_was_sent_is_registered_for_it(
    gone_on: str, expected: list[str], calendar: OfficeCalendar
) -> None:
    renewal = cert("renew", "BB01", replaces="AA01", replaces_not_after="2027-06-30")
    history = recorded([*BEGUN, change("2026-06-15", web_certificates=[renewal])])
    gone = [Gone(CODE, "web_certificates", "AA01", date.fromisoformat(gone_on))]
    _, judged = judge_all(history, calendar, gone)
    assert [one.code for one in judged.findings if "registered" in one.code] == expected


def test_an_application_is_never_held_against_itself_nor_what_is_dated_after_it(
    calendar: OfficeCalendar,
) -> None:
    first, later = new("2026-06-05"), change("2026-06-19", **PHONE)
    (one,) = recorded([first])
    assert judge_against(one, recorded([first, later]), calendar) == ()


def test_each_application_of_a_history_is_judged_by_what_came_before(
    calendar: OfficeCalendar,
) -> None:
    history = [
        change("2026-06-15", business={"phone": "03-3501-1511"}),
        new("2026-06-05"),
        change("2026-06-22", web_certificates=[cert("delete", "AA09")]),
    ]
    judged = judge_all(recorded(history), calendar)
    assert [(one.record.files, [f.code for f in one.findings]) for one in judged] == [
        (("1.xlsx",), []),
        (("0.xlsx",), ["register-unchanged"]),
        (("2.xlsx",), ["register-not-registered"]),
    ]


SETTLED: Final = [
    ([*BEGUN, change("2026-06-19", contacts=[{"action": "delete", "name": "未知"}])], []),
    ([*BEGUN, change("2026-06-19", web_certificates=[
        cert("renew", "B1", common_name="未知"), cert("delete", "E1"), cert("add", "AA01"),
    ])], ["register-already-registered"]),
    ([*BEGUN, change("2026-06-19", api={"certificates": [cert("delete", "AA01")]})], []),
    ([*BEGUN, new("2026-06-19")], []),
    ([*BEGUN, change("2026-06-19", "別の電力株式会社", **PHONE)], []),
    ([*BEGUN, *(change("2026-06-19", business={"phone": n}) for n in ("03-3501-1", "03-3501-2"))],
     []),
]  # fmt: skip


@pytest.mark.parametrize(("history", "left"), SETTLED)
def test_what_a_person_has_looked_into_is_no_finding_any_more(
    history: list[Answers], left: list[str], calendar: OfficeCalendar
) -> None:
    records = recorded(history)
    questions = fold(records, moment("2026-07-06"), calendar).open_questions
    judged = judge_all(records, calendar, answered=questions)
    found = [f.code for one in judged for f in one.findings if f.severity is not Severity.NOTE]
    assert found == left
    before = [f.code for one in judge_all(records, calendar) for f in one.findings]
    assert len(before) == len(left) + len(questions)


def test_a_next_version_is_not_held_against_what_was_returned_before(
    calendar: OfficeCalendar,
) -> None:
    answers = [*BEGUN, *(change(f"2026-06-{day}", **PHONE) for day in (15, 16, 17))]
    begun, first, second, third = recorded(answers)
    assert [f.code for f in judge_against(third, [begun, first], calendar)] == [
        "register-under-way",
    ]
    second, third = (
        replace(one, supersedes=before.digest) for one, before in ((second, first), (third, second))
    )
    assert judge_against(third, [begun, first, second], calendar) == ()
    judged = judge_all([begun, first, second, third], calendar)
    assert [(one.record.source, one.findings) for one in judged] == [("0.xlsx", ()), ("3.xlsx", ())]


def test_a_new_application_on_the_day_of_a_stop_follows_it(calendar: OfficeCalendar) -> None:
    anew = new("2026-07-10", web_certificates=[cert("add", "CC01", not_after="2027-06-30")])
    records = recorded([*BEGUN, anew, stop("2026-07-10")])
    ended = replace(records[2], registered_on=date(2026, 7, 10))
    *_, (last, findings) = judged_of([*records[:2], ended], calendar)
    assert (last, findings) == ("1.xlsx", ())


def test_what_bears_the_old_name_on_the_day_of_a_rename_comes_before_it(
    calendar: OfficeCalendar,
) -> None:
    renamed = rename("2026-07-10", NEW_NAME)
    old, later = (change("2026-07-10", name, **PHONE) for name in (COMPANY, NEW_NAME))
    for answers in ([renamed, old], [old, renamed], [renamed, later]):
        judged = judged_of(recorded([*BEGUN, *answers]), calendar)
        assert [f.code for _, found in judged for f in found if "-name" in f.code] == []
    *_, (_, last) = judged_of(recorded([*BEGUN, renamed, change("2026-07-20", **PHONE)]), calendar)
    assert "register-past-name" in [f.code for f in last]


def test_what_was_returned_withdrawn_or_not_sent_is_not_judged(
    calendar: OfficeCalendar,
) -> None:
    wrong = change("2026-06-15", "別の電力株式会社", **PHONE)
    begun, one = recorded([*BEGUN, wrong])
    assert [f.code for _, findings in judged_of([begun, one], calendar) for f in findings] == [
        "register-other-business"
    ]
    for state in ("returned", "withdrawn", "made"):
        assert judged_of([begun, replace(one, state=ApplicationState(state))], calendar) == [
            ("0.xlsx", ())
        ]


def judged_of(
    records: Sequence[RecordedApplication], calendar: OfficeCalendar
) -> list[tuple[str, tuple[Finding, ...]]]:
    return [(one.record.source, one.findings) for one in judge_all(records, calendar)]


def test_a_finding_about_an_application_under_way_says_when_it_was_sent(
    calendar: OfficeCalendar,
) -> None:
    before, one = recorded([BEGUN[0], change("2026-06-12", **PHONE)])
    (another,) = recorded([change("2026-06-15", **PHONE)])
    (found,) = judge_against(another, [before, one], calendar)
    assert "2026年6月12日(金)に送付した申込み（1.xlsx）" in found.message
    assert "2026年6月19日(金)頃に登録の見込み" in found.message
    (found,) = finding_of_sent(one, fold([before, one], moment("2026-06-18"), calendar))
    assert found.message == (
        "台帳に、2026年6月12日(金)に送付した登録待ちの申込みとして入っています"
        "（2026年6月19日(金)頃に登録の見込み）。"
    )
    (found,) = finding_of_sent(one, fold([before, one], moment("2026-06-19"), calendar))
    assert found.message == (
        "台帳に、2026年6月12日(金)に送付した登録済みの申込みとして入っています"
        "（2026年6月19日(金)頃に登録）。"
    )
    assert not finding_of_sent(one, fold([before], moment("2026-06-18"), calendar))
    assert not finding_of_sent(one, None)


def test_a_count_of_registered_certificates_takes_the_place_of_the_estimate(
    calendar: OfficeCalendar,
) -> None:
    # two renewals are too many by the estimate; here one of them replaces what has been deleted
    rows = [cert("renew", "AC02", replaces="AC01"), cert("add", "AC03")]
    answers = change("2026-08-25", **api(*rows), applicant={"company": COMPANY})
    alone = check_answers(answers, moment("2026-08-25"), calendar)
    assert "api-certificate-count" in {f.code for f in alone}
    (one,) = recorded([answers])
    context = context_of(one, recorded(BEGUN), calendar)
    codes = {f.code for f in without_estimate(alone, (), context)}
    assert "api-certificate-count" not in codes
    unknown = context_of(one, [], calendar)
    assert "api-certificate-count" in {f.code for f in without_estimate(alone, (), unknown)}
