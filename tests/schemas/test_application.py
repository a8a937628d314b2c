"""The four cases: what is missing where, what is not asked, and the JSON Schema of it all."""

from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from rules.obligations.check import check_answers
from schemas.application import CASES, MAX_ROWS, Application, UnansweredError
from schemas.parse import parse
from tests.samples import AT, KINDS, REMOVED, case, edited

# What each case requires, typed by hand; a row's columns stand for its first row.
_ALL = [
    "applied_on", "applicant.company", "applicant.department", "applicant.responsible",
    "business.code", "business.name",
]  # fmt: skip
REQUIRED = {
    "new": [
        *_ALL, "business.address", "business.phone", "business.result_email", "privacy_notice_url",
        "contacts", "contacts.0.action", "contacts.0.name", "contacts.0.department",
        "contacts.0.phone", "contacts.0.email",
        "web_certificates", "web_certificates.0.action", "web_certificates.0.serial",
        "api.certificates", "api.certificates.0.action", "api.certificates.0.serial",
        "api.environment", "api.file_return_method", "new.prepared",
    ],
    "change": [
        *_ALL, "contacts.0.action", "contacts.0.name", "web_certificates.0.action",
        "web_certificates.0.serial", "api.certificates.0.action", "api.certificates.0.serial",
    ],
    "rename": [
        *_ALL, "contacts.0.action", "contacts.0.name", "rename.done", "rename.notice_method",
        "rename.notice_attachment",
    ],
    "stop": [*_ALL, "stop.completed"],
}  # fmt: skip
MISSING = [(kind, path) for kind, paths in REQUIRED.items() for path in paths]
BLOCKS = [(kind, block) for kind in KINDS for block in ("applicant", "business")]
BLOCKS += [("new", "new"), ("rename", "rename"), ("stop", "stop")]

# Answers that a case does not ask, each with a value that would be right elsewhere.
NOT_ASKED = [
    ("new", "rename.previous_name", "旧サンプル電力株式会社"),
    ("new", "stop.completed", True),
    ("new", "web_certificates.0.replaces", "0001"),
    ("new", "api.certificates.0.replaces_not_after", "2026-12-31"),
    ("change", "new.prepared", True),
    ("change", "stop.reason", "撤退"),
    ("change", "rename.done", ["meti"]),
    ("rename", "web_certificates", [{"action": "add", "serial": "1"}]),
    ("rename", "api.environment", "Linux"),
    ("rename", "new.prepared", True),
    ("stop", "business.address", "東京都"),
    ("stop", "business.phone", "03-1234-5678"),
    ("stop", "business.result_email", "a@example.co.jp"),
    ("stop", "privacy_notice_url", "https://example.co.jp/"),
    ("stop", "contacts", [{"action": "add", "name": "x"}]),
    ("stop", "rename.effective_on", "2026-12-01"),
]


@pytest.mark.parametrize(("kind", "path"), MISSING, ids=[f"{k} {p}" for k, p in MISSING])
def test_a_required_answer_that_is_missing_is_an_error_there(
    kind: str, path: str, calendar: OfficeCalendar
) -> None:
    found = check_answers(edited(case(kind), {path: REMOVED}), AT, calendar)
    errors = {f.path for f in found if f.severity is Severity.ERROR}
    assert errors == {path}


@pytest.mark.parametrize(("kind", "path"), MISSING, ids=[f"{k} {p}" for k, p in MISSING])
@pytest.mark.parametrize("blank", [None, "", " 　\n", [], {}], ids=repr)
def test_a_blank_answer_is_a_missing_answer(
    kind: str, path: str, blank: object, calendar: OfficeCalendar
) -> None:
    removed = check_answers(edited(case(kind), {path: REMOVED}), AT, calendar)
    assert check_answers(edited(case(kind), {path: blank}), AT, calendar) == removed


@pytest.mark.parametrize(("kind", "block"), BLOCKS)
def test_a_block_that_is_missing_is_reported_answer_by_answer(
    kind: str, block: str, calendar: OfficeCalendar
) -> None:
    found = check_answers(edited(case(kind), {block: REMOVED}), AT, calendar)
    errors = {f.path for f in found if f.severity is Severity.ERROR}
    assert errors == {path for path in REQUIRED[kind] if path.startswith(block + ".")}


ACTIONS = [(kind, path) for kind, path in MISSING if path.endswith(".action")]


@pytest.mark.parametrize(("kind", "path"), ACTIONS, ids=[f"{k} {p}" for k, p in ACTIONS])
def test_an_action_that_no_case_knows_is_an_error(
    kind: str, path: str, calendar: OfficeCalendar
) -> None:
    found = check_answers(edited(case(kind), {path: "異動"}), AT, calendar)
    assert ("wrong-choice", path) in {(f.code, f.path) for f in found}


