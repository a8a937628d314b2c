"""Answers, through a workbook, and back: whole applications and half-filled drafts."""

from typing import Any

import pytest
from hypothesis import Phase, given, settings

from rules.dates.workdays import OfficeCalendar
from rules.obligations.check import check_answers
from rules.obligations.rule import RULES
from tests.nightly import examples
from tests.opening import read
from tests.samples import AT, KINDS, case, dated
from tests.strategies import applications, drafts
from workbook.forms.fill import fill

# A form is slow to write and read, so failing examples are not shrunk.
AS_DRAWN = (Phase.explicit, Phase.generate)
RULE_CODES = {rule.code for rule in RULES}


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_application_comes_back(kind: str) -> None:
    reading = read(fill(case(kind)).content)
    assert reading.answers == dated(case(kind))
    assert reading.observations == ()
    assert reading.stated == ()


@settings(max_examples=examples(20), phases=AS_DRAWN)
@given(answers=applications())
def test_any_whole_application_comes_back(answers: dict[str, Any]) -> None:
    filled = fill(answers)
    reading = read(filled.content)
    assert filled.unplaced == ()
    assert reading.answers == answers
    assert reading.observations == ()


@settings(max_examples=examples(60))
@given(answers=applications())
def test_any_whole_application_has_the_right_shape(
    answers: dict[str, Any], calendar: OfficeCalendar
) -> None:
    found = check_answers(answers, AT, calendar)
    assert {finding.code for finding in found} <= RULE_CODES


@settings(max_examples=examples(20), phases=AS_DRAWN)
@given(answers=drafts())
def test_any_half_filled_draft_comes_back(answers: dict[str, Any]) -> None:
    reading = read(fill(answers).content)
    assert reading.answers == answers
    assert reading.observations == ()


@pytest.mark.parametrize("serial", ["D" * 19, "W" * 14, "32d0bD9c3fDAF0b09E8", "m" * 32, "a" * 40])
def test_a_serial_of_wide_letters_has_room_in_every_row(serial: str) -> None:
    rows = [{"action": "renew", "serial": "12", "replaces": serial} for _ in range(6)]
    answers = {"kind": "change", "web_certificates": rows, "api": {"certificates": rows}}
    assert read(fill(answers).content).observations == ()
