"""Every item of the FAQ is answered and tested, and the page that says so is current."""

import re
import runpy
from pathlib import Path

import pytest

from rules.guide.items import items
from rules.obligations.rule import RULES
from tests.rules.test_guide import FORTY

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "traceability.md").read_text(encoding="utf-8")
COLUMNS = ["FAQ", "topic", "rules", "modules", "answers", "guide", "done at", "tests"]
ROWS = [
    dict(zip(COLUMNS, map(str.strip, line.strip("|").split("|")), strict=True))
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| FAQ", "| ---"))
]

# What the FAQ obliges to on the form has a rule; what is reckoned has a module.
RULED = ["3-1", "3-3", "3-4", "3-5", "3-6", "3-7", "3-8", "4-1", "ERR_20250",
         "参考(1)", "参考(2)", "参考(3)", "参考(4)"]  # fmt: skip
RECKONED = {
    "3-4": "rules.dates.cutoff",
    "4-2": "rules.dates.planning",
    "5-1": "rules.dates.supply_start",
    "1-1": "rules.guide.login_doctor",
    "1-6": "rules.guide.login_doctor",
    "2-1": "rules.guide.documents",
    "7-1": "rules.guide.contacts",
    "5-2": "rules.guide.areas",
    "3-7": "rules.guide.checklists",
}


def test_the_page_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    """If not: `make docs`."""
    runpy.run_path(str(ROOT / "scripts" / "traceability.py"), run_name="__main__")
    assert capsys.readouterr().out == PAGE


def test_every_item_has_its_row() -> None:
    assert [row["FAQ"] for row in ROWS] == [items()[id_].citation for id_ in FORTY]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["FAQ"])
def test_an_item_is_answered_and_tested(row: dict[str, str]) -> None:
    assert row["topic"]
    assert row["guide"]
    assert row["done at"]
    assert row["tests"]
    (target,) = re.findall(r"\]\((.+?)\)", row["guide"])
    assert (ROOT / "docs" / target).exists()
    for test in re.findall(r"`([^`]+)`", row["tests"]):
        assert (ROOT / "tests" / f"{test}.py").exists()


@pytest.mark.parametrize("item", RULED)
def test_an_obligation_has_its_rule(item: str) -> None:
    (row,) = [row for row in ROWS if row["FAQ"] == item]
    assert row["rules"]


@pytest.mark.parametrize(("item", "module"), RECKONED.items())
def test_what_is_reckoned_has_its_module(item: str, module: str) -> None:
    (row,) = [row for row in ROWS if row["FAQ"] == item]
    assert f"`{module}`" in row["modules"]


def test_every_rule_is_on_the_page() -> None:
    """But for those that cite the last page as a whole."""
    named = {code for row in ROWS for code in re.findall(r"`([^`]+)`", row["rules"])}
    assert {rule.code for rule in RULES if rule.source != "参考"} <= named
