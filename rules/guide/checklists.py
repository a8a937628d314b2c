"""Printable checklists, and whether an API test is required. FAQ 3-7, 3-8, 4-1, 4-2."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Final

from rules.content import parse_content, read_data

NO_CONTRACTS: Final = "no_contracts"  # the condition of a rename without customers under contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line to tick; omitted under condition ``unless``, shown only under condition ``only``."""

    text: str
    source: str
    unless: str = ""
    only: str = ""

    def is_asked(self, conditions: Collection[str]) -> bool:
        """Return whether the line is shown under these conditions."""
        return self.unless not in conditions and (not self.only or self.only in conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A printable checklist with notes."""

    id: str
    title: str
    ticks: tuple[Tick, ...]
    notes: tuple[str, ...] = ()


class ApiTestNeed(StrEnum):
    """Whether an API test is required, the strongest verdict first."""

    NEEDED = "needed"
    ASK = "ask"
    NOT_NAMED = "not-named"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCase:
    """A change of an API connection, and whether it requires a test (4-1)."""

    id: str
    label: str
    verdict: ApiTestNeed
    say: str
    source: str


@cache
def conditions() -> dict[str, str]:
    """Return the labels of the conditions of a checklist, by id."""
    return dict(_data()["condition"])


@cache
def _checklists() -> dict[str, Checklist]:
    return {table["id"]: parse_content(Checklist, table) for table in _data()["checklist"]}


def checklist(id_: str, under: Collection[str] = ()) -> Checklist:
    """Return a checklist (``api-test``, ``rename``, ``stop``) under some conditions."""
    complete = _checklists()[id_]
    shown = tuple(tick for tick in complete.ticks if tick.is_asked(under))
    return replace(complete, ticks=shown)


@cache
def api_cases() -> dict[str, ApiCase]:
    """Return the possible changes of an API connection, by id."""
    return {table["id"]: parse_content(ApiCase, table) for table in _data()["api_test"]}


def api_test_verdict(chosen: Iterable[str]) -> ApiTestNeed:
    """Return whether a test is required for several changes at once."""
    verdicts = {api_cases()[id_].verdict for id_ in chosen}
    return next((verdict for verdict in ApiTestNeed if verdict in verdicts), ApiTestNeed.NOT_NAMED)


@cache
def _data() -> dict[str, Any]:
    return read_data("guide/checklists.toml")
