"""Broken input of every sort: findings in Japanese, never an exception, never English."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.obligations.check import check_answers
from rules.obligations.messages import words
from schemas.application import CASES
from schemas.parse import parse
from tests.nightly import NIGHTLY, examples
from tests.samples import AT, KINDS, REMOVED, case, edited, nodes

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
ENGLISH = re.compile(
    r"should|required|not permitted|valid |validation|unable|must be|expected|at least|at most"
    r"|permitted|instance of|characters|Input|Field |Extra|error|None|type=|pydantic",
    re.IGNORECASE,
)

WRONG: list[object] = [
    None, True, False, 0, 1, -1, 1.5, float("nan"), float("inf"), 10**30, "", " ", "x", "追加",
    "2026-02-30", "\x00", "\ud800", "\ufffe", "a\nb", [], [[]], [None], ["x"], [1],
    [{}], [{"x": 1}], {}, {"x": 1}, {"\ud800": "\ud800"}, {"": ""}, {"0": "0"}, {"²": "²"},
    {"①": {}}, {"kind": "new"}, [["x"]], b"bytes", date(2026, 11, 24),
    datetime(2026, 11, 24, 10, 0, tzinfo=AT.tzinfo), ["meti", "meti"], ["meti", "x"], {"a.b": 1},
    {"{label}": "{how}"}, "{label}", ("x",), {"action": "add"}, [{"action": ["add"]}], {1: 2},
]  # fmt: skip


def _assert_japanese(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert JAPANESE.search(finding.message), finding
        assert JAPANESE.search(finding.remedy), finding
        # what the answers themselves say is no English of ours
        assert not ENGLISH.search(_own_words(finding)), finding
        _assert_printable(finding.path)
        _assert_printable(finding.message)


def _own_words(finding: Finding) -> str:
    text = finding.message + finding.remedy
    return text.replace(finding.path, "") if finding.code == "unknown-answer" else text


def _assert_printable(text: str) -> None:
    assert text.encode("utf-8") is not None
    assert not [character for character in text if unicodedata.category(character) == "Cc"]


EVERYWHERE = [(kind, path) for kind in KINDS for path in nodes(case(kind))]
_TURNS = 3 if NIGHTLY else 12


@pytest.mark.parametrize(
    ("turn", "kind", "path"),
    [(number % _TURNS, *place) for number, place in enumerate(EVERYWHERE)],
    ids=[f"{kind} {path}" for kind, path in EVERYWHERE],
)
def test_a_wrong_value_anywhere_is_reported_in_japanese(
    turn: int, kind: str, path: str, calendar: OfficeCalendar
) -> None:
    for value in WRONG[turn::_TURNS]:  # every value meets every third place, by day every twelfth
        _assert_japanese(check_answers(edited(case(kind), {path: value}), AT, calendar))


@pytest.mark.parametrize("value", WRONG, ids=[ascii(value)[:20] for value in WRONG])
def test_anything_at_all_can_be_checked(value: object, calendar: OfficeCalendar) -> None:
    findings = check_answers(value, AT, calendar)
    assert any(f.severity is Severity.ERROR for f in findings)
    _assert_japanese(findings)


NAMES = ["²", "①", "٣", "0", "-1", "", ".", "a.b", "\ud800", "\x00", "{label}", "business.code",
         "contacts.0.name", "kind.new", "nickname", "あ" * 1000]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=[ascii(name)[:20] for name in NAMES])
@pytest.mark.parametrize("block", ["", "business.", "contacts.0.", "api.", "stop.", "nothing."])
def test_an_unknown_name_is_reported_whatever_it_is(
    name: str, block: str, calendar: OfficeCalendar
) -> None:
    answers = case("change")
    inner: Any = answers
    for part in block.split(".")[:-1]:
        inner = inner[int(part)] if part.isdigit() else inner.setdefault(part, {})
    inner[name] = "x"
    findings = check_answers(answers, AT, calendar)
    assert any(f.severity is Severity.ERROR for f in findings)
    for finding in findings:
        _assert_printable(finding.path)
        _assert_printable(finding.message)


def _anything() -> st.SearchStrategy[object]:
    names = st.text(max_size=5) | st.sampled_from(["kind", "action", "name", "serial", "²"])
    texts = st.text(st.characters(), max_size=10)
    simple = st.none() | st.booleans() | st.integers() | st.floats() | texts | st.dates()
    return st.recursive(
        simple | st.sampled_from(WRONG),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
        max_leaves=5,
    )


def _edits() -> st.SearchStrategy[tuple[str, list[tuple[str, object]]]]:
    def of_kind(kind: str) -> st.SearchStrategy[tuple[str, list[tuple[str, object]]]]:
        places = st.sampled_from(list(nodes(case(kind))))
        edit = st.tuples(places, st.just(REMOVED) | _anything())
        return st.tuples(st.just(kind), st.lists(edit, min_size=1, max_size=4))

    return st.sampled_from(KINDS).flatmap(of_kind)


@settings(max_examples=examples(100))
@given(broken=_edits())
def test_any_mixture_of_wrong_values_is_reported_in_japanese(
    broken: tuple[str, list[tuple[str, object]]], calendar: OfficeCalendar
) -> None:
    kind, edits = broken
    answers = case(kind)
    for path, value in edits:
        try:
            answers = edited(answers, {path: value})
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            continue  # an edit before took the place away
    findings = check_answers(answers, AT, calendar)
    for finding in findings:
        assert JAPANESE.search(finding.message)
        assert JAPANESE.search(finding.remedy)
        _assert_printable(finding.path)


@settings(max_examples=examples(100))
@given(answers=_anything())
def test_any_json_can_be_checked(answers: object, calendar: OfficeCalendar) -> None:
    for finding in check_answers(answers, AT, calendar):
        _assert_printable(finding.path)
        assert JAPANESE.search(finding.message)


# What pydantic can raise for each sort of node in a model's core schema. A node that is not listed
# here could raise something that has no words.
ERRORS_OF_NODES = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "model-field": set(),
    "str": {"string_type", "string_unicode"},  # strict, so nothing is coerced
    "bool": {"bool_type"},  # strict
    "literal": {"literal_error"},
    "tuple": {"tuple_type", "too_short", "too_long"},
    "date": set(),  # the function before it gives a date or raises words of its own
    "nullable": set(),
    "default": set(),
    "function-after": set(),
    "function-before": set(),
    "no-info": set(),  # how a function is called
    "definitions": set(),
    "definition-ref": set(),
}


def _core_nodes(schema: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(schema, Mapping):
        if isinstance(schema.get("type"), str):
            yield schema
        for name, value in schema.items():
            if name not in {"metadata", "config", "serialization"}:
                yield from _core_nodes(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from _core_nodes(value)


@pytest.mark.parametrize("kind", KINDS)
def test_no_node_of_a_case_can_raise_an_error_without_words(kind: str) -> None:
    found = list(_core_nodes(TypeAdapter(CASES[kind]).core_schema))
    assert {node["type"] for node in found} <= set(ERRORS_OF_NODES)
    assert all(node.get("strict") for node in found if node["type"] in {"str", "bool"})
    assert all("min_length" not in node for node in found if node["type"] == "str")


# Each error of the table, provoked: the answer and the code of the finding.
PROVOKED: list[tuple[str, str, object, str, str]] = [
    ("model_type", "stop.business", 5, "stop", "wrong-type"),
    ("missing", "business.code", REMOVED, "stop", "missing"),
    ("extra_forbidden", "business.x", 1, "stop", "unknown-answer"),
    ("string_type", "business.name", 1, "stop", "wrong-type"),
    ("string_unicode", "business.name", "\ud800", "stop", "unwritable"),
    ("bool_type", "stop.completed", "yes", "stop", "wrong-type"),
    ("literal_error", "contacts.0.action", "x", "change", "wrong-choice"),
    ("string_unicode", "contacts.0.action", "\ud800", "change", "unwritable"),
    ("tuple_type", "contacts", "x", "change", "wrong-type"),
    ("too_short", "contacts", REMOVED, "new", "missing"),
    ("too_long", "contacts", [{"action": "add", "name": "x"}] * 201, "change", "too-many-rows"),
]


@pytest.mark.parametrize("row", PROVOKED, ids=[f"{row[0]} {row[4]}" for row in PROVOKED])
def test_every_error_of_pydantic_becomes_a_code_with_words(
    row: tuple[str, str, object, str, str],
) -> None:
    _, path, value, kind, code = row
    place = path.removeprefix("stop.") if path == "stop.business" else path
    problems = parse(edited(case(kind), {place: value})).problems
    assert [(p.path, p.code) for p in problems] == [(place, code)]
    assert code in words()["finding"]


def test_every_listed_error_is_provoked() -> None:
    assert {row[0] for row in PROVOKED} == set().union(*ERRORS_OF_NODES.values())
