"""Search of the guide: time of a search, and how often a phrasing finds its entry.

The phrasings were written by another hand than the entries and the search.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

from bench.figure import Figure
from rules.guide.entries import entries
from rules.guide.search import search

_MOST_MILLISECONDS: Final = 5
_LEAST_FOUND: Final = 95
_FIRST: Final = 3
_RUNS: Final = 5
_PHRASINGS: Final = Path(__file__).parents[1] / "tests" / "rules" / "phrasings.toml"


def measure_guide() -> Iterator[Figure]:
    """Yield the time of the slowest phrasing, and the share whose entry is among the first."""
    phrasings = _phrasings()
    search("")
    slowest = max(median(_work(text) for _ in range(_RUNS)) for text, _ in phrasings)
    name = f"guide, slowest search of {len(phrasings)} over {len(entries())} entries"
    yield Figure(name, 1000 * slowest, _MOST_MILLISECONDS, at_least=False, unit="ms")
    hits = [id_ in _ids(text)[:_FIRST] for text, id_ in phrasings]
    name = f"guide, found among the first {_FIRST} of {len(phrasings)} phrasings"
    yield Figure(name, 100 * sum(hits) / len(hits), _LEAST_FOUND, at_least=True, unit="%")


def misses() -> Iterator[str]:
    """Yield the phrasings whose entry is not among the first, with their results."""
    for text, id_ in _phrasings():
        if id_ not in _ids(text)[:_FIRST]:
            yield f"{id_}: {text}: {', '.join(_ids(text)[:_FIRST])}"


def _phrasings() -> list[tuple[str, str]]:
    table = tomllib.loads(_PHRASINGS.read_text(encoding="utf-8"))["phrasing"]
    return [(row["text"], row["item"]) for row in table]


def _ids(text: str) -> list[str]:
    return [result.entry.id for result in search(text)]


def _work(text: str) -> float:
    begun = process_time()
    search(text)
    return process_time() - begun
