"""The check as a whole: order, missing parts, forms that lack a place."""

import re

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, is_acceptable
from rules.obligations.check import as_read_from_form, check_answers
from rules.obligations.messages import sort_by_severity, words
from schemas.parse import clean
from tests.samples import AT, REMOVED, Nested, case, edited

KINDLESS = [
    ({}, [("missing", "kind")]),
    ({"kind": None}, [("missing", "kind")]),
    ({"kind": ""}, [("missing", "kind")]),
    ({"kind": "newest"}, [("unknown-kind", "kind")]),
    ({"kind": 1}, [("unknown-kind", "kind")]),
    ({"kind": ["new"]}, [("unknown-kind", "kind")]),
    ({"kind": {"new": True}}, [("unknown-kind", "kind")]),
    (None, [("not-answers", "")]),
    ([], [("not-answers", "")]),
    ("new", [("not-answers", "")]),
    (3, [("not-answers", "")]),
]


@pytest.mark.parametrize(("answers", "expected"), KINDLESS, ids=[repr(r[0]) for r in KINDLESS])
def test_without_a_case_that_alone_is_found(
    answers: object, expected: list[tuple[str, str]], calendar: OfficeCalendar
) -> None:
    found = check_answers(answers, AT, calendar)
    assert [(f.code, f.path) for f in found] == expected
    assert all(f.severity is Severity.ERROR for f in found)


@pytest.mark.parametrize("kind", [REMOVED, "newest"])
def test_a_case_that_is_not_known_does_not_hide_what_is_wrong_in_any(
    kind: object, calendar: OfficeCalendar
) -> None:
    edits = {
        "kind": kind,
        "business.code": "12",
        "applicant.company": REMOVED,
        "contacts.0.email": "nobody",
        "web_certificates.0.not_after": "2020-01-01",
    }
    found = check_answers(edited(case("change"), edits), AT, calendar)
    assert {(f.code, f.path) for f in found if f.severity is Severity.ERROR} == {
        ("missing" if kind is REMOVED else "unknown-kind", "kind"),
        ("code-shape", "business.code"),
        ("missing", "applicant.company"),
        ("email-shape", "contacts.0.email"),
        ("certificate-expired", "web_certificates.0.not_after"),
    }


def test_a_malformed_answer_of_a_row_is_not_called_missing(calendar: OfficeCalendar) -> None:
    found = check_answers(edited(case("new"), {"contacts.0.phone": "同上"}), AT, calendar)
    actual = [(f.code, f.path) for f in found if f.path.startswith("contacts.0")]
    assert actual == [("phone-shape", "contacts.0.phone")]


def test_a_wrong_answer_does_not_silence_the_rules_about_the_others(
    calendar: OfficeCalendar,
) -> None:
    edits = {
        "applied_on": "きょう",
        "business.phone": REMOVED,
        "contacts.0.action": "rename",
        "contacts.2.department": REMOVED,
        "web_certificates.0.replaces": "00AA0001",
        "api.test_passed": REMOVED,
    }
    found = check_answers(edited(case("change"), edits), AT, calendar)
    codes = {(f.code, f.path) for f in found}
    assert ("not-a-date", "applied_on") in codes
    assert ("wrong-choice", "contacts.0.action") in codes
    assert ("contact-unchanged", "contacts.2") in codes
    assert ("renewal-of-itself", "web_certificates.0.replaces") in codes
    assert ("api-untested", "api.test_passed") in codes


def test_findings_come_worst_first_and_then_in_the_order_of_the_form(
    calendar: OfficeCalendar,
) -> None:
    edits = {
        "applied_on": "2026-11-25",  # a note: tomorrow
        "applicant.company": "別の会社",  # a warning
        "remarks": "\x00",
        "business.code": "1",
        "contacts.10": {"action": "add", "name": ""},
        "contacts.2.name": REMOVED,
        "contacts.0.email": "同上",
        "contacts.1.action": "異動",
    }
    contacts = {f"contacts.{n}": {"action": "delete", "name": "x"} for n in range(3, 10)}
    found = check_answers(edited(case("change"), {**contacts, **edits}), AT, calendar)
    errors = [f.path for f in found if f.severity is Severity.ERROR]
    assert errors == [
        "business.code",
        "contacts.0.email",
        "contacts.1.action",
        "contacts.2.name",
        "contacts.10.name",
        "remarks",
    ]
    severities = [f.severity for f in found]
    assert severities == sorted(severities, key=list(Severity).index)


def test_a_form_may_bear_answers_that_its_case_does_not_ask(calendar: OfficeCalendar) -> None:
    answers = edited(case("stop"), {"business.address": "東京都千代田区"})
    in_json = check_answers(answers, AT, calendar)
    on_a_form = as_read_from_form(in_json, ())
    assert [(f.code, f.severity.value) for f in in_json] == [("not-asked", "error")]
    assert [(f.code, f.severity.value) for f in on_a_form] == [("not-asked", "warning")]
    assert not is_acceptable(in_json)
    assert is_acceptable(on_a_form)


