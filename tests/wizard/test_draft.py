"""A draft's answers by their paths, and what is forgotten when an answer changes."""

from datetime import datetime
from typing import Any

import pytest

from rules.finding import Finding, Severity
from tests.samples import TOKYO
from wizard.core.draft import Draft, get_at, put_at


def _answers() -> dict[str, Any]:
    return {
        "kind": "new",
        "business": {"code": "01233"},
        "contacts": [{"name": "a"}, {"name": "b"}],
    }


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("kind", "new"),
        ("business.code", "01233"),
        ("business.name", None),
        ("business", {"code": "01233"}),
        ("contacts.0.name", "a"),
        ("contacts.1.name", "b"),
        ("contacts.1.phone", None),
        ("contacts.2.name", None),
        ("api.environment", None),
        ("kind.new", None),
    ],
)
def test_the_answer_at_a_path(path: str, answer: object) -> None:
    assert get_at(_answers(), path) == answer


@pytest.mark.parametrize(
    ("path", "value", "changed"),
    [
        ("kind", "stop", {"kind": "stop"}),
        ("business.code", "01234", {"business": {"code": "01234"}}),
        ("business.name", "甲", {"business": {"code": "01233", "name": "甲"}}),
        ("api.environment", "x", {"api": {"environment": "x"}}),
        ("contacts.1.name", "c", {"contacts": [{"name": "a"}, {"name": "c"}]}),
        ("contacts.0.phone", "1", {"contacts": [{"name": "a", "phone": "1"}, {"name": "b"}]}),
        ("business.code", None, {"business": {}}),
        ("contacts.0.name", None, {"contacts": [{}, {"name": "b"}]}),
        ("business.name", None, {}),
    ],
)
def test_an_answer_is_put_at_its_path(path: str, value: object, changed: dict[str, Any]) -> None:
    answers = _answers()
    put_at(answers, path, value)
    assert answers == {**_answers(), **changed}


def test_a_forgotten_judgement_leaves_the_form_unfinished() -> None:
    finding = Finding("missing", Severity.ERROR, "business.code", "m", "r", "3-4")
    draft = Draft(
        answers={"kind": "new"},
        accepted={"business"},
        judged="business",
        errors=[finding],
        finished_at=datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO),
    )
    draft.forget_judgement()
    assert (draft.judged, draft.errors, draft.finished_at) == ("", [], None)
    assert (draft.answers, draft.accepted) == ({"kind": "new"}, {"business"})
