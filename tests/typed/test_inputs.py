"""Some 800 inputs as people type, copy and paste them, by hand: what each becomes, on every road.

The pages and JSON hand over a text, a sheet a cell that holds it.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.obligations.check import check_answers
from schemas.answer import Shape
from schemas.catalogue import ENTRIES, column
from schemas.parse import clean, flat
from tests.samples import AT, case, edited
from workbook.forms.cell_answer import answer_of, is_ticked
from workbook.xlsx.reader.cell_xml import CellValue, Kind

TABLE: Final[dict[str, dict[str, list[Any]]]] = tomllib.loads(
    (Path(__file__).parent / "inputs.toml").read_text(encoding="utf-8")
)
ERROR, WARNING = Severity.ERROR, Severity.WARNING
NO_BOX = [
    (path, outcome)
    for path, outcomes in TABLE.items()
    for outcome in outcomes
    if ENTRIES[column(path)].shape is not Shape.TICK
]
BOXES = [
    (path, outcome) for path in TABLE for outcome in TABLE[path] if (path, outcome) not in NO_BOX
]


class Judged:
    """What becomes of a text in a field of an application that is right otherwise."""

    def __init__(self, path: str, value: object, calendar: OfficeCalendar) -> None:
        answers = edited(case("rename" if path.startswith("rename.") else "new"), {path: value})
        self.answer = dict(flat(clean(answers))).get(path)
        found = [f for f in check_answers(answers, AT, calendar) if f.path == path]
        self.heavy: list[Finding] = [f for f in found if f.severity in {ERROR, WARNING}]
        self.suggestions = {finding.suggestion for finding in found if finding.suggestion}

    @property
    def severities(self) -> set[Severity]:
        return {finding.severity for finding in self.heavy}


def _is_right(outcome: str, judged: Judged, expected: Any) -> bool:  # noqa: ANN401 - TOML
    if outcome == "reads":
        answer = judged.answer
        shown = answer.isoformat() if isinstance(answer, date) else answer
        return shown == expected and not judged.heavy
    if outcome == "accepts":
        return judged.answer is not None and not judged.heavy
    if outcome == "refuses":
        words = str(expected or "")
        return any(words in f.message + f.remedy for f in judged.heavy if f.severity is ERROR)
    if outcome == "suggests":
        return expected in judged.suggestions
    expected_severities: dict[str, tuple[set[Severity], ...]] = {
        "warns": ({WARNING},),
        "flags": ({WARNING}, {ERROR}),
        "empty": (set(),),
    }
    is_left_out = outcome != "empty" or judged.answer is None
    return judged.severities in expected_severities[outcome] and is_left_out


def _wrong(path: str, outcome: str, calendar: OfficeCalendar, *, as_cell: bool) -> list[object]:
    """Give the rows of which something else becomes than the table says."""
    wrong: list[object] = []
    for row in TABLE[path][outcome]:
        typed, expected = row if isinstance(row, list) else (row, None)
        judged = Judged(path, _in_cell(path, typed) if as_cell else typed, calendar)
        if not _is_right(outcome, judged, expected):
            wrong.append((row, judged.answer, judged.heavy, judged.suggestions))
    return wrong


def _in_cell(path: str, typed: str) -> object:
    held = CellValue(Kind.TEXT, typed)
    answer, _ = answer_of(ENTRIES[column(path)], held)
    return answer


@pytest.mark.one_in(2)
@pytest.mark.parametrize("as_cell", [False, True], ids=["typed", "on a sheet"])
@pytest.mark.parametrize(("path", "outcome"), [one for one in NO_BOX if one[1] != "pairs"])
def test_what_is_typed_is_understood_alike(
    path: str, outcome: str, calendar: OfficeCalendar, *, as_cell: bool
) -> None:
    assert _wrong(path, outcome, calendar, as_cell=as_cell) == []


@pytest.mark.parametrize(("path", "outcome"), BOXES)
def test_a_box_is_ticked_or_not_or_neither(path: str, outcome: str) -> None:
    may_be: dict[str, set[bool | None]] = {"reads": {True}, "refuses": {False, None}}
    for row in TABLE[path][outcome]:
        typed = row[0] if isinstance(row, list) else row
        assert is_ticked(path, CellValue(Kind.TEXT, typed)) in may_be[outcome], ascii(typed)


# Neither is taken for the other: who reads it must be asked.
@pytest.mark.parametrize("mark", ["✗", "✘", "x", "Ｘ", "△", "2", "別紙", "①", "予定"])
def test_a_mark_that_may_mean_either_is_neither(mark: str) -> None:
    assert is_ticked("stop.completed", CellValue(Kind.TEXT, mark)) is None


def test_a_box_that_says_none_is_not_ticked_by_saying_that_there_are_some() -> None:
    box = "rename.no_contracts"  # 契約中の需要（発電）者なし
    assert is_ticked(box, CellValue(Kind.TEXT, "有")) is None
    assert is_ticked(box, CellValue(Kind.TEXT, "あり")) is None
    assert is_ticked(box, CellValue(Kind.TEXT, "無")) is False
    assert is_ticked(box, CellValue(Kind.TEXT, "✔")) is True
    assert is_ticked("api.test_passed", CellValue(Kind.TEXT, "有")) is True


@pytest.mark.parametrize("pair", TABLE["web_certificates.1.serial"]["pairs"], ids=ascii)
def test_a_serial_is_the_same_however_it_is_written(
    pair: list[str], calendar: OfficeCalendar
) -> None:
    one, other = pair
    edits = {"web_certificates.0.serial": one, "web_certificates.1.serial": other}
    found = check_answers(edited(case("new"), edits), AT, calendar)
    assert "duplicate-serial" in {f.code for f in found if f.path == "web_certificates.1.serial"}
    renewal = {"web_certificates.0.serial": one, "web_certificates.0.replaces": other}
    found = check_answers(edited(case("change"), renewal), AT, calendar)
    assert "renewal-of-itself" in {f.code for f in found}


def test_the_table_is_not_cut_short() -> None:
    assert sum(len(rows) for outcomes in TABLE.values() for rows in outcomes.values()) > 800
