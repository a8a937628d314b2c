"""Whole situations, kept as data in tests/cases/situations: every finding that each must have."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.obligations.check import check_answers
from rules.situations import handover, situations
from tests.samples import KINDS, REMOVED, SITUATIONS, case, edited


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


def test_a_rename_is_handed_over_with_its_letter() -> None:
    with_letter = handover("rename", "周知文.pdf")
    assert with_letter.attach == ("需要（発電）者への周知文：周知文.pdf",)
    assert with_letter.no_attachment == ""
    assert with_letter.source == "3-4, 3-7, 参考(3)"
    assert [len(with_letter.send), len(with_letter.next)] == [2, 3]


def test_a_rename_without_a_letter_says_why_none_is_attached() -> None:
    without = handover("rename", None)
    assert without.attach == ()
    assert without.no_attachment == ("契約中の需要（発電）者がいないため、周知文の添付は不要です")


def test_there_are_situations_of_every_case() -> None:
    assert {_situation(path)["base"] for path in SITUATIONS} == set(KINDS)
    assert all(_situation(path)["title"] for path in SITUATIONS)
