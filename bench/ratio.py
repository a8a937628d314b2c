"""Two ways of doing the same, timed in turn, and the ratio of their medians."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio and its target: a least (``at_least``) or a most."""

    name: str
    value: float
    target: float
    at_least: bool

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        """Write the line that the bench prints."""
        sign = ">=" if self.at_least else "<="
        verdict = "met" if self.is_met else "MISSED"
        return f"{self.name:<58} {self.value:8.2f} x   target {sign} {self.target:g} x   {verdict}"


def times_as_fast(ours: Callable[[], object], other: Callable[[], object], *, pairs: int) -> float:
    """Say how many times as fast ours is: medians of alternating pairs, each way round in turn.

    Both run once before, so that what is loaded once is loaded already.
    """
    ours()
    other()
    seconds: dict[Callable[[], object], list[float]] = {ours: [], other: []}
    for number in range(pairs):
        for way in (ours, other) if number % 2 else (other, ours):
            seconds[way].append(_seconds(way))
    return median(seconds[other]) / median(seconds[ours])


def _seconds(way: Callable[[], object]) -> float:
    gc.collect()  # neither way clears up after the other
    begun = perf_counter()
    way()
    return perf_counter() - begun
