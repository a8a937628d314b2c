"""Whole situations, kept as data in tests/cases/situations: every finding that each must have."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from rules.check import check_answers
from rules.cutoff import moment
from rules.situations import situations
from rules.workdays import OfficeCalendar
from tests.samples import REMOVED, SITUATIONS, case, edited


def _situation(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SITUATIONS, ids=[path.stem for path in SITUATIONS])
def test_a_situation_has_exactly_these_findings(path: Path, calendar: OfficeCalendar) -> None:
    situation = _situation(path)
    removals = dict.fromkeys(situation["removed"], REMOVED)
    answers = edited(edited(case(situation["base"]), removals), situation["edits"])
    findings = check_answers(answers, moment(situation["at"]), calendar)
    found = [[f.severity.value, f.code, f.path] for f in findings]
    assert sorted(found) == sorted(situation["findings"])
    weights = ["error", "warning", "note"]
    assert found == sorted(found, key=lambda item: weights.index(item[0]))


def test_the_first_question_leads_to_every_case_and_to_no_other() -> None:
    kinds = {situation.kind for situation in situations().values()}
    assert kinds == {"new", "change", "rename", "stop", None}


def test_there_are_situations_of_every_case() -> None:
    assert {_situation(path)["base"] for path in SITUATIONS} == {"new", "change", "rename", "stop"}
    assert all(_situation(path)["title"] for path in SITUATIONS)
