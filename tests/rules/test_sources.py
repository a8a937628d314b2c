"""Every obligation of the FAQ that the form is about is answered by a rule or on the first page."""

import re

import pytest

from rules.obligations.check import RULE_MODULES
from rules.obligations.rule import RULES
from rules.situations import gate, handover, situations
from schemas.catalogue import ENTRIES

OBLIGATIONS = [
    "3-1", "3-3", "3-4", "3-5", "3-6", "3-7", "3-8", "4-1", "ERR_20250",
    "参考(1)", "参考(2)", "参考(3)", "参考(4)",
]  # fmt: skip
ITEM = re.compile(r"\d-\d|ERR_\d{5}|参考(\([1-4]\))?")


def cited(source: str) -> list[str]:
    return source.split(", ")


@pytest.mark.parametrize("item", OBLIGATIONS)
def test_an_obligation_has_its_rule(item: str) -> None:
    assert RULE_MODULES
    by_rules = {source for rule in RULES for source in cited(rule.source)}
    assert item in by_rules


@pytest.mark.parametrize("item", ["3-1", "3-3", "3-5", "3-6", "3-7", "3-8", "4-1"])
def test_the_first_question_leads_there(item: str) -> None:
    roads = [gate(), *situations().values()]
    assert item in {source for road in roads for source in cited(road.source)}


def test_every_source_is_an_item_of_the_faq() -> None:
    sources = [rule.source for rule in RULES]
    sources += [entry.answer.source for entry in ENTRIES.values()]
    sources += [gate().source, *(situation.source for situation in situations().values())]
    sources += [handover(kind, None).source for kind in ("new", "change", "rename", "stop")]
    for source in sources:
        assert all(ITEM.fullmatch(item) for item in cited(source)), source
