"""One assignment of cells to paths for a sheet, and how far each pair is ahead of the next best."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import networkx as nx

_Slot = TypeVar("_Slot", bound=Hashable)
_STEEPNESS: Final = 6
"""By which power a score weighs: one sure pair counts more than two poor ones together."""
NOBODY: Final = 0.65
"""The score with which a cell may as well be nobody's: measured on the test blanks, 2026-11."""


@dataclass(frozen=True)
class AssignedCells(Generic[_Slot]):
    """The slot of a path; ``margin`` is from 0 to 1, ``runner_up`` its next best slot."""

    slot: _Slot
    margin: float
    runner_up: _Slot | None


def assign(scores: Mapping[tuple[str, _Slot], float]) -> dict[str, AssignedCells[_Slot]]:
    """Assign slots to paths, one each, so that the scores are best all together; no slot is a str.

    The margin of a pair is what all would lose if it were ruled out, or what it is ahead of nobody.
    """
    graph: nx.Graph[str | _Slot] = nx.Graph(scores.keys())
    numbers = {node: n for n, nodes in enumerate(nx.connected_components(graph)) for node in nodes}
    parts: defaultdict[int, nx.Graph[str | _Slot]] = defaultdict(nx.Graph)
    for (path, slot), score in scores.items():  # in this order: equals are matched by it
        parts[numbers[path]].add_edge(path, slot, weight=score**_STEEPNESS)
    return {path: one for part in parts.values() for path, one in _assigned(part)}


def margin_of(score: float) -> float:
    """Return how far a score that nothing else rivals is ahead of nobody."""
    return max(0.0, score**_STEEPNESS - NOBODY**_STEEPNESS)


def _assigned(graph: "nx.Graph[str | _Slot]") -> Iterator[tuple[str, AssignedCells[_Slot]]]:
    best = _matched(graph)
    total = _weight(graph, best)
    for path, slot in best.items():
        weight = graph.edges[path, slot]["weight"]
        graph.remove_edge(path, slot)
        other = _matched(graph)
        ahead = min(total - _weight(graph, other), weight - NOBODY**_STEEPNESS)
        graph.add_edge(path, slot, weight=weight)
        yield path, AssignedCells(slot, max(0.0, min(1.0, ahead)), other.get(path))


def _matched(graph: "nx.Graph[str | _Slot]") -> dict[str, _Slot]:
    pairs = nx.max_weight_matching(graph)
    slots = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    return {path: slots[path] for path in graph if isinstance(path, str) and path in slots}


def _weight(graph: "nx.Graph[str | _Slot]", pairs: Mapping[str, _Slot]) -> float:
    return sum(float(graph.edges[pair]["weight"]) for pair in pairs.items())
