"""Lists to print and tick, and whether an API test must be applied for. FAQ 3-7, 3-8, 4-1, 4-2."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Final

from rules.content import parse_content
from rules.guide.content import read

NO_CONTRACTS: Final = "no_contracts"
"""The condition of a rename: nobody has a contract under the old name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line to tick; ``unless`` and ``only`` name a condition."""

    text: str
    source: str
    unless: str = ""
    only: str = ""

    def is_asked(self, conditions: Collection[str]) -> bool:
        """Return whether the line is there under these conditions."""
        return self.unless not in conditions and (not self.only or self.only in conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list to print and tick, with what else to know."""

    id: str
    title: str
    ticks: tuple[Tick, ...]
    notes: tuple[str, ...] = ()


class ApiTestNeed(StrEnum):
    """Whether an API test must be applied for, the strongest first."""

    NEEDED = "needed"
    ASK = "ask"
    NOT_NAMED = "not-named"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCase:
    """Something that is done to an API connection, and whether it asks for a test (4-1)."""

    id: str
    label: str
    verdict: ApiTestNeed
    say: str
    source: str


@cache
def conditions() -> dict[str, str]:
    """Return the conditions that change a list, by id, with their words."""
    return dict(_data()["condition"])


@cache
def _checklists() -> dict[str, Checklist]:
    found = [parse_content(Checklist, checklist) for checklist in _data()["checklist"]]
    return {checklist.id: checklist for checklist in found}


def checklist(id_: str, under: Collection[str] = ()) -> Checklist:
    """Return a list (``api-test``, ``rename``, ``stop``) as it is under some conditions.

    Raises:
        KeyError: there is no such list.

    """
    whole = _checklists()[id_]
    asked = tuple(tick for tick in whole.ticks if tick.is_asked(under))
    return replace(whole, ticks=asked)


@cache
def api_cases() -> dict[str, ApiCase]:
    """Return what may be done to an API connection, by id."""
    found = [parse_content(ApiCase, case) for case in _data()["api_test"]]
    return {case.id: case for case in found}


def api_test_verdict(chosen: Iterable[str]) -> ApiTestNeed:
    """Return whether a test must be applied for, where several things are done at once.

    Raises:
        KeyError: there is no such case.

    """
    found = {api_cases()[id_].verdict for id_ in chosen}
    return next((verdict for verdict in ApiTestNeed if verdict in found), ApiTestNeed.NOT_NAMED)


@cache
def _data() -> dict[str, Any]:
    return read("checklists.toml")
