"""One assignment of cells to paths for a sheet, and how far each pair is ahead of the next best."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import networkx as nx

_Claimant = TypeVar("_Claimant", bound=Hashable)
_Slot = TypeVar("_Slot", bound=Hashable)
_STEEPNESS: Final = 6
"""By which power a score weighs: one sure pair counts more than two poor ones together."""
NOBODY: Final = 0.65
"""The score with which a cell may as well be nobody's: measured on the test blanks, 2026-11."""


@dataclass(frozen=True)
class Assigned(Generic[_Slot]):
    """The slot of a claimant; ``margin`` is from 0 to 1, ``runner_up`` its next best slot."""

    slot: _Slot
    margin: float
    runner_up: _Slot | None


def assign(
    scores: Mapping[tuple[_Claimant, _Slot], float],
) -> dict[_Claimant, Assigned[_Slot]]:
    """Assign slots to claimants, one each, so that the scores are best all together.

    The margin of a pair is what all would lose if it were ruled out, or what it is ahead of nobody.
    """
    graph = nx.Graph()
    for (claimant, slot), score in scores.items():
        graph.add_edge((0, claimant), (1, slot), weight=score**_STEEPNESS)
    return {
        claimant: assigned
        for nodes in nx.connected_components(graph)
        for claimant, assigned in _within(graph.subgraph(nodes).copy())
    }


def margin_of(score: float) -> float:
    """Return how far a score that nothing else rivals is ahead of nobody."""
    return max(0.0, score**_STEEPNESS - NOBODY**_STEEPNESS)


def _within(graph: nx.Graph) -> Iterator[tuple[_Claimant, Assigned[_Slot]]]:
    best, total = _matched(graph)
    for claimant, slot in best.items():
        weight = graph.edges[claimant, slot]["weight"]
        graph.remove_edge(claimant, slot)
        other, without = _matched(graph)
        graph.add_edge(claimant, slot, weight=weight)
        ahead = min(total - without, weight - NOBODY**_STEEPNESS)
        runner_up = other.get(claimant, (1, None))[1]
        yield claimant[1], Assigned(slot[1], max(0.0, min(1.0, ahead)), runner_up)


def _matched(graph: nx.Graph) -> tuple[dict[tuple[int, _Claimant], tuple[int, _Slot]], float]:
    pairs = dict(sorted(pair, key=lambda n: n[0]) for pair in nx.max_weight_matching(graph))
    return pairs, sum(graph.edges[pair]["weight"] for pair in pairs.items())
