"""No form is acceptable whose answers are not seen, and no other form gets an error."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.nightly import NIGHTLY
from tests.samples import AT, case, dated
from tests.seen.fine import fine
from tests.seen.looks import Doctored
from tests.seen.office import Pages, pages, saved_again
from tests.seen.unseen import unseen
from wizard.core.verdicts import ACCEPTABLE, Verdict, check_form

OTHERS: Final = {
    "business.code": "01288", "business.name": "サンプル電気合同会社",
    "applicant.company": "サンプル電気合同会社", "business.phone": "06-6888-9876",
    "applied_on": "2026-11-25", "contacts.1.name": "前任 五郎",
    "web_certificates.0.serial": "00AA7777", "business.result_email": "mieru@example.co.jp",
    "privacy_notice_url": "https://www.sample.co.jp/himitsu/", "remarks": "代表者の交替の届です。",
    "business.address": "〒640-8888 和歌山県大和町花見8-9-8", "api.environment": "Windows機8台",
    "web_certificates.0.not_after": "2029-10-28",
}  # fmt: skip
"""Another answer of the same shape: whoever sees an answer sees this one in its place."""

DAILY_UNSEEN: Final = {
    "white type: business.code", "white type: kind", 'type theme="1" tint="1"', 'type indexed="9"',
    'type rgb="FFFAFAFA"', 'type theme="4" on rgb="FF4F81BD"', "type  on black", "format [White]@",
    "rule NOT(ISBLANK($G$11))", "rule LEN(G11)&gt;0", "rule number format ;;;", 'row hidden="1"',
    'rule type="cellIs" operator="notEqual"', 'columns width="0" customWidth="1"', "run struck",
    "columns too narrow for the date", "box over business.name", "box by a one anchor",
    "box in a group", "tick in a text box", "white run last", "type <strike/>", "white run first",
    "print area without the row", "name leads to AZ300",
}  # fmt: skip
DAILY_FINE: Final = {
    'type <b/><u/><color rgb="FFFF0000"/>',
    "ground of a gradient", "rule bars", "unused rows hidden", "rows beyond hidden", "protected",
    "number 00000", "box beside", "circle around the tick", "hidden box", "picture beside",
    "note hidden", "check box", "struck run, corrected", "furigana", "another sheet hidden",
}  # fmt: skip
ON_PAGES: Final = {
    'type rgb="FFFAFAFA"', "rule LEN(G11)&gt;0", 'row hidden="1"', "box in a group",
    "ground of a gradient", "circle around the code", "hidden box", "rule bars",
}  # fmt: skip
OPEN: Final = {"button of a form"}
"""What counts for nothing although it hides an answer: controls are a part of forms."""
_CONTRAST: Final = 32
"""Of the 255 steps of a colour: what differs less cannot be read."""


def test_no_form_with_an_answer_that_is_not_seen_is_acceptable(calendar: OfficeCalendar) -> None:
    tried = _chosen(unseen(), DAILY_UNSEEN)
    verdicts = {one.name: check_form(one.content(), AT, calendar) for one in tried}
    passed = {name for name, verdict in verdicts.items() if verdict.verdict == ACCEPTABLE}
    assert passed == (OPEN if NIGHTLY else set())


def test_no_form_whose_answers_are_seen_gets_an_error(calendar: OfficeCalendar) -> None:
    wrong = []
    for one in _chosen(fine(), DAILY_FINE):
        verdict = check_form(one.content(), AT, calendar)
        if (verdict.verdict, verdict.answers) != (ACCEPTABLE, dated(case(one.kind))):
            wrong.append((one.name, _errors(verdict)))
    assert wrong == []


@pytest.mark.browser  # `make test` alone sees to it that LibreOffice is there
def test_the_pages_show_what_is_expected_of_them(tmp_path: Path) -> None:
    """Print each form with an answer and with another: who sees the answer sees a difference."""
    tried = [
        (one, is_seen)
        for is_seen, some in ((False, unseen()), (True, fine()))
        for one in some
        if one.path in OTHERS and one.kind == "change" and not one.why
        if NIGHTLY or one.name in ON_PAGES
    ]
    books = {f"{one.name}: held": one.content() for one, _ in tried}
    books |= {f"{one.name}: other": one.content({one.path: OTHERS[one.path]}) for one, _ in tried}
    printed = pages(books, tmp_path / "office")
    wrong = [
        one.name
        for one, is_seen in tried
        if _differ(printed[f"{one.name}: held"], printed[f"{one.name}: other"]) != is_seen
    ]
    assert {is_seen for _, is_seen in tried} == {True, False}
    assert wrong == []


@pytest.mark.browser  # `make test` alone sees to it that LibreOffice is there
def test_forms_that_libreoffice_saved_again_get_no_error(
    tmp_path: Path, calendar: OfficeCalendar
) -> None:
    lost = {"rule that ends the rules"}  # LibreOffice saves all rules without that mark
    whole = [one for one in fine() if one.name not in lost]
    tried = [one for one in whole if NIGHTLY or one.name == "ground of a gradient"]
    saved = saved_again({one.name: one.content() for one in tried}, tmp_path / "office")
    verdicts = {name: check_form(content, AT, calendar) for name, content in saved.items()}
    wrong = [(name, _errors(one)) for name, one in verdicts.items() if one.verdict != ACCEPTABLE]
    assert wrong == []


def test_what_is_tried_a_few_times_a_day_is_there() -> None:
    names = [one.name for one in (*unseen(), *fine())]
    assert len(names) == len(set(names))
    assert set(names) >= DAILY_UNSEEN | DAILY_FINE | ON_PAGES


def _chosen(some: Iterable[Doctored], daily: set[str]) -> list[Doctored]:
    return [one for one in some if NIGHTLY or one.name in daily]


def _errors(verdict: Verdict) -> list[tuple[str, str]]:
    return [(f.path, f.code) for f in verdict.findings if f.severity is Severity.ERROR]


def _differ(one: Pages, other: Pages) -> bool:
    if one.shape != other.shape:
        return True
    return bool((np.abs(one - other) > _CONTRAST).any())