@pytest.mark.parametrize(
    ("kind", "path", "value"), NOT_ASKED, ids=[f"{row[0]} {row[1]}" for row in NOT_ASKED]
)
def test_an_answer_that_the_case_does_not_ask_is_an_error(
    kind: str, path: str, value: object, calendar: OfficeCalendar
) -> None:
    found = check_answers(edited(case(kind), {path: value}), AT, calendar)
    errors = [(f.code, f.path) for f in found if f.severity is Severity.ERROR]
    ((code, place),) = errors
    assert code == "not-asked"
    assert path == place or path.startswith(place + ".")


@pytest.mark.parametrize("path", ["nickname", "business.nickname", "contacts.0.fax", "api.version"])
def test_an_answer_that_no_case_knows_is_an_error(path: str, calendar: OfficeCalendar) -> None:
    found = check_answers(edited(case("change"), {path: "x"}), AT, calendar)
    assert [(f.code, f.path) for f in found] == [("unknown-answer", path)]


def test_a_path_written_as_one_name_is_unknown(calendar: OfficeCalendar) -> None:
    # answers are nested; {"business.code": ...} names nothing
    answers = {**case("stop"), "business.code": "01233"}
    found = check_answers(answers, AT, calendar)
    assert [(f.code, f.path) for f in found] == [("unknown-answer", "business.code")]


@pytest.mark.parametrize("table", ["contacts", "web_certificates"])
def test_a_table_has_at_most_200_rows(table: str, calendar: OfficeCalendar) -> None:
    assert MAX_ROWS == 200
    row = {"contacts": {"action": "delete", "name": "x"}, "web_certificates": {"action": "delete"}}
    rows = [{**row[table], "serial": str(n)} for n in range(1, 202)]
    if table == "contacts":
        rows = [{**row[table], "name": f"x{n}"} for n in range(201)]
    too_many = check_answers(edited(case("change"), {table: rows}), AT, calendar)
    assert [(f.code, f.path) for f in too_many] == [("too-many-rows", table)]
    enough = check_answers(edited(case("change"), {table: rows[:200]}), AT, calendar)
    assert enough == ()


def test_blank_rows_are_no_rows(calendar: OfficeCalendar) -> None:
    blank = [{}, {"action": None, "name": " "}, None, ""]
    contacts = [*blank, *case("change")["contacts"], *blank]
    parsed = parse(edited(case("change"), {"contacts": contacts}))
    assert parsed.problems == ()
    assert len(parsed.answers["contacts"]) == 3
    # an error counts the rows that are given, from 0
    contacts[5] = {**contacts[5], "name": ""}
    found = check_answers(edited(case("change"), {"contacts": contacts}), AT, calendar)
    assert [f.path for f in found] == ["contacts.1.name"]


def test_an_application_is_frozen() -> None:
    application = parse(case("new")).application
    assert application is not None
    with pytest.raises(ValidationError):
        application.remarks = "x"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        application.business.name = "x"  # type: ignore[misc]


def test_what_was_not_answered_cannot_be_asked() -> None:
    application = parse({"kind": "new", "business": {"code": "x"}}).application
    assert application is not None
    with pytest.raises(UnansweredError):
        _ = application.applied_on
    with pytest.raises(UnansweredError):
        _ = application.business.code
    with pytest.raises(AttributeError):
        _ = application.nickname  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_schema_takes_the_complete_applications_and_no_others(kind: str) -> None:
    of_one: dict[str, Any] = TypeAdapter(CASES[kind]).json_schema()
    of_all: dict[str, Any] = TypeAdapter(Application).json_schema()
    for schema in (of_one, of_all):
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema)
        assert judge.is_valid(case(kind))
        assert not judge.is_valid({**case(kind), "nickname": "x"})
        assert not judge.is_valid(edited(case(kind), {"business.code": REMOVED}))
        assert not judge.is_valid(edited(case(kind), {"applied_on": REMOVED}))
    other = "stop" if kind == "new" else "new"
    assert not jsonschema.Draft202012Validator(of_one).is_valid(case(other))


def test_the_json_schema_says_the_words_of_each_answer() -> None:
    schema: dict[str, Any] = TypeAdapter(CASES["stop"]).json_schema()
    code = schema["$defs"]["StoppingBusiness"]["properties"]["code"]
    assert code["title"] == "事業者コード"
    assert code["x-source"] == "参考, ERR_20250"
    assert code["examples"] == ["01233"]