def test_what_a_form_has_no_place_for_is_not_missing_there(calendar: OfficeCalendar) -> None:
    found = check_answers(edited(case("stop"), {"stop.completed": REMOVED}), AT, calendar)
    assert not is_acceptable(found)
    assert as_read_from_form(found, ["stop.completed", "stop.reason"]) == []


def test_a_column_that_a_form_has_no_place_for_is_missing_in_no_row(
    calendar: OfficeCalendar,
) -> None:
    edits = dict.fromkeys(["contacts.0.action", "contacts.1.action", "contacts.2.action"], REMOVED)
    found = check_answers(edited(case("change"), edits), AT, calendar)
    assert {f.path for f in found if f.severity is Severity.ERROR} == set(edits)
    assert as_read_from_form(found, ["contacts.action"]) == []


def test_an_empty_list_of_findings_is_acceptable() -> None:
    assert is_acceptable(())
    assert sort_by_severity([]) == ()


def test_findings_have_no_cell_where_no_workbook_is_involved(calendar: OfficeCalendar) -> None:
    found = check_answers({"kind": "new"}, AT, calendar)
    assert found
    assert all(isinstance(f, Finding) and f.cell is None for f in found)


def test_the_judgement_follows_the_moment_that_is_given(calendar: OfficeCalendar) -> None:
    tuesday = check_answers(case("stop"), moment("2026-11-24T10:00"), calendar)
    years_later = check_answers(case("stop"), moment("2030-01-15"), calendar)
    assert tuesday == ()
    assert [f.code for f in years_later] == ["applied-before-previous-cutoff"]


DEEP = 600  # json.loads lets this through; 10_000 it would refuse


def _nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("path", ["contacts", "web_certificates", "business.name", "rename.done"])
def test_deep_nesting_is_a_finding(path: str, calendar: OfficeCalendar) -> None:
    answers = edited(case("change"), {path: _nested(DEEP)})
    assert not is_acceptable(check_answers(answers, AT, calendar))


ALWAYS_MISSING = {
    ("missing", path)
    for path in ("kind", "applied_on", "applicant.company", "applicant.department",
                 "applicant.responsible")
}  # fmt: skip

WITHOUT_A_CASE = {
    "nothing": ({}, {("missing", "kind")}),
    "a wrong code": (
        {"business": {"code": "12"}},
        ALWAYS_MISSING | {("code-shape", "business.code"), ("missing", "business.name")},
    ),
    "a stop with a wrong code": (
        {"business": {"code": "12", "name": "電力"}, "stop": {"completed": True}},
        ALWAYS_MISSING | {("code-shape", "business.code")},
    ),
    "a change with a row that lacks its action": (
        {"business": {"code": "01233", "name": "電力"}, "contacts": [{"name": "窓口 花子"}],
         "web_certificates": [{"action": "renew", "serial": "00AA0001"}]},
        ALWAYS_MISSING | {("missing", "contacts.0.action")},
    ),
    "a rename with a day that is none": (
        {"business": {"code": "01233", "name": "電力"}, "rename": {"effective_on": "本日"}},
        ALWAYS_MISSING | {("not-a-date", "rename.effective_on")},
    ),
    "answers of two cases": (
        {"business": {"code": "01233", "name": "電力"}, "stop": {"completed": True},
         "new": {"prepared": True}},
        ALWAYS_MISSING,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), WITHOUT_A_CASE.values(), ids=WITHOUT_A_CASE)
def test_without_a_case_answers_are_judged_as_the_case_that_they_fit_best(
    answers: Nested, expected: set[tuple[str, str]], calendar: OfficeCalendar
) -> None:
    found = check_answers(answers, AT, calendar)
    actual = {(f.code, f.path) for f in found if f.severity is Severity.ERROR}
    assert actual == expected
    assert "not-asked" not in {f.code for f in found}


def test_every_name_of_a_case_that_a_message_offers_is_understood() -> None:
    remedy = words()["finding"]["unknown-kind"]["remedy"]
    offered = re.findall(r"([^、（）]+)（([a-z]+)）", remedy)
    assert [value for _, value in offered] == ["new", "change", "rename", "stop"]
    for name, value in [
        *offered, ("新規", "new"), ("変更", "change"), ("申請内容の変更", "change"),
        ("申請内容の変更（社名変更）", "rename"), ("システム利用停止", "stop"), ("停止", "stop"),
    ]:  # fmt: skip
        assert clean({"kind": f" {name}"}) == {"kind": value}
